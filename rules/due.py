"""What is waited for: of whom, from when, until when, by which article.

The only source of to-do lists, calendars, reminders, the demo's loop and the
flows' `advance`. It says what the process needs next; what people are free to
do (ask, bid, object) is not due.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from rules.decisions.opening import opens_at, parts
from rules.evaluating import correctable, evaluate, waited
from rules.pack import Pack
from rules.readiness import missing
from rules.rule import Citation
from tender.codes import Office
from tender.state import State

_LAW = Citation(text="Perpres 16/2018 art. 50(1)", status="verified")
_SEALS = Citation(text="docs/format.md, seals", status="chosen")
_KEYS_AGAIN = timedelta(days=2)  # before the deadline; the house's own rule

_DOCS = Citation(text="docs/format.md, documents", status="chosen")


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is waited for.

    *at* is the moment from which it may be done, `None` for now; *by* the
    moment by which it should be, `None` where the law names none.
    """

    command: str
    who: Office
    about: str = ""
    at: datetime | None = None
    by: datetime | None = None
    article: Citation = _LAW


def due(state: State, pack: Pack) -> tuple[Due, ...]:
    """Return what *state* waits for, in order of work."""
    return tuple(_DUE[state.stage](state, pack))


def _new(_: State, __: Pack) -> Iterator[Due]:
    yield Due("open_process", "unit")


def _preparation(state: State, pack: Pack) -> Iterator[Due]:
    waited = False
    slots = state.preparation.slots
    by = slots["announcement"].starts if slots else None
    for item in missing(state, pack.values):
        waited = True
        notice = state.preparation.notice
        at = notice.claims_until if notice and item.command == "freeze_roster" else None
        yield Due(item.command, item.who, item.about, at, by, item.citation)
    if not waited:
        yield Due("publish_tender", "committee", at=by, by=by)


def _bidding(state: State, _: Pack) -> Iterator[Due]:
    part, slots = state.announcement, state.preparation.slots
    yield from _documents(state, "announcement")
    for question in part.unanswered():
        yield Due(
            "answer_question", "committee", question, by=slots["clarification"].ends
        )
    if part.clarification is None:
        slot = slots["clarification"]
        yield Due(
            "minute_clarification", "committee", at=slot.ends, by=slots["bidding"].ends
        )
    yield from _keys(state)
    yield Due(
        "close_bidding", "engine", at=slots["bidding"].ends, by=slots["bidding"].ends
    )


def _keys(state: State) -> Iterator[Due]:
    """Ask each trustee once more, shortly before the deadline, whether the key is alive.

    A key that is found dead then can still be replaced by an amendment; the
    deadline does not wait for it.
    """
    deadline = state.preparation.slots["bidding"].ends
    since = deadline - _KEYS_AGAIN
    for trustee in state.preparation.trustees:
        if state.preparation.alive[trustee] >= since:
            continue
        if trustee in state.preparation.challenges:
            yield Due("prove_key_alive", "trustee", trustee, since, deadline, _SEALS)
        else:
            yield Due("challenge_key", "engine", trustee, since, deadline, _SEALS)


def _opening(state: State, _: Pack) -> Iterator[Due]:
    part, at = parts(state)[0], opens_at(state)
    by = state.preparation.slots["opening"].ends
    released = state.opening.trustees(part)
    if state.bidding.bids and len(released) < state.preparation.threshold:
        for trustee in state.preparation.trustees:
            if trustee not in released:
                yield Due("release_shares", "trustee", trustee, at, by, _SEALS)
        return
    closed = [
        b for b in sorted(state.bidding.bids) if not state.opening.settled(b, part)
    ]
    for bid in closed:
        yield Due("open_part", "engine", bid, at, by, _SEALS)
    if not closed:
        yield Due("complete_opening", "committee", "", at, by)


