"""What facts show of the work a firm has done and has in hand: experience, capacity.

Source: the exemption from experience for small firms younger than three years, in
packages up to Rp2,500,000,000, LKPP 12/2021, Lampiran I, 3.4.2 (secondary); remaining
capacity (SKP), five packages of a small firm less those under way (secondary); the
basic number of other firms, the tender's own documents.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from scoring.explanation import Node, cell, check, formula
from scoring.shown import NONE, Looked, Operands, Shown
from tender import imported_fact as facts
from tender import qualification as asked

SMALL: Final = ("micro", "small")
"""The sizes of a small firm."""


def years_before(day: date, years: int) -> date:
    """Return the same day so many years before; of 29 February, the 28th.

    >>> years_before(date(2024, 2, 29), 3)
    datetime.date(2021, 2, 28)
    """
    year = max(day.year - years, 1)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def experience(of: asked.ExperienceAsked, looked: Looked) -> Shown:
    """Hold completed contracts to the number asked, which a young small firm need not have."""
    says: facts.ExperienceFact | None = looked.says.get("experience")
    firm: facts.FirmFact | None = looked.says.get("firm")
    terms = looked.terms
    operands: Operands = {"at_least": looked.asked(of.at_least, "at_least")}
    counted = _counted(of, says, looked) if says else None
    operands["counted"] = counted or looked.found(NONE, "experience", "completed")
    enough = counted is not None and counted.number >= of.at_least
    if terms.package > terms.exempt_up_to:
        return Shown(operands, enough if says else None)
    exempt = _exempt(firm, looked) if firm else None
    operands["exempt"] = exempt or looked.found(NONE, "firm", "founded")
    if enough or (exempt is not None and exempt.result == "pass"):
        return Shown(operands, passes=True)
    return Shown(operands, None if says is None or firm is None else False)


def _counted(
    of: asked.ExperienceAsked, says: facts.ExperienceFact, looked: Looked
) -> Node:
    until = looked.terms.closing
    since = years_before(until, of.years)
    return formula(
        f"{looked.bid}/requirement/{looked.requirement}/counted",
        "qualification.contracts",
        sum(since <= day <= until for day in says.completed),
        completed=looked.found(
            " ".join(day.isoformat() for day in says.completed) or NONE,
            "experience",
            "completed",
        ),
        since=looked.asked(since.isoformat(), "years"),
        until=cell(until.isoformat(), "tender.schedule.bidding"),
    )


def _exempt(firm: facts.FirmFact, looked: Looked) -> Node:
    """Test whether a firm needs no experience, in a package that is small enough."""
    terms = looked.terms
    after = years_before(terms.closing, terms.exempt_younger_than)
    is_exempt = firm.size in SMALL and firm.founded > after
    law = "qualification.experience"
    return check(
        f"{looked.bid}/requirement/{looked.requirement}/exempt",
        "qualification.exempt",
        "pass" if is_exempt else "fail",
        size=looked.found(firm.size, "firm", "size"),
        founded=looked.found(firm.founded.isoformat(), "firm", "founded"),
        after=cell(after.isoformat(), f"{law}.exempt_younger_than"),
        package=cell(terms.package, "tender.estimate.amount"),
        up_to=cell(terms.exempt_up_to, f"{law}.exempt_up_to"),
    )


def capacity(of: asked.CapacityAsked, looked: Looked) -> Shown:
    """Hold the basic number of packages, less those under way, to the room asked."""
    says: facts.CapacityFact | None = looked.says.get("capacity")
    firm: facts.FirmFact | None = looked.says.get("firm")
    operands: Operands = {
        "at_least": looked.asked(of.at_least, "at_least"),
        "size": looked.found(firm.size if firm else NONE, "firm", "size"),
        "remaining": looked.found(NONE, "capacity", "under_way"),
    }
    if says is None or firm is None:
        return Shown(operands, passes=None)
    remaining = _remaining(of, says, firm, looked)
    if remaining is None:
        return Shown(operands, passes=False)
    operands["remaining"] = remaining
    return Shown(operands, remaining.number >= of.at_least)


def _remaining(
    of: asked.CapacityAsked,
    says: facts.CapacityFact,
    firm: facts.FirmFact,
    looked: Looked,
) -> Node | None:
    """Return the remaining capacity (SKP), or none where the tender gives no number."""
    terms, others = looked.terms, of.others
    name = f"{looked.bid}/requirement/{looked.requirement}/remaining"
    under_way = looked.found(says.under_way, "capacity", "under_way")
    if firm.size in SMALL:
        return formula(
            name,
            "qualification.capacity-small",
            terms.small_basic - says.under_way,
            basic=cell(terms.small_basic, "qualification.capacity.small"),
            under_way=under_way,
        )
    if others is None:
        return None
    basic = max(Fraction(others.least), others.factor * says.most_at_once)
    return formula(
        name,
        "qualification.capacity-others",
        basic - says.under_way,
        least=looked.asked(others.least, "others.least"),
        factor=looked.asked(others.factor, "others.factor"),
        most_at_once=looked.found(says.most_at_once, "capacity", "most_at_once"),
        under_way=under_way,
    )
