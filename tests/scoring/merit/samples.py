"""Comparisons that between them apply every rule of sistem nilai."""

from __future__ import annotations

from typing import Any

from scoring.explanation import Node
from scoring.merit.evaluation import evaluate
from scoring.merit.explaining import explain
from scoring.merit.terms import BidValues, Terms
from tests.scoring.merit.builders import (
    LOWEST_OVER_OWN,
    a_bid,
    evaluated,
    given,
    terms,
)

ELEMENTS = (
    given("experience", 10),
    {
        "id": "reply",
        "kind": "bands",
        "max": 10,
        "params": {
            "bands": [{"at_least": 0, "points": 10}, {"at_least": 3, "points": "5.5"}]
        },
    },
    {
        "id": "parts",
        "kind": "formula",
        "formula": "formula.element.mean-of-parts.1",
        "max": 30,
    },
    {
        "id": "mark",
        "kind": "formula",
        "formula": "formula.element.mark-over-scale.1",
        "max": 7,
        "params": {"scale": 5},
    },
    {
        "id": "weighted",
        "kind": "formula",
        "formula": "formula.element.weighted-parts.1",
        "max": 12,
        "params": {"weights": ["0.4", "0.6"], "scale": 10},
    },
    {
        "id": "days",
        "kind": "formula",
        "formula": "formula.element.min-max.1",
        "max": 6,
        "params": {"better": "lower"},
    },
    {
        "id": "plan",
        "kind": "panel",
        "max": 9,
        "params": {"scale": 5, "by": "mean"},
        "threshold": 3,
    },
    {
        "id": "team",
        "kind": "panel",
        "max": 9,
        "params": {"scale": 5, "by": "median"},
    },
    {
        "id": "pay-above",
        "kind": "commitment",
        "max": 8,
        "params": {"cap": 300_000, "funded_by": "wages"},
    },
)


def everything(bid: str, price: int | None, **other: object) -> BidValues:
    values: dict[str, Any] = {
        "experience": [3, 4],
        "reply": 2,
        "parts": [80, 60, 60],
        "mark": 4,
        "weighted": [7, 9],
        "days": 30,
        "plan": [4, 5, 3],
        "team": [4, 5, 3, 1],
        "pay-above": [300_000, 120_000],
        **other,
    }
    return a_bid(
        bid,
        price,
        figures={"wages": 50, "licences": 3},
        declared={"keeps-order": bid != "kenanga"},
        **values,
    )


FULL: dict[str, Any] = {
    "threshold": 40,
    "shortlist": {"top": 3, "ties": "in"},
    "gates": (
        {"id": "order", "kind": "undertaking", "params": {"of": "keeps-order"}},
        {"id": "licensed", "kind": "least", "params": {"of": "licences", "least": 2}},
        {"id": "hps", "kind": "ceiling"},
        {
            "id": "low",
            "kind": "share-of-estimate",
            "params": {"share": "0.8", "below": "note"},
        },
    ),
    "estimate": 100,
    "ties": [{"by": "quality"}, {"by": "price"}, {"by": "committee"}],
    "rounding": [
        {"at": "element", "places": 1, "mode": "half_up"},
        {"at": "price", "places": 2, "mode": "half_even"},
        {"at": "total", "places": 1, "mode": "half_up"},
    ],
}


def with_price(formula: str, **params: object) -> Terms:
    price = {"formula": f"formula.price.{formula}.1", "max": 30, "params": params}
    return terms(*ELEMENTS, **FULL, price=price)


BIDS = (
    everything("melati", 95),
    everything("mawar", 79, days=45),
    everything("lili", 101, plan=[5, 5, 5]),
    everything("kenanga", 50),
    everything("tulip", 60, plan=[1, 1, 1]),
    everything("seruni", 60, parts=[10, 10, 10], mark=0, team=[0], reply=9),
    everything("anggrek", 60, experience=0, reply=9),
)
"""Passed, failed at each kind of test, and not shortlisted."""

