"""Replay finds what the operator changed, though everything was signed again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from api.files.law import pack_of
from ledger import note
from ledger.bundle import ENTRIES, PROCESS, BundleError, open_up, paper_name
from ledger.divergence import Difference, first_difference
from ledger.entry import from_bytes
from ledger.law import LawCompared
from ledger.replay import Depth, Replay, replay
from rules.pack import Pack
from tender.canonical import from_bytes as json_of
from tender.canonical import sha256_hex, to_bytes
from tests.journeys.cleaning import Journey, journey
from tests.ledger.forging import Forgery

Act = Callable[[Forgery], object]


@pytest.fixture(scope="module")
def run() -> Journey:
    return journey()


def forging(run: Journey, bundle: bytes | None = None) -> Forgery:
    return Forgery(bundle or run.public, run.way.office.ledger.seed)


def replayed(data: bytes, depth: Depth = "whole") -> Replay:
    return replay(open_up(data), depth=depth)


def test_a_history_that_is_written_again_without_a_change_is_the_same(
    run: Journey,
) -> None:
    """The forger makes bundles as the server does: byte for byte this one."""
    assert forging(run).written() == run.public


@pytest.mark.parametrize("depth", ["whole", "facts"])
def test_what_was_not_changed_is_identical(run: Journey, depth: Depth) -> None:
    found = replayed(run.public, depth)

    assert found.identical
    assert found.divergence is None
    assert found.entries == len(run.moments)
    assert found.process == run.way.course.process


def result_of(event: dict[str, Any], bid: str) -> dict[str, Any]:
    found: dict[str, Any] = next(r for r in event["results"] if r["bid"] == bid)
    return found


def passes_p01(event: dict[str, Any]) -> None:
    result_of(event, "p-01")["verdict"] = "passed"


def p06_first(event: dict[str, Any]) -> None:
    result_of(event, "p-06")["rank"], result_of(event, "p-07")["rank"] = 1, 2


def dearer(event: dict[str, Any]) -> None:
    event["corrected"] = str(int(event["corrected"]) + 1)


def p06_wins(event: dict[str, Any]) -> None:
    event["winner"], event["reserves"] = "p-06", ["p-07"]


def cheaper(part: dict[str, Any]) -> None:
    part["offer"]["total"] = str(int(part["offer"]["total"]) - 1)


def another_law(forgery: Forgery, *, event_too: bool = False) -> None:
    """Have the frozen pack find a line imbalanced at 120 %, and every entry name it."""
    name, published = frozen(forgery), forgery.find("publish_tender")
    pack = Pack.from_bytes(forgery.members[f"packs/{name}.json"])
    values = tuple(
        v.model_copy(update={"value": "1.2"}) if v.id == "price.imbalanced_above" else v
        for v in pack.file.values
    )
    other = Pack.of(pack.file.model_copy(update={"values": values}))
    forgery.members[f"packs/{other.digest}.json"] = other.to_bytes()
    for number, entry in enumerate(forgery.entries):
        if entry.pack == name and number >= published:
            forgery.change(number, pack=other.digest)
    if event_too:
        chosen = [
            entry.events[0]
            for entry in forgery.entries[:published]
            if entry.command["tag"] == "choose_value"
        ]
        values_chosen = sorted(
            (
                {
                    "id": one["id"],
                    "value": one["value"],
                    "unit": one["unit"],
                    "from": one["chosen_on"],
                    "source": one["clause"],
                    "status": "chosen",
                }
                for one in chosen
            ),
            key=lambda one: str(one["id"]),
        )
        digest = sha256_hex(to_bytes({"pack": other.digest, "chosen": values_chosen}))

        def announced(event: dict[str, Any]) -> None:
            event.update(pack=other.digest, frozen_sha256=digest)

        forgery.edit(published, event=announced)


def frozen(forgery: Forgery) -> str:
    return str(forgery.entries[forgery.find("publish_tender")].pack)


def late_bid_taken(forgery: Forgery) -> None:
    """Have the late bid come a minute before the deadline, in its sealed stream."""
    number = forgery.find("commit_bid", "p-08")
    late = forgery.entries[number]
    said = {**late.command, "tag": "bid_committed"}
    closing = forgery.find("close_bidding")
    before = forgery.entries[closing - 1]
    event = {**said, "bid": "p-08", "envelope": late.events[0]["envelope"]}
    forgery.drop(number)
    taken = replace(
        late,
        stream="sealed",
        after=before.after,
        at="2026-10-29T02:59:00.000000Z",
        outcome="accepted",
        refusal=None,
        events=(event,),
    )
    forgery.entries.insert(closing, taken)


FORGED = [
    pytest.param(
        lambda f: f.edit(f.find("complete_evaluation"), event=passes_p01),
        "complete_evaluation /events/0/results/",
        "decide complete_evaluation",
        id="a verdict",
    ),
    pytest.param(
        lambda f: f.edit(f.find("complete_evaluation"), event=p06_first),
        "complete_evaluation /events/0/results/",
        "decide complete_evaluation",
        id="a rank",
    ),
    pytest.param(
        lambda f: f.edit(f.find("correct_arithmetic", "p-07"), event=dearer),
        "correct_arithmetic /events/0/corrected",
        "decide correct_arithmetic",
        id="a corrected price",
    ),
    pytest.param(
        lambda f: f.edit(f.find("propose_award"), event=p06_wins),
        "propose_award /events/0/reserves/0",
        "decide propose_award",
        id="the winner",
    ),
    pytest.param(
        lambda f: f.drop(f.find("record_judgement", "p-07")),
        "prove_qualification",
        "evaluation.not-waited-for",
        id="a judgement that is gone",
    ),
    pytest.param(
        lambda f: f.drop(f.find("declare_conflict", "pokja-3", 1)),
        "record_judgement",
        "committee.undeclared",
        id="a declaration that is gone",
    ),
    pytest.param(
        lambda f: f.drop(f.find("approve_award", "pokja-1")),
        "approve_award",
        "decide approve_award",
        id="an approval that is gone",
    ),
    pytest.param(
        lambda f: f.swap(f.find("ask_question"), f.find("answer_question")),
        "answer_question",
        "question.code",
        id="an answer before its question",
    ),
    pytest.param(
        lambda f: f.swap(
            f.find("prove_key_alive", "kunci-unja"), f.find("publish_tender")
        ),
        "publish_tender",
        "announcement.not-ready",
        id="an announcement before everything was ready",
    ),
    pytest.param(
        another_law,
        "publish_tender /events/0/frozen_sha256",
        "decide publish_tender",
        id="a value of the law",
    ),
    pytest.param(
        lambda f: another_law(f, event_too=True),
        "issue_document",
        "document.other-data",
        id="a value of the law, and the entry that froze it",
    ),
    pytest.param(
        lambda f: f.edit(f.find("open_part", "p-07"), command=cheaper, event=cheaper),
        "",
        "seal.offer",
        id="an offer",
    ),
    pytest.param(
        lambda f: f.edit(f.find("open_part", "p-07"), event=cheaper),
        "open_part /events/0/offer/total",
        "decide open_part",
        id="an offer as it is on record",
    ),
    pytest.param(
        lambda f: f.change(
            f.find("commit_bid", "p-07"),
            actor=f.entries[f.find("commit_bid", "p-06")].actor,
        ),
        "sealed-1 9",
        "proof",
        id="whose bid it is",
    ),
    pytest.param(
        lambda f: signed_with(f, "00" * 64),
        "sealed-1 9",
        "proof",
        id="a signature of zeros",
    ),
    pytest.param(
        lambda f: signed_with(f, "server"),
        "sealed-1 9 commit_bid /",
        "proof.unsigned",
        id="a signature that is gone",
    ),
    pytest.param(
        late_bid_taken,
        "release_shares",
        "opening.wrong-shares",
        id="a late bid that came in time",
    ),
    pytest.param(
        lambda f: f.change(f.find("set_budget"), epoch=1),
        "set_budget /epoch",
        "decide set_budget",
        id="the epoch of an entry",
    ),
    pytest.param(
        lambda f: f.change(f.find("set_budget"), pack="00" * 32),
        "main",
        "pack",
        id="an entry under a law that nobody has",
    ),
    pytest.param(
        lambda f: under_another_law(f, "announce_result"),
        "main ",
        "pack.frozen",
        id="an entry under a law that is not the frozen one",
    ),
    pytest.param(
        lambda f: under_another_law(f, "answer_question"),
        "main ",
        "pack.frozen",
        id="one that would be decided the same",
    ),
    pytest.param(
        lambda f: f.change(f.find("set_budget"), round=2),
        "main ",
        "round",
        id="an entry of another round",
    ),
    pytest.param(
        lambda f: f.change(f.find("close_bidding"), sealed=None),
        "sealed-1 1",
        "log.inclusion",
        id="a closing that closes nothing",
    ),
    pytest.param(
        lambda f: f.change(
            f.find("set_budget"),
            key_sha256=f.entries[f.find("specify_works")].key_sha256,
        ),
        "main ",
        "entry.key",
        id="a key of a party that was used before",
    ),
    pytest.param(
        lambda f: f.edit(f.find("open_part", "p-07"), command=junk_key),
        "main ",
        "seal.key",
        id="a key that opens nothing",
    ),
]


def junk_key(command: dict[str, Any]) -> None:
    command["key"] = "AGE-SECRET-KEY-1" + "A" * 58


def under_another_law(forgery: Forgery, command: str) -> None:
    """Have one entry name a law of its own, in which objections end after a day."""
    pack = Pack.from_bytes(forgery.members[f"packs/{frozen(forgery)}.json"])
    values = tuple(
        v.model_copy(update={"value": "1"}) if v.id == "stage.objection.length" else v
        for v in pack.file.values
    )
    other = Pack.of(pack.file.model_copy(update={"values": values}))
    forgery.members[f"packs/{other.digest}.json"] = other.to_bytes()
    forgery.change(forgery.find(command), pack=other.digest)


def signed_with(forgery: Forgery, proof: str) -> None:
    number = forgery.find("commit_bid", "p-07")
    actor = forgery.entries[number].actor
    forgery.change(number, actor=replace(actor, proof=proof))


@pytest.mark.parametrize(("forge", "where", "rule"), FORGED)
def test_another_history_is_found_and_the_entry_and_rule_are_named(
    run: Journey, forge: Act, where: str, rule: str
) -> None:
    forgery = forging(run)
    forge(forgery)

    found = replayed(forgery.written())

    assert not found.identical
    assert found.divergence is not None
    assert found.divergence.rule == rule
    assert where in found.divergence.where
    assert found.divergence.expected != found.divergence.found
    assert found.digest != run.opened.digest


@pytest.mark.parametrize(
    ("forge", "rule"),
    [
        pytest.param(
            lambda f: f.edit(f.find("complete_evaluation"), event=passes_p01),
            "decide complete_evaluation",
            id="a verdict",
        ),
        pytest.param(
            lambda f: f.edit(
                f.find("open_part", "p-07"), command=cheaper, event=cheaper
            ),
            "opening.not-the-offer",
            id="an offer, which was committed to",
        ),
    ],
)
def test_the_facts_alone_give_it_away(run: Journey, forge: Act, rule: str) -> None:
    """Without signatures and seals, rules and commitments are still asked."""
    forgery = forging(run)
    forge(forgery)

    found = replayed(forgery.written(), "facts")

    assert found.divergence is not None
    assert found.divergence.rule == rule


def test_an_offer_and_its_commitment_cannot_be_changed_together(run: Journey) -> None:
    """The commitment stands in what the bidder signed."""
    forgery = forging(run)
    number = forgery.find("open_part", "p-07")
    forgery.edit(number, command=cheaper, event=cheaper)
    opened: Any = forgery.entries[number].command
    salted = bytes.fromhex(opened["salt"]) + to_bytes(opened["offer"])

    def committed(part: dict[str, Any]) -> None:
        part["objects"][0]["commitment"] = sha256_hex(salted)

    forgery.edit(forgery.find("commit_bid", "p-07"), command=committed, event=committed)

    found = replayed(forgery.written())

    assert found.divergence is not None
    assert found.divergence.rule == "proof"
    assert found.divergence.where == "sealed-1 9"


def offer_of(forgery: Forgery, bid: str) -> str:
    command: Any = forgery.entries[forgery.find("commit_bid", bid)].command
    (offer,) = [item for item in command["objects"] if item["name"] == "offer"]
    return f"ciphertexts/{offer['ciphertext']}.age"


def test_a_ciphertext_that_is_missing_is_found(run: Journey) -> None:
    forgery = forging(run)
    del forgery.members[offer_of(forgery, "p-07")]

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "seal.ciphertext"
    assert found.divergence.where.startswith("main ")


def test_a_ciphertext_of_another_bid_is_found(run: Journey) -> None:
    forgery = forging(run)
    other = forgery.members[offer_of(forgery, "p-06")]
    forgery.members[offer_of(forgery, "p-07")] = other

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "seal.ciphertext"


def test_the_key_of_another_bid_is_found(run: Journey) -> None:
    forgery = forging(run)
    other: Any = forgery.entries[forgery.find("open_part", "p-06")].command

    def with_other_key(command: dict[str, Any]) -> None:
        command["key"] = other["key"]

    forgery.edit(forgery.find("open_part", "p-07"), command=with_other_key)

    found = replayed(forgery.written())

    assert found.divergence is not None
    assert found.divergence.rule == "seal.key"


def rendition(forgery: Forgery, name: str) -> str:
    return next(n for n in forgery.members if n.startswith("renditions/") and name in n)


@pytest.mark.parametrize("depth", ["whole", "facts"])
def test_a_page_that_says_something_else_is_found(run: Journey, depth: Depth) -> None:
    """The digest of the bundle leaves pages out; their own hashes stand in the record."""
    forgery = forging(run)
    name = rendition(forgery, "contract")
    forgery.members[name] = forgery.members[name].replace(b"Rp", b"Rp 9", 1)
    data = forgery.signed()

    found = replayed(data, depth)

    assert open_up(data).digest == run.opened.digest
    assert found.divergence is not None
    assert found.divergence.rule == "document.html"
    assert name in found.divergence.where


def test_a_page_that_is_not_there_is_missed_by_nobody(run: Journey) -> None:
    """What it would say, its data say."""
    forgery = forging(run)
    del forgery.members[rendition(forgery, "contract")]

    assert replayed(forgery.signed()).identical


@pytest.mark.parametrize("suffix", ["html", "pdf"])
def test_a_page_of_a_document_that_nobody_issued_is_found(
    run: Journey, suffix: str
) -> None:
    forgery = forging(run)
    forgery.members[f"renditions/0099-contract.{suffix}"] = b"x"

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "document.rendition"
    assert found.divergence.where == f"renditions/0099-contract.{suffix}"


def test_pdfs_are_told_to_be_not_compared(run: Journey) -> None:
    forgery = forging(run)
    forgery.members["renditions/0014-contract.pdf"] = b"%PDF evil"

    found = replayed(forgery.signed())

    assert found.identical
    assert found.not_compared == ("0014-contract.pdf",)


def test_documents_are_told_apart_by_number_and_kind_and_not_by_their_order(
    run: Journey,
) -> None:
    """A document under the name of another is not taken for it."""
    forgery = forging(run)
    one, other = (
        f"documents/{name}.json"
        for name in ("0006-result-letter-p-01", "0007-result-letter-p-02")
    )
    members = forgery.members
    members[one], members[other] = members[other], members[one]

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "document.data"
    assert one in found.divergence.where


def test_names_of_documents_are_in_order_beyond_a_hundred() -> None:
    names = [paper_name(number, "contract", None) for number in range(1, 1_002)]

    assert names == sorted(names)


def document(forgery: Forgery, name: str) -> str:
    return next(n for n in forgery.members if n.startswith("documents/") and name in n)


def test_a_document_that_says_something_else_is_found(run: Journey) -> None:
    forgery = forging(run)
    name = document(forgery, "award-decision")
    data: Any = json_of(forgery.members[name])
    data["award"]["winner"] = "p-06"
    forgery.members[name] = to_bytes(data)

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "document.data"
    assert "award-decision" in found.divergence.where


def test_a_document_that_says_something_else_on_record_too_is_found(
    run: Journey,
) -> None:
    """Its hash in the entry was changed with it; the rules make the data again."""
    forgery = forging(run)
    name = document(forgery, "award-decision")
    data: Any = json_of(forgery.members[name])
    data["award"]["winner"] = "p-06"
    forgery.members[name] = to_bytes(data)

    def renamed(part: dict[str, Any]) -> None:
        part["data_sha256"] = sha256_hex(to_bytes(data))

    forgery.edit(
        forgery.find("issue_document", "award_decision"), command=renamed, event=renamed
    )

    found = replayed(forgery.written())

    assert found.divergence is not None
    assert found.divergence.rule == "document.other-data"
    assert "issue_document" in found.divergence.where


@pytest.mark.parametrize("name", ["0001-announcement.json", "0014-contract.json"])
def test_a_document_that_is_missing_is_found(run: Journey, name: str) -> None:
    forgery = forging(run)
    del forgery.members[f"documents/{name}"]

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "document.data"


def test_a_document_that_nobody_issued_is_found(run: Journey) -> None:
    forgery = forging(run)
    forgery.members["documents/0015-contract.json"] = to_bytes({"kind": "contract"})

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "document.data"
    assert found.divergence.where == "documents/0015-contract.json"


def test_evidence_that_is_not_what_was_committed_to_is_found(run: Journey) -> None:
    """An attachment, changed in the auditors' bundle: its name is its commitment."""
    forgery = forging(run, run.auditors)
    name = next(n for n in sorted(forgery.members) if n.startswith("private/"))
    forgery.members[name] += b"!"

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "private.name"
    assert found.divergence.where == name


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        pytest.param(
            lambda f: f.members.update(
                {"log/leaves.bin": f.members["log/leaves.bin"][73:]}
            ),
            "log.leaves",
            id="the first leaf is gone",
        ),
        pytest.param(
            lambda f: f.members.update(
                {"log/leaves.bin": f.members["log/leaves.bin"][:-73]}
            ),
            "log.checkpoint",
            id="the last leaf is gone",
        ),
        pytest.param(
            lambda f: f.members.update(
                {"log/leaves.bin": f.members["log/leaves.bin"] + bytes(73)}
            ),
            "log.leaves",
            id="a leaf too many, of no form",
        ),
        pytest.param(
            lambda f: f.members.update({"log/000000000001.note": b"no note\n"}),
            "log.checkpoint",
            id="a checkpoint that is no note",
        ),
    ],
)
def test_a_log_that_does_not_hold_is_found(
    run: Journey, damage: Act, rule: str
) -> None:
    forgery = forging(run)
    damage(forgery)

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == rule


