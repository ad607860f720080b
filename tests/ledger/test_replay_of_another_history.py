"""Replay finds what the operator changed, though everything was signed again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.pack import Pack
from tender.canonical import sha256_hex, to_bytes
from tests.journeys.cleaning import Journey
from tests.ledger.forging import Forgery
from tests.ledger.replaying import (
    Act,
    cheaper,
    forging,
    frozen,
    passes_p01,
    replayed,
    result_of,
)


def p06_first(event: dict[str, Any]) -> None:
    result_of(event, "p-06")["rank"], result_of(event, "p-07")["rank"] = 1, 2


def dearer(event: dict[str, Any]) -> None:
    event["corrected"] = str(int(event["corrected"]) + 1)


def p06_wins(event: dict[str, Any]) -> None:
    event["winner"], event["reserves"] = "p-06", ["p-07"]


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
