"""From entries to state: the one reading of what happened, for live use and replay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final

from ledger.entry import Entry
from tender.act import Act, Actor, Fact, legal_day
from tender.canonical.times import parse_time
from tender.commands import COMMANDS
from tender.events import EVENTS
from tender.state import NEW, State, evolve

FIRST_ROUND: Final = 1


def actor(entry: Entry) -> Actor:
    """Return who acted, as the domain sees it."""
    office = entry.actor.office
    return Actor(entry.actor.party, office, entry.actor.proof)


def act(entry: Entry) -> Act:
    """Return the act that made *entry*; raise for a command that cannot be read."""
    return Act(COMMANDS.read(entry.command), parse_time(entry.at), actor(entry))


def facts(entry: Entry) -> Iterator[Fact]:
    """Yield what *entry* says happened."""
    at, by = parse_time(entry.at), actor(entry)
    for event in entry.events:
        yield Fact(EVENTS.read(event), at, entry.seq, by)


def after(state: State, entry: Entry) -> State:
    """Return *state* after *entry*."""
    for fact in facts(entry):
        state = evolve(state, fact)
    return state


def replayed(entries: Iterable[Entry], state: State = NEW) -> State:
    """Return the state after *entries*, in replay order."""
    for entry in entries:
        state = after(state, entry)
    return state


def round_of(state: State) -> int:
    """Return the round that *state* is in."""
    return state.round


def is_opened(state: State) -> bool:
    """Say whether a process has been opened: before, it has no name, day or kind."""
    return state.preparation.process is not None


def frozen_pack(state: State) -> str | None:
    """Return the pack that is frozen from the announcement to the contract, if one is."""
    if state.fulfilment.concluded_at is not None:
        return None
    return state.announcement.pack


def law_day(state: State, at: datetime) -> date:
    """Return the legal day of *at*; for a process that is not opened yet, in UTC."""
    return legal_day(at, state.process.offset if is_opened(state) else "+00:00")
