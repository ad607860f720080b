"""Which sentence says what facts show: each case is that of a test that was made."""

from __future__ import annotations

import pytest

from rules.findings import said
from scoring.explanation import Finding
from scoring.qualification import Known, fact_tests
from tender.imported_fact import ImportedFact
from tests.scoring.qualified import AGAINST, HELD, a_fact, asking

OLD = "2026-09-21"
"""A day more than thirty days before bids close."""


def told(requirement: str, *facts: ImportedFact, held: bool = True) -> str:
    """Return what a bid with *facts* hears of a requirement."""
    line = asking(requirement, max_age=30)
    assert line.fact is not None
    known = Known(bid="melati", facts=facts, holders=HELD if held else None)
    (test,) = fact_tests(line, line.fact, known, AGAINST)
    operands = {name: test.value(name) for name in test.operands}
    return said(Finding(test.rule, test.verdict, operands), "en")


@pytest.mark.parametrize(
    ("requirement", "facts", "expected"),
    [
        ("kbli", [], "kbli: not looked up at its issuer yet"),
        (
            "kbli",
            [a_fact("kbli", as_of=OLD, issuer="OSS")],
            (
                "kbli: the fact of OSS as of 21 September 2026 is older than allowed, "
                "from 22 September 2026 on"
            ),
        ),
        (
            "form",
            [a_fact("legal_form", form="sole_trader", issuer="Ditjen AHU")],
            (
                "form: founded as sole trader, asked is limited company; co-operative, "
                "says Ditjen AHU as of 23 October 2026"
            ),
        ),
        (
            "experience",
            [a_fact("experience", completed=[]), a_fact("firm", as_of=OLD)],
            (
                "experience: founding and size not looked up at their issuer yet, "
                "or too long ago"
            ),
        ),
        (
            "experience",
            [a_fact("firm", founded="2025-01-01", issuer="OSS")],
            (
                "experience: exempt as a small firm founded lately, "
                "says OSS as of 23 October 2026"
            ),
        ),
        (
            "experience",
            [a_fact("experience")],
            (
                "experience: 2 contracts completed, asked are 2, "
                "says registry as of 23 October 2026"
            ),
        ),
        (
            "capacity",
            [a_fact("capacity"), a_fact("firm")],
            (
                "capacity: remaining capacity 2 packages, asked are 1, "
                "says registry as of 23 October 2026"
            ),
        ),
        (
            "capacity",
            [a_fact("capacity")],
            (
                "capacity: founding and size not looked up at their issuer yet, "
                "or too long ago"
            ),
        ),
    ],
)
def test_a_fact_is_told_with_its_issuer_and_its_day(
    requirement: str, facts: list[ImportedFact], expected: str
) -> None:
    assert told(requirement, *facts) == expected


def test_who_declares_no_holders_hears_that() -> None:
    assert told("independent", held=False) == (
        "independent: owners and officers not declared"
    )
