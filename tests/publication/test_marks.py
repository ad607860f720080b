"""Nothing unverified stands unmarked; letters follow the reading."""

from __future__ import annotations

from typing import Any

from publication.marks import Marks
from rules.articles import Article


def a_value(value_id: str, status: str, confirmed: str | None = None) -> dict[str, Any]:
    return {
        "id": value_id,
        "value": "5",
        "unit": "working_days",
        "source": f"source of {value_id}",
        "status": status,
        "confirmed": confirmed,
    }


BASIS = [
    a_value("a.verified", "verified"),
    a_value("b.recalled", "recalled", "read on Monday"),
    a_value("c.chosen", "chosen"),
    a_value("d.secondary", "secondary"),
    a_value("e.unshown", "secondary"),
]


def test_only_what_is_not_verified_is_marked() -> None:
    marks = Marks(BASIS)

    assert marks.value("a.verified") == ""
    assert marks.value("c.chosen") == ""
    assert marks.value("not.there") == ""
    assert marks.article(Article("Pasal 1", "verified")) == ""
    assert marks.value("d.secondary").striptags() == "a"
    assert marks.article(Article("Pasal 2", "recalled")).striptags() == "b"


def test_letters_follow_the_reading_and_stay() -> None:
    marks = Marks(BASIS)

    first, second = marks.value("d.secondary"), marks.value("b.recalled")

    assert (first.striptags(), second.striptags()) == ("a", "b")
    assert marks.value("d.secondary") == first
    assert marks.value("b.recalled", "d.secondary").striptags() == "b,a"


def test_the_box_lists_what_stood_nowhere_too() -> None:
    marks = Marks(BASIS)
    marks.value("d.secondary")

    box = {row.letter: (row.source, row.status, row.confirmed) for row in marks.box()}

    assert box == {
        "a": ("source of d.secondary", "secondary", None),
        "b": ("source of b.recalled", "recalled", "read on Monday"),
        "c": ("source of e.unshown", "secondary", None),
    }


def test_each_letter_leads_to_its_line() -> None:
    mark = Marks(BASIS).value("b.recalled")

    assert mark == '<sup class="mark"><a href="#dasar-a">a</a></sup>'


def test_a_value_that_a_document_does_not_rest_on_is_the_laws() -> None:
    marks = Marks(BASIS)

    assert marks.shown("c.chosen") == "5 hari kerja"
    assert marks.shown("b.recalled").striptags() == "5 hari kerjaa"
    assert marks.shown("not.there") == "menurut peraturan"
