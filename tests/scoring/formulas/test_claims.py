"""What each formula claims in the registry holds of any figures."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.formulas.exact import median, share_of, total
from scoring.formulas.formula import Formula
from scoring.formulas.registry import FORMULAS
from tender.merit.elements import Band

POINTS_OF_PRICE = [one for one in FORMULAS.values() if one.kind == "price"]
COMPARED = [one for one in FORMULAS.values() if one.kind == "evaluated"]
ELEMENTS = [one for one in FORMULAS.values() if one.kind == "element"]

prices = st.lists(st.integers(0, 10**12).map(Fraction), min_size=1, max_size=6)
shares = st.fractions(0, 1, max_denominator=1_000)
tops = st.fractions(Fraction(1, 10), 100, max_denominator=10)
factors = st.fractions(Fraction(1, 1_000), 1_000, max_denominator=1_000).filter(bool)

names = {"ids": lambda formula: formula.id}
Parameters = dict[str, Any]


def choices(formula: Formula) -> st.SearchStrategy[Parameters]:
    """Draw what a scheme may set."""
    drawn: dict[str, st.SearchStrategy[Any]] = {}
    for one in formula.parameters:
        if one.type == "choice":
            drawn[one.name] = st.sampled_from(one.choices)
        elif one.type == "number":
            drawn[one.name] = tops
    return st.fixed_dictionaries(drawn)


def points(
    formula: Formula,
    price: Fraction,
    field: list[Fraction],
    top: Fraction,
    set_: Parameters,
) -> Fraction:
    operands: Parameters = {**set_, "price": price, "top": top}
    if "lowest" in formula.operands:
        operands["lowest"] = min(field)
    if "highest" in formula.operands:
        operands["highest"] = max(field)
    if "reference" in formula.operands:
        operands["reference"] = median(field)
    worth: Fraction = formula.function(**operands)
    return worth


@pytest.mark.parametrize("formula", POINTS_OF_PRICE, **names)  # type: ignore[arg-type]
@given(data=st.data(), field=prices, top=tops, factor=factors)
def test_points_of_a_price(
    formula: Formula,
    data: st.DataObject,
    field: list[Fraction],
    top: Fraction,
    factor: Fraction,
) -> None:
    set_ = data.draw(choices(formula))
    worth = [points(formula, price, field, top, set_) for price in field]

    assert all(w <= top for w in worth)
    if formula.between[0] == "0" or set_.get("below") == "zero":
        assert all(w >= 0 for w in worth)
    if formula.monotone or set_.get("counted") == "dearer":
        ordered = sorted(zip(field, worth, strict=True))
        assert [w for _, w in ordered] == sorted(worth, reverse=True)
    scaled = [price * factor for price in field]
    assert formula.scale_free
    assert worth == [points(formula, price, scaled, top, set_) for price in scaled]


@pytest.mark.parametrize("formula", POINTS_OF_PRICE, **names)  # type: ignore[arg-type]
@given(data=st.data(), price=st.integers(0, 10**12).map(Fraction), top=tops)
def test_a_bid_alone_and_bids_all_alike_have_all_points(
    formula: Formula, data: st.DataObject, price: Fraction, top: Fraction
) -> None:
    set_ = data.draw(choices(formula))

    assert points(formula, price, [price], top, set_) == top
    assert points(formula, price, [price] * 3, top, set_) == top


@pytest.mark.parametrize("formula", POINTS_OF_PRICE, **names)  # type: ignore[arg-type]
@given(data=st.data(), other=st.integers(1, 10**12).map(Fraction), top=tops)
def test_a_price_of_nothing_divides_nothing_by_zero(
    formula: Formula, data: st.DataObject, other: Fraction, top: Fraction
) -> None:
    set_ = data.draw(choices(formula))
    field = [Fraction(0), Fraction(0), other]

    worth = [points(formula, price, field, top, set_) for price in field]

    assert worth[0] == top
    assert worth[2] == 0


COSTS: dict[str, Callable[[Fraction, Fraction], Parameters]] = {
    "quality": lambda _, share: {"quality": share * 100},
    "coefficient": lambda _, share: {"coefficient": 1 + share},
    "costs": lambda price, share: {"costs": [price * share, price * share / 3]},
    "inside": lambda price, share: {"inside": price * share},
    "beside": lambda price, share: {"beside": -price * share / 2},
    "margin": lambda _, share: {"margin": share},
}


@pytest.mark.parametrize("formula", COMPARED, **names)  # type: ignore[arg-type]
@given(
    price=st.integers(1, 10**12).map(Fraction),
    more=st.integers(0, 10**12).map(Fraction),
    share=shares,
    factor=factors,
)
def test_a_price_that_is_compared(
    formula: Formula,
    price: Fraction,
    more: Fraction,
    share: Fraction,
    factor: Fraction,
) -> None:
    def compared(own: Fraction, beside: Fraction) -> Fraction:
        operands: Parameters = {"price": own}
        for name in formula.operands[1:]:
            operands |= COSTS[name](beside, share)
        if formula.id.startswith("formula.evaluated.preference"):
            operands["coefficient"] = share
        if formula.id.startswith("formula.evaluated.quality"):
            operands["per_point"] = Fraction(7)
        found: Fraction = formula.function(**operands)
        return found

    own = compared(price, price)
    assert own <= compared(price + more, price)
    low, high = formula.between
    if high == "price":
        assert own <= price
    if low == "0":
        assert own >= 0
    if low == "price":
        assert own >= price
    if formula.scale_free:
        assert compared(price * factor, price * factor) == own * factor


@pytest.mark.parametrize("formula", ELEMENTS, **names)  # type: ignore[arg-type]
@given(data=st.data(), top=tops, marks=st.lists(shares, min_size=2, max_size=2))
def test_points_of_an_element(
    formula: Formula, data: st.DataObject, top: Fraction, marks: list[Fraction]
) -> None:
    """Marks here are shares of the scale; each formula is given its own scale."""
    scale = data.draw(tops)
    better = data.draw(st.sampled_from(["higher", "lower"]))

    def worth(values: list[Fraction]) -> Fraction:
        own = [value * scale for value in values]
        operands: Parameters = {
            "marks": own,
            "mark": own[0],
            "top": top,
            "scale": scale,
            "cap": scale,
            "weights": [Fraction(1, 3), Fraction(2)],
            "lowest": Fraction(0),
            "highest": scale,
            "better": better,
            "steps": [
                Band(at_least=Fraction(0), points=Fraction(0)),
                Band(at_least=scale / 2, points=top),
            ],
        }
        if formula.id == "formula.element.points.1":
            operands["marks"] = [value * top / 2 for value in values]
        taken = (*formula.operands, *(one.name for one in formula.parameters))
        found: Fraction = formula.function(**{name: operands[name] for name in taken})
        return found

    assert 0 <= worth(marks) <= top
    assert worth(marks) <= worth([Fraction(1), Fraction(1)]) or better == "lower"
    if formula.monotone:
        less = worth([mark / 2 for mark in marks])
        if better == "higher" or formula.better == "higher":
            assert less <= worth(marks)
        else:
            assert less >= worth(marks)


@given(st.lists(st.fractions(max_denominator=10**6), max_size=40))
def test_a_total_is_the_sum(values: list[Fraction]) -> None:
    assert total(values) == sum(values, Fraction(0))


@given(st.fractions(), st.fractions(), factors)
def test_a_share_is_the_quotient(
    value: Fraction, top: Fraction, scale: Fraction
) -> None:
    assert share_of(value, top, scale) == value / scale * top
