"""A tender that is resumed: the time that a suspension took is given back.

The objection period, the term for answers, that for the contract and open enquiries
move by what was lost. The deadline for bids is a stage of the schedule: where it
passed meanwhile, the order names a schedule with a new one.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from rules.decisions.case import Case, happen
from rules.decisions.moving import DEADLINE_BACK, DEADLINE_NEAR, HAS_COME
from rules.decisions.schedule import IN_THE_PAST, check_schedule
from rules.rule import Decision, accept, rule
from tender.commands import orders as asked
from tender.commands.preparation.schedule import Slot
from tender.events import orders as happened
from tender.events.preparation import ScheduleChanged

_CLOSE_OF_DAY = time(16, 0)  # docs/lifecycle.md, schedule

NO_NEW_END = rule(
    "order.no-new-end",
    "docs/lifecycle.md, orders",
    "chosen",
    indonesian="Batas akhir {deadline:time} lewat selama penangguhan; sebut jadwal dengan batas akhir baru.",
    english="The deadline {deadline:time} passed during the suspension; name a schedule with a new one.",
    remedy=(
        "Sertakan jadwal baru (slots) dalam perintah.",
        "Give the new schedule (slots) with the order.",
    ),
)


def resumed(case: Case, command: asked.RecordOrder) -> Decision:
    """Go on, with what was running running again."""
    heard = case.state.orders.suspended
    since = heard.at if heard else case.at
    given = happen(happened.OrderRecorded, command, **_given_back(case, since))
    if command.slots is None:
        deadline = case.state.preparation.slots["bidding"].ends
        if case.state.intake_open and case.at >= deadline:
            return NO_NEW_END.no(deadline=deadline)
        return accept(given)
    refused = _new_schedule(case, command.slots, since)
    moved = ScheduleChanged(
        slots=command.slots, ground="officer", reason=command.reason
    )
    return refused or accept(given, moved)


def _given_back(case: Case, since: datetime) -> dict[str, object]:
    """Return the new ends of what was running when the tender was suspended."""
    lost, award = case.at - since, case.state.award
    given: dict[str, object] = {}
    if award.announced is not None and award.announced.answers_until > since:
        until = award.announced.objections_until
        if until > since:
            given["objections_until"] = _end_of(case, until + lost)
        given["answers_until"] = _end_of(case, award.announced.answers_until + lost)
    if award.appointment is not None:
        days = case.day - case.state.day(since)
        if award.appointment.sign_by >= case.state.day(since):
            given["sign_by"] = _working(case, award.appointment.sign_by + days)
    given["enquiries"] = _later_answers(case, since, lost) or None
    return given


def _later_answers(
    case: Case, since: datetime, lost: timedelta
) -> tuple[happened.LaterAnswer, ...]:
    part = case.state.evaluation
    return tuple(
        happened.LaterAnswer(
            enquiry=code, answer_by=part.enquiries[code].answer_by + lost
        )
        for code in part.open_enquiries(since)
    )


def _working(case: Case, day: date) -> date:
    return case.calendar.next_working(day)


def _end_of(case: Case, moment: datetime) -> datetime:
    """Return when offices close on the day of *moment*, or the next working one."""
    day = _working(case, case.state.day(moment))
    return datetime.combine(day, _CLOSE_OF_DAY, case.state.zone)


def _new_schedule(
    case: Case, slots: tuple[Slot, ...], since: datetime
) -> Decision | None:
    """Return why *slots* may not be the schedule from a resumption on, or `None`."""
    before = case.state.preparation.slots
    if refused := check_schedule(case, slots):
        return refused
    for slot in slots:
        old = before.get(slot.stage)
        moments: list[tuple[datetime | None, datetime]] = [
            (old.starts if old else None, slot.starts),
            (old.ends if old else None, slot.ends),
        ]
        for was, becomes in moments:
            if was != becomes and was is not None and was <= since:
                return HAS_COME.no(stage=slot.stage, moment=was)
            if was != becomes and becomes <= case.at:
                return IN_THE_PAST.no(stage=slot.stage, moment=becomes)
    return _new_deadline(case, slots)


def _new_deadline(case: Case, slots: tuple[Slot, ...]) -> Decision | None:
    """Hold a new deadline for bids to what any other one is held to."""
    old = case.state.preparation.slots["bidding"].ends
    new = next(slot.ends for slot in slots if slot.stage == "bidding")
    if not case.state.intake_open:
        return None
    if new <= case.at:
        return NO_NEW_END.no(deadline=old)
    if new < old:
        return DEADLINE_BACK.no(deadline=old, found=new)
    least = case.reading.count("amendment.before_deadline")
    if new != old and (case.state.day(new) - case.day).days < least:
        return DEADLINE_NEAR.no(found=new, least=least)
    return None
