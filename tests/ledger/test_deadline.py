"""The deadline: a bid before it is taken, a bid at it is late, and whoever asks closes it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest

from ledger.asked import Asked
from ledger.entry import entry_hash, from_bytes
from ledger.execute import ENGINE
from ledger.turned_away import MovedOnError
from tender.canonical.times import parse_time
from tender.commands.bidding import CloseBidding, WithdrawBid
from tests.journeys.cleaning import PROCESS, Way
from tests.ledger.asking import (
    DEADLINE,
    TICK,
    answering,
    bid_of,
    by_bidder,
    recorded,
    refused,
)


class TestDeadline:
    def test_a_bid_a_microsecond_before_the_deadline_is_taken(
        self, bidding: Way
    ) -> None:
        bidding.clock.set(DEADLINE - TICK)

        answer = recorded(
            bidding.office.ledger.execute(by_bidder("p-01", bid_of("p-01")))
        )

        assert parse_time(answer.receipt.at) == DEADLINE - TICK
        assert list(bidding.state.bidding.bids) == ["p-01"]
        assert bidding.state.stage == "bidding"

    def test_a_bid_at_the_deadline_is_late_and_its_coming_is_on_record(
        self, bidding: Way
    ) -> None:
        """The bidding is closed first, in the same transaction, and then it is decided."""
        bidding.clock.set(DEADLINE)

        answer = refused(
            bidding.office.ledger.execute(by_bidder("p-01", bid_of("p-01")))
        )

        closing, late = map(from_bytes, bidding.entries()[-2:])
        assert closing.command == {"tag": "close_bidding"}
        assert parse_time(closing.at) == DEADLINE
        assert late.outcome == "refused"
        assert late.stream == "main"
        assert [event["tag"] for event in late.events] == ["late_bid_refused"]
        assert parse_time(late.at) == DEADLINE + TICK
        assert answer.refusal.rule == "bid.late"
        assert answer.receipt is not None
        assert answer.receipt.entry_sha256 == entry_hash(bidding.entries()[-1])
        assert bidding.state.bidding.bids == {}

    def test_a_bid_pushed_to_the_deadline_by_others_is_late_too(
        self, bidding: Way
    ) -> None:
        """What counts is when the entry is, not what the clock says."""
        ledger = bidding.office.ledger
        bidding.clock.set(DEADLINE - TICK)
        recorded(ledger.execute(by_bidder("p-01", bid_of("p-01"))))

        answer = refused(ledger.execute(by_bidder("p-02", bid_of("p-02"))))

        assert answer.refusal.rule == "bid.late"
        assert list(bidding.state.bidding.bids) == ["p-01"]

    def test_a_bid_that_waited_for_its_turn_across_the_deadline_is_late_too(
        self, bidding: Way
    ) -> None:
        """The clock is read in the sequencer's lock, and not as a bid comes in."""
        ledger = bidding.office.ledger
        bidding.clock.set(DEADLINE - TICK)
        busy = Event()
        with ledger.sequencer, ThreadPoolExecutor(1) as bidder:
            before = ledger.sequencer.submit(lambda _: busy.wait(10))
            bid = bidder.submit(ledger.execute, by_bidder("p-01", bid_of("p-01")))
            bidding.clock.set(DEADLINE)
            busy.set()
            answer = refused(bid.result())

        assert before.result()
        assert answer.refusal.rule == "bid.late"
        assert bidding.state.bidding.bids == {}

    def test_a_withdrawal_at_the_deadline_is_late_too(self, bidding: Way) -> None:
        ledger = bidding.office.ledger
        bidding.clock.set(DEADLINE - timedelta(hours=1))
        recorded(ledger.execute(by_bidder("p-01", bid_of("p-01"))))
        bidding.clock.set(DEADLINE)
        withdrawal = WithdrawBid(envelope=bid_of("p-01").digest())

        answer = refused(ledger.execute(by_bidder("p-01", withdrawal, key="back")))

        assert answer.refusal.rule == "bid.late"
        assert list(bidding.state.bidding.bids) == ["p-01"]

    def test_whatever_is_asked_after_the_deadline_closes_the_bidding(
        self, bidding: Way
    ) -> None:
        bidding.clock.set(DEADLINE + timedelta(minutes=1))

        refused(bidding.office.ledger.execute(answering()))

        assert from_bytes(bidding.entries()[-1]).command == {"tag": "close_bidding"}
        assert bidding.state.stage == "opening"

    def test_a_closing_that_is_asked_for_is_made_once(self, bidding: Way) -> None:
        bidding.clock.set(DEADLINE)
        closing = Asked(process=PROCESS, actor=ENGINE, command=CloseBidding(), key="c")

        recorded(bidding.office.ledger.execute(closing))

        tags = [from_bytes(e).command["tag"] for e in bidding.entries()]
        assert tags.count("close_bidding") == 1
        assert bidding.state.bidding.closed_at == DEADLINE

    def test_the_closing_says_what_it_closes(self, bidding: Way) -> None:
        bidding.clock.set(DEADLINE - timedelta(hours=1))
        for bid in ("p-03", "p-01"):
            recorded(bidding.office.ledger.execute(by_bidder(bid, bid_of(bid))))
        last = bidding.entries()[-1]
        bidding.clock.set(DEADLINE)
        refused(bidding.office.ledger.execute(answering()))

        closed = from_bytes(bidding.entries()[-1]).sealed

        assert closed is not None
        assert (closed.round, closed.size, closed.head) == (1, 2, entry_hash(last))

    def test_after_an_outage_the_schedule_moves_and_the_bid_is_taken(
        self, bidding: Way
    ) -> None:
        """For an hour from the deadline on, nobody could be heard."""
        bidding.clock.set(DEADLINE + timedelta(hours=2))

        answer = recorded(
            bidding.office.ledger.execute(by_bidder("p-01", bid_of("p-01")))
        )

        moved = from_bytes(bidding.entries()[-2])
        assert moved.command == {"tag": "close_bidding"}
        assert [event["tag"] for event in moved.events] == ["schedule_changed"]
        assert moved.events[0]["ground"] == "outage"
        assert moved.sealed is None  # nothing ended
        slots = bidding.state.preparation.slots
        assert slots["bidding"].ends == DEADLINE + timedelta(hours=26)
        assert bidding.state.stage == "bidding"
        assert parse_time(answer.receipt.at) == DEADLINE + timedelta(hours=2) + TICK

    def test_an_officer_who_looked_before_the_closing_is_told_and_nothing_is_written(
        self, bidding: Way
    ) -> None:
        """Not even the closing: whoever asks next makes it."""
        seq = bidding.state.seq
        before = bidding.entries()
        bidding.clock.set(DEADLINE)

        with pytest.raises(MovedOnError) as caught:
            bidding.office.ledger.execute(replace(answering(), if_seq=seq))

        assert (caught.value.expected, caught.value.found) == (seq, seq + 1)
        assert bidding.entries() == before
