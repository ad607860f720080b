"""An act: a command with who asks and when; a fact: an event with who did it and when.

The shell reads the clock and checks the proof; inside, the moment and the actor
are given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from tender.codes import Office, Party
from tender.registry import Command, Event


@dataclass(frozen=True, slots=True)
class Actor:
    """A party in one of its offices; *proof* is a signature, or `server`."""

    party: Party
    office: Office
    proof: str = "server"


@dataclass(frozen=True, slots=True)
class Act:
    """A command as it stands before the decider.

    *process* is the id under which the ledger keeps it; a process is opened under
    its own.
    """

    command: Command
    at: datetime
    actor: Actor
    process: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """An event as it stands in the stream: *seq* is that of its entry."""

    event: Event
    at: datetime
    seq: int
    actor: Actor


def zone(offset: str) -> timezone:
    """Return the fixed zone of an offset.

    >>> zone("+07:00")
    datetime.timezone(datetime.timedelta(seconds=25200))
    """
    sign = -1 if offset.startswith("-") else 1
    hours, minutes = offset[1:].split(":")
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes)))


def legal_day(moment: datetime, offset: str) -> date:
    """Return the day on which *moment* falls at *offset*."""
    return moment.astimezone(zone(offset)).date()
