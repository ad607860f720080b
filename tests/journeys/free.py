"""Acts that nobody waits for: found in a run, and taken away.

An act is free where `rules.due` did not wait for it as it came, or where it was refused:
then what is waited for still is. Whatever else a package has is waited for, and without
it the run stops (`test_waiting`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from flows.package import PlannedAct
from flows.steps import Stopped, Taken
from ledger.asked import Refused
from ledger.digests import facts_digest
from ledger.entry import Entry, from_bytes
from ledger.proof import ProofError
from rules.due import due
from tender.canonical import Json
from tender.events import EVENTS
from tender.facts import facts
from tender.lifecycle import Stage
from tests.journeys.cleaning import Journey, Moment, Stages


def free_acts(run: Journey) -> Iterator[PlannedAct]:
    """Yield the acts of a run that nobody waited for."""
    taken = [step for _, step in run.way.steps if isinstance(step, Taken)]
    moments = [m for m in run.moments if m.entry.actor.office != "engine"]
    for step, moment in zip(taken, moments, strict=True):
        assert step.act.command == moment.entry.command["tag"]
        if isinstance(step.answer, Refused) or not is_waited_for(step.act, moment):
            yield step.act


def is_waited_for(act: PlannedAct, moment: Moment) -> bool:
    """Say whether *act* was due at its moment, by command, office and subject."""
    says = act.fields.get("says")
    names = {act.party, act.about, *map(str, act.fields.values())}
    names |= {str(says["kind"])} if isinstance(says, dict) else set()
    return any(
        (step.command, step.who) == (act.command, act.office)
        and names.issuperset(step.about.split())
        for step in due(moment.state, moment.pack, moment.act.at)
    )


_SUBJECTS = ("claim", "enquiry", "question", "objection")


def name_of(act: PlannedAct) -> str:
    """Return a free act's command, and what it is about or who did it."""
    subject = next((act.fields[name] for name in _SUBJECTS if name in act.fields), None)
    return f"{act.command} {subject or act.about or act.party}"


def acts_of(stages: Stages, *kinds: tuple[str, str]) -> tuple[PlannedAct, ...]:
    """Return the acts of a command that name a party or a subject; they hang together."""
    return tuple(
        act
        for act in stages.package().acts
        if any(
            act.command == command
            and about in (act.party, act.about, *act.fields.values())
            for command, about in kinds
        )
    )


class Outcome(NamedTuple):
    """What came of a run: where it stopped, at which stage, and what was entered."""

    stopped: Stopped | None
    stage: Stage
    entries: tuple[Entry, ...]

    @property
    def waited(self) -> set[tuple[str, str, str]]:
        """Who was waited for when it stopped: command, office, subject."""
        assert self.stopped is not None
        return {(due.command, due.who, due.about) for due in self.stopped.waited}

    @property
    def refused(self) -> Stops:
        """The act at which it stopped, and the rule by which that was refused."""
        assert self.stopped is not None
        assert self.stopped.taken is not None
        act, answer = self.stopped.taken.act, self.stopped.taken.answer
        assert isinstance(answer, Refused)
        return Stops(act.command, act.party, answer.refusal.rule)


def run_on(
    stages: Stages,
    folder: Path,
    since: Stage,
    acts: Iterable[PlannedAct],
    until: Stage = "started",
) -> Outcome:
    """Run on from a stage with other *acts*, until another stage."""
    with stages.at_stage(since, folder, tuple(acts)) as way:
        stopped = way.course.until(way.office, until)
        entries = tuple(map(from_bytes, way.entries()))
        return Outcome(stopped, way.state.stage, entries)


def without(
    stages: Stages,
    folder: Path,
    gone: tuple[PlannedAct, ...],
    until: Stage = "started",
) -> Outcome:
    """Run a package without some acts, from the last stage before the first of them."""
    since = stages.last_before(gone[0])
    left = (act for act in stages.reached(since).acts_left if act not in gone)
    return run_on(stages, folder, since, left, until)


def entries_until(run: Journey, stage: Stage) -> tuple[Entry, ...]:
    """Return the entries of a whole run, up to that with which it reaches *stage*."""
    states = (*(moment.state for moment in run.moments), run.folded)
    number = next(n for n, state in enumerate(states) if state.stage == stage)
    return tuple(moment.entry for moment in run.moments[:number])


def differing(run: Journey, outcome: Outcome) -> set[str]:
    """Return the tags of the events by which the facts of *outcome* are not those of *run*."""
    whole = entries_until(run, outcome.stage)
    assert facts_digest(whole) != facts_digest(outcome.entries)
    ours, theirs = _events(whole), _events(outcome.entries)
    return {
        tag for tag in ours.keys() | theirs.keys() if ours.get(tag) != theirs.get(tag)
    }


def _events(entries: Iterable[Entry]) -> Mapping[str, list[Json]]:
    found: dict[str, list[Json]] = defaultdict(list)
    for entry in entries:
        for event in entry.events:
            found[str(event["tag"])].append(facts(EVENTS.read(event)))
    return dict(found)


class Stops(NamedTuple):
    """Without the act the run stops: at what a party asks, which is refused by a rule."""

    command: str
    party: str
    rule: str


class Unproved(NamedTuple):
    """Without the act nothing proves who asks: *party* has no key on record."""

    party: str


class Differs(NamedTuple):
    """Without the act the run goes on until a stage, with other facts in some events."""

    until: Stage
    events: frozenset[str]


Without = Stops | Unproved | Differs


def differs(until: Stage, *events: str) -> Differs:
    """Return that the facts differ at a stage, in the events with these tags."""
    return Differs(until, frozenset(events))


def what_comes(
    run: Journey,
    stages: Stages,
    folder: Path,
    gone: tuple[PlannedAct, ...],
    expected: Without,
) -> Without:
    """Return what comes of a whole run without some acts, as far as it is *expected* to go."""
    until = expected.until if isinstance(expected, Differs) else "started"
    try:
        found = without(stages, folder, gone, until)
    except ProofError as error:
        return Unproved(error.actor.party)
    if found.stopped is not None:
        return found.refused
    return Differs(found.stage, frozenset(differing(run, found)))
