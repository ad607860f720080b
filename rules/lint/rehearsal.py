"""A rehearsal: acts decided one after another, each breach kept, none of them an end.

The state is folded from what the acts make, or would have made (`rules.lint.forced`).
Where a decider looks at several things and refuses with the first, the others are asked
for as well: they are the same functions that the decider calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.calendar import OutsideCalendarError
from rules.decisions import decide
from rules.decisions.announcement import GATES
from rules.decisions.case import Case
from rules.decisions.lawful import CHECKS, check_tender
from rules.decisions.method import method_breaches
from rules.decisions.schedule import schedule_breaches
from rules.decisions.works import works_breaches
from rules.errata import EPOCH
from rules.lint.finding import UNASKABLE, Finding
from rules.lint.forced import forced
from rules.pack import Pack
from rules.rule import Decision, Refusal
from tender.act import Act, Fact
from tender.commands.announcement import PublishTender
from tender.commands.preparation.process import ReasonMethod
from tender.commands.preparation.schedule import SetSchedule
from tender.commands.preparation.works import SpecifyWorks
from tender.registry import Command, Event
from tender.state import State, evolve, unopened


class Rehearsal:
    """Acts on a simulated clock; *state* is that after them, *breaches* what was refused."""

    def __init__(self) -> None:
        self.state: State = unopened(EPOCH)
        self._breaches: dict[tuple[str, tuple[tuple[str, str], ...]], Finding] = {}

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """The breaches in the order in which they were met, each once."""
        return tuple(self._breaches.values())

    def take(self, act: Act, pack: Pack) -> None:
        """Have *act* decided under *pack*, and go on whatever the answer is."""
        case = Case(self.state, act, pack)
        decision = decide(self.state, act, pack)
        events: Iterable[Event] = decision.events
        if decision.refusal is not None:
            self._keep(act, decision.refusal)
            for more in _others(case, act.command):
                self._keep(act, more)
            made = forced(case, act.command)
            events = () if made is None else (made,)
        for event in events:
            fact = Fact(event, act.at, self.state.seq + 1, act.actor)
            self.state = evolve(self.state, fact)

    def _keep(self, act: Act, refusal: Refusal) -> None:
        key = (refusal.rule, tuple(sorted(refusal.operands.items())))
        self._breaches.setdefault(key, Finding("breach", refusal, act.command.tag))


def _others(case: Case, command: Command) -> Iterator[Refusal]:
    """Yield whatever else the deciders have against *command*."""
    match command:
        case ReasonMethod():
            yield from _refusals(method_breaches(case, command))
        case SpecifyWorks():
            yield from _refusals(works_breaches(command))
        case SetSchedule():
            yield from _refusals(_within_calendar(case, command))
        case PublishTender():
            yield from _refusals(_before_publishing(case))


def _refusals(decisions: Iterable[Decision | None]) -> Iterator[Refusal]:
    for decision in decisions:
        if decision is not None and decision.refusal is not None:
            yield decision.refusal


def _within_calendar(case: Case, command: SetSchedule) -> Iterator[Decision]:
    """Yield what a schedule lacks, as far as the calendar goes: decide has said where it ends."""
    try:
        yield from schedule_breaches(case, command.slots)
    except OutsideCalendarError:
        return


def _before_publishing(case: Case) -> Iterator[Decision | None]:
    """Ask every gate and every check of the announcement, whatever the one before found.

    The gate that asks the checks one after another is asked check by check.

    Money is not asked after while works, scheme or estimate are missing, which is a
    finding of its own.
    """
    part = case.state.preparation
    priced = part.works and part.works.posts and part.estimate and part.estimate.amount
    asked = [gate for gate in GATES if gate is not check_tender]
    asked += [check.of for check in CHECKS] if priced else []
    for question in asked:
        try:
            yield question(case)
        except UNASKABLE:
            continue
    slots = tuple(part.slots.values())
    if slots:
        try:
            yield from schedule_breaches(case, slots, case.day)
        except OutsideCalendarError:
            return
