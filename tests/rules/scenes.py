"""Scenes: one act before the decider, as the example had it, with something changed.

    asked("set_budget").but(account="5.1.02.02.01.0033")

is the act by which the example set its budget, in the state that it was decided on,
with another account. A table of such plans is read where a test is collected, and
played when it runs: only then is the example run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from rules.decisions import decide
from rules.evaluating import waited
from rules.pack import Pack, PackFile
from rules.rule import Decision
from tender.act import Act, Actor, Fact
from tender.codes import Office
from tender.registry import Command, Event
from tender.state import State, evolve
from tests.journeys import cleaning, points

SIGNATURE = "5a" * 64
"""Stands for a signature: deciders ask whether there is one, and no more."""


def wib(text: str) -> datetime:
    """Return `2026-10-22 11:00` in western Indonesia."""
    return datetime.fromisoformat(f"{text}+07:00").astimezone(UTC)


class Scene(NamedTuple):
    """What a decision is made on."""

    state: State
    act: Act
    pack: Pack

    def decide(self) -> Decision:
        """Ask the rules."""
        return decide(self.state, self.act, self.pack)


Change = Callable[[Scene], Scene]


@dataclass(frozen=True)
class Plan:
    """Which act of the example, and what is changed of it."""

    command: str
    about: str = ""
    nth: int = 0
    changes: tuple[Change, ...] = ()
    run: Callable[[], cleaning.Journey] = cleaning.journey

    def scene(self) -> Scene:
        """Play the plan."""
        moment = self.run().moment(self.command, self.about, self.nth)
        scene = Scene(moment.seen, moment.act, moment.pack)
        for change in self.changes:
            scene = change(scene)
        return scene

    def then(self, change: Change) -> Plan:
        """Make one more change."""
        return replace(self, changes=(*self.changes, change))

    def but(self, **fields: object) -> Plan:
        """Ask for something else."""
        return self.then(lambda scene: _asking(scene, lambda _: fields))

    def but_with(self, fields: Callable[[Scene], Mapping[str, object]]) -> Plan:
        """Ask for something else, which the scene gives."""
        return self.then(lambda scene: _asking(scene, fields))

    def instead(self, command: Command) -> Plan:
        """Ask with another command."""
        return self.then(
            lambda scene: scene._replace(act=replace(scene.act, command=command))
        )

    def by(
        self, party: str, office: Office | None = None, proof: str | None = None
    ) -> Plan:
        """Have somebody else ask."""

        def change(scene: Scene) -> Scene:
            was = scene.act.actor
            actor = Actor(party, office or was.office, proof or was.proof)
            return scene._replace(act=replace(scene.act, actor=actor))

        return self.then(change)

    def on(self, moment: str) -> Plan:
        """Ask at another time."""
        return self.then(
            lambda scene: scene._replace(act=replace(scene.act, at=wib(moment)))
        )

    def when(self, other: Plan) -> Plan:
        """Ask in the state, at the time and under the law of another act."""

        def change(scene: Scene) -> Scene:
            there = other.scene()
            act = replace(scene.act, at=there.act.at)
            return Scene(there.state, act, there.pack)

        return self.then(change)

    def after(self, *events: Event) -> Plan:
        """Have more happened before."""

        def change(scene: Scene) -> Scene:
            return scene._replace(state=happened(scene.state, *events, at=scene.act.at))

        return self.then(change)

    def having(self, part: str, **fields: object) -> Plan:
        """Have a part of the state another way: one that no command leads to, maybe."""

        def change(scene: Scene) -> Scene:
            return scene._replace(state=with_part(scene.state, part, **fields))

        return self.then(change)

    def under(self, **values: str) -> Plan:
        """Decide under another law: `_` in a value's name stands for its points."""

        def change(scene: Scene) -> Scene:
            return scene._replace(pack=with_law(scene.pack, values))

        return self.then(change)


def asked(command: str, about: str = "", nth: int = 0) -> Plan:
    """Return the plan of the example's *nth* act of *command* that names *about*."""
    return Plan(command, about, nth)


def asked_by_points(command: str, about: str = "", nth: int = 0) -> Plan:
    """Return the plan of an act of the example by points in two files."""
    return Plan(command, about, nth, run=points.journey)


def happened(state: State, *events: Event, at: datetime) -> State:
    """Return *state* after *events*, a microsecond before *at*."""
    for event in events:
        actor = Actor("saksama", "engine")
        fact = Fact(event, at - timedelta(microseconds=1), state.seq + 1, actor)
        state = evolve(state, fact)
    return state


def with_part(state: State, part: str, **fields: object) -> State:
    """Return *state* with fields of one part replaced."""
    changed: Any = replace(getattr(state, part), **fields)
    return replace(state, **{part: changed})


def waiting_in(scene: Scene) -> list[tuple[str, str]]:
    """Return what the evaluation waits for in a scene, and of what."""
    reading = scene.state.values.over(scene.pack.values)
    return [(w.command, w.about) for w in waited(scene.state, reading)]


def with_law(pack: Pack, values: Mapping[str, str]) -> Pack:
    """Return *pack* with the values of some ids replaced."""
    file = pack.file
    assert values.keys() <= {v.id for v in file.values}
    changed = tuple(
        v.model_copy(update={"value": values[v.id]}) if v.id in values else v
        for v in file.values
    )
    return Pack.of(PackFile(values=changed, days_off=file.days_off, years=file.years))


def _asking(scene: Scene, fields: Callable[[Scene], Mapping[str, object]]) -> Scene:
    command = scene.act.command
    said = {name: getattr(command, name) for name in type(command).model_fields}
    changed = type(command).from_json({**said, **fields(scene)})
    return scene._replace(act=replace(scene.act, command=changed))


@dataclass(frozen=True)
class Refused:
    """A row: what is refused, by which rule, on what operands, with what on record."""

    name: str
    plan: Plan
    rule: str
    operands: Mapping[str, str] | Callable[[Scene], Mapping[str, str]] = field(
        default_factory=dict
    )
    evidence: tuple[str, ...] = ()

    def check(self) -> None:
        """Play the scene and hold the refusal to the row."""
        scene = self.plan.scene()
        operands = self.operands(scene) if callable(self.operands) else self.operands

        decision = scene.decide()

        assert decision.refusal is not None
        assert decision.refusal.rule == self.rule
        assert decision.refusal.operands == operands
        assert tuple(event.tag for event in decision.events) == self.evidence


@dataclass(frozen=True)
class Accepted:
    """A row: what is accepted, and what of each event is to be seen."""

    name: str
    plan: Plan
    events: Mapping[str, Mapping[str, object]]

    def check(self) -> None:
        """Play the scene and hold the events to the row."""
        decision = self.plan.scene().decide()

        assert decision.refusal is None
        assert [event.tag for event in decision.events] == list(self.events)
        for event in decision.events:
            seen = event.to_json()
            wanted = self.events[event.tag]
            assert {name: seen.get(name) for name in wanted} == wanted


def names(rows: tuple[Refused | Accepted, ...]) -> list[str]:
    """Return what the rows are called in a report."""
    return [row.name for row in rows]
