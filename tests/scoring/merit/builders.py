"""Builders of schemes and bids under sistem nilai: the smallest that make a point."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from pydantic import TypeAdapter

from scoring.merit.terms import BidValues, Terms
from tender.merit import Merit
from tender.merit.gates import Gate

LOWEST_OVER_OWN = {"formula": "formula.price.lowest-over-own.1", "max": 30}
GATE: TypeAdapter[Gate] = TypeAdapter(Gate)


def given(id_: str = "method", most: int = 100, **more: object) -> dict[str, Any]:
    """Make an element whose points are given."""
    return {"id": id_, "kind": "given", "max": most, **more}


def terms(
    *elements: Mapping[str, Any],
    gates: tuple[Mapping[str, Any], ...] = (),
    estimate: int | None = None,
    people: tuple[int, ...] | None = None,
    **scheme: object,
) -> Terms:
    """Make terms; `combine` is a sum unless it is said."""
    merit = Merit.from_json(
        {"elements": list(elements), "combine": "sum", **scheme},
    )
    return Terms(
        merit=merit,
        gates=tuple(GATE.validate_python(gate) for gate in gates),
        estimate=None if estimate is None else Fraction(estimate),
        people=people,
    )


def evaluated(formula: str, **params: object) -> dict[str, Any]:
    """Make the scheme of a price that is compared."""
    price = {"formula": f"formula.evaluated.{formula}.1", "params": params}
    return {"combine": "lowest", "price": price}


def a_bid(
    bid: str,
    price: int | None = None,
    *,
    figures: Mapping[str, object] | None = None,
    declared: Mapping[str, bool] | None = None,
    place: int = 0,
    **values: object,
) -> BidValues:
    """Make a bid; a value is a number, or a list of them, as text or whole numbers."""
    return BidValues(
        bid=bid,
        price=price,
        values={
            name: tuple(
                Fraction(str(mark))
                for mark in (value if isinstance(value, list) else [value])
            )
            for name, value in values.items()
        },
        figures={k: Fraction(str(v)) for k, v in (figures or {}).items()},
        declared=declared or {},
        place=place,
    )