def lines_of(forgery: Forgery) -> list[bytes]:
    return forgery.members[ENTRIES].split(b"\n")[:-1]


def with_lines(forgery: Forgery, lines: list[bytes]) -> bytes:
    forgery.members[ENTRIES] = b"".join(line + b"\n" for line in lines)
    return forgery.signed()


@pytest.mark.parametrize("depth", ["whole", "facts"])
@pytest.mark.parametrize(
    ("change", "where", "rule"),
    [
        pytest.param(
            lambda lines: lines[::-1], "entries.jsonl:1", "entry.order", id="reversed"
        ),
        pytest.param(
            lambda lines: [*lines[:4], lines[5], lines[4], *lines[6:]],
            "entries.jsonl:5",
            "entry.order",
            id="two have changed places",
        ),
        pytest.param(
            lambda lines: [*lines, lines[-1]],
            "entries.jsonl:",
            "entry.twice",
            id="twice",
        ),
        pytest.param(
            lambda lines: [lines[0], *lines],
            "entries.jsonl:2",
            "entry.twice",
            id="the first twice",
        ),
    ],
)
def test_lines_in_another_order_are_found(
    run: Journey,
    change: Callable[[list[bytes]], list[bytes]],
    where: str,
    rule: str,
    depth: Depth,
) -> None:
    forgery = forging(run)

    found = replayed(with_lines(forgery, change(lines_of(forgery))), depth)

    assert found.divergence is not None
    assert found.divergence.rule == rule
    assert found.divergence.where.startswith(where)
    assert found.withheld == 0


