"""What is compared at a place, as figures that move along an axis.

All are read off an evaluation: its scores and points are lines by what `Axis.score` says
of them, and the weights are lines; what the scheme does with them, it does here too:

    score     rounded, where the scheme rounds elements
    quality   the sum of weight x score; under `weighted` an average, whose divisor is
              brought to the side of the least quality, so that both are lines
    total     the same and weight x points of the price, rounded
    ties      what the scheme looks at next, more being better

Quality is the same line along the whole of an axis, and is made once (`Qualities`). The
points of a price are those of the place, as long as the same bids are compared;
`scoring.sensitivity.watched` says what ends that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from scoring.merit.outcome import Result
from scoring.merit.terms import BidValues
from scoring.rounding import round_to
from scoring.sensitivity.axis import Axis
from scoring.sensitivity.criteria import PRICE
from scoring.sensitivity.first import Place
from scoring.sensitivity.line import Line, sum_of
from scoring.sensitivity.stepped import Part, Stepped, constant
from scoring.sensitivity.turns import Key
from tender.codes import Bid, Code
from tender.scheme import Rounding

_ONE = Line(Fraction(1))


@dataclass(frozen=True, eq=False)
class Qualities:
    """What does not rest on a price, along the whole of an axis; *now* is the present."""

    axis: Axis
    now: Place

    @cached_property
    def of(self) -> dict[Bid, Stepped]:
        """Return the quality of each bid, times what it is an average over."""
        return {
            bid: _together(
                [self._part(bid, code) for code in self._results[bid].scores]
            )
            for bid in self.now.outcome.field
        }

    def score(self, bid: Bid, element: Code) -> Stepped:
        """Return the score of a bid for an element, as it counts."""
        return self._as_counted(_ONE, bid, element)

    def least_score(self, element: Code, least: Fraction) -> Stepped:
        """Return the threshold of an element, which moves with its maximum."""
        return Stepped(self.axis.score("", element, least, self.now.x))

    @cached_property
    def least(self) -> Stepped:
        """Return the least quality of the scheme, times what it is an average over."""
        merit = self.now.terms.merit
        least = merit.threshold or Fraction(0)
        whole = sum_of(self.axis.weights[one.id] for one in merit.elements)
        if is_weighted(self.axis):
            return Stepped(whole.times(least))
        return Stepped(whole.times(least / whole.at(self.now.x)))

    @cached_property
    def best(self) -> Stepped:
        """Return the most that quality can be, times the same."""
        elements = self.now.terms.merit.elements
        tops = [one.max if is_weighted(self.axis) else Fraction(1) for one in elements]
        weights = [self.axis.weights[one.id] for one in elements]
        pairs = zip(weights, tops, strict=True)
        return Stepped(sum_of(weight.times(top) for weight, top in pairs))

    @cached_property
    def _results(self) -> dict[Bid, Result]:
        return {one.bid: one for one in self.now.outcome.results}

    def _part(self, bid: Bid, element: Code) -> Stepped:
        weight = self.axis.weights[element] if is_weighted(self.axis) else _ONE
        return self._as_counted(weight, bid, element)

    def _as_counted(self, weight: Line, bid: Bid, element: Code) -> Stepped:
        exact = self._results[bid].scores[element].exact
        line = self.axis.score(bid, element, exact, self.now.x)
        return _counted(weight, line, self.now.terms.steps.get("element"))


@dataclass(frozen=True, eq=False)
class Ranking:
    """What bids that have come to their price are ranked by around a *place*."""

    qualities: Qualities
    place: Place
    bids: dict[Bid, BidValues]

    def key(self, result: Result) -> Key:
        """Return the figures of a bid in the order of the scheme, more being better."""
        return (self._total(result), *self._ties(result.bid))

    def _total(self, result: Result) -> Stepped:
        parts, axis = [self.qualities.of[result.bid]], self.qualities.axis
        steps = self.place.terms.steps
        if result.points is not None:
            line = axis.score(result.bid, PRICE, result.points.exact, self.place.x)
            weight = axis.weights[PRICE] if is_weighted(axis) else _ONE
            parts.append(_counted(weight, line, steps.get("price")))
        return _together(parts, steps.get("total"))

    def _ties(self, bid: Bid) -> Iterable[Stepped]:
        one = self.bids[bid]
        for tie in self.place.terms.merit.ties:
            match tie.by:
                case "quality":
                    yield self.qualities.of[bid]
                case "price":
                    yield constant(Fraction(-(one.price or 0)))
                case "element":
                    yield self.qualities.score(bid, str(tie.of))
                case "figure":
                    yield constant(one.figures[str(tie.of)])
                case "committee":
                    return


def is_weighted(axis: Axis) -> bool:
    """Say whether scores have weights beside them."""
    return axis.terms.merit.combine == "weighted"


def _counted(weight: Line, score: Line, step: Rounding | None) -> Stepped:
    """Return weight x score as it counts; one of the two does not move."""
    if not score.slope:
        fixed = score.base if step is None else round_to(score.base, step)
        return Stepped(weight.times(fixed))
    if step is None:
        return Stepped(score.times(weight.base))
    return Stepped(Line(Fraction(0)), (Part(weight.base, score, step),))


def _together(figures: list[Stepped], step: Rounding | None = None) -> Stepped:
    """Return the sum of *figures*, rounded by *step*."""
    return Stepped(
        sum_of(one.line for one in figures),
        tuple(part for one in figures for part in one.parts),
        step,
    )
