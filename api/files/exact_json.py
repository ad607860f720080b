"""JSON whose numbers are taken as they are written: exactly, as decimals.

The grammar and the strictness are those of `api.files.json_file`, which leaves out
numbers with a point. Here a number token becomes a whole number or a fraction, never
a float: 0.1 is one tenth. `-0`, `NaN` and numbers of more than 40 characters, or with
an exponent beyond 40, are refused; no number of a tender looks like that.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Final

from api.files import json_file
from api.files.document import Document
from api.files.folder import lone
from api.files.json_file import MOST, NumberError

MOST_VALUES: Final = (
    250_000  # three marks for each of forty elements of a thousand bids
)
LONGEST: Final = 40  # characters of a number, and the size of its exponent

_SHORT: Final = (
    f"a number of at most {LONGEST} characters, its exponent within {LONGEST}"
)
_UNSIGNED: Final = "0 without a sign"


def exact(token: str) -> int | Fraction:
    """Return a number token as what it says; raise `NumberError`.

    >>> exact("12"), exact("0.10"), exact("1.5e3")
    (12, Fraction(1, 10), 1500)
    """
    if len(token) > LONGEST:
        raise NumberError(_SHORT)
    number, _, power = token.lower().partition("e")
    whole, _, decimals = number.partition(".")
    value = Fraction(int(whole + decimals), 10 ** len(decimals))
    if not value and token.startswith("-"):
        raise NumberError(_UNSIGNED)
    if power:
        if abs(int(power)) > LONGEST:
            raise NumberError(_SHORT)
        value *= Fraction(10) ** int(power)
    return value.numerator if value.denominator == 1 else value


def parse(data: bytes, file: str) -> Document:
    """Return the document of *data*; raise `FileFault`, with *file* as its name."""
    return json_file.parse(data, file, number=exact, most_values=MOST_VALUES)


def read(path: Path) -> Document:
    """Return the document of the file at *path*; raise `FileFault`."""
    return parse(lone(path, most=MOST), path.name)
