"""The example by points, evaluated again by an objection once its prices are open.

In the second round other bids pass the technical part than in the first:

    p-04  its method is marked well now         its price is opened for the first time
    p-07  its method is marked under 12         its price is open, and is not compared
    p-06  as before                             wins
"""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from flows.package import PlannedAct
from tests.journeys import points
from tests.journeys.cleaning import Journey, Way, on_the_way, scratch
from tests.journeys.points import MARKS, TRUSTEES, act, at
from tests.ledger.again import go

LATER: Final = timedelta(days=21)
PASSED_AGAIN: Final = ("p-02", "p-03", "p-04", "p-06")
"""The bids that pass the technical part of the second round."""

_ANEW = frozenset({"record_judgement", "find_value", "record_mark", "lock_marks"})
_PRICES = frozenset(
    {
        "ask_clarification",
        "answer_clarification",
        "judge_price",
        "prove_qualification",
        "propose_award",
        "approve_award",
        "announce_result",
    }
)
_METHOD: Final = {"p-04": 80, "p-07": 20}


def numbered(acts: Iterator[PlannedAct] | tuple[PlannedAct, ...]) -> tuple[Any, ...]:
    """Return acts with a number of their own each: by it an act is known."""
    return tuple(
        replace(one, number=10_000 + int(one.at.timestamp()) % 10**8 * 100 + n)
        for n, one in enumerate(acts)
    )


def _later(one: PlannedAct) -> PlannedAct:
    fields = {
        name: value + LATER if isinstance(value, datetime) else value
        for name, value in one.fields.items()
    }
    if "seen_on" in fields:
        fields["seen_on"] = "2026-11-27"
    if "enquiry" in fields:
        fields["enquiry"] = "klarifikasi-2"
    return replace(one, at=one.at + LATER, fields=fields)


def _marked_anew(one: PlannedAct) -> PlannedAct:
    bid = str(one.fields.get("bid"))
    if one.command != "record_mark" or bid not in _METHOD:
        return one
    if one.fields["element"] != "metode":
        return one
    fields = {**one.fields, "mark": str(_METHOD[bid]), "reason": "Dibaca kembali."}
    return replace(one, fields=fields)


def objected(consequence: str = "evaluate_again") -> tuple[PlannedAct, ...]:
    """Return an objection that is right, and its answer."""
    point = {"ground": "evaluation_error", "finding": "founded", "reason": "Benar."}
    return numbered(
        (
            act(
                "11-12 09:00",
                "p-04",
                "lodge_objection",
                "bidder",
                objection="sanggah-1",
                grounds=["evaluation_error"],
                words="Metode kami tidak dibaca.",
            ),
            act(
                "11-18 09:00",
                "pokja-1",
                "answer_objection",
                objection="sanggah-1",
                points=[point],
                consequence=consequence,
            ),
        )
    )


def rescheduled() -> PlannedAct:
    """Return the schedule of what is done again."""
    again = {
        "evaluation": ("10-30 08:00", "11-25 09:00"),
        "technical_result": ("11-25 09:00", "11-25 16:00"),
        "price_opening": ("11-25 13:00", "11-27 16:00"),
        "award": ("11-30 08:00", "12-01 16:00"),
        "objection": ("12-01 08:00", "12-07 16:00"),
        "objection_answer": ("12-07 16:00", "12-09 16:00"),
        "appointment": ("12-10 08:00", "12-15 16:00"),
        "contract": ("12-16 08:00", "12-23 16:00"),
        "start": ("12-28 08:00", "12-31 16:00"),
    }
    slots = []
    for slot in points.schedule().slots:
        said: Any = slot.to_json()
        if slot.stage in again:
            starts, ends = (at(moment) for moment in again[slot.stage])
            said = slot.model_copy(update={"starts": starts, "ends": ends}).to_json()
        slots.append(said)
    return act(
        "11-18 10:00",
        "pokja-1",
        "change_schedule",
        slots=slots,
        reason="Evaluasi ulang.",
    )


def technical() -> tuple[PlannedAct, ...]:
    """Return the technical part of the second round, with its announcement."""
    was = points.package().acts
    return numbered(
        (
            rescheduled(),
            *(_marked_anew(_later(one)) for one in was if one.command in _ANEW),
            act("11-25 10:00", "pokja-1", "announce_technical_result"),
        )
    )


def released(*trustees: str) -> tuple[PlannedAct, ...]:
    """Return the release of the shares of prices in the second round."""
    return numbered(
        tuple(
            act(f"11-25 13:1{n}", one, "release_shares", "trustee", part="price")
            for n, one in enumerate(trustees or TRUSTEES)
        )
    )


def _talked() -> tuple[PlannedAct, ...]:
    """Return the end of the talk with p-06, which alone passes in the second round."""
    return (
        act(
            "11-30 08:30",
            "pokja-1",
            "conclude_negotiation",
            verdict="agreed",
            reason="Harga sudah wajar.",
        ),
    )


def priced() -> tuple[PlannedAct, ...]:
    """Return the rest of the second round, up to the announcement of its result."""
    was = points.package().acts
    return numbered(
        (
            act("11-25 14:00", "pokja-1", "complete_opening"),
            *sorted(
                (
                    *(_later(one) for one in was if one.command in _PRICES),
                    *_talked(),
                ),
                key=lambda one: one.at,
            ),
        )
    )


@cache
def way() -> Way:
    """Run both rounds, and keep the office open."""
    assert set(_METHOD) <= set(MARKS)
    kept = ExitStack()
    atexit.register(kept.close)
    what = points.package()
    found = kept.enter_context(on_the_way(scratch() / "points-again", what))
    assert found.course.until(found.office, "standstill") is None
    go(found, (*objected(), *technical(), *released(), *priced()))
    return found


@cache
def journey() -> Journey:
    """Return both rounds with their bundles."""
    found = way()
    return Journey(found, None, found.bundle("public"), found.bundle("auditors"))
