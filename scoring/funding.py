"""Funding: what a bid promises must be paid for by its own price schedule.

For each component of pay, the lines that pay for it must come to what the promises
cost over the whole period, with today's pay counted:

    required = months x sum over the places of a post of
               the component at max(promised pay, today's pay)

A promise that is not paid for fails, and the finding names both cells: the
promise's and the price's. The price before VAT must also come to all of it, which
says more than the lines only where lines are not the price: in a lump sum.

Promising more never fails a test but these. At the same prices a higher promise
turns a pass into a fail in one way only: by costing more than the bidder's own
price schedule pays.

Source: this house's rule, on the reading of Perpres 16/2018 art. 68 (verified); a
tender states it in its own documents.
"""

from __future__ import annotations

from collections.abc import Mapping

from scoring.commitments import promised_pay
from scoring.explanation import Cell, Node, Verdict, cell, check
from scoring.labour_cost import Costing, Floor, LabourTerms, floors
from scoring.labour_tree import LabourTree
from scoring.price_tree import PriceTree
from tender.codes import INSURANCE, Bid, Component, Post
from tender.offer import Commitments


def funding_tests(
    promised: Commitments, price: PriceTree, costing: Costing
) -> tuple[Node, ...]:
    """Test that the price schedule pays for the promises, line by line and in all.

    A post without one clear promise of pay is reckoned at the floor; its missing
    promise fails by itself. A promise for which the tender gave no line is noted.
    """
    bid = price.bid
    least = {
        post.post: _least(bid, post.post, promised, costing.labour)
        for post in costing.staff.posts
    }
    at_least = {post: int(pay.value) for post, pay in least.items()}
    owed = floors(costing, at_least, _promised_components(promised, costing.labour))
    tree = LabourTree(f"{bid}/promised", costing, least)
    required = tuple(tree.floor(floor) for floor in owed)
    lines = (
        _funded(floor, node, price) for floor, node in zip(owed, required, strict=True)
    )
    package = tree.package(required)
    whole = check(
        f"{bid}/funded-package",
        "commitments.funded-package",
        "pass" if price.subtotal.number >= package.number else "fail",
        promise=_reference(bid, "commitments"),
        price=_reference(bid, "total"),
        required=package,
        offered=price.subtotal,
    )
    return (*lines, whole)


def _least(bid: Bid, post: Post, promised: Commitments, labour: LabourTerms) -> Cell:
    pay = promised_pay(promised, post)
    if pay is None:
        return cell(labour.minimum_wage, "labour.minimum_wage")
    return cell(pay, f"bids[{bid}].commitments.pay[{post}]")


def _promised_components(
    promised: Commitments, labour: LabourTerms
) -> tuple[Component, ...]:
    beyond = (
        programme
        for programme in INSURANCE
        if programme in promised.insurance and programme not in labour.owed
    )
    return (*labour.owed, *beyond)


def _funded(floor: Floor, required: Node, price: PriceTree) -> Node:
    bid, posts = price.bid, "+".join(floor.posts)
    operands: dict[str, Cell | Node] = {
        "promise": _promise(bid, floor),
        "price": _prices(bid, floor),
        "required": required,
    }
    verdict: Verdict = "note"  # the tender gave no line: no bidder's fault
    if floor.items:
        offered = price.sum_of(floor.items, f"sum/{floor.component}/{posts}")
        operands["offered"] = offered
        verdict = "pass" if offered.number >= floor.amount else "fail"
    name = f"{bid}/funded/{floor.component}/{posts}"
    return check(name, "commitments.funded", verdict, **operands)


def _promise(bid: Bid, floor: Floor) -> Cell:
    fields: Mapping[Component, str] = {
        "thr": "commitments.holiday_allowance",
        "compensation": "commitments.compensation",
    }
    if floor.component == "wage":
        cells = [f"commitments.pay[{post}]" for post in floor.posts]
    elif floor.component in fields:
        cells = [fields[floor.component]]
    else:
        cells = [f"commitments.insurance[{floor.component}]"]
    return _reference(bid, *cells)


def _prices(bid: Bid, floor: Floor) -> Cell:
    return _reference(bid, *(f"prices[{item}].unit_price" for item in floor.items))


def _reference(bid: Bid, *cells: str) -> Cell:
    """Return the names of cells of an offer, as an operand of its own."""
    where = " ".join(f"bids[{bid}].{name}" for name in cells) or "tender.items"
    return cell(" ".join(cells) or "none", where)
