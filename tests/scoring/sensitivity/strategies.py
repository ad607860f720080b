"""Schemes and bids for which weights may matter: small numbers, so that much is close."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st

from scoring.merit.fault import MeritError
from scoring.merit.terms import BidValues, Terms
from tender.canonical.numbers import number_text
from tests.scoring.merit import builders

NAMES = ("melati", "kenanga", "mawar", "anggrek")
MODES = ("half_up", "half_even", "down", "up")
STEPS = ("element", "evaluated", "price", "total")
KINDS = ("given", "bands", "panel", "scaled", "min-max", "commitment")


def element(kind: str, at: int, top: int) -> dict[str, Any]:
    """Make an element of a *kind*; what a bid has of it is from 0 to 4."""
    base: dict[str, Any] = {"id": f"e{at}", "max": top}
    match kind:
        case "given":
            return {**base, "kind": "given"}
        case "bands":
            bands = [
                {"at_least": 1, "points": 0},
                {"at_least": 2, "points": "1.25"},
                {"at_least": 4, "points": top},
            ]
            return {**base, "kind": "bands", "params": {"bands": bands}}
        case "panel":
            return {**base, "kind": "panel", "params": {"scale": 4, "by": "mean"}}
        case "commitment":
            params = {"cap": 3, "free_of_cost": True}
            return {**base, "kind": "commitment", "params": params}
        case _:
            formula = "min-max" if kind == "min-max" else "mark-over-scale"
            params = {} if kind == "min-max" else {"scale": 4}
            return {
                **base,
                "kind": "formula",
                "formula": f"formula.element.{formula}.1",
                "params": params,
            }


@st.composite
def prices(draw: st.DrawFn) -> dict[str, Any]:
    """Draw how a price counts."""
    formula = draw(
        st.sampled_from(
            ("lowest-over-own", "linear-distance", "min-max", "reference-distance")
        )
    )
    params: dict[str, Any] = {}
    if formula == "linear-distance":
        params = {"below": draw(st.sampled_from(["keep", "zero"]))}
    if formula == "reference-distance":
        params = {"reference": draw(st.sampled_from(["mean", "median", "estimate"]))}
    top = draw(st.sampled_from([4, 5, 10]))
    return {"formula": f"formula.price.{formula}.1", "max": top, "params": params}


@st.composite
def rounding(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw steps of rounding, of few decimals, so that they matter."""
    taken = draw(st.sets(st.sampled_from(STEPS)))
    return [
        {
            "at": at,
            "places": draw(st.integers(-1 if at == "evaluated" else 0, 1)),
            "mode": draw(st.sampled_from(MODES)),
        }
        for at in sorted(taken)
    ]


@st.composite
def cases(
    draw: st.DrawFn, *, all_go_on: bool = False
) -> tuple[Terms, tuple[BidValues, ...]]:
    """Draw a scheme whose weights can be moved, and bids under it.

    With *all_go_on* no threshold and no shortlist keeps a bid from its price.
    """
    combine = draw(st.sampled_from(["weighted", "sum"]))
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=3))
    tops = [draw(st.sampled_from([4, 4, 5, 8])) for _ in kinds]
    elements = [
        element(kind, at, top)
        for at, (kind, top) in enumerate(zip(kinds, tops, strict=True))
    ]
    price = draw(prices()) if len(kinds) == 1 else draw(st.none() | prices())
    scheme: dict[str, Any] = {"combine": combine, "rounding": draw(rounding())}
    if price is None:
        scheme["rounding"] = [
            step for step in scheme["rounding"] if step["at"] in ("element", "total")
        ]
    else:
        scheme["price"] = price
    if combine == "weighted":
        carriers = [*elements, *([price] if price else [])]
        shares = [draw(st.integers(1, 4)) for _ in carriers]
        for carrier, share in zip(carriers, shares, strict=True):
            carrier["weight"] = number_text(Fraction(share, sum(shares)))
    for one in elements:
        if not all_go_on and draw(st.integers(0, 3)) == 0:
            one["threshold"] = draw(st.sampled_from([1, 2, "2.5"]))
    if not all_go_on and draw(st.booleans()):
        scheme["threshold"] = draw(st.sampled_from([1, 2, 3, "3.5", 5]))
    if not all_go_on and draw(st.integers(0, 2)) == 0:
        top, ties = draw(st.integers(1, 3)), draw(st.sampled_from(["in", "out"]))
        scheme["shortlist"] = {"top": top, "ties": ties}
    orders = [{"by": "quality"}, {"by": "element", "of": "e0"}]
    orders += [{"by": "price"}] if price else []
    scheme["ties"] = draw(st.lists(st.sampled_from(orders), unique_by=str, max_size=3))
    scheme["ties"].append({"by": "committee"})
    gates = [{"id": "least", "kind": "least", "params": {"of": "e0", "least": 1}}]
    try:
        terms = builders.terms(
            *elements,
            gates=tuple(gates) if draw(st.integers(0, 3)) == 0 else (),
            estimate=100,
            **scheme,
        )
    except MeritError:  # the least quality is above what can be reached
        reject()
    marks = st.sampled_from(["0", "1", "1.5", "2", "2.5", "3", "3.25", "4"])
    amounts = st.sampled_from([80, 90, 99, 100]) | st.integers(70, 130)
    bids = tuple(
        builders.a_bid(
            name,
            draw(amounts) if price else None,
            place=draw(st.sampled_from([0, 0, 0, 1, 2])),
            **{f"e{at}": draw(marks) for at in range(len(kinds))},  # type: ignore[arg-type]
        )
        for name in NAMES[: draw(st.integers(1, len(NAMES)))]
    )
    return terms, bids
