"""Marks: a letter beside each value and article that has not been verified.

Letters are given in the order in which a document first shows something that is
only secondary or recalled; the box at its end lists what each letter stands for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from publication.values import value_label
from publication.words import cited, value_text
from rules.articles import Article

_UNVERIFIED = ("secondary", "recalled")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Marked:
    """A line of the box: what the letter stands for and what is known of it."""

    letter: str
    what: str
    value: str | None
    source: str
    status: str
    confirmed: str | None = None


class Marks:
    """The letters of one document, which rests on the values of *basis*."""

    def __init__(self, basis: Sequence[Mapping[str, Any]]) -> None:
        self._basis = {line["id"]: line for line in basis}
        self._rows: dict[tuple[str, str], Marked] = {}

    def value(self, *value_ids: str) -> Markup:
        """Return the mark of values: nothing where they are verified, chosen or not used."""
        lines = [self._basis[name] for name in value_ids if name in self._basis]
        rows = [
            self._row(
                ("value", line["id"]),
                what=value_label(line["id"]),
                value=value_text(line["value"], line["unit"]),
                source=cited(line["source"]),
                status=line["status"],
                confirmed=line["confirmed"],
            )
            for line in lines
            if line["status"] in _UNVERIFIED
        ]
        return _sup(rows)

    def shown(self, value_id: str) -> Markup:
        """Return a value of the basis in its unit, with its mark.

        A document that rests on no such value refers to the law instead.
        """
        line = self._basis.get(value_id)
        if line is None:
            return Markup("menurut peraturan")
        text = escape(value_text(line["value"], line["unit"]))
        return text + self.value(value_id)

    def source(self, value_id: str) -> str:
        """Return where a value of the basis is written; nothing where there is none."""
        line = self._basis.get(value_id)
        return "" if line is None else cited(line["source"])

    def article(self, article: Article) -> Markup:
        """Return the mark of an article; nothing where its text was read."""
        if article.status not in _UNVERIFIED:
            return Markup()
        row = self._row(
            ("article", article.text),
            what="Pasal yang dirujuk",
            value=None,
            source=article.text,
            status=article.status,
        )
        return _sup([row])

    def cited(self, article: Mapping[str, str]) -> Markup:
        """Return an article as the data name it, with its mark."""
        said = Article(cited(article["text"]), article["status"])  # type: ignore[arg-type]
        return escape(said.text) + self.article(said)

    def box(self) -> tuple[Marked, ...]:
        """Return the lines of the box, values of the basis included that stood nowhere."""
        for value_id in self._basis:
            self.value(value_id)
        return tuple(self._rows.values())

    def beginning(self, prefixes: Sequence[str]) -> tuple[Mapping[str, Any], ...]:
        """Return the values of the basis whose ids begin with one of *prefixes*."""
        begins = tuple(prefixes)
        return tuple(b for name, b in self._basis.items() if name.startswith(begins))

    def settled(self, status: str) -> tuple[Mapping[str, Any], ...]:
        """Return the values of the basis with one of the settled statuses."""
        return tuple(b for b in self._basis.values() if b["status"] == status)

    def _row(  # noqa: PLR0913  # a line of the box is these things
        self,
        key: tuple[str, str],
        *,
        what: str,
        value: str | None,
        source: str,
        status: str,
        confirmed: str | None = None,
    ) -> Marked:
        if key not in self._rows:
            letter = _letter(len(self._rows))
            self._rows[key] = Marked(letter, what, value, source, status, confirmed)
        return self._rows[key]


def _sup(rows: Sequence[Marked]) -> Markup:
    if not rows:
        return Markup()
    link = Markup('<a href="#dasar-{0}">{0}</a>')
    letters = Markup(",").join(link.format(row.letter) for row in rows)
    return Markup('<sup class="mark">{}</sup>').format(letters)


def _letter(index: int) -> str:
    """Return the letters of a count: a to z, then aa, ab and so on.

    >>> _letter(0), _letter(25), _letter(26), _letter(52)
    ('a', 'z', 'aa', 'ba')
    """
    tens, ones = divmod(index, len(_LETTERS))
    return (_letter(tens - 1) if tens else "") + _LETTERS[ones]
