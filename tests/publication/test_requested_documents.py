"""What a package asks for: minutes of the clarification, the order to start, workers' slips."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any, get_args

import pypdfium2
import pytest
from pypdf import PdfReader

from publication.documents import WrongDigestError, render_html
from rules.documents import Unready, document_data
from tender.canonical import digest
from tender.commands.fulfilment import RequestedKind
from tests.journeys import cleaning
from tests.publication import samples
from tests.publication.drawing import html_of, pdf_of
from tests.publication.reading import text_of

POINTS = 72 / 25.4
A5 = (148 * POINTS, 210 * POINTS)


def told(kind: str, **changed: object) -> str:
    data: dict[str, Any] = samples.data(kind) | changed
    return text_of(render_html(data, "1", digest(data), {}))


def test_minutes_carry_every_question_with_its_answer_and_nobody_who_asked() -> None:
    text = told("clarification_minutes")

    assert re.search(r"tanya-1 \| .+ \| Upah hari ini yang lebih tinggi", text)
    assert re.search(r"tanya-2 \| .+ \| tidak dijawab", text)
    assert not any(bid in text for bid in cleaning.BIDDERS)
    assert "tidak ada adendum" in text


def test_minutes_without_a_question_say_so_and_amendments_are_listed() -> None:
    amended = [
        {
            "at": "2026-10-12T02:00:00.000000Z",
            "version": 2,
            "summary": "Jumlah seragam ditambah",
        }
    ]
    text = told("clarification_minutes", questions=[], amendments=amended)

    assert "Tidak ada pertanyaan." in text
    assert "Jumlah seragam ditambah" in text
    assert "tidak ada adendum" not in text


def test_minutes_wait_for_answers_that_may_still_come() -> None:
    still_open = replace(samples.state(), stage="bidding")

    with pytest.raises(Unready, match="not_answered"):
        document_data(still_open, samples.reading(), "clarification_minutes")


def test_an_order_says_who_starts_when_under_which_contract() -> None:
    text = told("start_order")

    assert "Surat Perjanjian nomor 027/118/PPK/2026" in text
    assert "Jumat, 1 Januari 2027" in text
    assert "Alasan perintah ini" not in text


def test_a_late_order_carries_its_reason() -> None:
    text = told("start_order", reason="Kunci gedung baru diserahkan.")

    assert "Alasan perintah ini terbit sesudah waktunya." in text
    assert "Kunci gedung baru diserahkan." in text


def slips() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = samples.data("worker_slips")["slips"]
    return found


def test_each_worker_has_a_slip_and_those_of_a_place_stand_together() -> None:
    workers = [slip["worker"] for slip in slips()]
    roster = samples.state().preparation.roster or {}

    assert sorted(workers) == sorted(roster)
    assert [s["site"] for s in slips()] == sorted(s["site"] for s in slips())


def test_nobody_is_promised_less_than_today_and_who_waits_is_told_so() -> None:
    waiting = [slip for slip in slips() if "waiting" in slip]

    assert all(int(slip["promised"]) >= int(slip["pay"]) for slip in slips())
    assert waiting
    text = text_of(html_of("worker_slips"))
    assert f"Daftar tunggu nomor {waiting[0]['waiting']}." in text
    assert text.count("Daftar tunggu nomor") == len(waiting)


def test_what_was_not_promised_is_not_printed_as_if_it_were() -> None:
    data = samples.data("worker_slips")
    data["promises"] = {
        "insurance": [],
        "holiday_allowance": False,
        "compensation": False,
        "transfer_clause": False,
    }
    data["slips"] = [{**data["slips"][0], "promised": None}]

    text = text_of(render_html(data, "1", digest(data), {}))

    assert text.count("tidak dijanjikan") == 5
    assert "dibayar" not in text


@pytest.mark.usefixtures("pdf_libraries")
def test_a_slip_is_one_page_of_a5_in_large_type() -> None:
    drawn = pypdfium2.PdfDocument(io.BytesIO(pdf_of("worker_slips", practice=True)))
    try:
        assert len(drawn) == len(slips()) + 1
        for place, slip in enumerate(slips(), start=1):
            page = drawn[place]
            assert page.get_size() == pytest.approx(A5, abs=1)
            text = page.get_textpage().get_text_range()
            assert slip["worker"] in text
            assert "Bertanya atau mengadu" in text
    finally:
        drawn.close()


@pytest.mark.usefixtures("pdf_libraries")
def test_what_a_worker_reads_is_set_in_fourteen_points_or_more() -> None:
    sizes: dict[str, float] = {}

    def seen(
        text: str, _: object, matrix: list[float], __: object, size: float
    ) -> None:
        if text.strip():
            sizes[text.strip()] = size * abs(matrix[3])

    page = PdfReader(io.BytesIO(pdf_of("worker_slips", practice=True))).pages[1]
    page.extract_text(visitor_text=seen)

    read = [text for text, size in sizes.items() if round(size, 2) >= 14]
    small = " ".join(text for text in sizes if text not in read)
    assert "Rp" not in small
    assert not re.search("Anda|berjanji|mengadu|dibayar|Ditawarkan|jaminan", small)
    assert any("dirugikan" in text for text in read)


@pytest.mark.parametrize("kind", get_args(RequestedKind))
def test_the_digest_of_the_data_is_held_to(kind: str) -> None:
    with pytest.raises(WrongDigestError):
        render_html(samples.data(kind), "1", "0" * 64, {})
