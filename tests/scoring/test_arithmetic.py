"""Arithmetic correction: LKPP 12/2021, Lampiran I, 4.2.7, paragraph by paragraph."""

from dataclasses import asdict, replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.arithmetic import (
    CorrectedLine,
    Correction,
    PriceScheduleError,
    ScheduleFault,
    ScheduleTerms,
    attempt,
    correct,
)
from scoring.rounding import Steps
from scoring.rule_ids import RuleId
from tender.codes import ContractType
from tender.events import evaluation as happened
from tender.money import LARGEST
from tender.offer import Offer, PriceLine
from tender.scheme import Rounding
from tests.scoring.builders import (
    PRICES,
    SCHEDULE,
    TOTAL,
    an_item,
    an_offer,
    price_lines,
)

TWO = replace(
    SCHEDULE,
    items=(
        an_item("wage-cleaner", "wage", quantity="10"),
        an_item("fee", "fee", quantity="10", post=None),
    ),
)


def a_line(item: str, quantity: str, unit_price: str | None, amount: int) -> PriceLine:
    price = None if unit_price is None else Fraction(unit_price)
    return PriceLine(
        item=item, quantity=Fraction(quantity), unit_price=price, amount=amount
    )


def corrected(*lines: PriceLine, contract: ContractType = "unit_price") -> Correction:
    return correct("melati", an_offer(lines), replace(TWO, contract_type=contract))


FEE = a_line("fee", "10", "10", 100)


@pytest.mark.parametrize(
    ("line", "rule", "unit_price", "amount"),
    [
        pytest.param(
            a_line("wage-cleaner", "10", "90", 900), None, 90, 900, id="right"
        ),
        pytest.param(
            a_line("wage-cleaner", "9", "90", 810),
            "arithmetic.quantity",
            90,
            900,
            id="the quantity is set to the tender's",
        ),
        pytest.param(
            a_line("wage-cleaner", "10", "90", 800),
            "arithmetic.product",
            90,
            900,
            id="a wrong product is corrected, the unit price is not",
        ),
        pytest.param(
            a_line("wage-cleaner", "10", None, 800),
            "arithmetic.blank",
            None,
            0,
            id="a blank unit price is deemed included",
        ),
        pytest.param(
            a_line("wage-cleaner", "10", "90.25", 903),
            None,
            Fraction("90.25"),
            903,
            id="a product is rounded by the step at lines",
        ),
    ],
)
def test_a_line_is_corrected(
    line: PriceLine, rule: RuleId | None, unit_price: Fraction | None, amount: int
) -> None:
    first = corrected(line, FEE).lines[0]

    assert first == CorrectedLine(
        item="wage-cleaner",
        quantity=Fraction(10),
        unit_price=unit_price,
        offered=line.amount,
        corrected=amount,
        rule=rule,
    )


def test_an_item_missing_in_the_bid_is_adapted_at_unit_price_0() -> None:
    wage, fee = corrected(FEE).lines

    assert wage.unit_price == 0
    assert (wage.offered, wage.corrected) == (None, 0)
    assert wage.rule == "arithmetic.missing"
    assert fee.rule is None


def test_subtotal_vat_and_total_are_computed_again() -> None:
    wrong = an_offer((a_line("wage-cleaner", "10", "90", 900), FEE), total=999)

    done = correct("melati", wrong, TWO)

    assert (done.subtotal, done.vat, done.corrected) == (1_000, 110, 1_110)
    assert done.offered == 999


def test_labour_supply_is_taxed_on_what_is_not_labour() -> None:
    terms = replace(TWO, vat_mode="labour_supply_itemised")
    offer = an_offer((a_line("wage-cleaner", "10", "90", 900), FEE))

    done = correct("melati", offer, terms)

    assert (done.subtotal, done.vat, done.corrected) == (1_000, 11, 1_011)


def test_a_correction_may_lower_a_price() -> None:
    """It is the corrected price that counts, whichever way it moved."""
    done = corrected(a_line("wage-cleaner", "10", "90", 9_000), FEE)

    assert (done.offered, done.corrected) == (10_101, 1_110)


def test_lines_come_in_the_order_of_the_tender() -> None:
    wage = a_line("wage-cleaner", "10", "90", 900)

    assert corrected(FEE, wage) == corrected(wage, FEE)


class TestLumpSum:
    def test_the_price_stands(self) -> None:
        wrong = an_offer((a_line("wage-cleaner", "9", "90", 800), FEE), total=1_110)

        done = correct("melati", wrong, replace(TWO, contract_type="lump_sum"))

        assert [(line.corrected, line.rule) for line in done.lines] == [
            (800, None),
            (100, None),
        ]
        assert (done.subtotal, done.vat, done.corrected) == (1_000, 110, 1_110)

    def test_nothing_is_adapted(self) -> None:
        wage, _ = corrected(FEE, contract="lump_sum").lines

        assert (wage.unit_price, wage.corrected, wage.rule) == (None, 0, None)

    def test_the_tax_in_it_is_the_law_s_and_not_the_bidder_s(self) -> None:
        honest = an_offer((a_line("wage-cleaner", "10", "90", 900), FEE))
        split_otherwise = honest.model_copy(update={"vat": 1, "subtotal": 1_109})
        terms = replace(TWO, contract_type="lump_sum")

        assert correct("m", split_otherwise, terms) == correct("m", honest, terms)


