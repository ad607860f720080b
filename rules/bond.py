"""The performance bond: a share of the contract, or of the estimate where the price is low."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from tender.state import State
from tender.values import Reading


class Base(NamedTuple):
    """What the bond is a share of, in rupiah."""

    of: Literal["contract", "estimate"]
    amount: Fraction


def base(state: State, reading: Reading, price: int) -> Base:
    """Return the contract's price, or the estimate where the price is under 80 % of it.

    Source: Perpres 16/2018 art. 33(3) (verified).
    """
    estimate = state.preparation.estimate
    if estimate is not None:
        low = reading.share("price.reasonable_from") * estimate.amount
        if price < low:
            return Base("estimate", Fraction(estimate.amount))
    return Base("contract", Fraction(price))


def amount(state: State, reading: Reading, price: int) -> int | None:
    """Return the bond in rupiah, fractions rounded up, or `None` where none is owed."""
    if price <= reading.rupiah("bond.required_above"):
        return None
    owed = reading.share("bond.share") * base(state, reading, price).amount
    return -(-owed.numerator // owed.denominator)
