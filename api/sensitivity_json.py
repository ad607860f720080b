"""What `saksama simulate` answers as JSON values: figures are exact strings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.merit.terms import Terms
from scoring.sensitivity.criteria import PRICE, Criterion
from scoring.sensitivity.examining import Pair, Sensitivity
from scoring.sensitivity.first import First
from scoring.sensitivity.interval import End, Interval
from scoring.sensitivity.room import PriceRoom, ScoreRoom
from tender.canonical.numbers import number_text


def as_json(terms: Terms, currency: str, found: Sensitivity) -> dict[str, Any]:
    """Return what was *found*; what there is not is left out."""
    answer = {
        "v": 1,
        "currency": currency,
        "combine": terms.merit.combine,
        "first": _first(found.first),
        "fixed": found.fixed,
        "weights": [
            {"criterion": _criterion(code), **_interval(one)}
            for code, one in found.weights.items()
        ],
        "pairs": [_pair(pair) for pair in found.pairs],
        "price": None if found.price is None else _price(found.price),
        "scores": [
            {"criterion": _criterion(code), **_score(room)}
            for code, room in found.scores.items()
        ],
    }
    return _without_none(answer)


def _criterion(code: Criterion) -> dict[str, str]:
    """Return which it is; an element may be called `price` too."""
    return {"kind": "price"} if code == PRICE else {"kind": "element", "id": code}


def _first(first: First) -> dict[str, Any]:
    return {"kind": first.kind, "bids": list(first.bids)}


def _interval(one: Interval) -> dict[str, Any]:
    return _without_none(
        {
            "low": number_text(one.low),
            "present": number_text(one.present),
            "high": number_text(one.high),
            "below": _end(one.below),
            "above": _end(one.above),
        }
    )


def _end(end: End | None) -> dict[str, Any] | None:
    if end is None:
        return None
    return _without_none(
        {
            "at": number_text(end.at),
            "included": end.included,
            "there": _first(end.there),
            "beyond": None if end.beyond is None else _first(end.beyond),
        }
    )


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "one": _criterion(pair.one),
        "other": _criterion(pair.other),
        "rate": number_text(pair.rate),
        **_interval(pair.interval),
    }


def _price(room: PriceRoom) -> dict[str, Any]:
    return _without_none(
        {
            "price": str(room.price),
            "kind": room.kind,
            "highest": None if room.end is None else str(room.end),
            "then": None if room.then is None else _first(room.then),
        }
    )


def _score(room: ScoreRoom) -> dict[str, Any]:
    return _without_none({"score": number_text(room.score), "end": _end(room.end)})


def _without_none(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
