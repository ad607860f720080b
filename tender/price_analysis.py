"""A unit price taken apart: what one unit of an item takes, of what, at what price.

The bidder takes its own prices apart when it is asked about them; the committee says
what it finds of each line. A *resource* is what is paid for: a wage, a material, a
machine. Its quantity is the coefficient for one unit of the item.

Source: LKPP 12/2021, procedure for prices under 80 % of the estimate (secondary).
"""

from __future__ import annotations

from typing import Literal

from tender.codes import Code, Item
from tender.money import Quantity, Rate
from tender.offer import Evidence
from tender.stored import Line, Stored


class AnalysedLine(Stored):
    """So much of a resource for one unit of an item, at this price, without VAT."""

    item: Item
    resource: Code
    quantity: Quantity
    unit_price: Rate


class OfferedInput(AnalysedLine):
    """A line of a bidder's analysis, and where it is proved."""

    proof: Evidence | None = None


class FoundInput(AnalysedLine):
    """What the committee found of a line: proven as offered, or replaced.

    *source* is where a price of the market or of the estimate was read.
    """

    basis: Literal["proven", "market", "estimate"]
    source: Line | None = None
