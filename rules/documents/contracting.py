"""The letter of appointment (SPPBJ) and the contract with its annexes."""

from __future__ import annotations

from fractions import Fraction

from rules import bond, clauses
from rules.documents.announcing import roster
from rules.documents.header import basis, need
from rules.documents.promising import graded
from rules.documents.succeeding import outgoing, succession
from rules.succession import succeeds
from rules.supplier import price_schedule, supplier
from rules.transfer_clauses import TRANSFER
from scoring.commitments import promised_pay
from scoring.extra_quantity import ContractPrice
from tender.canonical import Json
from tender.canonical.numbers import number_text
from tender.canonical.times import time_text
from tender.codes import MANDATORY, Post
from tender.events.award import AppointmentIssued
from tender.events.evaluation import CorrectedLine
from tender.offer import Offer
from tender.state import State
from tender.values import Reading


def appointment(state: State, reading: Reading, about: str | None) -> dict[str, Json]:
    """Return the letter of appointment."""
    del about
    issued = need(state.award.appointment, "appointment_issued")
    found = state.award.proofs.get(issued.bidder)
    return {
        "appointment": issued.to_json(),
        **_bond_on(state, reading, issued),
        **({"proof": found.what.to_json()} if found else {}),
        "appointed_at": time_text(need(state.award.appointed_at, "appointed")),
        "basis": basis(state, reading, "bond.", "stage.contract", "price.reasonable"),
    }


def _bond_on(
    state: State, reading: Reading, issued: AppointmentIssued
) -> dict[str, Json]:
    """Return the estimate that the bond is reckoned on, where the price is that low."""
    base = bond.base(state, reading, issued.price)
    if issued.bond is None or base.of == "contract":
        return {}
    return {"bond_on_estimate": number_text(base.amount)}


def terms(state: State, reading: Reading) -> dict[str, Json]:
    """Return the terms that both sides sign: price, works, people, promises, pay."""
    issued = need(state.award.appointment, "appointment_issued")
    part = state.preparation
    works, budget = need(part.works, "works"), need(part.budget, "budget")
    offer = winning_offer(state)
    bidder = need(supplier(state), "appointment_issued")
    prices = price_schedule(state, bidder)
    components = {item.item: item.component for item in works.items}
    posts = {item.item: item.post for item in works.items}
    transferring = TRANSFER if succeeds(state) else ()
    return {
        "ocid": state.process.ocid,
        "title": state.process.title,
        "buyer": state.process.buyer,
        "supplier": bidder,
        "account": budget.account,
        "budget": str(budget.amount),
        "year": budget.year,
        "contract_type": need(part.scheme, "scheme").contract_type,
        "price": str(issued.price),
        "subtotal": str(prices.subtotal),
        "vat": str(prices.vat),
        "bond": None if issued.bond is None else str(issued.bond),
        "bond_until": None
        if issued.bond_until is None
        else issued.bond_until.isoformat(),
        "posts": [post.to_json() for post in works.posts],
        "place": works.place,
        "starts_on": works.starts_on.isoformat(),
        "ends_on": works.ends_on.isoformat(),
        "lines": [
            {
                **line.to_json(),
                "component": components[line.item],
                "post": posts[line.item],
                "mandatory": components[line.item] in MANDATORY,
                **_beyond_the_bill(state, reading, bidder, line),
            }
            for line in prices.lines
        ],
        "commitments": need(offer.commitments, "commitments").to_json(),
        **graded(state, need(offer.commitments, "commitments")),
        "roster": roster(state),
        **outgoing(state),
        "clauses": [
            {"code": clause.code, "sha256": clause.digest()}
            for clause in clauses.standing(
                (*clauses.WORKERS, *transferring, *clauses.GENERAL), reading
            )
        ],
        "items": [{"item": i.item, "title": i.title} for i in works.items],
        "values": basis(
            state,
            reading,
            "contract.",
            "labour.",
            "tax.",
            "wage.",
            "insurance.",
            "fee.",
        ),
    }


def _beyond_the_bill(
    state: State, reading: Reading, bidder: str, line: CorrectedLine
) -> dict[str, Json]:
    """Return what holds for an extra quantity of a line that is imbalanced; else nothing.

    A unit price that was negotiated down may not be imbalanced any more.
    """
    judged = state.evaluation.prices.get((bidder, "imbalance", line.item))
    detail = state.preparation.detail
    if judged is None or judged.what.verdict == "accepted" or detail is None:
        return {}
    estimate = {one.item: one.unit_price for one in detail.lines}[line.item]
    offered = line.unit_price or Fraction(0)
    if offered <= reading.share("price.imbalanced_above") * estimate:
        return {}
    price = ContractPrice(item=line.item, offered=offered, estimate=estimate)
    return {"beyond_the_bill": number_text(price.beyond_the_bill)}


def winning_offer(state: State) -> Offer:
    """Return the offer of the appointed bidder."""
    need(state.award.appointment, "appointment_issued")
    bidder = need(supplier(state), "appointment_issued")
    offers = state.opening.offers
    found = offers.get((bidder, "all")) or offers.get((bidder, "technical"))
    return need(found, "part_opened")


def contract_pay(state: State) -> dict[Post, int]:
    """Return what the winning offer promises each post at least, in rupiah a month."""
    promised = need(winning_offer(state).commitments, "commitments")
    posts = need(state.preparation.works, "works").posts
    return {
        post.post: need(promised_pay(promised, post.post), "commitments")
        for post in posts
    }


def contract(state: State, reading: Reading, about: str | None) -> dict[str, Json]:
    """Return the contract: its terms, and who has signed them."""
    del about
    fulfilment = state.fulfilment
    need(fulfilment.concluded_at, "contract_concluded")
    given = fulfilment.bond
    return {
        "terms": terms(state, reading),
        "signatures": [
            {"side": side, "contract": s.contract, "number": s.number}
            for side, s in sorted(fulfilment.signatures.items())
        ],
        "concluded_at": time_text(need(fulfilment.concluded_at, "concluded")),
        "bond": None if given is None else given.to_json(),
        **succession(state),
    }
