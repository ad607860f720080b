"""Where each value of a TOML text stands: its line, by its path.

`tomllib` reads TOML and forgets the lines. This pass finds them: of tables, of
tables in arrays (`[[post]]`), of dotted keys, of the members of inline tables and
of the elements of arrays. What it cannot follow it leaves to `tomllib`, which
then says what is wrong; it stops where a text is deeper or longer than is read,
before `tomllib` spends its time on it.
"""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple

from api.files.document import MOST_DEEP, MOST_VALUES
from api.files.fault import FileFault, Where
from api.files.text import Text

_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*+")
_BLANK = re.compile(r"[ \t]*")
_LINE_END = re.compile(r"[ \t]*(?:#[^\n]*|\r?)(?:\n|\Z)")
_KEY = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|'[^'\n]*'|"(?:[^"\\\n]|\\.)*+")[ \t]*""")
_STRING = re.compile(
    r'"""(?:\\.|(?!""").)*+"{3,5}' + r"|'''(?:(?!''').)*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"' + r"|'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9][^\s,\]}#]*|[^\s,\]}#]+")


class _LostError(Exception):
    """The text is not TOML from here on."""


class Lines(NamedTuple):
    """The line of each place, and the last place that begins in each line."""

    by_place: dict[Where, int]
    by_line: dict[int, Where]


def lines_of(source: Text) -> Lines:
    """Return where the places of *source* stand, as far as it is TOML.

    Raise `FileFault` where it is more than is read.
    """
    scan = _Scan(source)
    try:
        while scan.statement():
            pass
    except _LostError:
        pass
    return Lines(scan.lines, scan.places)


class _Scan:
    """One pass over a text, from *at*; *table* is the header that is in force."""

    def __init__(self, source: Text) -> None:
        self.source = source
        self.text = source.text
        self.at = 0
        self.lines: dict[Where, int] = {(): 1}
        self.places: dict[int, Where] = {}
        self.implied: set[Where] = set()  # tables named in the headers of others
        self.table: Where = ()
        self.lengths: dict[Where, int] = {}  # of arrays of tables

    def statement(self) -> bool:
        """Pass a header or a key with its value; say whether there was one."""
        self.skip()
        if self.at >= len(self.text):
            return False
        if self.takes("[["):
            *parents, last = self.key()
            array = (*self.table_at(tuple(parents)), last)
            self.expect("]]")
            index = self.lengths.get(array, 0)
            self.lengths[array] = index + 1
            self.note(array, self.at - 1)
            self.header((*array, index))
        elif self.takes("["):
            parts = self.key()
            self.expect("]")
            self.header(self.table_at(parts))
        else:
            self.pair(self.table)
        if not self.passes(_LINE_END):
            raise _LostError
        return True

    def header(self, table: Where) -> None:
        self.table = table
        for length in range(1, len(table)):
            if table[:length] not in self.lines:
                self.implied.add(table[:length])
                self.note(table[:length], self.at - 1)
        if table in self.implied:
            self.implied.remove(table)
            del self.lines[table]
        self.note(table, self.at - 1)

    def table_at(self, parts: tuple[str, ...]) -> Where:
        """Return the path of a table: of an array of tables, the last one is meant."""
        table: Where = ()
        for part in parts:
            table = (*table, part)
            if table in self.lengths:
                table = (*table, self.lengths[table] - 1)
        return table

    def pair(self, table: Where) -> None:
        start = self.at
        parts = self.key()
        for length in range(1, len(parts) + 1):
            self.note((*table, *parts[:length]), start)
        self.expect("=")
        self.value((*table, *parts))

    def key(self) -> tuple[str, ...]:
        parts = []
        while True:
            part = _KEY.match(self.text, self.at)
            if part is None:
                raise _LostError
            parts.append(_bare(part[1]))
            self.guard(tuple(parts))
            self.at = part.end()
            if not self.takes("."):
                return tuple(parts)

    def value(self, where: Where) -> None:
        self.passes(_BLANK)
        self.note(where, self.at)
        self.guard(where)
        if self.takes("["):
            self.elements(where)
        elif self.takes("{"):
            self.members(where)
        elif not (self.passes(_STRING) or self.passes(_SCALAR)):
            raise _LostError

    def elements(self, where: Where) -> None:
        index = 0
        self.skip()
        while not self.takes("]"):
            self.value((*where, index))
            index += 1
            self.skip()
            if not self.takes(",") and self.text[self.at : self.at + 1] != "]":
                raise _LostError
            self.skip()

    def members(self, where: Where) -> None:
        self.skip()
        while not self.takes("}"):
            self.pair(where)
            self.skip()
            if not self.takes(",") and self.text[self.at : self.at + 1] != "}":
                raise _LostError
            self.skip()

    def note(self, where: Where, at: int) -> None:
        line = self.source.line(at)
        self.lines.setdefault(where, line)
        self.places[line] = where

    def guard(self, where: Where) -> None:
        for most, found, unit in (
            (MOST_DEEP, len(where), "levels"),
            (MOST_VALUES, len(self.lines), "values"),
        ):
            if found > most:
                raise self.fault(where[:1], f"at most {most} {unit}", "one more")

    def fault(self, where: Where, expected: str, found: str) -> FileFault:
        return self.source.fault(self.at, where, expected=expected, found=found)

    def skip(self) -> None:
        self.passes(_GAP)

    def passes(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found is not None

    def takes(self, token: str) -> bool:
        if self.text.startswith(token, self.at):
            self.at += len(token)
            return True
        return False

    def expect(self, token: str) -> None:
        if not self.takes(token):
            raise _LostError


def _bare(part: str) -> str:
    """Return a key without its quotes and escapes."""
    if part[0] == "'" or (part[0] == '"' and "\\" not in part):
        return part[1:-1]
    if part[0] != '"':
        return part
    try:
        (key,) = tomllib.loads(f"{part} = 0")
    except ValueError as error:
        raise _LostError from error
    return str(key)
