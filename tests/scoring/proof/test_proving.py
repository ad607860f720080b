"""Planted faults are caught, sound schemes are proved, and no answer is more than it is."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.merit.evaluation import evaluate
from scoring.merit.terms import BidValues, Terms
from scoring.proof import field, floors, formulas, losing_bid, witness, worse_promise
from scoring.proof.bids import Bid
from scoring.proof.changes import changes, rule_of
from scoring.proof.field import Standing
from scoring.proof.outcome import Part, Proof, Witness
from scoring.proof.proving import PROPERTIES, prove
from tender.merit import Merit
from tender.merit.gates import CeilingGate
from tender.scheme import Scheme
from tests.scoring.proof.drawn import bids_of, schemes
from tests.scoring.proof.planted import BAD, CEILING, GOOD, method, price, scheme

ROOT = Path(__file__).parents[3]
SHIPPED = Scheme.from_json(
    tomllib.loads((ROOT / "examples/security-2027/scheme.toml").read_text())
)
SECONDS = 10
ENOUGH = 20


def shipped() -> Terms:
    """Make the terms of the guards' example, with its estimate in round figures."""
    assert SHIPPED.merit is not None
    return Terms(
        merit=SHIPPED.merit,
        gates=(CeilingGate(id="hps", kind="ceiling"),),
        estimate=Fraction(3_600_000_000),
        people=(40,),
    )


def by_property(proofs: Sequence[Proof]) -> dict[str, Proof]:
    return {one.about: one for one in proofs}


def shows(found: Proof, one: Witness, terms: Terms) -> bool:
    """Say whether the evaluation itself shows what a counterexample says."""
    before, after = evaluate(terms, one.before), evaluate(terms, one.after)
    match found.about:
        case "worse-promise":
            return worse_promise.gains(before, after)
        case "losing-bid":
            return losing_bid.is_flipped(before, after)
        case _:
            return after.winner == one.bid


def test_there_are_more_than_enough_planted_schemes() -> None:
    assert len(BAD) >= ENOUGH


@pytest.mark.parametrize("name", BAD)
def test_a_planted_fault_is_caught_and_the_evaluation_shows_it(name: str) -> None:
    terms, about, kind = BAD[name]

    found = by_property(prove(terms))[about]

    assert found.answer == "refuted"
    assert kind in [one.part.kind for one in found.witnesses]
    for one in found.witnesses:
        assert witness.admits(terms, one.before)
        assert witness.admits(terms, one.after)
        assert shows(found, one, terms)


@pytest.mark.parametrize("name", GOOD)
def test_a_sound_scheme_is_proved(name: str) -> None:
    found = prove(GOOD[name])

    assert [one.about for one in found] == list(PROPERTIES)
    assert [(one.answer, one.open, one.witnesses) for one in found] == [
        ("proved", (), ())
    ] * 3
    assert all(one.proved for one in found)


def test_the_shipped_scheme_of_points_is_decided_in_time() -> None:
    """Its promises and floors are proved; that a loser can turn the order is a fact of it."""
    begun = perf_counter()

    found = by_property(prove(shipped()))

    assert {name: one.answer for name, one in found.items()} == {
        "worse-promise": "proved",
        "floor": "proved",
        "losing-bid": "refuted",
    }
    assert perf_counter() - begun < SECONDS


def test_the_shipped_scheme_of_the_lowest_price_is_proved() -> None:
    found = prove(GOOD["the lowest price"], tests=("labour-floor",), lowest=3)

    assert [one.answer for one in found] == ["proved"] * 3
    worse, floor, losing = found
    assert Part(kind="reach") in worse.proved
    assert Part(kind="test", code="labour-floor") in floor.proved
    assert Part(kind="reach") in losing.proved


def test_the_same_question_has_the_same_answer_again() -> None:
    terms = BAD["the lowest price over the own"][0]

    assert prove(terms) == prove(terms)


def test_a_worse_value_differs_in_that_alone() -> None:
    terms, about, _ = BAD["bands that fall"]
    (one,) = by_property(prove(terms))[about].witnesses

    own, *others = one.before
    worse, *same = one.after
    assert others == same
    assert one.bid == own.bid == worse.bid
    assert worse.values["contracts"] < own.values["contracts"]
    assert replace(worse, values=own.values) == own


def test_a_loser_is_all_that_two_fields_differ_in() -> None:
    terms, about, _ = BAD["the lowest price over the own"]
    (one,) = by_property(prove(terms))[about].witnesses

    assert [bid for bid in one.after if bid.bid != one.bid] == list(one.before)


