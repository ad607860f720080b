"""Price tests that rules decide, in the legal order.

    above the estimate    corrected total > estimate (HPS), both with VAT: fails
    lines not competed    a fixed unit price that is undercut: fails
    labour floor          lines that pay for labour come to less than it costs: fails
    fee minimum           fee < share x stated components: fails

Those that a person decides come after them (`scoring.judged_price`).

Source: Perpres 16/2018 art. 26(5) for the estimate as limit (verified). Labour
floor, fixed lines and fee minimum are chosen by a tender's own documents; real
tenders have done so (practice).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from scoring.arithmetic import ScheduleTerms
from scoring.explanation import Cell, Node, Verdict, cell, check
from scoring.labour_cost import Costing, Floor, floors
from scoring.labour_tree import LabourTree
from scoring.price_tree import PriceTree
from scoring.vat import Taxed, on_top
from tender.codes import Bid, Component, Item
from tender.works import ItemLine


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeMinimum:
    """The least fee: a *share* of one of the sum of the *base* components."""

    share: Fraction
    base: tuple[Component, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTerms:
    """What prices are tested against, besides the estimate. Shares are of one.

    *fixed* are the unit prices of the lines not competed. With *labour_floor* the
    mandatory labour cost is a gate of its own.
    """

    reasonable_share: Fraction
    imbalance_share: Fraction
    fixed: Mapping[Item, Fraction] = field(default_factory=dict)
    fee_minimum: FeeMinimum | None = None
    labour_floor: bool = False


def above_estimate(price: PriceTree, estimate: Fraction) -> Node:
    """Fail a bid that asks for more than the estimate; as much is not more."""
    return check(
        f"{price.bid}/above-estimate",
        "price.above-estimate",
        "fail" if price.total.number > estimate else "pass",
        price=price.total,
        estimate=estimate_cell(estimate),
    )


def fixed_lines(
    bid: Bid,
    unit_prices: Mapping[Item, Fraction | None],
    fixed: Mapping[Item, Fraction],
) -> tuple[Node, ...]:
    """Fail a bid that undercuts a line not competed; more than fixed is noted.

    *unit_prices* are the corrected ones, of every line of the schedule.
    """
    return tuple(
        _fixed(bid, item, offered, fixed[item])
        for item, offered in unit_prices.items()
        if item in fixed
    )


def labour_floor(price: PriceTree, costing: Costing) -> tuple[Node, ...]:
    """Fail a bid whose lines for labour come to less than labour costs by law."""
    owed = _owed(costing)
    lines = (_floor(floor, node, price) for floor, node in owed.floors if floor.items)
    whole = check(
        f"{price.bid}/floor-package",
        "price.labour-floor-package",
        "pass" if price.subtotal.number >= owed.package.number else "fail",
        required=owed.package,
        offered=price.subtotal,
    )
    return (*lines, whole)


def least_total(costing: Costing, schedule: ScheduleTerms) -> int:
    """Return the least total, VAT included, at which a price can pay what labour costs.

    It is that of a price which pays for labour and for nothing else.
    """
    labour = int(_owed(costing).package.number)
    taxed = Taxed(amount=labour, labour=labour)
    steps = schedule.steps
    return labour + on_top(taxed, schedule.vat_mode, schedule.tax, steps.tax)


class _Owed(NamedTuple):
    """What labour costs by law: each floor with its node, and the whole package's."""

    floors: tuple[tuple[Floor, Node], ...]
    package: Node


@lru_cache(maxsize=8)
def _owed(costing: Costing) -> _Owed:
    """Work out the floors, once for all the bids of a tender: no bid changes them."""
    wage = costing.labour.minimum_wage
    least = {post.post: wage for post in costing.staff.posts}
    cells = {post: cell(wage, "labour.minimum_wage") for post in least}
    tree = LabourTree("labour_floor", costing, cells)
    owed = floors(costing, least, costing.labour.owed)
    nodes = tuple(tree.floor(floor) for floor in owed)
    return _Owed(tuple(zip(owed, nodes, strict=True)), tree.package(nodes))


def fee_minimum(
    price: PriceTree, items: tuple[ItemLine, ...], minimum: FeeMinimum
) -> Node:
    """Fail a bid whose fee is less than the stated share of the stated components."""
    fee = price.sum_of(_of(items, ("fee",)), "sum/fee")
    base = price.sum_of(_of(items, minimum.base), "sum/fee-base")
    return check(
        f"{price.bid}/fee-minimum",
        "price.fee-minimum",
        "pass" if fee.number >= minimum.share * base.number else "fail",
        fee=fee,
        base=base,
        share=cell(minimum.share, "price.fee_minimum"),
    )


def estimate_cell(estimate: Fraction) -> Cell:
    """Return the estimate as an operand."""
    return cell(estimate, "tender.estimate.amount")


def _fixed(bid: Bid, item: Item, offered: Fraction | None, fixed: Fraction) -> Node:
    verdict: Verdict = "note"
    if offered is None or offered < fixed:
        verdict = "fail"
    elif offered == fixed:
        verdict = "pass"
    return check(
        f"{bid}/fixed/{item}",
        "price.fixed",
        verdict,
        item=cell(item, "tender.items"),
        offered=cell(
            "none" if offered is None else offered,
            f"bids[{bid}].prices[{item}].unit_price",
        ),
        fixed=cell(fixed, f"price.fixed[{item}]"),
    )


def _floor(floor: Floor, required: Node, price: PriceTree) -> Node:
    posts = "+".join(floor.posts)
    offered = price.sum_of(floor.items, f"sum/{floor.component}/{posts}")
    return check(
        f"{price.bid}/floor/{floor.component}/{posts}",
        "price.labour-floor",
        "pass" if offered.number >= floor.amount else "fail",
        items=cell(" ".join(floor.items), "tender.items"),
        required=required,
        offered=offered,
    )


def _of(
    items: tuple[ItemLine, ...], components: tuple[Component, ...]
) -> tuple[Item, ...]:
    return tuple(item.item for item in items if item.component in components)
