"""While bids are taken in, nothing that anyone sees depends on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.package import PlannedAct
from ledger.entry import Entry, from_bytes
from rules.decisions import decide
from rules.due import due
from tender.act import Act, Actor, Fact
from tender.commands.bidding import CommitBid
from tender.events.bidding import BidCommitted, BidReplaced, BidWithdrawn
from tender.registry import Event
from tender.state import State, evolve
from tests.journeys import cleaning
from tests.journeys.cleaning import BIDDERS, Journey, Moment, at_stage, package, reached

OPEN = "bidding"  # the stage in which bids are taken in


def envelope(bid: str) -> CommitBid:
    sealed = package().bids[bid].sealed
    assert sealed is not None
    return CommitBid.from_json({**sealed.envelope.to_json(), "tag": "commit_bid"})


def committed(bid: str) -> Event:
    command = envelope(bid)
    fields = {**command.to_json(), "tag": "bid_committed"}
    return BidCommitted.from_json({**fields, "bid": bid, "envelope": command.digest()})


def replaced(bid: str) -> Event:
    """Replace a bid by the envelope of the next bidder, under its own name."""
    other = envelope(BIDDERS[(BIDDERS.index(bid) + 1) % len(BIDDERS)])
    fields = {**other.to_json(), "tag": "bid_replaced"}
    return BidReplaced.from_json(
        {
            **fields,
            "bid": bid,
            "envelope": other.digest(),
            "replaces": envelope(bid).digest(),
        }
    )


def withdrawn(bid: str) -> Event:
    return BidWithdrawn(bid=bid, envelope=envelope(bid).digest())


HISTORIES = {
    "committed": (committed,),
    "replaced": (committed, replaced),
    "withdrawn": (committed, withdrawn),
    "withdrawn and committed again": (committed, withdrawn, committed),
}
"""What may have become of one bid under seal."""

sealed_streams = st.dictionaries(
    st.sampled_from(BIDDERS), st.sampled_from(sorted(HISTORIES))
).map(
    lambda drawn: [make(bid) for bid, name in drawn.items() for make in HISTORIES[name]]
)


def under_seal(state: State, stream: list[Event]) -> State:
    """Return *state* with *stream* under seal, an entry a second."""
    assert state.at is not None
    for number, event in enumerate(stream, start=1):
        at = state.at + timedelta(seconds=number)
        fact = Fact(event, at, number, Actor("p-01", "bidder"))
        state = evolve(state, fact)
    return state


def main_moments(journey: Journey) -> list[Moment]:
    """Return every main command that was asked while bids were taken in."""
    return [
        m for m in journey.moments if m.state.stage == OPEN and m.entry.stream == "main"
    ]


def other_acts(journey: Journey) -> list[Act]:
    """Return an act of every command that is not sealed, at noon of the last whole day."""
    at = package().schedule.slots[2].ends - timedelta(days=1)
    by_command = {
        m.entry.command["tag"]: replace(m.act, at=at)
        for m in journey.moments
        if not isinstance(m.act.command, CommitBid)
        and m.entry.command["tag"] != "withdraw_bid"
    }
    return list(by_command.values())


@settings(deadline=None, max_examples=25)
@given(stream=sealed_streams)
def test_a_main_command_is_decided_the_same_under_any_sealed_stream(
    stream: list[Event],
) -> None:
    """Every main command of the example at its own moment, and all others at one."""
    run = cleaning.journey()
    moments = main_moments(run)
    cases = [(m, m.act) for m in moments]
    cases += [(moments[-1], act) for act in other_acts(run)]
    for moment, act in cases:
        bare = moment.state.without_sealed()
        sealed = under_seal(bare, stream)

        assert sealed.without_sealed() == bare
        alone = decide(bare, act, moment.pack)
        assert decide(sealed.without_sealed(), act, moment.pack) == alone
        assert decide(sealed, act, moment.pack) == alone  # no decider even looks


@settings(deadline=None, max_examples=25)
@given(stream=sealed_streams)
def test_what_is_waited_for_does_not_tell_who_has_bid(stream: list[Event]) -> None:
    for moment in main_moments(cleaning.journey()):
        bare = moment.state.without_sealed()
        assert due(under_seal(bare, stream), moment.pack) == due(bare, moment.pack)


SEALED = ("commit_bid", "replace_bid", "withdraw_bid")


def acts_with(*bidders: str) -> tuple[PlannedAct, ...]:
    """Return the acts to the deadline, with the sealed ones of *bidders* alone."""
    deadline = reached("opening").at
    return tuple(
        act
        for act in reached("bidding").acts_left
        if act.at < deadline and (act.command not in SEALED or act.party in bidders)
    )


def main_entries(folder: Path, *bidders: str) -> list[Entry]:
    """Run to the deadline with some bidders; return the main entries."""
    with at_stage("bidding", folder, acts_with(*bidders)) as way:
        assert way.course.until(way.office, "opening") is None
        entries = [from_bytes(data) for data in way.entries()]
        return [entry for entry in entries if entry.stream == "main"]


@pytest.mark.parametrize(
    ("bidders", "size"),
    [
        pytest.param(("p-01",), 1, id="one bid"),
        pytest.param(("p-09",), 2, id="one bid, withdrawn"),
        pytest.param(BIDDERS, 9, id="everyone"),
    ],
)
def test_the_public_record_is_byte_for_byte_the_same_whoever_has_bid(
    bidders: tuple[str, ...], size: int, tmp_path: Path
) -> None:
    """Salts, links and times included; only the closing tells, and it ends the secret."""
    alone = main_entries(tmp_path / "alone")
    beside = main_entries(tmp_path / "beside", *bidders)

    assert beside[:-1] == alone[:-1]
    assert alone[-1].command == beside[-1].command == {"tag": "close_bidding"}
    assert replace(beside[-1], sealed=None) == replace(alone[-1], sealed=None)
    assert [e.sealed.size for e in (alone[-1], beside[-1]) if e.sealed] == [0, size]


def test_a_checkpoint_before_the_closing_covers_no_bid(tmp_path: Path) -> None:
    """Neither the size of the log nor its root tells how many have bid."""
    with at_stage("bidding", tmp_path, acts_with(*BIDDERS)) as way:
        way.course.until(way.office, "opening")
        with way.home.store.read() as snapshot:
            before, after = snapshot.checkpoints()
            main = [
                leaf for leaf in snapshot.leaves(0, before) if leaf.stream != "main"
            ]
            closing = list(snapshot.leaves(after - 10, after))

    assert main == []
    assert [leaf.stream for leaf in closing] == ["main", *["sealed-1"] * 9]
