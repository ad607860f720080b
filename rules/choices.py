"""What a tender's own documents may set: which values, in which form, within what.

A tender sets what the law leaves open, and of that what a rule reads. Anything else
would stand in the frozen law of the tender and mean nothing, or stop its evaluation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple, get_args

from rules.terms import FEE_BASE, FEE_LEAST, FLOOR_GATE, PENSION
from tender.canonical.numbers import parse_number
from tender.canonical.profile import NotCanonicalError
from tender.codes import Component

OUTAGE_SILENCE = "outage.silence"
OUTAGE_EXTENSION = "outage.extension"
ANSWER_LIMIT = "question.answer_limit"
ANSWER_EXTENSION = "question.extension"
FOLLOWS_DECREE = "wage.follows_decree"
EXPECTED_RISE = "wage.expected_rise"


class Choosable(NamedTuple):
    """A value that may be chosen: its unit, what it may be, and how that is said."""

    unit: str
    fits: Callable[[str], bool]
    expected: str


def _number(text: str) -> Fraction | None:
    try:
        return parse_number(text)
    except NotCanonicalError:
        return None


def _share(most: str) -> Choosable:
    def fits(text: str) -> bool:
        number = _number(text)
        return number is not None and 0 < number <= parse_number(most)

    return Choosable("share", fits, f"0 < x <= {most}")


def _whole(unit: str, least: int, most: int) -> Choosable:
    def fits(text: str) -> bool:
        number = _number(text)
        if number is None or number.denominator != 1:
            return False
        return least <= number <= most

    return Choosable(unit, fits, f"{least}, ..., {most}")


def _flag() -> Choosable:
    return Choosable("flag", lambda text: text in {"true", "false"}, "true | false")


def _components(*without: Component) -> Choosable:
    known = [c for c in get_args(Component) if c not in without]

    def fits(text: str) -> bool:
        named = text.split(" ")
        return len(set(named)) == len(named) and set(named) <= set(known)

    return Choosable("components", fits, " ".join(known))


CHOOSABLE: Mapping[str, Choosable] = {
    FLOOR_GATE: _flag(),
    PENSION: _flag(),
    FOLLOWS_DECREE: _flag(),
    EXPECTED_RISE: _share("1"),
    FEE_LEAST: _share("0.5"),
    FEE_BASE: _components("fee"),
    OUTAGE_SILENCE: _whole("minutes", 1, 1440),
    OUTAGE_EXTENSION: _whole("hours", 1, 240),
    ANSWER_LIMIT: _whole("hours", 1, 240),
    ANSWER_EXTENSION: _whole("hours", 1, 240),
}
"""The values by id."""

TOGETHER: Mapping[str, str] = {
    FEE_LEAST: FEE_BASE,
    OUTAGE_SILENCE: OUTAGE_EXTENSION,
    ANSWER_LIMIT: ANSWER_EXTENSION,
    EXPECTED_RISE: FOLLOWS_DECREE,
}
"""Which value is read with which: the one is announced with the other or not at all."""


def lacking(chosen: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Return each value that was chosen without the one it is read with, and that one."""
    return tuple(
        (one, other)
        for one, other in TOGETHER.items()
        if one in chosen and other not in chosen
    )
