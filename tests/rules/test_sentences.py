"""Sentences over exact operands, and every refusal there is said in both languages."""

from __future__ import annotations

from string import Formatter

import pytest

import rules.decisions  # noqa: F401  # before the catalogue, which goes round in a circle
from rules.catalogue import RULES
from rules.rule import Language
from rules.sentences import UnknownFormatError, percent, sentence

OPERANDS = {
    "estimate": "2987654000",
    "share": "0.8",
    "signed": "2026-12-02",
    "deadline": "2026-10-19T03:00:00.000000Z",
    "python_time": "2026-10-19 03:00:00.482000+00:00",
    "bids": "p01, p02, p03",
    "none": "-",
}


@pytest.mark.parametrize(
    ("template", "indonesian", "english"),
    [
        ("{estimate:rp}", "Rp2.987.654.000", "Rp2,987,654,000"),
        ("{share:pct}", "80%", "80%"),
        ("{share:num}", "0,8", "0.8"),
        ("{signed:day}", "Rabu, 2 Desember 2026", "Wednesday, 2 December 2026"),
        (
            "{deadline:time}",
            "Senin, 19 Oktober 2026 pukul 10.00 WIB",
            "Monday, 19 October 2026 at 10:00 WIB",
        ),
        (
            "{python_time:time}",
            "Senin, 19 Oktober 2026 pukul 10.00.00,482000 WIB",
            "Monday, 19 October 2026 at 10:00:00.482000 WIB",
        ),
        ("{bids:list}", "p01, p02, dan p03", "p01, p02 and p03"),
        ("{none:rp} {none:time} {signed:time}", "- - 2026-12-02", "- - 2026-12-02"),
        ("{unknown:rp}", "?", "?"),
        ("100 {{x}}", "100 {x}", "100 {x}"),
    ],
)
def test_an_operand_is_spelled_as_the_template_asks(
    template: str, indonesian: str, english: str
) -> None:
    assert sentence(template, OPERANDS, "id") == indonesian
    assert sentence(template, OPERANDS, "en") == english


def test_a_moment_is_told_in_the_zone_of_the_process() -> None:
    told = sentence("{deadline:time}", OPERANDS, "id", offset="+09:00")

    assert told == "Senin, 19 Oktober 2026 pukul 12.00 WIT"


LAST = "9999-12-31T23:30:00.000000Z"
"""A moment that the form allows, and that falls after the last day there is in Jambi."""


@pytest.mark.parametrize("template", ["{until}", "{until:time}"])
def test_a_moment_after_the_last_day_there_is_stays_as_it_is(template: str) -> None:
    assert sentence(template, {"until": LAST}, "id") == LAST
    assert sentence(template, {"until": LAST}, "en", offset="+00:00") == (
        "Friday, 31 December 9999 at 23:30 UTC+00:00"
    )


def test_labels_put_words_for_codes() -> None:
    told = sentence(
        "{bids:list}; {share}",
        OPERANDS,
        "id",
        labels=lambda name, value: f"{name} {value}",
    )

    assert told == "bids p01, bids p02, dan bids p03; share 0.8"


def test_a_share_without_end_says_that_it_is_rounded() -> None:
    assert percent("2/3") == "≈66,67%"


def test_an_unknown_form_is_a_mistake_of_ours() -> None:
    with pytest.raises(UnknownFormatError, match=r"expected a form of .*, found 'usd'"):
        sentence("{estimate:usd}", OPERANDS, "en")


@pytest.mark.parametrize("name", sorted(RULES))
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_refusal_can_be_told(name: str, language: Language) -> None:
    rule = RULES[name]
    fields = {
        field for _, field, _, _ in Formatter().parse(rule.says[language]) if field
    }

    told = sentence(rule.says[language], dict.fromkeys(fields, "7"), language)

    assert told[:1].isupper() or told[:1].isdigit()
    assert told.endswith(".")
    assert "{" not in told
    assert "?" not in told


@pytest.mark.parametrize("name", sorted(RULES))
def test_both_languages_tell_the_same_operands(name: str) -> None:
    said = {
        language: {field for _, field, _, _ in Formatter().parse(template) if field}
        for language, template in RULES[name].says.items()
    }

    assert said["id"] == said["en"]
