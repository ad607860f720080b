"""Rounding is a step of the scheme: its modes, its places, its two stations."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rounding import RoundingStepError, Steps, round_to, whole
from tender.codes import Mode
from tender.scheme import Rounding

MODES: tuple[Mode, ...] = ("half_up", "half_even", "down", "up")


@pytest.mark.parametrize(
    ("value", "half_up", "half_even", "down", "up"),
    [
        ("0", 0, 0, 0, 0),
        ("1.4", 1, 1, 1, 2),
        ("1.5", 2, 2, 1, 2),
        ("2.5", 3, 2, 2, 3),
        ("2.51", 3, 3, 2, 3),
        ("-2.5", -3, -2, -2, -3),
        ("304326.4167", 304_326, 304_326, 304_326, 304_327),
    ],
)
def test_modes(value: str, half_up: int, half_even: int, down: int, up: int) -> None:
    rounded = [round_to(Fraction(value), Rounding(at="line", mode=m)) for m in MODES]

    assert rounded == [half_up, half_even, down, up]


@pytest.mark.parametrize(
    ("places", "expected"),
    [(2, "33564.03"), (0, "33564"), (-3, "34000")],
)
def test_places_may_lie_on_either_side_of_the_point(places: int, expected: str) -> None:
    an_hour = Fraction(3, 2) * 3_871_052 / 173

    rounded = round_to(an_hour, Rounding(at="line", places=places))

    assert rounded == Fraction(expected)


def test_a_scheme_names_both_steps_once() -> None:
    line, tax = Rounding(at="line", mode="down"), Rounding(at="tax")

    assert Steps.of([tax, line]) == Steps(line=line, tax=tax)
    with pytest.raises(RoundingStepError, match="at tax: expected one step, found 0"):
        Steps.of([line])
    with pytest.raises(RoundingStepError, match="at line: expected one step, found 2"):
        Steps.of([line, tax, Rounding(at="line", mode="up")])


def test_what_is_paid_is_whole_rupiah() -> None:
    with pytest.raises(RoundingStepError, match="whole rupiah"):
        Steps.of([Rounding(at="line", places=2), Rounding(at="tax")])


numbers = st.fractions() | st.integers(-(10**6), 10**6).map(lambda n: Fraction(n, 2))
steps = st.builds(
    Rounding,
    at=st.just("line"),
    places=st.integers(-3, 3),
    mode=st.sampled_from(MODES),
)


@given(value=numbers, step=steps)
def test_rounding_is_exact_and_near(value: Fraction, step: Rounding) -> None:
    """It moves by less than one unit, by half a unit to the nearest, and only once."""
    unit = Fraction(10) ** -step.places

    rounded = round_to(value, step)

    assert (rounded / unit).denominator == 1
    assert abs(rounded - value) < unit
    if step.mode.startswith("half"):
        assert abs(rounded - value) <= unit / 2
    assert round_to(rounded, step) == rounded


@given(value=numbers, step=steps)
def test_rounding_keeps_sides(value: Fraction, step: Rounding) -> None:
    """What holds of a price holds of a refund: no mode prefers a direction."""
    assert round_to(-value, step) == -round_to(value, step)


def test_whole_is_an_integer() -> None:
    assert type(whole(Fraction("2.5"), Rounding(at="tax"))) is int
