"""From entries to state: the one reading of what happened, for live use and replay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger.entry import Entry
from tender.act import Act, Actor, Fact
from tender.canonical import parse_time
from tender.commands import COMMANDS
from tender.events import EVENTS
from tender.state import NEW, State, evolve


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
