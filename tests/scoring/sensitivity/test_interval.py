"""The interval in which the same are first, held to the evaluation at many other weights."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring.merit.evaluation import evaluate
from scoring.merit.terms import BidValues, Terms
from scoring.sensitivity.axis import Axis, Bids, ScoreAxis, WeightAxis
from scoring.sensitivity.criteria import fixed, weights_of
from scoring.sensitivity.first import First, Place, evaluated
from scoring.sensitivity.interval import Interval, interval
from tests.scoring.sensitivity.strategies import cases

Case = tuple[Terms, tuple[BidValues, ...]]

HAIR = Fraction(1, 10**15)
DENSE = 48


def found(axis: Axis, bids: Bids) -> Interval:
    now = evaluated(axis, axis.present)
    assert isinstance(now, Place)
    return interval(axis, bids, now)


def first_at(axis: Axis, x: Fraction) -> First:
    return evaluated(axis, x).first


def holds(axis: Axis, bids: Bids) -> None:
    """Hold what is found to the evaluation: within, at the ends, just beyond them."""
    one = found(axis, bids)
    low = one.below.at if one.below else one.low
    high = one.above.at if one.above else one.high
    inside = [low + (high - low) * Fraction(k, DENSE) for k in range(1, DENSE)]
    inside += [low + HAIR, high - HAIR, axis.present]
    inside += [Fraction(k, 40) for k in range(1, 400) if low < Fraction(k, 40) < high][
        ::3
    ]
    for x in inside:
        if low < x < high:
            assert first_at(axis, x) == one.first, (x, low, high)
    if axis.closed and one.below is None:
        assert first_at(axis, axis.low) == one.first
    for end, side in ((one.below, -HAIR), (one.above, HAIR)):
        if end is None:
            continue
        assert first_at(axis, end.at) == end.there
        assert end.included == (end.there == one.first)
        if end.beyond is None:
            assert end.at in (one.low, one.high)
        else:
            assert first_at(axis, end.at + side) == end.beyond
        assert one.first not in (end.there, end.beyond) or end.included != (
            end.beyond == one.first
        )


@given(cases(), st.data())
@settings(max_examples=100, deadline=None)
def test_no_weight_within_changes_who_is_first(case: Case, data: st.DataObject) -> None:
    terms, bids = case
    weights = weights_of(terms)
    assume(fixed(terms) is None)
    of = data.draw(st.sampled_from(sorted(weights)))
    others = sorted(weights.keys() - {of})
    against = data.draw(st.none() | st.sampled_from(others))

    holds(WeightAxis(terms, bids, of, against), bids)


@given(cases(), st.data())
@settings(max_examples=60, deadline=None)
def test_no_score_down_to_the_end_changes_who_is_first(
    case: Case, data: st.DataObject
) -> None:
    terms, bids = case
    outcome = evaluate(terms, bids)
    assume(outcome.winner is not None)
    element = data.draw(st.sampled_from([one.id for one in terms.merit.elements]))
    scores = {
        one.bid: one.scores[element].exact for one in outcome.results if one.scores
    }

    holds(ScoreAxis(terms, bids, str(outcome.winner), element, scores), bids)


@given(cases())
@settings(max_examples=60, deadline=None)
def test_a_score_written_as_points_that_are_given_changes_nothing(case: Case) -> None:
    terms, bids = case
    outcome = evaluate(terms, bids)
    assume(outcome.winner is not None)
    for element in terms.merit.elements:
        scores = {
            one.bid: one.scores[element.id].exact
            for one in outcome.results
            if one.scores
        }
        axis = ScoreAxis(terms, bids, str(outcome.winner), element.id, scores)
        written = evaluate(*axis.at(axis.present))

        assert [(r.bid, r.rank, r.total, r.quality) for r in written.results] == [
            (r.bid, r.rank, r.total, r.quality) for r in outcome.results
        ]


def every_place(axis: WeightAxis) -> set[Fraction]:
    """Return every weight at which anything could turn, however far from first it is.

    All go on to their price, so that by two evaluations each score and total is known as
    a line; where one of them is on a grid, or in its middle, or two of them are level, is
    such a place. Nothing is left out for being far from another.
    """
    middle = (axis.low + axis.high) / 2
    one, other = (evaluated(axis, x) for x in (middle, axis.present / 3))
    assert isinstance(one, Place)
    assert isinstance(other, Place)
    steps = one.terms.steps
    pairs = zip(
        sorted(one.outcome.results, key=lambda r: r.bid),
        sorted(other.outcome.results, key=lambda r: r.bid),
        strict=True,
    )
    lines: list[tuple[Fraction, Fraction, Fraction | None]] = []
    for here, there in pairs:
        if here.total is None or there.total is None:  # failed before any weight counts
            continue
        scores = [
            (s.exact, there.scores[c].exact, "element") for c, s in here.scores.items()
        ]
        if here.points and there.points:
            scores.append((here.points.exact, there.points.exact, "price"))
        scores.append((here.total.exact, there.total.exact, "total"))
        for at_one, at_other, step in scores:
            slope = (at_one - at_other) / (one.x - other.x)
            size = Fraction(10) ** -steps[step].places if step in steps else None
            lines.append((at_one - slope * one.x, slope, size))
    places = set()
    for base, slope, size in lines:
        if slope and size:
            ends = sorted((base, base + slope * axis.high))
            first, last = (int(end / size * 2) for end in ends)
            grid = range(first - 1, last + 2)
            places |= {(Fraction(k, 2) * size - base) / slope for k in grid}
    for base, slope, _ in lines:
        places |= {
            (other - base) / (slope - steep)
            for other, steep, _ in lines
            if slope != steep
        }
    return {x for x in places if axis.low < x < axis.high}


@given(cases(all_go_on=True), st.data())
@settings(max_examples=40, deadline=None)
def test_no_leap_of_a_rounded_figure_is_missed(case: Case, data: st.DataObject) -> None:
    terms, bids = case
    assume(fixed(terms) is None and len(bids) > 1)
    steps = terms.steps
    assume(terms.merit.combine == "weighted" or not {"element", "price"} & steps.keys())
    axis = WeightAxis(
        terms, bids, data.draw(st.sampled_from(sorted(weights_of(terms))))
    )
    one = found(axis, bids)
    low = one.below.at if one.below else one.low
    high = one.above.at if one.above else one.high

    places = sorted({low, high, *(x for x in every_place(axis) if low < x < high)})

    assert {first_at(axis, x) for x in places[1:-1]} <= {one.first}
    gaps = {(x + y) / 2 for x, y in pairwise(places)}
    assert {first_at(axis, x) for x in gaps} <= {one.first}
