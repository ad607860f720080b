"""Bids that facts qualify, and a tender that asks for every kind of fact there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from scoring.ownership import shared
from scoring.shown import QualificationTerms
from scoring.terms import BidFacts
from tender.imported_fact import ImportedFact
from tender.offer import Holder
from tender.scheme import RequirementLine
from tests.scoring.builders import REQUIREMENTS, TERMS, a_bid, a_scheme

AGAINST = QualificationTerms(
    closing=date(2026, 10, 22),
    starts=date(2027, 1, 1),
    ends=date(2027, 12, 31),
    package=Fraction(2_200_000_000),
    exempt_up_to=Fraction(2_500_000_000),
    exempt_younger_than=3,
    small_basic=5,
    shares_above=Fraction(1, 2),
)

ASKED: dict[str, dict[str, Any]] = {
    "kbli": {"kind": "kbli", "any_of": ["80100"]},
    "licence": {
        "kind": "operating_licence",
        "service": "guard_supply",
        "province": "jambi",
        "through": "contract_end",
    },
    "form": {"kind": "legal_form", "any_of": ["limited_company", "cooperative"]},
    "tax": {"kind": "tax", "year": 2025},
    "experience": {"kind": "experience", "at_least": 2, "years": 4},
    "capacity": {
        "kind": "capacity",
        "at_least": 1,
        "others": {"least": 6, "factor": "1.2"},
    },
    "blacklist": {"kind": "not_blacklisted"},
    "independent": {"kind": "independent"},
}
"""What each requirement asks for, by its code."""

SAYS: dict[str, dict[str, Any]] = {
    "kbli": {"codes": ["80100", "81210"]},
    "operating_licence": {
        "services": ["guard_supply"],
        "provinces": ["jambi"],
        "until": "2028-01-31",
    },
    "legal_form": {"form": "limited_company"},
    "tax": {"confirmed": True, "year": 2025},
    "experience": {"completed": ["2024-12-31", "2025-12-31", "2019-12-31"]},
    "firm": {"founded": "2015-04-01", "size": "small"},
    "capacity": {"under_way": 3, "most_at_once": 7},
    "blacklist": {"listed": False},
    "holders": {"declared": True, "same": []},
}
"""What issuers say of a firm that qualifies, by kind."""


def asking(requirement: str, **changes: object) -> RequirementLine:
    """Make a requirement that a fact shows."""
    return RequirementLine.from_json(
        {
            "requirement": requirement,
            "phase": "qualification",
            "title": requirement,
            "basis": "tender documents, clause 2",
            "test": "fact",
            "fact": {**ASKED[requirement], **changes},
        }
    )


def a_fact(
    kind: str,
    bid: str = "melati",
    *,
    as_of: str = "2026-10-23",
    issuer: str = "registry",
    **says: object,
) -> ImportedFact:
    """Make what an issuer says, as a firm has it that qualifies but for *says*."""
    said = {"kind": kind, **SAYS[kind], **says}
    return ImportedFact.from_json(
        {"bid": bid, "says": said, "issuer": issuer, "as_of": as_of}
    )


def holder(code: str, role: str, share: str | None = None) -> Holder:
    """Make a line of what a bid declares of its holders."""
    said = {"holder": code, "role": role, "share": share}
    return Holder.from_json({k: v for k, v in said.items() if v is not None})


HELD = (holder("h-1", "owner", "0.6"), holder("h-2", "director"))


def a_qualified(
    bid: str, *facts: ImportedFact, held: tuple[Holder, ...] | None = HELD
) -> BidFacts:
    """Make a bid that qualifies by all its facts, but for *facts* of the same kinds."""
    other = {fact.says.kind for fact in facts}
    usual = tuple(a_fact(kind, bid) for kind in SAYS if kind not in other)
    made = a_bid(bid)
    return replace(
        made,
        offer=made.offer.model_copy(update={"holders": held}),
        facts=(*usual, *facts),
    )


def together(*bids: BidFacts) -> list[BidFacts]:
    """Return bids of one tender, each with whom it shares with the others."""
    held = {one.bid: one.offer.holders or () for one in bids}
    facts = [fact for one in bids for fact in one.facts]
    return [replace(one, shared=shared(one.bid, held, facts)) for one in bids]


def same(bid: str, with_: str, one: str = "h-2", other: str = "h-2") -> ImportedFact:
    """Make a fact that finds a holder of *bid* in another one."""
    person = {"holder": one, "bid": with_, "other": other}
    return a_fact("holders", bid, same=[person])


QUALIFYING = replace(
    TERMS,
    scheme=a_scheme(requirements=(*REQUIREMENTS, *map(asking, ASKED))),
    facts_against=AGAINST,
)
"""A tender that asks for everything that facts can show."""
