"""Money and shares: exact, in rupiah, with one spelling.

What a bidder writes as a total is a whole number of rupiah. What an estimate or
a unit price says may have decimals, though never endless ones. Scores and
ratios are fractions. None of them is ever a float: a float is refused at the
door, where it can still be mended by the person who typed it.

Rounding is a step of its own (`scoring.rounding`), taken where a scheme or an
article asks for it and nowhere else.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer

from tender.canonical.numbers import number_text, parse_number

_WHOLE = re.compile(r"0|[1-9][0-9]{0,15}")

LARGEST = 10**15
"""A thousand trillion rupiah: more than any public budget, less than 2**53."""


def said(value: object) -> str:
    """Return what was found as the person who typed it knows it.

    >>> said(True), said(Fraction(2200000001, 2)), said("1.000"), said(date(2027, 1, 1))
    ('true', '1100000000.5', "'1.000'", '2027-01-01')
    """
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Fraction):
        return f"{number_text(value):.60}"
    if isinstance(value, date):  # a moment is one too
        return value.isoformat()
    if isinstance(value, dict):
        return f"a table of {len(value)}"
    return "a list" if isinstance(value, list | tuple) else f"{value!r:.60}"


def _rupiah(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    message = f"expected whole rupiah, such as 3651917, found {said(value)}"
    raise ValueError(message)


def _exact(value: object) -> Fraction:
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, str):
        return parse_number(value)
    message = (
        f"expected an exact number in quotes, such as '304326.42', found {said(value)}"
    )
    raise ValueError(message)


def _finite(value: object) -> Fraction:
    exact = _exact(value)
    rest = exact.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        message = f"expected a number with finitely many decimals, found {said(value)}"
        raise ValueError(message)
    return exact


Rupiah = Annotated[
    int,
    BeforeValidator(_rupiah),
    Field(ge=0, le=LARGEST),
    PlainSerializer(str, return_type=str),
]
"""Whole rupiah, from 0: what is bid, paid and promised."""

Rate = Annotated[
    Fraction,
    BeforeValidator(_finite),
    Field(ge=0, le=LARGEST),
    PlainSerializer(number_text, return_type=str),
]
"""Rupiah with finitely many decimals, from 0: an estimate, a unit price."""

Share = Annotated[
    Fraction,
    BeforeValidator(_finite),
    Field(ge=0, le=1),
    PlainSerializer(number_text, return_type=str),
]
"""A share of one with finitely many decimals."""

Quantity = Annotated[
    Fraction,
    BeforeValidator(_finite),
    Field(gt=0, le=10**9),
    PlainSerializer(number_text, return_type=str),
]
"""How many of a unit: person-months, sets; more than none."""

Exact = Annotated[
    Fraction, BeforeValidator(_exact), PlainSerializer(number_text, return_type=str)
]
"""Any exact number: a score, a ratio, a difference."""
