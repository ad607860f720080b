"""The steps of a run, and where it stops: what is shown of it, without what runs it.

The terminal shows these, and it is the light client's too.
"""

from __future__ import annotations

from dataclasses import dataclass

from flows.package import PlannedAct
from ledger.asked import Asked, Recorded, Refused
from rules.due import Due
from tender.lifecycle import Stage


@dataclass(frozen=True, slots=True)
class Taken:
    """An act that was asked, and its answer."""

    act: PlannedAct
    asked: Asked
    answer: Recorded | Refused


Step = Taken | Due
"""What a run shows: an act of a person, or a step of the engine."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Where a run stopped: the refused act, if one was, and who is waited for."""

    stage: Stage
    taken: Taken | None
    waited: tuple[Due, ...]
