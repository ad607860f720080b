"""The description of the API is the one that is committed, and says how everything may end."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from api import problems
from tests.api.http.serving import serving

ROOT = Path(__file__).parents[3]
COMMITTED = ROOT / "docs" / "openapi.json"


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    with serving(tmp_path_factory.mktemp("office")) as server:
        found: dict[str, Any] = server.app.openapi()
    return found


def operations(described: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]


def test_it_is_committed(described: dict[str, Any]) -> None:
    text = json.dumps(described, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        COMMITTED.write_text(text, encoding="utf-8")

    assert COMMITTED.read_text(encoding="utf-8") == text


def test_each_operation_has_a_name_of_its_own_and_says_what_it_does(
    described: dict[str, Any],
) -> None:
    named = [one["operationId"] for _, _, one in operations(described)]

    assert len(set(named)) == len(named)
    assert all("__" not in name and name.count("_") <= 2 for name in named)
    assert all(one["description"] for _, _, one in operations(described))


def test_each_kind_of_problem_is_on_the_page() -> None:
    kinds = [one for one in vars(problems).values() if isinstance(one, problems.Kind)]
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    # Of `/metrics`, of no operation, and told by its rule instead.
    by_hand = {"no-key", "method-not-allowed", "refused"}

    missing = [k.name for k in kinds if f"{k.name}`" not in page]
    assert set(missing) == by_hand


def test_every_page_of_the_api_is_in_the_description(
    described: dict[str, Any],
) -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    told = {path for path in described["paths"] if path.startswith("/v1/")}

    same = page.replace("{n}", "{position}")
    assert not [path for path in told if path not in same]
