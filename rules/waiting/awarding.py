"""From the ranking to the start of work, and where no way leads there, to the failure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from rules.documents.points import merit_of
from rules.failing import GROUNDS
from rules.rule import Citation
from rules.succession import succeeds
from rules.supplier import alone, ranked, supplier, unproved
from rules.wage_addendum import decreed
from rules.waiting.step import Due, Now, committee, declarations, documents, failure
from rules.winner import approved, set_by
from tender.codes import Office

_DAY, _TICK = timedelta(days=1), timedelta(microseconds=1)
_SUPPLIER = Citation(text="docs/lifecycle.md, supplier", status="chosen")


def evaluated(now: Now) -> Iterator[Due]:
    """Wait for the proposal of whoever is first, if anybody is; of one alone, for the talk."""
    one, negotiated = alone(now.state), now.state.award.negotiated
    if one is not None and negotiated is None:
        yield from declarations(now)
        step = Due("conclude_negotiation", "committee", one.bid, by=now.ends("award"))
        yield committee(now, step, one.bid)
        return
    if merit_of(now.state) is not None:
        yield from documents(now, "evaluation_minutes")
    yield from documents(now, "selection_report")
    if not ranked(now.state):
        yield from failure(now, "nobody_passed")
        return
    if negotiated is not None and negotiated.verdict == "no_agreement":
        yield from failure(now, "no_agreement", GROUNDS["no_agreement"].article)
        return
    yield from declarations(now)
    yield committee(now, Due("propose_award", "committee", by=now.ends("award")))


def proposed(now: Now) -> Iterator[Due]:
    """Wait for a quorum of members who may approve, then for who sets the winner above them."""
    by, approvals = now.ends("award"), now.state.award.approvals
    reading = now.state.values.over(now.pack.values)
    if set_by(now.state, reading) == "authority" and approved(now.state):
        yield Due("decide_award", "authority", by=by)
        return
    yield from declarations(now, by)
    able = [m for m in now.free() if m not in approvals]
    for member in able:
        yield Due("approve_award", "committee", member, by=by)
    if 2 * (len(approvals) + len(able)) <= len(now.members()):
        yield Due("form_committee", "unit", by=by)


def decided(now: Now) -> Iterator[Due]:
    """Wait for the announcement of the result."""
    yield from documents(now, "award_decision")
    yield from declarations(now)
    by = now.state.preparation.slots["objection"].starts
    yield committee(now, Due("announce_result", "committee", by=by))


def standstill(now: Now) -> Iterator[Due]:
    """Wait for answers to objections, and after their time for the report."""
    part = now.state.award
    until = part.announced.objections_until if part.announced else None
    answers = part.announced.answers_until if part.announced else None
    yield from documents(now, "award_announcement")
    for bid in sorted(now.state.bidding.bids):
        yield from documents(now, "result_letter", bid)
    for objection in part.open_objections():
        step = Due("answer_objection", "committee", objection, by=answers)
        yield committee(now, step)
    if part.upheld():
        yield from failure(now)
        return
    yield from declarations(now)
    if not part.open_objections():
        yield committee(now, Due("hand_over_report", "committee", at=until))


def reported(now: Now) -> Iterator[Due]:
    """Wait for the commitment officer to agree."""
    yield Due("agree_result", "ppk", by=now.ends("appointment"))


def disputed(now: Now) -> Iterator[Due]:
    """Wait for the budget authority, where the commitment officer does not agree."""
    yield Due("decide_disagreement", "authority", by=now.ends("appointment"))


def agreed(now: Now) -> Iterator[Due]:
    """Wait for the letter of appointment, as long as somebody is left to appoint.

    Of a reserve the originals are seen first.
    """
    if supplier(now.state) is None:
        yield from failure(now, "nobody_left", article=_SUPPLIER)
        return
    # The schedule has no time for a reserve, whose turn may come long after.
    by = None if now.state.award.gone else now.ends("appointment")
    reserve = unproved(now.state)
    if reserve is not None:
        yield from declarations(now, by)
        step = Due("prove_qualification", "committee", reserve, by=by)
        yield committee(now, step)
        return
    yield Due("issue_appointment", "ppk", by=by)


def appointed(now: Now) -> Iterator[Due]:
    """Wait for the supplier, as long as there is time for a contract."""
    yield from documents(now, "appointment")
    if _is_over(now):
        yield _passing_over(now)
        return
    bidder, by = supplier(now.state) or "", _sign_by(now)
    yield Due("accept_appointment", "bidder", bidder, by=by, lapses=True)


def accepted(now: Now) -> Iterator[Due]:
    """Wait for the bond, then for both signatures, as long as there is time for them."""
    issued, part = now.state.award.appointment, now.state.fulfilment
    bidder = supplier(now.state) or ""
    if _is_over(now):
        if "bidder" in part.signatures:  # it is not the supplier who was late
            yield from failure(now)
        else:
            yield _passing_over(now)
        return
    by = _sign_by(now)
    if issued and issued.bond is not None and part.bond is None:
        yield Due("lodge_bond", "bidder", bidder, by=by, lapses=True)
        return
    sides: tuple[Office, ...] = ("bidder", "ppk")
    for side in sides:
        if side not in part.signatures:
            about = bidder if side == "bidder" else ""
            yield Due("sign_contract", side, about, by=by, lapses=True)


def _passing_over(now: Now) -> Due:
    return Due("pass_over_supplier", "ppk", supplier(now.state) or "")


def _sign_by(now: Now) -> datetime | None:
    """Return the last moment for the contract; after it the next in line has its turn."""
    issued = now.state.award.appointment
    if issued is None:
        return None
    next_day = datetime.combine(issued.sign_by, time.min, now.state.zone) + _DAY
    return next_day.astimezone(UTC) - _TICK


def _is_over(now: Now) -> bool:
    last = _sign_by(now)
    return last is not None and now.at > last


def contracted(now: Now) -> Iterator[Due]:
    """Wait for the order to start: a late one gives its reason."""
    yield from documents(now, "contract")
    yield from _handover(now)
    yield Due("order_start", "ppk", by=now.ends("start"))
    yield from _wages(now)


def started(now: Now) -> Iterator[Due]:
    """Wait for the wages to follow a decree that came, and for a handover that is late."""
    yield from _handover(now)
    yield from _wages(now)


def _handover(now: Now) -> Iterator[Due]:
    """Wait for the new provider to receive the people of the outgoing one: it stops nothing."""
    listed, received = now.state.handover.listed, now.state.handover.received
    if listed is None or received is not None or not succeeds(now.state):
        return
    coming = listed.handover_on > now.state.day(now.at)
    day = datetime.combine(listed.handover_on, time.min, now.state.zone)
    end = datetime.combine(listed.ends_on, time.max, now.state.zone)
    yield Due(
        "receive_handover",
        "bidder",
        supplier(now.state) or "",
        at=day.astimezone(UTC) if coming else None,
        by=end.astimezone(UTC),
    )


def _wages(now: Now) -> Iterator[Due]:
    """Wait for the addendum, where the law of the day has wages that the contract has not.

    Of one that the contract cannot follow nobody is waited for: it would be refused.
    """
    part = now.state.fulfilment
    if part.addendum_at is not None:
        yield from documents(now, "contract_addendum")
    elif part.adjusted is not None:
        bidder = supplier(now.state) or ""
        yield Due("accept_addendum", "bidder", bidder)
    elif decreed(now.state, now.state.values.over(now.pack.values)):
        yield Due("adjust_wages", "ppk")


def failed(now: Now) -> Iterator[Due]:
    """Wait for nobody but the papers that say why, to all and to each bidder evaluated."""
    yield from documents(now, "failure_announcement")
    if now.state.evaluation.technical is not None:
        yield from documents(now, "technical_minutes")
    if now.state.evaluation.result is not None:
        if merit_of(now.state) is not None:
            yield from documents(now, "evaluation_minutes")
        yield from documents(now, "selection_report")
        for line in now.state.evaluation.result.results:
            yield from documents(now, "result_letter", line.bid)


def annulled(_: Now) -> Iterator[Due]:
    """Wait for nobody."""
    yield from ()
