"""Drawn bids are bids: whatever the scheme, nothing in them fails to fit."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.drawn_bids import drawn_bids
from scoring.merit.evaluation import evaluate
from scoring.merit.terms import BidValues, Terms
from tests.api.commands import SAME, saksama
from tests.api.evaluations import case, each_case
from tests.scoring.merit import builders
from tests.scoring.sensitivity.strategies import cases


@given(cases(), st.integers(1, 6), st.text(max_size=4))
def test_drawn_bids_fit_their_scheme(
    drawn: tuple[Terms, tuple[BidValues, ...]], count: int, seed: str
) -> None:
    terms, _ = drawn

    bids = drawn_bids(terms, count, seed)

    outcome = evaluate(terms, bids)
    assert len(outcome.results) == count
    for bid in bids:
        if bid.price is not None:
            assert 80 <= bid.price <= 100


@each_case
def test_drawn_bids_fit_each_published_case(path: Path, tmp_path: Path) -> None:
    file: dict[str, Any] = {"estimate": 1_000_000, **case(path)["file"]}
    own = tmp_path / "own.json"
    own.write_text(json.dumps(file))

    ran = saksama("simulate", own, "--bids", 5, "--json")

    assert ran.exit_code == SAME, ran.stderr
    file["bids"] = json.loads(ran.stdout)["bids"]
    own.write_text(json.dumps(file))
    assert saksama("evaluate", own).exit_code == SAME


@each_case
def test_each_published_case_can_be_simulated(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.write_text(json.dumps(case(path)["file"]))

    assert saksama("simulate", own, "--svg", tmp_path / "plot.svg").exit_code == SAME


@pytest.mark.parametrize("cap", ["0.5", "5", "300000"])
def test_what_is_promised_is_paid_for_within_the_price(cap: str) -> None:
    promise = {
        "id": "pay",
        "kind": "commitment",
        "max": 10,
        "params": {"cap": cap, "funded_by": "wages", "unit_cost": 3},
    }
    terms = builders.terms(
        promise, price=builders.LOWEST_OVER_OWN, estimate=1_000, people=(4, 5)
    )

    bids = drawn_bids(terms, 20, "1")

    assert {one.verdict for one in evaluate(terms, bids).results} == {"passed"}
    for bid in bids:
        assert bid.figures["wages"] <= (bid.price or 0)
        assert bid.figures["wages"] >= 27 * bid.values["pay"][0]


def test_what_gates_ask_is_met() -> None:
    gates = (
        {"id": "hps", "kind": "ceiling"},
        {
            "id": "low",
            "kind": "share-of-estimate",
            "params": {"share": "0.9", "below": "fail"},
        },
        {"id": "plan", "kind": "least", "params": {"of": "plan", "least": "95.5"}},
        {"id": "staff", "kind": "least", "params": {"of": "staff", "least": 12}},
        {"id": "order", "kind": "undertaking", "params": {"of": "keeps-order"}},
    )
    terms = builders.terms(
        builders.given("plan", threshold=70),
        price=builders.LOWEST_OVER_OWN,
        estimate=1_000,
        gates=gates,
    )

    outcome = evaluate(terms, drawn_bids(terms, 30, "1"))

    assert {one.verdict for one in outcome.results} == {"passed"}


def test_a_scheme_without_a_price_needs_no_estimate() -> None:
    terms = replace(builders.terms(builders.given()), estimate=None)

    bids = drawn_bids(terms, 2, "1")

    assert [bid.price for bid in bids] == [None, None]
    assert all(bid.values["method"][0] >= Fraction(50) for bid in bids)
