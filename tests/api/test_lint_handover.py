"""Lint of a successor tender: what the list, the scheme and the days breach or risk."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.api.commands import DIFFERS, SAME, saksama
from tests.journeys.drivers import EXAMPLE

HOUSE = "docs/handover.md"


def found(folder: Path) -> list[dict[str, Any]]:
    ran = saksama("lint", folder, "--json")
    findings: list[dict[str, Any]] = json.loads(ran.stdout)["findings"]
    breached = any(f["kind"] == "breach" for f in findings)
    assert ran.exit_code == (DIFFERS if breached else SAME)
    return findings


def planted(folder: Path, file: str, old: str, new: str) -> Path:
    copy = folder / "copy"
    shutil.copytree(EXAMPLE, copy)
    text = (copy / file).read_text("utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


def test_the_example_breaches_nothing_and_tells_what_people_may_lose() -> None:
    findings = found(EXAMPLE)
    of_people = {
        f["rule"]: f["operands"].get("workers")
        for f in findings
        if f["article"].startswith(HOUSE)
    }

    assert [f for f in findings if f["kind"] == "breach"] == []
    assert of_people == {
        "risk.service-unknown": "d-006",
        "risk.list-old": None,
        "risk.term-ends-before-start": "d-004",
        "risk.arrears-open": "d-002, d-008",
        "risk.arrear-without-amount": "d-008",
    }


def test_the_licences_on_the_list_answer_what_is_asked_of_a_post(
    tmp_path: Path,
) -> None:
    """Without a people.csv: the provider has said who holds which."""
    old, new = ",sim-a\nd-003", ",sim-c\nd-003"
    folder = planted(tmp_path, "handover.csv", old, new)

    out = {f["rule"]: f["operands"] for f in found(folder)}

    assert "risk.not-known-of-workers" not in out
    assert out["risk.leaves-workers-out"]["workers"] == "d-002"


@pytest.mark.parametrize(
    ("change", "rule", "article"),
    [
        (
            ("scheme.toml", 'undertakes = ["transfer", "past_service"]\n', ""),
            "scheme.no-transfer-undertaking",
            "PP 35/2021 art. 19(2), 19(3)",
        ),
        (
            ("tender.toml", "handover_on = 2026-12-03", "handover_on = 2026-12-10"),
            "handover.late",
            f"{HOUSE}, the handover",
        ),
        (
            ("tender.toml", "as_of = 2026-09-25", "as_of = 2027-01-04"),
            "handover.list",
            f"{HOUSE}, the list",
        ),
        (
            ("roster.csv", "2016-08,3651917", "2016-08,3500000"),
            "roster.not-as-handed-over",
            f"{HOUSE}, the list",
        ),
    ],
)
def test_a_planted_breach_is_found_with_its_article(
    tmp_path: Path, change: tuple[str, str, str], rule: str, article: str
) -> None:
    findings = found(planted(tmp_path, *change))

    breaches = {f["rule"]: f["article"] for f in findings if f["kind"] == "breach"}

    assert breaches[rule] == article


def test_a_package_that_is_not_planned_day_by_day_has_the_list_handed_over(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("bids"))
    (folder / "acts.toml").write_text("", encoding="utf-8")

    findings = found(folder)

    assert not [f for f in findings if f["rule"] == "roster.no-list"]
    assert "risk.term-ends-before-start" in {f["rule"] for f in findings}
