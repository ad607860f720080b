"""How an evaluation came about, as nodes: each bid, who was reached, the order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.case import Case
from scoring.explanation import Cell, Node, cell, check
from scoring.preference import Compared
from scoring.ranking import Place
from tender.codes import Bid


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What the evaluation came to, from the lowest price up.

    *takers* are the bids whose price was in order, *compared* what each of them is
    ranked by, *reached* those evaluated.
    """

    takers: tuple[Case, ...]
    compared: tuple[Compared, ...]
    reached: tuple[Bid, ...]
    lowest: int
    tie: str
    places: tuple[Place, ...]
    winner: str


def bid_node(one: Case, verdict: str, by: Compared | None) -> Node:
    """Return the node of a bid: its tests, what they come to, and the price compared.

    *by* is what the bid is ranked by; without a preference that is the price tested.
    """
    tests = {test.name: test for test in one.tests}
    if by is not None and by.local_content is not None:
        tests[by.node.name] = by.node
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
            **_prices(outline),
            **verdicts,
        },
        result=" ".join(outline.reached) or "none",
    )


def _order(outline: Outline) -> Node:
    ranked = {place.bid for place in outline.places}
    cases = tuple(one for one in outline.takers if one.bid in ranked)
    by = [
        one
        for case, one in zip(outline.takers, outline.compared, strict=True)
        if case.bid in ranked
    ]
    contents = {
        f"{case.bid}/local-content": one.local_content
        for case, one in zip(cases, by, strict=True)
        if one.local_content is not None
    }
    decided = {
        f"{one.bid}/place": cell(one.facts.place, f"bids[{one.bid}].place")
        for one in cases
        if one.facts.place
    }
    order = " ".join(f"{place.bid}={place.rank}" for place in outline.places)
    return Node(
        name="order",
        rule="ranking.order-evaluated" if contents else "ranking.order",
        operands={
            "tie": cell(outline.tie, "tender.scheme.tie"),
            **{one.node.name: one.node for one in by},
            **contents,
            **decided,
        },
        result=order or "none",
    )


def _prices(outline: Outline) -> dict[str, Cell | Node]:
    return {one.node.name: one.node for one in outline.compared}
