"""Sistem nilai in a tender: the legal order of tests, and between them points and price.

    1  requirements and promises, bid by bid            (`scoring.case`)
    2  elements and thresholds, among the bids left     (`scoring.merit`)
    3  the price by itself: arithmetic, floors, funding, reasonableness, imbalance
    4  points of the price, the total, the order, ties, among the bids left

In two files a result stands after step 2, before any price is opened; *priced* says
whether prices may be looked at. The price of a bid that has failed before step 3 is
never looked at, in one file neither: whatever stands there, the result is the same.

A bid that waits for a person holds up all that are compared with it: points of an
element, and of a price, may depend on every bid. `Evaluation.pending` says for what.

Source: Perpres 16/2018 art. 39 and 50(1) (verified); elements, weights and thresholds,
LKPP 12/2021, Lampiran I, 4.2.7 (secondary); formulas, the tender's own documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from scoring.case import Case, price_alone, technical
from scoring.evaluation import (
    BidResult,
    Evaluation,
    ProofToSee,
    TieToDecide,
    ToDo,
    ValueToFind,
    Verdict,
    to_do,
)
from scoring.explanation import Node, cell, finding
from scoring.graded import graded_node
from scoring.merit.evaluation import evaluate as compare
from scoring.merit.explaining import explain
from scoring.merit.outcome import Outcome, Result
from scoring.merit.terms import BidValues
from scoring.ranking import BidTwiceError
from scoring.terms import BidFacts, Terms
from tender.codes import Bid, Code


def evaluate(terms: Terms, bids: Iterable[BidFacts], *, priced: bool) -> Evaluation:
    """Evaluate *bids* under *terms*; raise `ranking.BidTwiceError`."""
    cases = _cases(terms, bids)
    waited = (*to_do(cases.values()), *_values_to_find(terms, cases.values()))
    if waited:
        return _unfinished(cases, waited)
    given = {bid: _values(terms, one) for bid, one in cases.items()}
    before = compare(terms.points, given.values())
    if not priced:
        return _technical(terms, given, before)
    prices = {
        one.bid: price_alone(cases[one.bid].facts, terms)
        for one in before.results
        if one.verdict == "pending"
    }
    waited = to_do(prices.values())
    if waited:
        return _result(terms, given, before, prices, waited)
    given |= {bid: _with_price(given[bid], one) for bid, one in prices.items()}
    after = compare(terms.points, given.values())
    return _result(terms, given, after, prices, tuple(_last(terms, after, cases)))


def _cases(terms: Terms, bids: Iterable[BidFacts]) -> dict[Bid, Case]:
    cases = [technical(facts, terms) for facts in bids]
    for bid, times in Counter(one.bid for one in cases).items():
        if times > 1:
            raise BidTwiceError(bid)
    return {one.bid: one for one in sorted(cases, key=lambda one: one.bid)}


def _values_to_find(terms: Terms, cases: Iterable[Case]) -> Iterator[ToDo]:
    """Yield what is not found yet of the bids that have passed the tests before."""
    promised = {element.id for element in terms.graded}
    asked = [rule.element.id for rule in terms.points.rules]
    for one in cases:
        known = dict(one.facts.values)
        if one.standing == "passed":
            for element in asked:
                if element not in known and element not in promised:
                    yield ValueToFind(one.bid, element)


def _values(terms: Terms, one: Case) -> BidValues:
    """Return what a bid has under the scheme, before its price."""
    made = dict(_promised(terms, one)) if one.standing == "passed" else {}
    found = {bid: marks for bid, marks in one.facts.values if bid not in made}
    reckoned = {code: (node.number,) for code, node in made.items()}
    return BidValues(
        bid=one.bid,
        values=found | reckoned if one.standing == "passed" else {},
        place=one.facts.place,
        tests=one.tests,
        made=made,
    )


def _promised(terms: Terms, one: Case) -> Iterator[tuple[Code, Node]]:
    promised = one.facts.offer.commitments
    for element in terms.graded:
        if promised is not None:
            yield element.id, graded_node(one.bid, element, promised, terms.costing)


def _with_price(given: BidValues, one: Case) -> BidValues:
    lines = one.priced.correction.lines if one.priced else ()
    return replace(
        given,
        price=one.amount,
        price_tests=one.tests,
        figures={line.item: Fraction(line.corrected) for line in lines},
    )


def _last(terms: Terms, after: Outcome, cases: Mapping[Bid, Case]) -> Iterator[ToDo]:
    """Yield what the order waits for: who tells winner and reserves apart, and the proof."""
    ranks = {one.bid: one.rank or 0 for one in after.results}
    for level in after.tied:
        if ranks[level[0]] <= 1 + terms.reserves:
            yield TieToDecide(level)
    first = [bid for bid, rank in ranks.items() if rank == 1]
    if len(first) == 1 and cases[first[0]].facts.proof is None:
        yield ProofToSee(first[0])


_ENDS: Mapping[str, Verdict] = {
    "passed": "passed",
    "failed": "failed",
    "not_shortlisted": "not_evaluated",
    "pending": "pending",
}


def _technical(
    terms: Terms, given: Mapping[Bid, BidValues], before: Outcome
) -> Evaluation:
    """Return the technical result: who waits for a price has passed."""
    results = tuple(_line(one, None) for one in before.results)
    return Evaluation(
        results=tuple(
            replace(one, verdict="passed") if one.verdict == "pending" else one
            for one in results
        ),
        pending=(),
        winner=None,
        explanation=explain(terms.points, given.values(), before),
    )


def _result(
    terms: Terms,
    given: Mapping[Bid, BidValues],
    outcome: Outcome,
    prices: Mapping[Bid, Case],
    waited: tuple[ToDo, ...],
) -> Evaluation:
    return Evaluation(
        results=tuple(_line(one, prices.get(one.bid)) for one in outcome.results),
        pending=waited,
        winner=None if waited else outcome.winner,
        explanation=explain(terms.points, given.values(), outcome),
    )


def _line(one: Result, price: Case | None) -> BidResult:
    return BidResult(
        bid=one.bid,
        verdict=_ENDS[one.verdict],
        price=price.amount if price else None,
        rank=one.rank,
        findings=one.findings,
        technical=one.quality,
        price_score=one.points.counted if one.points else None,
        total=one.total.counted if one.total else None,
        elements=one.scores or None,
    )


def _unfinished(cases: Mapping[Bid, Case], waited: tuple[ToDo, ...]) -> Evaluation:
    """Return what is known while the technical part waits: the tests made so far."""
    ends: dict[Bid, Verdict] = {
        bid: "failed" if one.standing == "failed" else "pending"
        for bid, one in cases.items()
    }
    nodes = {
        f"{bid}/verdict": Node(
            name=f"{bid}/verdict",
            rule="merit.bid",
            operands={
                "bid": cell(bid, f"bids[{bid}]"),
                **{test.name: test for test in one.tests},
            },
            result=ends[bid],
        )
        for bid, one in cases.items()
    }
    return Evaluation(
        results=tuple(
            BidResult(
                bid=bid,
                verdict=ends[bid],
                price=None,
                rank=None,
                findings=tuple(map(finding, one.tests)),
            )
            for bid, one in cases.items()
        ),
        pending=waited,
        winner=None,
        explanation=Node("result", "merit.result", nodes, "pending"),
    )
