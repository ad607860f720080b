"""How the tests read a document: as text, the way somebody hears it read."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from typing_extensions import override

_LINES = {"p", "h1", "h2", "h3", "li", "tr", "dt", "caption", "div"}
_CELLS = {"td", "th", "dd"}
_UNREAD = {"head", "svg"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unread = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD
        if tag in _LINES:
            self.parts.append("\v")
        elif tag in _CELLS:
            self.parts.append("\t")
        elif tag == "sup":
            self.parts.append("^")

    @override
    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD

    @override
    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.parts.append(data)


def text_of(html: str) -> str:
    """Return what a document says: a line for each paragraph and row, cells by `|`."""
    reader = _Reader()
    reader.feed(html)
    marked = "".join(reader.parts)
    lines = (
        " | ".join(
            cell
            for part in line.split("\t")
            if (cell := re.sub(r"[ \n]+", " ", part).strip())
        )
        for line in marked.split("\v")
    )
    return "\n".join(line for line in lines if line) + "\n"
