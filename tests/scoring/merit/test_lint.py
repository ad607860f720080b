"""What does not fit in a scheme or in bids is found before anything is computed."""

import pytest

from scoring.merit.evaluation import evaluate
from scoring.merit.fault import MeritError
from scoring.merit.terms import BidValues, Terms
from tender.merit import Merit, PriceRule
from tender.merit.elements import FormulaUse
from tests.scoring.merit.builders import LOWEST_OVER_OWN, a_bid, evaluated, given, terms


def scheme_fault(*elements: dict[str, object], **scheme: object) -> str:
    with pytest.raises(MeritError) as caught:
        terms(*elements, **scheme)  # type: ignore[arg-type]
    return str(caught.value)


def test_a_scheme_compares_something() -> None:
    assert scheme_fault() == "elements: expected an element, or a price, found neither"


def test_lowest_compares_a_price() -> None:
    said = scheme_fault(given(), combine="lowest")

    assert said == "price: expected a price to compare under lowest, found none"


@pytest.mark.parametrize("name", ["max", "weight", "adjusted"])
def test_lowest_knows_no_points_of_a_price(name: str) -> None:
    price = {
        "formula": "formula.evaluated.own-price.1",
        name: {"formula": "formula.evaluated.own-price.1"} if name == "adjusted" else 1,
    }

    said = scheme_fault(combine="lowest", price=price)

    assert said == f"price.{name}: expected no {name} under lowest, found one"


@pytest.mark.parametrize("at", ["price", "total"])
def test_lowest_rounds_no_points(at: str) -> None:
    step = {"at": at, "places": 0, "mode": "up"}

    said = scheme_fault(**evaluated("own-price"), rounding=[step])

    assert said == (
        f"rounding.0.at: expected element or evaluated under lowest, found '{at}'"
    )


def test_features_are_elements_and_below_one_together() -> None:
    unknown = scheme_fault(given(), **evaluated("features-coefficient", features="air"))
    whole = scheme_fault(
        given("air", 1), **evaluated("features-coefficient", features="air")
    )
    twice = scheme_fault(
        {**given("air"), "max": "0.1"},
        **evaluated("features-coefficient", features=["air", "air"]),
    )

    assert unknown == "price.params.features: expected elements: method, found air"
    assert whole == (
        "price.params.features: expected features whose best is below 1 together, found 1"
    )
    assert twice == "price.params.features: expected each element once, found one twice"


def test_weights_of_elements_and_price_add_up_to_one() -> None:
    said = scheme_fault(
        given(weight="0.7"),
        combine="weighted",
        price={**LOWEST_OVER_OWN, "weight": "0.2"},
    )

    assert said == "combine: expected weights that add up to 1, found 0.9"


def test_a_shortlist_needs_quality() -> None:
    said = scheme_fault(price=LOWEST_OVER_OWN, shortlist={"top": 1, "ties": "in"})

    assert said == "shortlist: expected elements to choose by, found none"


def test_a_gate_of_the_price_needs_one() -> None:
    with pytest.raises(MeritError, match="expected a price in the scheme, found none"):
        terms(given(), gates=({"id": "hps", "kind": "ceiling"},), estimate=1)


def test_ties_name_what_there_is() -> None:
    by_quality = scheme_fault(price=LOWEST_OVER_OWN, ties=[{"by": "quality"}])
    by_price = scheme_fault(given(), ties=[{"by": "price"}])
    by_nothing = scheme_fault(given(), ties=[{"by": "element"}])

    assert by_quality == "ties.0.by: expected elements to compare by, found none"
    assert by_price == "ties.0.by: expected a price in the scheme, found none"
    assert by_nothing == "ties.0.of: expected the element that is compared, found none"


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(MeritError) as caught:
        terms(given(), given(), price={"formula": "moon"}, threshold=-1)

    assert [fault.where for fault in caught.value.faults] == [
        ("elements", 1, "id"),
        ("price", "formula"),
        ("price", "max"),
        ("threshold",),
    ]


def bids_fault(scheme: Terms, *bids: BidValues) -> str:
    with pytest.raises(MeritError) as caught:
        evaluate(scheme, bids)
    return str(caught.value)


def test_a_bid_is_handed_in_once() -> None:
    said = bids_fault(terms(given()), a_bid("a", method=1), a_bid("a", method=2))

    assert said == "bids.1.id: expected each id once, found 'a' again"


def test_a_value_is_asked_of_each_element_and_of_no_other() -> None:
    scheme = terms(given())

    none = bids_fault(scheme, a_bid("a"))
    other = bids_fault(scheme, a_bid("a", method=1, team=1))

    assert none == "bids.0.values.method: expected a value of method, found none"
    assert other == "bids.0.values.team: expected an element: method, found 'team'"


def test_points_of_a_list_are_at_most_the_top_together() -> None:
    said = bids_fault(terms(given("method", 10)), a_bid("a", method=[6, 5]))

    assert said == "bids.0.values.method: expected at most 10, found 11"


def test_what_takes_one_number_takes_no_list() -> None:
    element = {
        "id": "days",
        "kind": "formula",
        "formula": "formula.element.min-max.1",
        "max": 1,
    }

    said = bids_fault(terms(element), a_bid("a", days=[1, 2]))

    assert said == "bids.0.values.days: expected one number, found a list of 2"


def test_weighted_parts_are_as_many_as_their_weights() -> None:
    element = {
        "id": "parts",
        "kind": "formula",
        "formula": "formula.element.weighted-parts.1",
        "max": 1,
        "params": {"weights": [1, 2]},
    }

    said = bids_fault(terms(element), a_bid("a", parts=[1]))

    assert said.endswith("expected 2 numbers, one for each weight, found 1")


def test_local_content_is_a_share() -> None:
    preferred = {"local-content": "tkdn", "margin": "0.25"}
    scheme = terms(**evaluated("preference-reduced", **preferred))

    said = bids_fault(scheme, a_bid("a", 9, figures={"tkdn": 40}))

    assert said == "bids.0.items.tkdn: expected a share from 0 to 1, found 40"


def test_a_margin_asks_what_a_bid_declares() -> None:
    scheme = terms(
        **evaluated(
            "adjusted-margin",
            inside="scope",
            beside="delivery",
            margin="0.15",
            burdened="foreign",
        )
    )

    said = bids_fault(scheme, a_bid("a", 9, figures={"scope": 1, "delivery": 1}))

    assert said == "bids.0.declared.foreign: expected true or false, found none"


def test_figures_of_a_sealed_price_are_not_asked_for_yet() -> None:
    scheme = terms(given(), **evaluated("life-cycle", costs="fuel"))

    assert evaluate(scheme, [a_bid("a", method=1)]).waits


def test_a_scheme_is_stored_in_one_spelling() -> None:
    """Numbers as exact strings, absent fields left out; read back it is the same."""
    merit = Merit(
        price=PriceRule(
            formula="formula.price.reference-distance.1",
            params={"reference": "mean", "slope": "0.5"},
            max="30",
            adjusted=FormulaUse(
                formula="formula.evaluated.life-cycle.1",
                params={"costs": ["fuel", "2024"]},
            ),
        ),
        combine="sum",
    )

    assert merit.to_bytes() == (
        b'{"combine":"sum","elements":[],"price":{"adjusted":{"formula":'
        b'"formula.evaluated.life-cycle.1","params":{"costs":["fuel","2024"]}},'
        b'"formula":"formula.price.reference-distance.1","max":"30",'
        b'"params":{"reference":"mean","slope":"0.5"}},"rounding":[],"ties":[]}'
    )
    assert Merit.from_json(merit.to_json()) == merit
