"""All together: sums, weighted totals, references over a field, the shortlist.

    sum               s1 + s2 + ...
    weighted          w1 x s1 + w2 x s2 + ..., the weights adding up to one
    weighted average  (w1 x s1 + w2 x s2 + ...) / (w1 + w2 + ...)
    shortlist         the best n by quality; those level with the n-th all in, or all out

Source: final = weight of quality x quality + weight of price x price is recalled for
sistem nilai; shortlists are practice elsewhere (see the pages).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal

from scoring.formulas.exact import median, total, weighted
from scoring.formulas.formula import Formula
from tender.codes import Bid


def weighted_average(
    scores: Sequence[Fraction], weights: Sequence[Fraction]
) -> Fraction:
    """Return the weighted sum over the sum of the weights."""
    return weighted(scores, weights) / total(weights)


def mean(values: Sequence[Fraction]) -> Fraction:
    """Return the mean of *values*, at least one."""
    return total(values) / len(values)


def shortlist(
    quality: Mapping[Bid, Fraction], top: int, ties: Literal["in", "out"]
) -> tuple[Bid, ...]:
    """Return who goes on, the best first.

    Where not all who are level with the *top*-th have room, *ties* takes all of them
    in or leaves all of them out; left out, there may be nobody.

    >>> marks = {"a": Fraction(9), "b": Fraction(7), "c": Fraction(7)}
    >>> shortlist(marks, 2, "in"), shortlist(marks, 2, "out")
    (('a', 'b', 'c'), ('a',))
    """
    ordered = sorted(quality, key=lambda bid: (-quality[bid], bid))
    if len(ordered) <= top:
        return tuple(ordered)
    last, next_one = quality[ordered[top - 1]], quality[ordered[top]]
    if last > next_one:
        return tuple(ordered[:top])
    return tuple(
        bid
        for bid in ordered
        if quality[bid] > last or (ties == "in" and quality[bid] == last)
    )


FORMULAS: Final = (
    Formula(
        id="formula.reference.mean.1",
        kind="step",
        function=mean,
        operands=("values",),
        better="stated",
        scale_free=True,
        named=False,
    ),
    Formula(
        id="formula.reference.median.1",
        kind="step",
        function=median,
        operands=("values",),
        better="stated",
        scale_free=True,
        named=False,
    ),
    Formula(
        id="formula.total.sum.1",
        kind="step",
        function=total,
        operands=("values",),
        better="higher",
        named=False,
    ),
    Formula(
        id="formula.total.weighted.1",
        kind="step",
        function=weighted,
        operands=("scores", "weights"),
        better="higher",
        named=False,
    ),
    Formula(
        id="formula.total.weighted-average.1",
        kind="step",
        function=weighted_average,
        operands=("scores", "weights"),
        better="higher",
        named=False,
    ),
    Formula(
        id="formula.shortlist.top.1",
        kind="step",
        function=shortlist,
        operands=("quality", "top", "ties"),
        better="higher",
        named=False,
    ),
)
