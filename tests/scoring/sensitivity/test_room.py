"""What the first could give away: held to the evaluation at every price, and to figures."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings

from scoring.merit.evaluation import evaluate
from scoring.merit.terms import BidValues, Terms
from scoring.sensitivity.first import First, first_of
from scoring.sensitivity.room import price_room, score_rooms
from tests.scoring.merit import builders
from tests.scoring.sensitivity.strategies import cases

UP_TO = 420


def first_at(terms: Terms, bids: tuple[BidValues, ...], bid: str, price: int) -> First:
    moved = [replace(one, price=price) if one.bid == bid else one for one in bids]
    return first_of(evaluate(terms, moved))


@given(cases())
@settings(max_examples=80, deadline=None)
def test_no_price_up_to_the_end_changes_who_is_first(
    case: tuple[Terms, tuple[BidValues, ...]],
) -> None:
    terms, bids = case
    first = first_of(evaluate(terms, bids))
    found = price_room(terms, bids, first)
    assume(found is not None and found.kind != "moving")
    assert found is not None
    bid = first.bids[0]

    end = UP_TO if found.end is None else found.end
    for price in range(found.price, min(end, UP_TO) + 1):
        assert first_at(terms, bids, bid, price) == first
    if found.end is not None:
        assert first_at(terms, bids, bid, found.end) == first
        assert first_at(terms, bids, bid, found.end + 1) == found.then != first


def test_by_price_alone_the_first_may_come_up_to_the_next() -> None:
    terms = builders.terms(**builders.evaluated("own-price"))
    bids = (builders.a_bid("melati", 900), builders.a_bid("mawar", 950))

    room = price_room(terms, bids, first_of(evaluate(terms, bids)))

    assert room is not None
    assert (room.price, room.end, room.then) == (
        900,
        949,
        First("tie", ("mawar", "melati")),
    )


def test_one_alone_may_ask_whatever_it_asks() -> None:
    terms = builders.terms(**builders.evaluated("own-price"))
    bids = (builders.a_bid("melati", 900),)

    room = price_room(terms, bids, First("bid", ("melati",)))

    assert room is not None
    assert (room.kind, room.end) == ("none", None)


def test_where_prices_are_held_against_their_mean_nothing_is_told() -> None:
    price = {
        "formula": "formula.price.reference-distance.1",
        "max": 30,
        "params": {"reference": "mean"},
    }
    terms = builders.terms(builders.given(), price=price)
    bids = (
        builders.a_bid("melati", 900, method=60),
        builders.a_bid("mawar", 950, method=50),
    )

    room = price_room(terms, bids, first_of(evaluate(terms, bids)))

    assert room is not None
    assert (room.kind, room.end) == ("moving", None)


def test_a_lead_is_worth_points_of_each_element_by_its_weight() -> None:
    terms = builders.terms(
        builders.given("method", weight="0.6"),
        builders.given("team", weight="0.4"),
        combine="weighted",
    )
    bids = (
        builders.a_bid("melati", method=80, team=70),
        builders.a_bid("mawar", method=70, team=79),
    )
    outcome = evaluate(terms, bids)

    rooms = score_rooms(terms, bids, outcome, first_of(outcome))

    # 0.6 x 80 + 0.4 x 70 = 76 and 0.6 x 70 + 0.4 x 79 = 73.6: 2.4 ahead
    assert {code: room.points for code, room in rooms.items()} == {
        "method": Fraction(4),
        "team": Fraction(6),
    }
    end = rooms["method"].end
    assert end is not None
    assert (end.at, end.included, end.there.kind) == (Fraction(76), False, "tie")
    assert end.beyond == First("bid", ("mawar",))


def test_a_threshold_is_an_end_too() -> None:
    terms = builders.terms(builders.given("method", threshold=60))
    bids = (builders.a_bid("melati", method=80), builders.a_bid("mawar", method=20))
    outcome = evaluate(terms, bids)

    end = score_rooms(terms, bids, outcome, first_of(outcome))["method"].end

    assert end is not None
    assert (end.at, end.included, end.beyond) == (Fraction(60), True, First("nobody"))


def test_who_has_no_price_but_failed_before_it_stands_in_nobodys_way() -> None:
    terms = builders.terms(
        builders.given("method", threshold=60), price=builders.LOWEST_OVER_OWN
    )
    bids = (
        builders.a_bid("melati", 900, method=80),
        builders.a_bid("mawar", method=20),
    )
    outcome = evaluate(terms, bids)

    rooms = score_rooms(terms, bids, outcome, first_of(outcome))

    assert rooms["method"].points == 20


@pytest.mark.parametrize(
    ("formula", "params", "figures"),
    [
        ("own-price", {}, {}),
        ("quality-value", {"per-point": 2}, {}),
        ("life-cycle", {"costs": ["power"]}, {"power": "12.5"}),
        (
            "preference-divided",
            {"local-content": "tkdn", "margin": "0.25"},
            {"tkdn": "0.6"},
        ),
        (
            "preference-reduced",
            {"local-content": "tkdn", "margin": "0.25"},
            {"tkdn": "0.6"},
        ),
    ],
)
def test_the_price_may_rise_to_the_last_one_that_wins_whatever_is_compared(
    formula: str, params: dict[str, object], figures: dict[str, object]
) -> None:
    scheme = builders.evaluated(formula, **params)
    terms = builders.terms(builders.given(), rounding=[], **scheme)
    bids = tuple(
        builders.a_bid(name, price, figures=figures, method=mark)
        for name, price, mark in (("melati", 600, 80), ("mawar", 731, 40))
    )
    first = first_of(evaluate(terms, bids))

    room = price_room(terms, bids, first)

    assert room is not None
    wins = [p for p in range(600, 1_600) if first_at(terms, bids, "melati", p) == first]
    assert room.end == wins[-1]
    assert wins == list(range(600, wins[-1] + 1))
