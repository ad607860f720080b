"""Points of a price, up to *top*: the lower the price, the more.

    lowest over own       lowest / own x top
    linear distance       (1 - (own - lowest) / lowest) x top
    min-max               (highest - own) / (highest - lowest) x top
    reference distance    (1 - slope x |own - reference| / reference) x top, from 0

Amounts are compared with those of the bids that have come as far as their price. A
bid alone is the lowest. Where a formula would divide by 0 it says what it gives.

Source: lowest over own is recalled for sistem nilai, whose formula the Perpres does
not give; the others are practice elsewhere (see the pages).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal

from scoring.formulas import elements
from scoring.formulas.formula import Formula, Parameter


def lowest_over_own(price: Fraction, top: Fraction, lowest: Fraction) -> Fraction:
    """Return *lowest* / *price* x *top*; at a price of 0, which is the lowest, *top*.

    >>> str(lowest_over_own(Fraction(10_000), Fraction(70), Fraction(8_000)))
    '56'
    """
    return lowest * top / price if price else top


def linear_distance(
    price: Fraction, top: Fraction, lowest: Fraction, below: Literal["keep", "zero"]
) -> Fraction:
    """Return what is left of *top* after the share by which *price* exceeds *lowest*.

    Above twice the lowest that is negative, and *below* says whether it stays so.
    Where the lowest is 0 nothing is a share of it, and any other price has 0.

    >>> str(linear_distance(Fraction(11), Fraction(80), Fraction(10), "zero"))
    '72'
    """
    if not lowest:
        return Fraction(0) if price else top
    left = (2 * lowest - price) * top / lowest
    return max(left, Fraction(0)) if below == "zero" else left


def min_max(
    price: Fraction, top: Fraction, lowest: Fraction, highest: Fraction
) -> Fraction:
    """Return *top* for the lowest price, 0 for the highest; *top* where all are alike."""
    return elements.min_max(price, top, lowest, highest, "lower")


def reference_distance(
    price: Fraction,
    top: Fraction,
    reference: Fraction,
    slope: Fraction,
    counted: Literal["both", "dearer"],
) -> Fraction:
    """Return what is left of *top* after *slope* times the distance, from 0.

    *counted* `dearer` takes no notice of how far a price is below. Where the reference
    is 0, a price of 0 has *top* and any other 0.

    >>> half, one = Fraction(1, 2), Fraction(1)
    >>> str(reference_distance(Fraction(90), Fraction(40), Fraction(100), one, "both"))
    '36'
    """
    away = price - reference
    distance = max(away, Fraction(0)) if counted == "dearer" else abs(away)
    if not distance:
        return top
    if not reference:
        return Fraction(0)
    return max(top - slope * distance * top / reference, Fraction(0))


FORMULAS: Final = (
    Formula(
        id="formula.price.lowest-over-own.1",
        kind="price",
        function=lowest_over_own,
        operands=("price", "top", "lowest"),
        better="lower",
        scale_free=True,
        between=("0", "top"),
    ),
    Formula(
        id="formula.price.linear-distance.1",
        kind="price",
        function=linear_distance,
        operands=("price", "top", "lowest"),
        parameters=(
            Parameter(
                name="below",
                type="choice",
                says="whether points below 0 stay as they are or become 0",
                choices=("keep", "zero"),
                default="zero",
            ),
        ),
        better="lower",
        scale_free=True,
        between=(None, "top"),
    ),
    Formula(
        id="formula.price.min-max.1",
        kind="price",
        function=min_max,
        operands=("price", "top", "lowest", "highest"),
        better="lower",
        scale_free=True,
        between=("0", "top"),
    ),
    Formula(
        id="formula.price.reference-distance.1",
        kind="price",
        function=reference_distance,
        operands=("price", "top", "reference"),
        parameters=(
            Parameter(
                name="reference",
                type="choice",
                says="what the price is held against",
                choices=("estimate", "mean", "median"),
            ),
            Parameter(
                name="slope",
                type="number",
                says="how many times the distance is taken off",
                above=0,
                default=Fraction(1),
            ),
            Parameter(
                name="counted",
                type="choice",
                says="whether a price below the reference loses points too",
                choices=("both", "dearer"),
                default="both",
            ),
        ),
        better="stated",
        monotone=False,
        scale_free=True,
        between=("0", "top"),
    ),
)
