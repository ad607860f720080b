"""A schedule planned: the days that follow from a day of announcement, and the last safe one.

From the day of the announcement each step is put on the first day that the law leaves:

    announcement, clarification, bids    the least lengths of the pack
    objections, their answers            the pack's terms, both to their end
    evaluation, technical result,        as many working days as the tender's own
    prices, award, appointment,          schedule gives them; the contract no more than
    contract                             the law leaves after the appointment

For opening, evaluation, award, and of two files for technical result and prices, the law
names no length: leaving them out would call a day safe on which nobody could work. Answers
are counted in full, because an objection may be lodged in the last hour. The last safe day is the last working day of an announcement
after which the contract stands before the work starts, as `schedule.contract-after-start`
asks. Sources: the values, each with its own; docs/lifecycle.md, "Schedule".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from rules.calendar import ONE_DAY, Calendar, OutsideCalendarError
from rules.rule import Citation
from tender.act import zone
from tender.commands.preparation.schedule import Slot
from tender.values import Reading

OWN: Final = Citation(text="docs/lifecycle.md, schedule", status="chosen")
"""What the tender's own schedule sets is nobody's law."""

_OPENS: Final = time(8)
_CLOSES: Final = time(16)  # docs/lifecycle.md, schedule: when offices close


def legal_term(
    reading: Reading, calendar: Calendar, start: date, value_id: str
) -> date:
    """Return the last day of the term that the value sets, counted from *start*."""
    value = reading.value(value_id)
    return calendar.add(start, reading.count(value_id), value.unit)


class Lengths(NamedTuple):
    """Working days that a tender gives to the steps which no law measures."""

    evaluation: int = 1
    award: int = 1
    appointment: int = 1
    contract: int = 1
    technical_result: int = 0  # none in one file
    price_opening: int = 0  # the evaluation of prices with it; none in one file


class Step(NamedTuple):
    """A stage with its first and last day; *value* is what measures it, if a law does."""

    stage: str
    first: date
    last: date
    value: str | None
    article: Citation


@dataclass(frozen=True, slots=True)
class Law:
    """Values and calendar that a schedule is planned on."""

    reading: Reading
    calendar: Calendar

    def term(self, start: date, value_id: str) -> date:
        """Return the last day of a term counted from *start*."""
        return legal_term(self.reading, self.calendar, start, value_id)

    def after(self, day: date) -> date:
        """Return the first working day after *day*."""
        return self.calendar.next_working(day + ONE_DAY)

    def article(self, value_id: str) -> Citation:
        """Return the source of a value."""
        value = self.reading.value(value_id)
        return Citation(text=value.source, status=value.status)


def plan(law: Law, announced: date, lengths: Lengths) -> tuple[Step, ...]:
    """Return the steps that follow from an announcement on the working day *announced*.

    Raise `OutsideCalendarError` where they run out of the calendar.
    """
    shown = law.term(announced, "stage.announcement.least")
    met = law.calendar.next_working(
        law.term(announced, "stage.clarification.after_announcement")
    )
    least = law.term(met, "stage.bidding.after_clarification")
    closed = law.calendar.next_working(max(least, shown))
    evaluated = law.calendar.add_working(closed, lengths.evaluation)
    told_first = law.calendar.add_working(evaluated, lengths.technical_result)
    priced = law.calendar.add_working(told_first, lengths.price_opening)
    awarded = law.calendar.add_working(priced, lengths.award)
    told = law.after(awarded)
    heard = law.term(told, "stage.objection.length")
    answered = law.term(heard, "stage.objection_answer.most")
    appointed = law.calendar.add_working(answered, lengths.appointment)
    signed = law.calendar.add_working(appointed, lengths.contract)
    signed = _no_later(law, signed, appointed, "stage.contract.most")
    return (
        _step(law, "announcement", announced, shown, "stage.announcement.least"),
        _step(law, "clarification", met, met, "stage.clarification.after_announcement"),
        _step(law, "bidding", met, closed, "stage.bidding.after_clarification"),
        Step("opening", closed, closed, None, OWN),
        Step("evaluation", law.after(closed), evaluated, None, OWN),
        *_second_file(law, lengths, evaluated, told_first, priced),
        Step("award", law.after(priced), awarded, None, OWN),
        _step(law, "objection", told, heard, "stage.objection.length"),
        _step(law, "objection_answer", heard, answered, "stage.objection_answer.most"),
        Step("appointment", law.after(answered), appointed, None, OWN),
        _step(
            law,
            "contract",
            min(law.after(appointed), signed),
            signed,
            "stage.contract.most",
        ),
    )


def _second_file(
    law: Law, lengths: Lengths, evaluated: date, told_first: date, priced: date
) -> Iterator[Step]:
    """Yield the announcement of the technical result, and the opening of prices after it."""
    if lengths.technical_result:
        first = law.after(evaluated)
        yield Step("technical_result", first, told_first, None, OWN)
    if lengths.price_opening:
        yield Step("price_opening", law.after(told_first), priced, None, OWN)


def _no_later(law: Law, day: date, start: date, value_id: str) -> date:
    """Return *day*, or the end of a term where that is earlier.

    A term that ends after the calendar ends after a day that is in it.
    """
    try:
        return min(day, law.term(start, value_id))
    except OutsideCalendarError:
        return day


def _step(law: Law, stage: str, first: date, last: date, value: str) -> Step:
    return Step(stage, first, last, value, law.article(value))


def signed_on(law: Law, announced: date, lengths: Lengths) -> date:
    """Return the day by which the contract stands."""
    return plan(law, announced, lengths)[-1].last


def last_safe_day(law: Law, starts_on: date, lengths: Lengths) -> date:
    """Return the last day of an announcement after which work can start on *starts_on*.

    A later announcement never leads to an earlier contract, so the first day that fits,
    counting back, is the last. Raise `OutsideCalendarError` where counting back comes to
    a year of which the calendar does not have the days off: then no day after it is
    early enough, and whether one in it is, is not known.
    """
    day = starts_on
    while True:
        if day == date.min:
            raise OutsideCalendarError(day, law.calendar.years)
        day -= ONE_DAY
        if not law.calendar.is_working(day):
            continue
        try:
            if signed_on(law, day, lengths) < starts_on:
                return day
        except OutsideCalendarError:  # too late a day leaves the calendar at its end
            continue


def slots(
    steps: tuple[Step, ...], starts_on: date, offset: str, law: Law
) -> tuple[Slot, ...]:
    """Return *steps* as the schedule of a tender, with the order to start behind them.

    A term in days ends when offices close; bids close in the morning, so that they can
    be opened on the same day.
    """
    at = zone(offset)

    def moment(day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, at)

    hours: Mapping[str, tuple[time, time]] = {
        "clarification": (time(9), time(11)),
        "bidding": (time(12), time(10)),
        "opening": (time(10, 5), _CLOSES),
        "objection_answer": (_CLOSES, _CLOSES),
    }
    made = [
        Slot.model_validate(
            {
                "stage": step.stage,
                "starts": moment(step.first, hours.get(step.stage, (_OPENS,))[0]),
                "ends": moment(step.last, hours.get(step.stage, (_OPENS, _CLOSES))[1]),
            }
        )
        for step in steps
    ]
    signed = steps[-1].last
    ordered = _no_later(law, starts_on, signed, "stage.start.most")
    made.append(
        Slot.model_validate(
            {
                "stage": "start",
                "starts": moment(signed, _CLOSES),
                "ends": moment(max(ordered, signed), _CLOSES),
            }
        )
    )
    return tuple(made)


def lengths_of(scheduled: Mapping[str, Slot], law: Law, offset: str) -> Lengths:
    """Return how many working days a tender's own schedule gives what no law measures.

    From the day on which a stage starts to that on which it ends, both counted; at
    least one.
    """
    found = {}
    for stage in Lengths._fields:
        slot = scheduled.get(stage)
        if slot is not None:
            first = slot.starts.astimezone(zone(offset)).date()
            last = slot.ends.astimezone(zone(offset)).date()
            days = law.calendar.working_between(first - ONE_DAY, last)
            found[stage] = max(1, days)
    return Lengths(**found)


def oldest_estimate(law: Law, closed: date) -> date:
    """Return the first day on which an estimate may be set for bids that close on *closed*."""
    most, day = law.reading.count("estimate.age.most"), closed
    while law.calendar.working_between(day - ONE_DAY, closed) <= most:
        day -= ONE_DAY
    return day


def days_off(law: Law, first: date, last: date) -> Iterator[date]:
    """Yield the weekdays from *first* to *last* on which offices are closed."""
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        if day in law.calendar.days_off and day.weekday() < 5:  # noqa: PLR2004  # Saturday
            yield day