def test_in_a_mixed_contract_only_the_lines_paid_by_quantity_are_corrected() -> None:
    lines = (a_line("wage-cleaner", "10", "90", 800), a_line("fee", "10", "10", 70))
    terms = replace(TWO, contract_type="mixed", lump_sum_items=frozenset({"fee"}))

    done = correct("melati", an_offer(lines), terms)

    assert [(line.corrected, line.rule) for line in done.lines] == [
        (900, "arithmetic.product"),
        (70, None),
    ]
    assert done.subtotal == 970


def test_correction_can_turn_the_order_round() -> None:
    """Melati asked for less, by a slip of Rp1,000,000 in one product; Kenanga is cheaper."""
    right = price_lines()
    slip = right[0].model_copy(update={"amount": right[0].amount - 1_000_000})
    melati = an_offer((slip, *right[1:]))
    kenanga = an_offer(price_lines({**PRICES, "fee": 390_000}))

    prices = {
        name: correct(name, offer, SCHEDULE)
        for name, offer in [("melati", melati), ("kenanga", kenanga)]
    }

    assert prices["melati"].offered < prices["kenanga"].offered
    assert prices["melati"].corrected == TOTAL > prices["kenanga"].corrected


@pytest.mark.parametrize(
    ("offer", "fault"),
    [
        (an_offer().model_copy(update={"prices": None}), ScheduleFault("no_prices")),
        (an_offer().model_copy(update={"total": None}), ScheduleFault("no_total")),
        (
            an_offer((a_line("parking", "1", "5", 5),)),
            ScheduleFault("unknown_item", "parking"),
        ),
        (an_offer((FEE, FEE)), ScheduleFault("item_twice", "fee")),
        (
            an_offer((a_line("fee", "10", str(LARGEST), 1),)),
            ScheduleFault("too_large"),
        ),
    ],
)
def test_a_schedule_that_does_not_fit_is_refused(
    offer: Offer, fault: ScheduleFault
) -> None:
    assert attempt("melati", offer, SCHEDULE) == fault
    with pytest.raises(PriceScheduleError, match=fault.fault) as refused:
        correct("melati", offer, SCHEDULE)
    assert (refused.value.bid, refused.value.fault) == ("melati", fault)


def test_it_is_stored_as_it_is() -> None:
    """Field for field it is the event, and reads back from the event's JSON."""
    done = corrected(a_line("wage-cleaner", "9", "90.5", 1))

    event = happened.ArithmeticCorrected.model_validate(asdict(done))

    assert event.bid == "melati"
    assert event.lines[0].rule == "arithmetic.quantity"
    assert happened.ArithmeticCorrected.from_json(event.to_json()) == event


# Properties: of any schedule at all, also a careless one.

amounts = st.sampled_from([0, 1]) | st.integers(0, 10**9)
rates = st.none() | st.integers(0, 10**9).map(lambda sen: Fraction(sen, 100))
quantities = st.sampled_from([Fraction(10), Fraction(1, 2)]) | st.integers(1, 50).map(
    Fraction
)


def careless_lines(item: str) -> st.SearchStrategy[PriceLine]:
    return st.builds(
        PriceLine,
        item=st.just(item),
        quantity=quantities,
        unit_price=rates,
        amount=amounts,
    )


schedules = (
    st.lists(st.sampled_from([i.item for i in TWO.items]), unique=True)
    .flatmap(lambda items: st.tuples(*(careless_lines(item) for item in items)))
    .map(an_offer)
)
modes = st.sampled_from(("half_up", "half_even", "down", "up"))
terms = st.builds(
    replace,
    st.just(TWO),
    contract_type=st.sampled_from(("unit_price", "lump_sum", "mixed")),
    vat_mode=st.sampled_from(("full_price", "labour_supply_itemised")),
    lump_sum_items=st.sets(st.just("fee")).map(frozenset),
    steps=st.builds(
        Steps,
        line=st.builds(Rounding, at=st.just("line"), mode=modes),
        tax=st.builds(Rounding, at=st.just("tax"), mode=modes),
    ),
)


def as_an_offer(done: Correction) -> Offer:
    lines = tuple(
        PriceLine(
            item=line.item,
            quantity=line.quantity,
            unit_price=line.unit_price,
            amount=line.corrected,
        )
        for line in done.lines
    )
    return an_offer(lines, total=done.corrected)


@given(offer=schedules, terms=terms)
def test_correcting_what_was_corrected_changes_nothing(
    offer: Offer, terms: ScheduleTerms
) -> None:
    once = correct("melati", offer, terms)

    twice = correct("melati", as_an_offer(once), terms)

    assert replace(twice, offered=once.offered, lines=once.lines) == once
    for before, after in zip(once.lines, twice.lines, strict=True):
        assert after.corrected == before.corrected
        assert after.unit_price == before.unit_price
        assert after.rule in {None, "arithmetic.blank"}


@given(offer=schedules, terms=terms)
def test_a_price_is_its_parts(offer: Offer, terms: ScheduleTerms) -> None:
    done = correct("melati", offer, terms)

    assert done.corrected == done.subtotal + done.vat
    if terms.contract_type == "lump_sum":
        assert done.corrected == done.offered
    else:
        assert done.subtotal == sum(line.corrected for line in done.lines)
