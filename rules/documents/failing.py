"""The announcement that a tender has failed: the ground, each bidder's result, what follows."""

from __future__ import annotations

from typing import Literal

from rules.documents.header import basis, need
from rules.documents.selecting import RESTS_ON, titles
from rules.failing import GROUNDS
from rules.rule import Citation
from tender.canonical import Json
from tender.canonical.times import time_text
from tender.events.award import AppointmentDeclined
from tender.state import State
from tender.state.award import Award
from tender.values import Reading


def failure_announcement(
    state: State, reading: Reading, about: str | None
) -> dict[str, Json]:
    """Return why a tender has failed, and how far each bid had come by then.

    *reached* names the last result that there was: of the evaluation, of its technical
    part, or none. What was not opened by then stays shut, and has no line in *results*.
    """
    del about
    award = state.award
    failure = need(award.failure, "tender_failed")
    ground = GROUNDS[failure.ground]
    reached, lines = _results(state)
    return {
        "failed_at": time_text(need(award.failed_at, "tender_failed")),
        "failure": failure.to_json(),
        "declared_by": need(award.failed_by, "tender_failed"),
        "article": ground.article.to_json(),
        "follows": ground.follows,
        "follows_by": _said(ground.follows_by),
        "bids": sorted(state.bidding.bids),
        "reached": reached,
        "results": lines,
        **({"line": _line(state)} if award.proposed else {}),
        **(titles(state) if lines else {}),
        "basis": basis(state, reading, *RESTS_ON) if lines else [],
    }


def _results(state: State) -> tuple[str, list[Json]]:
    part = state.evaluation
    if part.result is not None:
        return "evaluation", [line.to_json() for line in part.result.results]
    if part.technical is not None:
        return "technical", [line.to_json() for line in part.technical.results]
    return "none", []


def _line(state: State) -> list[Json]:
    """Return what became of winner and reserves, in the order of the award."""
    award = state.award
    proposed = need(award.proposed, "award_proposed")
    return [
        {"bid": bid, **_end(award, bid)}
        for bid in (proposed.winner, *proposed.reserves)
    ]


LineEnd = Literal["declined", "silent", "unsigned", "not_proved", "absent", "in_line"]
"""What became of a bid in the award's line."""


def _end(award: Award, bid: str) -> dict[str, Json]:
    gone, found = award.gone.get(bid), award.proofs.get(bid)
    if isinstance(gone, AppointmentDeclined):
        return {"end": "declined", "reason": gone.reason}
    if gone is not None:
        return {"end": gone.ground, "reason": gone.reason}
    if found is not None and found.what.verdict != "proved":
        return {"end": found.what.verdict, "reason": found.what.reason or ""}
    return {"end": "in_line"}


def _said(article: Citation | None) -> Json:
    return None if article is None else article.to_json()
