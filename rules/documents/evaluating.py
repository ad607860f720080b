"""Minutes of an evaluation: of the technical part, of the opening of prices, of the end.

Three kinds and not one: each has a moment and signatures of its own, is issued once,
and tells what may be told by then. The technical part is minuted once its result is
announced, or the tender has failed before that, and before any price is open: no price
can stand in it, nor anything that is for everyone only with the result but the reason
why a bid has failed.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from rules.documents.header import basis, need
from rules.documents.points import merit_of, points
from rules.documents.selecting import RESTS_ON, facts_of, titles, worked
from tender.canonical import Json
from tender.canonical.times import time_text
from tender.events.evaluation import BidResult, FindingLine, TechnicalResult
from tender.qualification import kinds
from tender.state import State
from tender.values import Reading


def technical_minutes(
    state: State, reading: Reading, about: str | None
) -> dict[str, Json]:
    """Return the evaluation of the first file: every bid's tests, values, marks, points."""
    del about
    part = state.evaluation
    technical = need(part.technical, "technical_completed")
    return {
        "completed_at": time_text(need(part.technical_at, "technical_completed")),
        **_told(state),
        "prices_open_at": time_text(state.preparation.slots["price_opening"].starts),
        "evaluators": _evaluators(state, technical.marked_by),
        "bids": [
            {
                **_before_prices(state, line),
                **points(state, reading, line.bid, line.elements),
            }
            for line in technical.results
        ],
        "unopenable": [u.to_json() for u in state.opening.unopenable.values()],
        "explanation_sha256": technical.explanation_sha256,
        **titles(state),
        "basis": basis(state, reading, "committee.least", "labour.minimum_wage"),
    }


def _told(state: State) -> dict[str, Json]:
    """Return when the technical result was announced, or that the tender failed before."""
    announced = state.evaluation.technical_announced_at
    if announced is None and state.award.failed_at is not None:
        return {"failed_at": time_text(state.award.failed_at)}
    return {"announced_at": time_text(need(announced, "technical_result_announced"))}


def price_opening_minutes(
    state: State, reading: Reading, about: str | None
) -> dict[str, Json]:
    """Return what was read out of the second file, and whose stays shut and why."""
    del about, reading
    opening, part = state.opening, state.evaluation
    completed = need(opening.prices, "opening_completed")
    technical = need(part.technical, "technical_completed")
    announced = need(part.technical_announced_at, "technical_result_announced")
    return {
        "announced_at": time_text(announced),
        "opens_at": time_text(state.preparation.slots["price_opening"].starts),
        "completed_at": time_text(need(opening.prices_at, "opening_completed")),
        "threshold": state.preparation.threshold,
        "released": list(opening.trustees("price")),
        "bids": [
            {
                **bid.to_json(),
                "envelope": state.bidding.bids[bid.bid].digest,
                "attachments": sum(
                    o.name != "offer" and o.part == "price"
                    for o in state.bidding.bids[bid.bid].envelope.objects
                ),
            }
            for bid in completed.bids
        ],
        "unopenable": [
            u.to_json() for u in opening.unopenable.values() if u.part == "price"
        ],
        "shut": [
            _before_prices(state, line)
            for line in technical.results
            if line.verdict != "passed"
        ],
        "unopened": sorted(
            u.bid for u in opening.unopenable.values() if u.part != "price"
        ),
        "withdrawn": list(completed.withdrawn),
        **titles(state),
    }


def evaluation_minutes(
    state: State, reading: Reading, about: str | None
) -> dict[str, Json]:
    """Return how prices were tested and all became one figure, of a tender by points."""
    del about
    part = state.evaluation
    need(merit_of(state), "merit")
    result = need(part.result, "evaluation_completed")
    issued = state.fulfilment.issued("technical_minutes")
    technical = part.technical
    return {
        "completed_at": time_text(need(part.completed_at, "evaluation_completed")),
        "technical": None
        if technical is None
        else {
            "announced_at": time_text(need(part.technical_announced_at, "announced")),
            "number": None if issued is None else issued.document.number,
        },
        "evaluators": _evaluators(
            state, _marked_by(state) if technical is None else technical.marked_by
        ),
        "results": [line.to_json() for line in result.results],
        "bids": [
            {
                **worked(state, line),
                **points(state, reading, line.bid, line.elements),
            }
            for line in result.results
            if technical is None or _priced(line, technical.passed())
        ],
        "shut": []
        if technical is None
        else [
            _before_prices(state, line)
            for line in technical.results
            if line.verdict != "passed"
        ],
        "explanation_sha256": result.explanation_sha256,
        "ties": [tie.what.to_json() for tie in part.ties],
        **titles(state),
        "basis": basis(state, reading, *RESTS_ON, "committee.least"),
    }


def _priced(line: BidResult, passed: Iterable[str]) -> bool:
    return line.bid in passed


def _marked_by(state: State) -> tuple[str, ...]:
    """Return who has marked, of a tender in one file, where no earlier result says it."""
    return tuple(sorted({member for _, _, member in state.evaluation.marks}))


def _evaluators(state: State, marked_by: Iterable[str]) -> Json:
    part = state.preparation
    members = part.committee.members if part.committee else ()
    counted = list(marked_by)
    return {
        "members": [
            {
                "member": member,
                "counts": member in counted,
                "locked_at": None if locked is None else time_text(locked),
            }
            for member in sorted({*members, *counted})
            for locked in (state.evaluation.locked.get(member),)
        ],
        "conflicts": [
            {
                "member": member,
                "bids": list(declared.declaration.with_bidders),
                **({"left": True} if member in part.left else {}),
            }
            for member, declared in sorted({**part.conflicts, **part.left}.items())
            if declared.declaration.conflicted
        ],
    }


def _before_prices(state: State, line: TechnicalResult) -> dict[str, Json]:
    """Return a bid's technical result, with people's words where it fails by them."""
    failed = {
        finding.operands.get("requirement") for finding in _failures(line.findings)
    }
    offers = [o for (bid, _), o in state.opening.offers.items() if bid == line.bid]
    return {
        "result": line.to_json(),
        "judgements": [
            {**judged.what.to_json(), "by": judged.by, "at": time_text(judged.at)}
            for (bid, requirement), judged in sorted(state.evaluation.judged.items())
            if bid == line.bid and requirement in failed
        ],
        **facts_of(state, line.bid, _kinds(state, failed)),
        "prices": [],
        "enquiries": [],
        "proof": None,
        "attachments": [
            {"name": a.name, "sha256": a.sha256} for o in offers for a in o.attachments
        ],
    }


def _kinds(state: State, failed: Container[str | None]) -> frozenset[str]:
    """Return the kinds of fact that the requirements which failed rest on."""
    scheme = state.preparation.scheme
    lines = scheme.requirements if scheme else ()
    return frozenset(
        kind
        for line in lines
        if line.fact is not None and line.requirement in failed
        for kind in kinds(line.fact)
    )


def _failures(findings: Iterable[FindingLine]) -> Iterable[FindingLine]:
    return (finding for finding in findings if finding.verdict == "fail")
