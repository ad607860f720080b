"""Rounding: a step with a name, which the scheme takes at a line or at the tax.

No formula rounds by itself. The scheme names each step, its mode and its number
of decimals; results that are paid must come out as whole rupiah.

    half_up     to the nearest, a half away from zero
    half_even   to the nearest, a half to the even neighbour
    down        towards zero
    up          away from zero

Source: none. The texts that were read are silent on rounding, so the tender's
own documents say it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tender.scheme import Rounding


class RoundingStepError(ValueError):
    """A scheme does not say, once and usably, how a step rounds."""

    def __init__(self, at: str, expected: str, found: str) -> None:
        super().__init__(f"rounding at {at}: expected {expected}, found {found}")
        self.at = at


@dataclass(frozen=True, slots=True)
class Steps:
    """Both steps of a scheme, each to whole rupiah or coarser."""

    line: Rounding
    tax: Rounding

    @classmethod
    def of(cls, rounding: Iterable[Rounding]) -> Steps:
        """Read the steps of a scheme; raise `RoundingStepError`."""
        steps = tuple(rounding)
        return cls(line=_only(steps, "line"), tax=_only(steps, "tax"))


def round_to(value: Fraction, step: Rounding) -> Fraction:
    """Return *value* to the decimals of *step*.

    >>> str(round_to(Fraction("304326.4167"), Rounding(at="line", places=2)))
    '15216321/50'
    >>> int(round_to(Fraction(5, 2), Rounding(at="line", mode="half_even")))
    2
    """
    finer, coarser = 10 ** max(step.places, 0), 10 ** max(-step.places, 0)
    one = value.denominator * coarser
    steps, rest = divmod(abs(value.numerator) * finer, one)
    up = {
        "half_up": 2 * rest >= one,
        "half_even": 2 * rest > one or (2 * rest == one and steps % 2 == 1),
        "down": False,
        "up": rest > 0,
    }[step.mode]
    size = Fraction((steps + up) * coarser, finer)
    return -size if value < 0 else size


def whole(value: Fraction, step: Rounding) -> int:
    """Return *value* in whole rupiah; *step* is one of `Steps`."""
    return int(round_to(value, step))


def _only(steps: tuple[Rounding, ...], at: Literal["line", "tax"]) -> Rounding:
    found = [step for step in steps if step.at == at]
    if len(found) != 1:
        raise RoundingStepError(at, "one step", f"{len(found)}")
    if found[0].places > 0:
        places = f"{found[0].places} decimals"
        raise RoundingStepError(at, "whole rupiah, which can be paid", places)
    return found[0]
