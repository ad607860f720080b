"""Qualification by facts: what a requirement asks to be shown, and by which facts it is.

An offer's own word is no fact: what counts is what somebody else says of the bidder
(`tender.imported_fact`), on a day that is not too long ago.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tender.codes import Code
from tender.imported_fact import FactKind, Kbli, LegalForm, LicensedService
from tender.merit.numbers import Number
from tender.stored import Count, Each, Line, Positive, Stored


class _Asked(Stored):
    """Whose word counts, and how old it may be in calendar days before bids close."""

    issuers: Each[Line] | None = None  # anybody's, where none is named
    max_age: Annotated[Positive, Field(le=3660)] | None = None


class KbliAsked(_Asked):
    """Registration for one of some classes."""

    kind: Literal["kbli"]
    any_of: Each[Kbli]


class LicenceAsked(_Asked):
    """A licence for a service in a province, to the start or the end of the contract."""

    kind: Literal["operating_licence"]
    service: LicensedService
    province: Code
    through: Literal["contract_start", "contract_end"]


class LegalFormAsked(_Asked):
    """One of some legal forms."""

    kind: Literal["legal_form"]
    any_of: Each[LegalForm]


class TaxAsked(_Asked):
    """The tax office's confirmation, with a return for *year* or a later one."""

    kind: Literal["tax"]
    year: Positive


class ExperienceAsked(_Asked):
    """Contracts of the work, completed within *years* before bids close."""

    kind: Literal["experience"]
    at_least: Positive
    years: Annotated[Positive, Field(le=50)]


class OthersCapacity(Stored):
    """The basic number of a firm that is not small: the greater of two.

    They are *least* packages, and *factor* times the most that it had at once.
    """

    least: Count
    factor: Annotated[Number, Field(ge=0)]


class CapacityAsked(_Asked):
    """Remaining capacity; *others* is needed where firms that are not small may bid."""

    kind: Literal["capacity"]
    at_least: Positive
    others: OthersCapacity | None = None


class NotBlacklistedAsked(_Asked):
    """That a firm is on no blacklist."""

    kind: Literal["not_blacklisted"]


class IndependentAsked(_Asked):
    """That the offer declares its holders, and none makes it one with another bidder."""

    kind: Literal["independent"]


Asked = Annotated[
    KbliAsked
    | LicenceAsked
    | LegalFormAsked
    | TaxAsked
    | ExperienceAsked
    | CapacityAsked
    | NotBlacklistedAsked
    | IndependentAsked,
    Field(discriminator="kind"),
]
"""What must be shown."""

_SHOWN_BY: dict[str, FactKind] = {
    "kbli": "kbli",
    "operating_licence": "operating_licence",
    "legal_form": "legal_form",
    "tax": "tax",
    "experience": "experience",
    "capacity": "capacity",
    "not_blacklisted": "blacklist",
    "independent": "holders",
}
_BY_FIRM = ("experience", "capacity")


def shown_by(asked: Asked) -> FactKind:
    """Return the kind of fact that says whether what is *asked* is there."""
    return _SHOWN_BY[asked.kind]


def kinds(asked: Asked) -> tuple[FactKind, ...]:
    """Return the kinds of fact that are looked at for what is *asked*."""
    own = shown_by(asked)
    return (own, "firm") if asked.kind in _BY_FIRM else (own,)
