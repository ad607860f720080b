"""When everything is to happen."""

from __future__ import annotations

from typing import Literal

from tender.registry import Command
from tender.stored import Many, Moment, Stored, Words


class Slot(Stored):
    """A stage of the schedule, from and until."""

    stage: Literal[
        "announcement",
        "clarification",
        "bidding",
        "opening",
        "evaluation",
        "technical_result",
        "price_opening",
        "proof",
        "award",
        "objection",
        "objection_answer",
        "appointment",
        "contract",
        "start",
    ]
    starts: Moment
    ends: Moment


class Schedule(Stored):
    """When everything is to happen."""

    slots: Many[Slot]


class SetSchedule(Command, Schedule):
    """Set the schedule."""

    tag: Literal["set_schedule"] = "set_schedule"


class ChangeSchedule(Command, Schedule):
    """Change the schedule, for a reason that is published."""

    tag: Literal["change_schedule"] = "change_schedule"
    reason: Words
