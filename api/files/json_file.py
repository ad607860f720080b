"""JSON that was handed in: strict, and with the line of every value.

The grammar is RFC 8259. Beyond it a file is refused for a key that stands twice,
a number with a point or an exponent (amounts are whole rupiah, or exact numbers
in quotes), an integer of 2^53 or more, `NaN`, a string with control characters,
and anything behind the value. No parser that is kept up gives the line of each
value, so this one does; the tests hold it to the standard library's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from api.files.document import MOST_DEEP, MOST_VALUES, Document
from api.files.fault import FileFault, Where, shown
from api.files.folder import lone
from api.files.text import CONTROL_FREE, Text, control_in

MOST: Final = 2 * 2**20  # bytes

EXACT: Final = "whole rupiah, or an exact number in quotes such as '304326.42'"
SMALL: Final = "a number below 2^53"
EXACT_INTEGERS: Final = 2**53

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_STRINGS: Final = json.JSONDecoder()
_WORDS: Final = {"true": True, "false": False, "null": None}
_WORD = re.compile(r"[-+]?[A-Za-z]+")
_LONGEST = 17  # characters of an integer that may be below 2^53, sign included


class NumberError(ValueError):
    """A number token is none that is read; it says what is."""

    def __init__(self, expected: str) -> None:
        super().__init__(f"expected {expected}")
        self.expected = expected


def whole(token: str) -> int:
    """Return a number token as the whole number that it is; raise `NumberError`."""
    if not token.removeprefix("-").isdigit():
        raise NumberError(EXACT)
    if len(token) > _LONGEST or abs(int(token)) >= EXACT_INTEGERS:
        raise NumberError(SMALL)
    return int(token)


def parse(
    data: bytes,
    file: str,
    *,
    number: Callable[[str], object] = whole,
    most_values: int = MOST_VALUES,
) -> Document:
    """Return the document of *data*; raise `FileFault`, with *file* as its name.

    *number* makes a value of a number token, or raises `NumberError`.
    """
    text = Text.of(data, file, most=MOST).without_mark()
    return _Scan(text, number, most_values).document()


def read(path: Path) -> Document:
    """Return the document of the file at *path*; raise `FileFault`."""
    return parse(lone(path, most=MOST), path.name)


class _Scan:
    """One pass over a text: each step takes an offset and returns the next."""

    def __init__(
        self, source: Text, number: Callable[[str], object], most_values: int
    ) -> None:
        self.source = source
        self.number = number
        self.most_values = most_values
        self.text = source.text
        self.lines: dict[Where, int] = {}

    def document(self) -> Document:
        value, at = self.value(self.space(0), ())
        if at < len(self.text):
            raise self.fault(at, (), "nothing behind the value")
        return Document(self.source.file, value, self.lines)

    def value(self, at: int, where: Where) -> tuple[object, int]:
        self.lines.setdefault(where, self.source.line(at))
        if len(where) > MOST_DEEP:
            expected = f"at most {MOST_DEEP} levels"
            raise self.fault(at, where[:1], expected, found="one more")
        if len(self.lines) > self.most_values:
            expected = f"at most {self.most_values} values"
            raise self.fault(at, where[:1], expected, found="one more")
        match self.text[at : at + 1]:
            case "{":
                value, at = self.members(at + 1, where)
            case "[":
                value, at = self.elements(at + 1, where)
            case '"':
                value, at = self.string(at, where)
            case _:
                value, at = self.scalar(at, where)
        return value, self.space(at)

    def members(self, at: int, where: Where) -> tuple[object, int]:
        members: dict[str, object] = {}
        at = self.space(at)
        if self.text[at : at + 1] == "}":
            return members, at + 1
        while True:
            if self.text[at : at + 1] != '"':
                raise self.fault(at, where, "a key in quotes")
            key, after = self.string(at, where)
            if key in members:
                first = self.lines[*where, key]
                found = f"{shown(key)} again, first in line {first}"
                raise self.fault(at, (*where, key), "each key once", found=found)
            self.lines[*where, key] = self.source.line(at)
            after = self.space(after)
            if self.text[after : after + 1] != ":":
                raise self.fault(after, (*where, key), "a colon behind the key")
            members[key], at = self.value(self.space(after + 1), (*where, key))
            more, at = self.more(at, where, "}")
            if not more:
                return members, at

    def elements(self, at: int, where: Where) -> tuple[object, int]:
        elements: list[object] = []
        at = self.space(at)
        if self.text[at : at + 1] == "]":
            return elements, at + 1
        while True:
            element, at = self.value(at, (*where, len(elements)))
            elements.append(element)
            more, at = self.more(at, where, "]")
            if not more:
                return elements, at

    def more(self, at: int, where: Where, closing: str) -> tuple[bool, int]:
        """Say whether another follows, or the container is closed."""
        match self.text[at : at + 1]:
            case ",":
                return True, self.space(at + 1)
            case char if char == closing:
                return False, at + 1
            case _:
                raise self.fault(at, where, f"a comma or {closing!r}")

    def string(self, at: int, where: Where) -> tuple[str, int]:
        try:
            text, end = _STRINGS.raw_decode(self.text, at)
        except json.JSONDecodeError as error:
            expected = "a string in quotes, on one line, with its escapes right"
            raise self.fault(at, where, expected) from error
        if control := control_in(text):
            raise self.fault(at, where, CONTROL_FREE, found=control)
        return text, end

    def scalar(self, at: int, where: Where) -> tuple[object, int]:
        if word := _WORD.match(self.text, at):
            if word.group() in _WORDS:
                return _WORDS[word.group()], word.end()
            raise self.fault(at, where, "a value in JSON", found=word.group())
        number = _NUMBER.match(self.text, at)
        if number is None:
            raise self.fault(at, where, "a value in JSON")
        token = number.group()
        try:
            return self.number(token), number.end()
        except NumberError as error:
            raise self.fault(at, where, error.expected, found=token) from error

    def space(self, at: int) -> int:
        gap = _SPACE.match(self.text, at)
        return gap.end() if gap else at

    def fault(
        self, at: int, where: Where, expected: str, *, found: str | None = None
    ) -> FileFault:
        return self.source.fault(at, where, expected=expected, found=found)
