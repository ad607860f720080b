"""What an error says, on one line: what was expected, and what was found.

Errors of this project carry both. Of those of pydantic the first is told, with the
place in the record; of any other, its own words.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

LONGEST: Final = 300  # characters of either half

_SAID: Final = re.compile(r"(?:.*?: )?expected (.+?), found (.+)", re.DOTALL)


class Said(NamedTuple):
    """The two halves of a sentence."""

    expected: str
    found: str


def one_line(text: object) -> str:
    r"""Return *text* on one line, cut where it is long, with nothing a terminal obeys.

    >>> one_line("two\nlines")
    'two lines'
    """
    line = " ".join(str(text).split())
    if not line.isprintable():
        line = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def said(error: Exception, otherwise: str) -> Said:
    """Return what *error* expected, or *otherwise*, and what it found, each on a line."""
    if isinstance(error, ValidationError):
        return _of_pydantic(error.errors(include_url=False)[0])
    expected = getattr(error, "expected", None)
    found = getattr(error, "found", None)
    if expected is None or found is None:
        halves = _SAID.fullmatch(str(error))
        return Said(*map(one_line, halves.groups() if halves else (otherwise, error)))
    place = getattr(error, "where", None) or getattr(error, "field", None)
    told = f"{place}: {expected}" if place else f"{expected}"
    return Said(one_line(told), one_line(found))


def _of_pydantic(details: ErrorDetails) -> Said:
    place = "/".join(map(str, details["loc"])) or "all of it"
    if details["type"] == "missing":
        return Said(one_line(f"{place}: a value"), "none")
    if details["type"] == "extra_forbidden":
        return Said(one_line(f"{place}: no field of this name"), "one")
    cause = details.get("ctx", {}).get("error")
    if cause is not None and (halves := _SAID.fullmatch(str(cause))):
        return Said(one_line(f"{place}: {halves[1]}"), one_line(halves[2]))
    message = details["msg"].removeprefix("Input should be ")
    return Said(one_line(f"{place}: {message}"), one_line(repr(details["input"])))
