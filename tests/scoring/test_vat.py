"""VAT on top of a price and inside one, in both modes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.vat import Taxed, TaxTerms, inside, on_top
from tender.codes import Mode, VatMode
from tender.scheme import Rounding
from tests.scoring.builders import TAX

TO_THE_NEAREST = Rounding(at="tax")


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("full_price", 589_213), ("labour_supply_itemised", 79_415)],
)
def test_a_month_of_a_cleaner_in_2026(mode: VatMode, expected: int) -> None:
    """The sheet of Muaro Jambi: 5,356,479 before VAT, 4,634,526 of it labour."""
    month = Taxed(amount=5_356_479, labour=4_634_526)

    assert on_top(month, mode, TAX, TO_THE_NEAREST) == expected


def test_eleven_twelfths_of_twelve_percent_is_eleven_percent() -> None:
    assert TAX.effective == Fraction(11, 100)


def test_labour_dearer_than_the_price_leaves_no_base() -> None:
    """In a lump sum the lines need not add up to the price."""
    odd = Taxed(amount=100, labour=150)

    assert on_top(odd, "labour_supply_itemised", TAX, TO_THE_NEAREST) == 0
    assert inside(odd, "labour_supply_itemised", TAX, TO_THE_NEAREST) == 0


vat_modes = st.sampled_from(("full_price", "labour_supply_itemised"))
modes = st.sampled_from(("half_up", "half_even", "down", "up"))
shares = st.integers(0, 10_000).map(lambda n: Fraction(n, 10_000))


@given(
    amount=st.integers(0, 10**15),
    part=shares,
    vat_mode=vat_modes,
    tax=st.builds(TaxTerms, rate=shares, base_factor=shares),
    mode=modes,
)
def test_a_lump_sum_that_was_split_rightly_keeps_its_split(
    amount: int, part: Fraction, vat_mode: VatMode, tax: TaxTerms, mode: Mode
) -> None:
    step = Rounding(at="tax", mode=mode)
    labour = int(part * amount)
    offered = on_top(Taxed(amount=amount, labour=labour), vat_mode, tax, step)

    found = inside(Taxed(amount=amount + offered, labour=labour), vat_mode, tax, step)

    assert found == offered
