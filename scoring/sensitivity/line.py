"""A figure that moves in a straight line: base + slope x, exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from scoring.formulas.exact import total

_LEVEL: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class Line:
    """What a figure is at each place x."""

    base: Fraction
    slope: Fraction = _LEVEL

    def at(self, x: Fraction) -> Fraction:
        """Return the figure at *x*."""
        return self.base + self.slope * x if self.slope else self.base

    def times(self, factor: Fraction) -> Line:
        """Return the line times a number.

        >>> Line(Fraction(1), Fraction(2)).times(Fraction(3)).at(Fraction(1))
        Fraction(9, 1)
        """
        return Line(self.base * factor, self.slope * factor if self.slope else _LEVEL)

    def minus(self, other: Line) -> Line:
        """Return how far this line is above *other*."""
        return Line(self.base - other.base, self.slope - other.slope)

    def reaches(self, value: Fraction) -> Fraction | None:
        """Return where the line has *value*; none where it is level.

        >>> Line(Fraction(1), Fraction(2)).reaches(Fraction(2))
        Fraction(1, 2)
        """
        return (value - self.base) / self.slope if self.slope else None


def sum_of(lines: Iterable[Line]) -> Line:
    """Return the sum of *lines*, each brought to lowest terms once."""
    every = tuple(lines)
    slopes = [line.slope for line in every if line.slope]
    return Line(total(line.base for line in every), total(slopes))
