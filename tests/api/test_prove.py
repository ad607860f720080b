"""`saksama prove`: what it says, how it ends, and that its files say the same again."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from api import proving
from api.proof_text import part_named
from api.words.proving import PARTS, PROPERTIES, PROVING, TESTS
from rules.rule import Language
from scoring.proof import outcome
from scoring.proof.outcome import Part
from tests.api.commands import (
    BAD_INPUT,
    DIFFERS,
    NOT_COMPARABLE,
    ROOT,
    SAME,
    faults,
    saksama,
)
from tests.api.evaluations import minimal
from tests.scoring.proof.planted import BAD

PAGE = (ROOT / "docs" / "prove.md").read_text("utf-8")
GUARDS = ROOT / "examples" / "security-2027"
CLEANING = ROOT / "examples" / "cleaning-2027"

LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])


def block(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```console\n(.*?)```", PAGE, re.DOTALL)
    assert found, f"a block {name}"
    return found[1].split("\n", 1)[1]


def proved(path: Path, ends: int) -> Mapping[str, dict[str, Any]]:
    ran = saksama("prove", path, "--json")
    assert ran.exit_code == ends, ran.output
    return {one["property"]: one for one in json.loads(ran.stdout)["properties"]}


def written(folder: Path, **changes: object) -> Path:
    """Write a small file that is proved but for what is changed."""
    file: dict[str, Any] = {
        "v": 1,
        "currency": "IDR",
        "contract_type": "unit_price",
        "estimate": 1_000_000_000,
        "gates": [{"id": "hps", "kind": "ceiling"}],
        "price": {"formula": "formula.evaluated.own-price.1"},
        "combine": "lowest",
        "bids": [],
        **changes,
    }
    path = folder / "scheme.json"
    there = {name: value for name, value in file.items() if value is not None}
    path.write_text(json.dumps(there), "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "package", "spoken", "ends"),
    [
        ("guards", GUARDS, "id", DIFFERS),
        ("english", GUARDS, "en", DIFFERS),
        ("cleaning", CLEANING, "id", SAME),
    ],
)
def test_the_page_shows_what_the_command_says(
    name: str, package: Path, spoken: str, ends: int
) -> None:
    ran = saksama("prove", package, "--lang", spoken)

    assert ran.exit_code == ends
    shown = block(name)
    if name == "english":  # the page shows the end
        assert ran.stdout.endswith(shown)
    else:
        assert ran.stdout == shown


def test_the_page_names_every_property_and_floor() -> None:
    named = set(re.findall(r"`([\w-]+)`", PAGE))

    assert set(get_args(outcome.Property)) | set(get_args(outcome.Floor)) <= named


def test_a_counterexample_of_the_guards_is_shown_by_evaluate_itself(
    tmp_path: Path,
) -> None:
    ran = saksama("prove", GUARDS, "--out", tmp_path)

    def ranks(when: str) -> dict[str, int]:
        file = tmp_path / f"losing-bid-1-{when}.json"
        assert str(file) in ran.stdout
        answered = json.loads(saksama("evaluate", file, "--json").stdout)
        return {one["bid"]: one["rank"] for one in answered["results"]}

    before, after = ranks("before"), ranks("after")
    assert before["penawaran-a"] < before["penawaran-b"]
    assert after["penawaran-b"] < after["penawaran-a"]
    assert after["penawaran-c"] > 1
    assert "penawaran-c" not in before


@pytest.mark.parametrize(
    "name",
    [
        "a margin on what is taken off",
        "a tie that goes to the dearer to run",
        "bands whose top is a slip of the pen",
        "no threshold",
    ],
)
def test_every_counterexample_is_a_file_that_evaluate_takes(
    name: str, tmp_path: Path
) -> None:
    terms, _, _ = BAD[name]
    gates = [gate.to_json() for gate in terms.gates]
    path = written(tmp_path, **{"price": None, "gates": gates, **terms.merit.to_json()})

    ran = saksama("prove", path, "--out", tmp_path / "out")

    assert ran.exit_code == DIFFERS
    files = sorted((tmp_path / "out").iterdir())
    assert files
    for file in files:
        assert saksama("evaluate", file).exit_code == SAME


def test_the_floor_of_labour_cost_is_a_floor_where_the_tender_has_it(
    tmp_path: Path,
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(GUARDS, copy)
    tender = (copy / "tender.toml").read_text("utf-8")
    without, times = re.subn(
        r"(id = \"labour.floor_gate\"\nvalue = )\"true\"", r'\1"false"', tender
    )
    assert times == 1
    (copy / "tender.toml").write_text(without, "utf-8")

    chosen, left = proved(GUARDS, DIFFERS)["floor"], proved(copy, DIFFERS)["floor"]

    floor = [
        {"kind": "gate", "code": "labour-floor"},
        {"kind": "test", "code": "labour-floor"},
    ]
    assert all(one in chosen["proved"] for one in floor)
    assert not any(one in left["proved"] for one in floor)


def test_a_sound_file_is_proved_and_ends_with_0(tmp_path: Path) -> None:
    found = proved(written(tmp_path), SAME)

    assert [one["answer"] for one in found.values()] == ["proved"] * 3
    assert found["worse-promise"]["proved"] == [{"kind": "price"}]


def test_a_counterexample_ends_with_1_and_is_told_in_both_languages(
    tmp_path: Path,
) -> None:
    found = proved(written(tmp_path, gates=[]), DIFFERS)["floor"]

    (one,) = found["counterexamples"]
    assert one["kind"] == "estimate"
    assert int(one["after"][0]["price"]) > 1_000_000_000
    assert "harga di atas HPS" in one["says"]["id"]
    assert "a price above the estimate" in one["says"]["en"]
    assert one["before"] == []


def test_a_worse_value_is_shown_as_it_was_and_as_it_is(tmp_path: Path) -> None:
    price = {
        "formula": "formula.price.reference-distance.1",
        "max": 40,
        "params": {"reference": "estimate"},
    }
    path = written(tmp_path, combine="sum", price=price)

    ran = saksama("prove", path, "--out", tmp_path / "out")

    assert ran.exit_code == DIFFERS
    assert re.search(r"penawaran-a +Rp[\d,]+ > Rp[\d,]+ ", ran.stdout)
    assert {file.name for file in (tmp_path / "out").iterdir()} == {
        "worse-promise-1-before.json",
        "worse-promise-1-after.json",
    }


def test_another_currency_is_told_as_such(tmp_path: Path) -> None:
    ran = saksama("prove", written(tmp_path, gates=[], currency="EUR"))

    assert "EUR 1," in ran.stdout
    assert "Rp" not in ran.stdout


def test_what_is_neither_ends_with_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoring.proof.solver.LEMMA", 1)
    monkeypatch.setattr("scoring.proof.losing_bid.attempts", lambda _: ())
    monkeypatch.setattr("scoring.proof.losing_bid.is_proved", lambda _: False)

    ran = saksama("prove", written(tmp_path))

    assert ran.exit_code == NOT_COMPARABLE
    assert "UNKNOWN" in ran.stdout
    assert "Unknown: the order of two bids" in ran.stdout


def test_a_bad_file_ends_with_2(tmp_path: Path) -> None:
    spoilt = tmp_path / "file.json"
    spoilt.write_text(json.dumps({**minimal(), "v": 2}), "utf-8")

    for path, said in (
        (spoilt, "expected 1, found 2"),
        (tmp_path / "none.json", "expected a file"),
    ):
        ran = saksama("prove", path)
        assert ran.exit_code == BAD_INPUT
        assert said in faults(ran)[0]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("scheme.toml", 'weight = "0.4"', 'weight = "0.5"', "weights that add up to 1"),
        (
            "scheme.toml",
            'at = "tax"\nplaces = 0',
            'at = "tax"\nplaces = 2',
            "a tender without breaches",
        ),
        (
            "acts.toml",
            (
                'at = 2026-10-06T10:00:00+07:00\nparty = "ppk"\noffice = "ppk"\n'
                'command = "set_estimate"\n\n[[act]]\n'
            ),
            "",
            "an estimate",
        ),
    ],
)
def test_a_bad_package_ends_with_2(
    file: str, old: str, new: str, said: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(GUARDS, copy)
    text = (copy / file).read_text("utf-8")
    assert text.count(old) == 1
    (copy / file).write_text(text.replace(old, new), "utf-8")

    ran = saksama("prove", copy)

    assert ran.exit_code == BAD_INPUT
    assert f"expected {said}" in faults(ran)[0]


def test_without_z3_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "find_spec", lambda _: None)

    ran = saksama("prove", written(tmp_path))

    assert ran.exit_code == BAD_INPUT
    assert "expected the extra proof, found none" in faults(ran)[0]
    assert "install z3-solver from requirements.lock" in ran.stderr


@LANGUAGES
def test_each_property_part_and_test_has_words(language: Language) -> None:
    kinds = {
        *get_args(outcome.What),
        *get_args(outcome.Floor),
        "order",
        "reach",
        "formula",
    }

    assert set(PROPERTIES[language]) == set(get_args(outcome.Property))
    assert set(PARTS[language]) == kinds
    assert set(TESTS["id"]) == set(TESTS["en"])
    assert set(PROVING["id"]) == set(PROVING["en"])
    assert (
        part_named(Part(kind="test", code="labour-floor"), language)
        == (TESTS[language]["labour-floor"])
    )
