"""A minimum wage that rises while the contract runs: what the addendum comes to, what room there is.

    a line rises by   its floor at the pay raised to the new minimum
                      less its floor at the pay of the contract
    the price by      the sum of its lines, and VAT on them by the mode of the package
    the room is       the highest minimum wage at which the price rises by no more than
                      a share of the contract

Whoever is paid more than the new minimum already costs no more; lines that pay for no
labour, fee and materials among them, stay as they are.

Source: an increase of at most 10 % of the original contract, Perpres 16/2018 art. 54
(verified); a contract of one year knows no adjustment of prices, art. 37 (verified), so
that wages follow a decree by the clause of a tender alone (chosen).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.labour_cost import Costing, floors
from scoring.vat import TaxTerms
from tender.codes import Component, Item, Post, VatMode


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRise:
    """By how much the *items* that pay for *component* rise together, in rupiah without VAT."""

    component: Component
    items: tuple[Item, ...]
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What a contract pays: *price* with VAT, the least monthly *pay* of each post."""

    price: Fraction
    pay: Mapping[Post, int]
    vat_mode: VatMode
    tax: TaxTerms


def line_rises(
    costing: Costing, pay: Mapping[Post, int], minimum: int
) -> tuple[LineRise, ...]:
    """Return what each line of labour rises by, when the minimum wage becomes *minimum*.

    Raise `ValueError` where *minimum* is below the minimum wage of *costing*.
    """
    now = costing.labour
    if minimum < now.minimum_wage:
        message = f"expected a minimum wage from {now.minimum_wage} on, found {minimum}"
        raise ValueError(message)
    # The base of health insurance begins at the minimum wage, where it follows that.
    health = max(now.health_floor, minimum) if _follows(costing) else now.health_floor
    then = replace(
        costing, labour=replace(now, minimum_wage=minimum, health_floor=health)
    )
    raised = {post: max(paid, minimum) for post, paid in pay.items()}
    return tuple(
        LineRise(
            component=after.component,
            items=after.items,
            amount=after.amount - before.amount,
        )
        for before, after in zip(
            floors(costing, pay, now.owed),
            floors(then, raised, now.owed),
            strict=True,
        )
    )


def _follows(costing: Costing) -> bool:
    return costing.labour.health_floor == costing.labour.minimum_wage


def price_rise(costing: Costing, contract: Contract, minimum: int) -> Fraction:
    """Return by how much the price with VAT rises, in exact rupiah."""
    rises = line_rises(costing, contract.pay, minimum)
    labour = sum(rise.amount for rise in rises)
    # Itemised, mandatory labour is no part of what is taxed.
    taxed = contract.tax.effective if contract.vat_mode == "full_price" else 0
    return labour * (1 + Fraction(taxed))


def highest_minimum(costing: Costing, contract: Contract, cap: Fraction) -> int:
    """Return the highest minimum wage that an addendum of *cap* of the price can follow.

    A higher minimum never costs less, so that the wage is found by halving.
    """
    room = cap * contract.price
    low = costing.labour.minimum_wage
    step = low
    while price_rise(costing, contract, low + step) <= room:
        low, step = low + step, 2 * step
    high = low + step
    while high - low > 1:
        middle = (low + high) // 2
        if price_rise(costing, contract, middle) <= room:
            low = middle
        else:
            high = middle
    return low
