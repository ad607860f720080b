"""What a new process takes over of the one that it follows, piece by piece."""

from __future__ import annotations

from typing import Literal

from tender.codes import Ocid
from tender.commands.award import FailureGround
from tender.commands.preparation.choices import Choice
from tender.commands.preparation.process import Budget
from tender.commands.preparation.roster import RosterNotice
from tender.commands.preparation.works import Works
from tender.registry import Command
from tender.scheme import Scheme
from tender.stored import Commitment, Count, Day, Many, Sha256, Stored, Words
from tender.works import Incumbent, PostOrder

Relation = Literal["tender_again", "direct_appointment", "successor"]
"""What a process is to the one before: the tender again, what follows when that fails
too, or the tender of the next contract for the same work."""

End = Literal["failed", "annulled", "started"]
"""How the process before has ended."""

Piece = Literal["budget", "works", "values", "scheme", "roster"]
"""What may be carried over. All else is anew."""


class Predecessor(Stored):
    """The process before, as its main stream left it at an entry of that hash, *head*.

    *ground* is that on which it failed, *relation* what it was itself to one before it.
    """

    ocid: Ocid
    head: Commitment
    ended: End
    ground: FailureGround | None = None
    relation: Relation | None = None


class AppointmentApproval(Stored):
    """The authority's approval of a direct appointment, and why nothing else will do."""

    document: Sha256
    cannot_wait: Words
    no_time: Words


class Following(Stored):
    """Which process this one follows, as what, and why."""

    predecessor: Predecessor
    relation: Relation
    reason: Words
    approval: AppointmentApproval | None = None


class CarriedBudget(Stored):
    """The budget, from the entry of that hash. So are the other pieces."""

    entry: Commitment
    budget: Budget


class CarriedWorks(Stored):
    """Posts, price schedule, place and time."""

    entry: Commitment
    works: Works


class CarriedValue(Choice):
    """A value that the documents set."""

    entry: Commitment


class CarriedScheme(Stored):
    """The scheme of evaluation."""

    entry: Commitment
    scheme: Scheme


class HeardRoster(Stored):
    """A roster that stood: its notice, when it was frozen, after how many claims."""

    entry: Commitment
    notice: RosterNotice
    frozen_on: Day
    claims: Count
    orders: Many[PostOrder]


class CarriedRoster(HeardRoster):
    """A roster that stood, with the people on it."""

    incumbents: Many[Incumbent]


class CarryOver(Command, Following):
    """Follow a process before, and take over of it what is named."""

    tag: Literal["carry_over"] = "carry_over"
    budget: CarriedBudget | None = None
    works: CarriedWorks | None = None
    values: Many[CarriedValue] = ()
    scheme: CarriedScheme | None = None
    roster: CarriedRoster | None = None
