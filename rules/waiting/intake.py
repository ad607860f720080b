"""Until the bids are open: what has to come before the announcement, the deadline, the opening."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rules.calendar import OutsideCalendarError
from rules.decisions.case import Case
from rules.decisions.extending import answers_by, may_wait, unanswered
from rules.decisions.lawful import found
from rules.files import opens_at, parts, to_open, wanted
from rules.readiness import doable, missing
from rules.waiting.step import (
    SEALS,
    Due,
    Now,
    committee,
    declarations,
    documents,
    failure,
)
from tender.act import Act, Actor
from tender.commands.announcement import MoveDeadline, PublishTender

_KEYS_AGAIN = timedelta(days=2)  # before the deadline: docs/lifecycle.md, seals


def new(_: Now) -> Iterator[Due]:
    """Wait for the process."""
    yield Due("open_process", "unit")


def preparation(now: Now) -> Iterator[Due]:
    """Wait for all that an announcement needs, then for its hour.

    A direct appointment is made elsewhere: of it nobody is waited for here.
    """
    part = now.state.preparation
    if part.carried is not None and part.carried.relation == "direct_appointment":
        return
    by = part.slots["announcement"].starts if part.slots else None
    waited = False
    for item in doable(missing(now.state, now.pack.values)):
        waited = True
        at = None
        if item.command == "freeze_roster" and part.notice:
            at = part.notice.claims_until
        yield Due(item.command, item.who, item.about, at, by, item.citation)
    in_conflict = [m for m in now.members() if m not in now.free()]
    if in_conflict:
        about = ", ".join(sorted(in_conflict))
        yield Due("form_committee", "unit", about, by=by)
    elif not waited:
        yield _announcement(now)


def _announcement(now: Now) -> Due:
    """Return the announcement, or what mends the tender so that it can be made."""
    starts = now.state.preparation.slots["announcement"].starts
    day = now.state.day(starts)
    if now.state.day(now.at) > day:
        return Due("set_schedule", "committee")
    actor = Actor(next(iter(now.members()), ""), "committee")
    act = Act(PublishTender(), max(now.at, starts), actor)
    try:
        finding = found(Case(now.state, act, now.pack))
    except OutsideCalendarError:
        return Due("set_schedule", "committee", by=starts)
    if finding is not None:
        check, _ = finding
        return Due(check.mended_by, check.who, by=starts)
    return Due("publish_tender", "committee", at=starts, by=starts)


def bidding(now: Now) -> Iterator[Due]:
    """Wait for answers, minutes and live keys, and for the deadline."""
    part, slots = now.state.announcement, now.state.preparation.slots
    yield from documents(now, "announcement")
    yield from declarations(now)
    for question in part.unanswered():
        by = slots["clarification"].ends
        yield committee(now, Due("answer_question", "committee", question, by=by))
    if part.clarification is None:
        at = slots["clarification"].ends
        minutes = Due(
            "minute_clarification", "committee", at=at, by=now.ends("bidding")
        )
        yield committee(now, minutes)
    yield from _keys(now)
    yield from _answers(now)
    deadline = now.ends("bidding")
    yield Due("close_bidding", "engine", at=deadline, by=deadline)


def _answers(now: Now) -> Iterator[Due]:
    """Have the deadline wait for questions that are open at the limit for answers."""
    actor, deadline = Actor("saksama", "engine"), now.ends("bidding")
    case = Case(now.state, Act(MoveDeadline(), now.at, actor), now.pack)
    limit = answers_by(case)
    if limit is None or now.at >= deadline or not unanswered(case):
        return
    if may_wait(case):
        yield Due("move_deadline", "engine", at=limit, by=deadline, lapses=True)


def _keys(now: Now) -> Iterator[Due]:
    """Ask each trustee once more, shortly before the deadline, whether the key is alive.

    A key that is found dead then can still be replaced by an amendment; the
    deadline does not wait for it.
    """
    deadline, part = now.ends("bidding"), now.state.preparation
    since = deadline - _KEYS_AGAIN
    for trustee in part.trustees:
        if part.alive[trustee] >= since:
            continue
        if trustee in part.challenges:
            yield Due("prove_key_alive", "trustee", trustee, since, deadline, SEALS)
        else:
            yield Due("challenge_key", "engine", trustee, since, deadline, SEALS)


def opening(now: Now) -> Iterator[Due]:
    """Wait for trustees, then open; where nobody has bid there is nothing to open."""
    state = now.state
    if not state.bidding.bids:
        yield from failure(now, "nobody_bid")
        return
    yield from _opened(now, "opening")


def price_opening(now: Now) -> Iterator[Due]:
    """Wait for the prices of the bids that passed; where none has, there is nothing to open."""
    yield from documents(now, "technical_minutes")
    if not to_open(now.state, "price"):
        yield from failure(now, "nobody_passed")
        return
    yield from _opened(now, "price_opening")


def _opened(now: Now, slot: str) -> Iterator[Due]:
    state = now.state
    yield from declarations(now)
    part, by = parts(state)[0], now.ends(slot)
    at = opens_at(state, part)
    closed = [
        bid for bid in to_open(state, part) if not state.opening.settled(bid, part)
    ]
    released = (len(state.opening.releasing(bid, part)) for bid in closed)
    if any(number < state.preparation.threshold for number in released):
        for trustee in state.preparation.trustees:
            if wanted(state, part, trustee):
                yield Due("release_shares", "trustee", trustee, at, by, SEALS)
        return
    for bid in closed:
        yield Due("open_part", "engine", bid, at, by, SEALS)
    if not closed:
        yield committee(now, Due("complete_opening", "committee", at=at, by=by))
