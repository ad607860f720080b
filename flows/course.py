"""The course of a run from files: people's acts in their order, the engine in between.

The clock is set to whatever comes next: an act, or a step of the engine that has
its time. A run stops where an act is refused, where the last moment passes for
something that somebody is waited for, or where acts have ended and somebody still
is; it then says who, and for what.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from flows import desk, engine, papers
from flows.advance import advance
from flows.office import Office
from flows.package import Package, PlannedAct
from flows.steps import Step, Stopped, Taken
from ledger.asked import Refused
from rules.due import Due
from tender.lifecycle import STAGES, Stage

_NEVER = datetime.max.replace(tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class SettableClock(Protocol):
    """A simulated clock."""

    def __call__(self) -> datetime:
        """Return the moment, in UTC."""
        ...

    def set(self, moment: datetime) -> None:
        """Move to *moment*; a clock is never moved back."""
        ...


class Course:
    """A package on its way: which acts are still to come."""

    def __init__(
        self,
        package: Package,
        clock: SettableClock,
        watch: Callable[[datetime, Step], None],
    ) -> None:
        self.package = package
        self.process = package.process.ocid
        self._clock = clock
        self._watch = watch
        self._acts = deque(package.acts)

    def until(self, office: Office, stage: Stage) -> Stopped | None:
        """Go on until the process has reached *stage*; say where it stopped before."""
        while not self._has_reached(office, stage):
            waited = self._advance(office)
            if self._has_reached(office, stage):
                return None
            stopped = self._step(office, waited)
            if stopped is not None:
                return stopped
        return None

    def to_the_end(self, office: Office) -> Stopped | None:
        """Go on until nobody is waited for and no act is left."""
        while (waited := self._advance(office)) or self._acts:
            stopped = self._step(office, waited)
            if stopped is not None:
                return stopped
        return None

    def _has_reached(self, office: Office, stage: Stage) -> bool:
        return STAGES.index(office.state(self.process).stage) >= STAGES.index(stage)

    def _step(self, office: Office, waited: tuple[Due, ...]) -> Stopped | None:
        """Take the next act, or let the engine's next hour come."""
        hour = min(
            (d.at for d in waited if d.who == "engine" and d.at is not None),
            default=None,
        )
        act = self._acts[0] if self._acts else None
        if hour is not None and (act is None or hour <= act.at):
            overdue = _overdue(waited, hour + _TICK)  # what the engine does ends it
            if not overdue:
                self._clock.set(hour)
                return None
        else:
            overdue = _overdue(waited, act.at if act else _NEVER)
        stage = office.state(self.process).stage
        if overdue:
            return Stopped(stage, None, overdue)
        if act is None or (stage == "new" and act.command != "open_process"):
            return Stopped(stage, None, waited)
        return self._take(office, act)

    def _take(self, office: Office, act: PlannedAct) -> Stopped | None:
        self._acts.popleft()
        self._clock.set(act.at)
        asked = desk.asked(office, self.package, act)
        taken = Taken(act, asked, office.ask(asked))
        self._watch(act.at, taken)
        refused = isinstance(taken.answer, Refused) and taken.answer.receipt is None
        if refused:
            state = office.state(self.process)
            return Stopped(state.stage, taken, office.due(self.process))
        return None

    def _advance(self, office: Office) -> tuple[Due, ...]:
        if office.state(self.process).stage == "new":
            return office.due(self.process)

        def seen(step: Due) -> None:
            self._watch(self._clock(), step)

        waited = advance(office, self.process, seen)
        for step in papers.wanted(office, self.package):
            engine.take(office, self.process, step)
            seen(step)
        return waited


def _overdue(waited: tuple[Due, ...], moment: datetime) -> tuple[Due, ...]:
    """Return what people should have done before *moment*; what lapses stops nobody."""
    return tuple(
        d
        for d in waited
        if d.who != "engine" and not d.lapses and d.by and d.by < moment
    )
