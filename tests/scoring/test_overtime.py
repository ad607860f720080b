"""Overtime: five rates of a published offer, to the cent."""

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.overtime import Hour, OvertimeTerms, overtime_node, overtime_rates
from scoring.rounding import round_to
from tender.scheme import Rounding

SURABAYA = 3_871_052

TERMS = OvertimeTerms(
    hours_a_month=173,
    multipliers={
        "weekday_first": Fraction(3, 2),
        "weekday_next": Fraction(2),
        "rest_day": Fraction(2),
        "rest_day_ninth": Fraction(3),
        "rest_day_further": Fraction(4),
    },
)


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        ("weekday_first", "33564.03"),
        ("weekday_next", "44752.05"),
        ("rest_day", "44752.05"),
        ("rest_day_ninth", "67128.07"),
        ("rest_day_further", "89504.09"),
    ],
)
def test_a_driver_in_surabaya_in_2019(hour: Hour, expected: str) -> None:
    """cs-02, printed with two decimals."""
    rate = overtime_rates(SURABAYA, TERMS)[hour]

    assert round_to(rate, Rounding(at="line", places=2)) == Fraction(expected)


def test_the_hours_that_a_wage_is_divided_by_are_the_law_s() -> None:
    shorter = replace(TERMS, hours_a_month=160)

    assert overtime_rates(3_200_000, shorter)["weekday_next"] == 40_000


def test_a_rate_is_exact_until_a_step_rounds_it() -> None:
    node = overtime_node("weekday_first", SURABAYA, TERMS)

    assert node.number == Fraction(3 * SURABAYA, 2 * 173)
    assert node.result == "5806578/173"
