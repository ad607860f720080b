"""What the rules found, told; and an explanation as steps that can be followed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from publication.findings import titles
from publication.marks import Marks
from publication.steps import Step, groups, reasons_of
from publication.telling import Told, tell
from rules.findings import PLAIN, Titles, template_of
from scoring.prose import FIELD
from scoring.rule_ids import RULE_IDS, RuleId
from scoring.sentences import INDONESIAN
from tests.publication import samples

NO_MARKS = Marks(())


def told(rule: str, **operands: str) -> str:
    return str(tell(Told(rule, operands, "fail"), NO_MARKS))


@pytest.mark.parametrize("rule", RULE_IDS)
def test_every_rule_can_be_told(rule: RuleId) -> None:
    fields = {found["name"] for found in FIELD.finditer(INDONESIAN.rules[rule])}
    made = {"parts", "result", "weighted"}
    operands = dict.fromkeys((fields - made) | {"weights"}, "1200")

    said = tell(Told(rule, operands, "1200", parts=("weights",)), NO_MARKS)

    assert said
    assert "{" not in said


def test_a_finding_leads_with_its_figures() -> None:
    assert told("price.above-estimate", price="2998577621", estimate="2987654000") == (
        "Harga terkoreksi Rp2.998.577.621 melebihi HPS Rp2.987.654.000"
    )


def test_what_was_not_said_is_left_out() -> None:
    found = {"price": "9", "estimate": "10", "share": "0.8", "judgement": "rejected"}

    assert told("price.reasonableness", **found) == (
        "Harga Rp9 di bawah 80% \N{MULTIPLICATION SIGN} HPS Rp10, dinilai tidak wajar"
    )


def test_a_promise_is_made_or_not() -> None:
    assert told("commitments.transfer-clause", answer="no") == (
        "Klausul pengalihan pelindungan hak tidak dijanjikan"
    )


def test_people_are_quoted_where_their_words_came_along() -> None:
    place = "judgements[p06][nib].reason"
    operands = {
        "requirement": "nib",
        "answer": "yes",
        "evidence": "kualifikasi#2",
        "judgement": "not_met",
        "reason": place,
    }
    failed = (
        "nib: dinyatakan ada, tetapi bukti yang ditunjuk tidak membuktikannya, "
        "kualifikasi hlm.\N{NO-BREAK SPACE}2"
    )

    without = tell(Told("eligibility.judged", operands, "fail"), NO_MARKS)
    quoted = tell(
        Told(
            "eligibility.judged", operands, "fail", reasons={place: "<b>KBLI</b> lain"}
        ),
        NO_MARKS,
    )

    assert without == failed
    assert quoted == f"{failed}, alasan “&lt;b&gt;KBLI&lt;/b&gt; lain”"


def test_codes_are_told_by_their_titles() -> None:
    known = Titles(
        items={"upah": "Upah"}, requirements={"k3": "Sertifikat K3 pengawas"}
    )
    unshown = {"requirement": "k3", "answer": "yes", "evidence": "none"}
    under = {"items": "upah", "offered": "1", "required": "2"}

    lacking = tell(Told("eligibility.judged", unshown, "fail", titles=known), NO_MARKS)
    below = tell(Told("price.labour-floor", under, "fail", titles=known), NO_MARKS)

    assert lacking == (
        "Sertifikat K3 pengawas: dinyatakan ada, tetapi tidak ada bukti yang ditunjuk"
    )
    assert below == "Upah: ditawarkan Rp1, kurang dari Rp2 yang wajib"


@pytest.mark.parametrize("rule", PLAIN["id"])
def test_each_case_can_be_told_in_both_languages_with_the_same_figures(
    rule: str,
) -> None:
    told_in = {
        language: {
            case: sorted(found.group() for found in FIELD.finditer(template))
            for case, template in findings[rule].items()
        }
        for language, findings in PLAIN.items()
    }

    assert told_in["id"] == told_in["en"]


def test_every_test_of_the_evaluation_is_told_case_by_case() -> None:
    """What is reckoned, and the order of bids, has one sentence; a test has several."""
    reckoned = {"labour", "vat", "affordability", "arithmetic", "evaluation"}
    reckoned |= {"formula", "merit"}
    tests = {rule for rule in RULE_IDS if rule.partition(".")[0] not in reckoned}

    assert tests - set(PLAIN["id"]) == {
        "commitments.graded",
        "commitments.graded-cost",
        "price.extra-quantity",
        "price.extra-quantity-imbalanced",
        "price.found-input",
        "price.found-unit-price",
        "price.rebuilt",
        "qualification.capacity-others",
        "qualification.capacity-small",
        "qualification.contracts",
        "qualification.exempt",
        "ranking.lowest",
        "ranking.order",
        "ranking.order-evaluated",
    }
    assert set(PLAIN["id"]) - tests == {"arithmetic.schedule"}


def test_every_finding_of_the_samples_has_a_sentence_of_its_own() -> None:
    for bid in ("p01", "p02", "p03", "p04", "p05", "p06", "p07"):
        for node in nodes(samples.data("result_letter", about=bid)["explanation"]):
            operands = {name: value for name, value, _ in node["operands"]}
            if node["rule"] in PLAIN["id"]:
                assert template_of(node["rule"], node["result"], operands, "id")


def test_a_rule_of_another_release_is_told_by_its_operands() -> None:
    assert told("price.moon", phase="<full>") == "price.moon: phase &lt;full&gt;"


@pytest.fixture(scope="module")
def letter() -> dict[str, Any]:
    return samples.data("result_letter", about="p02")


@pytest.fixture(scope="module")
def steps(letter: dict[str, Any]) -> list[Step]:
    reasons = reasons_of(letter["bid"])
    found = groups(letter["explanation"], NO_MARKS, reasons, titles(letter))
    return [step for group in found for step in group.steps]


def nodes(node: dict[str, Any]) -> list[dict[str, Any]]:
    below = [nodes(child) for child in node["children"] if not isinstance(child, str)]
    return [node, *(one for part in below for one in part)]


def test_every_node_is_one_step(letter: dict[str, Any], steps: list[Step]) -> None:
    _root, *rest = nodes(letter["explanation"])

    assert [step.number for step in steps] == list(range(1, len(rest) + 1))
    assert sorted(step.rule for step in steps) == sorted(node["rule"] for node in rest)


def test_a_step_uses_only_earlier_steps(steps: list[Step]) -> None:
    for step in steps:
        used = {int(number) for number in re.findall(r"\[(\d+)\]", step.text)}

        assert all(number < step.number for number in used)


def test_a_sum_can_be_added_up_from_the_steps_that_it_names(steps: list[Step]) -> None:
    sums = [step for step in steps if step.rule == "arithmetic.sum"]

    assert sums
    for step in sums:
        named = [int(number) for number in re.findall(r"\[(\d+)\]", step.text)]
        assert sum(int(steps[n - 1].result) for n in named) == int(step.result)


def test_a_product_can_be_multiplied(steps: list[Step]) -> None:
    line = next(step for step in steps if step.rule == "arithmetic.product")

    assert line.text.striptags() == (
        "Bahan pembersih: perkalian dibetulkan; 12 \N{MULTIPLICATION SIGN} Rp3.900.000 (semula Rp45.800.000)"
    )
    assert line.shown == "Rp46.800.000"
