"""Lemmas of an element: a worse value of one bid, with all else open.

    figure      one mark that gets worse never makes the figure of its element better
    points      a worse figure never has more points; nor does it take any from a rival
    positive    no score is below 0

How many marks there are is open. One mark x among others comes to x + rest as a sum,
(x + rest) / n as a mean, min(x, rest) as the least, and as a median to what
`scoring.proof.one_among` says. Where a value is held against those of other bids, the
lowest of the field is the lower of it and of the lowest of the others, likewise the
highest, however many others there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import z3

from scoring.merit.reading import Rule
from scoring.proof.changes import is_worse_mark
from scoring.proof.formulas import (
    Extremes,
    element_points,
    weights_of,
)
from scoring.proof.one_among import joined, medians
from scoring.proof.solver import holds
from scoring.proof.symbols import Claim, Term, exact, least, real


def figure_falls(rule: Rule) -> bool:
    """Prove that an element's figure gets no better where one mark gets worse."""
    mark, worse = real("mark"), real("worse")
    is_worse = is_worse_mark(rule, worse, mark)
    return all(
        holds(_no_better(rule, after, before), [is_worse, *given])
        for before, after, given in _with_one_mark(rule, mark, worse)
    )


def points_fall(rule: Rule) -> bool:
    """Prove that a worse figure has no more points, and takes none from a rival."""
    figure, worse, rival = real("figure"), real("worse"), real("rival")
    others = Extremes(lowest=real("others.lowest"), highest=real("others.highest"))
    given = [
        z3.Or(is_worse_mark(rule, worse, figure), worse == figure),
        others.lowest <= rival,
        rival <= others.highest,
    ]
    before, after = joined(figure, others), joined(worse, others)

    def of(value: Term, field: Extremes) -> Term:
        return element_points(rule, value, field)

    return holds(of(worse, after) <= of(figure, before), given) and holds(
        of(rival, after) >= of(rival, before), given
    )


def points_are_positive(rule: Rule) -> bool:
    """Prove that an element's score is never below 0."""
    figure = real("figure")
    field = Extremes(lowest=real("lowest"), highest=real("highest"))
    given = [field.lowest <= figure, figure <= field.highest]
    if rule.formula.id not in _OF_ANY_SIGN:
        given.append(figure >= 0)
    return holds(element_points(rule, figure, field) >= 0, given)


_OF_ANY_SIGN = ("formula.element.bands.1", "formula.element.min-max.1")
"""Formulas that take values below 0."""


def _no_better(rule: Rule, after: Term, before: Term) -> Claim:
    return before <= after if rule.params.get("better") == "lower" else after <= before


def _with_one_mark(
    rule: Rule, mark: Term, worse: Term
) -> Iterator[tuple[Term, Term, list[Claim]]]:
    """Yield the figure with a mark, that with a worse one, and what holds of the rest."""
    rest, parts = real("rest"), real("parts")
    match rule.formula.id:
        case "formula.element.points.1":
            yield mark + rest, worse + rest, []
        case "formula.element.mean-of-parts.1" | "formula.element.panel-mean.1":
            yield (mark + rest) / parts, (worse + rest) / parts, [parts >= 1]
        case "formula.element.worst-treated.1":
            yield least(mark, rest), least(worse, rest), []
        case "formula.element.weighted-parts.1":
            weights = weights_of(rule)
            whole = exact(sum(weights, Fraction(0)))
            for weight in map(exact, weights):
                before, after = weight * mark + rest, weight * worse + rest
                yield before / whole, after / whole, []
        case "formula.element.panel-median.1":
            yield from medians(mark, worse)
        case _:
            yield mark, worse, []
