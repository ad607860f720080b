"""From numbers that z3 found to bids that anyone can evaluate, and whether those show it.

z3's numbers are at the edge of what they have to meet, and awkward to read. So they are
rounded, coarsely first, and the first bids are taken that the scheme admits and that the
evaluation itself (`scoring.merit.evaluation`) shows to break the property. What it does
not show is no counterexample, whatever z3 says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import z3

from scoring.merit.evaluation import evaluate
from scoring.merit.fault import MeritError
from scoring.merit.outcome import Outcome
from scoring.merit.terms import BidValues, Terms
from scoring.proof import bids
from scoring.proof.bids import Bid
from scoring.proof.solver import Found
from scoring.proof.symbols import exact

Field = tuple[BidValues, ...]

Shows = Callable[[Outcome, Outcome], bool]
"""Whether two evaluations, before and after, break a property."""

_PRICES: Final = (8, 7, 6, 5, 4, 3, 2, 0)  # zeros at the end of a price
_MARKS: Final = (0, 1, 2, 3, 6, 9, 12)  # decimals of a mark


@dataclass(frozen=True, slots=True)
class _Plain:
    """How coarsely numbers are written."""

    zeros: int
    decimals: int

    def price(self, value: Fraction) -> int:
        step: int = 10**self.zeros
        return round(value / step) * step

    def line(self, value: Fraction) -> Fraction:
        """Return a line that pays for at least as much."""
        step: int = 10**self.zeros
        return Fraction(-(-value // step) * step)

    def mark(self, value: Fraction) -> Fraction:
        scale = 10**self.decimals
        return Fraction(round(value * scale), scale)


def written(
    terms: Terms, found: Found, before: Sequence[Bid], after: Sequence[Bid]
) -> Iterator[tuple[Field, Field]]:
    """Yield both fields in numbers that the scheme admits, the plainest first."""
    seen: list[tuple[Field, Field]] = []
    for decimals in _MARKS:
        for zeros in _PRICES:
            plain = _Plain(zeros, decimals)
            fields = (
                tuple(_values(terms, found, bid, plain) for bid in before),
                tuple(_values(terms, found, bid, plain) for bid in after),
            )
            if fields not in seen and all(admits(terms, one) for one in fields):
                seen.append(fields)
                yield fields


def shown(
    terms: Terms, fields: Iterable[tuple[Field, Field]], shows: Shows
) -> tuple[Field, Field] | None:
    """Return the first two fields whose evaluations break a property, if any do."""
    for before, after in fields:
        try:
            outcomes = evaluate(terms, before), evaluate(terms, after)
        except MeritError:  # numbers too large or too fine for a file
            continue
        if shows(*outcomes):
            return before, after
    return None


def admits(terms: Terms, field: Field) -> bool:
    """Say whether the scheme admits every bid of *field*."""
    return all(
        bool(z3.is_true(z3.simplify(claim)))
        for one in field
        for claim in bids.admitted(terms, known(terms, one))
    )


def known(terms: Terms, values: BidValues) -> Bid:
    """Return a bid of which every number is known."""
    return Bid(
        name=values.bid,
        price=exact(values.price or 0),
        marks={code: tuple(map(exact, marks)) for code, marks in values.values.items()},
        figures={code: exact(values.figures[code]) for code in bids.figures_of(terms)},
        declared={
            code: z3.BoolVal(val=answer) for code, answer in values.declared.items()
        },
    )


def _values(terms: Terms, found: Found, bid: Bid, plain: _Plain) -> BidValues:
    price = plain.price(found.number(bid.price)) if terms.price is not None else None
    lines = bids.lines_of(terms)
    return BidValues(
        bid=bid.name,
        price=price,
        values={
            code: tuple(plain.mark(found.number(mark)) for mark in marks)
            for code, marks in bid.marks.items()
        },
        figures={
            code: plain.line(found.number(figure))
            if code in lines
            else plain.mark(found.number(figure))
            for code, figure in bid.figures.items()
        },
        declared={code: found.truth(claim) for code, claim in bid.declared.items()},
    )
