"""`saksama replay BUNDLE` under another law, another scheme, or with an erratum."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.api.commands import (
    BAD_INPUT,
    DIFFERS,
    NOT_COMPARABLE,
    ROOT,
    SAME,
    saksama,
)
from tests.ledger.forging import Forgery
from tests.ledger.test_otherwise import BUNDLE, bundle

GUARDS = BUNDLE.with_name("security-2027.zip")
SCHEME = ROOT / "examples" / "security-2027" / "scheme.toml"


def scheme_of_then() -> str:
    """Return the scheme of the guards' bundle, which is of before facts were asked for."""
    head, *blocks = SCHEME.read_text("utf-8").split("[[requirements]]\n")
    kept = [b for b in blocks if not re.match('requirement = "(kbli|daftar-hitam)"', b)]
    text = "[[requirements]]\n".join((head, *kept))
    return re.sub('test = "fact"\nfact = .*\n', 'test = "judged"\n', text)


def changed(folder: Path, **values: str) -> Path:
    """Write the law of the bundle with some values changed."""
    (pack,) = bundle().packs.values()
    file = json.loads(pack.to_bytes())
    for value in file["values"]:
        value["value"] = values.get(value["id"].replace(".", "_"), value["value"])
    path = folder / "pack.json"
    path.write_text(json.dumps(file, indent=1), encoding="utf-8")
    return path


def test_the_law_of_the_day_changes_nothing() -> None:
    found = saksama("replay", BUNDLE, "--rules", "2026-10-19")

    assert found.exit_code == SAME
    assert "171 acts decided again, 0 otherwise" in found.output


def test_another_law_is_told_act_by_act_in_words(tmp_path: Path) -> None:
    pack = changed(tmp_path, labour_minimum_wage="3690000")
    english = saksama("replay", BUNDLE, "--rules", pack)
    indonesian = saksama("replay", BUNDLE, "--rules", pack, "--lang", "id")

    assert english.exit_code == indonesian.exit_code == DIFFERS
    assert "/0/results/p-07/verdict: passed → failed" in english.output
    assert (
        "Take the proof of qualification on p-07 is not waited for." in english.output
    )
    assert "171 tindakan diputus lagi, 5 berbeda" in indonesian.output
    assert "diterima" in indonesian.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nope", "expected a file, found none"),
        ("{}", "values: expected a value, found none"),
        ('{"values": 1, "days_off": [], "years": []}', "values: expected a list"),
    ],
)
def test_a_law_that_cannot_be_read_is_told(
    text: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "pack.json"
    if text != "nope":
        path.write_text(text, encoding="utf-8")

    found = saksama("replay", BUNDLE, "--rules", path)

    assert found.exit_code == BAD_INPUT
    assert said in found.stderr


def test_a_bundle_that_does_not_follow_from_its_own_law_says_nothing_of_another(
    tmp_path: Path,
) -> None:
    forgery = Forgery(BUNDLE.read_bytes(), bytes(32))
    forgery.edit(forgery.find("propose_award"), event=_other_winner)
    spoiled = tmp_path / "spoiled.zip"
    spoiled.write_bytes(forgery.written())

    found = saksama("replay", spoiled, "--rules", "2026-10-19")

    assert found.exit_code == NOT_COMPARABLE
    assert "does not follow from its own law" in found.output


def _other_winner(event: dict[str, Any]) -> None:
    event["winner"], event["reserves"] = "p-06", ["p-07"]


def test_the_scheme_of_the_tender_changes_nothing(tmp_path: Path) -> None:
    scheme = tmp_path / "scheme.toml"
    scheme.write_text(scheme_of_then(), "utf-8")

    found = saksama("replay", GUARDS, "--scheme", scheme)

    assert found.exit_code == SAME
    assert "2 results reckoned again, 0 otherwise" in found.output


def test_another_scheme_is_told_bid_by_bid(tmp_path: Path) -> None:
    """With a price that weighs more, the cheapest of them is first."""
    scheme = tmp_path / "scheme.toml"
    text = scheme_of_then()
    text = re.sub('weight = "0.[0-9]+"', 'weight = "0.01"', text)
    text = text.replace('weight = "0.01"', 'weight = "0.92"', 1)  # the price's
    text = re.sub('threshold = "[0-9]+"', 'threshold = "0"', text)
    scheme.write_text(text, "utf-8")

    found = saksama("replay", GUARDS, "--scheme", scheme)

    assert found.exit_code == DIFFERS
    assert "first: bujp-02 → bujp-01" in found.output
    assert "bujp-01 rank: 3 → 1" in found.output
    assert "the qualification of bujp-01 has not been proved" in found.output


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((), "expected bids in two_files, found one_file"),
        (
            (('envelopes = "two_files"', 'envelopes = "one_file"'),),
            "nobody has found pola-jaga",
        ),
    ],
    ids=["another number of files", "requirements that no bid was asked for"],
)
def test_a_scheme_that_asks_for_what_nobody_found_is_not_comparable(
    changes: tuple[tuple[str, str], ...], said: str, tmp_path: Path
) -> None:
    text = scheme_of_then()
    for old, new in changes:
        text = text.replace(old, new)
    scheme = tmp_path / "scheme.toml"
    scheme.write_text(text, "utf-8")

    found = saksama("replay", BUNDLE, "--scheme", scheme)

    assert found.exit_code == NOT_COMPARABLE
    assert f"NOT COMPARABLE: {said}" in found.output


def test_an_erratum_that_there_is_not_is_bad_input() -> None:
    found = saksama("replay", BUNDLE, "--erratum", 1)

    assert found.exit_code == BAD_INPUT
    assert "expected an erratum" in found.stderr
