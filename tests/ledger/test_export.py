"""A bundle holds what its reader may read by now, and says that there is more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.advance import advance
from flows.losses import LossesError
from ledger.blobs import BlobError
from ledger.bundle import Bundle, Reader, open_up
from ledger.digests import bundle_digest
from ledger.disclosure import is_shown, reached
from ledger.entry import from_bytes
from ledger.named import ciphertexts, private_blobs, public_words
from ledger.replay import replay
from tender.canonical import commitment, sha256_hex
from tender.events import EVENTS
from tender.lifecycle import Stage
from tests.journeys.cleaning import PROCESS, Journey, Way, acts_of, at_stage, package

DEADLINE = next(s.ends for s in package().schedule.slots if s.stage == "bidding")


class Offices:
    """The example at some stages, each opened when it is first asked for."""

    def __init__(self, folder: Path, kept: ExitStack) -> None:
        self._folder = folder
        self._kept = kept
        self._ways: dict[str, Way] = {}

    def at(self, stage: Stage) -> Way:
        if stage not in self._ways:
            way = at_stage(stage, self._folder / stage, ())
            self._ways[stage] = self._kept.enter_context(way)
            if stage == "bidding":
                self._ways[stage].take(
                    *acts_of("bidding", "register_party", "ask_question", "commit_bid")
                )
        return self._ways[stage]

    def bundle(self, stage: Stage, reader: Reader) -> Bundle:
        return open_up(self.at(stage).bundle(reader))


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offices]:
    with ExitStack() as kept:
        yield Offices(tmp_path_factory.mktemp("offices"), kept)


def tags(bundle: Bundle) -> set[str]:
    return {str(event["tag"]) for entry in bundle.entries for event in entry.events}


READERS: tuple[Reader, ...] = ("public", "auditors")


@pytest.mark.parametrize("reader", READERS)
def test_while_bids_are_taken_in_no_bundle_tells_who_has_bid(
    offices: Offices, reader: Reader
) -> None:
    """Not even an auditor's: neither bids, nor who is registered, nor who has asked."""
    bundle = offices.bundle("bidding", reader)
    way = offices.at("bidding")

    assert len(way.state.bidding.bids) == 8
    assert {entry.stream for entry in bundle.entries} == {"main"}
    assert not tags(bundle) & {"bid_committed", "party_registered", "question_asked"}
    text = b"".join(bundle.members.values())
    assert not any(f'"p-0{n}"'.encode() in text for n in range(1, 10))
    for standing in way.state.bidding.bids.values():
        for item in standing.envelope.objects:
            assert item.ciphertext.encode() not in text
            assert item.ciphertext not in "".join(bundle.members)


@pytest.mark.parametrize("reader", READERS)
def test_the_log_of_such_a_bundle_has_the_leaves_of_main_entries_alone(
    offices: Offices, reader: Reader
) -> None:
    """Their number is public; how many of them are registrations it does not say."""
    bundle = offices.bundle("bidding", reader)

    assert len(bundle.leaves) == offices.at("bidding").state.seq


@pytest.mark.parametrize("reader", READERS)
def test_such_a_bundle_cannot_be_compared_and_says_how_much_is_hidden(
    offices: Offices, reader: Reader
) -> None:
    bundle = offices.bundle("bidding", reader)

    found = replay(bundle)

    assert found.divergence is None
    hidden = offices.at("bidding").state.seq - len(bundle.entries)
    assert hidden > 0
    assert found.not_comparable == (
        f"{hidden} entries of this process are not disclosed in this bundle",
    )


def test_after_the_opening_everyone_reads_who_has_bid_and_nobody_what(
    offices: Offices,
) -> None:
    bundle = offices.bundle("evaluation", "public")

    assert {"bid_committed", "bid_withdrawn", "bidding_closed"} <= tags(bundle)
    assert not tags(bundle) & {"part_opened", "shares_released"}
    assert b"AGE-SECRET-KEY" not in b"".join(bundle.members.values())
    assert replay(bundle).not_comparable


def test_auditors_decide_again_from_the_closing_on(offices: Offices) -> None:
    bundle = offices.bundle("evaluation", "auditors")

    found = replay(bundle)

    assert found.divergence is None
    assert found.not_comparable == ()
    assert found.entries == len(offices.at("evaluation").entries())


