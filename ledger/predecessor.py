"""The process before: what stood of it at an entry, and whether that was carried over.

A new process says which one it follows, and from which of its entries each piece comes
(`carry_over`). No decision sees both; here the one is held to the entries of the other, in a
ledger before anything is written, and from two bundles by whoever has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ledger.divergence import DivergedError, first_difference
from ledger.entry import MAIN, entry_hash, from_bytes
from ledger.history import after
from rules.carrying import Carried, pieces, standing
from tender.canonical import Json
from tender.commands.preparation.carrying import CarryOver
from tender.state import NEW, State, unopened


class Before(NamedTuple):
    """A process as a main entry left it: that entry's hash, the state, and its pieces.

    *origins* are the hashes of the entries at which each piece became what it is.
    """

    head: str
    state: State
    pieces: Mapping[str, dict[str, Json]]
    origins: Mapping[str, str]


def stood(entries: Iterable[bytes], head: str | None = None) -> Before | None:
    """Return a process as its main entry *head* left it, or its last one.

    *entries* are its entries in replay order. `None` where none of them is *head*.
    """
    last = Before("", NEW, {}, {})
    for before in _each(entries):
        last = before
        if before.head == head:
            return before
    return last if head is None and last.head else None


def _each(entries: Iterable[bytes]) -> Iterator[Before]:
    """Yield the process after each of its main entries.

    Pieces are made anew only where the parts of the state that they are made of are new.
    """
    state: State | None = None
    known = NEW
    found: dict[str, dict[str, Json]] = {}
    origins: dict[str, str] = {}
    for data in entries:
        entry, hash_ = from_bytes(data), entry_hash(data)
        state = after(state or unopened(entry.epoch), entry)
        if entry.stream != MAIN:
            continue
        same = state.preparation is known.preparation and state.values is known.values
        if not same:
            then, found = found, standing(state)
            origins = {
                name: origins[name] if then.get(name) == piece else hash_
                for name, piece in found.items()
            }
        known = state
        yield Before(hash_, state, found, origins)


def hold_to(command: CarryOver, before: Before | None, *, practice: bool) -> None:
    """Raise `DivergedError` at the first thing that *command* says and *before* is not.

    *before* is the process at the entry that the command names. What was practice is
    followed by practice.
    """
    said = command.predecessor
    if before is None:
        _differ("head", f"the hash of a main entry of {said.ocid}", said.head)
        return
    state = before.state
    carried, failure = state.preparation.carried, state.award.failure
    failed = failure is not None and state.stage == "failed"
    facts = (
        ("ocid", state.process.ocid, said.ocid),
        ("practice", state.process.practice, practice),
        ("ended", state.stage, said.ended),
        ("ground", failure.ground if failure and failed else None, said.ground),
        ("relation", carried.relation if carried else None, said.relation),
    )
    for name, expected, found in facts:
        if expected != found:
            _differ(name, _spelled(expected), _spelled(found))
    for piece in pieces(command):
        _hold_piece(piece, before)


def hold_to_the_end(before: Before, now: Before) -> None:
    """Raise `DivergedError` where the process has gone on from *before* to another stage.

    What was reopened since goes on by itself: nothing follows it before it ends again.
    """
    if before.state.stage != now.state.stage:
        _differ("head", f"an entry at its stage, {now.state.stage}", before.head)


def _hold_piece(piece: Carried, before: Before) -> None:
    origin = before.origins.get(piece.name, "no such piece")
    if piece.entry != origin:
        _differ(f"{piece.name} entry", origin, piece.entry)
    difference = first_difference(before.pieces[piece.name], piece.fields)
    if difference is not None:
        where = f"{piece.name} {difference.path}"
        _differ(where, _spelled(difference.expected), _spelled(difference.found))


def _spelled(value: Json) -> str:
    return "none" if value is None else str(value)


def _differ(where: str, expected: str, found: str) -> None:
    raise DivergedError(
        where=f"carry_over {where}", rule="predecessor", expected=expected, found=found
    )