def _evaluation(state: State, pack: Pack) -> Iterator[Due]:
    part = state.preparation
    by = part.slots["evaluation"].ends
    yield from _documents(state, "opening_minutes")
    if part.detail is None:
        yield Due("reveal_estimate_detail", "ppk", by=by)
    opened_at = state.opening.completed_at
    for member in part.committee.members if part.committee else ():
        declared = part.conflicts.get(member)
        if declared is None or (opened_at and declared.at < opened_at):
            yield Due("declare_conflict", "committee", member, by=by)
    reading = state.values.over(pack.values)
    uncorrected = [
        bid
        for bid, _ in sorted(state.opening.offers)
        if bid not in state.evaluation.corrected and correctable(state, reading, bid)
    ]
    for bid in uncorrected:
        yield Due("correct_arithmetic", "engine", bid, by=by)
    for enquiry in state.evaluation.open_enquiries():
        yield Due("answer_clarification", "bidder", enquiry, by=by)
    if part.detail is None or uncorrected:
        return
    pending = waited(evaluate(state, reading))
    for command, about in pending:
        yield Due(command, "committee", about, by=by)
    if not pending:
        yield Due("complete_evaluation", "engine", by=by)


def _evaluated(state: State, _: Pack) -> Iterator[Due]:
    yield from _documents(state, "selection_report")
    yield Due("propose_award", "committee", by=state.preparation.slots["award"].ends)


def _proposed(state: State, _: Pack) -> Iterator[Due]:
    committee = state.preparation.committee
    for member in committee.members if committee else ():
        if member not in state.award.approvals:
            by = state.preparation.slots["award"].ends
            yield Due("approve_award", "committee", member, by=by)


def _decided(state: State, _: Pack) -> Iterator[Due]:
    yield from _documents(state, "award_decision")
    slot = state.preparation.slots["objection"]
    yield Due("announce_result", "committee", by=slot.starts)


def _standstill(state: State, _: Pack) -> Iterator[Due]:
    announced = state.award.announced
    until = announced.objections_until if announced else None
    answers = announced.answers_until if announced else None
    yield from _documents(state, "award_announcement")
    for bid in sorted(state.bidding.bids):
        yield from _documents(state, "result_letter", bid)
    for objection in state.award.open_objections():
        yield Due("answer_objection", "committee", objection, by=answers)
    if not state.award.open_objections() and not state.award.upheld():
        yield Due("hand_over_report", "committee", at=until)


def _reported(state: State, _: Pack) -> Iterator[Due]:
    yield Due("agree_result", "ppk", by=state.preparation.slots["appointment"].ends)


def _agreed(state: State, _: Pack) -> Iterator[Due]:
    yield Due(
        "issue_appointment", "ppk", by=state.preparation.slots["appointment"].ends
    )


def _appointed(state: State, _: Pack) -> Iterator[Due]:
    yield from _documents(state, "appointment")
    issued = state.award.appointment
    yield Due("accept_appointment", "bidder", issued.bidder if issued else "")


def _accepted(state: State, _: Pack) -> Iterator[Due]:
    issued, part = state.award.appointment, state.fulfilment
    by = state.preparation.slots["contract"].ends
    if issued and issued.bond is not None and part.bond is None:
        yield Due("lodge_bond", "bidder", issued.bidder, by=by)
        return
    sides: tuple[Office, ...] = ("bidder", "ppk")
    for side in sides:
        if side not in part.signatures:
            about = issued.bidder if issued and side == "bidder" else ""
            yield Due("sign_contract", side, about, by=by)


def _contracted(state: State, _: Pack) -> Iterator[Due]:
    yield from _documents(state, "contract")
    yield Due("order_start", "ppk", by=state.preparation.slots["start"].ends)


def _started(_: State, __: Pack) -> Iterator[Due]:
    yield from ()


def _documents(state: State, kind: str, bid: str | None = None) -> Iterator[Due]:
    if state.fulfilment.issued(kind, bid) is None:
        about = kind if bid is None else f"{kind} {bid}"
        yield Due("issue_document", "engine", about, article=_DOCS)


_DUE = {
    "new": _new,
    "preparation": _preparation,
    "bidding": _bidding,
    "opening": _opening,
    "evaluation": _evaluation,
    "evaluated": _evaluated,
    "proposed": _proposed,
    "decided": _decided,
    "standstill": _standstill,
    "reported": _reported,
    "agreed": _agreed,
    "appointed": _appointed,
    "accepted": _accepted,
    "contracted": _contracted,
    "started": _started,
}
