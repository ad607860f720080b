"""What a new process takes over of the one before, each piece held to its own rules.

One event says which process it follows and from which entries the pieces come; behind it
come the ordinary events of the pieces, decided as if they were set now, each on the state
that those before it lead to. That the pieces are those of the process before, the ledger
that has both compares (`ledger.predecessor`), and so does whoever replays the one with the
other's bundle.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from rules.carrying import HEARD_FOR, pieces
from rules.decisions import preparation, roster, scheme, values, works
from rules.decisions.case import Case, Deciders, power
from rules.decisions.following import unfit_to_follow
from rules.offering import by_service
from rules.rule import Decision, accept, rule
from tender.act import Fact
from tender.commands.preparation import carrying as asked
from tender.commands.preparation.choices import ChooseValue, SetScheme
from tender.commands.preparation.process import SetBudget
from tender.commands.preparation.roster import FreezeRoster, ProposeRoster
from tender.commands.preparation.works import SpecifyWorks
from tender.events import preparation as happened
from tender.registry import Command, Event
from tender.state import evolve
from tender.stored import Stored

S = TypeVar("S", bound=Stored)

deciders = Deciders()

_PPK = power("Perpres 16/2018 art. 11(1)", "verified", "ppk")

_OF_PIECES = Deciders()
for _module in (preparation, values, works, scheme, roster):
    _OF_PIECES.update(_module.deciders)

ROSTER_OLD = rule(
    "carry.roster-old",
    "docs/roster.md",
    "chosen",
    indonesian="Daftar pekerja dibekukan {frozen}, {days} hari sebelum {today}; yang dibawa paling lama {most} hari.",
    english="The roster was frozen on {frozen}, {days} days before {today}; one is carried over for {most} days at most.",
    remedy=(
        "Usulkan, umumkan, dan dengarkan kembali (propose_roster).",
        "Propose it, give notice and hear the people again (propose_roster).",
    ),
)

ROSTER_POSTS = rule(
    "carry.roster-posts",
    "docs/roster.md",
    "chosen",
    indonesian="Posisi atau urutan tidak sama dengan yang didengar dalam proses sebelumnya: {posts}.",
    english="Posts or order are not those that were heard of in the process before: {posts}.",
    remedy=(
        "Usulkan, umumkan, dan dengarkan kembali (propose_roster).",
        "Propose it, give notice and hear the people again (propose_roster).",
    ),
)


@deciders.on(asked.CarryOver, _PPK)
def carry_over(case: Case, command: asked.CarryOver) -> Decision:
    """Follow a process whose end allows it, with pieces that hold by themselves."""
    if (refused := unfit_to_follow(case, command)) is not None:
        return refused
    events: list[Event] = [_said(command)]
    then = _after(case, *events)
    for step in _steps(command):
        decision = _decided(then, step)
        if not decision.accepted:
            return decision
        events += decision.events
        then = _after(then, *decision.events)
    return check_heard_before(then) or accept(*events)


def _said(command: asked.CarryOver) -> happened.CarriedOver:
    heard = command.roster
    return happened.CarriedOver(
        predecessor=command.predecessor,
        relation=command.relation,
        reason=command.reason,
        approval=command.approval,
        pieces=tuple(_named(command)),
        roster=None if heard is None else _with(asked.HeardRoster, heard),
    )


def _named(command: asked.CarryOver) -> Iterator[happened.PieceCarried]:
    for piece in pieces(command):
        name, _, value = piece.name.partition(" ")
        yield happened.PieceCarried.model_validate(
            {"piece": name, "entry": piece.entry, "value": value or None}
        )


def _with(kind: type[S], said: Stored) -> S:
    """Make a record of *kind* with what *said* says of it."""
    fields = {n: getattr(said, n) for n in kind.model_fields if hasattr(said, n)}
    return kind.model_validate(fields)


def _steps(command: asked.CarryOver) -> Iterator[Command | Event]:
    """Yield what would set each piece here, in order of work; a notice was given before."""
    if command.budget is not None:
        yield _with(SetBudget, command.budget.budget)
    for value in command.values:
        yield _with(ChooseValue, value)
    if command.works is not None:
        yield _with(SpecifyWorks, command.works.works)
    if command.scheme is not None:
        yield SetScheme(scheme=command.scheme.scheme)
    if command.roster is not None:
        people = command.roster.incumbents
        yield ProposeRoster(incumbents=people)
        yield _with(happened.RosterNotified, command.roster.notice)
        yield FreezeRoster(order=by_service(people), ground="longest_service")


def _decided(case: Case, step: Command | Event) -> Decision:
    if isinstance(step, Event):
        return accept(step)
    there = replace(case, act=replace(case.act, command=step))
    return _OF_PIECES[type(step)].decide(there, step)


def _after(case: Case, *events: Event) -> Case:
    state = case.state
    for event in events:
        state = evolve(state, Fact(event, case.at, state.seq + 1, case.actor))
    return replace(case, state=state)


def check_heard_before(case: Case) -> Decision | None:
    """Return why a roster that was heard in the process before does not stand, or `None`.

    Once it is announced it stands as any other.
    """
    part = case.state.preparation
    heard = part.heard_before()
    if heard is None or case.state.announcement.version:
        return None
    days = (case.day - heard.frozen_on).days
    if not 0 <= days <= HEARD_FOR:
        return ROSTER_OLD.no(
            frozen=heard.frozen_on, days=days, today=case.day, most=HEARD_FOR
        )
    if part.orders is None:  # another step is waited for
        return None
    then, now = ({o.post: o for o in some} for some in (heard.orders, part.orders))
    other = sorted(p for p in {*then, *now} if then.get(p) != now.get(p))
    return ROSTER_POSTS.no(posts=", ".join(other)) if other else None
