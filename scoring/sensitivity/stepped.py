"""A figure as a scheme rounds it: a straight line, with steps where it is rounded.

    figure(x) = round(line(x) + sum of times x round(part(x)))

Each round is the scheme's own (`scoring.rounding.round_to`), or none. A rounded figure
stays within one step of what it is exactly, so that of two figures which are exactly
further apart than their steps together the larger stays the larger; the places at which
a line leaps are those where it crosses the grid, or the middle of the grid, of its step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Final

from scoring.formulas.exact import total
from scoring.rounding import round_to
from scoring.sensitivity.line import Line, sum_of
from tender.scheme import Rounding

_HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Part:
    """A line that is rounded by itself, and then counts *times*."""

    times: Fraction
    line: Line
    step: Rounding


@dataclass(frozen=True)
class Stepped:
    """A figure of a line, of parts that are rounded, and a rounding of the whole."""

    line: Line
    parts: tuple[Part, ...] = ()
    step: Rounding | None = None

    def at(self, x: Fraction) -> Fraction:
        """Return the figure at *x*, as the scheme rounds it."""
        inner = self.inside(x).at(x)
        return inner if self.step is None else round_to(inner, self.step)

    def inside(self, x: Fraction) -> Line:
        """Return the line that it is around *x*, before the whole is rounded."""
        if not self.parts:
            return self.line
        rounded = (p.times * round_to(p.line.at(x), p.step) for p in self.parts)
        return Line(self.line.base + total(rounded), self.line.slope)

    @cached_property
    def exact(self) -> Line:
        """Return the figure without any rounding."""
        if not self.parts:
            return self.line
        return sum_of([self.line, *(p.line.times(p.times) for p in self.parts)])

    @cached_property
    def slack(self) -> Fraction:
        """Return how far the rounded figure may be from the exact one, at most."""
        sizes = [abs(part.times) * size_of(part.step) for part in self.parts]
        return total([*sizes, Fraction(0) if self.step is None else size_of(self.step)])


def constant(value: Fraction) -> Stepped:
    """Return a figure that does not move."""
    return Stepped(Line(value))


def size_of(step: Rounding) -> Fraction:
    """Return the distance between two neighbours of a grid.

    >>> str(size_of(Rounding(at="line", places=2)))
    '1/100'
    """
    return Fraction(10) ** -step.places


def leaps(
    line: Line, step: Rounding, start: Fraction, stop: Fraction
) -> Iterator[Fraction]:
    """Yield where *line* as rounded leaps, strictly between, from *start* to *stop*.

    Towards 0 and away from it the leaps are on the grid, to the nearest between its
    places; which side such a place itself belongs to is for the rounding to say.
    """
    size = size_of(step)
    shift = _HALF if step.mode.startswith("half") else Fraction(0)
    begin = line.at(start) / size - shift
    end = line.at(stop) / size - shift
    if begin == end:
        return
    if begin < end:
        grid = range(floor(begin) + 1, ceil(end))
    else:
        grid = range(ceil(begin) - 1, floor(end), -1)
    for count in grid:
        yield ((count + shift) * size - line.base) / line.slope
