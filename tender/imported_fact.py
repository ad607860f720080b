"""Imported facts: what an issuer says of a bidder, and on which day it was looked up.

What a firm is, may do and has done is known to others than this ledger: to registries,
to the police of a province, to the tax office. A fact is what one of them says of one
bidder on one day, as a member of the committee looked it up. It holds codes, days,
counts and flags, and neither names nor numbers of persons; who a holder is stands in
papers outside the chain.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tender.codes import Bid, Code
from tender.offer import HolderCode
from tender.stored import (
    Commitment,
    Count,
    Day,
    Each,
    Flag,
    Line,
    Many,
    Positive,
    Stored,
)

Kbli = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]
"""A class of business activity: five digits of KBLI."""

LicensedService = Literal["guard_supply"]  # penyediaan tenaga pengamanan
"""What an operating licence is for, as far as the work of this house needs one."""

LegalForm = Literal[
    "limited_company",  # perseroan terbatas (PT)
    "cooperative",
    "foundation",
    "limited_partnership",  # persekutuan komanditer (CV): no legal entity
    "partnership",  # firma
    "sole_trader",
]
"""As what a firm is founded."""

Size = Literal["micro", "small", "medium", "large"]
"""How large a firm is, as its registration has it."""

FactKind = Literal[
    "kbli",
    "operating_licence",
    "legal_form",
    "tax",
    "experience",
    "firm",
    "capacity",
    "blacklist",
    "holders",
]
"""What a fact is about."""


class KbliFact(Stored):
    """The classes for which a firm is registered; none where it is for no class."""

    kind: Literal["kbli"]
    codes: Each[Kbli]


class LicenceFact(Stored):
    """An operating licence; no *services* where there is none. Without *until* it has no end."""

    kind: Literal["operating_licence"]
    services: Each[LicensedService]
    provinces: Each[Code]
    until: Day | None = None  # its last day


class LegalFormFact(Stored):
    """As what a firm is founded."""

    kind: Literal["legal_form"]
    form: LegalForm


class TaxFact(Stored):
    """Whether the tax office confirms a firm, and the year of its last return."""

    kind: Literal["tax"]
    confirmed: Flag
    year: Positive


class ExperienceFact(Stored):
    """The contracts of work of the tender's kind, each by the day it was completed."""

    kind: Literal["experience"]
    completed: Many[Day]


class FirmFact(Stored):
    """Since when a firm is there, and how large it is."""

    kind: Literal["firm"]
    founded: Day
    size: Size


class CapacityFact(Stored):
    """Packages under way, and the most that were at once in the last five years."""

    kind: Literal["capacity"]
    under_way: Count
    most_at_once: Count


class BlacklistFact(Stored):
    """Whether a firm stands on the national blacklist."""

    kind: Literal["blacklist"]
    listed: Flag


class SamePerson(Stored):
    """A holder of the bid and one of another are one person or firm."""

    holder: HolderCode
    bid: Bid
    other: HolderCode


class HoldersFact(Stored):
    """Whether a bid declares whom the issuer has, and who of them is a holder elsewhere."""

    kind: Literal["holders"]
    declared: Flag  # all of them, in their roles, with their shares
    same: Each[SamePerson]


Says = Annotated[
    KbliFact
    | LicenceFact
    | LegalFormFact
    | TaxFact
    | ExperienceFact
    | FirmFact
    | CapacityFact
    | BlacklistFact
    | HoldersFact,
    Field(discriminator="kind"),
]
"""What an issuer says."""


class ImportedFact(Stored):
    """What *issuer* says of a bidder, as seen on the day *as_of*.

    *document* is the salted hash of the paper or the screen that was seen.
    """

    bid: Bid
    says: Says
    issuer: Line
    as_of: Day
    document: Commitment | None = None


def concerns(fact: ImportedFact) -> tuple[Bid, ...]:
    """Return the bids that a fact is about: its own, and those with the same people."""
    same = fact.says.same if isinstance(fact.says, HoldersFact) else ()
    return tuple(dict.fromkeys((fact.bid, *(one.bid for one in same))))
