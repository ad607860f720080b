"""Points and two files on the pages: worked out, with their places, and no shut price."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from publication.documents import render_html
from publication.formulas import FORMULAS
from publication.steps import promised, worked, worked_from
from rules.documents import Unready, document_data
from rules.sentences import points, rupiah
from scoring.formulas.registry import FORMULAS as KNOWN
from tender.canonical import digest
from tests.publication import bids, by_points, samples
from tests.publication.by_points import DIFFERS, LOW, MEMBERS, PRICED, SHUT
from tests.publication.reading import text_of
from tests.publication.test_telling import NO_MARKS

TIMES = " \N{MULTIPLICATION SIGN} "


def text(kind: str, about: str | None = None) -> str:
    """Return a document of the tender by points as somebody reads it."""
    made: dict[str, Any]
    if kind in by_points.MINUTES:
        made = by_points.data(kind)
    else:
        made = by_points.told(kind, about)
    return text_of(render_html(made, "1", digest(made), {}))


def row(found: str, *parts: str) -> bool:
    """Say whether a line has all of *parts*."""
    return any(all(part in line for part in parts) for line in found.splitlines())


def test_each_formula_that_a_scheme_may_name_has_words() -> None:
    named = {id_ for id_, formula in KNOWN.items() if formula.named}

    assert set(FORMULAS) == named


class TestTechnicalMinutes:
    def test_every_mark_stands_with_its_member_rubric_line_and_place(self) -> None:
        found = text("technical_minutes")

        for member, mark in zip(MEMBERS, by_points.MARKS["p03"], strict=True):
            assert f"{member}: {mark}, baik" in found
        assert "teknis hlm.\N{NO-BREAK SPACE}7" in found

    def test_a_moderation_stands_with_its_reason_and_the_marks_before_it(self) -> None:
        found = text("technical_minutes").replace("\N{NO-BREAK SPACE}", " ")

        assert "Sebelum moderasi 22 Oktober 2026 (berselisih 60 sampai 85)" in found
        for member, mark in zip(MEMBERS, by_points.BEFORE, strict=True):
            assert f"{member} {mark}" in found
        assert by_points.TALK in found

    def test_a_formula_is_worked_in_numbers(self) -> None:
        found = text("technical_minutes")

        assert (
            f"Rata-rata angka para penilai (88; 90; 82) / 100{TIMES}100 ≈86,6667"
            in found
        )
        assert f"Terkecil dari (8; batas 12) / 12{TIMES}100 ≈66,6667" in found
        said = found.replace("\N{NO-BREAK SPACE}", " ")  # a band is not broken
        assert "Nilai 5, menurut rentang (mulai 1: 40 poin; mulai 3: 100 poin)" in said

    def test_elements_add_up_to_the_technical_score(self) -> None:
        bid = by_points.data("technical_minutes")["bids"][0]
        found = text("technical_minutes")

        assert bid["result"]["score"] == bid["points"]["technical"]
        assert row(found, "Nilai teknis: ≈52,6667 / 0,6", "≈87,7778")

    def test_who_misses_a_threshold_is_told_by_which_and_why(self) -> None:
        found = text("technical_minutes")

        assert row(found, "p04", "gugur", "Metode kerja", "di bawah ambang batas 60")
        assert "tidak mencapai ambang batas" in found
        assert LOW in found

    def test_a_value_unlike_the_declared_one_has_its_reason(self) -> None:
        found = text("technical_minutes")

        assert "Ditemukan 2; dinyatakan 3" in found
        assert DIFFERS in found

    def test_no_price_stands_in_it_though_it_is_issued_late(self) -> None:
        late = document_data(
            by_points.completed(), samples.reading(), "technical_minutes"
        )
        found = text_of(render_html(late, "1", digest(late), {}))

        for bid in bids.BIDS:
            assert rupiah(str(bids.offer(bid).total)) not in found
            assert points(str(bids.offer(bid).total)) not in found

    def test_of_judgements_only_those_come_along_by_which_a_bid_fails(self) -> None:
        """The others are for everyone with the result, and not before."""
        for bid in by_points.data("technical_minutes")["bids"]:
            failed = {
                f["operands"].get("requirement")
                for f in bid["result"]["findings"]
                if f["verdict"] == "fail"
            }
            assert {j["requirement"] for j in bid["judgements"]} <= failed
            assert bid["enquiries"] == []

    def test_a_mark_that_does_not_count_says_so(self) -> None:
        state = by_points.technical()
        technical = state.evaluation.technical
        assert technical is not None
        dropped = technical.model_copy(update={"marked_by": MEMBERS[:1]})
        made = document_data(
            replace(state, evaluation=replace(state.evaluation, technical=dropped)),
            samples.reading(),
            "technical_minutes",
        )
        found = text_of(render_html(made, "1", digest(made), {}))

        assert "pokja-2: 90, baik (tidak dihitung)" in found
        assert row(found, "pokja-3", "tidak dihitung")

    def test_it_waits_for_the_announcement(self) -> None:
        state = by_points.technical()
        early = replace(state.evaluation, technical_announced_at=None)

        with pytest.raises(Unready, match="technical_result_announced"):
            document_data(
                replace(state, evaluation=early), samples.reading(), "technical_minutes"
            )


class TestPriceOpening:
    def test_prices_are_read_out_of_those_that_passed_alone(self) -> None:
        made = by_points.data("price_opening_minutes")
        found = text("price_opening_minutes")

        assert [bid["bid"] for bid in made["bids"]] == sorted(PRICED)
        for bid in PRICED:
            assert row(found, bid, points(str(bids.offer(bid).total)))

    @pytest.mark.parametrize("bid", SHUT)
    def test_who_stays_shut_has_its_reason_and_no_price(self, bid: str) -> None:
        found = text("price_opening_minutes")

        assert re.search(rf"^{bid} \| .{{20,}}", found, re.MULTILINE)
        assert points(str(bids.offer(bid).total)) not in found

    def test_the_first_opening_reads_out_none(self) -> None:
        found = text("opening_minutes")

        assert "Harga terbaca" not in found
        assert "Tidak ada harga yang dibacakan" in found
        assert "Harga terbaca" in text_of(
            render_html(
                samples.data("opening_minutes"),
                "1",
                digest(samples.data("opening_minutes")),
                {},
            )
        )


class TestEvaluation:
    def test_price_points_and_the_total_are_worked(self) -> None:
        found = text("evaluation_minutes")

        assert re.search(r"Terendah Rp2(\.\d{3}){3} / Rp2(\.\d{3}){3} . 100", found)
        assert row(found, "Nilai akhir", "dibulatkan ½ ke atas, 2 desimal", "92,67")

    def test_lines_add_up_to_the_total(self) -> None:
        first = by_points.data("evaluation_minutes")["bids"][0]
        lines = [*first["points"]["elements"], first["points"]["price"]]
        total = sum(map(by_points.exact, (line["weighted"] for line in lines)))

        assert round(total, 2) == by_points.exact(first["result"]["total"])

    def test_a_bid_that_fails_by_its_price_has_no_points_of_it(self) -> None:
        made = by_points.data("evaluation_minutes")
        failed = [b for b in made["bids"] if b["result"]["verdict"] == "failed"]

        assert failed
        assert all("price" not in bid["points"] for bid in failed)
        assert "gugur pada uji harga" in text("evaluation_minutes")

    def test_the_lowest_price_needs_none(self) -> None:
        with pytest.raises(Unready, match="merit"):
            document_data(samples.state(), samples.reading(), "evaluation_minutes")


class TestOthers:
    def test_the_announcement_says_how_everything_is_judged(self) -> None:
        found = text("announcement")

        assert row(found, "Metode kerja", "LDP 20.2", "100", "30%", "60")
        assert "mulai 3: 100" in found
        assert row(found, "kurang", "0 sampai 59: tidak menjawab KAK")
        assert row(found, "Pelatihan", "12 jam", "20.000")
        assert "formula.price.lowest-over-own.1" in found
        assert "Harga penawaran yang tidak lulus tidak pernah dibuka" in found
        assert "Penawaran terendah yang dievaluasi" not in found

    @pytest.mark.parametrize("kind", ["selection_report", "award_announcement"])
    def test_results_have_technical_price_and_total(self, kind: str) -> None:
        assert row(text(kind), "p03", "≈87,7778", "92,67")

    def test_a_letter_holds_a_bidder_to_the_winner(self) -> None:
        found = text("result_letter", "p02")

        assert row(found, "Metode kerja", "≈63,3333", "≈86,6667")
        assert row(found, "Nilai akhir", "66,86", "92,67")

    def test_a_letter_of_a_shut_bid_tells_its_points_and_no_price_of_it(self) -> None:
        found = text("result_letter", "p04")

        assert "Tidak dibuka" in found
        assert row(found, "Nilai akhir", "\N{EN DASH}", "92,67")
        assert points(str(bids.offer("p04").total)) not in found

    @pytest.mark.parametrize(
        ("kind", "about"),
        [
            ("technical_minutes", None),
            ("evaluation_minutes", None),
            ("selection_report", None),
            ("award_announcement", None),
            ("result_letter", "p02"),
            ("result_letter", "p05"),
        ],
    )
    def test_no_figure_is_written_as_a_ratio(
        self, kind: str, about: str | None
    ) -> None:
        for ratio in ("790/9", "260/3", "200/3", "158/3", "190/3", "889/18"):
            assert ratio not in text(kind, about)


def test_a_rounding_that_changes_nothing_is_left_out() -> None:
    exact: dict[str, Any] = {
        "name": "x",
        "rule": "formula.element.points.1",
        "operands": [["marks", "20 5", ""]],
        "result": "25",
        "children": [],
    }
    tree: dict[str, Any] = {
        "name": "x/rounded",
        "rule": "merit.rounded",
        "operands": [["exact", "25", "=x"], ["rounding", "half_up 2", ""]],
        "result": "25",
        "children": [exact],
    }

    assert [line.shown for line in worked(tree, NO_MARKS)] == ["25"]
    assert worked_from(tree, "rounding") == "half_up 2"
    assert worked_from(tree, "cap") is None
    assert promised(tree) == ()
