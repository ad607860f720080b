"""What is bought, by which method, with whose money: a process and what it begins with."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from tender.codes import (
    Account,
    AwardCriteria,
    Code,
    ContractType,
    Envelopes,
    Intake,
    Ocid,
)
from tender.money import Rupiah
from tender.registry import Command
from tender.stored import (
    Count,
    Day,
    Flag,
    Line,
    Many,
    Positive,
    Sha256,
    Stored,
    Words,
)
from tender.works import Job, PlannedJob

Offset = Annotated[str, StringConstraints(pattern=r"^[+-](?:0[0-9]|1[0-4]):(?:00|30)$")]
"""The fixed offset at which legal days are counted: `+07:00` is WIB."""


class Process(Stored):
    """What a process is from its first entry."""

    ocid: Ocid
    title: Line
    government: Line  # whose letterhead it is
    buyer: Line  # the unit whose budget pays
    office: Code  # the procurement unit that runs the tender
    job: Job
    practice: Flag
    intake: Intake
    offset: Offset
    regime: Literal["first_generation", "successor"]
    programme: Code | None = None


class OpenProcess(Command, Process):
    """Open a process: the first entry, which says whether it is practice."""

    tag: Literal["open_process"] = "open_process"


class Epoch(Stored):
    """The errata up to which number are to be in force, and why for this process."""

    epoch: Count
    reason: Words


class AdoptEpoch(Command, Epoch):
    """Have what was mended since hold for this process too."""

    tag: Literal["adopt_epoch"] = "adopt_epoch"


class Catalogue(Stored):
    """What a look into the electronic catalogue showed."""

    checked_on: Day
    listed: Flag
    exception: (
        Literal["volume", "specification", "time", "place", "more_efficient"] | None
    ) = None
    evidence: Sha256  # of the screen or list that was looked at


MethodCode = Literal[
    "tender",
    "mini_competition",  # among the catalogue's sellers, run by a committee
    "quick_tender",
    "direct_procurement",
    "direct_appointment",
    "e_purchasing",
]
"""The methods that there are; the first two are run here."""


class PackagePart(Stored):
    """A part that was joined into a package: which work, where, for how much."""

    job: PlannedJob
    place: Line
    amount: Rupiah


class Neighbour(Stored):
    """Another package of the same unit and year, as the plan (RUP) has it."""

    plan: Code
    job: PlannedJob
    place: Line
    amount: Rupiah
    method: MethodCode


class Packaging(Stored):
    """What a look into the plan showed: what this package joins, and what is beside it.

    *reason* is for what the law leaves to judgement: work at several places in one
    package, the same work bought directly beside it.
    """

    looked_on: Day
    evidence: Sha256  # of the list that was looked at
    parts: Many[PackagePart]
    beside: Many[Neighbour]
    reason: Words | None = None


class Method(Stored):
    """By which method, and why not by another.

    Of a package that is not reserved though small firms may have it, *unreserved* says
    what they cannot meet.
    """

    method: MethodCode
    award_criteria: AwardCriteria
    envelopes: Envelopes
    contract_type: ContractType
    small_business: Flag  # reserved for small firms and co-operatives
    outsourcing_field: Positive  # of Permenaker 7/2026 art. 3(2)
    catalogue: Catalogue
    reason: Words
    unreserved: Words | None = None
    packaging: Packaging | None = None


class ReasonMethod(Command, Method):
    """Choose the method, with the catalogue check and the reason."""

    tag: Literal["reason_method"] = "reason_method"


class Budget(Stored):
    """Where the money stands: *amount* is the pagu, *plan* the code of the RUP."""

    account: Account
    amount: Rupiah
    year: Positive
    plan: Code
    unit: Line


class SetBudget(Command, Budget):
    """Name budget and account."""

    tag: Literal["set_budget"] = "set_budget"