def test_bytes_after_the_last_line_make_no_bundle(run: Journey) -> None:
    forgery = forging(run)
    forgery.members[ENTRIES] += b"garbage"

    with pytest.raises(BundleError, match="a line that ends") as caught:
        replayed(forgery.signed())

    assert caught.value.line == len(run.moments) + 1
    assert_one_line(caught.value)


def test_an_envelope_of_more_objects_than_are_opened_is_not_read(run: Journey) -> None:
    forgery = forging(run)
    number = forgery.find("commit_bid")

    def many(command: dict[str, Any]) -> None:
        command["objects"] = command["objects"] * 51

    forgery.edit(number, command=many)

    with pytest.raises(BundleError, match="expected 200") as caught:
        replayed(forgery.written())

    assert caught.value.member == ENTRIES
    assert caught.value.line == number + 1


def test_sealed_entries_that_are_left_out_are_counted_too(run: Journey) -> None:
    """Their leaves are in the log, though no line names their stream."""
    forgery = forging(run)
    lines = [one for one in lines_of(forgery) if b'"stream":"sealed"' not in one]

    found = replayed(with_lines(forgery, lines))

    assert found.withheld == 9
    assert found.not_comparable == (
        "9 entries of this process are not disclosed in this bundle",
    )


def test_one_entry_that_is_left_out_is_one(run: Journey) -> None:
    forgery = forging(run)

    found = replayed(with_lines(forgery, lines_of(forgery)[:-1]))

    assert found.not_comparable == (
        "1 entry of this process is not disclosed in this bundle",
    )


