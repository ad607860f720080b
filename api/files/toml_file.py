"""TOML that was handed in: tables that offices write, with the line of every value.

`tomllib` is the parser. Beyond TOML a file is refused for a number with a point
or an exponent (amounts are whole rupiah, or exact numbers in quotes), an integer
of 2^53 or more, a time without its offset, and text with control characters.
Moments keep the offset that was typed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

from api.files.document import Document
from api.files.fault import FileFault, Where, first_of
from api.files.folder import lone
from api.files.json_file import EXACT, EXACT_INTEGERS, SMALL
from api.files.text import CONTROL_FREE, Text, control_in
from api.files.toml_lines import Lines, lines_of
from api.files.wording import is_secret

MOST: Final = 2**20  # bytes

MOMENT: Final = "a moment with its offset, such as 2026-11-02T09:00:00+07:00"

_PLACE = re.compile(
    r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)",
    re.DOTALL,
)
_LONG_INTEGER = re.compile(r"[0-9_]{4000,}")
_SECOND = re.compile(r"Cannot (?:overwrite|declare|redefine|mutate)|Duplicate")
_UNENDED = re.compile('Illegal character|Expected "\'+"')
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_TWICE = "it again"
_SHORT = 200  # bits of a number that is shown
SYNTAX: Final = {
    "Invalid date or datetime": "a date and time that exist",
    "Invalid value": "a value in TOML, text in quotes",
    "Invalid statement": "a key or a table",
    "Unclosed array": "a comma or ']'",
    "Unclosed inline table": "a comma or '}'",
    "Unterminated string": "quotes at the end of the text",
}
"""What to ask for where the parser says this."""


class _Float(str):
    """The text of a number with a point or an exponent."""

    __slots__ = ()


def parse(data: bytes, file: str) -> Document:
    """Return the document of *data*; raise `FileFault`, with *file* as its name."""
    source = Text.of(data, file, most=MOST).without_mark()
    lines = lines_of(source)
    try:
        value = tomllib.loads(source.text, parse_float=_Float)
    except (ValueError, RecursionError) as error:
        raise _syntax(source, lines, error) from error
    document = Document(file, value, lines.by_place)
    if faults := list(_refusals(document, value, ())):
        raise first_of(faults)
    return document


def read(path: Path) -> Document:
    """Return the document of the file at *path*; raise `FileFault`."""
    return parse(lone(path, most=MOST), path.name)


def _refusals(document: Document, value: object, where: Where) -> Iterator[FileFault]:
    """Yield a fault for whatever in *value* is not taken."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from _refusals(document, inner, (*where, key))
        case list():
            for index, inner in enumerate(value):
                yield from _refusals(document, inner, (*where, index))
        case _:
            if refused := _refused(value):
                expected, found = refused
                yield document.fault(where, expected=expected, found=found)


def _refused(value: object) -> tuple[str, str] | None:
    """Return what was expected and found, where a scalar is not taken."""
    match value:
        case datetime() if value.tzinfo is not None:
            return None if _is_in_utc(value) else (MOMENT, value.isoformat())
        case datetime() | time():
            return MOMENT, value.isoformat()
        case _Float():
            return EXACT, str(value)
        case str():
            control = control_in(value)
            return (CONTROL_FREE, control) if control else None
        case int() if abs(value) >= EXACT_INTEGERS:
            short = value.bit_length() <= _SHORT
            return SMALL, f"{value}" if short else f"one of {value.bit_length()} bits"
        case _:
            return None


def _is_in_utc(moment: datetime) -> bool:
    """Say whether there is such a moment in UTC, whose years end sooner than TOML's."""
    try:
        moment.astimezone(UTC)
    except OverflowError:
        return False
    return True


def _syntax(source: Text, lines: Lines, error: Exception) -> FileFault:
    """Return what `tomllib` says as a fault at the place of which it says it."""
    place = _PLACE.fullmatch(str(error))
    if place is None:
        return _unplaced(source, lines, error)
    offset = _offset(source, place)
    line = source.line(offset)
    where = lines.by_line.get(line, ())
    expected, found = _said(place["what"], source, offset)
    if found == _TWICE and (first := lines.by_place.get(where, line)) < line:
        found += f", first in line {first}"
    elif is_secret(source.text.split("\n")[line - 1]):
        found = "other text"
    return source.fault(offset, where, expected=expected, found=found)


def _unplaced(source: Text, lines: Lines, error: Exception) -> FileFault:
    """Return what Python itself says: of an integer too long to be read, not where."""
    long = _LONG_INTEGER.search(source.text)
    if long is None:
        return source.fault(0, (), expected="TOML", found=str(error))
    where = lines.by_line.get(source.line(long.start()), ())
    found = f"{len(long.group())} digits"
    return source.fault(long.start(), where, expected=SMALL, found=found)


def _offset(source: Text, place: re.Match[str]) -> int:
    if place["line"] is None:
        return len(source.text.rstrip())
    start = 0
    for _ in range(int(place["line"]) - 1):
        start = source.text.index("\n", start) + 1
    return start + int(place["column"]) - 1


def _said(what: str, source: Text, offset: int) -> tuple[str, str]:
    """Return what was expected and what stands there instead."""
    found = source.at(offset)
    if _SECOND.match(what):
        return "each key and table once", _TWICE
    if _DATE.search(source.text, 0, offset) and found[1:2] == "T":
        return SYNTAX["Invalid date or datetime"], found
    at_line_end = source.text[offset : offset + 1] in ("", "\r", "\n")
    if at_line_end and _UNENDED.match(what):
        return SYNTAX["Unterminated string"], found
    if what.startswith("Illegal character"):
        return CONTROL_FREE, found
    if what.startswith("Expected "):
        return what.removeprefix("Expected "), found
    return SYNTAX.get(what, f"TOML ({what[:1].lower()}{what[1:]})"), found
