"""What is paid for a quantity beyond the bill, under a contract that pays by quantity.

    ordinary line     the offered unit price
    imbalanced line   the estimate's unit price: an offered one above 110 % of it that
                      was not explained holds for the quantity in the bill only
    amount            extra quantity x that unit price, rounded as lines are

An older reading pays the imbalanced line at a price that is negotiated; it is not the
one taken here.

Source: LKPP 12/2021, Lampiran I, 4.2.7: that the offered price holds for the bill only
(secondary), and that the estimate's holds beyond it (recalled).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scoring.explanation import Node, cell, formula
from scoring.price_tree import step_cell
from scoring.rounding import whole
from tender.codes import Item
from tender.scheme import Rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractPrice:
    """A line of a contract: unit prices in rupiah without VAT.

    *estimate* is the estimate's where the offered one was found imbalanced, and none
    on every other line.
    """

    item: Item
    offered: Fraction
    estimate: Fraction | None = None

    @property
    def beyond_the_bill(self) -> Fraction:
        """The unit price of what the bill does not have."""
        return self.offered if self.estimate is None else self.estimate


def extra_quantity(price: ContractPrice, quantity: Fraction, line: Rounding) -> Node:
    """Return what *quantity* beyond the bill costs, in whole rupiah without VAT."""
    item = price.item
    source = (
        f"contract.lines[{item}].unit_price"
        if price.estimate is None
        else f"tender.estimate.detail[{item}]"
    )
    return formula(
        f"extra/{item}",
        "price.extra-quantity"
        if price.estimate is None
        else "price.extra-quantity-imbalanced",
        whole(quantity * price.beyond_the_bill, line),
        item=cell(item, "tender.items"),
        quantity=cell(quantity, f"contract.extra[{item}]"),
        unit_price=cell(price.beyond_the_bill, source),
        rounding=step_cell(line),
    )
