"""A deadline for bids that moves by rule: after an outage, a late amendment, an open question.

What follows the deadline moves with it, by as much. A move that no lawful schedule
follows, for it would leave no time for the contract or outlive the estimate, is none.
A deadline that has come moves for an outage alone, and a closing waits for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal

from rules.calendar import OutsideCalendarError
from rules.choices import (
    ANSWER_EXTENSION,
    ANSWER_LIMIT,
    OUTAGE_EXTENSION,
    OUTAGE_SILENCE,
)
from rules.decisions.case import Case, Deciders, power
from rules.decisions.schedule import check_schedule
from rules.rule import Decision, accept, rule
from tender.commands import announcement as asked
from tender.commands.preparation.schedule import Slot
from tender.events import announcement as awaited
from tender.events import preparation as happened
from tender.state import State

deciders = Deciders()

_ENGINE = power("docs/lifecycle.md, questions", "chosen", "engine")

NOTHING_OPEN = rule(
    "deadline.no-open-question",
    "docs/lifecycle.md, questions",
    "chosen",
    indonesian="Batas akhir {deadline:time} tidak bergeser: tidak ada pertanyaan yang masih terbuka sesudah batas jawaban.",
    english="The deadline {deadline:time} does not move: no question is open after the limit for answers.",
    remedy=(
        "Jawab pertanyaan yang ada; yang belum terjawab menggeser batas akhir satu kali.",
        "Answer what was asked; a question without an answer moves the deadline once.",
    ),
)


@deciders.on(asked.MoveDeadline, _ENGINE)
def move_deadline(case: Case, command: asked.MoveDeadline) -> Decision:
    """Move the deadline for questions that are open at the limit for answers, once for each."""
    del command
    waiting = unanswered(case)
    limit = answers_by(case)
    deadline = case.state.preparation.slots["bidding"].ends
    if not waiting or limit is None or not limit <= case.at < deadline:
        return NOTHING_OPEN.no(deadline=deadline)
    moved = _for_questions(case)
    return check_schedule(case, moved) or accept(
        awaited.AnswersAwaited(questions=waiting),
        _change("questions", moved, ", ".join(waiting)),
    )


def answers_by(case: Case) -> datetime | None:
    """Return the limit for answers, where the tender has set one."""
    if not case.reading.has(ANSWER_LIMIT):
        return None
    hours = case.reading.count(ANSWER_LIMIT)
    return case.state.preparation.slots["bidding"].ends - timedelta(hours=hours)


def unanswered(case: Case) -> tuple[str, ...]:
    """Return the open questions that have not moved the deadline yet, in order."""
    part = case.state.announcement
    return tuple(q for q in part.unanswered() if q not in part.awaited)


def may_wait(case: Case) -> bool:
    """Say whether the deadline can lawfully move for questions."""
    try:
        return check_schedule(case, _for_questions(case)) is None
    except OutsideCalendarError:
        return False


def _for_questions(case: Case) -> tuple[Slot, ...]:
    hours = timedelta(hours=case.reading.count(ANSWER_EXTENSION))
    return _later(case, case.state.preparation.slots["bidding"].ends + hours)


def for_amendment(case: Case, reason: str) -> happened.ScheduleChanged | None:
    """Return how the schedule moves so that bidders can read a late amendment, if it is late.

    The deadline moves to the first working day, at its hour, that leaves as many days as
    the law asks. Whether that schedule is lawful, the tender after it is asked.
    """
    deadline = case.state.preparation.slots["bidding"].ends
    days = case.reading.count("amendment.before_deadline")
    short = days - (case.state.day(deadline) - case.day).days
    if short <= 0:
        return None
    moved = _later(case, deadline + timedelta(days=short))
    return _change("amendment", moved, reason)


def outage(case: Case) -> happened.ScheduleChanged | None:
    """Return how the schedule moves because nobody could ask at the deadline, if it does.

    The rule is the tender's own (`outage.*`, chosen): where nobody could ask for so long
    after the deadline, bidders could not be heard either. The new deadline is so many
    hours after the engine is back, on a working day. A deadline that an outage has set
    already is not moved: the bidding closes.
    """
    deadline = case.state.preparation.slots["bidding"].ends
    if not case.reading.has(OUTAGE_SILENCE):
        return None
    silence = timedelta(minutes=case.reading.count(OUTAGE_SILENCE))
    if case.at - deadline < silence or _set_by_outage(case.state, deadline):
        return None
    hours = timedelta(hours=case.reading.count(OUTAGE_EXTENSION))
    try:
        moved = _later(case, case.at + hours)
        refused = check_schedule(case, moved)
    except OutsideCalendarError:
        return None
    if refused:
        return None
    (closes,) = (slot.ends for slot in moved if slot.stage == "bidding")
    return _change("outage", moved, f"outage at the deadline, {closes - deadline}")


def _set_by_outage(state: State, deadline: datetime) -> bool:
    changes = state.preparation.schedule_changes
    return any(c.ground == "outage" and c.deadline == deadline for c in changes)


def _change(
    ground: Literal["outage", "amendment", "questions"],
    slots: tuple[Slot, ...],
    reason: str,
) -> happened.ScheduleChanged:
    return happened.ScheduleChanged(slots=slots, ground=ground, reason=reason)


def _later(case: Case, deadline: datetime) -> tuple[Slot, ...]:
    """Return the schedule with its deadline on *deadline*, or at its hour on the next working day."""
    slots = case.state.preparation.slots
    day = case.state.day(deadline)
    closes = deadline + (case.calendar.next_working(day) - day)
    return tuple(_shifted(slots.values(), slots["bidding"].ends, closes))


def _shifted(
    slots: Iterable[Slot], deadline: datetime, closes: datetime
) -> Iterable[Slot]:
    shift = closes - deadline
    for slot in slots:
        if slot.ends < deadline:
            yield slot
            continue
        starts = slot.starts if slot.starts < deadline else slot.starts + shift
        yield Slot(stage=slot.stage, starts=starts, ends=slot.ends + shift)
