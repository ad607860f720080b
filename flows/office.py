"""An office: the ledger and the rooms around it, as a flow has them at hand.

Everything that touches a disk, a clock or a key is here; what may be done is
decided elsewhere. A flow finds its office with `current()`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ledger.asked import Asked, Recorded, Refused
from ledger.blobs import Blobs, PrivateBlobs
from ledger.execute import ENGINE, Ledger
from ledger.history import round_of
from ledger.proof import sign
from rules.due import Due, due
from rules.pack import Pack
from tender.act import Actor
from tender.registry import Command
from tender.state import State
from tender.values import Reading


class Clock(Protocol):
    """A clock: the system's, or a simulated one."""

    def __call__(self) -> datetime:
        """Return the moment, in UTC."""
        ...


class NoOfficeError(RuntimeError):
    """A flow ran outside an office."""

    def __init__(self) -> None:
        super().__init__("expected an office at hand, found none: enter one first")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A ledger with its blobs, on one *home* folder; times come from *clock*."""

    home: Path
    ledger: Ledger
    blobs: Blobs  # ciphertexts, packs, public words
    private: PrivateBlobs  # identities, workers' words, opened attachments
    shares: Blobs  # what trustees released, until the opening is over
    clock: Clock
    papers: Path = field(kw_only=True)

    def state(self, process: str) -> State:
        """Return the state of a process."""
        return self.ledger.state(process)

    def pack(self, state: State) -> Pack:
        """Return the pack that an act would be decided on now."""
        return self.ledger.pack(state, self.clock())

    def reading(self, state: State) -> Reading:
        """Return the values as the tender reads them now."""
        return state.values.over(self.pack(state).values)

    def due(self, process: str) -> tuple[Due, ...]:
        """Return what the process waits for at this moment."""
        state = self.state(process)
        moments = [moment for moment in (state.at, self.clock()) if moment is not None]
        return due(state, self.pack(state), max(moments))

    def ask(self, asked: Asked) -> Recorded | Refused:
        """Have a command decided."""
        return self.ledger.execute(asked)

    def engine(self, process: str, command: Command, key: str) -> Recorded | Refused:
        """Have a command of the engine's own decided."""
        round_ = round_of(self.state(process))
        asked = Asked(
            process=process, actor=ENGINE, command=command, key=key, round=round_
        )
        return self.ask(asked)


def signed(asked: Asked, seed: str | None) -> Asked:
    """Return *asked* signed with an Ed25519 *seed* in hexadecimal, if there is one."""
    if seed is None:
        return asked
    proof = sign(asked.message(), bytes.fromhex(seed))
    actor = Actor(asked.actor.party, asked.actor.office, proof)
    return Asked(
        process=asked.process,
        actor=actor,
        command=asked.command,
        key=asked.key,
        round=asked.round,
        if_seq=asked.if_seq,
    )


_CURRENT: ContextVar[Office] = ContextVar("office")


@contextmanager
def at_hand(office: Office) -> Iterator[Office]:
    """Have *office* at hand inside."""
    token = _CURRENT.set(office)
    try:
        yield office
    finally:
        _CURRENT.reset(token)


def current() -> Office:
    """Return the office at hand; raise `NoOfficeError`."""
    try:
        return _CURRENT.get()
    except LookupError:
        raise NoOfficeError from None
