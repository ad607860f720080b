"""How a comparison came about, as one tree: scores, tests, the order, the end.

It is made from what `scoring.merit.evaluation` found, and apart from it, since most
who read a ranking of a thousand bids ask for the working of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scoring.explanation import Cell, Node, cell
from scoring.merit.gates import price_gates, technical_gates
from scoring.merit.outcome import Outcome, Result
from scoring.merit.price_tree import PriceTrees, price_trees, total_node
from scoring.merit.score_tree import (
    ScoreTree,
    extremes_of,
    score_tree,
    threshold_tests,
)
from scoring.merit.terms import BidValues, Terms
from tender.codes import Bid


@dataclass(frozen=True, slots=True, kw_only=True)
class _Working:
    """What the tree is made from, by bid."""

    terms: Terms
    bids: Mapping[Bid, BidValues]
    results: Mapping[Bid, Result]
    scores: Mapping[Bid, ScoreTree]
    prices: PriceTrees
    totals: Mapping[Bid, Node]
    shortlist: Node | None
    waited: tuple[Bid, ...]


def explain(terms: Terms, bids: Iterable[BidValues], outcome: Outcome) -> Node:
    """Return the tree of *outcome*, which is what `evaluate` found for the same bids."""
    known = {one.bid: one for one in bids}
    results = {one.bid: one for one in outcome.results}
    field = {bid: known[bid] for bid in outcome.field}
    extremes = {
        rule.element.id: extremes_of(rule, field)
        for rule in terms.rules
        if field and rule.takes_field
    }
    scores = {
        bid: score_tree(terms, one, results[bid], extremes)
        for bid, one in field.items()
    }
    compared = {bid: known[bid] for bid in outcome.priced}
    prices = price_trees(terms, compared, results, scores)
    made = (
        (bid, total_node(terms, results[bid], tree, prices.points.get(bid)))
        for bid, tree in scores.items()
    )
    working = _Working(
        terms=terms,
        bids=known,
        results=results,
        scores=scores,
        prices=prices,
        totals={bid: node for bid, node in made if node is not None},
        shortlist=_shortlist(terms, outcome, scores),
        waited=tuple(
            one.bid
            for one in outcome.results
            if one.verdict == "pending" and known[one.bid].price is None
        ),
    )
    verdicts = {f"{bid}/verdict": _bid(working, bid) for bid in results}
    return Node(
        name="result",
        rule="merit.result",
        operands={**verdicts, "order": _order(working)},
        result=_end(outcome),
    )


def _end(outcome: Outcome) -> str:
    if outcome.waits:
        return "pending"
    if outcome.winner is not None:
        return outcome.winner
    return "committee" if outcome.tied else "none"


def _shortlist(
    terms: Terms, outcome: Outcome, scores: Mapping[Bid, ScoreTree]
) -> Node | None:
    listed = terms.merit.shortlist
    if listed is None or outcome.shortlist is None:
        return None
    qualities = {
        f"{one.bid}/quality": quality
        for one in sorted(outcome.results, key=lambda one: one.bid)
        if one.quality_rank is not None
        and (quality := scores[one.bid].quality) is not None
    }
    return Node(
        name="shortlist",
        rule="formula.shortlist.top.1",
        operands={
            "top": cell(listed.top, "shortlist.top"),
            "ties": cell(listed.ties, "shortlist.ties"),
            **qualities,
        },
        result=" ".join(outcome.shortlist) or "none",
    )


def _bid(working: _Working, bid: Bid) -> Node:
    result = working.results[bid]
    operands: dict[str, Cell | Node] = {"bid": cell(bid, f"bids[{bid}]")}
    operands |= {test.name: test for test in _tests(working, bid)}
    if bid in working.scores:
        quality = working.scores[bid].quality
        if quality is not None:
            operands["quality"] = quality
    if result.quality_rank is not None and working.shortlist is not None:
        operands["shortlist"] = working.shortlist
    if result.verdict == "pending":
        waited = " ".join(working.waited)
        operands["waited"] = cell(waited, f"bids[{waited}].price")
    if bid in working.prices.compared:
        operands["compared"] = working.prices.compared[bid]
    if bid in working.totals:
        operands["total"] = working.totals[bid]
    return Node(f"{bid}/verdict", "merit.bid", operands, result.verdict)


def _tests(working: _Working, bid: Bid) -> Iterator[Node]:
    terms, one = working.terms, working.bids[bid]
    yield from technical_gates(terms, one)
    if bid in working.scores:
        yield from threshold_tests(terms, working.results[bid], working.scores[bid])
    result = working.results[bid]
    priced = not working.waited and result.verdict != "not_shortlisted"
    if priced and result.quality_rank is not None:
        yield from price_gates(terms, one)


def _order(working: _Working) -> Node:
    merit = working.terms.merit
    ranked = sorted(
        (one for one in working.results.values() if one.rank is not None),
        key=lambda one: (one.rank or 0, one.bid),
    )
    operands: dict[str, Cell | Node] = {
        "better": cell("lower" if merit.combine == "lowest" else "higher", "combine"),
        "ties": cell(" ".join(tie.by for tie in merit.ties) or "none", "ties"),
    }
    for one in ranked:
        first = working.totals.get(one.bid) or working.prices.compared.get(one.bid)
        if first is not None:
            operands[f"{one.bid}/first"] = first
        operands |= _ties(working, one.bid)
        place = working.bids[one.bid].place
        if place:
            operands[f"{one.bid}/place"] = cell(place, f"bids[{one.bid}].place")
    order = " ".join(f"{one.bid}={one.rank}" for one in ranked)
    return Node("order", "merit.order", operands, order or "none")


def _ties(working: _Working, bid: Bid) -> dict[str, Cell | Node]:
    """Return what a bid is told from others by, numbered in the scheme's order."""
    one, scores = working.bids[bid], working.scores[bid]
    operands: dict[str, Cell | Node] = {}
    for at, tie in enumerate(working.terms.merit.ties):
        name = f"{bid}/tie/{at}"
        match tie.by:
            case "quality" if scores.quality is not None:
                operands[name] = scores.quality
            case "price":
                operands[name] = cell(one.price or 0, f"bids[{bid}].price")
            case "element":
                operands[name] = scores.elements[str(tie.of)]
            case "figure":
                figure = one.figures[str(tie.of)]
                operands[name] = cell(figure, f"bids[{bid}].items[{tie.of}]")
            case _:
                pass
    return operands