@pytest.mark.parametrize("moment", range(7))
def test_a_checkpoint_that_is_missing_at_a_legal_moment_is_found(
    run: Journey, moment: int
) -> None:
    forgery = forging(run)
    name = sorted(n for n in forgery.members if n.endswith(".note") and "log/" in n)[
        moment
    ]
    del forgery.members[name]

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "log.checkpoint"
    assert name in found.divergence.expected


def test_a_checkpoint_under_the_name_of_another_size_is_found(run: Journey) -> None:
    forgery = forging(run)
    name = next(n for n in sorted(forgery.members) if n.startswith("log/0"))
    forgery.members["log/000000000005.note"] = forgery.members[name]

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "log.checkpoint"
    assert found.divergence.where == "log/000000000005.note"


def test_a_pack_under_the_name_of_another_makes_no_bundle(run: Journey) -> None:
    forgery = forging(run)
    name = f"packs/{'00' * 32}.json"
    forgery.members[name] = forgery.members[f"packs/{frozen(forgery)}.json"]

    with pytest.raises(BundleError, match="another name") as caught:
        replayed(forgery.signed())

    assert caught.value.member == name


def test_a_pack_that_no_entry_names_is_a_stranger(run: Journey) -> None:
    forgery = forging(run)
    pack = Pack.from_bytes(forgery.members[f"packs/{frozen(forgery)}.json"])
    other = Pack.of(pack.file.model_copy(update={"values": pack.file.values[1:]}))
    forgery.members[f"packs/{other.digest}.json"] = other.to_bytes()

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "bundle.stranger"