@pytest.mark.parametrize("about", ["losing-bid", "floor"])
def test_what_the_evaluation_does_not_show_is_no_counterexample(
    about: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model that is wrong, here one that ranks by the price alone, can mislead nobody."""
    terms = GOOD["points without a price"]
    wrong = field.standings

    def by_presence(terms: Terms, bids: Sequence[Bid]) -> list[Standing]:
        found = wrong(terms, bids)
        return found if len(bids) % 2 else [found[1], found[0], *found[2:]]

    monkeypatch.setattr(field, "standings", by_presence)
    monkeypatch.setattr(losing_bid, "is_proved", lambda *_: False)
    monkeypatch.setattr(floors, "is_proved", lambda *_: False)

    assert by_property(prove(terms))[about].answer == "unknown"


def test_a_formula_that_is_not_modelled_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fewer = formulas.MODELLED - {"formula.price.min-max.1"}
    monkeypatch.setattr(formulas, "MODELLED", fewer)

    found = prove(scheme(method(), price=price("min-max")))

    part = Part(kind="formula", code="formula.price.min-max.1")
    assert [one.answer for one in found] == ["unknown"] * 3
    assert {one.open for one in found} == {(part,)}


def proved_parts(terms: Terms) -> dict[str, list[Part]]:
    """Return what is proved of each property, without looking for counterexamples."""
    return {
        "worse-promise": [
            one for one in changes(terms) if worse_promise.is_proved(terms, one)
        ],
        "floor": [one for one in floors.floors(terms) if floors.is_proved(terms, one)],
        "losing-bid": [losing_bid.ORDER] * losing_bid.is_proved(terms),
    }


@settings(max_examples=100, deadline=None, suppress_health_check=[*HealthCheck])
@given(schemes(), st.data())
def test_what_is_proved_holds_of_bids_that_are_drawn(
    terms: Terms, data: st.DataObject
) -> None:
    found = proved_parts(terms)
    for _ in range(10):
        bids = data.draw(bids_of(terms))
        for part in found["worse-promise"]:
            worse = data.draw(worse_bids(terms, part, bids))
            before, after = evaluate(terms, bids), evaluate(terms, worse)
            assert not worse_promise.gains(before, after), (part, bids, worse)
        if found["losing-bid"]:
            without = tuple(bid for bid in bids if bid.bid != "penawaran-c")
            if len(without) < len(bids):
                outcomes = evaluate(terms, without), evaluate(terms, bids)
                assert not losing_bid.is_flipped(*outcomes)
        winner_is_above(found["floor"], terms, bids)


def winner_is_above(
    proved: Sequence[Part], terms: Terms, bids: Sequence[BidValues]
) -> None:
    outcome = evaluate(terms, bids)
    if outcome.winner is None:
        return
    won = next(bid for bid in bids if bid.bid == outcome.winner)
    result = next(one for one in outcome.results if one.bid == outcome.winner)
    for part in proved:
        match part.kind:
            case "estimate":
                assert Fraction(won.price or 0) <= (terms.estimate or 0)
            case "no-quality":
                assert (result.quality or 0) > 0
            case "total":
                assert (result.quality or 0) >= (terms.merit.threshold or 0)
            case "threshold":
                least = rule_of(terms, part.code).element.threshold
                assert result.scores[part.code].counted >= (least or 0)
            case _:
                assert part.kind in ("gate", "promise")


@st.composite
def worse_bids(
    draw: st.DrawFn, terms: Terms, part: Part, bids: tuple[BidValues, ...]
) -> tuple[BidValues, ...]:
    """Draw *bids* with a worse value of the first."""
    own, *others = bids
    by = draw(st.integers(1, 4))
    match part.kind:
        case "price":
            worse = replace(own, price=(own.price or 0) + by * 50_000_000)
        case "element":
            rule = rule_of(terms, part.code)
            (mark,) = own.values[part.code]
            step = (rule.scale or rule.element.max) / 5
            less = max(mark - by * step, Fraction(0))
            worse = replace(own, values={**own.values, part.code: (less,)})
        case _:
            figure = own.figures[part.code]
            is_cost = part.code == "energy"
            moved = figure + by if is_cost else max(figure - by, Fraction(0))
            worse = replace(own, figures={**own.figures, part.code: moved})
    return (worse, *others)


def test_each_kind_of_change_is_looked_at() -> None:
    kinds = {
        part.kind
        for terms in (*GOOD.values(), *(one for one, _, _ in BAD.values()))
        for part in changes(terms)
    }

    assert kinds == {"price", "element", "figure", "declared"}


def test_a_gate_that_only_notes_is_no_fault() -> None:
    share = {
        "id": "low",
        "kind": "share-of-estimate",
        "params": {"share": "0.8", "below": "note"},
    }

    found = by_property(
        prove(scheme(method(), price=price("min-max"), gates=(CEILING, share)))
    )

    assert found["floor"].answer == "proved"


def test_a_scheme_without_an_estimate_has_no_floor_of_it() -> None:
    merit = Merit.from_json(
        {"combine": "lowest", "price": {"formula": "formula.evaluated.own-price.1"}}
    )

    found = by_property(prove(Terms(merit=merit)))

    assert found["floor"].proved == ()
    assert found["floor"].answer == "proved"
