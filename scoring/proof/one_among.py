"""One number among others, of which neither the values nor how many there are is known.

The lowest of all is the lower of the one and of the lowest of the others; likewise the
highest. The k-th of all is the one, held between the (k-1)-th and the k-th of the others;
a median is one of these, or the mean of two neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator

from scoring.proof.formulas import (
    Extremes,
)
from scoring.proof.symbols import Claim, Term, greatest, least, real


def medians(one: Term, other: Term) -> Iterator[tuple[Term, Term, list[Claim]]]:
    """Yield the median with *one* number among open others, and with the *other* one."""
    low, mid, high = real("others.1"), real("others.2"), real("others.3")

    def odd(value: Term) -> Term:
        return least(greatest(value, low), mid)

    def even(value: Term) -> Term:
        return (odd(value) + least(greatest(value, mid), high)) / 2

    yield odd(one), odd(other), [low <= mid]
    yield even(one), even(other), [low <= mid, mid <= high]


def joined(value: Term, others: Extremes) -> Extremes:
    """Return the lowest and the highest of *others* and one *value*."""
    return Extremes(
        lowest=least(value, others.lowest), highest=greatest(value, others.highest)
    )
