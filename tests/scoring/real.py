"""Real tenders, as far as they are published: their facts, in the terms of this engine.

Their price schedules are not published, so prices stand with VAT inside (rate 0), and
there are no posts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from scoring.terms import Terms
from scoring.vat import TaxTerms
from tender.commands.evaluation import Judgement
from tender.scheme import RequirementLine, Scheme
from tender.works import ItemLine
from tests.scoring.builders import TERMS, a_judgement


def facts_of(name: str) -> dict[str, Any]:
    """Return the tenders in the fixture *name*, by their codes."""
    path = Path(__file__).parent / "fixtures" / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def terms_of(facts: Mapping[str, Any], scheme: Scheme, *items: ItemLine) -> Terms:
    """Return the terms of a tender of these *facts*: its estimate, and prices as they stand."""
    return replace(
        TERMS,
        scheme=scheme,
        posts=(),
        items=items,
        estimate=Fraction(facts["estimate"]),
        tax=TaxTerms(rate=Fraction(0), base_factor=Fraction(1)),
    )


def judged(
    bid: str, facts: Mapping[str, Any], requirements: Iterable[RequirementLine]
) -> tuple[Judgement, ...]:
    """Return a judgement of each requirement: met, unless the *facts* of a bid miss it."""
    missing = facts.get("missing", ())
    return tuple(
        a_judgement(
            bid,
            line.requirement,
            "not_met" if line.requirement in missing else "met",
        )
        for line in requirements
    )
