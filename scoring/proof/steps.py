"""The steps of an evaluation that are about one bid, on numbers that are not known yet.

Each is what `scoring.merit` does at that step with numbers that are; what a bid is held
against is handed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import z3

from scoring.merit.technical import weights_of
from scoring.merit.terms import Terms
from scoring.proof.bids import Bid
from scoring.proof.formulas import (
    Extremes,
    compared_price,
    element_points,
    figure_of,
    price_points,
)
from scoring.proof.symbols import Claim, Term, exact, least, rounded, total
from tender.codes import Code
from tender.merit.elements import CommitmentElement
from tender.merit.gates import Gate

Scores = Mapping[Code, Term]


def technical_gates(terms: Terms, bid: Bid) -> Iterator[Claim]:
    """Yield what has to hold of a bid before its elements are scored."""
    yield from bid.tests.values()
    elements = {rule.element.id for rule in terms.rules}
    for gate in terms.gates:
        if gate.kind == "undertaking":
            yield bid.declared[gate.params.of]
        if gate.kind == "least" and gate.params.of in elements:
            yield least(*bid.marks[gate.params.of]) >= exact(gate.params.least)


def price_gates(terms: Terms, bid: Bid) -> Iterator[Claim]:
    """Yield what has to hold of a bid's price and of the figures beside it."""
    for gate in terms.gates:
        yield from _price_gate(terms, gate, bid)
    for element in terms.merit.elements:
        if isinstance(element, CommitmentElement) and terms.price is not None:
            yield from paid_for(terms, element, bid)


def paid_for(terms: Terms, element: CommitmentElement, bid: Bid) -> Iterator[Claim]:
    """Yield that a promise is paid for by its line, if it has one."""
    line, unit_cost = element.params.funded_by, element.params.unit_cost
    if line is None:
        return
    promises = bid.marks[element.id]
    if unit_cost is None or terms.people is None:
        yield z3.Or(least(*promises) == 0, bid.figures[line] > 0)
        return
    people = terms.people or (1,) * len(promises)
    each = promises * len(people) if len(promises) == 1 else promises
    cost = total([p * exact(n) for p, n in zip(each, people, strict=True)])
    yield bid.figures[line] >= exact(unit_cost) * cost


def scored(terms: Terms, bid: Bid, field: Mapping[Code, Extremes]) -> Scores:
    """Return the score of each element, as it counts."""
    return {
        rule.element.id: rounded(
            element_points(
                rule,
                figure_of(rule, bid.marks[rule.element.id]),
                field.get(rule.element.id),
            ),
            terms.steps.get("element"),
        )
        for rule in terms.rules
    }


def quality_of(terms: Terms, scores: Scores) -> Term:
    """Return what all elements come to: a sum, or their weighted average."""
    if terms.merit.combine != "weighted" or not scores:
        return total(list(scores.values()))
    weights = weights_of(terms)
    return _weighted(list(scores.values()), weights) / exact(sum(weights, Fraction(0)))


def meets(terms: Terms, scores: Scores, quality: Term) -> Iterator[Claim]:
    """Yield that no threshold is missed."""
    for element in terms.merit.elements:
        if element.threshold is not None:
            yield scores[element.id] >= exact(element.threshold)
    if terms.merit.threshold is not None:
        yield quality >= exact(terms.merit.threshold)


def compared_of(terms: Terms, bid: Bid, scores: Scores, quality: Term) -> Term | None:
    """Return the price that is compared, as it counts, if there is one."""
    if terms.price is None:
        return None
    of = bid.compared(scores, quality)
    price = compared_price(terms, terms.price, bid.price, of)
    return rounded(price, terms.steps.get("evaluated"))


def price_score(
    terms: Terms, compared: Term | None, field: Extremes | None, reference: Term
) -> Term | None:
    """Return the points of a price, as they count, if it has any."""
    price, use = terms.merit.price, terms.price
    if compared is None or use is None or use.points is None or field is None:
        return None
    top = exact(price.max if price is not None and price.max else 0)
    points = price_points(use.points, compared, top, field, reference)
    return rounded(points, terms.steps.get("price"))


def figures(
    terms: Terms,
    bid: Bid,
    scores: Scores,
    compared: Term | None,
    points: Term | None,
) -> tuple[Term, ...]:
    """Return what the order is by: the figure that counts, then what breaks ties."""
    quality = quality_of(terms, scores)
    first = exact(0) if compared is None else compared
    if terms.merit.combine != "lowest":
        first = -total_of(terms, scores, points)
    ties: list[Term] = []
    for tie in terms.merit.ties:
        match tie.by:
            case "quality":
                ties.append(-quality)
            case "price":
                ties.append(bid.price)
            case "element":
                ties.append(-scores[str(tie.of)])
            case "figure":
                ties.append(-bid.figures[str(tie.of)])
            case "committee":
                break
    return (first, *ties)


def total_of(terms: Terms, scores: Scores, points: Term | None) -> Term:
    """Return quality and price together, as they count."""
    step = terms.steps.get("total")
    if terms.merit.combine == "sum":
        return rounded(
            quality_of(terms, scores) + (exact(0) if points is None else points), step
        )
    counted, weights = list(scores.values()), weights_of(terms)
    if points is not None and terms.merit.price is not None:
        counted.append(points)
        weights.append(terms.merit.price.weight or Fraction(0))
    return rounded(_weighted(counted, weights), step)


def _weighted(scores: Sequence[Term], weights: Sequence[Fraction]) -> Term:
    return total([exact(w) * s for w, s in zip(weights, scores, strict=True)])


def _price_gate(terms: Terms, gate: Gate, bid: Bid) -> Iterator[Claim]:
    estimate = exact(terms.estimate or 0)
    elements = {rule.element.id for rule in terms.rules}
    if gate.kind == "ceiling":
        yield bid.price <= estimate
    if gate.kind == "share-of-estimate" and gate.params.below == "fail":
        yield bid.price >= exact(gate.params.share) * estimate
    if gate.kind == "least" and gate.params.of not in elements:
        yield bid.figures[gate.params.of] >= exact(gate.params.least)
