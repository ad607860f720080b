"""What the first bid could give away and still be first: points of an element, or price.

Each is moved alone, with all else as it is; so the amounts of one bid are worth the same
to it, its whole lead, and tell what trades for what.

A price is whole units of the currency. That a bid which is first at a higher price is
first at every lower one, down to its own, holds where no other bid's points rise and then
fall as its price does: of every formula but those that hold prices against a mean or a
median, which moves along. There nothing is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from scoring.merit.evaluation import evaluate
from scoring.merit.outcome import Outcome
from scoring.merit.terms import BidValues, Terms
from scoring.sensitivity.axis import ScoreAxis
from scoring.sensitivity.criteria import rests_on_scores
from scoring.sensitivity.first import First, Place, first_of
from scoring.sensitivity.interval import End, end_towards
from tender.codes import Bid, Code
from tender.money import LARGEST

_MOVING = ("mean", "median")


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRoom:
    """The most that the price of the first may be; *then* are first at one unit more.

    Without an *end* it may be whatever it is. `moving`: what prices are held against moves
    with the price, and nothing is told.
    """

    price: int
    end: int | None
    then: First | None
    kind: Literal["end", "none", "moving"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRoom:
    """The score of the first for an element, and where it ends that it is first."""

    score: Fraction
    end: End | None

    @property
    def points(self) -> Fraction | None:
        """Return how many points it could lose, or at which loss it is no longer first."""
        return None if self.end is None else self.score - self.end.at


def price_room(
    terms: Terms, bids: tuple[BidValues, ...], first: First
) -> PriceRoom | None:
    """Return how far the price of the one that is first may rise; none without one."""
    if first.kind != "bid" or terms.price is None:
        return None
    own = next(one for one in bids if one.bid == first.bids[0])
    price = own.price or 0
    points = terms.price.points
    if points is not None and points.params.get("reference") in _MOVING:
        return PriceRoom(price=price, end=None, then=None, kind="moving")

    def at(asked: int) -> First:
        moved = (replace(one, price=asked) if one is own else one for one in bids)
        return first_of(evaluate(terms, moved))

    if at(LARGEST) == first:
        return PriceRoom(price=price, end=None, then=None, kind="none")
    step = max(price // 16, 1)
    while at(min(price + step, LARGEST)) == first:
        step *= 2
    low, high = price + (step // 2 if step > max(price // 16, 1) else 0), price + step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if at(middle) == first else (low, middle)
    return PriceRoom(price=price, end=low, then=at(high), kind="end")


def score_rooms(
    terms: Terms, bids: tuple[BidValues, ...], outcome: Outcome, first: First
) -> Mapping[Code, ScoreRoom]:
    """Return how far each score of the one that is first may fall, by element.

    There are none without one that is first, where no total is made, and where the price
    that is compared rests on scores.
    """
    lowest = terms.merit.combine == "lowest"
    if first.kind != "bid" or lowest or rests_on_scores(terms):
        return {}
    return {
        element.id: _score_room(terms, bids, outcome, first.bids[0], element.id)
        for element in terms.merit.elements
    }


def _score_room(
    terms: Terms,
    bids: tuple[BidValues, ...],
    outcome: Outcome,
    bid: Bid,
    element: Code,
) -> ScoreRoom:
    scores = {
        one.bid: one.scores[element].exact
        for one in outcome.results
        if element in one.scores
    }
    axis = ScoreAxis(terms, bids, bid, element, scores)
    now = Place(axis.present, First("bid", (bid,)), axis.at(axis.present)[0], outcome)
    end = end_towards(axis.low, axis, bids, now)
    return ScoreRoom(score=axis.present, end=end)
