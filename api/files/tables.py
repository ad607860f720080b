"""The tables of a package's files: what an office writes, field by field.

`tender.toml`, `items.csv`, `parties.toml` and the head of an act have forms of
their own, because a person fills them in; everything else in a package is written
as `tender/` stores it. `roster.csv` is of `Incumbent`, `scheme.toml` of `Scheme`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from flows.package import CarriesOver
from rules.lint.people import Profile
from tender.codes import Code, Ocid, Office, Party, Post, VatMode, Worker
from tender.commands.fulfilment import RequestedKind
from tender.commands.handover import ContractKind, Employed
from tender.commands.opening import SecretKey
from tender.commands.preparation.carrying import Piece, Relation
from tender.commands.preparation.choices import Choice
from tender.commands.preparation.parties import (
    Committee,
    PublicKey,
    Recipient,
    Trustees,
)
from tender.commands.preparation.process import Budget, Method, Process
from tender.commands.preparation.schedule import Schedule, Slot
from tender.commands.preparation.works import Works
from tender.money import Rate, Rupiah
from tender.stored import Day, Each, Line, Many, Stored, Words
from tender.works import EstimateLine, ItemLine, Month, PostPlan


class WorksTable(Stored):
    """`[works]`: posts, place and time; the price schedule is `items.csv`."""

    post: Many[PostPlan]
    place: Line
    starts_on: Day
    ends_on: Day

    def works(self, items: tuple[ItemLine, ...]) -> Works:
        """Return the works with their price schedule."""
        return Works(
            posts=self.post,
            items=items,
            place=self.place,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
        )


Year = Annotated[str, StringConstraints(pattern=r"^(?:19|20)[0-9]{2}$")]
"""A year, as a cell of a table has it."""


class PersonRow(Stored):
    """A row of `people.csv`: what lint alone reads of a person, and no ledger holds.

    *licences* are codes with spaces between them.
    """

    worker: Worker
    born: Year | None = None
    licences: Line | None = None

    def profile(self) -> Profile:
        """Return the row as lint reads it."""
        born = None if self.born is None else int(self.born)
        return Profile(born, frozenset((self.licences or "").split()))


Digits = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}$")]
"""A whole number, as a cell of a table has it."""


class OutgoingTable(Stored):
    """`[outgoing]`: the provider whose contract ends, and the days of its list."""

    provider: Party
    contract: Line
    ends_on: Day
    as_of: Day
    handover_on: Day


class EmployedRow(Stored):
    """A row of `handover.csv`; what the provider does not know is an empty cell."""

    worker: Worker
    post: Post
    site: Line
    since: Month | None = None
    contract: ContractKind
    until: Day | None = None
    hours: Digits
    shift: Code
    pay: Rupiah
    allowances: Rupiah
    leave: Digits
    insurance: Line | None = None
    licences: Line | None = None

    def employed(self) -> Employed:
        """Return the row as it is handed over."""
        return Employed(
            **self.model_dump(exclude={"hours", "leave", "insurance", "licences"}),
            hours=int(self.hours),
            leave=int(self.leave),
            insurance=(self.insurance or "").split(),
            licences=(self.licences or "").split(),
        )


class EstimateTable(Stored):
    """`[estimate]`: how VAT is reckoned; the unit prices stand in `items.csv`."""

    vat_mode: VatMode


class ScheduleTable(Stored):
    """`[schedule]`: each `[[schedule.slot]]` a stage, from and until."""

    slot: Many[Slot]

    def schedule(self) -> Schedule:
        """Return the schedule."""
        return Schedule(slots=self.slot)


class CarriesOverTable(Stored):
    """`[carries_over]`: the process that this one follows, as what, and what it takes over."""

    predecessor: Ocid
    relation: Relation
    pieces: Each[Piece] = ()


class TenderFile(Stored):
    """`tender.toml`: the tender as its officers prepare it.

    *papers*, above the tables, asks for documents that not every tender issues.
    """

    process: Process
    carries_over: CarriesOverTable | None = None
    method: Method
    budget: Budget
    works: WorksTable
    estimate: EstimateTable
    schedule: ScheduleTable
    choice: Many[Choice] = ()
    outgoing: OutgoingTable | None = None
    committee: Committee
    trustees: Trustees
    papers: Each[RequestedKind] = ()

    def following(self, line: int) -> CarriesOver | None:
        """Return which process this one follows, if it follows one, as *line* says."""
        table = self.carries_over
        return None if table is None else CarriesOver(**dict(table), line=line)


class ItemRow(ItemLine):
    """A row of `items.csv`; *estimate* is what one unit is expected to cost, in rupiah.

    An estimate is exact: `304326.42`, with a point before decimals and no marks
    between thousands.
    """

    estimate: Rate

    def line(self) -> ItemLine:
        """Return the line of the price schedule."""
        return ItemLine.from_json(self.model_dump(exclude={"estimate"}))

    def estimated(self) -> EstimateLine:
        """Return the line of the estimate."""
        return EstimateLine(item=self.item, unit_price=self.estimate)


Label = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""What an identity says of a party: `name`, `npwp`, `address`."""


class PartyTable(Stored):
    """`[[party]]`: who acts, in what offices, with which keys."""

    party: Party
    offices: Each[Office]
    organ: Code
    signing_seed: PublicKey | None = None  # a seed has the form of a key: 32 bytes
    age_identity: SecretKey | None = None
    recipient: Recipient | None = None
    identity: dict[Label, Line] = Field(default_factory=dict)


class PartiesFile(Stored):
    """`parties.toml`."""

    party: Many[PartyTable]


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


class ActHead(Stored):
    """What every `[[act]]` says, beside the fields of its command."""

    at: Annotated[datetime, Field(strict=True), AfterValidator(_in_utc)]
    party: Party
    office: Literal[
        "ppk",
        "committee",
        "unit",
        "authority",
        "trustee",
        "bidder",
        "outgoing",
        "worker",
    ]  # the engine's acts are computed, never read
    command: Line
    about: Line | None = None
    words: Words | None = None
