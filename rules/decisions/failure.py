"""The failure of a tender (tender gagal), on a ground that the record does not belie.

Most grounds are for the committee; corruption of the committee or of the commitment
officer is for the authority. What follows a failure is another tender; what an
objection, a disagreement or an order leads to instead is in `rounds`.

By law nobody has bid once an extension of the time for bids has passed without one.
Here time is extended before the deadline: until then nobody can count the bids.

Source: Perpres 16/2018 art. 51(2) to (4), text read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.gate import gate
from rules.failing import GROUNDS
from rules.rule import Decision, accept, rule
from rules.supplier import ranked, supplier
from tender.commands import award as asked
from tender.events import award as happened
from tender.state import State

deciders = Deciders()

_DECLARERS = power(
    "Perpres 16/2018 art. 51(3), (4)", "verified", "committee", "authority"
)

OTHER_OFFICE = rule(
    "failure.other-office",
    "Perpres 16/2018 art. 51(3), (4)",
    "verified",
    indonesian="Tender gagal dengan dasar {ground} dinyatakan oleh {competent}, bukan {office}.",
    english="A failure on the ground {ground} is declared by {competent}, not by {office}.",
    remedy=("Pejabat itu yang menyatakan.", "That office declares it."),
)

BELIED = rule(
    "failure.belied",
    "Perpres 16/2018 art. 51(2)",
    "verified",
    indonesian="Dasar {ground} tidak sesuai dengan catatan: {fault}.",
    english="The ground {ground} is belied by the record: {fault}.",
    remedy=("Sebut dasar yang sesuai.", "Name the ground that fits."),
)


@deciders.on(asked.DeclareFailure, _DECLARERS)
def declare_failure(case: Case, command: asked.DeclareFailure) -> Decision:
    """Take a failure by who may declare it, on a ground that may be true."""
    if refused := gate(case):
        return refused
    return (
        not_to_declare(case, command)
        or belied(case, command)
        or accept(happen(happened.TenderFailed, command))
    )


def not_to_declare(case: Case, failure: asked.Failure) -> Decision | None:
    """Return that a failure on this ground is for another office to declare, or `None`."""
    competent, office = GROUNDS[failure.ground].declared_by, case.actor.office
    if office == competent:
        return None
    return OTHER_OFFICE.no(ground=failure.ground, competent=competent, office=office)


def belied(case: Case, failure: asked.Failure) -> Decision | None:
    """Return what on record speaks against the ground of a failure, or `None`."""
    belie = _BELIED_BY.get(failure.ground)
    found = belie(case.state) if belie else ""
    return BELIED.no(ground=failure.ground, fault=found) if found else None


NO_GROUND = rule(
    "failure.no-ground",
    "Perpres 16/2018 art. 51(2)",
    "verified",
    indonesian="Akibat yang disebut: {what}; dasar kegagalan: {ground}. Dasar disebut bila tender gagal (failed), dan hanya bila gagal.",
    english="What follows: {what}; ground of the failure: {ground}. A ground is named where the tender fails (failed), and only there.",
    remedy=(
        "Sebut dasar (failure) bila tender gagal, dan hanya bila gagal.",
        "Name the ground (failure) where the tender fails, and nowhere else.",
    ),
)


def unfit(case: Case, what: str, failure: asked.Failure | None) -> Decision | None:
    """Return why *failure* does not go with *what* a decision leads to, or `None`."""
    if (what == "failed") != (failure is not None):
        return NO_GROUND.no(what=what, ground=failure.ground if failure else "-")
    return belied(case, failure) if failure else None


def _bids_fault(state: State) -> str:
    return ", ".join(sorted(state.bidding.bids))


def _no_bids_fault(state: State) -> str:
    return "" if state.bidding.bids else "no_bids"


def _not_evaluated_fault(state: State) -> str:
    return "" if state.evaluation.result else "not_evaluated"


def _nothing_evaluated_fault(state: State) -> str:
    """Return that there is no result to be wrong, of the technical part neither."""
    return "" if state.evaluation.technical else _not_evaluated_fault(state)


def _passed_fault(state: State) -> str:
    technical = state.evaluation.technical
    if technical is not None and state.evaluation.result is None:
        return ", ".join(technical.passed())
    passed = ", ".join(place.bid for place in ranked(state))
    return _no_bids_fault(state) or _not_evaluated_fault(state) or passed


def _within_estimate_fault(state: State) -> str:
    """Return the bids at or under the estimate, corrected; all are corrected by then."""
    result, estimate = state.evaluation.result, state.preparation.estimate
    if not state.bidding.bids or result is None or estimate is None:
        return _no_bids_fault(state) or "not_evaluated"
    prices = {r.bid: r.price for r in result.results if r.price is not None}
    within = sorted(bid for bid, price in prices.items() if price <= estimate.amount)
    return ", ".join(within) if prices else "no_prices"


def _agreed_fault(state: State) -> str:
    negotiated = state.award.negotiated
    if negotiated is None:
        return "not_negotiated"
    return negotiated.bid if negotiated.verdict == "agreed" else ""


def _left_fault(state: State) -> str:
    """Return who is in line still; a line is there once the award was proposed."""
    if state.award.proposed is None:
        return "not_evaluated"
    return supplier(state) or ""


_BELIED_BY: Mapping[str, Callable[[State], str]] = {
    "evaluation_error": _nothing_evaluated_fault,
    "nobody_bid": _bids_fault,
    "nobody_passed": _passed_fault,
    "all_collude": _no_bids_fault,
    "unfair_competition": _no_bids_fault,
    "all_above_estimate": _within_estimate_fault,
    "no_agreement": _agreed_fault,
    "nobody_left": _left_fault,
}
"""What on record speaks against a ground: nothing, where the answer is empty."""
