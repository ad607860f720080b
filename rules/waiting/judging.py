"""The evaluation: what people still have to find, and when the rules can compute the rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from rules.decisions.unit_prices import PRICE
from rules.evaluating import Waited, correctable, opened, waited
from rules.files import prices_are_open
from rules.waiting.step import Due, Now, committee, declarations, documents, failure
from tender.commands.evaluation import Enquiry

_TICK = timedelta(microseconds=1)


def evaluation(now: Now) -> Iterator[Due]:
    """Wait for figures, declarations, findings and answers, then for the result.

    While prices are sealed there are no figures, and the result is the technical one.
    """
    yield from documents(now, "opening_minutes")
    if not now.state.bidding.bids:
        yield from failure(now, "nobody_bid")
        return
    yield from _judging(now, now.ends("evaluation"))


def technical_evaluated(now: Now) -> Iterator[Due]:
    """Wait for the announcement of who goes on to the prices."""
    by = now.ends("technical_result")
    yield from declarations(now, by)
    yield committee(now, Due("announce_technical_result", "committee", by=by))


def price_evaluation(now: Now) -> Iterator[Due]:
    """Wait for the figures of the prices that were opened, and for the result."""
    yield from documents(now, "price_opening_minutes")
    yield from _judging(now, now.ends("price_opening"))


def _judging(now: Now, by: datetime) -> Iterator[Due]:
    state, priced = now.state, prices_are_open(now.state)
    no_detail = priced and state.preparation.detail is None
    if no_detail:
        yield Due("reveal_estimate_detail", "ppk", by=by)
    yield from declarations(now, by)
    reading = state.values.over(now.pack.values)
    uncorrected = [
        bid
        for bid in opened(state)
        if bid not in state.evaluation.corrected and correctable(state, reading, bid)
    ]
    for bid in uncorrected:
        yield Due("correct_arithmetic", "engine", bid, by=by)
    asked = state.evaluation.open_enquiries(now.at)
    for enquiry in asked:
        until = state.evaluation.enquiries[enquiry].answer_by
        yield Due("answer_clarification", "bidder", enquiry, by=until, lapses=True)
    if no_detail or uncorrected:
        return
    pending = waited(state, reading)
    for finding in pending:
        yield _finding(now, finding, by)
    if not pending:
        last = max(
            (state.evaluation.enquiries[e].answer_by for e in asked), default=None
        )
        yield Due("complete_evaluation", "engine", at=last and last + _TICK, by=by)


def _finding(now: Now, finding: Waited, by: datetime) -> Due:
    """Return what a finding waits for: a member out of conflict, or the bidder's word first."""
    if finding.command == "form_committee":
        return Due(finding.command, "unit", by=by)
    if finding.command == "lock_marks":
        return Due(finding.command, "committee", finding.about, by=by)
    bid = finding.about.split()[0]
    if finding.command != "judge_price" or "reasonableness" not in finding.about:
        return committee(
            now, Due(finding.command, "committee", finding.about, by=by), bid
        )
    enquiries = _about_price(now, bid)
    if not enquiries:
        step = Due("ask_clarification", "committee", f"{bid} {PRICE}", by=by)
        return committee(now, step, bid)
    part = now.state.evaluation
    heard = [e for e in enquiries if e.enquiry not in part.open_enquiries(now.at)]
    at = None if heard else min(e.answer_by for e in enquiries) + _TICK
    return committee(now, Due(finding.command, "committee", finding.about, at, by), bid)


def _about_price(now: Now, bid: str) -> list[Enquiry]:
    enquiries = now.state.evaluation.enquiries.values()
    return [e for e in enquiries if (e.bid, e.about) == (bid, PRICE)]
