"""Lint of a scheme of points: it can be computed, and may not do what was meant."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from api import linting
from api.proof_risks import proved_risks
from rules.lint.points_risk_rules import POINTS_RISKS, RANGE
from rules.lint.points_risks import points_risks
from scoring.proof.outcome import Part, Proof, Witness
from tender.merit import Merit
from tests.api.commands import ROOT, saksama
from tests.api.test_lint import found
from tests.journeys import security
from tests.journeys.security import package

Changes = tuple[tuple[str, str], ...]


def planted(folder: Path, changes: Changes) -> Path:
    """Copy the guards' example with *changes* of its scheme."""
    copy = folder / "copy"
    shutil.copytree(security.EXAMPLE, copy)
    file = copy / "scheme.toml"
    text = file.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, f"one {old!r}"
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return copy


def told(folder: Path, rule: str) -> list[dict[str, Any]]:
    return [f for f in found(folder) if f["rule"] == rule]


BANDS = 'bands = [{ at_least = "1", points = "40" }, { at_least = "3", points = "70" }, { at_least = "5", points = "100" }]'
EXPERIENCE = 'weight = "0.08"\nthreshold = "40"'
FREE = 'promise = "start_without_gap"\nfree_of_cost = true'
COMMITTEE = '[[merit.ties]]\nby = "committee"\n'

PLANTED: tuple[tuple[str, Changes, dict[str, str]], ...] = (
    (
        "risk.price-weight",
        (
            (
                'lowest-over-own.1"\nmax = "100"\nweight = "0.4"',
                'lowest-over-own.1"\nmax = "100"\nweight = "0.41"',
            ),
            ('weight = "0.04"', 'weight = "0.03"'),
        ),
        {"weight": "0.41", "least": "0.3", "most": "0.4"},
    ),
    (
        "risk.price-weight",
        (
            ('weight = "0.4"', 'weight = "0.29"'),
            ('weight = "0.15"', 'weight = "0.26"'),
        ),
        {"weight": "0.29", "least": "0.3", "most": "0.4"},
    ),
    (
        "risk.threshold-full-marks",
        (
            (
                'combine = "weighted"\nthreshold = "50"',
                'combine = "weighted"\nthreshold = "100"',
            ),
        ),
        {"of": "total", "threshold": "100"},
    ),
    (
        "risk.threshold-full-marks",
        ((EXPERIENCE, EXPERIENCE.replace("40", "100")),),
        {"of": "pengalaman", "threshold": "100"},
    ),
    (
        "risk.threshold-out-of-reach",
        (
            (EXPERIENCE, EXPERIENCE.replace("40", "90")),
            (BANDS, BANDS.replace("100", "80")),
        ),
        {"of": "pengalaman", "threshold": "90", "most": "80"},
    ),
    (
        "risk.threshold-out-of-reach",
        (
            (
                'combine = "weighted"\nthreshold = "50"',
                'combine = "weighted"\nthreshold = "98"',
            ),
            (BANDS, BANDS.replace("100", "80")),
        ),
        {"of": "total", "threshold": "98", "most": "292/3"},
    ),
    (
        "risk.promise-free-of-cost",
        (
            (
                'promise = "training"\nfunded_by = "training"\nunit_cost = 25000',
                'promise = "training"\nfree_of_cost = true',
            ),
        ),
        {"element": "pelatihan"},
    ),
    ("risk.ties-without-committee", ((COMMITTEE, ""),), {"tie_break": "quality"}),
    (
        "risk.ties-without-committee",
        ((COMMITTEE, ""), ('[[merit.ties]]\nby = "quality"\n', "")),
        {"tie_break": "-"},
    ),
    (
        "risk.bands-fall",
        ((BANDS, BANDS.replace("70", "30")),),
        {"element": "pengalaman", "at_least": "3", "points": "30", "before": "40"},
    ),
    (
        "risk.worse-promise-pays",
        ((BANDS, BANDS.replace("70", "30")),),
        {"of": "pengalaman"},
    ),
    (
        "risk.bands-level",
        ((BANDS, BANDS.replace("70", "40").replace("100", "40")),),
        {"element": "pengalaman", "points": "40"},
    ),
    (
        "risk.bands-level",
        ((BANDS, 'bands = [{ at_least = "1", points = "40" }]'),),
        {"element": "pengalaman", "points": "40"},
    ),
)


@pytest.mark.parametrize(("rule", "changes", "operands"), PLANTED)
def test_a_planted_risk_is_said_with_what_was_found(
    rule: str, changes: Changes, operands: dict[str, str], tmp_path: Path
) -> None:
    findings = found(planted(tmp_path, changes))

    said = [f for f in findings if f["rule"] == rule]
    assert operands in [f["operands"] for f in said]
    assert {f["kind"] for f in said} == {"risk"}
    assert all(f["says"]["id"] != f["says"]["en"] for f in said)
    assert [f for f in findings if f["kind"] == "breach"] == []


