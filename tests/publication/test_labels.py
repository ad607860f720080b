"""Every code that the rooms can make has its words."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any, get_args, get_type_hints

import pytest

from publication.labels import ENGLISH, LABELS, NoLabelError, label, operand
from publication.values import VALUES
from rules.articles import article_of
from rules.choices import CHOOSABLE
from scoring import explanation
from scoring.rule_ids import RULE_IDS
from tender import codes, lifecycle, scheme, works
from tender.commands import award, evaluation, fulfilment, opening, preparation
from tender.events import evaluation as evaluated
from tender.events import opening as opened
from tender.events import preparation as prepared
from tender.offer import Commitments
from tender.stored import Stored

VALUE_FILES = (
    "id/procurement.toml",
    "id/labour.toml",
    "id/tax.toml",
    "id/jambi/muaro-jambi/wages.toml",
)


def of(record: type[Stored], field: str) -> set[str]:
    """Return the codes that a field of a record may have."""
    found: set[str] = set()

    def collect(hint: object) -> None:
        for part in get_args(hint):
            if isinstance(part, str):
                found.add(part)
            else:
                collect(part)

    collect(get_type_hints(record)[field])
    return found


FAMILIES: dict[str, set[str]] = {
    "award_criteria": set(get_args(codes.AwardCriteria)),
    "bond": of(fulfilment.Bond, "kind"),
    "claim": of(preparation.Claim, "ground"),
    "component": set(get_args(codes.Component)),
    "component_short": set(get_args(codes.Component)),
    "contract_type": set(get_args(codes.ContractType)),
    "document": set(get_args(fulfilment.DocumentKind)),
    "envelopes": set(get_args(codes.Envelopes)),
    "exception": of(preparation.Catalogue, "exception"),
    "failure": of(award.Failure, "ground"),
    "finding": set(get_args(explanation.Verdict)),
    "intake": set(get_args(codes.Intake)),
    "job": set(get_args(works.Job)),
    "judgement": of(evaluation.Judgement, "verdict"),
    "method": of(preparation.Method, "method"),
    "objection": of(award.ObjectionPoint, "ground"),
    "objection_finding": of(award.ObjectionPoint, "finding"),
    "office": set(get_args(codes.Office)),
    "opened": of(opened.OpenedBid, "state"),
    "part": set(get_args(codes.Part)),
    "phase": set(get_args(scheme.Phase)),
    "price_judgement": of(evaluation.PriceJudgement, "verdict"),
    "price_test": of(evaluation.PriceJudgement, "test"),
    "proof": of(evaluation.Proof, "verdict"),
    "regime": of(preparation.Process, "regime"),
    "result": of(evaluated.BidResult, "verdict"),
    "risk": set(get_args(works.RiskClass)),
    "rounded": set(get_args(scheme.Mode)),
    "rounding_at": of(scheme.Rounding, "at"),
    "rounding_mode": set(get_args(scheme.Mode)),
    "ruling": of(preparation.Ruling, "verdict"),
    "schedule_change": of(prepared.ScheduleChanged, "ground"),
    "slot": of(preparation.Slot, "stage"),
    "stage": set(get_args(lifecycle.Stage)),
    "status": set(get_args(codes.Status)),
    "test": set(get_args(scheme.Test)),
    "tie": of(scheme.Scheme, "tie"),
    "undertaking": set(Commitments.model_fields) - {"pay", "insurance"},
    "unopenable": of(opening.Unopenable, "ground"),
    "vat_basis": set(get_args(codes.VatMode)),
    "vat_mode": set(get_args(codes.VatMode)),
}


ON_NO_PAGE = {"stage": {"disputed", "annulled"}, "failure": {"nobody_left"}}
"""Codes that no document tells: their words are the terminal's, and move no template digest."""


@pytest.mark.parametrize("family", FAMILIES)
def test_each_code_has_words(family: str) -> None:
    told = FAMILIES[family] - ON_NO_PAGE.get(family, set())

    assert set(LABELS[family]) == told


@pytest.mark.parametrize("family", ON_NO_PAGE)
def test_no_page_tells_a_code_of_a_family_that_lacks_words(family: str) -> None:
    pages = files("templates").joinpath("documents").iterdir()
    components = files("templates").joinpath("components").iterdir()

    for page in (*pages, *components):
        assert f'label("{family}")' not in page.read_text(encoding="utf-8")


def test_no_family_is_left_without_a_test() -> None:
    assert set(LABELS) - set(FAMILIES) == {"correction"}
    assert set(LABELS["correction"]) < set(RULE_IDS)


def test_each_document_has_an_english_title() -> None:
    assert set(ENGLISH) == set(LABELS["document"])


def test_each_value_of_the_law_has_words() -> None:
    known: set[Any] = set(CHOOSABLE)
    for name in VALUE_FILES:
        text = files("rules").joinpath("law", name).read_text(encoding="utf-8")
        known |= {value["id"] for value in tomllib.loads(text)["value"]}

    assert known - set(VALUES) == set()


@pytest.mark.parametrize("rule", RULE_IDS)
def test_each_rule_of_the_evaluation_has_an_article(rule: str) -> None:
    article = article_of(rule)

    assert article.text
    assert article.status in LABELS["status"]


def test_a_code_without_words_is_named() -> None:
    with pytest.raises(NoLabelError, match="expected a label of office for 'king'"):
        label("king", "office")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("office", "bidder", "Peserta"),
        ("competent", "committee, ppk", "Pokja Pemilihan, Pejabat Pembuat Komitmen"),
        ("stage", "standstill", "masa sanggah"),
        ("stage", "clarification", "Pemberian penjelasan"),
        ("components", "wage, thr", "Upah, THR keagamaan"),
        ("command", "publish_tender", "publish_tender"),
        ("bids", "p01", "p01"),
    ],
)
def test_operands_of_refusals_are_put_in_words(
    name: str, value: str, words: str
) -> None:
    assert operand(name, value) == words