def papers(bundle: Bundle) -> list[str]:
    names = [name for name, _ in bundle.under("documents/")]
    return names + [name for name, _ in bundle.under("renditions/")]


@pytest.mark.parametrize(
    ("stage", "heard"),
    [
        ("evaluation", 1),
        pytest.param("evaluated", 2, id="evaluated: the report names every verdict"),
        pytest.param("standstill", 14, id="standstill"),
        pytest.param("decided", 2, id="decided: the decision names the winner"),
    ],
)
def test_before_the_result_is_announced_no_paper_tells_it(
    offices: Offices, stage: Stage, heard: int
) -> None:
    """What was announced, and what was read out at the opening, is there at once."""
    public = offices.bundle(stage, "public")
    auditors = offices.bundle(stage, "auditors")
    issued = offices.at(stage).state.fulfilment.documents

    assert len(papers(public)) == 2 * min(heard, len(issued))
    assert len(papers(auditors)) == 2 * len(issued)
    early = ["0001-announcement.json", "0002-opening-minutes.json"]
    assert papers(public)[: min(heard, 2)] == early[: min(heard, 2)]


def test_once_it_is_announced_all_papers_are_public(run: Journey) -> None:
    documents = run.opened.under("documents/")

    assert len(documents) == len(run.state.fulfilment.documents)
    for (_, data), issued in zip(
        documents, run.state.fulfilment.documents, strict=True
    ):
        assert sha256_hex(data) == issued.document.data_sha256


def test_an_entry_is_shown_when_the_last_of_its_events_may_be(run: Journey) -> None:
    """Disclosure is of events; a decision with two of them waits for the later."""
    for moment in run.moments:
        moments = reached(moment.state)
        disclosures = {EVENTS[str(e["tag"])].disclosure for e in moment.entry.events}
        assert is_shown(moment.entry, moments) == (disclosures <= moments)


def test_an_entry_of_which_one_event_may_be_read_waits_for_the_other(
    run: Journey,
) -> None:
    """Here: a closing, which all may know of, beside a judgement, which they may not yet."""
    entry = run.moment("close_bidding").entry
    late = run.moment("record_judgement").entry.events[0]
    both = replace(entry, events=(*entry.events, late))

    assert is_shown(entry, frozenset({"at_once", "at_closing"}))
    assert not is_shown(both, frozenset({"at_once", "at_closing"}))
    assert is_shown(both, frozenset({"at_once", "at_closing", "at_result"}))


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("bidding", {"at_once"}),
        ("opening", {"at_once", "at_closing"}),
        ("decided", {"at_once", "at_closing"}),
        ("standstill", {"at_once", "at_closing", "at_technical_result", "at_result"}),
    ],
)
def test_the_moments_of_disclosure_come_with_the_stages(
    stage: Stage, expected: set[str], run: Journey
) -> None:
    moment = next(m for m in run.moments if m.state.stage == stage)

    assert reached(moment.state) == expected


def test_only_offers_that_were_opened_are_there_to_be_decrypted(run: Journey) -> None:
    expected = {
        f"{standing.offer('all').ciphertext}.age"  # type: ignore[union-attr]
        for bid, standing in run.state.bidding.bids.items()
        if (bid, "all") in run.state.opening.offers
    }

    assert {name for name, _ in run.opened.under("ciphertexts/")} == expected
    assert len(expected) == 7


def test_the_two_bundles_differ_in_the_private_folder_and_nowhere_else(
    run: Journey,
) -> None:
    public, auditors = run.opened.members, open_up(run.auditors).members
    more = auditors.keys() - public.keys()

    assert {name.split("/")[0] for name in more} == {"private"}
    same = public.keys() - {"manifest.json", "manifest.note"}
    assert all(auditors[name] == public[name] for name in same)


def test_each_private_file_is_named_by_what_is_in_it(run: Journey) -> None:
    private = open_up(run.auditors).under("private/")

    assert private
    for name, data in private:
        assert sha256_hex(data) == name.rsplit(".", 1)[0]