@pytest.mark.parametrize(
    ("folder", "suffix"),
    [("blobs", "bin"), ("ciphertexts", "age"), ("private", "bin"), ("private", "age")],
)
def test_a_file_that_no_entry_names_is_a_stranger(
    run: Journey, folder: str, suffix: str
) -> None:
    forgery = forging(run)
    data = b"\0" * 16 + b"hello"
    name = f"{folder}/{sha256_hex(data)}.{suffix}"
    forgery.members[name] = data

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "bundle.stranger"
    assert found.divergence.where == name


def test_words_that_are_not_what_was_committed_to_are_found(run: Journey) -> None:
    forgery = forging(run)
    name = next(n for n in sorted(forgery.members) if n.startswith("blobs/"))
    forgery.members[name] += b"!"

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "blob.name"


def test_entries_that_are_missing_are_counted_and_nothing_is_called_the_same(
    run: Journey,
) -> None:
    """The log has their leaves: the bundle says so, and is not comparable."""
    forgery = forging(run)
    lines = forgery.members[ENTRIES].split(b"\n")
    forgery.members[ENTRIES] = b"\n".join([*lines[:-4], b""])

    found = replayed(forgery.signed())

    assert found.divergence is None
    assert found.not_comparable == (
        "3 entries of this process are not disclosed in this bundle",
    )
    assert not found.identical


