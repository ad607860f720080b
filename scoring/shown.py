"""What facts show of what a firm is and may do: one function for each.

Each takes what was asked and what an issuer says, where there is a fact that counts,
and returns the operands of the test and whether it is passed; `None` where a fact that
could decide it is missing.

Source: what is asked, the tender's own documents, each with its clause; that guards are
supplied on an operating licence for one province: secondary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from scoring.explanation import Cell, Node, cell
from tender import imported_fact as facts
from tender import qualification as asked
from tender.codes import Bid
from tender.imported_fact import FactKind

Operands: TypeAlias = dict[str, Cell | Node]

NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationTerms:
    """The tender and the law, as far as facts are held to them.

    *closing* is the day on which bids close; *starts* and *ends* are the contract's.
    *package* and *exempt_up_to* are rupiah, *exempt_younger_than* years,
    *small_basic* packages, *shares_above* a share of one.
    """

    closing: date
    starts: date
    ends: date
    package: Fraction
    exempt_up_to: Fraction
    exempt_younger_than: int
    small_basic: int
    shares_above: Fraction


class Shown(NamedTuple):
    """What a test rests on, and whether it is passed; `None`: a fact is waited for."""

    operands: Operands
    passes: bool | None


class Looked(NamedTuple):
    """Where a test stands in the records, and what counts there by kind of fact."""

    bid: Bid
    requirement: str
    says: Mapping[FactKind, Any]
    terms: QualificationTerms

    def asked(self, value: Fraction | int | str, name: str) -> Cell:
        """Return a cell of the requirement."""
        place = f"tender.scheme.requirements[{self.requirement}].fact.{name}"
        return cell(value, place)

    def found(self, value: Fraction | int | str, kind: str, name: str) -> Cell:
        """Return a cell of a fact."""
        return cell(value, f"facts[{self.bid}][{kind}].says.{name}")


def _codes(codes: tuple[str, ...]) -> str:
    return " ".join(codes) or NONE


def _yes(flag: bool | None) -> str:  # noqa: FBT001  # a flag of the record
    return NONE if flag is None else "yes" if flag else "no"


def kbli(of: asked.KbliAsked, looked: Looked) -> Shown:
    """Hold the classes of a firm to those asked, one of which it needs."""
    says: facts.KbliFact | None = looked.says.get("kbli")
    operands: Operands = {
        "asked": looked.asked(_codes(of.any_of), "any_of"),
        "found": looked.found(_codes(says.codes) if says else NONE, "kbli", "codes"),
    }
    if says is None:
        return Shown(operands, passes=None)
    return Shown(operands, not set(of.any_of).isdisjoint(says.codes))


def operating_licence(of: asked.LicenceAsked, looked: Looked) -> Shown:
    """Hold a licence to service, province and day: it covers all three."""
    says: facts.LicenceFact | None = looked.says.get("operating_licence")
    starts = of.through == "contract_start"
    day = looked.terms.starts if starts else looked.terms.ends
    kind = "operating_licence"
    until = says.until.isoformat() if says and says.until else NONE
    operands: Operands = {
        "service": looked.asked(of.service, "service"),
        "province": looked.asked(of.province, "province"),
        "through": cell(
            day.isoformat(), f"tender.works.{'starts' if starts else 'ends'}_on"
        ),
        "services": looked.found(
            _codes(says.services) if says else NONE, kind, "services"
        ),
        "provinces": looked.found(
            _codes(says.provinces) if says else NONE, kind, "provinces"
        ),
        "until": looked.found(until, kind, "until"),
    }
    if says is None:
        return Shown(operands, passes=None)
    lasts = says.until is None or says.until >= day
    has = of.service in says.services and of.province in says.provinces
    return Shown(operands, has and lasts)


def legal_form(of: asked.LegalFormAsked, looked: Looked) -> Shown:
    """Hold the form of a firm to the forms that were asked."""
    says: facts.LegalFormFact | None = looked.says.get("legal_form")
    operands: Operands = {
        "asked": looked.asked(_codes(of.any_of), "any_of"),
        "found": looked.found(says.form if says else NONE, "legal_form", "form"),
    }
    if says is None:
        return Shown(operands, passes=None)
    return Shown(operands, says.form in of.any_of)


def tax(of: asked.TaxAsked, looked: Looked) -> Shown:
    """Hold the tax office's word to what was asked: it confirms, and knows the return."""
    says: facts.TaxFact | None = looked.says.get("tax")
    operands: Operands = {
        "asked": looked.asked(str(of.year), "year"),
        "confirmed": looked.found(
            _yes(says.confirmed if says else None), "tax", "confirmed"
        ),
        "found": looked.found(str(says.year) if says else NONE, "tax", "year"),
    }
    if says is None:
        return Shown(operands, passes=None)
    return Shown(operands, says.confirmed and says.year >= of.year)


def not_blacklisted(_: asked.NotBlacklistedAsked, looked: Looked) -> Shown:
    """Hold the blacklist to a firm: it may not stand there."""
    says: facts.BlacklistFact | None = looked.says.get("blacklist")
    said = _yes(says.listed if says else None)
    listed = looked.found(said, "blacklist", "listed")
    return Shown({"listed": listed}, None if says is None else not says.listed)
