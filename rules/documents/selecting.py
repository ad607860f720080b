"""From the evaluation to each bidder's letter: BAHP, penetapan, pengumuman, letters."""

from __future__ import annotations

from collections.abc import Container
from typing import get_args

from rules.documents.header import basis, need
from rules.documents.points import points, scheme_of
from rules.evaluating import working
from rules.winner import set_by
from tender.canonical import Json
from tender.canonical.times import time_text
from tender.commands.evaluation import PriceJudgement
from tender.events.evaluation import BidResult, EvaluationCompleted
from tender.imported_fact import FactKind
from tender.state import State
from tender.values import Reading

RESTS_ON = ("price.", "evaluation.", "labour.", "tax.", "fee.", "insurance.")


def selection_report(
    state: State, reading: Reading, about: str | None
) -> dict[str, Json]:
    """Return the report of the selection: every bid, every finding, every correction."""
    del about
    result = need(state.evaluation.result, "evaluation_completed")
    return {
        "completed_at": time_text(need(state.evaluation.completed_at, "completed")),
        "registered": sum(
            "bidder" in party.offices for party in state.preparation.parties.values()
        ),
        "bids": [worked(state, line) for line in result.results],
        "withdrawn": sorted(state.bidding.withdrawn),
        "late": [
            {"bid": late.bid, "at": time_text(late.at)} for late in state.bidding.late
        ],
        "explanation_sha256": result.explanation_sha256,
        "ties": [tie.what.to_json() for tie in state.evaluation.ties],
        **_negotiation(state),
        **titles(state),
        "basis": basis(state, reading, *RESTS_ON),
    }


def _negotiation(state: State) -> dict[str, Json]:
    """Return the talk with the only bidder that was left, where there was one."""
    award = state.award
    if award.negotiated is None or award.negotiated_at is None:
        return {}
    lines = award.revised.lines if award.revised else ()
    before = {
        line.item: line
        for line in state.evaluation.corrected[award.negotiated.bid].lines
    }
    return {
        "negotiation": {
            "bid": award.negotiated.bid,
            "verdict": award.negotiated.verdict,
            "reason": award.negotiated.reason,
            "price": str(award.negotiated.price),
            "at": time_text(award.negotiated_at),
            "before": str(state.evaluation.corrected[award.negotiated.bid].corrected),
            "lines": [
                {
                    "item": line.item,
                    "before": before[line.item].to_json().get("unit_price"),
                    "after": line.to_json().get("unit_price"),
                    "amount_before": str(before[line.item].corrected),
                    "amount": str(line.corrected),
                }
                for line in lines
                if line.unit_price != before[line.item].unit_price
            ],
        }
    }


def titles(state: State) -> dict[str, Json]:
    """Return what the codes of items, posts, requirements and elements stand for."""
    works = need(state.preparation.works, "works")
    scheme = need(state.preparation.scheme, "scheme")
    return {
        "items": [{"item": i.item, "title": i.title} for i in works.items],
        "posts": [{"post": p.post, "title": p.title} for p in works.posts],
        "requirements": [
            {"requirement": r.requirement, "title": r.title, "basis": r.basis}
            for r in scheme.requirements
        ],
        **scheme_of(state),
    }


def worked(state: State, line: BidResult) -> dict[str, Json]:
    """Return a bid's result with what it rests on: correction, judgements, proof."""
    part, bid = state.evaluation, line.bid
    corrected, proof = part.corrected.get(bid), part.proofs.get(bid)
    offers = [offer for (b, _), offer in state.opening.offers.items() if b == bid]
    return {
        "result": line.to_json(),
        "correction": None if corrected is None else corrected.to_json(),
        "judgements": [
            {**judged.what.to_json(), "by": judged.by, "at": time_text(judged.at)}
            for (b, _), judged in sorted(part.judged.items())
            if b == bid
        ],
        **facts_of(state, bid),
        "prices": [
            {**price.what.to_json(), **_taken_apart(state, price.what)}
            for (b, _, _), price in sorted(part.prices.items())
            if b == bid
        ],
        "enquiries": [
            {**enquiry.to_json(), "answered": code in part.answers}
            for code, enquiry in sorted(part.enquiries.items())
            if enquiry.bid == bid
        ],
        "proof": None if proof is None else proof.what.to_json(),
        "attachments": [
            {"name": a.name, "sha256": a.sha256} for o in offers for a in o.attachments
        ],
    }


