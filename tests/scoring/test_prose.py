"""Sentences in two languages: complete, in step with the rules, exact."""

import re
from collections.abc import Mapping

import pytest

from scoring.explanation import cell, formula
from scoring.prose import FIELD, Sentences, sentence, to_text, written
from scoring.rule_ids import RULE_IDS, RuleId
from scoring.sentences import ENGLISH, INDONESIAN
from tests.scoring.samples import EVALUATIONS, TREES, nodes

LANGUAGES = pytest.mark.parametrize("language", [INDONESIAN, ENGLISH], ids=["id", "en"])


@LANGUAGES
def test_every_rule_has_a_sentence_and_every_sentence_a_rule(
    language: Sentences,
) -> None:
    assert tuple(language.rules) == RULE_IDS


def operands() -> Mapping[RuleId, set[str]]:
    found: dict[RuleId, set[str]] = {rule: set() for rule in RULE_IDS}
    for tree in TREES:
        for node in nodes(tree):
            found[node.rule] |= set(node.operands)
    return found


@LANGUAGES
def test_a_sentence_names_operands_that_its_rule_has(language: Sentences) -> None:
    known = operands()

    for rule, template in language.rules.items():
        named = {match["name"] for match in FIELD.finditer(template)}
        assert named <= known[rule] | {"result", "parts", "weighted"}, rule
        assert not re.search(r"[{}]", FIELD.sub("", template)), rule


@LANGUAGES
def test_both_languages_tell_the_same_figures(language: Sentences) -> None:
    for rule in RULE_IDS:
        told = sorted(match.group() for match in FIELD.finditer(language.rules[rule]))
        same = sorted(match.group() for match in FIELD.finditer(ENGLISH.rules[rule]))
        assert told == same, rule


CODES = re.compile(r"[a-z]+(?:_[a-z]+)+|pass|fail|pending|passed|failed|none|yes|no")


def test_indonesian_has_a_word_for_every_code() -> None:
    told = {
        word
        for done in EVALUATIONS
        for node in nodes(done.explanation)
        for match in FIELD.finditer(INDONESIAN.rules[node.rule])
        if match["how"] != "code" and match["name"] in node.operands
        for word in node.value(match["name"]).split()
        if CODES.fullmatch(word)
    }

    assert told <= set(INDONESIAN.words)


@LANGUAGES
def test_every_explanation_can_be_told(language: Sentences) -> None:
    for tree in TREES:
        lines = to_text(tree, language).splitlines()
        assert len(lines) >= len({node.name for node in nodes(tree)})


WAGE = formula(
    "w",
    "labour.holiday-allowance",
    304_326,
    share=cell("1/12", "labour.thr"),
    wage=cell(3_651_917, "labour.minimum_wage"),
    rounding=cell("half_up 0", "tender.scheme.rounding[line]"),
)


def test_a_sentence_leads_with_the_figures() -> None:
    assert sentence(WAGE, INDONESIAN) == (
        "THR: 1/12 x Rp3.651.917 = Rp304.326 (pembulatan setengah ke atas, desimal: 0)"
    )
    assert sentence(WAGE, ENGLISH) == (
        "holiday allowance: 1/12 x Rp3,651,917 = Rp304,326 (rounded half up, decimals: 0)"
    )


def test_what_was_told_once_is_referred_to() -> None:
    tree = formula("t", "arithmetic.sum", 608_652, a=WAGE, b=WAGE)

    assert to_text(tree, ENGLISH).splitlines() == [
        "[t] sum of 304,326 + 304,326 = Rp608,652",
        f"  [w] {sentence(WAGE, ENGLISH)}",
        "  [w] 304,326, see above",
    ]


@pytest.mark.parametrize(
    ("value", "how", "indonesian"),
    [
        ("3651917", "rupiah", "Rp3.651.917"),
        ("304326.42", "rupiah", "Rp304.326,42"),
        ("-1234.5", "", "-1.234,5"),
        ("-0.5", "", "-0,5"),
        ("0.0024", "percent", "0,24 %"),
        ("1/12", "", "1/12"),
        ("11/12", "percent", "275/3 %"),
        ("none", "rupiah", "tidak ada"),
        ("none", "code", "tidak ada"),
        ("2024", "code", "2024"),
        ("not_met", "", "tidak memenuhi"),
        ("wage-cleaner", "", "wage-cleaner"),
    ],
)
def test_a_value_is_written_as_the_language_writes_it(
    value: str, how: str, indonesian: str
) -> None:
    assert written(value, how, INDONESIAN) == indonesian


@pytest.mark.parametrize(
    ("language", "bands"),
    [
        (INDONESIAN, "mulai 1: 40 poin; mulai 2,5: 70 poin"),
        (ENGLISH, "from 1: 40 points; from 2.5: 70 points"),
    ],
    ids=["id", "en"],
)
def test_bands_are_said_in_words(language: Sentences, bands: str) -> None:
    assert written("1:40 2.5:70", "bands", language) == bands
