"""Terms that do not fit together are refused before any bid is looked at."""

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.rounding import RoundingStepError
from scoring.terms import TermsError
from tests.scoring.builders import (
    STEPS,
    TERMS,
    a_scheme,
    a_worker,
    an_item,
    an_order,
)

ANI, UDI, IDO = (a_worker(f"{name}-001", 3_000_000) for name in ("ani", "udi", "ido"))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"scheme": a_scheme(award_criteria="ratedCriteria")},
            "expected a merit with ratedCriteria, and with nothing else, found none with ratedCriteria",
        ),
        (
            {"scheme": a_scheme(envelopes="two_files")},
            "expected lowest price in one file, or sistem nilai, found priceOnly in two_files",
        ),
        ({"lowest": 0}, "expected at least one bid to evaluate, found 0"),
        (
            {"price": replace(TERMS.price, fixed={"parking": Fraction(1)})},
            "expected items of this tender, found parking",
        ),
        (
            {"lump_sum_items": frozenset({"parking"})},
            "expected items of this tender, found parking",
        ),
        (
            {"items": (an_item("wage-guard", "wage", post="guard"),)},
            "expected posts of this tender, found guard",
        ),
        (
            {"orders": (an_order(post="guard"),)},
            "expected posts of this tender, found guard",
        ),
        (
            {"orders": (an_order("ani-001"),)},
            "expected workers of this tender, found ani-001",
        ),
        (
            {
                "incumbents": (ANI, UDI, IDO),
                "orders": (an_order("ani-001", "udi-001", "ido-001"),),
            },
            "expected at most 2 offers of cleaner, found 3",
        ),
    ],
)
def test_terms_must_fit(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(TermsError, match=sentence):
        replace(TERMS, **changes)  # type: ignore[arg-type]


def test_a_scheme_without_its_steps_of_rounding_cannot_be_applied() -> None:
    terms = replace(TERMS, scheme=a_scheme(rounding=(STEPS.line,)))

    with pytest.raises(RoundingStepError):
        _ = terms.schedule
