"""Price tests that a person decides: 80 % of the estimate, 110 % of a unit price."""

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.explanation import Node, finding
from scoring.judged_price import imbalance, reasonableness
from scoring.price_tree import PriceTree
from tender.commands.evaluation import PriceJudgement
from tests.scoring.builders import (
    SCHEDULE,
    a_price,
    a_price_judgement,
    an_estimate_detail,
    an_offer,
)

ESTIMATE = Fraction("1193019834.82")
"""rt-11: a real estimate; 80 % of it is Rp954,415,867.856."""

FOUR_FIFTHS = Fraction(4, 5)
ELEVEN_TENTHS = Fraction(11, 10)

ACCEPTED = a_price_judgement("melati", "accepted")
REJECTED = a_price_judgement("melati", "rejected")


def priced_at(total: int) -> PriceTree:
    """Make a lump sum of *total*, with the tax inside."""
    return a_price(an_offer(total=total), replace(SCHEDULE, contract_type="lump_sum"))


class TestReasonableness:
    @pytest.mark.parametrize(
        ("total", "expected"),
        [
            (954_415_867, "pending"),  # 86 sen short, and 80.0 % when rounded
            (954_415_868, "pass"),
            (965_281_164, "pass"),
            (1_108_380_510, "pass"),
        ],
    )
    def test_the_test_is_on_the_exact_rupiah(self, total: int, expected: str) -> None:
        test = reasonableness(priced_at(total), None, ESTIMATE, FOUR_FIFTHS)

        assert test.result == expected

    def test_exactly_80_percent_is_not_under_it(self) -> None:
        test = reasonableness(priced_at(80), None, Fraction(100), FOUR_FIFTHS)

        assert test.result == "pass"

    def test_a_price_found_unreasonable_fails(self) -> None:
        test = reasonableness(priced_at(79), REJECTED, Fraction(100), FOUR_FIFTHS)

        assert test.result == "fail"

    def test_a_price_found_reasonable_stands_with_a_higher_bond(self) -> None:
        found = finding(
            reasonableness(priced_at(79), ACCEPTED, Fraction(100), FOUR_FIFTHS)
        )

        assert found.verdict == "note"
        assert found.operands == {
            "price": "79",
            "estimate": "100",
            "share": "0.8",
            "judgement": "accepted",
            "reason": "price_judgements[melati][reasonableness].reason",
            "consequence": "bond_on_estimate",
        }

    def test_nobody_is_asked_about_a_price_that_is_high_enough(self) -> None:
        test = reasonableness(priced_at(80), REJECTED, Fraction(100), FOUR_FIFTHS)

        assert test.result == "pass"


class TestImbalance:
    DETAIL = an_estimate_detail(materials=100_000)

    def found(self, offered: str, judgement: PriceJudgement | None = None) -> Node:
        judgements = {} if judgement is None else {"materials": judgement}
        unit_prices = {"materials": Fraction(offered)}
        (test,) = imbalance(
            "melati", unit_prices, judgements, self.DETAIL, ELEVEN_TENTHS
        )
        return test

    @pytest.mark.parametrize(
        ("offered", "expected"),
        [("90000", "pass"), ("110000", "pass"), ("110000.01", "pending")],
    )
    def test_a_unit_price_above_110_percent_waits_for_a_person(
        self, offered: str, expected: str
    ) -> None:
        assert self.found(offered).result == expected

    def test_explained_it_passes(self) -> None:
        accepted = a_price_judgement("melati", "accepted", "imbalance", "materials")

        assert self.found("150000", accepted).result == "pass"

    def test_not_explained_it_holds_for_the_bill_s_quantity_only(self) -> None:
        rejected = a_price_judgement("melati", "rejected", "imbalance", "materials")

        found = finding(self.found("150000", rejected))

        assert found.verdict == "note"
        assert found.operands == {
            "item": "materials",
            "offered": "150000",
            "estimate": "100000",
            "share": "1.1",
            "judgement": "rejected",
            "reason": "price_judgements[melati][imbalance][materials].reason",
            "consequence": "valid_for_bill_quantity",
        }

    def test_a_line_that_the_estimate_does_not_price_is_not_tested(self) -> None:
        assert not imbalance(
            "melati", {"parking": Fraction(9)}, {}, self.DETAIL, ELEVEN_TENTHS
        )
