"""Points in documents: what each element, the price and all together came to, worked out.

An element carries what was found of it (values, or every member's mark, each with its
place in the file), and the working of its points as the evaluation explains it. Under
`weighted` it carries its share of the total too, so that the total is a sum of lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from rules.evaluating import node_of
from scoring import explanation
from scoring.explanation import Node
from tender.canonical import Json
from tender.canonical.numbers import number_text
from tender.canonical.times import time_text
from tender.events.evaluation import ElementScore
from tender.merit import Merit
from tender.merit.elements import Element
from tender.state import State
from tender.state.evaluation import Moderated
from tender.values import Reading


def merit_of(state: State) -> Merit | None:
    """Return the scheme of points and price, of a tender that has one."""
    scheme = state.preparation.scheme
    return scheme.merit if scheme is not None else None


def scheme_of(state: State) -> dict[str, Json]:
    """Return the scheme of points, and in how many files; nothing where there is none."""
    scheme = state.preparation.scheme
    if scheme is None or scheme.merit is None:
        return {}
    return {"merit": scheme.merit.to_json(), "envelopes": scheme.envelopes}


def points(
    state: State, reading: Reading, bid: str, scores: Sequence[ElementScore] | None
) -> dict[str, Json]:
    """Return how a bid's points came about, as far as it has any: under `points`."""
    merit = merit_of(state)
    if merit is None or not scores:
        return {}
    known = {one.element: one for one in scores}
    elements = [
        _element(state, reading, bid, element, known[element.id])
        for element in merit.elements
        if element.id in known
    ]
    made: dict[str, Json] = {"elements": elements}
    made |= _together(merit, known)
    price = _last(state, reading, f"{bid}/points")
    if price is not None:
        made["price"] = {**_figure(price, bid), **_share(merit, price)}
    total = _last(state, reading, f"{bid}/total")
    if total is not None:
        made["total"] = _figure(total, bid)
    return {"points": made}


def _figure(node: Node, bid: str) -> dict[str, Json]:
    return {"score": node.result, "worked": _outline(node, bid)}


def _share(merit: Merit, price: Node) -> dict[str, Json]:
    """Return the weight of the price and its share of the total, under `weighted`."""
    if merit.price is None or merit.price.weight is None:
        return {}
    weight = merit.price.weight
    return {
        "weight": number_text(weight),
        "weighted": number_text(weight * price.number),
    }


def _together(merit: Merit, known: Mapping[str, ElementScore]) -> dict[str, Json]:
    """Return what the elements come to: their sum, and under `weighted` over the weights."""
    if merit.combine != "weighted":
        total = sum((one.score for one in known.values()), Fraction(0))
        return {"sum": number_text(total), "technical": number_text(total)}
    weights = {e.id: e.weight or Fraction(0) for e in merit.elements}
    total = sum((weights[e] * one.score for e, one in known.items()), Fraction(0))
    whole = sum(weights.values(), Fraction(0))
    return {
        "sum": number_text(total),
        "weights": number_text(whole),
        "technical": number_text(total / whole),
    }


def _element(
    state: State, reading: Reading, bid: str, element: Element, score: ElementScore
) -> Json:
    node = _last(state, reading, f"{bid}/element/{element.id}")
    line: dict[str, Json] = {
        **score.to_json(),
        **_found(state, bid, element),
        "worked": None if node is None else explanation.to_json(node),
    }
    if element.weight is not None:
        line["weight"] = number_text(element.weight)
        line["weighted"] = number_text(element.weight * score.score)
    return line


def _found(state: State, bid: str, element: Element) -> dict[str, Json]:
    """Return what people found of an element, by whom, and where it is shown."""
    part = state.evaluation
    if (bid, element.id) in part.values:
        found = part.values[bid, element.id]
        said = found.what.to_json()
        return {
            "found": {
                **{name: said[name] for name in said if name not in ("tag", "bid")},
                "by": found.by,
                "at": time_text(found.at),
            },
            **_declared(state, bid, element),
        }
    counted = part.technical.marked_by if part.technical else None
    marks: list[Json] = [
        {
            **one.mark.to_json(),
            "member": member,
            "counts": counted is None or member in counted,
        }
        for (b, code, member), one in sorted(part.marks.items())
        if (b, code) == (bid, element.id)
    ]
    talks = part.moderated.get((bid, element.id), ())
    given: dict[str, Json] = {"marks": marks} if marks else {}
    return {**given, "moderations": list(map(_talk, talks))} if talks else given


def _talk(one: Moderated) -> Json:
    """Return a moderation: why, how far marks lay apart, and what each was before it."""
    said = one.moderation.to_json()
    return {
        **{name: said[name] for name in ("reason", "lowest", "highest")},
        "by": one.by,
        "at": time_text(one.at),
        "before": [
            {"member": member, "mark": number_text(mark.mark)}
            for member, mark in sorted(one.before.items())
        ],
    }


def _declared(state: State, bid: str, element: Element) -> dict[str, Json]:
    offers = [offer for (b, _), offer in state.opening.offers.items() if b == bid]
    said = [
        value.to_json()["value"]
        for offer in offers
        for value in offer.values or ()
        if value.element == element.id
    ]
    return {"declared": said[-1]} if said else {}


def _last(state: State, reading: Reading, name: str) -> Node | None:
    """Return a figure as it counts: its rounding where the scheme has one."""
    rounded = node_of(state, reading, f"{name}/rounded")
    return rounded or node_of(state, reading, name)


def _outline(node: Node, bid: str) -> Json:
    """Return a working without what it rests on, which stands elsewhere."""
    told = explanation.to_json(node)
    own = (f"{bid}/points", f"{bid}/total")
    told["children"] = [
        _outline(child, bid) if child.name in own else child.name
        for child in node.children
    ]
    return told
