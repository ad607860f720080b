"""The order to start (SPMK), and what each worker is told of what was promised to them.

The slips are one document: a record of one entry, and one file to print. One document
for each worker would put some forty entries into the ledger of every tender, none of
which could say more than that all of them were handed out from the same state.
"""

from __future__ import annotations

from rules.documents.contracting import winning_offer
from rules.documents.header import basis, need
from rules.documents.promising import graded
from rules.documents.succeeding import carried, outgoing
from tender.canonical import Json
from tender.canonical.times import time_text
from tender.commands.preparation.works import Works
from tender.events.fulfilment import WagesAdjusted
from tender.offer import Commitments
from tender.state import State
from tender.values import Reading
from tender.works import Incumbent


def start_order(state: State, reading: Reading, about: str | None) -> dict[str, Json]:
    """Return the order: who starts what, where, when, under which contract."""
    del about
    part = state.fulfilment
    start, at = need(part.start, "completed"), need(part.start_at, "completed")
    works = need(state.preparation.works, "works")
    issued = need(state.award.appointment, "appointment_issued")
    return {
        "ordered_at": time_text(at),
        "starts_on": start.starts_on.isoformat(),
        "reason": start.reason,
        "supplier": issued.bidder,
        "price": str(issued.price),
        "contract": _contract(state),
        "place": works.place,
        "posts": [post.to_json() for post in works.posts],
        "planned_on": works.starts_on.isoformat(),
        "ends_on": works.ends_on.isoformat(),
        "people": len(need(state.preparation.roster, "roster")),
        "basis": basis(state, reading, "contract.late_fine", "stage.start.most"),
    }


def worker_slips(state: State, reading: Reading, about: str | None) -> dict[str, Json]:
    """Return for each person of the roster what was promised, those of a place together.

    The pay that is promised at least is the greater of what the offer promises for the
    post and, where the offer keeps higher pay, of today's. Where wages follow a decree by
    an addendum that stands, `addendum` says which, and nobody is promised less than it.
    """
    del about, reading
    risen = state.fulfilment.risen
    start = need(state.fulfilment.start, "completed")
    works = need(state.preparation.works, "works")
    commitments = need(winning_offer(state).commitments, "commitments")
    people = need(state.preparation.roster, "roster")
    places = _places(state)
    ordered = sorted(people.values(), key=lambda one: (one.site, one.worker))
    return {
        "supplier": need(state.award.appointment, "appointment_issued").bidder,
        "contract": _contract(state),
        "starts_on": start.starts_on.isoformat(),
        "ends_on": works.ends_on.isoformat(),
        **outgoing(state),
        "promises": {
            "insurance": list(commitments.insurance),
            "holiday_allowance": commitments.holiday_allowance,
            "compensation": commitments.compensation,
            "transfer_clause": commitments.transfer_clause,
            **graded(state, commitments),
        },
        **({} if risen is None else {"addendum": _addendum(risen)}),
        "slips": [
            {
                **person.to_json(),
                "title": _title(works, person.post),
                "months": _months(works, person.post),
                "promised": _promised(commitments, person, risen),
                **places.get(person.worker, {}),
                **carried(state, person.worker),
            }
            for person in ordered
        ],
    }


def _contract(state: State) -> Json:
    """Return number, day and digest of the contract that both sides signed."""
    part = state.fulfilment
    concluded = need(part.concluded_at, "contract_concluded")
    signed = part.signatures["ppk"]
    return {
        "number": signed.number,
        "sha256": signed.contract,
        "concluded_at": time_text(concluded),
    }


def _addendum(risen: WagesAdjusted) -> dict[str, Json]:
    return {
        "number": risen.number,
        "decree": risen.decree,
        "minimum_wage": str(risen.minimum_wage),
        "effective": risen.effective.isoformat(),
    }


def _promised(
    commitments: Commitments, person: Incumbent, risen: WagesAdjusted | None
) -> str | None:
    """Return the least pay a month in rupiah; nothing where none is promised."""
    promised = [p.monthly for p in commitments.pay if p.post == person.post]
    if commitments.keep_higher_pay:
        promised.append(person.pay)
    if risen:
        promised.append(risen.minimum_wage)
    return str(max(promised)) if promised else None


def _places(state: State) -> dict[str, dict[str, Json]]:
    """Return each worker's place in the order of offer, or in the waiting list."""
    found: dict[str, dict[str, Json]] = {}
    for order in need(state.preparation.orders, "roster_frozen"):
        for place, worker in enumerate(order.offered, start=1):
            found[worker] = {"offered": place, "of": order.posts}
        for place, worker in enumerate(order.waiting, start=1):
            found[worker] = {"waiting": place, "of": order.posts}
    return found


def _title(works: Works, post: str) -> str:
    return next((p.title for p in works.posts if p.post == post), post)


def _months(works: Works, post: str) -> int | None:
    return next((p.months for p in works.posts if p.post == post), None)
