"""What carries weight in a scheme, and the same scheme with its weights moved.

    weighted   the weight of each element and of the price, which add up to one
    sum        the most points of each, `max`, which add up to the points of the scheme
    lowest     nothing: the price that is compared decides

Under `sum` an element is worth its `max`, so that to move it is to write it out on another
scale: points that are given, those of bands, and thresholds keep their share of what
they are out of. Under `weighted` nothing but weights changes, as if they were edited in
the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final, Literal, TypeAlias

from scoring.formulas.exact import total
from scoring.merit.reading import AT_MOST_WITH_MAX
from scoring.merit.terms import BidValues, Terms
from tender.merit.elements import BandsElement, Element
from tender.merit.gates import Gate, LeastGate

Criterion: TypeAlias = str
"""The id of an element, or `PRICE`."""

PRICE: Final = ""
"""The price, which has no id; no element has an empty one."""

Weights: TypeAlias = Mapping[Criterion, Fraction]

Fixed = Literal[
    "price_alone",  # the price that is compared decides: nothing has a weight
    "alone",  # one criterion has the whole weight, and nothing to give it to
    "quality_in_price",  # the price that is compared rests on points: not a straight line
]
"""Why no weight can be moved."""

_ON_QUALITY: Final = "formula.evaluated.quality-value.1"
_ON_FEATURES: Final = "formula.evaluated.features-coefficient.1"


def fixed(terms: Terms) -> Fixed | None:
    """Return why no weight of the scheme can be moved, or none where they can."""
    merit, use = terms.merit, terms.price
    if merit.combine == "lowest":
        return "price_alone"
    if len(weights_of(terms)) == 1:
        return "alone"
    compared = use.compared.formula.id if use else ""
    rests = compared == _ON_FEATURES and merit.combine == "sum"
    return "quality_in_price" if rests or compared == _ON_QUALITY else None


def rests_on_scores(terms: Terms) -> bool:
    """Say whether the price that is compared changes with the score of an element."""
    use = terms.price
    return use is not None and use.compared.formula.id in (_ON_QUALITY, _ON_FEATURES)


def weights_of(terms: Terms) -> dict[Criterion, Fraction]:
    """Return what each criterion weighs: its weight, or its most points; none of lowest."""
    merit = terms.merit
    if merit.combine == "lowest":
        return {}
    if merit.combine == "sum":
        found = {one.id: one.max for one in merit.elements}
        return found | ({PRICE: merit.price.max or Fraction(0)} if merit.price else {})
    weights = {one.id: one.weight or Fraction(0) for one in merit.elements}
    price = {PRICE: merit.price.weight or Fraction(0)} if merit.price else {}
    return weights | price


def with_weights(
    terms: Terms, bids: tuple[BidValues, ...], weights: Weights
) -> tuple[Terms, tuple[BidValues, ...]]:
    """Return the scheme and the bids with *weights* in place of their own.

    Raise `MeritError` where such a scheme does not fit: the least quality is above what
    could then be reached.
    """
    if terms.merit.combine == "sum":
        return _on_other_scales(terms, bids, weights)
    elements = [
        one.model_copy(update={"weight": weights[one.id]})
        for one in terms.merit.elements
    ]
    changed: dict[str, Any] = {"elements": tuple(elements)}
    if terms.merit.price is not None:
        price = {"weight": weights[PRICE]}
        changed["price"] = terms.merit.price.model_copy(update=price)
    return with_merit(terms, changed, terms.gates), bids


def with_merit(
    terms: Terms, changed: Mapping[str, Any], gates: tuple[Gate, ...]
) -> Terms:
    """Return *terms* with fields of the scheme *changed*; raise `MeritError`."""
    merit = terms.merit.model_copy(update=dict(changed))
    return replace(terms, merit=merit, gates=gates)


def _on_other_scales(
    terms: Terms, bids: tuple[BidValues, ...], weights: Weights
) -> tuple[Terms, tuple[BidValues, ...]]:
    """Return a scheme that is a sum, each element out of another maximum."""
    merit = terms.merit
    factors = {one.id: weights[one.id] / one.max for one in merit.elements}
    changed: dict[str, Any] = {
        "elements": tuple(_scaled(one, factors[one.id]) for one in merit.elements)
    }
    if merit.price is not None:
        changed["price"] = merit.price.model_copy(update={"max": weights[PRICE]})
    if merit.threshold is not None and merit.elements:
        whole = total(one.max for one in merit.elements)
        moved = total(weights[one.id] for one in merit.elements)
        changed["threshold"] = merit.threshold * moved / whole
    given = {r.element.id for r in terms.rules if r.formula.id == AT_MOST_WITH_MAX}
    gates = tuple(
        gate.model_copy(update={"params": _least(gate, factors[gate.params.of])})
        if isinstance(gate, LeastGate) and gate.params.of in given
        else gate
        for gate in terms.gates
    )
    scaled = tuple(
        replace(
            bid,
            values={
                code: tuple(mark * factors[code] for mark in marks)
                if code in given
                else marks
                for code, marks in bid.values.items()
            },
        )
        for bid in bids
    )
    return with_merit(terms, changed, gates), scaled


def _scaled(element: Element, factor: Fraction) -> Element:
    changed: dict[str, Any] = {"max": element.max * factor}
    if element.threshold is not None:
        changed["threshold"] = element.threshold * factor
    if isinstance(element, BandsElement):
        bands = tuple(
            band.model_copy(update={"points": band.points * factor})
            for band in element.params.bands
        )
        changed["params"] = element.params.model_copy(update={"bands": bands})
    return element.model_copy(update=changed)


def _least(gate: LeastGate, factor: Fraction) -> object:
    return gate.params.model_copy(update={"least": gate.params.least * factor})
