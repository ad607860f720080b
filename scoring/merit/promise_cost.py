"""What a promise costs, and whether its line pays for it.

    no unit cost    a promise above 0 has a line above 0
    a unit cost     line >= unit cost x sum over the groups of promise x people

A promise that is one number is made to every group. Where nobody has said how many people
a group has, it counts as one, which is the least that the promise can cost. In a tender
the posts say how many, and the second test is that of `scoring.graded`.

Source: this house's own; a tender states it in its own documents (chosen).
"""

from __future__ import annotations

from fractions import Fraction

from scoring.explanation import Node, cell, check, formula
from scoring.formulas.exact import weighted
from scoring.merit.terms import BidValues, Terms
from tender.canonical.numbers import number_text
from tender.merit.elements import CommitmentElement


def promise_paid(terms: Terms, element: CommitmentElement, bid: BidValues) -> Node:
    """Test that the line of a promise pays for it; there is one."""
    if element.params.unit_cost is None or terms.people is None:
        return _funded(element, bid)
    return _covered(element, element.params.unit_cost, terms.people, bid)


def _funded(element: CommitmentElement, bid: BidValues) -> Node:
    promise, line = min(bid.values[element.id]), element.params.funded_by or ""
    offered = bid.figures.get(line, Fraction(0))
    return check(
        f"{bid.bid}/funded/{element.id}",
        "gate.promise-funded",
        "pass" if promise == 0 or offered > 0 else "fail",
        element=cell(element.id, f"elements[{element.id}]"),
        promise=cell(promise, f"bids[{bid.bid}].commitments[{element.id}]"),
        line=cell(line, f"elements[{element.id}].params[funded_by]"),
        offered=cell(offered, f"bids[{bid.bid}].items[{line}]"),
    )


def _covered(
    element: CommitmentElement,
    unit_cost: Fraction,
    people: tuple[int, ...],
    bid: BidValues,
) -> Node:
    line = element.params.funded_by or ""
    required = _cost(element, unit_cost, people, bid)
    offered = bid.figures.get(line, Fraction(0))
    return check(
        f"{bid.bid}/covered/{element.id}",
        "gate.promise-covered",
        "pass" if offered >= required.number else "fail",
        element=cell(element.id, f"elements[{element.id}]"),
        required=required,
        line=cell(line, f"elements[{element.id}].params[funded_by]"),
        offered=cell(offered, f"bids[{bid.bid}].items[{line}]"),
    )


def _cost(
    element: CommitmentElement,
    unit_cost: Fraction,
    people: tuple[int, ...],
    bid: BidValues,
) -> Node:
    promises = bid.values[element.id]
    groups = [Fraction(one) for one in people] or [Fraction(1) for _ in promises]
    each = promises * len(groups) if len(promises) == 1 else promises
    return formula(
        f"{bid.bid}/promise-cost/{element.id}",
        "merit.promise-cost",
        unit_cost * weighted(each, groups),
        unit_cost=cell(unit_cost, f"elements[{element.id}].params[unit_cost]"),
        promises=cell(
            " ".join(map(number_text, promises)),
            f"bids[{bid.bid}].commitments[{element.id}]",
        ),
        people=cell(" ".join(map(number_text, groups)), "people"),
    )
