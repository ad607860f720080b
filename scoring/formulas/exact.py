"""Sums, shares and the middle of many fractions, for every family of formulas.

Sums and shares are brought to lowest terms once and not at each step. A thousand bids of forty elements are forty thousand of each; the results are those
of `+`, `*` and `/`, to which the tests hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm


def total(values: Iterable[Fraction]) -> Fraction:
    """Return the sum of *values*, over their common denominator."""
    terms = [value.as_integer_ratio() for value in values]
    whole = lcm(*(below for _, below in terms))
    return Fraction(sum(above * (whole // below) for above, below in terms), whole)


def weighted(scores: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """Return the sum of each score times its weight.

    >>> marks = [Fraction(mark) for mark in ("3.8", "4.2")]
    >>> str(weighted(marks, [Fraction("0.4"), Fraction("0.6")]))
    '101/25'
    """
    pairs = zip(weights, scores, strict=True)
    return total([weight * score for weight, score in pairs])


def share_of(value: Fraction, top: Fraction, scale: Fraction) -> Fraction:
    """Return *value* / *scale* x *top*; *scale* is not 0.

    >>> str(share_of(Fraction(64), Fraction(30), Fraction(100)))
    '96/5'
    """
    above = value.numerator * top.numerator * scale.denominator
    return Fraction(above, value.denominator * top.denominator * scale.numerator)


def median(values: Sequence[Fraction]) -> Fraction:
    """Return the middle value, or the mean of the two in the middle."""
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2