def facts_of(
    state: State, bid: str, kinds: Container[str] = get_args(FactKind)
) -> dict[str, Json]:
    """Return what issuers say of a bid, of some kinds; nothing, where nothing is on record."""
    found: list[Json] = [
        {**fact.what.to_json(), "by": fact.by, "at": time_text(fact.at)}
        for (b, kind), fact in sorted(state.evaluation.facts.items())
        if b == bid and kind in kinds
    ]
    return {"facts": found} if found else {}


def _taken_apart(state: State, judged: PriceJudgement) -> dict[str, Json]:
    """Return what the bidder said of its unit prices, beside what was found of them."""
    answer = state.evaluation.answers.get(judged.enquiry or "")
    if judged.found is None or answer is None or answer.analysis is None:
        return {}
    return {
        "analysis": [line.to_json() for line in answer.analysis],
        "papers": [
            {"name": paper.name, "sha256": paper.sha256}
            for paper in answer.papers or ()
        ],
    }


def award_decision(
    state: State, reading: Reading, about: str | None
) -> dict[str, Json]:
    """Return the decision on the award (penetapan pemenang)."""
    del about
    award = state.award
    proposed = need(award.proposed, "award_proposed")
    office = set_by(state, reading)
    return {
        "decided_at": time_text(need(award.decided_at, "award_decided")),
        **(_above(state, reading) if office == "authority" else {}),
        "award": proposed.to_json(),
        "approvals": list(award.approvals),
        "ranking": _ranking(state),
    }


def _above(state: State, reading: Reading) -> dict[str, Json]:
    """Return that the authority set the winner, and above which budget it does."""
    return {
        "decided_by": "authority",
        "basis": basis(state, reading, "award.committee.ceiling"),
    }


def _ranking(state: State) -> list[Json]:
    result = need(state.evaluation.result, "evaluation_completed")
    return [line.to_json() for line in result.results]


def award_announcement(
    state: State, reading: Reading, about: str | None
) -> dict[str, Json]:
    """Return the announcement of the winner, with every bidder's result and reasons."""
    announced = need(state.award.announced, "result_announced")
    return {
        **award_decision(state, reading, about),
        **titles(state),
        "announced_at": time_text(need(state.award.announced_at, "announced")),
        "objections_until": time_text(announced.objections_until),
        "answers_until": time_text(announced.answers_until),
        "basis": basis(
            state, reading, "stage.objection", "fee.least", "labour.floor_gate"
        ),
    }


def result_letter(state: State, reading: Reading, about: str | None) -> dict[str, Json]:
    """Return one bidder's letter: its result, worked out so that it can be done by hand.

    Where the tender failed before a result was announced, there is no winner in it.
    """
    bid = need(about, "about")
    result = need(state.evaluation.result, "evaluation_completed")
    line = next((r for r in result.results if r.bid == bid), None)
    return {
        "about": bid,
        **(_failed(state) or _announced(state, result)),
        "bid": {
            **worked(state, need(line, "result")),
            **points(state, reading, bid, line.elements if line else None),
        },
        "explanation": working(state, reading, bid),
        **titles(state),
        "basis": basis(state, reading, *RESTS_ON, "stage.objection"),
    }


def _failed(state: State) -> dict[str, Json] | None:
    award = state.award
    if award.failure is None or award.failed_at is None or award.announced is not None:
        return None
    return {"failed_at": time_text(award.failed_at), "failure": award.failure.to_json()}


def _announced(state: State, result: EvaluationCompleted) -> dict[str, Json]:
    announced = need(state.award.announced, "result_announced")
    proposed = need(state.award.proposed, "award_proposed")
    return {
        "announced_at": time_text(need(state.award.announced_at, "announced")),
        "objections_until": time_text(announced.objections_until),
        "answers_until": time_text(announced.answers_until),
        "winner": {
            "bid": proposed.winner,
            "price": str(proposed.price),
            **_winners_points(result, proposed.winner),
        },
    }


def _winners_points(result: EvaluationCompleted, winner: str) -> dict[str, Json]:
    """Return what a bidder may hold its own points to, once the result is for everyone."""
    line = next(r for r in result.results if r.bid == winner)
    if line.total is None and line.technical is None:
        return {}
    known = ("technical", "price_score", "total", "elements")
    told = line.to_json()
    return {name: told[name] for name in known if name in told}
