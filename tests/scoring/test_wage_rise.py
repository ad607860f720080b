"""A minimum wage that rises: the addendum, to the rupiah, and how far it can follow."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.labour_cost import floors, package_floor
from scoring.wage_rise import Contract, highest_minimum, line_rises, price_rise
from tests.scoring.builders import COSTING, TAX, a_worker, an_order

MINIMUM = COSTING.labour.minimum_wage
PAY = {"cleaner": MINIMUM}
FLOOR = package_floor(floors(COSTING, PAY, COSTING.labour.owed))

UMK = 3_651_917
ONE = replace(
    COSTING,
    staff=replace(
        COSTING.staff,
        posts=tuple(p.model_copy(update={"count": 1}) for p in COSTING.staff.posts),
    ),
    labour=replace(COSTING.labour, minimum_wage=UMK, health_floor=UMK),
)
"""One cleaner in Muaro Jambi at the minimum wage of 2026."""

YEAR = Contract(
    price=12 * 5_356_479 * (1 + TAX.effective),
    pay={"cleaner": UMK},
    vat_mode="full_price",
    tax=TAX,
)
"""The contract of the cost sheet: labour 4,634,526 of 5,356,479 a month before VAT."""


def by(share: str) -> int:
    """Return the minimum wage that is higher by a share, to the rupiah below."""
    return int(UMK * (1 + Fraction(share)))


def test_a_rise_of_the_wage_is_one_of_the_contract_by_the_share_of_labour() -> None:
    """8.09 % of the wage, as from 2025 to 2026, is 7.00 % of the contract."""
    rise = price_rise(ONE, YEAR, by("0.0809")) / YEAR.price

    assert round(100 * rise, 2) == Fraction("7.00")


def test_the_cap_of_a_tenth_ends_between_11_55_and_11_56_percent() -> None:
    highest = highest_minimum(ONE, YEAR, Fraction(1, 10))

    assert by("0.1155") < highest < by("0.1156")
    assert price_rise(ONE, YEAR, highest) <= YEAR.price / 10
    assert price_rise(ONE, YEAR, highest + 1) > YEAR.price / 10


def test_where_labour_is_itemised_no_tax_comes_on_top() -> None:
    itemised = replace(YEAR, vat_mode="labour_supply_itemised")
    full, bare = (price_rise(ONE, one, by("0.08")) for one in (YEAR, itemised))

    assert full == bare * (1 + TAX.effective)


def test_each_line_rises_by_what_its_floor_rises_by() -> None:
    """A month: 1/12 twice, 0.24, 0.3, 3.7, 2 and 4 percent of Rp348,083 more."""
    rises = {r.component: r for r in line_rises(ONE, YEAR.pay, 4_000_000)}

    assert rises["wage"].items == ("wage-cleaner",)
    assert {name: rise.amount // 12 for name, rise in rises.items()} == {
        "wage": 348_083,
        "thr": 29_007,
        "compensation": 29_007,
        "work_accident": 835,
        "death": 1_044,
        "old_age": 12_879,
        "pension": 6_962,
        "health": 13_923,
    }


def test_who_is_paid_more_than_the_new_minimum_costs_no_more() -> None:
    high = replace(YEAR, pay={"cleaner": 4_000_000})
    people = (a_worker("k-001", 4_100_000),)
    staff = replace(ONE.staff, incumbents=people, orders=(an_order("k-001"),))

    assert price_rise(ONE, high, 4_000_000) == 0
    assert price_rise(replace(ONE, staff=staff), YEAR, 4_100_000) == 0
    assert price_rise(ONE, high, 4_000_001) > 0


def test_a_minimum_wage_does_not_fall() -> None:
    with pytest.raises(ValueError, match="expected a minimum wage from 3651917 on"):
        line_rises(ONE, YEAR.pay, UMK - 1)


@given(st.integers(MINIMUM, 20_000_000), st.integers(0, 5_000_000))
def test_a_higher_minimum_never_costs_less(minimum: int, more: int) -> None:
    contract = replace(YEAR, pay=PAY)

    assert price_rise(COSTING, contract, minimum) <= price_rise(
        COSTING, contract, minimum + more
    )


@given(st.fractions(0, 1), st.integers(FLOOR, 3 * FLOOR))
def test_the_highest_minimum_fits_and_the_next_does_not(
    cap: Fraction, price: int
) -> None:
    contract = replace(YEAR, pay=PAY, price=Fraction(price))
    highest = highest_minimum(COSTING, contract, cap)

    assert highest >= MINIMUM
    assert price_rise(COSTING, contract, highest) <= cap * price
    assert price_rise(COSTING, contract, highest + 1) > cap * price
