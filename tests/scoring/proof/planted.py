"""Schemes with a fault planted in each, and schemes with none.

Each bad one names the property that it breaks, and the part by which.
"""

from collections.abc import Mapping
from typing import Any

from scoring.merit.terms import Terms
from tests.scoring.merit.builders import evaluated, given, terms

ESTIMATE = 1_000_000_000
CEILING = {"id": "hps", "kind": "ceiling"}
COMMITTEE = [{"by": "committee"}]


def bands(*points: int, **more: object) -> dict[str, Any]:
    steps = [{"at_least": at + 1, "points": p} for at, p in enumerate(points)]
    return {
        "id": "contracts",
        "kind": "bands",
        "max": 100,
        "params": {"bands": steps},
        **more,
    }


def price(formula: str, most: int = 40, **params: object) -> dict[str, Any]:
    return {"formula": f"formula.price.{formula}.1", "max": most, "params": params}


def rounded(at: str, places: int, mode: str = "half_up") -> dict[str, Any]:
    return {"at": at, "places": places, "mode": mode}


def scheme(*elements: Mapping[str, Any], **more: object) -> Terms:
    """Make a scheme that is sound but for what is said: thresholds, estimate, ceiling."""
    sound: dict[str, Any] = {"estimate": ESTIMATE, "ties": COMMITTEE}
    if "price" in more:
        sound["gates"] = (CEILING,)
    together: dict[str, Any] = {**sound, **more}
    return terms(*elements, **together)


def method() -> dict[str, Any]:
    return given(threshold=50)


MIN_MAX = {
    "id": "speed",
    "kind": "formula",
    "max": 60,
    "formula": "formula.element.min-max.1",
}

BAD: Mapping[str, tuple[Terms, str, str]] = {
    "bands that fall": (
        scheme(bands(40, 70, 30, threshold=10), price=price("lowest-over-own")),
        "worse-promise",
        "element",
    ),
    "bands whose top is a slip of the pen": (
        scheme(method(), bands(10, 100, 10)),
        "worse-promise",
        "element",
    ),
    "a price that is best at the estimate": (
        scheme(method(), price=price("reference-distance", reference="estimate")),
        "worse-promise",
        "price",
    ),
    "a price that is best at the mean": (
        scheme(method(), price=price("reference-distance", reference="mean")),
        "worse-promise",
        "price",
    ),
    "a price that is best at the median": (
        scheme(method(), price=price("reference-distance", reference="median")),
        "worse-promise",
        "price",
    ),
    "a margin on what is taken off": (
        scheme(
            **evaluated(
                "adjusted-margin",
                inside="offset",
                beside="freight",
                margin="0.2",
                burdened="foreign",
            )
        ),
        "worse-promise",
        "declared",
    ),
    "points by a price that falls below nothing": (
        scheme(
            method(),
            price={
                **price("lowest-over-own"),
                "adjusted": {
                    "formula": "formula.evaluated.quality-value.1",
                    "params": {"per-point": 20_000_000},
                },
            },
        ),
        "worse-promise",
        "price",
    ),
    "a tie that goes to the dearer to run": (
        scheme(
            **{
                **evaluated("life-cycle", costs="energy"),
                "ties": [{"by": "figure", "of": "energy"}, *COMMITTEE],
                "rounding": [rounded("evaluated", -6)],
            }
        ),
        "worse-promise",
        "figure",
    ),
    "a threshold that others move": (
        scheme(
            MIN_MAX,
            method(),
            price=price("linear-distance"),
            threshold=80,
        ),
        "worse-promise",
        "element",
    ),
    "a shortlist of shares of a field": (
        scheme(
            MIN_MAX,
            method(),
            price=price("linear-distance"),
            shortlist={"top": 2, "ties": "in"},
        ),
        "worse-promise",
        "element",
    ),
    "a shortlist whose last place lets in who moves the lowest price": (
        scheme(
            method(),
            price=price("linear-distance"),
            shortlist={"top": 2, "ties": "in"},
        ),
        "worse-promise",
        "element",
    ),
    "no ceiling beside an estimate": (
        scheme(method(), price=price("lowest-over-own"), gates=()),
        "floor",
        "estimate",
    ),
    "no threshold": (
        scheme(given(), price=price("lowest-over-own", 400)),
        "floor",
        "no-quality",
    ),
    "thresholds of nothing": (
        scheme(given(threshold=0), price=price("linear-distance"), threshold=0),
        "floor",
        "no-quality",
    ),
    "the estimate of a compared price alone": (
        scheme(**{**evaluated("own-price"), "gates": ()}),
        "floor",
        "estimate",
    ),
    "the lowest price over the own": (
        scheme(method(), price=price("lowest-over-own")),
        "losing-bid",
        "order",
    ),
    "distance from the lowest price": (
        scheme(method(), price=price("linear-distance")),
        "losing-bid",
        "order",
    ),
    "a price between the extremes": (
        scheme(method(), price=price("min-max")),
        "losing-bid",
        "order",
    ),
    "a value between the extremes": (
        scheme(MIN_MAX, method()),
        "losing-bid",
        "order",
    ),
    "a mean that a loser pulls up": (
        scheme(
            method(),
            price=price("reference-distance", reference="mean", counted="dearer"),
        ),
        "losing-bid",
        "order",
    ),
    "a shortlist whose last place a loser takes": (
        scheme(
            method(),
            **{
                **evaluated("own-price"),
                "shortlist": {"top": 2, "ties": "out"},
            },
        ),
        "losing-bid",
        "order",
    ),
    "points of a price rounded to tens": (
        scheme(
            price=price("lowest-over-own", 100),
            ties=[{"by": "figure", "of": "local"}, *COMMITTEE],
            rounding=[rounded("price", -1)],
        ),
        "losing-bid",
        "order",
    ),
}
"""Bad schemes by what is wrong: the scheme, the property, the kind of part."""

