"""Facts in the words of the command line: what is waited for, and what is refused."""

from __future__ import annotations

import pytest

from api.words.codes import Codes
from rules.rule import Language


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("id", "catat fakta dari penerbit bujp-02 izin operasional"),
        ("en", "record a fact from its issuer bujp-02 operating licence"),
    ],
)
def test_what_is_waited_for(language: Language, expected: str) -> None:
    codes = Codes(language, "+07:00")

    assert codes.asked("record_fact", "bujp-02 operating_licence") == expected


@pytest.mark.parametrize(
    ("language", "name", "value", "expected"),
    [
        ("id", "kind", "legal_form", "bentuk usaha"),
        ("en", "kind", "legal_form", "legal form"),
        ("id", "service", "guard_supply", "penyediaan tenaga pengamanan"),
        ("en", "service", "guard_supply", "guard supply"),
    ],
)
def test_operands_of_refusals(
    language: Language, name: str, value: str, expected: str
) -> None:
    assert Codes(language, "+07:00").label(name, value) == expected
