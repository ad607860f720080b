"""Where a comparison of rounded figures turns, held to every place where one could leap."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.sensitivity.line import Line
from scoring.sensitivity.stepped import Part, Stepped, leaps
from scoring.sensitivity.turns import Key, first_turn, sign
from tender.scheme import Rounding

ENDS = Fraction(0), Fraction(4)

numbers = st.integers(-12, 12).map(lambda n: Fraction(n, 4)) | st.integers(-30, 30).map(
    lambda n: Fraction(n, 7)
)
lines = st.builds(Line, numbers, numbers)
steps = st.builds(
    Rounding,
    at=st.just("line"),
    places=st.integers(0, 1),
    mode=st.sampled_from(["half_up", "half_even", "down", "up"]),
)
parts = st.lists(
    st.builds(Part, st.sampled_from([Fraction(1), Fraction(1, 2)]), lines, steps),
    max_size=2,
).map(tuple)


@st.composite
def keys(draw: st.DrawFn) -> tuple[Key, Key]:
    """Draw the keys of two bids: a total that is rounded alike, and a tie-break."""
    step = draw(st.none() | steps)
    one = Stepped(draw(lines), draw(parts), step)
    near = Line(one.line.base + draw(numbers) / 40, one.line.slope)
    other = Stepped(draw(lines | st.just(near)), draw(st.just(()) | parts), step)
    return (one, Stepped(draw(lines))), (other, Stepped(draw(lines)))


def every_place(one: Key, other: Key) -> list[Fraction]:
    """Return every place at which a figure leaps, or two cross, between the ends."""
    places = set(ENDS)
    for figure in (*one, *other):
        for part in figure.parts:
            places |= set(leaps(part.line, part.step, *ENDS))
    for begin, end in pairwise(sorted(places)):
        middle = (begin + end) / 2
        for mine, theirs in zip(one, other, strict=True):
            for figure in (mine, theirs):
                if figure.step:
                    places |= set(leaps(figure.inside(middle), figure.step, begin, end))
            above = mine.inside(middle).minus(theirs.inside(middle))
            crossing = above.reaches(Fraction(0))
            if crossing is not None and begin < crossing < end:
                places.add(crossing)
    return sorted(places)


@given(keys(), st.integers(1, 39), st.sampled_from(ENDS))
def test_the_first_turn_is_found_and_none_before_it(
    pair: tuple[Key, Key], at: int, stop: Fraction
) -> None:
    one, other = pair
    start = Fraction(at, 10)
    places = [start, *every_place(one, other)]
    between = sorted({x for x in places if min(start, stop) <= x <= max(start, stop)})
    outward = between if start < stop else between[::-1]
    now = sign(one, other, start)

    expected = None
    for here, beyond in pairwise(outward):
        turned = sign(one, other, here) != now
        if turned or sign(one, other, (here + beyond) / 2) != now:
            expected = here
            break

    assert first_turn(one, other, start, stop) == expected


@given(lines, steps, st.integers(0, 40), st.integers(0, 40))
def test_between_two_leaps_a_line_is_rounded_to_one_figure(
    line: Line, step: Rounding, at: int, to: int
) -> None:
    start, stop = Fraction(at, 10), Fraction(to, 10)
    assume(start != stop)
    figure = Stepped(line, (), step)
    found = list(leaps(line, step, start, stop))
    assert found == sorted(found, reverse=start > stop)

    for begin, end in pairwise([start, *found, stop]):
        inside = [begin + (end - begin) * Fraction(k, 7) for k in range(1, 7)]
        assert len({figure.at(x) for x in inside}) == 1


def test_a_tie_that_is_won_anyway_is_looked_through_at_once() -> None:
    """A millionth apart over a million leaps: the total ties often, and nothing comes of it."""
    step = Rounding(at="line", places=6)
    base, hair = Line(Fraction(0), Fraction(100)), Fraction(1, 10**9)
    one = (Stepped(Line(hair, base.slope), (), step), Stepped(Line(Fraction(1))))
    other = (Stepped(base, (), step), Stepped(Line(Fraction(0))))

    assert first_turn(one, other, Fraction(1, 3), Fraction(1)) is None


def test_a_tie_that_is_won_on_one_side_alone_is_found_on_the_other() -> None:
    """Ahead by a hundredth and rounded to whole points: level nearly everywhere."""
    step, slope = Rounding(at="line", mode="down"), Fraction(10)
    one = Stepped(Line(Fraction(1, 100), slope), (), step)
    other = Stepped(Line(Fraction(0), slope), (), step)
    tie = Stepped(Line(Fraction(-1), Fraction(1)))  # won above 1, lost below

    keys = (one, tie), (other, Stepped(Line(Fraction(0))))

    assert first_turn(*keys, Fraction(3), Fraction(0)) == 1
    assert first_turn(*keys, Fraction(3), Fraction(4)) is None
