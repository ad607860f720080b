"""A bundle holds what its reader may read by now, and says that there is more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.bundle import Bundle, Reader, open_up
from ledger.digests import bundle_digest
from ledger.disclosure import is_shown, reached
from ledger.entry import from_bytes
from ledger.export import commitments
from ledger.replay import replay
from tender.canonical import sha256_hex
from tender.events import EVENTS
from tender.lifecycle import Stage
from tests.journeys.cleaning import Journey, Way, acts_of, at_stage, journey


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


@pytest.fixture(scope="module")
def run() -> Journey:
    return journey()


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
    early = ["01-announcement.json", "02-opening-minutes.json"]
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


def test_auditors_get_what_every_commitment_stands_for(run: Journey) -> None:
    """Identities, a worker's words, the estimate's lines, attachments, answers."""
    held = {name for name, _ in open_up(run.auditors).under("private/", ".bin")}
    named = commitments(run.state)

    assert held == {f"{commitment}.bin" for commitment in named}
    assert len(named) > 20


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
    outside = ("renditions/01-announcement.html", "manifest.json", "manifest.note")

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