def test_the_guards_have_a_promise_that_costs_nothing_and_a_price_that_rivals_move() -> (
    None
):
    """The lowest price is what all are held to, whoever asks for it."""
    said = [f for f in found(security.EXAMPLE) if f["rule"] in POINTS_RISKS]

    assert [(f["rule"], f["operands"]) for f in said] == [
        ("risk.promise-free-of-cost", {"element": "tanpa-jeda"}),
        ("risk.losing-bid-decides", {}),
    ]


def test_what_nobody_proved_and_nobody_refuted_is_said_too() -> None:
    formula, total = Part(kind="formula", code="own.1"), Part(kind="total")
    under = Witness(part=total, bid="p1", rivals=(), before=(), after=())
    proofs = (
        Proof(about="worse-promise", open=(formula,)),
        Proof(about="floor", witnesses=(under, under)),
        Proof(about="losing-bid", open=(formula,)),
    )

    assert [(f.refusal.rule, f.refusal.operands) for f in proved_risks(proofs)] == [
        ("risk.floor-can-win", {"of": "total"}),
        ("risk.scheme-unproved", {"unproved": "worse-promise, losing-bid"}),
    ]


def test_a_scheme_in_breach_is_not_proved(tmp_path: Path) -> None:
    above = planted(tmp_path, ((EXPERIENCE, EXPERIENCE.replace("40", "101")),))

    assert not told(above, "risk.losing-bid-decides")


def test_a_range_that_is_only_recalled_says_so_in_either_language(
    tmp_path: Path,
) -> None:
    changes = (
        ('weight = "0.4"', 'weight = "0.5"'),
        ('weight = "0.15"', 'weight = "0.05"'),
    )
    copy = planted(tmp_path, changes)

    (said,) = told(copy, "risk.price-weight")

    assert said["status"] == "recalled"
    assert said["article"].startswith("Peraturan LKPP 12/2021 Lampiran I ")
    assert "belum dikonfirmasi" in said["says"]["id"]
    assert "50% dari seluruh nilai, di luar 30% sampai 40%" in said["says"]["id"]
    assert "recalled and not confirmed" in said["says"]["en"]
    told_to_people = saksama("lint", copy, "--lang", "id").output
    assert "baru diingat" in told_to_people


def test_the_range_is_in_no_pack_so_that_nobody_has_to_confirm_it() -> None:
    """What a pack recalls stands in the way of every announcement until it is confirmed."""
    assert {value.status for value in RANGE.by_id.values()} == {"recalled"}
    confirmed = {act.about for act in package().acts if act.command == "confirm_value"}
    assert not confirmed & set(RANGE.by_id)


def test_a_threshold_above_what_is_stated_is_a_breach_and_no_risk_beside(
    tmp_path: Path,
) -> None:
    before = 'combine = "weighted"\nthreshold = "50"'
    findings = found(planted(tmp_path, ((before, before.replace("50", "101")),)))

    assert [f["rule"] for f in findings if f["kind"] == "breach"] == ["scheme.points"]
    assert not [f for f in findings if "threshold" in f["rule"]]


def test_what_does_not_fit_is_told_in_one_language_and_by_the_id_of_its_element(
    tmp_path: Path,
) -> None:
    above = ((EXPERIENCE, EXPERIENCE.replace("40", "101")),)
    copy = planted(tmp_path, above)

    (breach,) = told(copy, "scheme.points")

    assert breach["operands"] == {
        "where": "elements[pengalaman].threshold",
        "expected": "a number from 0 to 100",
        "found": "101",
    }
    said = (
        "Unsur dan bobot skema, elements[pengalaman].threshold:"
        " diharapkan angka 0 sampai 100, ditemukan 101."
    )
    assert breach["says"]["id"] == said
    assert said in saksama("lint", copy, "--lang", "id").output


def test_a_name_in_a_file_stays_as_it_is_in_either_language(tmp_path: Path) -> None:
    no_cost = (("unit_cost = 25000", ""),)

    (breach,) = told(planted(tmp_path, no_cost), "scheme.points")

    assert (
        "diharapkan unit_cost di samping funded_by, ditemukan tidak ada"
        in (breach["says"]["id"])
    )
    assert "expected unit_cost beside funded_by, found none" in breach["says"]["en"]


def test_an_element_whose_id_is_another_s_is_counted_from_one(tmp_path: Path) -> None:
    twice = (('id = "pelatihan"', 'id = "pengalaman"'),)

    said = told(planted(tmp_path, twice), "scheme.points")

    (where,) = {f["operands"]["where"] for f in said if "id once" in f["says"]["en"]}
    assert where == "elements[7].id"


