"""Lint: what is wrong with a package is said before anything is published, all of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from api.files.law import pack_of
from flows.rehearsal import rehearse
from rules.catalogue import RULES
from rules.lint.risk_rules import OWN
from rules.sentences import sentence
from tests.api.commands import BAD_INPUT, DIFFERS, SAME, faults, saksama
from tests.journeys import security
from tests.journeys.cleaning import EXAMPLE, package

PUBLISHED = 'command = "publish_tender"\n'


def planted(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """Copy the example up to its announcement, with *changes* of (file, text, new text)."""
    copy = folder / "copy"
    shutil.copytree(EXAMPLE, copy, ignore=shutil.ignore_patterns("bids"))
    acts = copy / "acts.toml"
    text = acts.read_text("utf-8")
    acts.write_text(text[: text.index(PUBLISHED) + len(PUBLISHED)], encoding="utf-8")
    for name, old, new in changes:
        file = copy / name
        text = file.read_text("utf-8")
        assert old in text, f"{name} has no {old!r}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


def found(folder: Path) -> list[dict[str, Any]]:
    ran = saksama("lint", folder, "--json")
    answer: dict[str, Any] = json.loads(ran.stdout)
    findings: list[dict[str, Any]] = answer["findings"]
    assert ran.exit_code == (
        DIFFERS if any(f["kind"] == "breach" for f in findings) else SAME
    )
    return findings


def breaches(folder: Path) -> dict[str, str]:
    return {f["rule"]: f["article"] for f in found(folder) if f["kind"] == "breach"}


def test_the_example_breaches_nothing_and_its_risks_are_these() -> None:
    findings = found(EXAMPLE)

    assert [f for f in findings if f["kind"] == "breach"] == []
    told = [(f["rule"], f["status"], tuple(f["operands"].values())) for f in findings]
    recalled = [f["operands"]["id"] for f in findings if "recalled" in f["rule"]]
    assert recalled == sorted(
        value.id for value in package_pack().values() if value.status == "recalled"
    )
    assert [rule for rule, _, _ in told if "recalled" not in rule] == [
        "risk.wage-unknown",
        "risk.people-wait",
        "risk.schedule-tight",
        "risk.schedule-tight",
        "risk.day-off-unverified",
        "risk.day-off-unverified",
    ]
    waiting = next(f for f in findings if f["rule"] == "risk.people-wait")
    assert waiting["operands"] == {
        "left": "2",
        "people": "42",
        "post": "cleaner",
        "posts": "40",
    }


def package_pack() -> Any:  # noqa: ANN401  # values by id
    return pack_of(package().acts[0].at.date()).values


def test_the_text_names_rule_article_status_and_remedy_in_either_language() -> None:
    english = saksama("lint", EXAMPLE).output
    indonesian = saksama("lint", EXAMPLE, "--lang", "id").output

    assert "RISK  risk.value-recalled stage.announcement.least" in english
    assert "[Peraturan LKPP 12/2021 Lampiran I (pengumuman); recalled]" in english
    assert "42 people work as Petugas kebersihan today" in english
    assert english.endswith(
        "NO BREACH: every rule that decides the announcement was asked\n"
    )
    assert "Besaran Pengumuman tender, paling singkat baru diingat" in indonesian
    assert "0 pelanggaran, 15 risiko" in indonesian


def test_what_is_asked_of_workers_is_held_to_those_who_work_today(
    tmp_path: Path,
) -> None:
    asked = """
