"""Where a counterexample is looked for: plain cases first, all that there are last.

Rounding makes a question hard, and is seldom what it turns on. So bids are first looked
for that differ by more than all rounding together can undo, with prices near the
estimate, without rounding; then with no such distance; then with every step of rounding.
What is found is held to the evaluation in any case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Final

import z3

from scoring.merit.reading import Rule
from scoring.merit.technical import weights_of
from scoring.merit.terms import Terms
from scoring.proof.bids import Bid, admitted
from scoring.proof.solver import LONG, QUICK
from scoring.proof.symbols import Claim, exact
from tender.codes import Code

_NEAR: Final = Fraction(4, 5)  # of the estimate: below it a price is questioned
_NO_ESTIMATE: Final = Fraction(1_000_000_000)
_APART: Final = Fraction(1, 100)  # of the estimate, prices near it
_FAR_APART: Final = Fraction(1, 1000)
_NONE: Final = Fraction(0)
_TRIED: Final = 2  # elements in which alone bids may differ
_TELLING: Final = Fraction(1, 100)  # of what the figure that counts may come to


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A scheme as it is searched, and by how much bids differ.

    With *near* prices are near the estimate. With *alone* bids differ in the price and
    in this one element. *steps* is how far z3 looks.
    """

    terms: Terms
    by: Fraction
    near: bool
    alone: Code | None = None
    steps: int = QUICK

    def given(self, bids: Sequence[Bid]) -> list[Claim]:
        """Return what is asked of *bids*."""
        claims = [claim for bid in bids for claim in admitted(self.terms, bid)]
        if self.terms.price is not None:
            claims += list(self._plain_prices(bids))
        if self.alone is not None:
            claims += list(self._alike(bids))
        return claims

    def _plain_prices(self, bids: Sequence[Bid]) -> Iterator[Claim]:
        """Yield that prices are alike or told apart, so that they can be made whole."""
        top = self.terms.estimate or _NO_ESTIMATE
        apart = exact(top * (_APART if self.near else _FAR_APART))
        for bid in bids:
            if self.near:
                yield bid.price >= exact(_NEAR * top)
                yield bid.price <= exact(top)
            yield z3.Or(bid.price == 0, bid.price >= apart)
        for one, other in combinations(bids, 2):
            away = one.price - other.price
            yield z3.Or(away == 0, away >= apart, -away >= apart)

    def _alike(self, bids: Sequence[Bid]) -> Iterator[Claim]:
        for first, other in pairwise(bids):
            for code, marks in first.marks.items():
                if code != self.alone:
                    for one, mark in zip(marks, other.marks[code], strict=True):
                        yield one == mark


def attempts(terms: Terms) -> Iterator[Attempt]:
    """Yield where to look, one after another."""
    exactly, undone = unrounded(terms), 2 * _rounding(terms)
    telling = max(undone, _telling(terms))
    codes = [rule.element.id for rule in sorted(terms.rules, key=_weight, reverse=True)]
    for near, by in ((True, telling), (True, undone), (False, telling)):
        for code in codes[:_TRIED] if len(codes) > 1 else ():
            yield Attempt(terms=exactly, by=by, near=near, alone=code)
        yield Attempt(terms=exactly, by=by, near=near)
    for near, by in ((False, undone), (True, _NONE)):
        yield Attempt(terms=exactly, by=by, near=near)
    yield Attempt(terms=exactly, by=_NONE, near=False, steps=LONG)
    if terms.merit.rounding:
        for near in (True, False):
            yield Attempt(terms=terms, by=_NONE, near=near)


def _weight(rule: Rule) -> Fraction:
    """Return what an element counts for: its weight, or without one its points."""
    return rule.element.weight or rule.element.max


def unrounded(terms: Terms) -> Terms:
    """Return the scheme without its steps of rounding."""
    return replace(terms, merit=terms.merit.model_copy(update={"rounding": ()}))


def _rounding(terms: Terms) -> Fraction:
    """Return how far all steps together can move the figure that counts."""
    unit = {at: Fraction(10) ** -step.places for at, step in terms.steps.items()}
    if terms.merit.combine == "lowest":
        return unit.get("evaluated", Fraction(0))
    price, weights = terms.merit.price, _weights(terms)
    of_price = (price.weight if price else None) or Fraction(1)
    return (
        unit.get("element", Fraction(0)) * sum(weights, Fraction(0))
        + unit.get("price", Fraction(0)) * of_price
        + unit.get("total", Fraction(0))
    )


def _telling(terms: Terms) -> Fraction:
    """Return a difference that nobody would call a hair's breadth."""
    if terms.merit.combine == "lowest":
        return _TELLING * (terms.estimate or _NO_ESTIMATE)
    tops = [rule.element.max for rule in terms.rules]
    pairs = zip(_weights(terms), tops, strict=True)
    most = sum((weight * top for weight, top in pairs), Fraction(0))
    price = terms.merit.price
    if price is not None and price.max is not None:
        most += price.max * (price.weight or 1)
    return _TELLING * most


def _weights(terms: Terms) -> list[Fraction]:
    """Return what a point of each element counts for."""
    weighted = terms.merit.combine == "weighted"
    return weights_of(terms) if weighted else [Fraction(1)] * len(terms.rules)