def risks(**merit: object) -> list[tuple[str, dict[str, str]]]:
    """Return the risks of a scheme that no example has."""
    scheme = Merit.from_json({"ties": [{"by": "committee"}], **merit})
    return [(f.refusal.rule, f.refusal.operands) for f in points_risks(scheme)]


def element(id_: str = "plan", /, **more: object) -> dict[str, object]:
    return {"id": id_, "kind": "given", "max": "60", **more}


def bands(*points: str, **more: object) -> dict[str, object]:
    steps = [{"at_least": str(at), "points": p} for at, p in enumerate(points)]
    return element(kind="bands", params={"bands": steps}, **more)


SUM: dict[str, object] = {
    "combine": "sum",
    "price": {"formula": "formula.price.lowest-over-own.1", "max": "30"},
}
LOWEST: dict[str, object] = {
    "combine": "lowest",
    "price": {"formula": "formula.evaluated.own-price.1"},
}


class TestSchemesOfAnotherForm:
    def test_points_that_are_summed_weigh_what_they_are(self) -> None:
        assert risks(elements=[element()], **SUM) == []
        assert risks(elements=[element(max="15")], **SUM) == [
            ("risk.price-weight", {"weight": "2/3", "least": "0.3", "most": "0.4"})
        ]

    def test_weights_count_with_the_top_of_their_scores(self) -> None:
        """Weights of 0.6 and 0.4 are 6 of 46 points where one score ends at 10."""
        price = {"formula": "formula.price.lowest-over-own.1", "max": "100"}

        said = risks(
            elements=[element(max="10", weight="0.6")],
            combine="weighted",
            price={**price, "weight": "0.4"},
        )

        assert said[0][1]["weight"] == "20/23"

    def test_a_band_alone_tells_bids_apart_unless_all_have_to_reach_it(self) -> None:
        assert risks(elements=[bands("60")], **SUM) == []
        level = ("risk.bands-level", {"element": "plan", "points": "50"})
        assert level in risks(elements=[bands("50", threshold="40")], **SUM)
        assert risks(elements=[bands("0")], **SUM) == [
            ("risk.bands-level", {"element": "plan", "points": "0"})
        ]

    @pytest.mark.parametrize("points", [("50",), ("50", "50")])
    def test_where_bands_are_alike_no_bid_has_to_be_perfect(
        self, points: tuple[str, ...]
    ) -> None:
        said = risks(elements=[bands(*points, threshold="50")], threshold="50", **SUM)

        assert "risk.bands-level" in dict(said)
        assert "risk.threshold-full-marks" not in dict(said)
        beside = [bands(*points), element("method", max="10")]
        both = risks(elements=beside, threshold="60", **SUM)
        assert ("risk.threshold-full-marks", {"of": "total", "threshold": "60"}) in both

    def test_the_most_that_can_be_reached_is_as_it_is_rounded(self) -> None:
        step = {"at": "element", "places": 0, "mode": "down"}

        said = risks(
            elements=[element(max="60.5")], threshold="60", rounding=[step], **SUM
        )

        assert said == [
            ("risk.threshold-full-marks", {"of": "total", "threshold": "60"})
        ]

    def test_what_nothing_reads_beside_the_lowest_price_has_no_effect(self) -> None:
        idle = [("risk.element-without-effect", {"element": "plan"})]

        assert risks(elements=[element()], **LOWEST) == idle
        assert risks(elements=[element(threshold="9")], **LOWEST) == []
        assert risks(elements=[element()], threshold="9", **LOWEST) == []
        for by in ({"by": "quality"}, {"by": "element", "of": "plan"}):
            ties = [by, {"by": "committee"}]
            assert risks(elements=[element()], ties=ties, **LOWEST) == []

    @pytest.mark.parametrize(
        ("formula", "params"),
        [
            ("quality-value", {"per-point": "5"}),
            ("features-coefficient", {"features": "plan"}),
        ],
    )
    def test_what_the_formula_of_the_price_reads_has_one(
        self, formula: str, params: dict[str, str]
    ) -> None:
        price = {"formula": f"formula.evaluated.{formula}.1", "params": params}

        assert risks(elements=[element(max="0.5")], combine="lowest", price=price) == []

    def test_what_a_breach_leaves_out_is_not_asked_after(self) -> None:
        half = {"formula": "formula.price.lowest-over-own.1", "max": "30"}

        assert risks(elements=[element()], combine="weighted", price=half) == []


def test_where_z3_is_not_installed_lint_names_what_asks_of_all_bids(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(linting, "find_spec", lambda _: None)
    points = saksama("lint", security.EXAMPLE)
    price = saksama("lint", ROOT / "examples" / "cleaning-2027")

    assert f"saksama prove {security.EXAMPLE}" in points.stdout.splitlines()[-1]
    assert "risk.losing-bid-decides" not in points.stdout
    assert "saksama prove" not in price.stdout
