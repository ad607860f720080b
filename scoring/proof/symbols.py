"""Arithmetic on numbers that are not known yet: what `scoring` does with fractions, for z3.

A `Term` is a real number, a `Claim` is true or false of some. Everything is exact: a
fraction becomes a ratio, and rounding the floor of a scaled ratio.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

import z3

from tender.scheme import Rounding

Term: TypeAlias = z3.ArithRef
Claim: TypeAlias = z3.BoolRef


def exact(value: Fraction | int) -> Term:
    """Return *value* as a ratio."""
    return z3.Q(*Fraction(value).as_integer_ratio())


def real(name: str) -> Term:
    """Return a number that nothing is known of."""
    return z3.Real(name)


def total(terms: Sequence[Term]) -> Term:
    """Return the sum of *terms*; of none, 0."""
    return z3.Sum([exact(0), *terms])


def least(first: Term, *others: Term) -> Term:
    """Return the least of them."""
    for other in others:
        first = z3.If(other < first, other, first)
    return first


def greatest(first: Term, *others: Term) -> Term:
    """Return the greatest of them."""
    for other in others:
        first = z3.If(other > first, other, first)
    return first


def middle(terms: Sequence[Term]) -> Term:
    """Return the median of *terms*, at least one, by exchanging neighbours."""
    ordered = list(terms)
    for last in range(len(ordered) - 1, 0, -1):
        for at in range(last):
            pair = ordered[at], ordered[at + 1]
            ordered[at], ordered[at + 1] = least(*pair), greatest(*pair)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def count(claims: Sequence[Claim]) -> Term:
    """Return how many of *claims* are true."""
    return total([z3.If(claim, exact(1), exact(0)) for claim in claims])


def rounded(term: Term, step: Rounding | None) -> Term:
    """Return *term* after *step*, as `scoring.rounding.round_to` does; without one, as it is."""
    if step is None:
        return term
    scale = exact(Fraction(10) ** step.places)
    return z3.ToReal(_whole(term * scale, step.mode)) / scale


def _whole(term: Term, mode: str) -> Term:
    """Return the whole number to which *term* goes; `ToInt` goes down, below 0 too."""
    below, above = z3.ToInt(term), -z3.ToInt(-term)
    half = exact(Fraction(1, 2))
    match mode:
        case "down":
            return z3.If(term >= 0, below, above)
        case "up":
            return z3.If(term >= 0, above, below)
        case "half_up":
            return z3.If(term >= 0, z3.ToInt(term + half), -z3.ToInt(half - term))
        case _:
            rest = term - z3.ToReal(below)
            goes_up = z3.Or(rest > half, z3.And(rest == half, below % 2 == 1))
            return z3.If(goes_up, below + 1, below)
