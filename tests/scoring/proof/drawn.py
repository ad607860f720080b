"""Schemes and bids drawn at random, each scheme with bids that it admits."""

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from scoring.merit.reading import Rule
from scoring.merit.terms import BidValues, Terms
from scoring.proof.bids import any_bid as names_of
from scoring.proof.bids import figures_of, lines_of
from tender.canonical.numbers import number_text
from tests.scoring.merit.builders import terms
from tests.scoring.proof.planted import CEILING, COMMITTEE, ESTIMATE, bands, rounded

NAMES = ("penawaran-a", "penawaran-b", "penawaran-c", "penawaran-d")
STEP = ESTIMATE // 20

MIN_MAX = {
    "id": "speed",
    "kind": "formula",
    "max": 60,
    "formula": "formula.element.min-max.1",
}
PLAN = {
    "id": "plan",
    "kind": "panel",
    "max": 60,
    "params": {"scale": 100, "by": "mean"},
}
METHOD = {"id": "method", "kind": "given", "max": 100}
PAY = {
    "id": "pay",
    "kind": "commitment",
    "max": 20,
    "params": {"cap": 5, "funded_by": "wages"},
}
PRICES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("lowest-over-own", {}),
    ("linear-distance", {"below": "keep"}),
    ("min-max", {}),
    ("reference-distance", {"reference": "estimate", "counted": "dearer"}),
    ("reference-distance", {"reference": "estimate"}),
    ("reference-distance", {"reference": "mean", "counted": "dearer"}),
    ("reference-distance", {"reference": "median"}),
)
COMPARED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("own-price", {}),
    ("quality-value", {"per-point": STEP // 10}),
    ("life-cycle", {"costs": "energy"}),
    ("preference-reduced", {"local-content": "tkdn", "margin": "0.25"}),
)
TIES: tuple[list[dict[str, Any]], ...] = (
    [],
    [{"by": "price"}],
    [{"by": "quality"}, {"by": "price"}],
    [{"by": "element", "of": "method"}],
)


@st.composite
def schemes(draw: st.DrawFn) -> Terms:
    """Draw a scheme of two to four elements, with or without its precautions."""
    method = dict(METHOD)
    if draw(st.booleans()):
        method["threshold"] = draw(st.sampled_from([0, 40, 60]))
    falls = draw(st.booleans())
    elements: list[dict[str, Any]] = [method]
    elements += draw(
        st.lists(
            st.sampled_from([MIN_MAX, PLAN, PAY, bands(40, 30 if falls else 60, 100)]),
            max_size=2,
            unique_by=lambda one: str(one["id"]),
        )
    )
    more: dict[str, Any] = {"ties": [*draw(st.sampled_from(TIES)), *COMMITTEE]}
    more["combine"] = draw(st.sampled_from(["sum", "weighted", "lowest"]))
    if more["combine"] != "lowest":
        name, params = draw(st.sampled_from(PRICES))
        formula = f"formula.price.{name}.1"
        more["price"] = {"formula": formula, "max": 40, "params": params}
    else:
        name, params = draw(st.sampled_from(COMPARED))
        more["price"] = {"formula": f"formula.evaluated.{name}.1", "params": params}
    if more["combine"] == "weighted":
        elements = [{**one, "weight": "0.2"} for one in elements]
        more["price"]["weight"] = number_text(1 - Fraction(len(elements), 5))
    if draw(st.booleans()):
        more["threshold"] = draw(st.sampled_from([20, 40]))
    if draw(st.booleans()):
        more["shortlist"] = {
            "top": draw(st.integers(1, 3)),
            "ties": draw(st.sampled_from(["in", "out"])),
        }
    if draw(st.booleans()):
        more["gates"] = (CEILING,)
    if draw(st.booleans()):
        places = draw(st.integers(-1, 2))
        more["rounding"] = [rounded("element", places)]
    return terms(*elements, estimate=ESTIMATE, **more)


@st.composite
def bids_of(draw: st.DrawFn, scheme: Terms) -> tuple[BidValues, ...]:
    """Draw two to four bids that *scheme* admits."""
    count = draw(st.integers(2, len(NAMES)))
    return tuple(draw(bid_of(scheme, name)) for name in NAMES[:count])


@st.composite
def bid_of(draw: st.DrawFn, scheme: Terms, name: str) -> BidValues:
    """Draw a bid that *scheme* admits."""
    price = draw(st.integers(10, 21)) * STEP
    lines = lines_of(scheme)
    return BidValues(
        bid=name,
        price=None if scheme.price is None else price,
        values={rule.element.id: (draw(mark_of(rule)),) for rule in scheme.rules},
        figures={
            code: Fraction(price // (2 * len(lines)))
            if code in lines
            else draw(figures)
            for code in figures_of(scheme)
        },
        declared={
            code: draw(st.booleans()) for code in names_of(scheme, name).declared
        },
    )


figures = st.fractions(0, 1, max_denominator=4)


def mark_of(rule: Rule) -> st.SearchStrategy[Fraction]:
    """Draw a mark of an element: of few values, so that bids are often level."""
    most = rule.scale or rule.element.max
    return st.integers(0, 5).map(lambda step: Fraction(step * most, 5))
