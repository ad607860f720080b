"""Files of `saksama evaluate` are read exactly; whatever stands in one is evaluated or told."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.evaluating import evaluate_file
from api.files import exact_json
from api.files.evaluation_file import parsed
from api.files.fault import FileFault
from tests.api.commands import BAD_INPUT
from tests.api.evaluations import answer, minimal, told


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
