"""Where two bids change sides: the first place at which a comparison comes out otherwise.

A bid's *key* is what it is compared by, in the order of the scheme: the total, then what
a tie is broken by. More is better in each. A sign is 1 where the one is ahead, -1 where
the other is, and 0 where nothing tells them apart.

Between two figures that are straight lines the sign turns where they cross and nowhere
else. A figure that is rounded leaps at its grid, and of these leaps only those matter at
which the two are exactly within the steps of each other (`Stepped.slack`): outside the
larger stays the larger. Nothing is sampled. The places are looked through from *start*
outwards, whichever way *stop* lies, so that a thousand leaps beyond the first turn cost
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from heapq import merge
from itertools import chain, pairwise
from typing import TypeAlias

from scoring.sensitivity.stepped import Stepped, leaps

Key: TypeAlias = "tuple[Stepped, ...]"


def sign(one: Key, other: Key, x: Fraction) -> int:
    """Return who is ahead at *x*."""
    for mine, theirs in zip(one, other, strict=True):
        ahead = mine.at(x) - theirs.at(x)
        if ahead:
            return 1 if ahead > 0 else -1
    return 0


def first_turn(
    one: Key, other: Key, start: Fraction, stop: Fraction
) -> Fraction | None:
    """Return the first place before *stop* at which the sign is not that of *start*.

    The sign is another there, or just beyond. Where it is another just beyond *start*,
    that is *start* itself.
    """
    if not one or _near_of(one[0], other[0], start, stop) is None:
        return None
    now = sign(one, other, start)
    places = _strictly(_places(one, other, start, stop), start, stop)
    for place, next_one in pairwise(chain((start,), places, (stop,))):
        if place != start and sign(one, other, place) != now:
            return place
        if sign(one, other, (place + next_one) / 2) != now:
            return place
    return None


def _strictly(
    places: Iterable[Fraction], start: Fraction, stop: Fraction
) -> Iterator[Fraction]:
    """Yield *places* that are strictly between, each once; they come in their order."""
    last = start
    for place in places:
        if place not in (last, stop):
            yield place
            last = place


def _places(
    one: Key, other: Key, start: Fraction, stop: Fraction
) -> Iterator[Fraction]:
    """Yield every place at which the sign may turn, from *start* to *stop*."""
    if not one:
        return
    near = _near_of(one[0], other[0], start, stop)
    if near is None:
        return
    level = one[0].exact.minus(other[0].exact).reaches(Fraction(0))
    cuts = [near[0], near[1]]
    if level is not None and _is_between(level, *near):
        cuts.insert(1, level)
    yield cuts[0]
    for begin, end in pairwise(cuts):
        if begin != end and not _is_settled(one, other, begin, end):
            levels = zip(one, other, strict=True)
            yield from _outward(
                (_breaks(a, b, begin, end) for a, b in levels), begin < end
            )
        yield end


def _is_settled(one: Key, other: Key, start: Fraction, stop: Fraction) -> bool:
    """Say whether the sign is the same all the way, however often the figures leap.

    Of two lines that are rounded once, the larger is never the smaller; where it also
    wins what a tie is broken by, it is ahead throughout.
    """
    mine, theirs = one[0], other[0]
    if mine.parts or theirs.parts or mine.step != theirs.step:
        return False
    middle = (start + stop) / 2
    ahead = mine.line.at(middle) - theirs.line.at(middle)
    rest, others = one[1:], other[1:]
    broken = sign(rest, others, middle)
    if not broken or not ahead or (ahead > 0) != (broken > 0):
        return False
    # From the middle both ways: what breaks the tie may not turn within.
    return all(first_turn(rest, others, middle, end) is None for end in (start, stop))


def _breaks(
    one: Stepped, other: Stepped, start: Fraction, stop: Fraction
) -> Iterator[Fraction]:
    """Yield where the comparison of two figures may turn."""
    if one == other:
        return
    near = _near_of(one, other, start, stop)
    if near is None:
        return
    begin, end = near
    yield begin
    if begin == end:
        return
    rising = begin < end
    parts = (*one.parts, *other.parts)
    marks = _outward((leaps(p.line, p.step, begin, end) for p in parts), rising)
    for last, mark in pairwise(chain((begin,), _strictly(marks, begin, end), (end,))):
        yield from _within(one, other, last, mark)
        yield mark


def _within(
    one: Stepped, other: Stepped, start: Fraction, stop: Fraction
) -> Iterator[Fraction]:
    """Yield the same where no part leaps: of the whole, or of two lines that cross."""
    middle = (start + stop) / 2
    lines = [(figure.inside(middle), figure.step) for figure in (one, other)]
    if any(step is not None for _, step in lines):
        yield from _outward(
            (leaps(line, step, start, stop) for line, step in lines if step),
            start < stop,
        )
        return
    (mine, _), (theirs, _) = lines
    crossing = mine.minus(theirs).reaches(Fraction(0))
    if crossing is not None and _is_between(crossing, start, stop):
        yield crossing


def _near_of(
    one: Stepped, other: Stepped, start: Fraction, stop: Fraction
) -> tuple[Fraction, Fraction] | None:
    """Return from where to where two figures are within their steps, if at all."""
    above, slack = one.exact.minus(other.exact), one.slack + other.slack
    if not above.slope:
        return (start, stop) if abs(above.base) <= slack else None
    low, high = sorted(
        ((-slack - above.base) / above.slope, (slack - above.base) / above.slope)
    )
    begin, end = min(start, stop), max(start, stop)
    low, high = max(low, begin), min(high, end)
    if low > high:
        return None
    return (low, high) if start < stop else (high, low)


def _is_between(x: Fraction, start: Fraction, stop: Fraction) -> bool:
    return min(start, stop) < x < max(start, stop)


def _outward(
    several: Iterable[Iterator[Fraction]],
    rising: bool,  # noqa: FBT001  # which way is outward
) -> Iterator[Fraction]:
    return merge(*several, reverse=not rising)
