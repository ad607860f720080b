"""What is proved is proved of a model: here it is held to the evaluation, on numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.explanation import cell, check
from scoring.formulas.exact import median
from scoring.formulas.ids import FORMULA_IDS, FormulaId
from scoring.formulas.registry import FORMULAS
from scoring.merit.evaluation import evaluate
from scoring.merit.reading import Use
from scoring.merit.technical import scorer
from scoring.merit.terms import BidValues, Terms
from scoring.proof import field
from scoring.proof.formulas import (
    MODELLED,
    Extremes,
    element_points,
    figure_of,
    price_points,
)
from scoring.proof.symbols import exact, middle, rounded
from scoring.proof.witness import admits, known
from scoring.rounding import round_to
from tender.scheme import Rounding
from tests.scoring.merit.builders import terms
from tests.scoring.proof.drawn import bids_of, schemes
from tests.scoring.proof.planted import BAD, GOOD

STEPS = ("coefficient", "reference", "total", "shortlist")

numbers = st.fractions(-1000, 1000, max_denominator=1000)
positive = st.fractions(0, 100, max_denominator=100)


def number(term: object) -> Fraction:
    value = z3.simplify(term)
    return Fraction(value.numerator_as_long(), value.denominator_as_long())


def true(claim: object) -> bool:
    return bool(z3.is_true(z3.simplify(claim)))


def test_every_formula_that_a_scheme_can_come_to_is_modelled() -> None:
    """The others are steps, which the field takes; they are held to it below."""
    steps = {id_ for id_ in FORMULA_IDS if id_.split(".")[1] in STEPS}

    assert set(FORMULA_IDS) - steps == MODELLED


@given(
    numbers, st.integers(-3, 3), st.sampled_from(["half_up", "half_even", "down", "up"])
)
def test_rounding(value: Fraction, places: int, mode: str) -> None:
    step = Rounding.from_json({"at": "line", "places": places, "mode": mode})

    assert number(rounded(exact(value), step)) == round_to(value, step)


@given(st.lists(numbers, min_size=1, max_size=6))
def test_the_middle(values: list[Fraction]) -> None:
    assert number(middle([exact(value) for value in values])) == median(values)


ELEMENTS: Mapping[str, Mapping[str, Any]] = {
    "points": {"kind": "given"},
    "bands": {
        "kind": "bands",
        "params": {
            "bands": [{"at_least": 10, "points": 40}, {"at_least": 50, "points": 70}]
        },
    },
    "mean-of-parts": {
        "kind": "formula",
        "formula": "formula.element.mean-of-parts.1",
    },
    "mark-over-scale": {
        "kind": "formula",
        "formula": "formula.element.mark-over-scale.1",
        "params": {"scale": "120"},
    },
    "weighted-parts": {
        "kind": "formula",
        "formula": "formula.element.weighted-parts.1",
        "params": {"weights": ["2", "3", "0.5"]},
    },
    "min-max": {
        "kind": "formula",
        "formula": "formula.element.min-max.1",
        "params": {"better": "lower"},
    },
    "panel-mean": {"kind": "panel", "params": {"scale": 100, "by": "mean"}},
    "panel-median": {"kind": "panel", "params": {"scale": 100, "by": "median"}},
    "worst-treated": {
        "kind": "commitment",
        "params": {"cap": 50, "free_of_cost": True},
    },
}


def test_the_elements_above_are_all_that_there_are() -> None:
    named = {f"formula.element.{name}.1" for name in ELEMENTS}

    assert named == {id_ for id_ in MODELLED if id_.startswith("formula.element.")}


@pytest.mark.parametrize("name", ELEMENTS)
@given(marks=st.lists(positive, min_size=3, max_size=3), other=positive)
def test_points_of_an_element(
    name: str, marks: list[Fraction], other: Fraction
) -> None:
    (rule,) = terms({"id": "e", "max": 90, **ELEMENTS[name]}).rules
    own = marks[:1] if rule.takes_one else marks
    bids = [
        BidValues(bid="a", values={"e": tuple(own)}),
        BidValues(bid="b", values={"e": (other,)}),
    ]
    around = Extremes(
        lowest=exact(min(own[0], other)), highest=exact(max(own[0], other))
    )

    found = element_points(rule, figure_of(rule, [exact(one) for one in own]), around)

    of = scorer(rule, bids)
    assert rule.formula.id == f"formula.element.{name}.1"
    assert number(found) == (of(mark=own[0]) if rule.takes_one else of(marks=own))


PRICES: tuple[tuple[FormulaId, dict[str, Fraction | str]], ...] = (
    ("formula.price.lowest-over-own.1", {}),
    ("formula.price.linear-distance.1", {"below": "keep"}),
    ("formula.price.linear-distance.1", {"below": "zero"}),
    ("formula.price.min-max.1", {}),
    (
        "formula.price.reference-distance.1",
        {"reference": "mean", "slope": Fraction(3, 2), "counted": "both"},
    ),
    (
        "formula.price.reference-distance.1",
        {"reference": "mean", "slope": Fraction(1), "counted": "dearer"},
    ),
)


@pytest.mark.parametrize(("id_", "params"), PRICES)
@given(price=st.integers(0, 20), others=st.lists(st.integers(0, 20), min_size=1))
def test_points_of_a_price(
    id_: FormulaId,
    params: dict[str, Fraction | str],
    price: int,
    others: list[int],
) -> None:
    use, top = Use(FORMULAS[id_], params), Fraction(40)
    lowest, highest = Fraction(min(price, *others)), Fraction(max(price, *others))
    mean = Fraction(sum(others) + price, len(others) + 1)
    operands = {"lowest": lowest, "highest": highest, "reference": mean}
    around = Extremes(lowest=exact(lowest), highest=exact(highest))

    found = price_points(use, exact(price), exact(top), around, exact(mean))

    taken = {name: operands[name] for name in use.formula.operands[2:]}
    of = {**params, **taken}
    assert number(found) == use.formula.function(price=Fraction(price), top=top, **of)


def test_the_prices_above_are_all_that_there_are() -> None:
    assert {id_ for id_, _ in PRICES} == {
        id_ for id_ in MODELLED if id_.startswith("formula.price.")
    }


@given(st.data())
@settings(max_examples=150)
def test_a_field_of_bids_comes_out_as_the_evaluation_has_it(
    data: st.DataObject,
) -> None:
    scheme = data.draw(schemes())
    bids = data.draw(bids_of(scheme))

    is_held_to_the_evaluation(scheme, bids)


@pytest.mark.parametrize(
    "scheme", [*(one for one, _, _ in BAD.values()), *GOOD.values()]
)
@given(data=st.data())
@settings(max_examples=15)
def test_a_field_under_each_planted_scheme_too(
    scheme: Terms, data: st.DataObject
) -> None:
    is_held_to_the_evaluation(scheme, data.draw(bids_of(scheme)))


def is_held_to_the_evaluation(scheme: Terms, bids: Sequence[BidValues]) -> None:
    outcome = evaluate(scheme, bids)
    found = field.standings(scheme, [known(scheme, bid) for bid in bids])

    assert admits(scheme, tuple(bids))
    results = {one.bid: one for one in outcome.results}
    for bid, one in zip(bids, found, strict=True):
        assert true(one.ranked) == (results[bid.bid].rank is not None)
    for bid, one in zip(bids, found, strict=True):
        for other_bid, other in zip(bids, found, strict=True):
            if bid.bid == other_bid.bid:
                continue
            first, second = results[bid.bid].rank, results[other_bid.bid].rank
            ahead = first is not None and (second is None or first < second)
            level = first is not None and first == second
            assert true(field.is_ahead(one, other)) == ahead
            assert true(field.is_level(one, other)) == level


def test_a_test_of_the_tender_is_a_gate_in_both() -> None:
    scheme = GOOD["points without a price"]
    bid = BidValues(
        bid="a", values={"method": (Fraction(80),), "contracts": (Fraction(2),)}
    )
    failed = check("a/floor", "price.labour-floor", "fail", required=cell("1", "-"))
    symbol = replace(known(scheme, bid), tests={"labour-floor": z3.BoolVal(val=False)})

    (standing,) = field.standings(scheme, [symbol])
    outcome = evaluate(scheme, [replace(bid, tests=(failed,))])

    assert not true(standing.ranked)
    assert outcome.results[0].rank is None
    assert evaluate(scheme, [bid]).winner == "a"
