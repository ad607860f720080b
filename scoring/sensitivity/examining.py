"""A result and what it rests on: every weight, every pair of them, what the first could lose.

`examine` puts together what the modules beside it find. All of it is said of the bids as
they are: other bids, another answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from scoring.merit.evaluation import evaluate
from scoring.merit.outcome import Outcome
from scoring.merit.terms import BidValues, Terms
from scoring.sensitivity.axis import WeightAxis
from scoring.sensitivity.criteria import Criterion, Fixed, fixed, weights_of
from scoring.sensitivity.first import First, Place, first_of
from scoring.sensitivity.interval import Interval, interval
from scoring.sensitivity.room import PriceRoom, ScoreRoom, price_room, score_rooms
from tender.codes import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two criteria between which weight is moved, all others staying as they are.

    *rate* is how many points of *other* are worth one point of *one* in the total. The
    *interval* is of the weight of *one*: above the present it takes from *other*.
    """

    one: Criterion
    other: Criterion
    rate: Fraction
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """What a result rests on; where nothing can be weighed, *fixed* says why."""

    outcome: Outcome
    first: First
    fixed: Fixed | None
    weights: Mapping[Criterion, Interval]
    pairs: tuple[Pair, ...]
    price: PriceRoom | None
    scores: Mapping[Code, ScoreRoom]


def examine(terms: Terms, bids: tuple[BidValues, ...]) -> Sensitivity:
    """Return what the result of *bids* rests on; none of them may wait for a price.

    Raise `MeritError` with all that does not fit.
    """
    outcome = evaluate(terms, bids)
    first, why = first_of(outcome), fixed(terms)
    now = Place(Fraction(0), first, terms, outcome)
    return Sensitivity(
        outcome=outcome,
        first=first,
        fixed=why,
        weights={} if why else _weights(terms, bids, now),
        pairs=() if why else tuple(_pairs(terms, bids, now)),
        price=price_room(terms, bids, first),
        scores=score_rooms(terms, bids, outcome, first),
    )


def _weights(
    terms: Terms, bids: tuple[BidValues, ...], now: Place
) -> dict[Criterion, Interval]:
    axes = {code: WeightAxis(terms, bids, code) for code in weights_of(terms)}
    return {code: _interval(axis, now) for code, axis in axes.items()}


def _pairs(terms: Terms, bids: tuple[BidValues, ...], now: Place) -> list[Pair]:
    weights = weights_of(terms)
    return [
        Pair(
            one=one,
            other=other,
            rate=weights[one] / weights[other]
            if terms.merit.combine == "weighted"
            else Fraction(1),
            interval=_interval(WeightAxis(terms, bids, one, other), now),
        )
        for one, other in combinations(weights, 2)
    ]


def _interval(axis: WeightAxis, now: Place) -> Interval:
    return interval(axis, axis.bids, replace(now, x=axis.present))
