"""What a person types about several bids has to fit together before it is compared."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.api.evaluations import answer, minimal, told

Change = Callable[[dict[str, Any]], object]

PANEL = {
    "id": "plan",
    "kind": "panel",
    "max": 10,
    "params": {"scale": 5, "by": "mean"},
}
PARTS = {
    "id": "plan",
    "kind": "formula",
    "max": 10,
    "formula": "formula.element.mean-of-parts.1",
}
UNDERTAKES = {"id": "order", "kind": "undertaking", "params": {"of": "keeps-order"}}
COMMITTEE = [{"by": "quality"}, {"by": "committee"}]


def marked(element: dict[str, Any], *marks: object) -> Change:
    """Make the first element *element*, with *marks* bid by bid."""

    def change(file: dict[str, Any]) -> None:
        file["elements"][0] = element
        for bid, own in zip(file["bids"], marks, strict=True):
            bid["values"]["plan"] = own

    return change


def adjusted(formula: str, **params: object) -> dict[str, Any]:
    return {"formula": f"formula.evaluated.{formula}.1", "params": params}


def costing(amount: object) -> Change:
    def change(file: dict[str, Any]) -> None:
        file["price"]["adjusted"] = adjusted("life-cycle", costs=["fuel"])
        for bid in file["bids"]:
            bid["items"] = {"fuel": amount}

    return change


def level(file: dict[str, Any]) -> None:
    """Make both bids alike."""
    for bid in file["bids"]:
        bid.update(price=80, values={"plan": 5}, commitments={"pay": 4})


def placed(ties: list[dict[str, str]], *places: int | None) -> Change:
    def change(file: dict[str, Any]) -> None:
        level(file)
        file["ties"] = ties
        for bid, place in zip(file["bids"], places, strict=True):
            if place is not None:
                bid["place"] = place

    return change


def alone(file: dict[str, Any]) -> None:
    placed(COMMITTEE, 1, 2)(file)
    file["bids"][0]["values"] = {"plan": 6}


FAULTS: list[tuple[str, Change, str]] = [
    (
        "a panel of three, and of two",
        marked(PANEL, [4, 4, 5], [4, 5]),
        "bids[2].values.plan: expected as many numbers as melati has, 3, found 2",
    ),
    (
        "marks of a panel, and one of all of it",
        marked(PANEL, [4, 4, 5], 5),
        "bids[2].values.plan: expected as many numbers as melati has, 3, found 1",
    ),
    (
        "parts left out, which would make a better mean",
        marked(PARTS, [60, 0], [60]),
        "bids[2].values.plan: expected as many numbers as melati has, 2, found 1",
    ),
    (
        "a cost below nothing",
        costing(-1),
        "bids[1].items.fuel: expected 0 or more, found -1",
    ),
    (
        "a figure that nothing reads",
        lambda f: f["bids"][1].update(items={"fuel": "-0.5"}),
        "bids[2].items.fuel: expected 0 or more, found -0.5",
    ),
    (
        "a price below nothing",
        lambda f: f["bids"][0].update(price=-1),
        "bids[1].price: expected 0 or more, found -1",
    ),
    (
        "an estimate of nothing",
        lambda f: f.update(estimate=0),
        "estimate: expected more than 0, found 0",
    ),
    (
        "an estimate below nothing",
        lambda f: f.update(estimate=-5),
        "estimate: expected 0 or more, found -5",
    ),
    (
        "a place where the committee decides nothing",
        placed([{"by": "quality"}], 1, 2),
        "bids[1].place: expected a tie by the committee in ties, found none",
    ),
    (
        "a place without any tie",
        placed([], None, 2),
        "bids[2].place: expected a tie by the committee in ties, found none",
    ),
    (
        "one place for two that are level",
        placed(COMMITTEE, 1, 1),
        "bids[2].place: expected a place other than that of melati, found 1",
    ),
    (
        "a place for one of two that are level",
        placed(COMMITTEE, None, 1),
        "bids[1].place: expected a place, as mawar has one and is level, found none",
    ),
    (
        "a place of a bid that stands alone",
        alone,
        "bids[1].place: expected a bid that nothing else tells from another, found melati",
    ),
    (
        "an undertaking that nobody declares",
        lambda f: f.update(gates=[UNDERTAKES]),
        "bids[1].declared.keeps-order: expected true or false, found none",
    ),
    (
        "an undertaking that one bid says nothing of, its price sealed",
        lambda f: (
            f.update(gates=[UNDERTAKES]),
            f["bids"][0].update(declared={"keeps-order": False}),
            f["bids"][1].pop("price"),
        ),
        "bids[2].declared.keeps-order: expected true or false, found none",
    ),
]


@pytest.mark.parametrize(
    ("change", "expected"),
    [row[1:] for row in FAULTS],
    ids=[row[0] for row in FAULTS],
)
def test_what_does_not_fit_together_is_told(
    change: Change, expected: str, tmp_path: Path
) -> None:
    file = minimal()
    change(file)

    said = told(tmp_path, json.dumps(file, indent=1))

    assert said.partition(": ")[2] == expected


def results(change: Change, folder: Path) -> dict[str, dict[str, Any]]:
    file = minimal()
    change(file)
    path = folder / "evaluation.json"
    path.write_text(json.dumps(file))
    return {one["bid"]: one for one in answer(path, "--explain")["results"]}


def test_points_of_a_list_may_be_as_many_as_a_bid_has(tmp_path: Path) -> None:
    """They are summed: who has fewer has fewer points, and nobody is favoured."""
    given = {"id": "plan", "kind": "given", "max": 10}

    found = results(marked(given, [3, 4], 5), tmp_path)

    assert found["melati"]["elements"]["plan"]["exact"] == "7"


def test_an_adjustment_may_take_off_a_price(tmp_path: Path) -> None:
    def change(file: dict[str, Any]) -> None:
        file["price"]["adjusted"] = adjusted(
            "adjusted-margin",
            inside=["scope"],
            beside=["discount"],
            margin=0,
            burdened="foreign",
        )
        for bid in file["bids"]:
            bid["items"] = {"scope": -4, "discount": -6}
            bid["declared"] = {"foreign": False}

    assert results(change, tmp_path)["melati"]["compared"]["exact"] == "80"


def test_a_figure_that_a_gate_asks_for_may_be_a_loss_and_fails_the_bid(
    tmp_path: Path,
) -> None:
    def change(file: dict[str, Any]) -> None:
        gate = {"id": "sound", "kind": "least", "params": {"of": "profit", "least": 0}}
        file["gates"] = [gate]
        for bid, profit in zip(file["bids"], (-1, 0), strict=True):
            bid["items"] = {"profit": profit}

    found = results(change, tmp_path)

    assert found["melati"]["verdict"] == "failed"
    assert found["mawar"]["verdict"] == "passed"


def test_the_committee_places_bids_that_are_level(tmp_path: Path) -> None:
    found = results(placed(COMMITTEE, 2, 1), tmp_path)

    assert (found["mawar"]["rank"], found["melati"]["rank"]) == (1, 2)


def test_what_is_declared_with_no_fails_and_is_told(tmp_path: Path) -> None:
    def change(file: dict[str, Any]) -> None:
        file["gates"] = [UNDERTAKES]
        for bid, answer_ in zip(file["bids"], (False, True), strict=True):
            bid["declared"] = {"keeps-order": answer_}

    found = results(change, tmp_path)

    assert found["melati"]["verdict"] == "failed"
    assert found["melati"]["findings"][0]["operands"]["of"] == "keeps-order"
    assert found["mawar"]["verdict"] == "passed"
