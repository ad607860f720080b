"""What is told of a tender that failed: to all, to each bidder, at each stage it came to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

import pytest

from publication.documents import render_html
from rules.documents import document_data
from rules.failing import GROUNDS
from tender.canonical import digest
from tender.commands.award import Failure
from tender.state import State
from tender.state.bidding import Bidding
from tender.state.evaluation import Evaluation
from tests.publication import by_points, samples
from tests.publication.reading import text_of


def told(
    state: State, kind: str = "failure_announcement", bid: str | None = None
) -> str:
    data = document_data(state, samples.reading(), kind, bid)
    return text_of(render_html(data, "1", digest(data), {}))


def test_each_ground_has_its_article_and_who_declares_it() -> None:
    assert set(GROUNDS) == set(get_args(Failure.model_fields["ground"].annotation))
    assert [g for g, one in GROUNDS.items() if one.declared_by == "authority"] == [
        "corruption"
    ]


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_announcement_names_ground_article_and_what_follows(ground: str) -> None:
    text = told(samples.failed(ground))

    assert "Pengumuman Tender Gagal" in text
    follows = GROUNDS[ground].follows
    assert ("Belum ditetapkan" in text) is (follows is None)
    assert ("Pasal 51 ayat (2) huruf" in text) is (follows is not None)
    assert ("PA/KPA mengumumkan" in text) is (ground == "corruption")


def test_the_announcement_is_of_who_declared_the_failure_whatever_the_ground() -> None:
    state = samples.failed("documents_or_rules")
    decided = replace(state, award=replace(state.award, failed_by="authority"))

    assert "Pokja Pemilihan pada" in told(state)
    assert "PA/KPA mengumumkan" in told(decided)


def test_where_nobody_has_bid_it_says_so() -> None:
    before = samples.failed("nobody_bid")
    state = replace(before, bidding=Bidding(), evaluation=Evaluation())

    assert "Tidak ada penawaran yang berlaku" in told(state)


def test_before_the_evaluation_it_names_who_has_bid_and_nothing_else() -> None:
    state = replace(samples.failed("documents_or_rules"), evaluation=Evaluation())
    text = told(state)

    assert "Penawaran dimasukkan oleh p01, p02" in text
    assert "lulus" not in text
    assert "Harga terkoreksi" not in text


def after_the_technical_part() -> State:
    """Return a tender in two files that failed before its technical result was told."""
    before = by_points.technical()
    award = replace(samples.failed("nobody_passed").award)
    part = replace(before.evaluation, technical_announced_at=None)
    return replace(before, evaluation=part, award=award, stage="failed")


def test_after_the_technical_part_no_price_is_told() -> None:
    text = told(after_the_technical_part())

    assert "File harga tidak dibuka, dan tetap tersegel" in text
    assert "nilai teknis" in text
    assert "Rp" not in text.partition("Penawaran\n")[2].partition("Sesudah")[0]


def test_after_the_technical_part_every_bidder_is_listed_with_its_outcome() -> None:
    """Those that passed too, and of a threshold that it is what they fell by."""
    text = told(after_the_technical_part()).replace("\xa0", " ")
    rows = [line for line in text.splitlines() if re.match(r"p0\d \| ", line)]

    assert rows == [
        "p03 | lulus | ≈87,7778 | file harga tetap tersegel",
        "p01 | lulus | 69,5 | file harga tetap tersegel",
        "p05 | lulus | ≈49,3889 | file harga tetap tersegel",
        "p02 | lulus | 45 | file harga tetap tersegel",
        "p04 | gugur | 60,5 | Metode kerja ≈54,3333, di bawah ambang batas 60 (LDP 20.2). File harga tetap tersegel",
        "p06 | gugur | \N{EN DASH} | Sertifikat K3 penanggung jawab: dinyatakan ada, tetapi bukti yang ditunjuk tidak membuktikannya, teknis hlm. 21 (LDP huruf E). File harga tetap tersegel",
        "p07 | gugur | \N{EN DASH} | Tidak menjanjikan penawaran kerja kepada setiap pekerja saat ini yang memenuhi syarat (Dokumen Pemilihan; Perpres 16/2018 Pasal 68). File harga tetap tersegel",
    ]
    assert "Tanda ≈" in text


def test_its_technical_minutes_say_that_no_price_was_opened() -> None:
    text = told(after_the_technical_part(), "technical_minutes")

    assert "Tender dinyatakan gagal sebelum hasilnya diumumkan" in text
    assert "Tetap tersegel" in text
    assert "file harga dibuka" not in text


def test_a_letter_without_a_winner_works_out_the_bid_and_offers_no_objection() -> None:
    text = told(samples.failed(), "result_letter", "p06")

    assert "Tidak ada pemenang" in text
    assert "Langkah penghitungan" in text
    assert "Bila Saudara berkeberatan" not in text


def test_a_tender_that_has_a_result_keeps_its_letters_after_it_failed() -> None:
    award = replace(
        samples.state().award,
        failure=samples.failed().award.failure,
        failed_at=samples.failed().award.failed_at,
    )
    state = replace(samples.state(), award=award, stage="failed")
    data = document_data(state, samples.reading(), "result_letter", "p06")

    assert "winner" in data
    assert digest(data) != digest(
        document_data(samples.failed(), samples.reading(), "result_letter", "p06")
    )
