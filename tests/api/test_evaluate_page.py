"""The page of `saksama evaluate` shows what the command says, and its schema is the one kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # Prefect brings it
import pytest

from api.schemas import evaluation
from tests.api.commands import BAD_INPUT, ROOT, SAME, saksama
from tests.api.evaluations import PAGE, answer, block, case, each_case, minimal


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("text", ["--lang", "id"]),
        ("english", ["--lang", "en"]),
        ("explained", ["--lang", "en", "--explain"]),
    ],
)
def test_the_page_shows_what_the_command_says(
    name: str, options: list[str], example: Path
) -> None:
    ran = saksama("evaluate", example, *options)

    shown = block(name).split("\n", 1)[1]
    if name == "explained":  # the page shows the beginning
        assert ran.stdout.split("\n\n", 1)[1].startswith(shown)
    else:
        assert ran.stdout == shown


def test_the_page_shows_the_json_of_the_first_bid(example: Path) -> None:
    assert answer(example)["results"][0] == json.loads(block("json"))


def test_the_page_shows_what_a_fault_is_told_like(example: Path) -> None:
    text = example.read_text().replace('"scale": 5', '"scale": 0')
    example.write_text(text)

    assert saksama("evaluate", example).stderr == block("fault").split("\n", 1)[1]


def test_the_page_names_every_field() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))
    schema = evaluation()
    for record in (schema, *schema["$defs"].values()):
        assert set(record.get("properties", {})) <= named


def test_the_schema_is_the_one_that_is_kept() -> None:
    ran = saksama("schema", "evaluation")

    assert ran.exit_code == SAME
    kept = (ROOT / "docs" / "schema" / "evaluation.json").read_text("utf-8")
    assert json.loads(ran.stdout) == json.loads(kept)


def test_an_unknown_schema_is_told_with_the_known() -> None:
    ran = saksama("schema", "moon")

    assert (ran.exit_code, ran.stdout) == (BAD_INPUT, "")
    assert ran.stderr.splitlines() == [
        "schema:1: name: diharapkan nama skema, salah satu dari evaluation, ditemukan 'moon'",
        "schema:1: name: expected the name of a schema, one of evaluation, found 'moon'",
        "    Yang harus dilakukan: Pakai salah satu pilihan itu, persis seperti tertulis.",
        "    What to do: Use one of these, exactly as written.",
    ]


SCHEMA = jsonschema.Draft202012Validator(evaluation())


@each_case
def test_the_schema_takes_every_case(path: Path) -> None:
    SCHEMA.validate(case(path)["file"])


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(evaluation())


def by_content(file: dict[str, Any], code: object) -> None:
    """Count the price by the share of local content, the figure *code* of a bid."""
    file["price"]["adjusted"] = {
        "formula": "formula.evaluated.preference-divided.1",
        "params": {"local-content": code, "margin": 0.25},
    }
    for bid in file["bids"]:
        bid["items"] = {"tkdn": 0, "1": 0}


def test_a_code_of_digits_is_taken_in_quotes(tmp_path: Path) -> None:
    file = minimal()
    by_content(file, "1")
    path = tmp_path / "evaluation.json"
    path.write_text(json.dumps(file))

    assert SCHEMA.is_valid(file)
    assert saksama("evaluate", path).exit_code == SAME


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file["price"].update(formula="formula.price.cheapest.1"),
        lambda file: file["price"].update(params={"below": "zero"}),
        lambda file: file["price"].pop("formula"),
        lambda file: file["elements"][0].update(max=True),
        lambda file: file["elements"][0].update(kind="guess"),
        lambda file: file["bids"][0].update(price=-1),
        lambda file: file["bids"][0].update(price="1.5"),
        lambda file: file.update(v=2),
        lambda file: file.update(note="?"),
        lambda file: file.update(shortlist=None),
        lambda file: file["bids"][0].update(price=None),
        lambda file: file["elements"][0].update(threshold=None),
        lambda file: file.update(people=[]),
        lambda file: by_content(file, 1),
        lambda file: by_content(file, ["tkdn", 0.5]),
        lambda file: by_content(file, "Local content"),
    ],
)
def test_the_schema_refuses_what_the_command_refuses(
    change: Callable[[dict[str, Any]], object], tmp_path: Path
) -> None:
    file = minimal()
    change(file)
    path = tmp_path / "evaluation.json"
    path.write_text(json.dumps(file))

    assert not SCHEMA.is_valid(file)
    assert saksama("evaluate", path).exit_code == BAD_INPUT
