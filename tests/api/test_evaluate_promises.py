"""A line pays for a promise: for all of it, where the scheme says what a unit costs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.api.commands import saksama
from tests.api.evaluations import answer, minimal, told


def training(line: object, promised: object, **more: object) -> dict[str, Any]:
    """Return a file in which an hour of training costs 25,000 for one worker."""
    file = minimal() | more
    file["elements"][1]["params"] = {
        "cap": 24,
        "funded_by": "courses",
        "unit_cost": 25_000,
    }
    own, other = file["bids"]
    own["price"] = 100_000_000
    own |= {"commitments": {"pay": promised}, "items": {"courses": line}}
    other["commitments"] = {"pay": 0}
    return file


def written(file: dict[str, Any], folder: Path) -> Path:
    path = folder / "evaluation.json"
    path.write_text(json.dumps(file))
    return path


@pytest.mark.parametrize(
    ("promised", "people", "required"),
    [
        (24, None, 600_000),
        ([24, 12], None, 900_000),
        (24, [10], 6_000_000),
        (24, [10, 30], 24_000_000),
        ([24, 12], [10, 30], 15_000_000),
        ([48, 0], [10, 30], 12_000_000),  # above the cap, and paid for all the same
    ],
)
def test_a_line_comes_to_the_unit_cost_of_all_that_is_promised(
    promised: object, people: list[int] | None, required: int, tmp_path: Path
) -> None:
    more: dict[str, object] = {} if people is None else {"people": people}
    paid = written(training(required, promised, **more), tmp_path)
    enough = {one["bid"]: one for one in answer(paid)["results"]}
    short = written(training(required - 1, promised, **more), tmp_path)
    too_little = {one["bid"]: one for one in answer(short)["results"]}

    assert enough["melati"]["verdict"] == "passed"
    assert too_little["melati"]["verdict"] == "failed"
    (found,) = too_little["melati"]["findings"]
    assert found["rule"] == "gate.promise-covered"
    assert found["operands"] == {
        "element": "pay",
        "required": str(required),
        "line": "courses",
        "offered": str(required - 1),
    }


def test_a_promise_of_nothing_needs_no_line(tmp_path: Path) -> None:
    path = written(training(10**7, 24), tmp_path)

    found = {one["bid"]: one for one in answer(path)["results"]}

    assert "items" not in training(0, 0)["bids"][1]
    assert found["mawar"]["verdict"] == "passed"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("id", "janji pay perlu Rp24.000.000, tidak dibayar penuh dari courses, Rp1"),
        (
            "en",
            "the promise pay takes Rp24,000,000 and is not paid in full from courses, Rp1",
        ),
    ],
)
def test_what_the_line_would_have_to_come_to_is_told_and_worked(
    language: str, expected: str, tmp_path: Path
) -> None:
    path = written(training(1, 24, people=[10, 30]), tmp_path)

    said = saksama("evaluate", path, "--lang", language, "--explain").output

    assert expected in " ".join(said.split())
    assert "(24) x (10; 30)" in said


def test_a_list_of_promises_has_one_for_each_group(tmp_path: Path) -> None:
    said = told(tmp_path, json.dumps(training(1, [24, 12, 6], people=[10, 30])))

    assert said.endswith(
        "bids[1].commitments.pay: expected 1 number, or 2, one for each of people, found 3"
    )


def test_a_list_for_one_group_is_asked_for_as_one_number(tmp_path: Path) -> None:
    said = told(tmp_path, json.dumps(training(1, [24, 12], people=[10])))

    assert said.endswith("bids[1].commitments.pay: expected one number, found 2")


def test_people_are_of_one_group_at_least(tmp_path: Path) -> None:
    said = told(tmp_path, json.dumps(training(1, 24, people=[])))

    assert said.endswith("people: expected a list of 1 or more, found a list of 0")


def test_people_are_counted_from_one(tmp_path: Path) -> None:
    said = told(tmp_path, json.dumps(training(1, 24, people=[0])))

    assert said.endswith("people[1]: expected 1 or more, found 0")


def two_promises(first: str, second: str, **items: object) -> dict[str, Any]:
    """Return a file of two promises, each of 24 hours at 250,000 to one worker."""
    file = minimal()
    plan, _ = file["elements"]
    file["elements"] = [plan] + [
        {
            "id": code,
            "kind": "commitment",
            "max": 5,
            "params": {"cap": 24, "funded_by": line, "unit_cost": 250_000},
        }
        for code, line in (("training", first), ("drill", second))
    ]
    for bid in file["bids"]:
        bid |= {
            "price": 11_000_000,
            "commitments": {"training": 24, "drill": 24},
            "items": items,
        }
    return file


def test_a_line_pays_for_one_promise(tmp_path: Path) -> None:
    """6,000,000 would else be reckoned twice, where 12,000,000 are promised."""
    said = told(
        tmp_path, json.dumps(two_promises("courses", "courses", courses=6_000_000))
    )

    assert said.endswith(
        "elements[3].params.funded_by: expected a line that does not pay for training,"
        " found courses"
    )


def test_a_line_is_a_part_of_the_price(tmp_path: Path) -> None:
    file = training(15_000_000, 24)
    file["bids"][0]["price"] = 90

    said = told(tmp_path, json.dumps(file))

    assert said.endswith(
        "bids[1].items.courses: expected at most the price 90, found 15000000"
    )


def test_lines_of_promises_are_parts_of_the_price_together(tmp_path: Path) -> None:
    file = two_promises("courses", "drills", courses=6_000_000, drills=5_000_001)
    file["bids"][1]["items"] = {"courses": 6_000_000, "drills": 5_000_000}

    said = told(tmp_path, json.dumps(file))

    assert said.endswith(
        "bids[1].items: expected lines that pay for promises within the price 11000000"
        " together, found 11000001"
    )


def test_a_figure_that_pays_for_no_promise_may_be_above_the_price(
    tmp_path: Path,
) -> None:
    """What a machine uses in its life is beside the price, not in it."""
    file = minimal()
    file["price"]["adjusted"] = {
        "formula": "formula.evaluated.life-cycle.1",
        "params": {"costs": ["fuel"]},
    }
    for bid in file["bids"]:
        bid["items"] = {"fuel": 1_000}

    found = {one["bid"]: one for one in answer(written(file, tmp_path))["results"]}

    assert found["melati"]["compared"]["exact"] == "1090"
