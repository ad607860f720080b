"""How the points of elements came about, and what they come to together, as nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.explanation import Cell, Node, cell, check, formula
from scoring.merit.outcome import Result, Score
from scoring.merit.reading import Rule
from scoring.merit.technical import weights_of
from scoring.merit.terms import BidValues, Terms
from tender.canonical.numbers import number_text
from tender.codes import Code
from tender.merit.elements import BandsElement


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTree:
    """The nodes of a bid's elements as they count, and of all together, if any."""

    elements: Mapping[Code, Node]
    quality: Node | None


def score_tree(
    terms: Terms, one: BidValues, result: Result, extremes: Mapping[Code, Extremes]
) -> ScoreTree:
    """Return the working of the points of a bid whose elements were compared."""
    elements = {
        rule.element.id: rounded_node(
            terms,
            "element",
            _element_node(rule, one, result.scores[rule.element.id], extremes),
            result.scores[rule.element.id],
        )
        for rule in terms.rules
    }
    return ScoreTree(elements=elements, quality=_quality(terms, result, elements))


@dataclass(frozen=True, slots=True)
class Extremes:
    """The lowest and the highest value of an element, and where they stand."""

    lowest: Cell
    highest: Cell


def extremes_of(rule: Rule, field: Mapping[str, BidValues]) -> Extremes:
    """Return the extremes of an element among the bids of *field*, at least one."""
    id_ = rule.element.id
    ordered = sorted(field, key=lambda bid: (field[bid].values[id_][0], bid))
    low, high = (
        cell(field[bid].values[id_][0], f"bids[{bid}].values[{id_}]")
        for bid in (ordered[0], ordered[-1])
    )
    return Extremes(low, high)


def rounded_node(terms: Terms, at: str, exact: Node, score: Score) -> Node:
    """Return *exact* as it counts: itself, or the step of rounding that is taken of it."""
    step = terms.steps.get(at)
    if step is None:
        return exact
    return formula(
        f"{exact.name}/rounded",
        "merit.rounded",
        score.counted,
        exact=exact,
        rounding=cell(f"{step.mode} {step.places}", f"rounding[{at}]"),
    )


def threshold_tests(terms: Terms, result: Result, tree: ScoreTree) -> Iterator[Node]:
    """Yield the test of each threshold that the scheme has."""
    for element in terms.merit.elements:
        if element.threshold is None:
            continue
        score = tree.elements[element.id]
        passes = score.number >= element.threshold
        yield check(
            f"{result.bid}/threshold/{element.id}",
            "threshold.element",
            "pass" if passes else "fail",
            element=cell(element.id, f"elements[{element.id}]"),
            score=score,
            least=cell(element.threshold, f"elements[{element.id}].threshold"),
        )
    if terms.merit.threshold is not None and tree.quality is not None:
        passes = tree.quality.number >= terms.merit.threshold
        yield check(
            f"{result.bid}/threshold",
            "threshold.total",
            "pass" if passes else "fail",
            quality=tree.quality,
            least=cell(terms.merit.threshold, "threshold"),
        )


def weights_cell(weights: list[Fraction], source: str) -> Cell:
    """Return weights in the order of what they weigh."""
    return cell(" ".join(map(number_text, weights)), source)


def _element_node(
    rule: Rule, one: BidValues, score: Score, extremes: Mapping[Code, Extremes]
) -> Node:
    element, id_ = rule.element, rule.element.id
    field = "commitments" if element.kind == "commitment" else "values"
    marks = " ".join(map(number_text, one.values[id_]))
    name = "mark" if rule.takes_one else "marks"
    given = cell(marks, f"bids[{one.bid}].{field}[{id_}]")
    operands: dict[str, Cell | Node] = {name: one.made.get(id_) or given}
    if "top" in rule.formula.operands:
        operands["top"] = cell(element.max, f"elements[{id_}].max")
    if isinstance(element, BandsElement):
        bands = " ".join(
            f"{number_text(band.at_least)}:{number_text(band.points)}"
            for band in element.params.bands
        )
        operands["steps"] = cell(bands, f"elements[{id_}].params[bands]")
    for param, value in rule.params.items():
        several = value if isinstance(value, tuple) else (value,)
        text = " ".join(v if isinstance(v, str) else number_text(v) for v in several)
        operands[param] = cell(text, f"elements[{id_}].params[{param}]")
    if rule.takes_field:
        operands |= {"lowest": extremes[id_].lowest, "highest": extremes[id_].highest}
    return formula(f"{one.bid}/element/{id_}", rule.formula.id, score.exact, **operands)


def _quality(
    terms: Terms, result: Result, elements: Mapping[Code, Node]
) -> Node | None:
    if not elements or result.quality is None:
        return None
    parts: dict[str, Cell | Node] = {
        f"element/{code}": node for code, node in elements.items()
    }
    name = f"{result.bid}/quality"
    if terms.merit.combine != "weighted":
        return formula(name, "formula.total.sum.1", result.quality, **parts)
    weights = weights_cell(weights_of(terms), "elements.weight")
    return formula(
        name,
        "formula.total.weighted-average.1",
        result.quality,
        **parts,
        weights=weights,
    )
