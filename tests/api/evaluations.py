"""Files for `saksama evaluate`: the published cases, the one of the page, a small one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.api.commands import BAD_INPUT, ROOT, SAME, faults, saksama

CASES = sorted((ROOT / "tests" / "scoring" / "merit" / "cases").glob("*.json"))
PAGE = (ROOT / "docs" / "evaluate.md").read_text("utf-8")

each_case = pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)


def case(path: Path) -> dict[str, Any]:
    """Return a published case: its source, its file, what is expected."""
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def answer(path: Path, *options: str) -> dict[str, Any]:
    """Return what the command answers of a file, as JSON."""
    ran = saksama("evaluate", path, "--json", *options)
    assert ran.exit_code == SAME, ran.output
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def block(name: str) -> str:
    """Return a block of the page, by the name in the comment above it."""
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found, f"a block {name}"
    return found[1]


def minimal() -> dict[str, Any]:
    """Return a small file that is sound, to be spoilt."""
    return {
        "v": 1,
        "currency": "IDR",
        "contract_type": "unit_price",
        "elements": [
            {"id": "plan", "kind": "given", "max": 10},
            {
                "id": "pay",
                "kind": "commitment",
                "max": 5,
                "params": {"cap": 9, "free_of_cost": True},
            },
        ],
        "price": {"formula": "formula.price.lowest-over-own.1", "max": 30},
        "combine": "sum",
        "bids": [
            {
                "id": "melati",
                "price": 90,
                "values": {"plan": 5},
                "commitments": {"pay": 4},
            },
            {
                "id": "mawar",
                "price": 80,
                "values": {"plan": 6},
                "commitments": {"pay": [3, 2]},
            },
        ],
    }


def told(folder: Path, text: str) -> str:
    """Return the one fault that is told of a bad file."""
    path = folder / "bad.json"
    path.write_text(text, encoding="utf-8")
    ran = saksama("evaluate", path)
    assert (ran.exit_code, ran.stdout) == (BAD_INPUT, "")
    (fault,) = faults(ran)
    return fault
