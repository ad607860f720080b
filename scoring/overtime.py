"""Overtime: what an hour beyond the working week costs.

    an hour = multiplier x monthly wage / hours in a month

As the law has it now: 173 hours; on a working day 3/2 for the first hour and 2 for
each further one; on a rest day 2 for hours 1 to 8, 3 for the ninth, 4 from the
tenth on. Rates are exact; whoever prints or pays them names a step of rounding.

Source: divisor PP 35/2021 art. 32(2) (verified); multipliers art. 31 (secondary: a
published offer recomputes to the cent); working time art. 21 (verified).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from scoring.explanation import Node, cell, formula

Hour = Literal[
    "weekday_first", "weekday_next", "rest_day", "rest_day_ninth", "rest_day_further"
]
"""Which hour of overtime: of a working day, or of a rest day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OvertimeTerms:
    """Hours that a monthly wage is divided by, and how many hours' pay each hour is."""

    hours_a_month: int
    multipliers: Mapping[Hour, Fraction]


def overtime_rates(wage: int, terms: OvertimeTerms) -> Mapping[Hour, Fraction]:
    """Return what each kind of hour costs at a monthly *wage*, in exact rupiah.

    >>> terms = OvertimeTerms(
    ...     hours_a_month=173,
    ...     multipliers={"weekday_first": Fraction(3, 2), "rest_day": Fraction(2)},
    ... )
    >>> [int(rate) for rate in overtime_rates(1_730_000, terms).values()]
    [15000, 20000]
    """
    return {
        hour: multiplier * wage / terms.hours_a_month
        for hour, multiplier in terms.multipliers.items()
    }


def overtime_node(hour: Hour, wage: int, terms: OvertimeTerms) -> Node:
    """Return how one rate came about."""
    return formula(
        f"overtime/{hour}",
        "labour.overtime",
        overtime_rates(wage, terms)[hour],
        multiplier=cell(terms.multipliers[hour], f"overtime.multipliers[{hour}]"),
        wage=cell(wage, "labour.minimum_wage"),
        hours=cell(terms.hours_a_month, "overtime.hours_a_month"),
    )