def events(run: Journey) -> list[dict[str, Any]]:
    return [dict(event) for m in run.moments for event in m.entry.events]


def test_auditors_get_what_every_commitment_stands_for(run: Journey) -> None:
    """Identities, a worker's words, the estimate's lines, attachments, objections."""
    held = {name for name, _ in open_up(run.auditors).under("private/", ".bin")}
    named = set(private_blobs(events(run))) - set(public_words(events(run)))

    assert held == {f"{commitment}.bin" for commitment in named}
    assert len(named) > 20


def test_words_for_everyone_are_in_both_bundles_and_meet_their_commitments(
    run: Journey,
) -> None:
    """A bidder's question, and what bidders answered to the committee's."""
    words = {
        name.removesuffix(".bin"): (data[:16], data[16:])
        for name, data in run.opened.under("blobs/")
    }

    assert words.keys() == set(public_words(events(run)))
    assert {q.words for q in run.state.announcement.questions.values()} < words.keys()
    for committed, (salt, body) in words.items():
        assert commitment(salt, body) == committed
        assert body.decode().strip()
    assert open_up(run.auditors).under("blobs/") == run.opened.under("blobs/")


def test_identities_and_workers_words_are_nobody_s_but_the_auditors(
    run: Journey,
) -> None:
    claims = {c.claim.words for c in run.state.preparation.claims.values()}
    identities = {p.identity for p in run.state.preparation.parties.values()}
    assert claims

    for name in (claims | identities) - {None}:
        assert not any(str(name) in member for member in run.opened.members)


@pytest.mark.parametrize(
    ("stage", "count"), [("bidding", 0), ("evaluation", 1), ("standstill", 1)]
)
@pytest.mark.parametrize("reader", READERS)
def test_words_come_with_the_entry_that_names_them(
    offices: Offices, stage: Stage, count: int, reader: Reader
) -> None:
    """While bids are taken in, nobody reads a question by whose words its bidder is known."""
    bundle = offices.bundle(stage, reader)
    way = offices.at(stage)

    questions = {q.words for q in way.state.announcement.questions.values()}
    shown = {name.removesuffix(".bin") for name, _ in bundle.under("blobs/")}
    assert len(questions & shown) == count
    assert questions


def test_auditors_get_every_ciphertext_once_intake_has_ended(
    offices: Offices,
) -> None:
    """Of withdrawn bids too: what is in them nobody reads, that they were made they see."""
    public = offices.bundle("evaluation", "public")
    auditors = offices.bundle("evaluation", "auditors")
    way = offices.at("evaluation")
    sealed = [dict(e) for x in way.entries() for e in from_bytes(x).events]
    named = {name for name, _ in ciphertexts(sealed)}

    opened = {name.removesuffix(".age") for name, _ in public.under("ciphertexts/")}
    closed = {n.removesuffix(".age") for n, _ in auditors.under("private/", ".age")}
    assert opened | closed == named
    assert not opened & closed
    assert not public.under("private/")
    withdrawn = package().bids["p-09"].sealed
    assert withdrawn is not None
    assert withdrawn.ciphertexts.keys() <= closed


def test_the_ciphertexts_of_a_replaced_bid_are_there_too(tmp_path: Path) -> None:
    commit, *_ = [a for a in acts_of("bidding", "commit_bid") if a.party == "p-01"]
    later = commit.at + timedelta(hours=1)
    again = replace(commit, command="replace_bid", at=later, number=9_999, line=9_999)
    other = package().bids["p-02"].sealed
    folder = replace(package().bids["p-01"], sealed=other)
    with at_stage("bidding", tmp_path, ()) as way:
        way.take(*acts_of("bidding", "register_party"), commit)
        way.course.package = replace(package(), bids={**package().bids, "p-01": folder})
        way.take(again)
        way.clock.set(DEADLINE)
        advance(way.office, PROCESS)
        auditors = open_up(way.bundle("auditors"))

    first = package().bids["p-01"].sealed
    assert first is not None
    assert other is not None
    held = {n.removesuffix(".age") for n, _ in auditors.under("private/", ".age")}
    assert held == first.ciphertexts.keys() | other.ciphertexts.keys()


