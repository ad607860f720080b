"""Every reason to refuse is provoked somewhere, and says what it means in two languages."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from rules import catalogue
from rules.decisions import DECIDERS
from rules.due import due
from rules.lint import risk_rules as lint
from rules.rule import Citation, Language, Refusal
from tender.codes import Status
from tests.journeys import cleaning
from tests.rules import (
    test_addendum,
    test_amendment,
    test_announcement,
    test_award,
    test_bidding,
    test_carrying,
    test_committee,
    test_decisions,
    test_declining,
    test_epochs,
    test_evaluation,
    test_extending,
    test_facts,
    test_failure,
    test_fulfilment,
    test_handover,
    test_method,
    test_moderation,
    test_negotiation,
    test_opening,
    test_orders,
    test_parties,
    test_points_marks,
    test_points_prices,
    test_points_result,
    test_points_scheme,
    test_preference,
    test_preparation,
    test_price_judged,
    test_proof_and_ties,
    test_roster,
    test_rounds,
    test_schedule,
    test_values,
)
from tests.rules.scenes import Refused

ROWS: tuple[Refused, ...] = tuple(
    row
    for module in (
        test_decisions,
        test_preparation,
        test_method,
        test_parties,
        test_values,
        test_carrying,
        test_committee,
        test_epochs,
        test_roster,
        test_schedule,
        test_announcement,
        test_addendum,
        test_amendment,
        test_extending,
        test_bidding,
        test_opening,
        test_evaluation,
        test_preference,
        test_price_judged,
        test_facts,
        test_proof_and_ties,
        test_negotiation,
        test_award,
        test_failure,
        test_rounds,
        test_declining,
        test_fulfilment,
        test_handover,
        test_points_marks,
        test_moderation,
        test_points_prices,
        test_points_result,
        test_points_scheme,
        test_orders,
    )
    for row in module.REFUSED
)
"""Every refusal that a table of these tests provokes."""


def refusals() -> list[Refusal]:
    """Return what the rows are refused with."""
    found = [row.plan.scene().decide().refusal for row in ROWS]
    return [refusal for refusal in found if refusal is not None]


def test_every_rule_is_provoked() -> None:
    not_provoked = sorted(catalogue.RULES.keys() - {row.rule for row in ROWS})

    assert not_provoked == []


def test_no_row_is_there_twice() -> None:
    twice = [
        n for n, times in Counter((r.rule, r.name) for r in ROWS).items() if times > 1
    ]

    assert twice == []


@pytest.mark.parametrize("language", get_args(Language))
def test_every_refusal_can_be_said(language: Language) -> None:
    """No brace is left over, no operand is unknown, and what to do is there."""
    for refusal in refusals():
        said = catalogue.says(refusal, language)
        remedy = catalogue.remedy(refusal, language)

        assert not {"{", "}"} & set(said + remedy)
        assert "?" not in said
        assert said.endswith(".")
        assert remedy.endswith(".")


def test_no_operand_goes_unsaid() -> None:
    """What a refusal names, its sentence names: in both languages the same."""
    for refusal in refusals():
        for template in catalogue.RULES[refusal.rule].says.values():
            named = {name for _, name, _, _ in Formatter().parse(template) if name}
            assert named == set(refusal.operands), refusal.rule


def test_both_languages_spell_an_operand_in_the_same_form() -> None:
    """An amount is money in both, a moment is a moment in both."""
    for rule in (*catalogue.RULES.values(), *lint.OWN.values()):
        forms = [
            {name: form for _, name, form, _ in Formatter().parse(template) if name}
            for template in rule.says.values()
        ]
        assert forms[0] == forms[1], rule.id


def test_every_rule_cites_something_and_says_how_far_it_is_known() -> None:
    for rule in catalogue.RULES.values():
        assert rule.citation.text
        assert rule.citation.status in get_args(Status)
        assert (rule.citation.status == "chosen") == _is_our_own(rule.citation)


def _is_our_own(citation: Citation) -> bool:
    return citation.text.startswith("docs/")


DOCS = Path(__file__).parents[2] / "docs"


def own_citations() -> list[str]:
    """Return every place of this house's own that a rule, a power or a step cites."""
    said = (*catalogue.RULES.values(), *lint.OWN.values())
    rules = [rule.citation for rule in said]
    powers = [registered.power.rule.citation for registered in DECIDERS.values()]
    run = cleaning.journey()
    steps = [
        step.article
        for m in run.moments
        for step in due(m.state, m.pack)
        if step.article
    ]
    return sorted({c.text for c in (*rules, *powers, *steps) if _is_our_own(c)})


def test_what_cites_this_house_cites_a_heading_that_is_there() -> None:
    for text in own_citations():
        page, _, topic = text.partition(";")[0].partition(", ")
        headings = [
            line.lstrip("# ").casefold()
            for line in (DOCS.parent / page).read_text().splitlines()
            if line.startswith("#")
        ]
        assert headings, text
        assert not topic or topic in headings, text


def test_each_command_has_an_article_for_the_office_that_may_ask() -> None:
    articles = {kind: registered.power.rule for kind, registered in DECIDERS.items()}

    assert {rule.id for rule in articles.values()} == {"office.not-competent"}
    assert all(rule.citation.text for rule in articles.values())


def test_an_amount_in_a_refusal_is_spelled_as_money() -> None:
    row = next(r for r in ROWS if r.rule == "estimate.above-budget")
    refusal = row.plan.scene().decide().refusal
    assert refusal is not None

    assert catalogue.says(refusal, "id") == (
        "HPS Rp3.150.000.000,01 melebihi pagu Rp3.150.000.000."
    )


EACH_FIRST = """
import importlib, pkgutil, sys
import rules
names = [m.name for m in pkgutil.walk_packages(rules.__path__, "rules.")]
for name in names:
    for loaded in [m for m in sys.modules if m.split(".")[0] == "rules"]:
        del sys.modules[loaded]
    try:
        importlib.import_module(name)
    except ImportError as error:
        print(name, error)
"""


def test_every_module_of_the_rules_can_be_imported_first() -> None:
    """None of them goes round in a circle with another."""
    ran = subprocess.run(
        [sys.executable, "-c", EACH_FIRST], check=True, capture_output=True, text=True
    )

    assert ran.stdout == ""
