"""The estimate (HPS) out of its lines: exact, with VAT by the mode of the package.

    total = sum of quantity x unit price, and VAT on it

Nothing is rounded: an estimate may have decimals of a rupiah, and the tests at
80 % and 110 % of it are made on exact numbers. Source: Perpres 16/2018 art. 26.
"""

from __future__ import annotations

from fractions import Fraction

from scoring.vat import TaxTerms
from tender.codes import MANDATORY, VatMode
from tender.commands.preparation.works import Works
from tender.works import EstimateDetail


class LinesDifferError(ValueError):
    """The lines of an estimate are not the items of the works."""

    def __init__(self, items: set[str]) -> None:
        names = ", ".join(sorted(items))
        super().__init__(
            f"expected a unit price for each item, found none or two: {names}"
        )
        self.items = items


def estimate_total(
    works: Works, detail: EstimateDetail, mode: VatMode, tax: TaxTerms
) -> Fraction:
    """Return the total with VAT, in rupiah; raise `LinesDifferError`."""
    prices = {line.item: line.unit_price for line in detail.lines}
    wrong = set(prices) ^ {item.item for item in works.items}
    if wrong or len(prices) != len(detail.lines):
        raise LinesDifferError(wrong)
    amounts = {i.item: i.quantity * prices[i.item] for i in works.items}
    subtotal = sum(amounts.values(), Fraction(0))
    labour = sum(
        (amounts[i.item] for i in works.items if i.component in MANDATORY), Fraction(0)
    )
    base = subtotal if mode == "full_price" else subtotal - labour
    return subtotal + tax.effective * base