@pytest.mark.parametrize("reader", READERS)
def test_a_pack_that_is_lost_makes_no_bundle(tmp_path: Path, reader: Reader) -> None:
    with at_stage("decided", tmp_path, ()) as way:
        pack = from_bytes(way.entries()[-1]).pack
        (way.home.folder / "blobs" / pack).unlink()

        with pytest.raises(BlobError, match=pack):
            way.bundle(reader)


def test_a_private_blob_that_is_lost_makes_no_auditors_bundle(tmp_path: Path) -> None:
    """Unless it was erased: then the chain holds without it."""
    with at_stage("decided", tmp_path, ()) as way:
        identity = way.state.preparation.parties["ppk"].identity
        assert identity is not None
        (way.home.folder / "private" / identity).unlink()

        with pytest.raises(BlobError, match=identity):
            way.bundle("auditors")
        way.bundle("public")
        way.office.private.erase(identity)
        way.bundle("auditors")


def test_a_ciphertext_that_was_found_lost_is_missed_by_nobody(tmp_path: Path) -> None:
    with at_stage("opening", tmp_path, ()) as way:
        way.take(*acts_of("opening", "release_shares"))
        items = way.state.bidding.bids["p-03"].envelope.objects
        gone = way.home.folder / "blobs" / items[0].ciphertext
        gone.unlink()
        with pytest.raises(BlobError, match=gone.name):
            way.bundle("auditors")
        with pytest.raises(LossesError):
            advance(way.office, PROCESS)
        advance(way.office, PROCESS)
        bundle = open_up(way.bundle("auditors"))

    assert not any(gone.name in name for name in bundle.members)
    assert f"private/{items[1].ciphertext}.age" in bundle.members
    assert replay(bundle).divergence is None


def test_papers_that_nobody_issued_are_left_out(tmp_path: Path) -> None:
    """A flow that came second, or a hand in the folder."""
    with at_stage("started", tmp_path, ()) as way:
        (way.office.papers / "0099-contract.html").write_text("x")
        (way.office.papers / "0001-announcement.json").write_text("{}")
        bundle = open_up(way.bundle("public"))

    assert "renditions/0099-contract.html" not in bundle.members
    assert replay(bundle).divergence is None


def test_a_paper_that_is_lost_makes_no_bundle(tmp_path: Path) -> None:
    with at_stage("started", tmp_path, ()) as way:
        issued = way.state.fulfilment.documents[0].document
        (way.office.papers / "0001-announcement.html").unlink()
        way.bundle("public")  # from the blobs
        (way.home.folder / "blobs" / issued.html_sha256).unlink()

        with pytest.raises(BlobError, match=r"renditions/0001-announcement\.html"):
            way.bundle("public")


def test_what_was_erased_is_left_out_and_the_rest_holds(
    run: Journey, tmp_path: Path
) -> None:
    with at_stage("started", tmp_path, ()) as way:
        claim = way.state.preparation.claims["keberatan-1"].claim.words
        assert way.office.private.has(claim)
        way.office.private.erase(claim)
        bundle = open_up(way.bundle("auditors"))

    found = replay(bundle)
    assert f"private/{claim}.bin" not in bundle.members
    assert found.divergence is None
    assert found.digest == run.opened.digest


def test_the_digest_leaves_out_renditions_and_private_files_and_nothing_else(
    run: Journey,
) -> None:
    hashes = {name: sha256_hex(data) for name, data in run.opened.members.items()}
    outside = ("renditions/0001-announcement.html", "manifest.json", "manifest.note")

    assert bundle_digest(hashes) == run.opened.digest
    for name in outside:
        assert bundle_digest({**hashes, name: "00" * 32}) == run.opened.digest
    for name in hashes.keys() - set(outside):
        changed = bundle_digest({**hashes, name: "00" * 32})
        assert (changed == run.opened.digest) == name.startswith("renditions/")


def test_the_lines_of_a_bundle_are_the_entries_as_they_are_stored(
    run: Journey,
) -> None:
    assert list(run.opened.entry_bytes) == run.way.entries()
    assert [from_bytes(line) for line in run.way.entries()] == list(run.opened.entries)
