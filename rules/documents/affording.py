"""What the budget pays for, told before anybody is promised anything: posts, people left.

The estimate's detail is under its commitment until the bids are open, so this is
reckoned from what is open: the estimate's total, and what labour costs by law.

    mandatory   the mandatory labour cost of the package, today's pay counted
    other       the estimate before VAT, in whole rupiah, less that: goods, the fee
    VAT         on both, or on the second alone: by the mode
    a post      mandatory + other + VAT, shared over the posts, rounded up

In the mode of the estimate this is the estimate itself, shared over the posts. In
the other it says what the same work would cost if it were taxed the other way. The
mandatory labour of the estimate may be more than the law asks; then the second mode
is cheaper still. Sources: docs/rules/affordability.md.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import get_args

from rules.documents.header import need
from rules.terms import evaluation_terms
from scoring.affordability import PostSheet, affordable, post_cost
from scoring.labour_cost import floors, package_floor
from scoring.rounding import Steps
from scoring.terms import Terms
from tender.canonical import Json
from tender.canonical.numbers import number_text
from tender.codes import VatMode
from tender.state import State
from tender.values import Reading


def affordability(state: State, reading: Reading) -> dict[str, Json]:
    """Return posts that the budget pays for, and people without one, by VAT mode.

    Raise `Unready` while budget, works, estimate, roster or scheme are not there.
    """
    part = state.preparation
    budget, estimate = need(part.budget, "budget"), need(part.estimate, "estimate")
    people = len(need(part.roster, "roster"))
    need(part.works, "works")
    need(part.scheme, "scheme")
    terms = evaluation_terms(state, reading)
    posts = sum(post.count for post in terms.posts)
    mandatory = _mandatory(terms)
    sheet = PostSheet(
        mandatory=mandatory,
        direct=ceil(_before_vat(terms, estimate.vat_mode, mandatory)) - mandatory,
        fee_share=Fraction(0),  # the fee is in the estimate, and so in the rest
    )
    steps = Steps.of(terms.scheme.rounding)
    modes: list[Json] = []
    for mode in get_args(VatMode):
        cost = post_cost(sheet, mode, terms.tax, steps, months=1)
        total = terms.estimate if mode == estimate.vat_mode else Fraction(cost.month)
        found = affordable(budget.amount, people=people, cost=ceil(total / posts))
        modes.append(
            {
                "mode": mode,
                "vat": number_text(total - cost.before_vat),
                "total": number_text(total),
                "post": str(found.cost),
                "posts": found.posts,
                "left": found.left,
            }
        )
    return {
        "budget": str(budget.amount),
        "people": people,
        "posts": posts,
        "estimate_mode": estimate.vat_mode,
        "mandatory": str(mandatory),
        "other": str(sheet.direct),
        "modes": modes,
    }


def _mandatory(terms: Terms) -> int:
    least = {post.post: terms.labour.minimum_wage for post in terms.posts}
    return package_floor(floors(terms.costing, least, terms.labour.owed))


def _before_vat(terms: Terms, mode: VatMode, mandatory: int) -> Fraction:
    """Take the VAT out of the estimate, by the mode in which it was set."""
    rate = terms.tax.effective
    untaxed = 0 if mode == "full_price" else mandatory
    return (terms.estimate + rate * untaxed) / (1 + rate)
