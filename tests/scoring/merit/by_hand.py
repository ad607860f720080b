"""The rules of sistem nilai, worked by hand from what is printed.

Only the standard library is used, and nothing of `scoring.formulas`.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from scoring.rule_ids import RuleId

if TYPE_CHECKING:  # which itself takes the table below
    from tests.scoring.by_hand import Operands

Hand = Callable[["Operands"], Fraction | str]


def marks(o: Operands, name: str = "marks") -> list[Fraction]:
    return [Fraction(mark) for mark in o.text(name).split()]


def mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def verdict(passes: bool) -> str:  # noqa: FBT001  # reads as a question
    return "pass" if passes else "fail"


def over_scale(value: Fraction, o: Operands) -> Fraction:
    return value / o["scale"] * o["top"]


def weighted(values: list[Fraction], weights: list[Fraction]) -> Fraction:
    assert len(values) == len(weights)
    return sum((v * w for v, w in zip(values, weights, strict=True)), Fraction(0))


def scores(o: Operands) -> list[Fraction]:
    return [Fraction(v) for name, v in o.printed.items() if name != "weights"]


def band(o: Operands) -> Fraction:
    points = Fraction(0)
    for step in o.text("steps").split():
        start, _, worth = step.partition(":")
        if o["mark"] >= Fraction(start):
            points = Fraction(worth)
    return points


def between(o: Operands, own: str, better: str) -> Fraction:
    span = o["highest"] - o["lowest"]
    if not span:
        return o["top"]
    share = (o[own] - o["lowest"]) / span
    return (share if better == "higher" else 1 - share) * o["top"]


def linear(o: Operands) -> Fraction:
    if not o["lowest"]:
        return Fraction(0) if o["price"] else o["top"]
    points = (1 - (o["price"] - o["lowest"]) / o["lowest"]) * o["top"]
    return Fraction(0) if points < 0 and o.text("below") == "zero" else points


def from_reference(o: Operands) -> Fraction:
    away = o["price"] - o["reference"]
    if away < 0:
        away = -away if o.text("counted") == "both" else Fraction(0)
    if not away:
        return o["top"]
    if not o["reference"]:
        return Fraction(0)
    return max(Fraction(0), (1 - o["slope"] * away / o["reference"]) * o["top"])


def with_margin(o: Operands) -> Fraction:
    base = o["price"] + sum(marks(o, "inside"))
    margin = o["margin"] * base if o.text("burdened") == "yes" else 0
    return base + sum(marks(o, "beside")) + margin


def local_content(o: Operands) -> Fraction:
    preferred = o["local_content"] >= o["least"]
    return o["local_content"] * o["margin"] if preferred else Fraction(0)


def promise_cost(o: Operands) -> Fraction:
    promises, people = marks(o, "promises"), marks(o, "people")
    if len(promises) == 1:
        return o["unit_cost"] * promises[0] * sum(people)
    return o["unit_cost"] * weighted(promises, people)


def shortlist(o: Operands) -> str:
    quality = {b: Fraction(v) for b, v in o.ending("/quality").items()}
    top = int(o["top"])
    better = {b: sum(v > quality[b] for v in quality.values()) for b in quality}
    level = {b: list(quality.values()).count(quality[b]) for b in quality}
    listed = [
        b
        for b in quality
        if better[b] < top and (o.text("ties") == "in" or better[b] + level[b] <= top)
    ]
    return " ".join(sorted(listed, key=lambda b: (-quality[b], b))) or "none"


def order(o: Operands) -> str:
    higher = {"quality", "element", "figure"}
    ties = o.text("ties").split()
    sign = -1 if o.text("better") == "higher" else 1

    def key(bid: str, first: str) -> Iterator[Fraction]:
        yield sign * Fraction(first)
        for at, by in enumerate(ties):
            if f"{bid}/tie/{at}" in o.printed:
                yield o[f"{bid}/tie/{at}"] * (-1 if by in higher else 1)

    keys = {bid: tuple(key(bid, first)) for bid, first in o.ending("/first").items()}
    places = o.ending("/place")
    ranks = {}
    for bid, own in keys.items():
        level = [b for b in keys if keys[b] == own]
        given = {places.get(b) for b in level}
        ranks[bid] = 1 + sum(other < own for other in keys.values())
        if None not in given and len(given) == len(level):
            ranks[bid] += sum(int(places[b]) < int(places[bid]) for b in level)
    listed = sorted(ranks, key=lambda bid: (ranks[bid], bid))
    return " ".join(f"{bid}={ranks[bid]}" for bid in listed) or "none"


def bid(o: Operands) -> str:
    if "fail" in {value for name, value in o.printed.items() if "/" in name}:
        return "failed"
    if "shortlist" in o.printed and o.text("bid") not in o.text("shortlist").split():
        return "not_shortlisted"
    return "pending" if "waited" in o.printed else "passed"


def result(o: Operands) -> str:
    if "pending" in o.ending("/verdict").values():
        return "pending"
    first = [place[:-2] for place in o.text("order").split() if place.endswith("=1")]
    if not first:
        return "none"
    return first[0] if len(first) == 1 else "committee"


MERIT_BY_HAND: Mapping[RuleId, Hand] = {
    "formula.element.points.1": lambda o: sum(marks(o), Fraction(0)),
    "formula.element.bands.1": band,
    "formula.element.mean-of-parts.1": lambda o: over_scale(mean(marks(o)), o),
    "formula.element.mark-over-scale.1": lambda o: over_scale(o["mark"], o),
    "formula.element.weighted-parts.1": lambda o: over_scale(
        weighted(marks(o), marks(o, "weights")) / sum(marks(o, "weights")), o
    ),
    "formula.element.min-max.1": lambda o: between(o, "mark", o.text("better")),
    "formula.element.panel-mean.1": lambda o: over_scale(mean(marks(o)), o),
    "formula.element.panel-median.1": lambda o: over_scale(
        statistics.median(marks(o)), o
    ),
    "formula.element.worst-treated.1": lambda o: (
        min(*marks(o), o["cap"]) / o["cap"] * o["top"]
    ),
    "formula.price.lowest-over-own.1": lambda o: (
        o["lowest"] / o["price"] * o["top"] if o["price"] else o["top"]
    ),
    "formula.price.linear-distance.1": linear,
    "formula.price.min-max.1": lambda o: between(o, "price", "lower"),
    "formula.price.reference-distance.1": from_reference,
    "formula.evaluated.own-price.1": lambda o: o["price"],
    "formula.evaluated.quality-value.1": lambda o: (
        o["price"] - o["per_point"] * o["quality"]
    ),
    "formula.evaluated.features-coefficient.1": lambda o: o["price"] / o["coefficient"],
    "formula.evaluated.life-cycle.1": lambda o: o["price"] + sum(marks(o, "costs")),
    "formula.evaluated.preference-divided.1": lambda o: (
        o["price"] / (1 + o["coefficient"])
    ),
    "formula.evaluated.preference-reduced.1": lambda o: (
        o["price"] - o["coefficient"] * o["price"]
    ),
    "formula.evaluated.adjusted-margin.1": with_margin,
    "formula.coefficient.features.1": lambda o: 1 + o["chosen"] / (1 - o["best"]),
    "formula.coefficient.local-content.1": local_content,
    "formula.reference.mean.1": lambda o: mean(scores(o)),
    "formula.reference.median.1": lambda o: statistics.median(scores(o)),
    "formula.total.sum.1": lambda o: o.sum(),
    "formula.total.weighted.1": lambda o: weighted(scores(o), marks(o, "weights")),
    "formula.total.weighted-average.1": lambda o: (
        weighted(scores(o), marks(o, "weights")) / sum(marks(o, "weights"))
    ),
    "formula.shortlist.top.1": shortlist,
    "merit.rounded": lambda o: o.rounded(o["exact"]),
    "gate.undertaking": lambda o: verdict(o.text("answer") == "yes"),
    "gate.least": lambda o: verdict(o["value"] >= o["least"]),
    "gate.ceiling": lambda o: verdict(o["price"] <= o["estimate"]),
    "gate.share-of-estimate": lambda o: (
        "pass" if o["price"] >= o["share"] * o["estimate"] else o.text("below")
    ),
    "gate.promise-funded": lambda o: verdict(o["promise"] == 0 or o["offered"] > 0),
    "gate.promise-covered": lambda o: verdict(o["offered"] >= o["required"]),
    "merit.promise-cost": promise_cost,
    "threshold.element": lambda o: verdict(o["score"] >= o["least"]),
    "threshold.total": lambda o: verdict(o["quality"] >= o["least"]),
    "merit.bid": bid,
    "merit.order": order,
    "merit.result": result,
}
"""What each rule comes to, worked from its operands."""
