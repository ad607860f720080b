"""Price tests that rules decide: estimate, fixed lines, labour floor, fee."""

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.explanation import finding
from scoring.labour_cost import Staff
from scoring.price import (
    FeeMinimum,
    above_estimate,
    fee_minimum,
    fixed_lines,
    labour_floor,
    least_total,
)
from tests.scoring.builders import (
    CLEANER,
    COSTING,
    ITEMS,
    PRICES,
    SCHEDULE,
    TOTAL,
    Price,
    a_price,
    a_worker,
    an_offer,
    an_order,
    failed,
    price_lines,
)


@pytest.mark.parametrize(
    ("estimate", "expected"),
    [
        (Fraction(TOTAL), "pass"),  # as much is not more
        (Fraction(TOTAL) - Fraction(1, 100), "fail"),
        (Fraction(TOTAL + 1), "pass"),
    ],
)
def test_more_than_the_estimate_fails(estimate: Fraction, expected: str) -> None:
    assert above_estimate(a_price(an_offer()), estimate).result == expected


def test_it_is_the_corrected_price_that_is_held_against_the_estimate() -> None:
    understated = an_offer(total=1)

    test = above_estimate(a_price(understated), Fraction(TOTAL - 1))

    assert (test.result, test.value("price")) == ("fail", str(TOTAL))


@pytest.mark.parametrize(
    ("offered", "expected"),
    [
        (Fraction(3_000_000), "pass"),
        (Fraction("2999999.99"), "fail"),
        (Fraction("3000000.01"), "note"),  # dearer than fixed: the bidder's own affair
        (None, "fail"),
    ],
)
def test_a_line_not_competed_is_not_undercut(
    offered: Fraction | None, expected: str
) -> None:
    unit_prices = {"wage-cleaner": offered, "fee": Fraction(1)}

    (test,) = fixed_lines("melati", unit_prices, {"wage-cleaner": Fraction(3_000_000)})

    assert test.result == expected


class TestLabourFloor:
    def test_what_labour_costs_by_law_is_enough(self) -> None:
        assert failed(labour_floor(a_price(an_offer()), COSTING)) == set()

    @pytest.mark.parametrize("item", [i.item for i in ITEMS if i.post])
    def test_each_line_is_held_to_its_own_floor(self, item: str) -> None:
        """What is missing in one line is not made up for by another."""
        prices = {**PRICES, item: PRICES[item] - 1, "fee": PRICES["fee"] + 1}
        price = a_price(an_offer(price_lines(prices)))

        (found,) = (
            finding(test)
            for test in labour_floor(price, COSTING)
            if test.result == "fail"
        )

        floor = 24 * PRICES[item]
        assert found.rule == "price.labour-floor"
        assert found.operands == {
            "items": item,
            "required": str(floor),
            "offered": str(floor - 24),
        }

    def test_today_s_pay_counts(self) -> None:
        staff = Staff(
            posts=(CLEANER,),
            orders=(an_order("ani-001"),),
            incumbents=(a_worker("ani-001", 3_400_000),),
        )

        tests = labour_floor(a_price(an_offer()), replace(COSTING, staff=staff))

        assert "floor/wage/cleaner" in failed(tests)

    def test_in_a_lump_sum_the_price_itself_must_come_to_it(self) -> None:
        schedule = replace(SCHEDULE, contract_type="lump_sum")
        price = a_price(an_offer(total=90_000_000), schedule)

        assert failed(labour_floor(price, COSTING)) == {"floor-package"}

    def test_a_line_that_the_tender_does_not_have_has_no_floor(self) -> None:
        items = tuple(item for item in ITEMS if item.component != "health")

        tests = labour_floor(a_price(an_offer()), replace(COSTING, items=items))

        assert len(tests) == 7 + 1


class TestFeeMinimum:
    """A ministry hospital asked for 8 % of wage, THR, BPJS and overtime in 2024."""

    EIGHT_PERCENT = FeeMinimum(share=Fraction("0.08"), base=("wage", "thr", "overtime"))

    @pytest.mark.parametrize(
        ("fee", "expected"),
        [
            ("260000", "pass"),
            ("259999.99", "pass"),
            ("259999.9", "fail"),
            (None, "fail"),
        ],
    )
    def test_it_is_a_share_of_the_components_that_were_stated(
        self, fee: Price, expected: str
    ) -> None:
        """8 % of 24 x (3,000,000 + 250,000) is 24 x 260,000."""
        price = a_price(an_offer(price_lines({**PRICES, "fee": fee})))

        test = fee_minimum(price, ITEMS, self.EIGHT_PERCENT)

        assert test.result == expected
        assert test.value("base") == str(24 * 3_250_000)

    def test_a_tender_without_a_line_for_the_fee_has_none(self) -> None:
        items = tuple(item for item in ITEMS if item.component != "fee")

        test = fee_minimum(a_price(an_offer()), items, self.EIGHT_PERCENT)

        assert (test.value("fee"), test.result) == ("0", "fail")


def test_the_least_total_pays_for_labour_and_its_tax_and_for_nothing_else() -> None:
    *_, package = labour_floor(a_price(an_offer()), COSTING)
    labour = int(package.value("required"))

    taxed = labour * SCHEDULE.tax.rate * SCHEDULE.tax.base_factor

    assert SCHEDULE.vat_mode == "full_price"
    assert least_total(COSTING, SCHEDULE) == labour + round(taxed)


def test_itemised_labour_is_not_taxed_in_the_least_total() -> None:
    *_, package = labour_floor(a_price(an_offer()), COSTING)
    itemised = replace(SCHEDULE, vat_mode="labour_supply_itemised")

    assert least_total(COSTING, itemised) == int(package.value("required"))