def test_a_signature_by_a_key_that_is_not_trusted_is_found(run: Journey) -> None:
    mine = note.key("auditor.example/log", bytes(32))

    found = replay(run.opened, (mine,))

    assert found.divergence is not None
    assert found.divergence.rule == "bundle.signature"


def test_the_key_that_one_knows_is_the_key_that_signed(run: Journey) -> None:
    ledger = run.way.office.ledger
    known = note.key(ledger.origin, ledger.seed)

    found = replay(run.opened, (known,))

    assert found.divergence is None
    assert found.signers == (ledger.origin,)
    assert found.trust == "reader"


def test_with_the_bundle_s_own_key_that_is_said(run: Journey) -> None:
    assert replayed(run.public).trust == "bundle"
    assert replayed(run.public, "facts").trust == "nobody"
    assert replay(run.opened, ()).trust == "bundle"


def test_the_law_that_it_was_decided_under_is_held_to_the_reader_s_own(
    run: Journey,
) -> None:
    """Days of which the reader has no law cannot be compared."""
    assert replay(run.opened, law=pack_of).law == LawCompared("same")
    assert replay(run.opened).law == LawCompared("unknown")
    assert replay(run.opened, law=lambda _: None).law == LawCompared("unknown")


def test_a_law_of_one_s_own_making_is_told_with_the_values_that_differ(
    run: Journey,
) -> None:
    """It decides the same; it is not the law."""

    def lower(day: date) -> Pack:
        pack = pack_of(day)
        values = tuple(
            v.model_copy(update={"value": "1"}) if v.id == "labour.minimum_wage" else v
            for v in pack.file.values
        )
        return Pack.of(pack.file.model_copy(update={"values": values}))

    found = replay(run.opened, law=lower)

    assert found.identical
    assert found.law.verdict == "differs"
    assert found.law.differences[0] == "2026-09-28: labour.minimum_wage"


