"""Whole processes, driven from nothing by lawful and unlawful acts, and what holds after each.

A machine takes the next act of an example as often as one of its own: a command of the
codec with fields changed, by anybody, at any pace. It goes on from wherever that leads,
and starts again from a later entry, so that every stage is reached. What is promised
holds whoever asks for what.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from rules.decisions import decide
from rules.pack import Pack
from rules.supplier import ranked, supplier
from tender.act import Act, Actor, Fact
from tender.commands.bidding import CloseBidding
from tender.commands.preparation.parties import DeclareConflict
from tender.lifecycle import EVIDENCE
from tender.registry import Event
from tender.state import NEW, State, evolve
from tests.journeys import cleaning, points
from tests.rules.hostile import but
from tests.rules.scenes import SIGNATURE
from tests.rules.test_whatever_is_asked import ENGINE, hold, others, pauses

SEALED_STAGES = ("new", "preparation", "bidding")
MAY_IN_CONFLICT = {"declare_conflict", "register_party"}
"""What a member in conflict with everybody does for the committee all the same."""

AFTER_AWARD = ("appointed", "accepted", "contracted", "started")


class Whole(RuleBasedStateMachine):
    """A process, the example that it takes after, and what has been seen of it."""

    def __init__(self) -> None:
        super().__init__()
        self.state: State = NEW
        self.moments: tuple[Any, ...] = ()
        self.following = 0
        self.bids: dict[int, frozenset[str]] = {}  # of each round, at its closing
        self.winners: dict[int, str] = {}  # of each round, once decided
        self.pack: Pack | None = None

    @initialize(data=st.data(), two_files=st.booleans())
    def begin(self, data: st.DataObject, *, two_files: bool) -> None:
        """Begin with nothing, or as the example stood at one of its entries."""
        example = points.journey() if two_files else cleaning.journey()
        self.moments = example.moments
        self.following = data.draw(st.integers(0, len(self.moments) - 1))
        at = self.moments[self.following]
        self.state, self.pack = at.seen, at.pack
        if self.state.stage not in SEALED_STAGES:
            self.bids[self.state.round] = frozenset(self.state.bidding.bids)

    @rule(pause=pauses)
    @precondition(lambda self: self.following < len(self.moments))
    def the_next_act(self, pause: timedelta) -> None:
        """Take what the example did next, now or as late as it did."""
        example = self.moments[self.following]
        self.following += 1
        at = max((self.state.at or example.act.at) + pause, example.act.at)
        self._ask(Act(example.act.command, at, example.act.actor), example.pack)

    @rule(pause=pauses)
    @precondition(lambda self: self.following < len(self.moments))
    def the_next_act_too_early(self, pause: timedelta) -> None:
        """Take what the example did next without waiting for its time, and then in it."""
        example = self.moments[self.following]
        early = (self.state.at or example.act.at) + pause
        if early < example.act.at:
            self._ask(Act(example.act.command, early, example.act.actor), example.pack)

    @rule(member=st.sampled_from(("pokja-1", "pokja-2", "pokja-3")))
    @precondition(lambda self: self.state.preparation.committee is not None)
    def somebody_is_in_conflict(self, member: str) -> None:
        """Have a member declare a conflict with everybody, and act on as before."""
        declared = DeclareConflict(member=member, conflicted=True)
        at = (self.state.at or self.moments[0].act.at) + timedelta(minutes=1)
        self._ask(Act(declared, at, Actor(member, "committee", SIGNATURE)), self.pack)

    @rule(data=st.data(), pause=pauses)
    @precondition(lambda self: self.following < len(self.moments))
    def the_next_act_otherwise(self, data: st.DataObject, pause: timedelta) -> None:
        """Take what the example did next with something changed of it."""
        example = self.moments[self.following]
        command = data.draw(
            but(type(example.act.command), example.act.command.to_json())
        )
        if command is not None:
            at = max((self.state.at or example.act.at) + pause, example.act.at)
            self._ask(Act(command, at, example.act.actor), example.pack)

    @rule(data=st.data(), pause=pauses)
    def anything_else(self, data: st.DataObject, pause: timedelta) -> None:
        """Take what nobody asked for, by whoever it is."""
        command, actor = data.draw(others(self.state.stage))
        if command is not None:
            first: datetime = self.moments[0].act.at
            at = (self.state.at or first) + pause
            self._ask(Act(command, at, actor), self.pack)

    def _ask(self, act: Act, pack: Pack | None) -> None:
        assert pack is not None
        self.pack = pack
        if self.state.stage == "bidding":
            deadline = self.state.preparation.slots["bidding"].ends
            if act.at >= deadline:  # the ledger closes first
                self._decide(Act(CloseBidding(), act.at, ENGINE), pack)
        self._decide(act, pack)

    def _decide(self, act: Act, pack: Pack) -> None:
        before, decision = self.state, decide(self.state, act, pack)
        hold(before, act, decision)
        self._not_by_who_is_in_conflict(before, act, decision.events)
        for event in decision.events:
            fact = Fact(event, act.at, self.state.seq + 1, act.actor)
            self.state = evolve(self.state, fact)
        left_intake = before.stage == "bidding" and self.state.stage != "bidding"
        if left_intake or self.state.round > before.round:
            self.bids.setdefault(before.round, frozenset(before.bidding.bids))

    def _not_by_who_is_in_conflict(
        self, before: State, act: Act, events: tuple[Event, ...]
    ) -> None:
        """Whatever happens by a member in conflict with everybody is that it was refused."""
        actor: Actor = act.actor
        if actor.office != "committee" or act.command.tag in MAY_IN_CONFLICT:
            return
        if before.preparation.in_conflict(actor.party):
            assert {event.tag for event in events} <= EVIDENCE, act.command.tag

    @invariant()
    def no_offer_is_open_before_the_opening(self) -> None:
        if self.state.stage in SEALED_STAGES:
            assert not self.state.opening.offers
        if self.state.stage in ("evaluation", "technical_evaluated"):
            seen_before = any(one.opening.offers for one in self.state.earlier)
            assert seen_before or not [
                part for _, part in self.state.opening.offers if part == "price"
            ]

    @invariant()
    def no_bid_comes_or_goes_after_the_closing(self) -> None:
        known = self.bids.get(self.state.round)
        reopened = self.state.stage in SEALED_STAGES
        if known is not None and not reopened and self.state.bidding.closed_at:
            assert frozenset(self.state.bidding.bids) == known

    @invariant()
    def at_most_one_wins(self) -> None:
        award, round_ = self.state.award, self.state.round
        if award.proposed is not None and award.decided_at is not None:
            winner = self.winners.setdefault(round_, award.proposed.winner)
            assert award.proposed.winner == winner
            firsts = [place.bid for place in ranked(self.state) if place.rank == 1]
            assert firsts == [winner]
        line = award.in_line()
        assert len(set(line)) == len(line)
        assert supplier(self.state) == (line[0] if line else None)

    @invariant()
    def nobody_wins_above_the_estimate_or_after_failing(self) -> None:
        proposed, estimate = self.state.award.proposed, self.state.preparation.estimate
        result = self.state.evaluation.result
        if proposed is None or result is None or estimate is None:
            return
        assert proposed.price <= estimate.amount
        passed = {line.bid for line in result.results if line.verdict == "passed"}
        assert {proposed.winner, *proposed.reserves} <= passed

    @invariant()
    def nobody_is_appointed_inside_the_objection_period(self) -> None:
        award = self.state.award
        if award.appointment is None or award.appointed_at is None:
            return
        assert award.announced is not None
        assert award.appointed_at > award.announced.objections_until
        if self.state.stage in AFTER_AWARD:
            assert not award.open_objections()
            assert not award.upheld()

    @invariant()
    def a_contract_has_both_signatures_and_what_stands_before_it(self) -> None:
        fulfilment = self.state.fulfilment
        if self.state.stage in ("contracted", "started"):
            assert set(fulfilment.signatures) == {"bidder", "ppk"}
            assert supplier(self.state) is not None
        if fulfilment.start is not None and self.state.stage == "started":
            assert fulfilment.concluded_at is not None

    @invariant()
    def nothing_moves_while_suspended_but_orders(self) -> None:
        if self.state.orders.suspended is not None:
            assert self.state.stage not in ("new", "preparation")


TestWholeProcesses = Whole.TestCase
TestWholeProcesses.settings = settings(
    max_examples=100,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ],
)
