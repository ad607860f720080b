"""What is promised must be paid for by the price schedule, line by line."""

from dataclasses import replace

import pytest

from scoring.explanation import Node, finding
from scoring.funding import funding_tests
from scoring.labour_cost import Costing, Staff
from scoring.vat import Taxed, on_top
from tender.codes import MANDATORY
from tender.offer import Commitments
from tests.scoring.builders import (
    CLEANER,
    COSTING,
    ITEMS,
    LABOUR,
    PRICES,
    SCHEDULE,
    STEPS,
    TAX,
    Price,
    a_price,
    a_worker,
    an_item,
    an_offer,
    an_order,
    failed,
    price_lines,
    promises,
    verdicts,
)


def funding(
    promised: Commitments | None = None, costing: Costing = COSTING, **prices: Price
) -> tuple[Node, ...]:
    unit_prices = {**PRICES, **{k.replace("_", "-"): p for k, p in prices.items()}}
    offer = an_offer(price_lines(unit_prices))
    return funding_tests(promised or promises(), a_price(offer), costing)


def test_the_floor_is_funded_to_the_rupiah() -> None:
    assert failed(funding()) == set()
    assert (
        failed(funding(wage_cleaner="2999999.99")) == set()
    )  # 72,000,000 once rounded
    assert failed(funding(wage_cleaner="2999999.9")) == {"funded/wage/cleaner"}


def test_a_promise_without_the_money_names_both_cells() -> None:
    tests = funding(promises(3_100_000))

    wage = finding(next(t for t in tests if t.name == "melati/funded/wage/cleaner"))
    assert (wage.rule, wage.verdict) == ("commitments.funded", "fail")
    assert wage.operands == {
        "promise": "commitments.pay[cleaner]",
        "price": "prices[wage-cleaner].unit_price",
        "required": "74400000",
        "offered": "72000000",
    }


def test_higher_pay_costs_more_in_every_line_that_is_reckoned_on_pay() -> None:
    assert failed(funding(promises(3_100_000))) == {
        f"funded/{component}/cleaner" for component in MANDATORY
    }


def test_other_promises_are_named_by_their_own_cells() -> None:
    tests = funding(thr_cleaner=0, compensation_cleaner=None, health_cleaner="119999")

    cells = {
        test.value("promise"): test.value("price")
        for test in tests
        if test.result == "fail"
    }
    assert cells == {
        "commitments.holiday_allowance": "prices[thr-cleaner].unit_price",
        "commitments.compensation": "prices[compensation-cleaner].unit_price",
        "commitments.insurance[health]": "prices[health-cleaner].unit_price",
    }


def test_today_s_pay_is_funded_too() -> None:
    """The floor would do for the law, and not for Ani, who earns 3,400,000."""
    staff = Staff(
        posts=(CLEANER,),
        orders=(an_order("ani-001"),),
        incumbents=(a_worker("ani-001", 3_400_000),),
    )

    tests = funding(costing=replace(COSTING, staff=staff))

    wage = next(test for test in tests if test.name.endswith("funded/wage/cleaner"))
    assert wage.result == "fail"
    assert wage.value("required") == str(12 * (3_000_000 + 3_400_000))


def test_a_post_without_a_clear_promise_is_reckoned_at_the_floor() -> None:
    """Its missing promise fails by itself."""
    assert failed(funding(promises({}))) == set()


def test_a_promised_programme_that_is_not_owed_is_funded_where_it_has_a_line() -> None:
    owed = tuple(c for c in MANDATORY if c != "pension")
    costing = replace(COSTING, labour=replace(LABOUR, owed=owed))

    assert failed(funding(costing=costing, pension_cleaner=0)) == {
        "funded/pension/cleaner"
    }


def test_what_the_tender_gives_no_line_for_is_noted_and_fails_nobody() -> None:
    items = tuple(item for item in ITEMS if item.component != "health")
    costing = replace(COSTING, items=items)

    tests = funding(costing=costing)

    (note,) = (test for test in tests if test.result == "note")
    assert note.name == "melati/funded/health/cleaner"
    assert finding(note).operands == {
        "promise": "commitments.insurance[health]",
        "price": "none",
        "required": "2880000",
    }


def test_several_lines_for_one_promise_are_taken_together() -> None:
    items = (*ITEMS, an_item("wage-night", "wage"))
    prices = {**PRICES, "wage-cleaner": 2_000_000, "wage-night": 1_000_000}
    price = a_price(
        an_offer(price_lines(prices, items)), replace(SCHEDULE, items=items)
    )

    tests = funding_tests(promises(), price, replace(COSTING, items=items))

    wage = next(test for test in tests if test.name == "melati/funded/wage/cleaner")
    assert wage.result == "pass"
    assert wage.value("price") == (
        "prices[wage-cleaner].unit_price prices[wage-night].unit_price"
    )


def test_in_a_lump_sum_the_price_must_come_to_the_promises_as_well() -> None:
    """Lines that look well are no help where the sum is too small for them."""
    schedule = replace(SCHEDULE, contract_type="lump_sum")
    offer = an_offer(total=90_000_000)

    tests = funding_tests(promises(), a_price(offer, schedule), COSTING)

    assert failed(tests) == {"funded-package"}
    assert verdicts(tests)["funded/wage/cleaner"] == "pass"


@pytest.mark.parametrize(
    ("before_vat", "fails"), [(91_372_799, True), (91_372_800, False)]
)
def test_the_tax_in_a_lump_sum_pays_for_no_promise(
    before_vat: int, *, fails: bool
) -> None:
    """The promises cost 24 x 3,807,200; what is over is for the tax office."""
    schedule = replace(SCHEDULE, contract_type="lump_sum")
    due = on_top(Taxed(amount=before_vat, labour=0), "full_price", TAX, STEPS.tax)

    price = a_price(an_offer(total=before_vat + due), schedule)

    assert price.subtotal.number == before_vat
    assert (
        "funded-package" in failed(funding_tests(promises(), price, COSTING))
    ) is fails