PLAIN = (a_bid("melati", 95, method=70), a_bid("mawar", 80, method=60))
TIED = (
    a_bid("melati", 80, figures={"tkdn": "0.4"}, method=70, team=5),
    a_bid("mawar", 80, figures={"tkdn": "0.4"}, method=70, team=5, place=2),
    a_bid("lili", 80, figures={"tkdn": "0.1"}, method=70, team=5),
)

TRAINING = {
    "id": "training",
    "kind": "commitment",
    "max": 8,
    "params": {"cap": 24, "funded_by": "training", "unit_cost": 25_000},
}
TRAINED = (
    a_bid("melati", 95, figures={"training": 900_000}, training=[24, 12]),
    a_bid("mawar", 90, figures={"training": 25_000}, training=2),
    a_bid("lili", 90, training=0),
)

CHAIN = [
    {"by": "element", "of": "team"},
    {"by": "figure", "of": "tkdn"},
    {"by": "committee"},
]
WEIGHTED: dict[str, Any] = {
    "combine": "weighted",
    "price": {**LOWEST_OVER_OWN, "max": 100, "weight": "0.3"},
}


def costed(
    bid: str, price: int, tkdn: str = "0.4", *, foreign: bool = False
) -> BidValues:
    figures = {"fuel": 3, "repair": "-1.5", "tkdn": tkdn}
    return a_bid(
        bid,
        price,
        figures=figures,
        declared={"foreign": foreign},
        air="0.1",
        years="0.05",
    )


FEATURES = ({**given("air"), "max": "0.15"}, {**given("years"), "max": "0.15"})
COSTED = (costed("melati", 95), costed("mawar", 90, "0.2", foreign=True))
SCHEMES_OF_COSTS: tuple[dict[str, Any], ...] = (
    evaluated("own-price"),
    evaluated("quality-value", **{"per-point": 20}),
    evaluated("features-coefficient", features=["air", "years"]),
    evaluated("life-cycle", costs=["fuel", "repair"]),
    evaluated(
        "preference-divided",
        **{"local-content": "tkdn", "margin": "0.25", "least": "0.25"},
    ),
    evaluated("preference-reduced", **{"local-content": "tkdn", "margin": "0.25"}),
    evaluated(
        "adjusted-margin",
        inside=["fuel"],
        beside=["repair"],
        margin="0.15",
        burdened="foreign",
    ),
)

COMPARISONS: tuple[tuple[Terms, tuple[BidValues, ...]], ...] = (
    (with_price("lowest-over-own"), BIDS),
    (with_price("linear-distance"), BIDS),
    (with_price("min-max"), BIDS[:4]),
    (with_price("reference-distance", reference="mean", slope=2), BIDS),
    (with_price("reference-distance", reference="median", counted="dearer"), BIDS),
    (with_price("reference-distance", reference="estimate"), BIDS[:2]),
    (with_price("lowest-over-own"), (everything("melati", None), *BIDS[1:])),
    (terms(given(weight="0.7"), **WEIGHTED), PLAIN),
    (
        terms(
            given(weight="0.7"),
            **{
                **WEIGHTED,
                "price": {
                    **WEIGHTED["price"],
                    "adjusted": {
                        "formula": "formula.evaluated.quality-value.1",
                        "params": {"per-point": "0.1"},
                    },
                },
            },
        ),
        PLAIN,
    ),
    (terms(given(), given("team", 5), ties=CHAIN, price=LOWEST_OVER_OWN), TIED),
    (terms(TRAINING, price=LOWEST_OVER_OWN, people=()), TRAINED),
    (terms(TRAINING, price=LOWEST_OVER_OWN, people=(1, 30)), TRAINED),
    (terms(given()), ()),
    *(
        (
            terms(
                *FEATURES,
                **scheme,
                rounding=[{"at": "evaluated", "places": 0, "mode": "up"}],
            ),
            COSTED,
        )
        for scheme in SCHEMES_OF_COSTS
    ),
)
"""Schemes with bids: together they apply every rule there is."""

MERIT_TREES: tuple[Node, ...] = tuple(
    explain(one, bids, evaluate(one, bids)) for one, bids in COMPARISONS
)
