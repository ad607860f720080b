"""A price built up again: from what was found, and the bidder's own where nothing was."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.arithmetic import ScheduleTerms
from scoring.judged_price import reasonableness, verdict_on
from scoring.rebuilt_price import rebuilt, under_floor, unit_prices
from tender.price_analysis import FoundInput
from tests.scoring.builders import (
    COSTING,
    PRICES,
    SCHEDULE,
    TOTAL,
    a_price,
    a_price_judgement,
    an_offer,
    found_input,
    price_lines,
)

OWN = a_price(an_offer())
ITEMISED = replace(SCHEDULE, vat_mode="labour_supply_itemised")
LUMP = replace(SCHEDULE, contract_type="lump_sum")


def materials(mop: int) -> tuple[FoundInput, ...]:
    """Return materials as they are offered where mops cost Rp30,000: Rp150,000 a month."""
    return (
        found_input("materials", "soap", "4.5", 20_000),
        found_input("materials", "mop", 2, mop, "market"),
    )


def test_what_is_proven_as_offered_leaves_the_price_as_it_is() -> None:
    assert unit_prices(materials(30_000)) == {"materials": PRICES["materials"]}

    again = rebuilt(OWN, materials(30_000), SCHEDULE)

    assert again.total.number == OWN.total.number == TOTAL
    assert verdict_on(OWN, again) == "accepted"


@pytest.mark.parametrize(
    ("schedule", "total"),
    [
        # 24 x (2 x 5,000) = 240,000 more, and 11 % VAT on that
        (SCHEDULE, TOTAL + 266_400),
        (ITEMISED, a_price(an_offer(), ITEMISED).total.number + 266_400),
        (LUMP, TOTAL + 266_400),
    ],
    ids=["full VAT", "VAT on the rest", "a lump sum"],
)
def test_a_dearer_line_is_multiplied_rounded_and_taxed_as_the_bid_is(
    schedule: ScheduleTerms, total: Fraction
) -> None:
    own = a_price(an_offer(), schedule)

    again = rebuilt(own, materials(35_000), schedule)

    assert again.total.number == total
    assert verdict_on(own, again) == "rejected"


def test_a_stated_verdict_is_not_asked_where_there_are_lines() -> None:
    said = a_price_judgement("melati", "accepted", found=materials(35_000))
    again = rebuilt(OWN, materials(35_000), SCHEDULE)

    test = reasonableness(OWN, said, Fraction(10**9), Fraction(4, 5), again)

    assert test.result == "fail"
    assert test.value("rebuilt") == str(TOTAL + 266_400)


@given(mop=st.integers(0, 100_000), more=st.integers(0, 100_000))
def test_what_is_found_dearer_never_makes_a_price_more_reasonable(
    mop: int, more: int
) -> None:
    less = rebuilt(OWN, materials(mop), SCHEDULE)
    dearer = rebuilt(OWN, materials(mop + more), SCHEDULE)

    assert less.total.number <= dearer.total.number


@pytest.mark.parametrize(
    ("wage", "items"), [(3_000_000, []), (2_999_999, ["wage-cleaner"])]
)
def test_a_wage_may_not_be_found_under_the_minimum(wage: int, items: list[str]) -> None:
    found = (found_input("wage-cleaner", "wage", 1, wage, "estimate"),)

    tests = under_floor(rebuilt(OWN, found, SCHEDULE), found, COSTING)

    assert [test.value("items") for test in tests] == items


def test_a_wage_of_which_nothing_was_found_is_the_bidder_s_to_answer_for() -> None:
    low = a_price(an_offer(price_lines({**PRICES, "wage-cleaner": 2_900_000})))
    found = materials(30_000)

    assert under_floor(rebuilt(low, found, SCHEDULE), found, COSTING) == ()
