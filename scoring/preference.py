"""The evaluated price (HEA): a price less what its domestic content is worth.

    KP  = TKDN x highest preference, or 0 below the least TKDN
    HEA = (1 - KP) x HP

HP is the price after arithmetic correction. Bids are compared by HEA, the lowest first;
at equal HEA the larger TKDN goes first. Every test of a price, and the contract, are on
HP.

Source: Perpres 16/2018 art. 67(7)-(9) (verified).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scoring.explanation import Cell, Node, cell, formula
from scoring.formulas.evaluated_price import (
    coefficient_of_local_content,
    preference_reduced,
)
from scoring.price_tree import PriceTree
from tender.preference import Preference


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a bid is ranked by: its price as compared, then the share that is foreign.

    Without a preference that is the corrected price, and nothing is foreign.
    """

    price: Fraction
    foreign: Fraction
    node: Node
    local_content: Cell | None = None


def compared(
    price: PriceTree, local_content: Fraction, preference: Preference | None
) -> Compared:
    """Return what a bid with this share of *local_content* is ranked by."""
    if preference is None:
        total = price.total
        return Compared(price=total.number, foreign=Fraction(0), node=total)
    share = cell(local_content, f"bids[{price.bid}].local_content")
    worth = coefficient_of_local_content(
        local_content, preference.most, preference.least
    )
    coefficient = formula(
        f"{price.bid}/preference",
        "formula.coefficient.local-content.1",
        worth,
        local_content=share,
        margin=cell(preference.most, "tender.scheme.preference.most"),
        least=cell(preference.least, "tender.scheme.preference.least"),
    )
    evaluated = preference_reduced(price.total.number, worth)
    node = formula(
        f"{price.bid}/evaluated",
        "formula.evaluated.preference-reduced.1",
        evaluated,
        price=price.total,
        coefficient=coefficient,
    )
    return Compared(
        price=evaluated, foreign=1 - local_content, node=node, local_content=share
    )