def test_a_calendar_that_differs_is_told_too(run: Journey) -> None:
    def without_days_off(day: date) -> Pack:
        return Pack.of(pack_of(day).file.model_copy(update={"days_off": ()}))

    found = replay(run.opened, law=without_days_off)

    assert found.law.differences[0] == "2026-09-28: days off"


def test_a_bundle_signed_with_another_key_needs_the_reader_s_own_key(
    run: Journey,
) -> None:
    """Its own key says so of itself: that it was not changed since, and no more."""
    ledger = run.way.office.ledger
    forgery = Forgery(run.public, bytes(32))
    forgery.process = {
        **forgery.process,
        "key": note.key(ledger.origin, bytes(32)).to_text(),
    }
    forgery.members[PROCESS] = to_bytes(dict(forgery.process))
    forged = open_up(forgery.written())

    assert replay(forged).divergence is None
    found = replay(forged, (note.key(ledger.origin, ledger.seed),))
    assert found.divergence is not None
    assert found.divergence.rule == "bundle.signature"


def assert_one_line(error: BundleError) -> None:
    """Hold what is told to its one form: one line, where, what, and what instead."""
    place = re.escape(error.member) + (f":{error.line}" if error.line else "")
    assert re.fullmatch(f"bundle: {place}: expected .+, found .+", str(error))
    assert "pydantic" not in str(error)
    assert "validation error" not in str(error)


def with_line(forgery: Forgery, old: bytes, new: bytes) -> bytes:
    assert old in forgery.members[ENTRIES]
    forgery.members[ENTRIES] = forgery.members[ENTRIES].replace(old, new, 1)
    return forgery.signed()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b'"epoch":0', b'"epoch":0.0', id="a float"),
        pytest.param(b'"epoch":0', b'"epoch":0,"epoch":0', id="a key twice"),
        pytest.param(b'"epoch":0', b'"epoch": 0', id="a space"),
        pytest.param(b'"v":1}', b'"v":1,"x":1}', id="a field too many"),
        pytest.param(b'"outcome":"accepted"', b'"outcome":"perhaps"', id="an outcome"),
        pytest.param(b'"tag":"set_budget"', b'"tag":"set_fire"', id="a command"),
        pytest.param(b'"tag":"budget_set"', b'"tag":"budget_lost"', id="an event"),
        pytest.param(b'"amount":"3150000000"', b'"amount":3150000000.5', id="money"),
    ],
)
def test_an_entry_of_another_form_makes_no_bundle(
    run: Journey, old: bytes, new: bytes
) -> None:
    """It is told as what it is, and never as an accident of the program's."""
    data = with_line(forging(run), old, new)

    with pytest.raises(BundleError) as caught:
        replayed(data)

    assert caught.value.member == ENTRIES
    line = next(n for n, one in enumerate(run.opened.entry_bytes, 1) if old in one)
    assert caught.value.line == line
    assert_one_line(caught.value)


