"""What the preparation keeps of a claim, of a declaration, of a schedule that moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tender.commands.preparation.parties import ConflictDeclaration
from tender.commands.preparation.roster import Claim, Ruling


@dataclass(frozen=True, slots=True)
class HeardClaim:
    """A claim and, once there is one, the ruling."""

    claim: Claim
    claimed_at: datetime
    ruling: Ruling | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """A member's last declaration on conflicts, and when it was made."""

    declaration: ConflictDeclaration
    at: datetime


@dataclass(frozen=True, slots=True)
class ScheduleChange:
    """That the schedule moved, when and why, and to which deadline for bids."""

    at: datetime
    ground: str
    reason: str
    deadline: datetime | None = None
