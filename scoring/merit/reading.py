"""A scheme as it is computed with: each element and the price bound to its formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from scoring.formulas.formula import Formula, Params
from scoring.formulas.registry import FORMULAS, named
from tender.merit import Merit, PriceRule
from tender.merit.elements import (
    BandsElement,
    CommitmentElement,
    Element,
    FormulaElement,
    FormulaUse,
    GivenElement,
    PanelElement,
)
from tender.scheme import Rounding

OWN_PRICE: Final = FormulaUse(formula="formula.evaluated.own-price.1")

AT_MOST_WITH_MAX: Final = "formula.element.points.1"
"""The formula whose values are points themselves: together they are at most *max*."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An element, its formula and what the scheme sets of it."""

    element: Element
    formula: Formula
    params: Params

    @property
    def takes_one(self) -> bool:
        """Say whether a value is one number, and never a list."""
        return "mark" in self.formula.operands

    @property
    def takes_field(self) -> bool:
        """Say whether the values of the other bids count."""
        return "lowest" in self.formula.operands

    @property
    def scale(self) -> Fraction | None:
        """Return the most that each value may be."""
        found = self.params.get("scale")
        return found if isinstance(found, Fraction) else None


@dataclass(frozen=True, slots=True)
class Use:
    """A formula and what the scheme sets of it."""

    formula: Formula
    params: Params


@dataclass(frozen=True, slots=True)
class PriceUse:
    """What is compared, and how it becomes points, if it does."""

    compared: Use
    points: Use | None
    where: str  # the field whose parameters those of *compared* are


def rule_of(element: Element) -> Rule:
    """Return *element* with its formula.

    Raise `UnknownFormulaError` or `ParameterError` for a formula that does not fit.
    """
    match element:
        case GivenElement():
            return Rule(element, FORMULAS["formula.element.points.1"], {})
        case BandsElement():
            return Rule(element, FORMULAS["formula.element.bands.1"], {})
        case PanelElement(params=panel):
            formulas = {
                "mean": FORMULAS["formula.element.panel-mean.1"],
                "median": FORMULAS["formula.element.panel-median.1"],
                "consensus": FORMULAS["formula.element.panel-mean.1"],  # all alike
            }
            return Rule(element, formulas[panel.by], {"scale": panel.scale})
        case CommitmentElement(params=promised):
            worst = FORMULAS["formula.element.worst-treated.1"]
            return Rule(element, worst, {"cap": promised.cap})
        case FormulaElement():
            formula = named(element.formula, "element")
            return Rule(element, formula, formula.params(element.params))


def price_use_of(price: PriceRule, *, lowest: bool) -> PriceUse:
    """Return how a price counts; under *lowest* it is compared and has no points.

    Raise `UnknownFormulaError` or `ParameterError` for a formula that does not fit.
    """
    if lowest:
        return PriceUse(_compared(price), None, "price")
    formula = named(price.formula, "price")
    points = Use(formula, formula.params(price.params))
    return PriceUse(_compared(price.adjusted or OWN_PRICE), points, "price.adjusted")


def _compared(use: FormulaUse) -> Use:
    formula = named(use.formula, "evaluated")
    return Use(formula, formula.params(use.params))


def steps_of(merit: Merit) -> Mapping[str, Rounding]:
    """Return the steps of rounding by where they are taken."""
    return {
        step.at: Rounding(at="line", places=step.places, mode=step.mode)
        for step in merit.rounding
    }


def codes(params: Params, name: str) -> tuple[str, ...]:
    """Return a parameter that is a code, or codes."""
    given = params[name]
    return tuple(map(str, given)) if isinstance(given, tuple) else (str(given),)


def number(params: Params, name: str) -> Fraction:
    """Return a parameter that is a number."""
    given = params[name]
    return given if isinstance(given, Fraction) else Fraction(0)
