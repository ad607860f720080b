"""How an evaluation came about, as nodes: each bid, who was reached, the order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.case import Case
from scoring.explanation import Cell, Node, cell, check
from scoring.ranking import Place
from tender.codes import Bid


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What the evaluation came to, from the lowest price up.

    *takers* are the bids whose price was in order, *reached* those evaluated.
    """

    takers: tuple[Case, ...]
    reached: tuple[Bid, ...]
    lowest: int
    tie: str
    places: tuple[Place, ...]
    winner: str


def bid_node(one: Case, verdict: str) -> Node:
    """Return the node of a bid: its tests, and what they come to."""
    tests = {test.name: test for test in one.tests}
    bid = cell(one.bid, f"bids[{one.bid}]")
    return Node(
        name=f"{one.bid}/verdict",
        rule="evaluation.bid",
        operands={"bid": bid, **tests},
        result=verdict,
    )


def not_reached(one: Case, lowest: int, standing: tuple[Node, ...]) -> Node:
    """Return the note that enough bids with lower prices stand."""
    lower = {node.name: node for node in standing}
    return check(
        f"{one.bid}/not-reached",
        "ranking.not-reached",
        "note",
        lowest=cell(lowest, "ranking.lowest"),
        **lower,
    )


def result_node(bids: Mapping[Bid, Node], outline: Outline) -> Node:
    """Return the root: every bid, who was reached, the order, the winner."""
    verdicts = {node.name: node for node in bids.values()}
    return Node(
        name="result",
        rule="evaluation.result",
        operands={
            **verdicts,
            "lowest": _lowest(bids, outline),
            "order": _order(outline),
        },
        result=outline.winner,
    )


def _lowest(bids: Mapping[Bid, Node], outline: Outline) -> Node:
    verdicts = {bids[bid].name: bids[bid] for bid in outline.reached}
    return Node(
        name="lowest",
        rule="ranking.lowest",
        operands={
            "lowest": cell(outline.lowest, "ranking.lowest"),
            **_prices(outline.takers),
            **verdicts,
        },
        result=" ".join(outline.reached) or "none",
    )


def _order(outline: Outline) -> Node:
    ranked = {place.bid for place in outline.places}
    cases = tuple(one for one in outline.takers if one.bid in ranked)
    decided = {
        f"{one.bid}/place": cell(one.facts.place, f"bids[{one.bid}].place")
        for one in cases
        if one.facts.place
    }
    order = " ".join(f"{place.bid}={place.rank}" for place in outline.places)
    return Node(
        name="order",
        rule="ranking.order",
        operands={
            "tie": cell(outline.tie, "tender.scheme.tie"),
            **_prices(cases),
            **decided,
        },
        result=order or "none",
    )


def _prices(cases: tuple[Case, ...]) -> dict[str, Cell | Node]:
    trees = [one.priced.tree for one in cases if one.priced]
    return {tree.total.name: tree.total for tree in trees}
