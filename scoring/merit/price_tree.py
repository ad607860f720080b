"""How prices, their points and the totals came about, as nodes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.explanation import Cell, Node, cell, formula
from scoring.merit.compared_price import compared_node
from scoring.merit.outcome import Result
from scoring.merit.pricing import reference
from scoring.merit.reading import PriceUse, Use
from scoring.merit.score_tree import ScoreTree, rounded_node, weights_cell
from scoring.merit.technical import weights_of
from scoring.merit.terms import BidValues, Terms
from tender.canonical.numbers import number_text
from tender.codes import Bid


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTrees:
    """The nodes of what counts of each bid's price, by bid."""

    compared: Mapping[Bid, Node]
    points: Mapping[Bid, Node]


def price_trees(
    terms: Terms,
    bids: Mapping[Bid, BidValues],
    results: Mapping[Bid, Result],
    scores: Mapping[Bid, ScoreTree],
) -> PriceTrees:
    """Return the working of the prices of *bids*, which are those that were compared."""
    use = terms.price
    if use is None or not bids:
        return PriceTrees(compared={}, points={})
    compared = {
        bid: _compared(terms, use, one, results[bid], scores[bid])
        for bid, one in bids.items()
    }
    if use.points is None:
        return PriceTrees(compared=compared, points={})
    fixed = _fixed(terms, use.points, compared)
    points = {}
    for bid, node in compared.items():
        score = results[bid].points
        if score is not None:
            name = f"{bid}/points"
            exact = formula(
                name, use.points.formula.id, score.exact, price=node, **fixed
            )
            points[bid] = rounded_node(terms, "price", exact, score)
    return PriceTrees(compared=compared, points=points)


def total_node(
    terms: Terms, result: Result, scores: ScoreTree, points: Node | None
) -> Node | None:
    """Return the working of a total, if there is one."""
    if result.total is None:
        return None
    name, operands = f"{result.bid}/total", dict[str, Cell | Node]()
    priced = {} if points is None else {"price": points}
    if terms.merit.combine == "sum":
        quality = {} if scores.quality is None else {"quality": scores.quality}
        exact = formula(
            name, "formula.total.sum.1", result.total.exact, **quality, **priced
        )
        return rounded_node(terms, "total", exact, result.total)
    operands = {f"element/{code}": node for code, node in scores.elements.items()}
    weights = weights_of(terms)
    if points is not None and terms.merit.price is not None:
        weights.append(terms.merit.price.weight or Fraction(0))
    exact = formula(
        name,
        "formula.total.weighted.1",
        result.total.exact,
        **operands,
        **priced,
        weights=weights_cell(weights, "elements.weight price.weight"),
    )
    return rounded_node(terms, "total", exact, result.total)


def _compared(
    terms: Terms, use: PriceUse, one: BidValues, result: Result, scores: ScoreTree
) -> Node:
    score = result.compared
    if score is None:
        raise KeyError(one.bid)
    exact = compared_node(terms, use, one, scores, score.exact)
    return rounded_node(terms, "evaluated", exact, score)


def _fixed(
    terms: Terms, use: Use, compared: Mapping[Bid, Node]
) -> dict[str, Cell | Node]:
    """Return the operands that are one for all bids."""
    price = terms.merit.price
    top = price.max if price and price.max else Fraction(0)
    ordered = sorted(compared, key=lambda bid: (compared[bid].number, bid))
    operands: dict[str, Cell | Node] = {"top": cell(top, "price.max")}
    if "lowest" in use.formula.operands:
        operands["lowest"] = compared[ordered[0]]
    if "highest" in use.formula.operands:
        operands["highest"] = compared[ordered[-1]]
    if "reference" in use.formula.operands:
        operands["reference"] = _reference(terms, use, compared)
    for name, value in use.params.items():
        if name != "reference" and not isinstance(value, tuple):
            text = value if isinstance(value, str) else number_text(value)
            operands[name] = cell(text, f"price.params[{name}]")
    return operands


def _reference(terms: Terms, use: Use, compared: Mapping[Bid, Node]) -> Cell | Node:
    prices = [node.number for node in compared.values()]
    value = reference(use, prices, terms.estimate)
    match use.params["reference"]:
        case "mean":
            return formula("reference", "formula.reference.mean.1", value, **compared)
        case "median":
            return formula("reference", "formula.reference.median.1", value, **compared)
        case _:
            return cell(value, "estimate")
