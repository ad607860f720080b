"""Orders from outside: suspended, resumed, annulled, reopened; history is kept.

While a tender is suspended no deadline of it is in force, and nothing is done but
orders. A resumption gives back the time that was taken, and names a new end of the
bidding where the old one has passed meanwhile. What is annulled can be reopened, and
so can what has ended: nothing is after the end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.moving import DEADLINE_BACK, DEADLINE_NEAR, HAS_COME
from rules.decisions.rounds import not_again, opened
from rules.decisions.schedule import IN_THE_PAST, check_schedule
from rules.rule import Decision, accept, rule
from tender.commands import orders as asked
from tender.commands.preparation import Slot
from tender.events import orders as happened
from tender.events.preparation import ScheduleChanged
from tender.registry import Event

deciders = Deciders()

_RECORDERS = power("docs/lifecycle.md, orders", "chosen", "unit", "authority")

_CLOSE_OF_DAY = time(16, 0)  # docs/lifecycle.md, schedule
_ENDED = frozenset({"started", "failed", "annulled"})

SUSPENDED = rule(
    "order.suspended",
    "docs/lifecycle.md, orders",
    "chosen",
    indonesian="Tender ditangguhkan oleh perintah {order} sejak {since:time}; {command} tidak dapat dilakukan.",
    english="The tender has been suspended by the order {order} since {since:time}; {command} cannot be done.",
    remedy=(
        "Tunggu perintah yang melanjutkan, membatalkan, atau membuka kembali (record_order).",
        "Wait for an order that resumes, annuls or reopens it (record_order).",
    ),
)

NOT_SO = rule(
    "order.without-effect",
    "docs/lifecycle.md, orders",
    "chosen",
    indonesian="Perintah {order} ({effect}) tidak dapat dicatat: {fault}.",
    english="The order {order} ({effect}) cannot be recorded: {fault}.",
    remedy=(
        "Periksa perintah itu terhadap keadaan tender.",
        "Hold the order to where the tender stands.",
    ),
)

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


def suspension(case: Case) -> Decision | None:
    """Refuse, while the tender is suspended, all but orders and what comes late anyhow."""
    heard, tag = case.state.orders.suspended, case.act.command.tag
    if heard is None or isinstance(case.act.command, asked.RecordOrder):
        return None
    if tag in _SEALED and not case.state.intake_open:
        return None
    return SUSPENDED.no(order=heard.order.order, since=heard.at, command=tag)


_SEALED = frozenset({"commit_bid", "replace_bid", "withdraw_bid"})


@deciders.on(asked.RecordOrder, _RECORDERS)
def record_order(case: Case, command: asked.RecordOrder) -> Decision:
    """Follow an order at once, where the tender can follow it."""
    fault = _form_fault(case, command) or _EFFECT_FAULTS[command.effect](case)
    if fault:
        return NOT_SO.no(order=command.order, effect=command.effect, fault=fault)
    return _EFFECTS[command.effect](case, command)


def _form_fault(case: Case, command: asked.RecordOrder) -> str:
    if case.state.orders.known(command.order):
        return "recorded_already"
    if (command.stage is None) == (command.effect == "reopen"):
        return "stage_where_reopened"
    if command.slots is not None and command.effect != "resume":
        return "slots_where_resumed"
    return ""


def _suspend_fault(case: Case) -> str:
    if case.state.orders.suspended is not None:
        return "suspended_already"
    if case.state.stage in _ENDED or case.state.announcement.published_at is None:
        return "nothing_runs"
    return ""


def _resume_fault(case: Case) -> str:
    return "" if case.state.orders.suspended else "not_suspended"


def _annul_fault(case: Case) -> str:
    return "has_ended" if case.state.stage in {"failed", "annulled"} else ""


def _reopen_fault(_: Case) -> str:
    return ""


_EFFECT_FAULTS: Mapping[str, Callable[[Case], str]] = {
    "suspend": _suspend_fault,
    "resume": _resume_fault,
    "annul": _annul_fault,
    "reopen": _reopen_fault,
}


def _suspended(_: Case, command: asked.RecordOrder) -> Decision:
    return accept(happen(happened.OrderRecorded, command))


def _annulled(case: Case, command: asked.RecordOrder) -> Decision:
    return accept(*_stopped(case), happen(happened.OrderRecorded, command))


def _reopened(case: Case, command: asked.RecordOrder) -> Decision:
    at = command.stage or "bidding"
    return not_again(case, at) or accept(
        *_stopped(case),
        happen(happened.OrderRecorded, command),
        opened(case, at, "order", command.order),
    )


def _stopped(case: Case) -> tuple[Event, ...]:
    """Return that intake ends, where it is open: its sealed stream is closed with it."""
    return (happened.BiddingStopped(),) if case.state.intake_open else ()


def _resumed(case: Case, command: asked.RecordOrder) -> Decision:
    heard = case.state.orders.suspended
    since = heard.at if heard else case.at
    given = happen(happened.OrderRecorded, command, **_given_back(case, since))
    if command.slots is None:
        deadline = case.state.preparation.slots["bidding"].ends
        if case.state.intake_open and case.at >= deadline:
            return NO_NEW_END.no(deadline=deadline)
        return accept(given)
    refused = _new_schedule(case, command.slots, since)
    moved = ScheduleChanged(slots=command.slots, ground="order", reason=command.reason)
    return refused or accept(given, moved)


_EFFECTS: Mapping[str, Callable[[Case, asked.RecordOrder], Decision]] = {
    "suspend": _suspended,
    "resume": _resumed,
    "annul": _annulled,
    "reopen": _reopened,
}


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
