"""Elements: from what a bid has to points, up to *top*.

    points              sum of the points given
    bands               the points of the highest band that begins at or below the value
    mean of parts       mean of marks / scale x top
    mark over scale     mark / scale x top
    weighted parts      sum of weight x mark / sum of weights / scale x top
    min-max             distance from the worst value / distance of best and worst x top
    panel               mean or median of marks / scale x top
    worst-treated       least promise, at most the cap / cap x top

Where all values are alike, min-max gives everybody *top*: nobody is behind the best.

Source: weights for each technical element, LKPP 12/2021, Lampiran I, 4.2.7
(secondary); sums, means of parts and marks over a scale from training material and
manuals, min-max from an open-source test suite (practice, see the pages).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, Literal

from scoring.formulas.exact import median, share_of, total, weighted
from scoring.formulas.formula import Formula, Parameter
from tender.merit.elements import Band


def points(marks: Sequence[Fraction]) -> Fraction:
    """Return the sum of *marks*."""
    return marks[0] if len(marks) == 1 else total(marks)


def bands(mark: Fraction, steps: Sequence[Band]) -> Fraction:
    """Return the points of the band of *mark*; none below the first."""
    reached = [band.points for band in steps if band.at_least <= mark]
    return reached[-1] if reached else Fraction(0)


def mean_of_parts(
    marks: Sequence[Fraction], top: Fraction, scale: Fraction
) -> Fraction:
    """Return mean / *scale* x *top*, the mean not rounded.

    >>> marks = [Fraction(mark) for mark in (80, 60, 60)]
    >>> str(mean_of_parts(marks, Fraction(30), Fraction(100)))
    '20'
    """
    return share_of(points(marks), top, len(marks) * scale)


def mark_over_scale(mark: Fraction, top: Fraction, scale: Fraction) -> Fraction:
    """Return *mark* / *scale* x *top*."""
    return share_of(mark, top, scale)


def weighted_parts(
    marks: Sequence[Fraction],
    top: Fraction,
    weights: Sequence[Fraction],
    scale: Fraction,
) -> Fraction:
    """Return the weighted mean of *marks*, over *scale*, times *top*."""
    return share_of(weighted(marks, weights), top, total(weights) * scale)


def min_max(
    mark: Fraction,
    top: Fraction,
    lowest: Fraction,
    highest: Fraction,
    better: Literal["higher", "lower"],
) -> Fraction:
    """Return *top* for the best value, 0 for the worst, in a line between.

    >>> str(min_max(Fraction(8), Fraction(100), Fraction(5), Fraction(10), "higher"))
    '60'
    """
    if lowest == highest:
        return top
    ahead = mark - lowest if better == "higher" else highest - mark
    return ahead * top / (highest - lowest)


def panel_median(marks: Sequence[Fraction], top: Fraction, scale: Fraction) -> Fraction:
    """Return the median of the members' marks / *scale* x *top*."""
    return share_of(median(marks), top, scale)


def worst_treated(marks: Sequence[Fraction], top: Fraction, cap: Fraction) -> Fraction:
    """Return the least promise, at most *cap*, / *cap* x *top*."""
    return share_of(min(*marks, cap), top, cap)


_SCALE: Final = Parameter(
    name="scale",
    type="number",
    says="the top of the scale that marks are given on",
    above=0,
    default=Fraction(100),
)

FORMULAS: Final = (
    Formula(
        id="formula.element.points.1",
        kind="element",
        function=points,
        operands=("marks",),
        better="higher",
        between=("0", "top"),
    ),
    Formula(
        id="formula.element.bands.1",
        kind="element",
        function=bands,
        operands=("mark", "steps"),
        better="stated",
        monotone=False,
        between=("0", "top"),
        named=False,
    ),
    Formula(
        id="formula.element.mean-of-parts.1",
        kind="element",
        function=mean_of_parts,
        operands=("marks", "top"),
        parameters=(_SCALE,),
        better="higher",
        between=("0", "top"),
    ),
    Formula(
        id="formula.element.mark-over-scale.1",
        kind="element",
        function=mark_over_scale,
        operands=("mark", "top"),
        parameters=(_SCALE,),
        better="higher",
        between=("0", "top"),
    ),
    Formula(
        id="formula.element.weighted-parts.1",
        kind="element",
        function=weighted_parts,
        operands=("marks", "top"),
        parameters=(
            Parameter(
                name="weights",
                type="numbers",
                says="the weight of each part, in the order of the values",
                above=0,
            ),
            _SCALE,
        ),
        better="higher",
        between=("0", "top"),
    ),
    Formula(
        id="formula.element.min-max.1",
        kind="element",
        function=min_max,
        operands=("mark", "top", "lowest", "highest"),
        parameters=(
            Parameter(
                name="better",
                type="choice",
                says="whether a higher or a lower value is better",
                choices=("higher", "lower"),
                default="higher",
            ),
        ),
        better="stated",
        scale_free=True,
        between=("0", "top"),
    ),
    Formula(
        id="formula.element.panel-mean.1",
        kind="element",
        function=mean_of_parts,  # a part is a member
        operands=("marks", "top", "scale"),
        better="higher",
        between=("0", "top"),
        named=False,
    ),
    Formula(
        id="formula.element.panel-median.1",
        kind="element",
        function=panel_median,
        operands=("marks", "top", "scale"),
        better="higher",
        between=("0", "top"),
        named=False,
    ),
    Formula(
        id="formula.element.worst-treated.1",
        kind="element",
        function=worst_treated,
        operands=("marks", "top", "cap"),
        better="higher",
        between=("0", "top"),
        named=False,
    ),
)
