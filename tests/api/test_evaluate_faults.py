"""A file of `saksama evaluate` that does not fit is told by line and field."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.api.evaluations import minimal, told

Change = Callable[[dict[str, Any]], object]

FAULTS: list[tuple[Change, str]] = [
    (lambda f: f.pop("v"), "v: expected a value, found none"),
    (lambda f: f.update(v=2), "v: expected 1, found 2"),
    (lambda f: f.update(v="1"), "v: expected 1, found '1'"),
    (lambda f: f.update(v=True), "v: expected 1, found true"),
    (lambda f: f.update(currency="rupiah"), "currency: expected "),
    (lambda f: f.pop("contract_type"), "contract_type: expected a value, found none"),
    (
        lambda f: f.update(combine="best"),
        "combine: expected one of sum, weighted, lowest",
    ),
    (lambda f: f.update(colour="red"), "colour: expected no field of this name"),
    (
        lambda f: f["elements"][0].update(kind="guess"),
        "elements[1].kind: expected one of bands, commitment, formula, given, panel, found 'guess'",
    ),
    (lambda f: f["elements"][0].pop("kind"), "elements[1].kind: expected one of bands"),
    (
        lambda f: f["elements"][0].update(max=0),
        "elements[1].max: expected more than 0, found 0",
    ),
    (
        lambda f: f["elements"][0].update(max=True),
        "elements[1].max: expected a number, found true",
    ),
    (
        lambda f: f["elements"][1].update(id="plan"),
        "elements[2].id: expected each id once, found 'plan' again",
    ),
    (
        lambda f: f["elements"][0].update(threshold=11),
        "elements[1].threshold: expected a number from 0 to 10, found 11",
    ),
    (
        lambda f: f["elements"][0].update(weight=0.5),
        "elements[1].weight: expected no weight under sum, found 0.5",
    ),
    (
        lambda f: f["elements"][1]["params"].update(free_of_cost=False),
        "elements[2].params: expected either funded_by or free_of_cost true, found both or none",
    ),
    (
        lambda f: f["elements"].__setitem__(
            0,
            {
                "id": "plan",
                "kind": "formula",
                "max": 1,
                "formula": "formula.element.best.1",
            },
        ),
        "elements[1].formula: expected one of formula.element. with points.1, mean-of-parts.1",
    ),
    (
        lambda f: f["elements"].__setitem__(
            0,
            {
                "id": "plan",
                "kind": "panel",
                "max": 1,
                "params": {"scale": 5, "by": "mode"},
            },
        ),
        "elements[1].params.by: expected one of mean, median, consensus, found 'mode'",
    ),
    (
        lambda f: (
            f["elements"].__setitem__(
                0,
                {
                    "id": "plan",
                    "kind": "panel",
                    "max": 10,
                    "params": {"scale": 5, "by": "consensus"},
                },
            ),
            f["bids"][0]["values"].update(plan=[4, 4, 3]),
            f["bids"][1]["values"].update(plan=[4, 4, 4]),
        ),
        "bids[1].values.plan: expected one mark on which all agree, found 3 to 4",
    ),
    (
        lambda f: f["elements"].__setitem__(
            0,
            {
                "id": "plan",
                "kind": "bands",
                "max": 1,
                "params": {"bands": [{"at_least": 1, "points": 2}]},
            },
        ),
        "elements[1].params.bands[1].points: expected a number from 0 to 1, found 2",
    ),
    (
        lambda f: f["elements"].__setitem__(
            0, {"id": "plan", "kind": "bands", "max": 1, "params": {"bands": []}}
        ),
        "elements[1].params.bands: expected bands that begin one above the other",
    ),
    (
        lambda f: f["price"].update(formula="formula.price.cheapest.1"),
        "price.formula: expected one of formula.price. with lowest-over-own.1, linear-distance.1, min-max.1, reference-distance.1, found 'formula.price.cheapest.1'",
    ),
    (
        lambda f: f["price"].update(formula="formula.evaluated.own-price.1"),
        "price.formula: expected one of formula.price.",
    ),
    (
        lambda f: f["price"].update(params={"slope": 1}),
        "price.params.slope: expected no parameters, found 'slope'",
    ),
    (
        lambda f: f["price"].update(
            formula="formula.price.reference-distance.1",
            params={"reference": "estimate"},
        ),
        "price.params.reference: expected an estimate above 0 beside it, found none",
    ),
    (
        lambda f: f["price"].update(adjusted={"formula": "moon"}),
        "price.adjusted.formula: expected one of formula.evaluated.",
    ),
    (
        lambda f: f["price"].update(
            adjusted={
                "formula": "formula.evaluated.life-cycle.1",
                "params": {"costs": ["fuel"]},
            }
        ),
        "bids[1].items.fuel: expected a figure fuel beside the price, found none",
    ),
    (
        lambda f: f["price"].pop("max"),
        "price.max: expected the points of the best price, found none",
    ),
    (
        lambda f: f.update(combine="lowest"),
        "price.formula: expected one of formula.evaluated.",
    ),
    (
        lambda f: f.update(combine="weighted"),
        "elements[1].weight: expected a weight, as under weighted, found none",
    ),
    (
        lambda f: (
            f.update(combine="weighted"),
            f["price"].update(weight="0.5"),
            [e.update(weight="0.3") for e in f["elements"]],
        ),
        "combine: expected weights that add up to 1, found 1.1",
    ),
    (
        lambda f: f.update(threshold=16),
        "threshold: expected a number from 0 to 15, found 16",
    ),
    (
        lambda f: f.update(ties=[{"by": "committee"}, {"by": "price"}]),
        "ties[1].by: expected the committee last, found more behind it",
    ),
    (
        lambda f: f.update(ties=[{"by": "element", "of": "team"}]),
        "ties[1].of: expected an element: pay, plan, found team",
    ),
    (
        lambda f: f.update(
            rounding=[
                {"at": "total", "places": 2, "mode": "up"},
                {"at": "total", "places": 1, "mode": "up"},
            ]
        ),
        "rounding[2].at: expected each step once",
    ),
    (
        lambda f: f.update(rounding=[{"at": "total", "places": 2.5, "mode": "up"}]),
        "rounding[1].places: expected a whole number",
    ),
    (
        lambda f: f.update(gates=[{"id": "hps", "kind": "ceiling"}]),
        "gates[1].kind: expected an estimate beside it, found none",
    ),
    (
        lambda f: f.update(gates=[{"id": "hps", "kind": "roof"}]),
        "gates[1].kind: expected one of ceiling, least, share-of-estimate, undertaking, found 'roof'",
    ),
    (
        lambda f: f.update(shortlist={"top": 0, "ties": "in"}),
        "shortlist.top: expected 1 or more, found 0",
    ),
    (
        lambda f: f["bids"][1].update(id="melati"),
        "bids[2].id: expected each id once, found 'melati' again",
    ),
    (
        lambda f: f["bids"][0].update(id=0.5),
        "bids[1].id: expected text in quotes, found 0.5",
    ),
    (lambda f: f["bids"][0].update(price=90.5), "bids[1].price: expected whole rupiah"),
    (lambda f: f["bids"][0].update(price=True), "bids[1].price: expected whole rupiah"),
    (
        lambda f: f["bids"][0].update(price=10**16),
        "bids[1].price: expected 1000000000000000 or less",
    ),
    (
        lambda f: f["bids"][0]["values"].pop("plan"),
        "bids[1].values.plan: expected a value of plan, found none",
    ),
    (
        lambda f: f["bids"][0]["values"].update(team=1),
        "bids[1].values.team: expected an element: pay, plan, found 'team'",
    ),
    (
        lambda f: f["bids"][0]["values"].update(plan=11),
        "bids[1].values.plan: expected at most 10, found 11",
    ),
    (
        lambda f: f["bids"][0]["values"].update(plan=-1),
        "bids[1].values.plan: expected numbers from 0, found -1",
    ),
    (
        lambda f: f["bids"][0]["values"].update(plan=[]),
        "bids[1].values.plan: expected a number, or a list of 1 to 1000, found a list of 0",
    ),
    (
        lambda f: f["bids"][0]["values"].update(plan=False),
        "bids[1].values.plan: expected a number, found false",
    ),
    (
        lambda f: f["bids"][0]["values"].update(plan=None),
        "bids[1].values.plan: expected a number, found null",
    ),
    (
        lambda f: f["bids"][0].update(price=None),
        "bids[1].price: expected a value, or the field left out, found null",
    ),
    (
        lambda f: f.update(shortlist=None),
        "shortlist: expected a value, or the field left out, found null",
    ),
    (
        lambda f: f["price"].update(
            adjusted={
                "formula": "formula.evaluated.preference-divided.1",
                "params": {"local-content": 1, "margin": 0.25},
            }
        ),
        "price.adjusted.params.local-content: expected a code, found 1",
    ),
    (
        lambda f: f["bids"][0]["values"].update(plan={"mark": 1}),
        "bids[1].values.plan: expected a number, found ",
    ),
    (
        lambda f: f["bids"][0]["values"].update(plan="1.50"),
        "bids[1].values.plan: expected '1.5', found '1.50'",
    ),
    (
        lambda f: f["bids"][0]["values"].update(pay=1),
        "bids[1].values.pay: expected a promise under commitments, found 'pay'",
    ),
    (
        lambda f: f["bids"][0]["commitments"].update(plan=1),
        "bids[1].commitments.plan: expected one of pay, found 'plan'",
    ),
    (
        lambda f: f["bids"][0].update(declared={"x": 1}),
        "bids[1].declared.x: expected true or false, found 1",
    ),
    (
        lambda f: f["bids"][0].update(items={"fuel": 10**16}),
        "bids[1].items.fuel: expected a number up to 10^15 in size",
    ),
    (
        lambda f: f["bids"][0].update(place=0),
        "bids[1].place: expected 1 or more, found 0",
    ),
]


@pytest.mark.parametrize(
    ("change", "expected"), FAULTS, ids=[said[:40] for _, said in FAULTS]
)
def test_what_does_not_fit_is_told_by_line_and_field(
    change: Change, expected: str, tmp_path: Path
) -> None:
    file = minimal()
    change(file)

    said = told(tmp_path, json.dumps(file, indent=1))

    assert re.match(r"bad\.json:\d+: ", said)
    assert said.partition(": ")[2].startswith(expected)


def test_the_line_is_that_of_the_field(tmp_path: Path) -> None:
    text = json.dumps(minimal(), indent=1).replace('"plan": 6', '"plan": 66')
    line = text[: text.index('"plan": 66')].count("\n") + 1

    assert told(tmp_path, text).startswith(f"bad.json:{line}: bids[2].values.plan: ")
