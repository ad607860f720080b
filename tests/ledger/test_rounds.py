"""More than one round: sealed streams of their own, one history, decided again the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from flows import desk
from flows.office import signed
from flows.package import PlannedAct
from ledger import fsck, note
from ledger.bundle import Bundle, open_up
from ledger.entry import Entry, entry_hash, from_bytes
from ledger.replay import replay
from ledger.turned_away import WrongRoundError
from tender.commands.bidding import CloseBidding
from tender.state import State
from tests.architecture.test_second_verifier import verified
from tests.journeys.cleaning import PROCESS, Way, at_stage, package
from tests.ledger.again import (
    ANNOUNCED,
    ANNULLED,
    BIDS,
    EVALUATED,
    OF_THESE,
    OPENED,
    REOPENED,
    STARTED,
    for_bids_again,
    go,
    later,
    order,
)


class Copies(NamedTuple):
    """Both bundles as they were at a moment, the state, and whether the store held."""

    public: bytes
    auditors: bytes
    state: State
    faults: tuple[fsck.Fault, ...]


def copied(way: Way) -> Copies:
    """Export, and check the store."""
    ledger = way.office.ledger
    key = note.Key.from_text(open_up(way.bundle("public")).process["key"])
    with way.home.store.read() as snapshot:
        checked = fsck.check(snapshot, way.office.blobs, key, way.office.private)
    assert ledger.state(PROCESS) == way.state
    return Copies(
        way.bundle("public"), way.bundle("auditors"), way.state, checked.faults
    )


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Copies]]:
    """Take the example through its rounds, and copy it where something is to be seen."""
    folder = tmp_path_factory.mktemp("again")
    found: dict[str, Copies] = {}
    with at_stage("evaluation", folder, (), for_bids_again()) as way:
        go(way, (REOPENED, *ANNOUNCED, *BIDS))
        found["bids again"] = copied(way)
        go(way, OPENED)
        found["opened again"] = copied(way)
        go(way, EVALUATED)
        found["evaluated again"] = copied(way)
        go(way, STARTED)
        found["started"] = copied(way)
        go(way, ANNULLED[:1])
        found["annulled"] = copied(way)
        go(way, ANNULLED[1:])
        found["reopened"] = copied(way)
        yield found


MOMENTS = (
    "bids again",
    "opened again",
    "evaluated again",
    "started",
    "annulled",
    "reopened",
)


def entries(bundle: bytes) -> tuple[Entry, ...]:
    return open_up(bundle).entries


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_store_holds_at_every_step(run: dict[str, Copies], moment: str) -> None:
    assert run[moment].faults == ()


@pytest.mark.parametrize("moment", MOMENTS[1:])
def test_auditors_decide_every_round_again_the_same(
    run: dict[str, Copies], moment: str
) -> None:
    found = replay(open_up(run[moment].auditors))

    assert found.divergence is None
    assert found.identical


@pytest.mark.parametrize("moment", ["started", "annulled"])
def test_so_does_the_public_once_the_last_result_is_out(
    run: dict[str, Copies], moment: str
) -> None:
    public, auditors = (open_up(b) for b in run[moment][:2])

    assert replay(public).identical
    assert public.facts_digest == auditors.facts_digest
    assert public.digest == auditors.digest


def test_a_second_verifier_finds_it_whole(run: dict[str, Copies]) -> None:
    found = verified(run["annulled"].public)

    assert found.facts_digest == open_up(run["annulled"].public).facts_digest


def test_stage_and_round_are_where_the_orders_led(run: dict[str, Copies]) -> None:
    found = {m: (run[m].state.stage, run[m].state.round) for m in MOMENTS}

    assert found == {
        "bids again": ("bidding", 2),
        "opened again": ("evaluation", 2),
        "evaluated again": ("evaluation", 3),
        "started": ("started", 3),
        "annulled": ("annulled", 3),
        "reopened": ("evaluation", 4),
    }


def test_each_round_of_bids_has_a_sealed_stream_and_its_closing(
    run: dict[str, Copies],
) -> None:
    every = entries(run["started"].auditors)
    closed = [entry.sealed for entry in every if entry.sealed]

    assert [(c.round, c.size) for c in closed] == [(1, 9), (2, len(OF_THESE))]
    for one in closed:
        stream = [e for e in every if (e.stream, e.round) == ("sealed", one.round)]
        assert [entry.seq for entry in stream] == list(range(1, one.size + 1))
        assert one.head == _hash(run["started"].auditors, stream[-1])


def _hash(bundle: bytes, entry: Entry) -> str:
    opened: Bundle = open_up(bundle)
    return entry_hash(opened.entry_bytes[opened.entries.index(entry)])


def test_every_entry_is_of_the_round_that_it_was_decided_in(
    run: dict[str, Copies],
) -> None:
    """The one that opens a round is of the round before."""
    round_ = 1
    for entry in entries(run["reopened"].auditors):
        assert entry.round == round_
        round_ += sum(event["tag"] == "round_opened" for event in entry.events)
    assert round_ == 4


def test_bids_of_the_first_round_count_for_nothing_in_the_second(
    run: dict[str, Copies],
) -> None:
    """Of seven that were opened first two did not bid again."""
    state = run["opened again"].state

    assert tuple(bid for bid, _ in sorted(state.opening.offers)) == OF_THESE
    assert len(state.earlier[0].opening.offers) == 7
    assert state.opening.completed is not None
    assert [one.bid for one in state.opening.completed.bids] == list(OF_THESE)
    result = run["started"].state.evaluation.result
    assert result is not None
    assert sorted(line.bid for line in result.results) == list(OF_THESE)


def test_while_bids_are_taken_in_again_nothing_tells_of_them(
    run: dict[str, Copies],
) -> None:
    """And what the first round had not disclosed stays as it was."""
    for bundle in run["bids again"][:2]:
        seen = entries(bundle)
        assert not [e for e in seen if (e.stream, e.round) == ("sealed", 2)]
        assert [e for e in seen if (e.stream, e.round) == ("sealed", 1)]
        opened = [e for e in seen if e.command["tag"] == "open_part"]
        assert not opened


def test_with_the_next_result_the_rounds_before_are_disclosed(
    run: dict[str, Copies],
) -> None:
    seen = entries(run["started"].public)
    opened = [e.round for e in seen if e.command["tag"] == "open_part"]

    assert opened == [1] * 7 + [2] * len(OF_THESE)


def test_the_evaluation_again_opens_nothing_and_finds_everything_anew(
    run: dict[str, Copies],
) -> None:
    second, third = (
        [e for e in entries(run["started"].public) if e.round == n] for n in (2, 3)
    )
    tags = [[entry.command["tag"] for entry in some] for some in (second, third)]

    assert "open_part" not in tags[1]
    for tag in ("correct_arithmetic", "record_judgement", "complete_evaluation"):
        assert tags[0].count(tag) == tags[1].count(tag) > 0
    assert tags[1].count("publish_tender") == 0


def test_documents_keep_their_numbers_over_all_rounds(run: dict[str, Copies]) -> None:
    opened = open_up(run["started"].public)
    names = [name for name, _ in opened.under("documents/")]
    issued = run["started"].state.fulfilment.documents

    assert [int(name[:4]) for name in names] == list(range(1, len(issued) + 1))
    kinds = [one.document.kind for one in issued]
    assert kinds.count("announcement") == kinds.count("opening_minutes") == 2
    assert kinds.count("selection_report") == 2
    assert kinds.count("contract") == 1


def test_a_round_that_was_contracted_stays_on_record(run: dict[str, Copies]) -> None:
    state = run["reopened"].state

    assert state.fulfilment.concluded_at is None
    assert state.earlier[2].stage == "annulled"
    assert state.earlier[2].fulfilment.concluded_at is not None
    assert [o.order.effect for o in state.orders.recorded] == [
        "reopen",
        "annul",
        "reopen",
    ]


def test_a_bid_that_was_signed_for_the_first_round_is_none_in_the_second(
    tmp_path: Path,
) -> None:
    with at_stage("evaluation", tmp_path, (), for_bids_again()) as way:
        go(way, (REOPENED, *ANNOUNCED))
        first = desk.asked(way.office, package(), BIDS[3])
        plain = replace(first, round=1, actor=replace(first.actor, proof="server"))
        old = signed(plain, package().parties["p-01"].signing_seed)
        before = way.entries()

        with pytest.raises(WrongRoundError, match="round 2"):
            way.office.ask(old)

        assert way.entries() == before


def bidding(way: Way) -> tuple[PlannedAct, ...]:
    """Register the bidders, and return the bids that the example takes in."""
    way.take(*later(timedelta(0), *range(53, 62)))
    return tuple(a for a in package().acts if a.command == "commit_bid")


SUSPENDED = order("suspend", "2026-10-28 10:00", "putusan-1")


def test_while_suspended_the_deadline_closes_nothing_and_reveals_nothing(
    tmp_path: Path,
) -> None:
    with at_stage("bidding", tmp_path) as way:
        bids = bidding(way)
        way.take(*bids[:2], SUSPENDED)
        way.clock.set(bids[-1].at)  # after the deadline
        before = way.entries()

        refused = way.office.ask(desk.asked(way.office, package(), bids[-1]))

        assert refused.refusal.rule == "order.suspended"  # type: ignore[union-attr]
        assert way.entries() == before
        assert way.state.stage == "bidding"
        assert not [e for e in entries(way.bundle("auditors")) if e.stream == "sealed"]


def test_a_resumption_with_a_new_end_goes_on_with_the_same_stream(
    tmp_path: Path,
) -> None:
    slots = package().schedule.slots
    deadline = next(s.ends for s in slots if s.stage == "bidding")

    def moved(moment: object) -> object:
        return moment + timedelta(days=7) if moment >= deadline else moment  # type: ignore[operator]

    schedule = [
        s.model_copy(
            update={"starts": moved(s.starts), "ends": moved(s.ends)}
        ).to_json()
        for s in slots
    ]
    with at_stage("bidding", tmp_path) as way:
        bids = bidding(way)
        way.take(*bids[:2], SUSPENDED)
        way.take(order("resume", "2026-10-30 09:00", "putusan-2", slots=schedule))
        way.take(replace(bids[3], at=way.clock() + timedelta(hours=1)))
        way.clock.set(deadline + timedelta(days=7))
        way.office.engine(PROCESS, CloseBidding(), "the closing")

        sealed = next(e.sealed for e in entries(way.bundle("auditors")) if e.sealed)
        assert (sealed.round, sealed.size) == (1, 3)
        assert way.state.stage == "opening"
        assert replay(open_up(way.bundle("auditors"))).identical


def test_what_is_annulled_while_bids_are_taken_in_closes_their_stream(
    tmp_path: Path,
) -> None:
    with at_stage("bidding", tmp_path) as way:
        bids = bidding(way)
        way.take(*bids[:2], order("annul", "2026-10-28 10:00", "putusan-1"))

        last = from_bytes(way.entries()[-1])
        assert last.sealed is not None
        assert (last.sealed.round, last.sealed.size) == (1, 2)
        assert [e["tag"] for e in last.events] == ["bidding_stopped", "order_recorded"]
        assert way.state.stage == "annulled"
        assert copied(way).faults == ()
        assert replay(open_up(way.bundle("auditors"))).identical