GOOD: Mapping[str, Terms] = {
    "the lowest price": scheme(**evaluated("own-price")),
    "the lowest price with the cost of its life": scheme(
        **evaluated("life-cycle", costs=["energy", "repair"])
    ),
    "a price less what quality is worth": scheme(
        method(), **evaluated("quality-value", **{"per-point": 1_000_000})
    ),
    "a preference that divides": scheme(
        **evaluated("preference-divided", **{"local-content": "tkdn", "margin": "0.25"})
    ),
    "a preference that reduces": scheme(
        **evaluated(
            "preference-reduced",
            **{"local-content": "tkdn", "margin": "0.25", "least": "0.25"},
        )
    ),
    "features": scheme(
        {**given("warranty"), "max": "0.1"},
        **evaluated("features-coefficient", features="warranty"),
    ),
    "points without a price": scheme(method(), bands(40, 70, 100)),
    "dearer than the estimate's share loses points": scheme(
        method(),
        price=price("reference-distance", reference="estimate", counted="dearer"),
        rounding=[rounded("price", 2), rounded("total", 2)],
    ),
    "points by the price alone": scheme(price=price("lowest-over-own", 100)),
    "a panel, a promise and a price against the estimate": scheme(
        {
            "id": "plan",
            "kind": "panel",
            "max": 60,
            "threshold": 30,
            "params": {"scale": 100, "by": "median"},
        },
        {
            "id": "pay",
            "kind": "commitment",
            "max": 20,
            "params": {"cap": 5, "funded_by": "wages", "unit_cost": 10_000},
        },
        price=price("reference-distance", reference="estimate", counted="dearer"),
        people=(20,),
        rounding=[rounded("element", 2, "half_even"), rounded("total", 1, "down")],
        ties=[{"by": "quality"}, {"by": "price"}, *COMMITTEE],
    ),
}
"""Good schemes by what they are: all three properties are proved of each."""
