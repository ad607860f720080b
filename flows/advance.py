"""The re-entrant step: do what is due of the engine now, and say what is waited for.

A flow that runs `advance` may run twice, be killed or be lost. All that it knows
it asks of the ledger, and each of its steps has a key; the one that runs again
finds the work done, or does it.
"""

from __future__ import annotations

from collections.abc import Callable

from flows import engine
from flows.office import Office
from rules.due import Due

Seen = Callable[[Due], None]
"""Told of each step of the engine, as it has been taken."""


def advance(office: Office, process: str, seen: Seen | None = None) -> tuple[Due, ...]:
    """Take the engine's steps until none is due now; return what is waited for."""
    while True:
        waited = office.due(process)
        step = next((d for d in waited if is_due(d, office)), None)
        if step is None:
            return waited
        engine.take(office, process, step)
        if seen is not None:
            seen(step)


def is_due(step: Due, office: Office) -> bool:
    """Say whether a step is the engine's, and its time has come."""
    return step.who == "engine" and (step.at is None or step.at <= office.clock())
