"""`saksama evaluate`: published cases, figures read exactly, bad files told by line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # Prefect brings it
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from api.cli import app
from api.evaluating import evaluate_file
from api.files import exact_json
from api.files.evaluation_file import compared, parsed, read
from api.files.fault import FileFault
from api.schemas import evaluation
from scoring.merit.evaluation import evaluate
from tests.api.commands import BAD_INPUT, ROOT, SAME, saksama, started

CASES = sorted((ROOT / "tests" / "scoring" / "merit" / "cases").glob("*.json"))
PAGE = (ROOT / "docs" / "evaluate.md").read_text("utf-8")

EXCLUDED: dict[str, str] = {}
"""Published cases that are not run, with the reason: none."""

PUBLISHED = {
    *("sc-01", "sc-03", "sc-04", "sc-06", "sc-08", "sc-09", "sc-11", "sc-13"),
    *("sc-14", "sc-16", "sc-19", "sc-21", "pz-01", "pz-03", "pz-05", "pz-07"),
}

each_case = pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)


def case(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def file_of(path: Path, folder: Path) -> Path:
    """Write the file of a case with its number tokens as they stand."""
    text = path.read_text("utf-8")
    begin = text.index('"file": ') + len('"file": ')
    end = text.rindex('"expected": ')
    file = folder / "evaluation.json"
    file.write_text(text[begin:end].rstrip().rstrip(","), encoding="utf-8")
    return file


def answer(path: Path, *options: str) -> dict[str, Any]:
    ran = saksama("evaluate", path, "--json", *options)
    assert ran.exit_code == SAME, ran.output
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def nodes(node: Any) -> dict[str, str]:  # noqa: ANN401  # JSON
    if isinstance(node, str):
        return {}
    found = {node["name"]: node["result"]}
    for child in node["children"]:
        found |= nodes(child)
    return found


# Published cases -------------------------------------------------------------


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


# The page and the schema -----------------------------------------------------


def block(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found, f"a block {name}"
    return found[1]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    path = tmp_path / "cleaning.json"
    path.write_text(block("file"), encoding="utf-8")
    return path


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
    assert ran.stderr == "schema: expected one of evaluation, found 'moon'\n"


SCHEMA = jsonschema.Draft202012Validator(evaluation())


@each_case
def test_the_schema_takes_every_case(path: Path) -> None:
    SCHEMA.validate(case(path)["file"])


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(evaluation())


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


# Bad files -------------------------------------------------------------------


def minimal() -> dict[str, Any]:
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
    path = folder / "bad.json"
    path.write_text(text, encoding="utf-8")
    ran = saksama("evaluate", path)
    assert (ran.exit_code, ran.stdout) == (BAD_INPUT, "")
    assert ran.stderr.count("\n") == 1
    return ran.stderr.strip()


Change = Callable[[dict[str, Any]], object]

FAULTS: list[tuple[Change, str]] = [
    (lambda f: f.pop("v"), "v: expected a value, found none"),
    (lambda f: f.update(v=True), "v: expected one of 1, found "),
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
        "elements[1].params.by: expected one of mean, median, found 'mode'",
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
        "bids[1].id: expected text in quotes, found 1/2",
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


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("1e400", "a number of at most 40 characters, its exponent within 40"),
        ("1e-400", "a number of at most 40 characters"),
        ("1" * 5_000, "a number of at most 40 characters"),
        ("0." + "1" * 39, "a number of at most 40 characters"),
        ("0.1234567890123", "a number up to 10^15 in size with at most 12 decimals"),
        ("1e17", "a number up to 10^15 in size"),
        ("-0", "0 without a sign"),
        ("-0.0", "0 without a sign"),
        ("-0e3", "0 without a sign"),
        ("NaN", "a value in JSON"),
        ("Infinity", "a value in JSON"),
        ("-Infinity", "a value in JSON"),
        ("+1", "a value in JSON"),
        ("01", "a comma"),
        (".5", "a value in JSON"),
        ("5.", "a comma"),
    ],
)
def test_a_number_that_is_none_of_ours_is_refused(
    token: str, expected: str, tmp_path: Path
) -> None:
    text = json.dumps(minimal()).replace('"plan": 5', f'"plan": {token}')

    assert f"expected {expected}" in told(tmp_path, text)


@pytest.mark.parametrize(
    ("token", "exact"),
    [("0.1", "0.1"), ("1.50", "1.5"), ("5e0", "5"), ("25E-1", "2.5"), ('"1/3"', "1/3")],
)
def test_a_number_is_read_as_it_is_written(
    token: str, exact: str, tmp_path: Path
) -> None:
    path = tmp_path / "evaluation.json"
    path.write_text(json.dumps(minimal()).replace('"plan": 5', f'"plan": {token}'))

    found = {one["bid"]: one for one in answer(path)["results"]}
    assert found["melati"]["elements"]["plan"]["exact"] == exact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "a value in JSON, found the end of the file"),
        ("[]", "expected a table, found a list of 0"),
        ("null", "expected a table, found null"),
        ("[" * 100_000, "at most 32 levels"),
        ('{"v": 1, "v": 1}', "each key once"),
        (" " * (10 * 2**20), "at most 2097152 bytes"),
        ('{"v": "\\u001b[2J"}', "text without control characters"),
        ("{} {}", "nothing behind the value"),
        ("\ufeff{}", "no byte order mark"),
    ],
    ids=["empty", "list", "null", "deep", "twice", "huge", "control", "two", "mark"],
)
def test_a_file_that_is_none_is_refused(
    text: str, expected: str, tmp_path: Path
) -> None:
    assert expected in told(tmp_path, text)


def test_a_file_cut_anywhere_is_refused(tmp_path: Path) -> None:
    data = json.dumps(minimal()).encode()
    for length in range(len(data)):
        with pytest.raises(FileFault):
            parsed(exact_json.parse(data[:length], "cut.json"))
    assert parsed(exact_json.parse(data, "whole.json")).combine == "sum"
    assert evaluate_file(tmp_path, json=True, explained=False, wanted="en") == BAD_INPUT


TOKENS = st.sampled_from(
    [
        *("0", "1", "-1", "0.5", "1e3", "1e-9", "true", "null", '""', '"1/0"', '"x"'),
        *("[]", "{}", "[[1]]", '"formula.price.min-max.1"', '"committee"', "9" * 30),
        '{"kind": "panel"}',
    ]
)


@given(st.data())
@settings(max_examples=400)
def test_whatever_stands_at_a_place_is_evaluated_or_told(data: st.DataObject) -> None:
    """One value of the file, anywhere in it, is another token."""
    text = json.dumps(minimal())
    values = list(re.finditer(r'(?<=: )(?:"[^"]*"|\d+)|(?<=: )[\[{]\]?', text))
    at = data.draw(st.sampled_from(values))
    bad = text[: at.start()] + data.draw(TOKENS) + text[at.end() :]

    with suppress(FileFault):
        parsed(exact_json.parse(bad.encode(), "bad.json"))


@given(data=st.data())
@settings(max_examples=300)
def test_whatever_is_read_can_be_evaluated(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = minimal()
    where = data.draw(st.sampled_from(["elements", "price", "bids", ""]))
    record: Any = file if not where else file[where]
    record = data.draw(st.sampled_from(record)) if isinstance(record, list) else record
    name = data.draw(st.sampled_from(sorted(record)))
    record[name] = json.loads(data.draw(TOKENS))
    path = tmp_path_factory.getbasetemp() / "fuzz.json"
    path.write_text(json.dumps(file))

    assert evaluate_file(path, json=True, explained=True, wanted="en") in (0, BAD_INPUT)


# Behaviour -------------------------------------------------------------------


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
