"""A case: one act before the decider, with all that it may look at.

A decider is a small function registered for one class of command, with the
offices that may ask and the article that gives them the power.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from rules.calendar import Calendar
from rules.pack import Pack
from rules.rule import Citation, Decision, Rule, rule
from tender.act import Act, Actor
from tender.codes import Office, Status
from tender.registry import Command, Event
from tender.state import State
from tender.values import Reading

C = TypeVar("C", bound=Command)
E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class Case:
    """The state an act is decided on, the act, and the law of its day."""

    state: State
    act: Act
    pack: Pack

    @property
    def at(self) -> datetime:
        """The moment of the act."""
        return self.act.at

    @property
    def actor(self) -> Actor:
        """Who asks, in which office."""
        return self.act.actor

    @cached_property
    def day(self) -> date:
        """The legal day of the act."""
        return self.state.day(self.act.at)

    @cached_property
    def reading(self) -> Reading:
        """The pack's values with the tender's own on top."""
        return self.state.values.over(self.pack.values)

    @property
    def calendar(self) -> Calendar:
        """The working days."""
        return self.pack.calendar

    def article(self, value_id: str) -> Citation:
        """Return the source of a value as the article of a refusal."""
        value = self.reading.value(value_id)
        return Citation(text=value.source, status=value.status)


Decider = Callable[[Case, Any], Decision]


class Power(NamedTuple):
    """Who may ask for something, by which article."""

    offices: tuple[Office, ...]
    rule: Rule


class Registered(NamedTuple):
    """A decider and the power it asks for."""

    decide: Decider
    power: Power


def power(article: str, status: Status, *offices: Office) -> Power:
    """Make a power of *offices* by *article*."""
    return Power(
        offices,
        rule(
            "office.not-competent",
            article,
            status,
            indonesian="{office} tidak berwenang atas {command}; yang berwenang: {competent}.",
            english="{office} may not ask for {command}; {competent} may.",
            remedy=(
                "Mintalah pejabat yang berwenang melakukannya.",
                "Ask an office that may.",
            ),
        ),
    )


class Deciders(dict[type[Command], Registered]):
    """The deciders of one phase, by class of command."""

    def on(
        self, kind: type[C], who: Power
    ) -> Callable[[Callable[[Case, C], Decision]], Callable[[Case, C], Decision]]:
        """Register a decider for *kind*, which the offices of *who* may ask for."""

        def register(
            decide: Callable[[Case, C], Decision],
        ) -> Callable[[Case, C], Decision]:
            self[kind] = Registered(decide, who)
            return decide

        return register


def happen(kind: type[E], command: Command, **more: object) -> E:
    """Make the event *kind* that says what *command* said, and *more*."""
    said: Mapping[str, object] = {
        name: getattr(command, name)
        for name in type(command).model_fields
        if name != "tag" and name in kind.model_fields
    }
    return kind.model_validate({**said, **more})
