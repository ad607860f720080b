"""A tender by points on the small tender of `builders`, for tests and samples."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from scoring.terms import BidFacts, Terms
from tender.merit import Merit
from tender.offer import GradedPromise, Offer
from tests.scoring.builders import (
    PRICES,
    TERMS,
    a_bid,
    a_scheme,
    an_offer,
    price_lines,
    promises,
)

ELEMENTS: tuple[dict[str, Any], ...] = (
    {
        "id": "plan",
        "kind": "panel",
        "max": 60,
        "threshold": 20,
        "params": {"scale": 100, "by": "mean"},
    },
    {
        "id": "training",
        "kind": "commitment",
        "max": 5,
        "params": {
            "cap": 10,
            "promise": "training",
            "funded_by": "materials",
            "unit_cost": 1000,
        },
    },
    {
        "id": "pay",
        "kind": "commitment",
        "max": 3,
        "params": {"cap": 20, "promise": "pay_above", "funded_by": "wage-cleaner"},
    },
    {
        "id": "gap",
        "kind": "commitment",
        "max": 2,
        "params": {"cap": 14, "promise": "start_without_gap", "free_of_cost": True},
    },
)


def a_merit(**changes: object) -> Merit:
    said: dict[str, Any] = {
        "combine": "sum",
        "elements": list(ELEMENTS),
        "price": {"formula": "formula.price.lowest-over-own.1", "max": 30},
        **changes,
    }
    return Merit.from_json(said)


def points_terms(merit: Merit | None = None, **changes: object) -> Terms:
    scheme = a_scheme(
        award_criteria="ratedCriteria",
        envelopes="two_files",
        merit=merit or a_merit(),
    )
    given: dict[str, Any] = {"scheme": scheme, **changes}
    return replace(TERMS, **given)


def a_graded(element: str, value: int, post: str | None = None) -> GradedPromise:
    return GradedPromise(element=element, value=Fraction(value), post=post)


def offering(*graded: GradedPromise, pay: int = 3_000_000, fee: int = 400_000) -> Offer:
    """Make an offer with graded promises beside the others."""
    promised = promises(pay).model_copy(update={"graded": graded})
    return an_offer(price_lines({**PRICES, "fee": fee}), commitments=promised)


def a_rated(
    bid: str, mark: int = 80, *, offer: Offer | None = None, fee: int = 400_000
) -> BidFacts:
    """Make a bid that three members gave *mark*, and that has met all that is asked."""
    facts = a_bid(bid, fee, offer=offer or offering(fee=fee))
    return replace(facts, values=(("plan", (Fraction(mark),) * 3),))


def sealed(facts: BidFacts) -> BidFacts:
    """Return a bid whose prices nobody has opened."""
    shut: dict[str, None] = dict.fromkeys(("prices", "subtotal", "vat", "total"))
    return replace(facts, offer=facts.offer.model_copy(update=shut))
