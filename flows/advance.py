"""The re-entrant step: do what is due of the engine now, and say what is waited for.

A flow that runs `advance` may run twice, be killed or be lost. All that it knows
it asks of the ledger, and each of its steps has a key; the one that runs again
finds the work done, or does it.
"""

from __future__ import annotations

from collections.abc import Callable

from flows import engine, losses
from flows.office import Office
from flows.seals import LostError
from rules.due import Due

Seen = Callable[[Due], None]
"""Told of each step of the engine, as it has been taken."""


def advance(office: Office, process: str, seen: Seen | None = None) -> tuple[Due, ...]:
    """Take the engine's steps until none is due now; return what is waited for.

    Where ciphertexts are lost, take all the other steps first, then raise
    `flows.losses.LossesError` once, which says what to do. Whoever runs this again
    has been told: what is still lost then is found unopenable.
    """
    lost: dict[Due, LostError] = {}
    while True:
        waited = office.due(process)
        step = next((d for d in waited if d not in lost and is_due(d, office)), None)
        if step is None:
            losses.tell(office, process, lost.values())
            return waited
        try:
            engine.take(office, process, step)
        except LostError as error:
            lost[step] = error
            continue
        if seen is not None:
            seen(step)


def is_due(step: Due, office: Office) -> bool:
    """Say whether a step is the engine's, and its time has come."""
    return step.who == "engine" and (step.at is None or step.at <= office.clock())
