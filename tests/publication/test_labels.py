"""Every code that the rooms can make has its words."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any, get_args, get_type_hints

import pytest

from publication.document_titles import TITLES
from publication.labels import LABELS, NoLabelError, label, operand
from publication.labour_labels import INSURANCE
from publication.values import VALUES
from rules import failing
from rules.articles import article_of
from rules.carrying import ANEW
from rules.choices import CHOOSABLE
from rules.documents.failing import LineEnd
from rules.rule import Language
from scoring import explanation
from scoring.rule_ids import RULE_IDS
from tender import codes, imported_fact, lifecycle, merit, scheme, works
from tender.commands import award, evaluation, fulfilment, handover, opening
from tender.commands.preparation import carrying, process, roster, schedule
from tender.events import evaluation as evaluated
from tender.events import opening as opened
from tender.events import preparation as prepared
from tender.merit import elements
from tender.offer import Commitments, HolderRole
from tender.price_analysis import FoundInput
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
    "arrear": set(get_args(handover.ArrearKind)),
    "arrear_state": set(get_args(handover.ArrearState)),
    "award_criteria": set(get_args(codes.AwardCriteria)),
    "bond": of(fulfilment.Bond, "kind"),
    "claim": of(roster.Claim, "ground"),
    "combine": set(get_args(merit.Combine)),
    "component": set(get_args(codes.Component)),
    "component_short": set(get_args(codes.Component)),
    "contract_kind": set(get_args(handover.ContractKind)),
    "contract_type": set(get_args(codes.ContractType)),
    "document": set(get_args(fulfilment.DocumentKind)),
    "element_kind": {
        get_args(element.model_fields["kind"].annotation)[0]
        for element in get_args(get_args(elements.Element)[0])
    },
    "envelopes": set(get_args(codes.Envelopes)),
    "exception": of(process.Catalogue, "exception"),
    "failure": of(award.Failure, "ground"),
    "follows": set(get_args(failing.Follows)),
    "fact_kind": set(get_args(imported_fact.FactKind)),
    "fact_word": {
        word
        for words in (
            imported_fact.LegalForm,
            imported_fact.LicensedService,
            imported_fact.Size,
            HolderRole,
        )
        for word in get_args(words)
    },
    "finding": set(get_args(explanation.Verdict)),
    "line_end": set(get_args(LineEnd)),
    "intake": set(get_args(codes.Intake)),
    "job": set(get_args(works.Job)),
    "judgement": of(evaluation.Judgement, "verdict"),
    "method": of(process.Method, "method"),
    "negotiation": of(award.NegotiationResult, "verdict"),
    "objection": of(award.ObjectionPoint, "ground"),
    "objection_finding": of(award.ObjectionPoint, "finding"),
    "office": set(get_args(codes.Office)),
    "opened": of(opened.OpenedBid, "state"),
    "panel_by": of(elements.PanelParams, "by"),
    "part": set(get_args(codes.Part)),
    "phase": set(get_args(scheme.Phase)),
    "piece": {*get_args(carrying.Piece), *ANEW},
    "price_basis": of(FoundInput, "basis"),
    "price_judgement": of(evaluation.PriceJudgement, "verdict"),
    "price_test": of(evaluation.PriceJudgement, "test"),
    "promise": set(get_args(elements.Promise)),
    "promise_unit": set(get_args(elements.Promise)),
    "proof": of(evaluation.Proof, "verdict"),
    "regime": of(process.Process, "regime"),
    "relation": set(get_args(carrying.Relation)),
    "result": of(evaluated.BidResult, "verdict"),
    "risk": set(get_args(works.RiskClass)),
    "rounded": set(get_args(codes.Mode)),
    "rounding_at": of(scheme.Rounding, "at"),
    "rounding_mode": set(get_args(codes.Mode)),
    "ruling": of(roster.Ruling, "verdict"),
    "schedule_change": of(prepared.ScheduleChanged, "ground"),
    "score_rounding": of(merit.ScoreRounding, "at"),
    "slot": of(schedule.Slot, "stage"),
    "stage": set(get_args(lifecycle.Stage)),
    "status": set(get_args(codes.Status)),
    "succession": set(get_args(scheme.Undertaking)),
    "test": set(get_args(scheme.Test)),
    "tie_break": of(merit.TieBreak, "by"),
    "tie": of(scheme.Scheme, "tie"),
    "undertaking": set(Commitments.model_fields) - {"pay", "insurance", "graded"},
    "unopenable": of(opening.Unopenable, "ground"),
    "vat_basis": set(get_args(codes.VatMode)),
    "vat_mode": set(get_args(codes.VatMode)),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_each_code_has_words(family: str) -> None:
    assert set(LABELS[family]) == FAMILIES[family]


def test_no_family_is_left_without_a_test() -> None:
    assert set(LABELS) - set(FAMILIES) == {"correction"}
    assert set(LABELS["correction"]) < set(RULE_IDS)


@pytest.mark.parametrize("language", get_args(Language))
def test_each_document_has_a_title(language: Language) -> None:
    assert set(TITLES[language]) == set(get_args(fulfilment.DocumentKind))


def test_a_worker_reads_each_programme_in_plain_words() -> None:
    assert set(INSURANCE) == set(get_args(codes.Insurance))


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
