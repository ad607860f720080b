"""Every formula of the registry on numbers that are not known yet.

A formula of an element is taken in two steps: the one figure that its marks come to
(`figure_of`), and the points of that figure (`element_points`). The tests hold both
together to the formula's own function, on numbers, for every id of `MODELLED`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import z3

from scoring.formulas.ids import FormulaId
from scoring.merit.reading import PriceUse, Rule, Use, codes, number
from scoring.merit.terms import Terms
from scoring.proof.symbols import (
    Claim,
    Term,
    exact,
    greatest,
    least,
    middle,
    total,
)
from tender.codes import Code
from tender.merit.elements import BandsElement

MODELLED: Final[frozenset[FormulaId]] = frozenset(
    {
        "formula.element.points.1",
        "formula.element.bands.1",
        "formula.element.mean-of-parts.1",
        "formula.element.mark-over-scale.1",
        "formula.element.weighted-parts.1",
        "formula.element.min-max.1",
        "formula.element.panel-mean.1",
        "formula.element.panel-median.1",
        "formula.element.worst-treated.1",
        "formula.price.lowest-over-own.1",
        "formula.price.linear-distance.1",
        "formula.price.min-max.1",
        "formula.price.reference-distance.1",
        "formula.evaluated.own-price.1",
        "formula.evaluated.quality-value.1",
        "formula.evaluated.features-coefficient.1",
        "formula.evaluated.life-cycle.1",
        "formula.evaluated.preference-divided.1",
        "formula.evaluated.preference-reduced.1",
        "formula.evaluated.adjusted-margin.1",
    }
)
"""The formulas that a scheme names and that are modelled here.

Each function below ends with the last of its family: whoever adds a formula to the
registry adds it here, or a scheme that names it is answered `unknown`.
"""


def unmodelled(terms: Terms) -> tuple[FormulaId, ...]:
    """Return the formulas of a scheme that nothing can be proved of."""
    ids = [rule.formula.id for rule in terms.rules]
    if terms.price is not None:
        ids.append(terms.price.compared.formula.id)
        ids += [terms.price.points.formula.id] if terms.price.points else []
    return tuple(id_ for id_ in dict.fromkeys(ids) if id_ not in MODELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extremes:
    """The lowest and the highest of a field."""

    lowest: Term
    highest: Term


def figure_of(rule: Rule, marks: Sequence[Term]) -> Term:
    """Return the one figure that *marks* come to."""
    match rule.formula.id:
        case "formula.element.mean-of-parts.1" | "formula.element.panel-mean.1":
            return total(marks) / len(marks)
        case "formula.element.panel-median.1":
            return middle(marks)
        case "formula.element.weighted-parts.1":
            weights = weights_of(rule)
            parts = [exact(w) * mark for w, mark in zip(weights, marks, strict=True)]
            return total(parts) / exact(sum(weights, Fraction(0)))
        case "formula.element.worst-treated.1":
            return least(*marks)
        case "formula.element.points.1":
            return total(marks)
        case _:
            return marks[0]


def element_points(rule: Rule, figure: Term, field: Extremes | None = None) -> Term:
    """Return the points of *figure*; min-max looks at the *field*."""
    top = exact(rule.element.max)
    match rule.formula.id:
        case "formula.element.points.1":
            return figure
        case "formula.element.bands.1":
            return _bands(rule, figure)
        case "formula.element.min-max.1" if field is not None:
            higher = rule.params["better"] == "higher"
            return _min_max(figure, top, field, higher=higher)
        case "formula.element.worst-treated.1":
            cap = exact(number(rule.params, "cap"))
            return least(figure, cap) * top / cap
        case _:
            return figure * top / exact(number(rule.params, "scale"))


def price_points(
    use: Use, price: Term, top: Term, field: Extremes, reference: Term
) -> Term:
    """Return the points of a *price* that is compared, in its *field*.

    *reference* is what the scheme holds prices against, where it does.
    """
    match use.formula.id:
        case "formula.price.lowest-over-own.1":
            return z3.If(price == 0, top, field.lowest * top / price)
        case "formula.price.linear-distance.1":
            left = (2 * field.lowest - price) * top / field.lowest
            if use.params["below"] == "zero":
                left = greatest(left, exact(0))
            at_nothing = z3.If(price == 0, top, exact(0))
            return z3.If(field.lowest == 0, at_nothing, left)
        case "formula.price.min-max.1":
            return _min_max(price, top, field, higher=False)
        case _:
            return _distance(use, price, top, reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a price that is compared is made of, besides the price."""

    quality: Term
    scores: Mapping[Code, Term]
    figures: Mapping[Code, Term]
    declared: Mapping[Code, Claim]


def compared_price(terms: Terms, use: PriceUse, price: Term, of: Compared) -> Term:
    """Return what is compared of *price*, before the scheme rounds it."""
    params = use.compared.params

    def sum_of(name: str) -> Term:
        return total([of.figures[code] for code in codes(params, name)])

    match use.compared.formula.id:
        case "formula.evaluated.quality-value.1":
            return price - exact(number(params, "per-point")) * of.quality
        case "formula.evaluated.features-coefficient.1":
            return price / _features(terms, codes(params, "features"), of)
        case "formula.evaluated.life-cycle.1":
            return price + sum_of("costs")
        case (
            "formula.evaluated.preference-divided.1"
            | "formula.evaluated.preference-reduced.1"
        ) as id_:
            content = _local_content(use, of)
            reduces = id_ == "formula.evaluated.preference-reduced.1"
            return (1 - content) * price if reduces else price / (1 + content)
        case "formula.evaluated.adjusted-margin.1":
            inside, beside = sum_of("inside"), sum_of("beside")
            burdened = of.declared[codes(params, "burdened")[0]]
            margin = z3.If(burdened, exact(number(params, "margin")), exact(0))
            return price + inside + beside + margin * (price + inside)
        case _:
            return price


def weights_of(rule: Rule) -> list[Fraction]:
    """Return the weights of an element's parts."""
    given = rule.params["weights"]
    several = given if isinstance(given, tuple) else (given,)
    return [one for one in several if isinstance(one, Fraction)]


def _bands(rule: Rule, figure: Term) -> Term:
    points = exact(0)
    if isinstance(rule.element, BandsElement):
        for band in rule.element.params.bands:
            reached = figure >= exact(band.at_least)
            points = z3.If(reached, exact(band.points), points)
    return points


def _min_max(value: Term, top: Term, field: Extremes, *, higher: bool) -> Term:
    ahead = value - field.lowest if higher else field.highest - value
    width = field.highest - field.lowest
    return z3.If(width == 0, top, ahead * top / width)


def _distance(use: Use, price: Term, top: Term, reference: Term) -> Term:
    away, slope = price - reference, exact(number(use.params, "slope"))
    below = exact(0) if use.params["counted"] == "dearer" else -away
    distance = z3.If(away > 0, away, below)
    left = greatest(top - slope * distance * top / reference, exact(0))
    return z3.If(distance == 0, top, z3.If(reference == 0, exact(0), left))


def _features(terms: Terms, features: Sequence[Code], of: Compared) -> Term:
    tops = {element.id: element.max for element in terms.merit.elements}
    best = sum((tops[code] for code in features), Fraction(0))
    chosen = total([of.scores[code] for code in features])
    return 1 + chosen / exact(1 - best)


def _local_content(use: PriceUse, of: Compared) -> Term:
    params = use.compared.params
    content = of.figures[codes(params, "local-content")[0]]
    preferred = content * exact(number(params, "margin"))
    return z3.If(content >= exact(number(params, "least")), preferred, exact(0))