[[works.post.asked]]
requirement = "umur"
title = "Umur paling tinggi 35 tahun"
basis = "KAK 5"
oldest = 35
"""
    post = 'risk = "very_low"\n'
    copy = planted(tmp_path, (T, post, post + asked))
    workers = [one.worker for one in package().incumbents if one.post == "cleaner"]
    rows = [f"{w},{1980 if n < 17 else 2000}," for n, w in enumerate(workers[:40])]
    people = "\n".join(("worker,born,licences", *rows)) + "\n"
    (copy / "people.csv").write_text(people, encoding="utf-8")

    told = {f["rule"]: f for f in found(copy)}

    operands = told["risk.leaves-workers-out"]["operands"]
    assert (operands["out"], operands["people"]) == ("17", str(len(workers)))
    assert operands["unknown"] == str(len(workers) - 40)


def test_people_who_are_not_on_the_roster_are_a_fault_of_the_file(
    tmp_path: Path,
) -> None:
    copy = planted(tmp_path)
    (copy / "people.csv").write_text(
        "worker,born,licences\nk-999,1980,\n", encoding="utf-8"
    )

    ran = saksama("lint", copy)

    assert ran.exit_code == BAD_INPUT
    assert "people.csv" in ran.stderr


def test_a_plan_that_nobody_looked_into_is_a_risk(tmp_path: Path) -> None:
    copy = planted(tmp_path)
    text = (copy / "tender.toml").read_text("utf-8")
    start, end = text.index("[method.packaging]"), text.index("[budget]")
    (copy / "tender.toml").write_text(text[:start] + text[end:], encoding="utf-8")

    assert "risk.plan-not-looked-up" in {f["rule"] for f in found(copy)}


def test_what_passes_the_gate_with_a_reason_is_a_risk(tmp_path: Path) -> None:
    split = next(c for c in PLANTED if c.rule == "method.split")
    reason = 'looked_on = 2026-09-25\nreason = "Gedung sewaan."'
    copy = planted(
        tmp_path,
        *split.changes,
        (T, "looked_on = 2026-09-25", reason),
        (T, "small_business = true", 'small_business = false\nunreserved = "Gondola."'),
    )

    told = {f["rule"]: f["operands"] for f in found(copy)}

    assert told["risk.bought-directly-beside"] == {
        "plans": "rup-2027-0002",
        "reason": "Gedung sewaan.",
    }
    assert told["risk.not-reserved"] == {"reason": "Gondola."}


T, S, A, I, P = "tender.toml", "scheme.toml", "acts.toml", "items.csv", "parties.toml"  # noqa: E741
HEALTH = 'health-cleaner,"Jaminan kesehatan (JKN), petugas kebersihan",orang-bulan,480,health,cleaner,146274\n'


class Planted(NamedTuple):
    rule: str
    article: str
    changes: tuple[tuple[str, str, str], ...]


ANOTHER_PART = """[[method.packaging.parts]]
job = "cleaning"
place = "Sungai Gelam"
amount = 1

