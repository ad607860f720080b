"""Gates: what a bid has to meet, whatever its points.

    undertaking         the bid declares that it will
    least               a value is at least so much; of several, each of them
    ceiling             price <= estimate
    share of estimate   price >= share x estimate, or it is noted, or fails
    promises            a line pays for each (`scoring.merit.promise_cost`)

What is asked of the technical part comes before elements are scored; what is asked
of the price comes when prices are compared, as in two files it must.

Source: price above the estimate, Perpres 16/2018 art. 26(5) (verified); below 80 % a
person judges, LKPP 12/2021, Lampiran I, 4.2.7 (secondary), so that the share is a
note here unless a scheme says otherwise; the rest is the tender's own (chosen).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scoring.explanation import Node, Verdict, cell, check
from scoring.merit.promise_cost import promise_paid
from scoring.merit.terms import BidValues, Terms
from tender.merit.elements import CommitmentElement
from tender.merit.gates import Gate

_OF_THE_PRICE = ("ceiling", "share-of-estimate")


def technical_gates(terms: Terms, bid: BidValues) -> Iterator[Node]:
    """Yield the tests that no price is needed for."""
    yield from bid.tests
    for gate in terms.gates:
        if not _needs_price(terms, gate):
            yield _tested(terms, gate, bid)


def price_gates(terms: Terms, bid: BidValues) -> Iterator[Node]:
    """Yield the tests of the price and of the figures beside it, as far as it has one."""
    yield from bid.price_tests
    if terms.price is not None and bid.price is None:
        return
    for gate in terms.gates:
        if _needs_price(terms, gate):
            yield _tested(terms, gate, bid)
    if terms.price is not None:
        for element in terms.merit.elements:
            if isinstance(element, CommitmentElement) and element.params.funded_by:
                yield promise_paid(terms, element, bid)


def _needs_price(terms: Terms, gate: Gate) -> bool:
    if gate.kind == "least":
        return gate.params.of not in {element.id for element in terms.merit.elements}
    return gate.kind in _OF_THE_PRICE


def _tested(terms: Terms, gate: Gate, bid: BidValues) -> Node:
    name, estimate = f"{bid.bid}/gate/{gate.id}", terms.estimate or Fraction(0)
    price = Fraction(bid.price or 0)
    id_ = cell(gate.id, f"gates[{gate.id}]")
    priced = cell(price, f"bids[{bid.bid}].price")
    match gate.kind:
        case "undertaking":
            of = gate.params.of
            answer = bid.declared.get(of, False)
            return check(
                name,
                "gate.undertaking",
                _verdict(met=answer),
                gate=id_,
                of=cell(of, f"gates[{gate.id}].params[of]"),
                answer=cell(_said(answer), f"bids[{bid.bid}].declared[{of}]"),
            )
        case "least":
            of = gate.params.of
            marks = bid.values.get(of)
            source = "values" if marks else "items"
            value = min(marks) if marks else bid.figures.get(of, Fraction(0))
            return check(
                name,
                "gate.least",
                _verdict(met=value >= gate.params.least),
                gate=id_,
                of=cell(of, f"gates[{gate.id}].params[of]"),
                value=cell(value, f"bids[{bid.bid}].{source}[{of}]"),
                least=cell(gate.params.least, f"gates[{gate.id}].params[least]"),
            )
        case "ceiling":
            return check(
                name,
                "gate.ceiling",
                _verdict(met=price <= estimate),
                gate=id_,
                price=priced,
                estimate=cell(estimate, "estimate"),
            )
        case "share-of-estimate":
            share, below = gate.params.share, gate.params.below
            return check(
                name,
                "gate.share-of-estimate",
                "pass" if price >= share * estimate else below,
                gate=id_,
                price=priced,
                share=cell(share, f"gates[{gate.id}].params[share]"),
                estimate=cell(estimate, "estimate"),
                below=cell(below, f"gates[{gate.id}].params[below]"),
            )


def _verdict(*, met: bool) -> Verdict:
    return "pass" if met else "fail"


def _said(answer: bool) -> str:  # noqa: FBT001  # an answer
    return "yes" if answer else "no"
