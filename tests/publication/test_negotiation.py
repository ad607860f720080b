"""The talk with the only bidder left, as it stands in the report of the selection."""

from __future__ import annotations

from publication.documents import render_html
from rules.documents import document_data
from tender.canonical import digest
from tender.registry import Event
from tests.publication.reading import text_of
from tests.rules.test_negotiation import ALONE, concluding, revised


def report(*before: Event) -> str:
    """Return the report after the talk, as somebody reads it."""
    agreed = concluding().after(*before).scene().decide().events
    scene = ALONE.after(*before, *agreed).scene()
    reading = scene.state.values.over(scene.pack.values)
    data = document_data(scene.state, reading, "selection_report")
    page = render_html(data, "1", digest(data), {})
    return text_of(page).replace("\N{NO-BREAK SPACE}", " ")


def test_what_fell_stands_line_by_line_with_the_price_before_and_after() -> None:
    found = report(revised(uniform="70000", training="6500000"))

    assert "Hanya p-07 yang lulus evaluasi" in found
    assert "harga Rp3.015.892.085 turun menjadi Rp2.990.539.685" in found
    assert "330.000 | 70.000 | 27.720.000 | 5.880.000" in found
    assert "menurut ingatan, belum dikonfirmasi" in found


def test_a_price_that_stays_is_told_as_such() -> None:
    found = report()

    assert "harga tetap Rp3.015.892.085" in found
    assert "Harga satuan yang diturunkan" not in found
