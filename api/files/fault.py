"""The one error of a file that was handed in: where, what was expected, what was found.

Its sentence is `file:line: field: expected …, found …`. *file* is relative to what
was handed in, *line* counts from 1, and so do the elements of a list in *field*:
`post[2].count` is the count of the second post. A fault of the file as a whole
has the field `file`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from tender.money import said

Where: TypeAlias = "tuple[str | int, ...]"
"""A place in a document: keys, and indices of lists from 0, as parsers count."""

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,60}")
_LONGEST = 240  # characters of one part of the sentence
_NAMED = 10  # codes listed where one of them was expected


class FileFault(Exception):  # noqa: N818  # a fault of the file, not of the program
    """A file cannot be taken as it is; *others* are further faults of it, by line."""

    def __init__(
        self, *, file: str, line: int, field: str, expected: str, found: str
    ) -> None:
        file, field = printable(file), printable(field)
        expected, found = printable(expected), printable(found)
        super().__init__(f"{file}:{line}: {field}: expected {expected}, found {found}")
        self.file = file
        self.line = line
        self.field = field
        self.expected = expected
        self.found = found
        self.others: tuple[FileFault, ...] = ()


def first_of(faults: Iterable[FileFault]) -> FileFault:
    """Return the first of *faults* by line, at least one, with the rest as its others."""
    first, *rest = sorted(faults, key=lambda fault: fault.line)
    first.others = tuple(rest)
    return first


def spelled(where: Where) -> str:
    """Return the name of a field.

    >>> spelled(("works", "post", 1, "count")), spelled(())
    ('works.post[2].count', 'file')
    """
    text = ""
    for step in where:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            key = step if _PLAIN.fullmatch(step) else shown(step)
            text += f".{key}" if text else key
    return text or "file"


def shown(value: object) -> str:
    """Return what was found, on one line, as the person who typed it knows it.

    >>> shown("two words"), shown(True), shown(None), shown([1, 2]), shown(-5)
    ("'two words'", 'true', 'null', 'a list of 2', '-5')
    """
    match value:
        case str():
            return repr(value[:60]) + ("…" if len(value) > 60 else "")  # noqa: PLR2004
        case list() | tuple():
            return f"a list of {len(value)}"
        case _:
            return said(value)


def one_of(codes: Iterable[str]) -> str:
    """Return how to ask for one of *codes*, the first few by name.

    >>> one_of(["guard", "driver"]), one_of([])
    ('one of driver, guard', 'one of none')
    """
    ordered = sorted(codes)
    more = f" … ({len(ordered)} in all)" if len(ordered) > _NAMED else ""
    return f"one of {', '.join(ordered[:_NAMED]) or 'none'}{more}"


def printable(text: str) -> str:
    """Return *text* on one line, cut where it is long, with nothing a terminal obeys."""
    if len(text) > _LONGEST:
        text = text[:_LONGEST] + "…"
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
