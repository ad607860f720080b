"""`saksama evaluate`: published cases come out as published, and how it is told."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.files.evaluation_bids import compared
from api.files.evaluation_file import read
from scoring.merit.evaluation import evaluate
from tests.api.commands import SAME, saksama, started
from tests.api.evaluations import CASES, answer, block, case, each_case, minimal

EXCLUDED: dict[str, str] = {}
"""Published cases that are not run, with the reason: none."""

PUBLISHED = {
    *("sc-01", "sc-03", "sc-04", "sc-06", "sc-08", "sc-09", "sc-11", "sc-13"),
    *("sc-14", "sc-16", "sc-19", "sc-21", "pz-01", "pz-03", "pz-05", "pz-07"),
}


def file_of(path: Path, folder: Path) -> Path:
    """Write the file of a case with its number tokens as they stand."""
    text = path.read_text("utf-8")
    begin = text.index('"file": ') + len('"file": ')
    end = text.rindex('"expected": ')
    file = folder / "evaluation.json"
    file.write_text(text[begin:end].rstrip().rstrip(","), encoding="utf-8")
    return file


def nodes(node: Any) -> dict[str, str]:  # noqa: ANN401  # JSON
    if isinstance(node, str):
        return {}
    found = {node["name"]: node["result"]}
    for child in node["children"]:
        found |= nodes(child)
    return found


def test_every_published_case_is_run_or_excluded_with_a_reason() -> None:
    run = {"-".join(path.stem.split("-")[:2]) for path in CASES}

    assert run | set(EXCLUDED) == PUBLISHED


@each_case
def test_a_published_case_comes_out_as_published(path: Path, tmp_path: Path) -> None:
    found = answer(file_of(path, tmp_path), "--explain")

    results = {one["bid"]: one for one in found["results"]}
    worked = nodes(found["explanation"])
    for name, expected in case(path)["expected"].items():
        match name:
            case "rank" | "quality_rank" | "verdict":
                assert {bid: results[bid][name] for bid in expected} == expected
            case "total" | "points" | "compared":
                told = {bid: results[bid][name]["rounded"] for bid in expected}
                assert told == expected
            case "compared_exact":
                told = {bid: results[bid]["compared"]["exact"] for bid in expected}
                assert told == expected
            case "near":
                for bid, value in expected.items():
                    away = Fraction(results[bid]["compared"]["exact"]) - Fraction(value)
                    assert abs(away) < Fraction(1, 10**9)
            case "nodes":
                assert {node: worked[node] for node in expected} == expected
            case _:
                assert found.get(name) == expected


def test_the_margin_is_what_the_published_one_is(tmp_path: Path) -> None:
    """sc-08 prints it by itself: 5,131,996 for the foreign bid, none for the other."""
    with_it, without = (
        {
            one["bid"]: int(one["compared"]["rounded"])
            for one in answer(file_of(path, tmp_path))["results"]
        }
        for path in (
            CASES[0].with_name(f"{n}.json") for n in ("sc-08", "sc-08-evaluated")
        )
    )

    assert {bid: with_it[bid] - without[bid] for bid in with_it} == {
        "x": 0,
        "y": 5_131_996,
    }


@each_case
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_case_is_told_within_eighty_columns(
    path: Path, language: str, tmp_path: Path
) -> None:
    ran = saksama("evaluate", file_of(path, tmp_path), "--lang", language)

    assert ran.exit_code == SAME
    assert ran.stdout.endswith("\n")
    assert all(len(line) <= 80 for line in ran.stdout.splitlines())


@each_case
def test_a_case_says_where_it_was_published(path: Path) -> None:
    assert re.match(r"https://|[A-Za-z-]+/[\w.-]+@[0-9a-f]{40}", case(path)["source"])


def test_what_is_piped_is_plain_and_the_process_ends_with_0(example: Path) -> None:
    ran = started("evaluate", example)

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == block("english").split("\n", 1)[1]


@pytest.mark.parametrize(("variable", "word"), [("id", "Urutan"), ("en", "Rank")])
def test_the_language_is_chosen_as_elsewhere(
    variable: str, word: str, example: Path
) -> None:
    runner = CliRunner(env={"SAKSAMA_LANG": variable})

    assert runner.invoke(app, ["evaluate", str(example)]).stdout.startswith(word)


def test_amounts_are_told_in_the_currency_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "evaluation.json"
    path.write_text(json.dumps({**minimal(), "currency": "UAH"}))

    said = saksama("evaluate", path, "--explain").stdout

    assert "UAH 90" in said
    assert "Rp" not in said


def test_sealed_prices_are_waited_for(tmp_path: Path) -> None:
    file = minimal()
    del file["bids"][0]["price"]
    path = tmp_path / "evaluation.json"
    path.write_text(json.dumps(file))

    said = saksama("evaluate", path).stdout

    assert said.splitlines() == [
        "melati: waits for prices",
        "mawar: waits for prices",
    ]


def test_the_core_is_given_what_the_file_says(example: Path) -> None:
    file, document = read(example)
    terms, bids = compared(file, document)

    assert terms.merit is file
    assert [bid.bid for bid in bids] == [bid.id for bid in file.bids]
    assert evaluate(terms, bids).winner == answer(example)["winner"]


def test_a_file_is_stored_in_one_spelling(example: Path) -> None:
    """The scheme of a file is a record as any other: its bytes are read back alike."""
    file, _ = read(example)

    assert type(file).from_json(json.loads(file.to_bytes())) == file
