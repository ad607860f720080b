"""The one spelling of exact numbers: a decimal where it ends, else a ratio."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from tender.canonical.profile import NotCanonicalError

_LENGTH: Final = 4_000  # characters of a number; Python reads 4,300 digits
_TOO_LONG: Final = 10**_LENGTH
_SHORT: Final = 10**18  # what most numbers are below, which need no more thought
_NUMBER: Final = re.compile(
    r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|-?[1-9][0-9]*/[1-9][0-9]*"
)
_SHORT_WHOLE: Final = re.compile(r"0|-?[1-9][0-9]{0,17}")


def number_text(value: Fraction | Decimal | int) -> str:
    """Return the one spelling of an exact number.

    A decimal where it ends, without exponent, trailing zero or `-0`; otherwise
    numerator and denominator in lowest terms.

    >>> number_text(Decimal("1.50")), number_text(Fraction(-7, 3)), number_text(0)
    ('1.5', '-7/3', '0')
    """
    if type(value) is Fraction and value.denominator == 1:
        value = value.numerator
    if type(value) is int and -_SHORT < value < _SHORT:
        return str(value)
    if isinstance(value, bool) or not isinstance(value, Fraction | Decimal | int):
        raise NotCanonicalError(
            where="number", expected="Fraction, Decimal or int", found=repr(value)
        )
    text = "" if _is_boundless(value) else _spell(Fraction(value))
    if not 0 < len(text) <= _LENGTH:
        raise NotCanonicalError(
            where="number",
            expected=f"a finite number of at most {_LENGTH} characters",
            found=f"{type(value).__name__} outside that",
        )
    return text


def parse_number(text: str) -> Fraction:
    """Read a number; raise `NotCanonicalError` for any but its one spelling."""
    if _SHORT_WHOLE.fullmatch(text):
        return Fraction(int(text))
    expected = "a number such as '0', '-1.5' or '2/3'"
    if _NUMBER.fullmatch(text) and len(text) <= _LENGTH:
        value = Fraction(text)
        spelling = number_text(value)
        if spelling == text:
            return value
        expected = repr(spelling)
    raise NotCanonicalError(where="number", expected=expected, found=f"{text[:80]!r}")


def _is_boundless(value: Fraction | Decimal | int) -> bool:
    """Say whether a number is not finite, or too long to be written out at all."""
    if isinstance(value, Decimal):
        return not value.is_finite() or abs(value.adjusted()) > _LENGTH
    return abs(value.numerator) >= _TOO_LONG or value.denominator >= _TOO_LONG


def _spell(number: Fraction) -> str:
    """Return the spelling, or nothing where that would be too long."""
    sign = "-" if number < 0 else ""
    places = _places(number.denominator)
    if places is None:
        return str(number)
    scaled = abs(number.numerator) * 10**places // number.denominator
    if max(scaled, 10**places) >= _TOO_LONG:
        return ""
    digits = str(scaled).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def _places(denominator: int) -> int | None:
    """Return how many decimal places end a fraction, or none where none do."""
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None