[[method.packaging.parts]]"""
PERPRES = "Perpres 16/2018"
LKPP = "Peraturan LKPP 12/2021 Lampiran I"
HOUSE = "docs/lifecycle.md"
PLANTED = (
    Planted(
        "method.price-alone",
        f"{PERPRES} art. 38(6), 50(4)",
        ((T, 'method = "tender"', 'method = "quick_tender"'),),
    ),
    Planted(
        "method.not-a-tender",
        f"{PERPRES} art. 38(1), (7)",
        ((T, 'method = "tender"', 'method = "direct_appointment"'),),
    ),
    Planted(
        "method.above-direct-procurement",
        f"{PERPRES} art. 38(3)",
        ((T, 'method = "tender"', 'method = "direct_procurement"'),),
    ),
    Planted(
        "method.not-in-catalogue",
        "Peraturan LKPP 2/2026",
        ((T, 'method = "tender"', 'method = "mini_competition"'),),
    ),
    Planted(
        "method.check-to-come",
        "Perpres 46/2025 (e-purchasing)",
        ((T, "looked_on = 2026-09-25", "looked_on = 2026-12-25"),),
    ),
    Planted(
        "method.kinds-in-one-package",
        f"{PERPRES} art. 20(2)",
        ((T, 'job = "cleaning"\nplace', 'job = "security"\nplace'),),
    ),
    Planted(
        "method.places-in-one-package",
        f"{PERPRES} art. 20(2)",
        ((T, "[[method.packaging.parts]]", ANOTHER_PART),),
    ),
    Planted(
        "method.split",
        f"{PERPRES} art. 20(2)",
        (
            (T, 'job = "security"', 'job = "cleaning"'),
            (
                T,
                'method = "tender"\n\n[budget]',
                'method = "direct_procurement"\n\n[budget]',
            ),
        ),
    ),
    Planted(
        "method.not-reserved",
        "Perpres 12/2021 art. 65; Perpres 46/2025 (tetap, menurut ringkasan)",
        ((T, "small_business = true", "small_business = false"),),
    ),
    Planted(
        "method.in-catalogue",
        "Perpres 46/2025 (e-purchasing)",
        ((T, 'exception = "specification"\n', ""),),
    ),
    Planted(
        "method.outsourcing-field",
        "Permenaker 7/2026 art. 3(2)",
        ((T, "outsourcing_field = 1", "outsourcing_field = 3"),),
    ),
    Planted(
        "method.files-and-criteria",
        f"{PERPRES} art. 40",
        ((T, 'envelopes = "one_file"', 'envelopes = "two_files"'),),
    ),
    Planted(
        "scheme.differs-from-method",
        f"{PERPRES} art. 39, 40",
        ((S, 'contract_type = "unit_price"', 'contract_type = "lump_sum"'),),
    ),
    Planted(
        "budget.account",
        "Kepmendagri 900.1.15.5-1317/2023",
        ((T, "5.1.02.02.01.0030", "5.1.02.02.01.0031"),),
    ),
    Planted(
        "estimate.above-budget",
        f"{PERPRES} art. 52(2)",
        ((T, "amount = 3150000000\nyear", "amount = 2150000000\nyear"),),
    ),
    Planted(
        "estimate.below-floor",
        f"{PERPRES} art. 68; PP 35/2021 art. 18",
        ((I, "480,wage,cleaner,3656822", "480,wage,cleaner,2000000"),),
    ),
    Planted(
        "works.incomplete",
        f"docs/rules/labour-cost.md; {PERPRES} art. 68",
        ((I, HEALTH, ""),),
    ),
    Planted(
        "works.time",
        f"{HOUSE}, works",
        ((T, "ends_on = 2027-12-31", "ends_on = 2026-12-31"),),
    ),
    Planted(
        "roster.notice-short",
        "docs/roster.md",
        ((A, "claims_until = 2026-10-12T16", "claims_until = 2026-10-04T16"),),
    ),
    Planted(
        "roster.no-order", "docs/roster.md", ((A, 'ground = "longest_service"\n', ""),)
    ),
    Planted(
        "scheme.phases",
        f"{PERPRES} art. 50(1)",
        tuple((S, 'phase = "technical"', 'phase = "qualification"') for _ in range(3)),
    ),
    Planted(
        "scheme.rounding", "docs/rules/rounding.md", ((S, "places = 0", "places = 2"),)
    ),
    Planted(
        "estimate.vat-mode",
        "docs/rules/value-added-tax.md",
        ((T, 'vat_mode = "full_price"', 'vat_mode = "labour_supply_itemised"'),),
    ),
    Planted(
        "committee.size",
        f"{PERPRES} art. 13(2)",
        ((T, 'members = ["pokja-1", "pokja-2", "pokja-3"]', 'members = ["pokja-1"]'),),
    ),
    Planted(
        "trustees.threshold",
        f"{HOUSE}, seals",
        ((T, "threshold = 3", "threshold = 5"),),
    ),
    Planted(
        "value.set-by-law",
        f"{HOUSE}, values",
        (
            (T, 'id = "insurance.pension"', 'id = "labour.minimum_wage"'),
            (A, 'about = "insurance.pension"', 'about = "labour.minimum_wage"'),
        ),
    ),
    Planted(
        "value.wrong-form",
        f"{HOUSE}, values",
        ((T, 'value = "0.08"', 'value = "0.8"'),),
    ),
    Planted(
        "schedule.too-short",
        LKPP,
        ((T, "ends = 2026-10-26T16:00", "ends = 2026-10-23T16:00"),),
    ),
    Planted(
        "schedule.not-a-working-day",
        LKPP,
        (
            (T, "ends = 2026-10-29T10:00", "ends = 2026-10-31T10:00"),
            (T, "starts = 2026-10-29T10:05", "starts = 2026-10-31T10:05"),
            (T, "ends = 2026-10-29T16:00", "ends = 2026-10-31T16:00"),
            (T, "starts = 2026-10-30T08:00", "starts = 2026-11-02T08:00"),
        ),
    ),
    Planted(
        "schedule.contract-after-start",
        f"{HOUSE}, schedule; {PERPRES} art. 50(8)-(10)",
        ((T, "starts_on = 2027-01-01", "starts_on = 2026-12-01"),),
    ),
    Planted(
        "schedule.incomplete",
        f"{PERPRES} art. 50(1)",
        ((T, 'stage = "objection_answer"', 'stage = "proof"'),),
    ),
    Planted(
        "announcement.not-ready",
        f"{PERPRES} art. 50",
        (
            (
                A,
                'command = "confirm_value"\nid = "stage.start.most"',
                'command = "confirm_value"\nid = "tax.vat.rate"',
            ),
        ),
    ),
    Planted(
        "committee.conflicted",
        f"{PERPRES} art. 7(2)",
        ((A, "conflicted = false", "conflicted = true"),),
    ),
    Planted(
        "value.practice-citation",
        f"{HOUSE}, values",
        ((T, "practice = true", "practice = false"),),
    ),
    Planted(
        "intake.not-here",
        f"{HOUSE}, bids",
        ((T, 'intake = "native"', 'intake = "spse"'),),
    ),
    Planted(
        "party.bidder-alone",
        f"{PERPRES} art. 7(2)",
        ((P, 'offices = ["ppk"]', 'offices = ["ppk", "bidder"]'),),
    ),
)


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.rule)
def test_a_planted_breach_is_named_with_its_article(
    case: Planted, tmp_path: Path
) -> None:
    said = breaches(planted(tmp_path, *case.changes))

    assert said.get(case.rule) == case.article


def test_the_copy_without_a_planted_breach_has_none(tmp_path: Path) -> None:
    assert breaches(planted(tmp_path)) == {}


def test_all_breaches_are_said_and_not_the_first_alone(tmp_path: Path) -> None:
    early = ("method.price-alone", "method.outsourcing-field")
    changes = [c for case in PLANTED if case.rule in early for c in case.changes]
    late = next(c for c in PLANTED if c.rule == "schedule.contract-after-start")
    keys = next(c for c in PLANTED if c.rule == "trustees.threshold")

    said = breaches(planted(tmp_path, *changes, *late.changes, *keys.changes))

    assert set(said) == {
        "method.price-alone",
        "method.outsourcing-field",
        "schedule.contract-after-start",
        "trustees.threshold",
    }


def test_a_package_without_acts_is_held_to_what_it_says(tmp_path: Path) -> None:
    short = next(c for c in PLANTED if c.rule == "schedule.too-short")
    copy = planted(tmp_path, *short.changes)
    (copy / "acts.toml").write_text("", encoding="utf-8")

    assert breaches(copy) == {"schedule.too-short": LKPP}


def test_acts_that_end_before_the_announcement_are_held_to_it_too(
    tmp_path: Path,
) -> None:
    copy = planted(tmp_path)
    acts = copy / "acts.toml"
    text = acts.read_text("utf-8")
    acts.write_text(text[: text.rindex("[[act]]")], encoding="utf-8")

    assert breaches(copy) == {}


RISKS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    ("risk.posts-vacant", ((T, "count = 2\n", "count = 3\n"),)),
    ("risk.mixed-work", ((T, 'risk = "very_low"', 'risk = "high"'),)),
    (
        "risk.appointment-too-early",
        (
            (T, "ends = 2026-11-16T16:00", "ends = 2026-11-12T16:00"),
            (T, "starts = 2026-11-16T16:00", "starts = 2026-11-12T16:00"),
            (T, "ends = 2026-11-19T16:00", "ends = 2026-11-12T16:00"),
            (T, "starts = 2026-11-20T08:00", "starts = 2026-11-13T08:00"),
        ),
    ),
    (
        "risk.start-before-appointment",
        ((T, "starts_on = 2027-01-01", "starts_on = 2026-11-16"),),
    ),
    (
        "risk.no-order-of-offer",
        (
            (
                A,
                'command = "freeze_roster"\nground = "longest_service"',
                'command = "propose_roster"',
            ),
        ),
    ),
)


@pytest.mark.parametrize(("rule", "changes"), RISKS)
def test_a_planted_risk_is_said(
    rule: str, changes: tuple[tuple[str, str, str], ...], tmp_path: Path
) -> None:
    said = found(planted(tmp_path, *changes))

    assert rule in {f["rule"] for f in said if f["kind"] == "risk"}


def test_a_wage_clause_that_is_missing_is_told() -> None:
    acts = tuple(a for a in package().acts if a.about != "wage.follows_decree")
    without = replace(package(), acts=acts)

    said = {f.refusal.rule: f for f in rehearse(without, pack_of).findings}

    assert said["risk.wage-unknown"].refusal.operands["clause"] == "-"


def test_a_wage_is_told_how_far_the_contract_can_follow_it() -> None:
    """The estimate of the cleaning tender leaves room for 12.4 % on the minimum wage."""
    said = {f.refusal.rule: f for f in rehearse(package(), pack_of).findings}

    told = said["risk.wage-unknown"].refusal.operands
    assert told["highest"] == "4105078"
    assert Fraction(told["room"]) == Fraction(4_105_078 - 3_651_917, 3_651_917)


def test_a_value_that_is_read_with_another_is_not_set_alone() -> None:
    """What the value is read for cannot be asked; that it stands alone is said."""
    acts = tuple(a for a in package().acts if a.about != "fee.base")

    said = rehearse(replace(package(), acts=acts), pack_of).findings

    assert [f.refusal.rule for f in said if f.kind == "breach"] == [
        "value.chosen-alone"
    ]


@pytest.mark.parametrize("nth", range(len(PLANTED)))
def test_lint_goes_on_to_its_end_whatever_goes_together(
    nth: int, tmp_path: Path
) -> None:
    one, other = PLANTED[nth], PLANTED[(nth + 7) % len(PLANTED)]

    said = breaches(planted(tmp_path, *one.changes, *other.changes))

    assert {one.rule, other.rule} & set(said)


def test_a_rehearsal_leaves_nothing_behind(tmp_path: Path) -> None:
    copy = planted(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    found(copy)

    assert sorted(tmp_path.rglob("*")) == before


BROKEN: tuple[tuple[str, Callable[[str], str], tuple[str, ...]], ...] = (
    (T, lambda text: text.replace("[process]", "[process", 1), ("tender.toml:2: ",)),
    (
        T,
        lambda text: text.replace("count = 40", 'count = "x"', 1).replace(
            "year = 2027", "year = 0", 1
        ),
        ("budget.year", "works.post[1].count"),
    ),
    (I, lambda text: text.replace("item,title", "item,titel", 1), ("items.csv:1: ",)),
    (I, lambda text: text.replace("3656822", "tiga juta", 1), ("items.csv:2: ",)),
)


@pytest.mark.parametrize(("name", "broken", "told"), BROKEN)
def test_a_file_that_cannot_be_read_is_told_by_line_and_ends_with_2(
    name: str, broken: Callable[[str], str], told: tuple[str, ...], tmp_path: Path
) -> None:
    copy = planted(tmp_path)
    file = copy / name
    file.write_text(broken(file.read_text("utf-8")), encoding="utf-8")

    ran = saksama("lint", copy)

    assert ran.exit_code == BAD_INPUT
    assert ran.stdout == ""
    assert [line for line in told if line not in ran.stderr] == []
    assert len(faults(ran)) == len(told)


@pytest.mark.parametrize("rule", [*OWN], ids=lambda rule: rule)
def test_what_lint_says_itself_can_be_told_in_both_languages(rule: str) -> None:
    one = OWN[rule]

    assert rule not in RULES
    for language in ("id", "en"):
        assert "{" not in sentence(one.says[language], {}, language)
        assert one.remedy[language]


def test_every_fault_of_a_scheme_of_points_is_told_and_not_only_the_first(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "points"
    shutil.copytree(security.EXAMPLE, folder)
    text = (folder / "scheme.toml").read_text("utf-8")
    for before, after in (
        ('weight = "0.4"', 'weight = "0.3"'),
        ('funded_by = "training"', 'funded_by = "pelatihan"'),
    ):
        assert text.count(before) == 1
        text = text.replace(before, after)
    (folder / "scheme.toml").write_text(text, "utf-8")

    ran = saksama("lint", folder, "--lang", "en")

    assert ran.exit_code == 1
    assert "combine: expected weights that add up to 1, found 0.9" in ran.output
    assert (
        "elements[pelatihan].params.funded_by: expected an item of the works, found pelatihan"
    ) in ran.output


def test_the_guards_are_clean() -> None:
    ran = saksama("lint", security.EXAMPLE, "--lang", "en")

    assert ran.exit_code == 0
    assert "breaches 0" in ran.output
