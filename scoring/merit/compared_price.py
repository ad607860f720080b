"""The price of a bid that is compared, by the formula of the scheme, and its working."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from scoring.explanation import Cell, Node, cell, formula
from scoring.formulas import evaluated_price as prices
from scoring.merit.reading import PriceUse, codes, number
from scoring.merit.score_tree import ScoreTree
from scoring.merit.terms import BidValues, Terms
from tender.canonical.numbers import number_text
from tender.codes import Code

Scores = Mapping[Code, Fraction]


def compared_price(
    terms: Terms, use: PriceUse, bid: BidValues, scores: Scores, quality: Fraction
) -> Fraction:
    """Return what is compared of a *bid* with a price, exactly."""
    params, price = use.compared.params, Fraction(bid.price or 0)
    match use.compared.formula.id:
        case "formula.evaluated.quality-value.1":
            return prices.quality_value(price, quality, number(params, "per-point"))
        case "formula.evaluated.features-coefficient.1":
            features = codes(params, "features")
            return prices.features_coefficient(
                price, _features(terms, features, scores)
            )
        case "formula.evaluated.life-cycle.1":
            return prices.life_cycle(price, _figures(bid, codes(params, "costs")))
        case (
            "formula.evaluated.preference-divided.1"
            | "formula.evaluated.preference-reduced.1"
        ):
            preferred: Fraction = use.compared.formula.function(price, _local(use, bid))
            return preferred
        case "formula.evaluated.adjusted-margin.1":
            return prices.adjusted_margin(
                price,
                sum(_figures(bid, codes(params, "inside")), Fraction(0)),
                sum(_figures(bid, codes(params, "beside")), Fraction(0)),
                number(params, "margin") * _is_burdened(use, bid),
            )
        case _:
            return prices.own_price(price)


def compared_node(
    terms: Terms, use: PriceUse, bid: BidValues, scores: ScoreTree, result: Fraction
) -> Node:
    """Return how the *result* of `compared_price` came about."""
    params, where = use.compared.params, use.where
    price = cell(bid.price or 0, f"bids[{bid.bid}].price")
    operands: dict[str, Cell | Node] = {"price": price}
    match use.compared.formula.id:
        case "formula.evaluated.quality-value.1":
            if scores.quality is not None:
                operands["quality"] = scores.quality
            operands["per_point"] = _param(use, "per-point")
        case "formula.evaluated.features-coefficient.1":
            features = codes(params, "features")
            operands["coefficient"] = _features_node(
                terms, bid, features, scores.elements
            )
        case "formula.evaluated.life-cycle.1":
            operands["costs"] = _listed(bid, codes(params, "costs"))
        case (
            "formula.evaluated.preference-divided.1"
            | "formula.evaluated.preference-reduced.1"
        ):
            operands["coefficient"] = _local_node(use, bid)
        case "formula.evaluated.adjusted-margin.1":
            burdened = codes(params, "burdened")[0]
            answer = "yes" if _is_burdened(use, bid) else "no"
            operands |= {
                "inside": _listed(bid, codes(params, "inside")),
                "beside": _listed(bid, codes(params, "beside")),
                "margin": cell(number(params, "margin"), f"{where}.params[margin]"),
                "burdened": cell(answer, f"bids[{bid.bid}].declared[{burdened}]"),
            }
        case _:
            pass
    return formula(f"{bid.bid}/compared", use.compared.formula.id, result, **operands)


def _features(terms: Terms, features: Sequence[str], scores: Scores) -> Fraction:
    tops = {element.id: element.max for element in terms.merit.elements}
    return prices.coefficient_of_features(
        sum((scores[code] for code in features), Fraction(0)),
        sum((tops[code] for code in features), Fraction(0)),
    )


def _features_node(
    terms: Terms, bid: BidValues, features: Sequence[str], scored: Mapping[Code, Node]
) -> Node:
    chosen = {code: scored[code] for code in features}
    sum_of = sum((node.number for node in chosen.values()), Fraction(0))
    tops = [e.max for e in terms.merit.elements if e.id in features]
    best = formula(
        "features/best",
        "formula.element.points.1",
        sum(tops, Fraction(0)),
        marks=cell(_texts(tops), f"elements[{' '.join(features)}].max"),
    )
    scores = {code: node.number for code, node in chosen.items()}
    return formula(
        f"{bid.bid}/coefficient",
        "formula.coefficient.features.1",
        _features(terms, features, scores),
        chosen=formula(f"{bid.bid}/features", "formula.total.sum.1", sum_of, **chosen),
        best=best,
    )


def _local(use: PriceUse, bid: BidValues) -> Fraction:
    params = use.compared.params
    return prices.coefficient_of_local_content(
        bid.figures[codes(params, "local-content")[0]],
        number(params, "margin"),
        number(params, "least"),
    )


def _local_node(use: PriceUse, bid: BidValues) -> Node:
    name = codes(use.compared.params, "local-content")[0]
    return formula(
        f"{bid.bid}/coefficient",
        "formula.coefficient.local-content.1",
        _local(use, bid),
        local_content=cell(bid.figures[name], f"bids[{bid.bid}].items[{name}]"),
        margin=_param(use, "margin"),
        least=_param(use, "least"),
    )


def _is_burdened(use: PriceUse, bid: BidValues) -> bool:
    return bid.declared[codes(use.compared.params, "burdened")[0]]


def _figures(bid: BidValues, names: Sequence[str]) -> list[Fraction]:
    return [bid.figures[name] for name in names]


def _param(use: PriceUse, name: str) -> Cell:
    return cell(number(use.compared.params, name), f"{use.where}.params[{name}]")


def _listed(bid: BidValues, names: Sequence[str]) -> Cell:
    source = f"bids[{bid.bid}].items[{' '.join(names)}]"
    return cell(_texts(_figures(bid, names)), source)


def _texts(values: Sequence[Fraction]) -> str:
    return " ".join(map(number_text, values))