@pytest.mark.parametrize(
    ("member", "data"),
    [
        pytest.param(PROCESS, b"[]", id="no object"),
        pytest.param(PROCESS, b"{}", id="no process"),
        pytest.param(
            PROCESS,
            to_bytes({"process": "p", "salt": "", "log": "l", "key": "no key"}),
            id="no key",
        ),
        pytest.param("packs/nothing.json", b"{}", id="a pack that is none"),
        pytest.param("log/000000000002.note", b"\xff\xfe", id="a note that is no text"),
        pytest.param(
            PROCESS,
            b'{"key":1,"log":"l","process":"p","salt":"5a"}',
            id="a key that is a number",
        ),
        pytest.param(
            PROCESS,
            to_bytes({"process": "p", "salt": "zz" * 16, "log": "l", "key": "k"}),
            id="a salt that is none",
        ),
        pytest.param(f"packs/{'00' * 32}.json", b"{}", id="a pack without values"),
        pytest.param("foo.txt", b"hello", id="a stranger"),
        pytest.param("documents/contract.json", b"{}", id="a document of no number"),
        pytest.param("documents/15-contract.json", b"{}", id="a number of two digits"),
        pytest.param("log/2.note", b"", id="a note of no size"),
        pytest.param("private/evil.bin", b"hello", id="a private file of no name"),
        pytest.param("renditions/0001-announcement.exe", b"x", id="a program"),
        pytest.param(ENTRIES, b"", id="no entries"),
    ],
)
def test_a_member_of_another_form_is_named(
    run: Journey, member: str, data: bytes
) -> None:
    forgery = forging(run)
    forgery.members[member] = data

    with pytest.raises(BundleError) as caught:
        replayed(forgery.signed())

    assert caught.value.member == member
    assert_one_line(caught.value)


def test_a_law_without_a_value_that_is_asked_for_is_a_divergence(run: Journey) -> None:
    """The rules cannot decide under it: the entry is named, and nothing falls over."""
    forgery = forging(run)
    name = frozen(forgery)
    pack = Pack.from_bytes(forgery.members[f"packs/{name}.json"])
    values = tuple(v for v in pack.file.values if v.id != "account.cleaning")
    poorer = Pack.of(pack.file.model_copy(update={"values": values}))
    forgery.members[f"packs/{poorer.digest}.json"] = poorer.to_bytes()
    forgery.change(forgery.find("set_budget"), pack=poorer.digest)

    found = replayed(forgery.written())

    assert found.divergence is not None
    assert found.divergence.rule == "decide set_budget"
    assert "account.cleaning" in found.divergence.expected


def test_lines_are_held_to_their_one_spelling(run: Journey) -> None:
    assert [from_bytes(line) for line in run.opened.entry_bytes] == list(
        run.opened.entries
    )


@pytest.mark.parametrize(
    ("one", "other", "path"),
    [
        ({"a": [1, {"b": "x"}]}, {"a": [1, {"b": "y"}]}, "/a/1/b"),
        ({"a": 1}, {"a": 1, "b": None}, "/b"),
        ({"a": [1, 2]}, {"a": [1]}, "/a/length"),
        ("x", ["x"], ""),
    ],
)
def test_the_first_difference_is_named_by_its_path(
    one: Any,  # noqa: ANN401  # plain JSON
    other: Any,  # noqa: ANN401
    path: str,
) -> None:
    found = first_difference(one, other)

    assert isinstance(found, Difference)
    assert found.path == path
    assert first_difference(one, one) is None
