"""The addendum: how a decree changes what the contract pays, line by line."""

from __future__ import annotations

from fractions import Fraction

from rules import clauses
from rules.documents.contracting import contract_pay
from rules.documents.header import basis, need
from tender.canonical import Json
from tender.canonical.numbers import number_text
from tender.canonical.times import time_text
from tender.state import State
from tender.values import Reading

_RATES = tuple(
    f"labour.{name}."
    for name in ("thr", "compensation", "death", "old_age", "pension", "health")
)
"""What rises with a wage, by the beginning of its values' ids."""


def contract_addendum(
    state: State, reading: Reading, about: str | None
) -> dict[str, Json]:
    """Return the addendum: its decree, pay before and after, what rises, the price, who agreed."""
    del about
    part = state.fulfilment
    adjusted = need(part.adjusted, "wages_adjusted")
    agreed_at = need(part.addendum_at, "addendum_concluded")
    proposed_at = need(part.adjusted_at, "wages_adjusted")
    works = need(state.preparation.works, "works")
    budget = need(state.preparation.budget, "budget")
    prices = (adjusted.before, adjusted.price)
    labour = sum(line.amount for line in adjusted.lines)
    pay, wage = contract_pay(state), adjusted.minimum_wage
    return {
        "adjusted": adjusted.to_json(),
        "proposed_at": time_text(proposed_at),
        "agreed_at": time_text(agreed_at),
        "supplier": need(state.award.appointment, "appointment_issued").bidder,
        "contract": {
            "number": part.signatures["ppk"].number,
            "sha256": part.signatures["ppk"].contract,
            "concluded_at": time_text(need(part.concluded_at, "contract_concluded")),
        },
        "pay": [
            {
                "post": post.post,
                "title": post.title,
                "risk": post.risk,
                "before": str(paid),
                "after": str(max(paid, wage)),
            }
            for post in works.posts
            for paid in (pay[post.post],)
        ],
        "labour": str(labour),
        "vat": str(prices[1] - prices[0] - labour),
        "rise": str(prices[1] - prices[0]),
        "share": number_text(Fraction(prices[1] - prices[0], prices[0])),
        "cap": number_text(reading.share("contract.increase.most")),
        "pagu": str(budget.amount),
        "year": budget.year,
        "clauses": [
            clause.code
            for clause in clauses.standing(clauses.WORKERS, reading)
            if clause.when == "wage.follows_decree"
        ],
        "basis": basis(
            state,
            reading,
            "contract.increase.",
            "tax.",
            "wage.follows_decree",
            *_RATES,
            *(f"labour.work_accident.{post.risk}" for post in works.posts),
        ),
    }
