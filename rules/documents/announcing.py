"""The announcement (pengumuman tender) and the minutes of the opening (BA pembukaan)."""

from __future__ import annotations

from rules.carrying import claims_heard
from rules.documents.affording import affordability
from rules.documents.following import following
from rules.documents.header import basis, need
from rules.documents.succeeding import succession
from rules.files import parts_of
from tender.canonical import Json
from tender.canonical.times import time_text
from tender.state import State
from tender.values import Reading


def announcement(state: State, reading: Reading, about: str | None) -> dict[str, Json]:
    """Return what is announced: works, method, schedule, rubric, roster, posts paid for."""
    del about
    part = state.preparation
    need(state.announcement.published_at, "tender_published")
    method, scheme = need(part.method, "method"), need(part.scheme, "scheme")
    works = need(part.works, "works")
    return {
        "published_at": time_text(need(state.announcement.published_at, "published")),
        "method": {
            "method": method.method,
            "award_criteria": method.award_criteria,
            "envelopes": method.envelopes,
            "contract_type": method.contract_type,
            "small_business": method.small_business,
            "reason": method.reason,
        },
        **following(state),
        "works": works.to_json(),
        "scheme": scheme.to_json(),
        "schedule": [slot.to_json() for slot in part.slots.values()],
        "schedule_changes": [
            {"at": time_text(c.at), "ground": c.ground, "reason": c.reason}
            for c in part.schedule_changes
        ],
        "roster": roster(state),
        **succession(state),
        "affordability": affordability(state, reading),
        "trustees": {
            "threshold": part.threshold,
            "trustees": [
                {"trustee": t.trustee, "organ": t.organ} for t in part.trustees.values()
            ],
        },
        "basis": basis(state, reading),
    }


def roster(state: State) -> Json:
    """Return the people by code, and per post the order of offer and who waits."""
    part = state.preparation
    people = part.roster or {}
    return {
        "people": [people[worker].to_json() for worker in sorted(people)],
        "orders": [order.to_json() for order in need(part.orders, "roster_frozen")],
        "claims": claims_heard(state),
    }


def opening_minutes(
    state: State, reading: Reading, about: str | None
) -> dict[str, Json]:
    """Return what was read out at the opening, and what was not opened and why."""
    del about, reading
    opening, bidding = state.opening, state.bidding
    completed = need(opening.completed, "opening_completed")
    two_files = parts_of(state)[0] != "all"
    return {
        "deadline": time_text(state.preparation.slots["bidding"].ends),
        "closed_at": time_text(need(bidding.closed_at, "bidding_closed")),
        "completed_at": time_text(need(opening.completed_at, "opening_completed")),
        "threshold": state.preparation.threshold,
        "released": sorted({trustee for _, trustee in opening.released}),
        "bids": [
            {
                **bid.to_json(),
                "envelope": bidding.bids[bid.bid].digest,
                "committed_at": time_text(bidding.bids[bid.bid].at),
                "attachments": sum(
                    o.name != "offer" and o.part == parts_of(state)[0]
                    for o in bidding.bids[bid.bid].envelope.objects
                ),
            }
            for bid in completed.bids
        ],
        "unopenable": [u.to_json() for u in opening.unopenable.values()],
        "withdrawn": list(completed.withdrawn),
        "late": [{"bid": late.bid, "at": time_text(late.at)} for late in bidding.late],
        **({"prices": _prices(state)} if two_files else {}),
    }


def _prices(state: State) -> Json:
    """Return when the second file is opened, of a tender that has one."""
    return {"open_at": time_text(state.preparation.slots["price_opening"].starts)}
