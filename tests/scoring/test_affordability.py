"""Whether the money pays for the people, before anybody is promised anything."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.affordability import (
    PostSheet,
    affordable,
    cost_node,
    left_node,
    post_cost,
)
from tender.codes import VatMode
from tests.scoring.builders import STEPS, TAX

CLEANER = PostSheet(mandatory=4_634_526, direct=235_000, fee_share=Fraction(1, 10))
"""A month in Muaro Jambi, 2026: uniform 85,000, materials 150,000, fee 10 %."""


@pytest.mark.parametrize(
    ("mode", "vat", "month", "year"),
    [
        ("full_price", 589_213, 5_945_692, 71_348_304),
        ("labour_supply_itemised", 79_415, 5_435_894, 65_230_728),
    ],
)
def test_what_a_post_costs(mode: VatMode, vat: int, month: int, year: int) -> None:
    cost = post_cost(CLEANER, mode, TAX, STEPS, months=12)

    assert (cost.fee, cost.before_vat) == (486_953, 5_356_479)
    assert (cost.vat, cost.month, cost.period) == (vat, month, year)


def test_a_post_costs_as_many_months_as_it_is_paid_for() -> None:
    year, half = (post_cost(CLEANER, "full_price", TAX, STEPS, n) for n in (12, 6))

    assert (half.month, half.period) == (year.month, 6 * year.month)


@pytest.mark.parametrize(
    ("mode", "posts", "left"),
    [("full_price", 84, 295), ("labour_supply_itemised", 91, 288)],
)
def test_six_billion_and_379_people(mode: VatMode, posts: int, left: int) -> None:
    """Seen nearby in 2026: the money was there, and not for everybody."""
    cost = post_cost(CLEANER, mode, TAX, STEPS, months=12)

    found = affordable(budget=6_000_000_000, people=379, cost=cost.period)

    assert (found.posts, found.left) == (posts, left)


def test_labour_is_86_5_percent_of_the_price_before_vat() -> None:
    """So a bid under some 86 % of such an estimate cannot pay lawful labour."""
    cost = post_cost(CLEANER, "full_price", TAX, STEPS, months=12)

    share = Fraction(CLEANER.mandatory, cost.before_vat)

    assert Fraction("0.86521") < share < Fraction("0.86522")


def test_nobody_is_left_where_there_are_posts_enough() -> None:
    assert affordable(budget=100, people=3, cost=10).left == 0


@pytest.mark.parametrize("mode", ["full_price", "labour_supply_itemised"])
def test_it_can_be_worked_by_hand(mode: VatMode) -> None:
    cost = post_cost(CLEANER, mode, TAX, STEPS, months=12)
    found = affordable(budget=6_000_000_000, people=379, cost=cost.period)

    node = left_node(found, cost_node(cost, mode, TAX, STEPS))

    posts = node.children[0]
    assert node.number == found.left
    assert posts.number == found.posts
    assert posts.value("cost") == str(cost.period)


@given(
    budget=st.integers(0, 10**12),
    people=st.integers(0, 1_000),
    cost=st.integers(1, 10**9),
)
def test_the_posts_are_paid_for_and_one_more_is_not(
    budget: int, people: int, cost: int
) -> None:
    found = affordable(budget, people, cost)

    assert found.posts * cost <= budget < (found.posts + 1) * cost
    assert found.left == max(0, people - found.posts)


@given(more=st.integers(0, 10**6))
def test_dearer_labour_never_pays_for_more_posts(more: int) -> None:
    dearer = replace(CLEANER, mandatory=CLEANER.mandatory + more)

    one, other = (
        affordable(
            6_000_000_000,
            379,
            post_cost(sheet, "full_price", TAX, STEPS, months=12).period,
        )
        for sheet in (CLEANER, dearer)
    )

    assert other.posts <= one.posts
