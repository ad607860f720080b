"""`saksama schedule`: the last safe day to publish a package for work to start on a day."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import orjson

from api.clock import system_clock
from api.console import console
from api.faults import BAD_INPUT, exits_on_bad_input
from api.files.fault import FileFault
from api.files.law import pack_of
from api.files.package import read_package
from api.terminal import Terminal
from api.words.file_faults import lines
from api.words.language import language
from api.words.stages import SLOTS
from flows.package import Package
from rules.calendar import OutsideCalendarError
from rules.decisions import UNKNOWN_YEAR
from rules.decisions.roster import LEAST_NOTICE
from rules.planning import (
    Law,
    Lengths,
    Step,
    days_off,
    last_safe_day,
    lengths_of,
    oldest_estimate,
    plan,
    slots,
)
from rules.rule import Language
from rules.sentences import day as spelled
from rules.sentences import plain_day
from tender.act import legal_day
from tender.canonical import Json
from tender.commands.preparation.schedule import Slot
from tender.values import UnknownValueError, Values

_TOO_LATE = 1
_ON = "--on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was reckoned *on* a day; *last* is the last safe day.

    *left* are the working days until then, where it is still to come.
    *steps* follow from it; *now* are those of an announcement on the first working day
    from *on*, empty where the calendar ends before them.
    """

    law: Law
    lengths: Lengths
    start: date
    on: date
    last: date
    left: int
    steps: tuple[Step, ...]
    now: tuple[Step, ...]

    @property
    def in_time(self) -> bool:
        """Whether the last safe day is still to come."""
        return self.on <= self.last


@exits_on_bad_input
def schedule_package(
    folder: Path, *, start: str, on: str | None, json: bool, wanted: str | None
) -> int:
    """Say by when the package in *folder* has to be published; return 1 if that is past.

    Where the calendar does not have a year that this takes, nothing can be said: 2.
    """
    starts_on = _day("--start", start)
    package = read_package(folder)
    today = legal_day(system_clock(), package.process.offset)
    day = _day(_ON, on) if on else today
    try:
        answer = reckon(package, starts_on, day)
    except OutsideCalendarError as error:
        sys.stderr.write(f"{_unknown_year(error)}\n")
        return BAD_INPUT
    except UnknownValueError as error:  # a day before the law that is known here
        expected = f"a day on which {error.value_id} is in force"
        raise _not_a_day(_ON, expected, day.isoformat()) from error
    if json:
        told = orjson.dumps(as_json(package, answer), option=orjson.OPT_INDENT_2)
        sys.stdout.buffer.write(told + b"\n")
        sys.stdout.buffer.flush()
    else:
        _say(package, answer, wanted)
    return 0 if answer.in_time else _TOO_LATE


def _unknown_year(error: OutsideCalendarError) -> str:
    """Return the rule that asks for the year's calendar, as a fault of the input."""
    operands = {"year": error.day.year, "years": ", ".join(map(str, error.years))}
    said: dict[Language, str] = {
        name: says.format(**operands) for name, says in UNKNOWN_YEAR.says.items()
    }
    return lines(UNKNOWN_YEAR.id, said, UNKNOWN_YEAR.remedy)


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        expected = "a day such as 2027-01-01"
        raise _not_a_day(option, expected, repr(text)) from error


def _not_a_day(option: str, expected: str, found: str) -> FileFault:
    return FileFault(file=option, line=1, field="day", expected=expected, found=found)


def reckon(package: Package, start: date, on: date) -> Answer:
    """Return the answer for work to start on *start*, by the law of the day *on*.

    Raise `OutsideCalendarError` where it takes days of a year without a calendar.
    """
    pack = pack_of(on)
    pack.calendar.is_working(on)  # a day of no known year is told before its values
    values = Values()
    law = Law(values.over(pack.values), pack.calendar)
    scheduled: dict[str, Slot] = {slot.stage: slot for slot in package.schedule.slots}
    lengths = lengths_of(scheduled, law, package.process.offset)
    last = last_safe_day(law, start, lengths)
    try:
        now = plan(law, law.calendar.next_working(on), lengths)
    except OutsideCalendarError:
        now = ()
    return Answer(
        law=law,
        lengths=lengths,
        start=start,
        on=on,
        last=last,
        left=law.calendar.working_between(on, last) if on <= last else 0,
        steps=plan(law, last, lengths),
        now=now,
    )


def as_json(package: Package, answer: Answer) -> dict[str, Json]:
    """Return the answer, with the schedule as `tender.toml` would have it."""
    now = {step.stage: step for step in answer.now}
    offset = package.process.offset
    made = slots(answer.steps, answer.start, offset, answer.law)
    return {
        "process": package.process.ocid,
        "start": answer.start.isoformat(),
        "on": answer.on.isoformat(),
        "last_safe_day": answer.last.isoformat(),
        "in_time": answer.in_time,
        "steps": [
            {
                "stage": step.stage,
                "first": step.first.isoformat(),
                "last": step.last.isoformat(),
                "earliest": now[step.stage].last.isoformat() if now else None,
                "value": step.value,
                "article": step.article.text,
                "status": step.article.status,
            }
            for step in answer.steps
        ],
        "working_days": _working_days(answer),
        "days_off": [
            {
                "day": off.isoformat(),
                "name": answer.law.calendar.days_off[off].name,
                "kind": answer.law.calendar.days_off[off].kind,
                "status": answer.law.calendar.days_off[off].status,
            }
            for off in _days_off(answer)
        ],
        "slots": [slot.to_json() for slot in made],
    }


def _working_days(answer: Answer) -> int:
    """Return the working days after the last safe day and before the start of work."""
    before = answer.start - timedelta(days=1)
    return answer.law.calendar.working_between(answer.last, before)


def _days_off(answer: Answer) -> Iterator[date]:
    return days_off(answer.law, answer.last, answer.start)


def _say(package: Package, answer: Answer, wanted: str | None) -> None:
    spoken = language(wanted)
    terminal = Terminal(console(), spoken, package.process.offset)
    terminal.title(package.process.title, practice=package.process.practice)
    words = terminal.phrase
    told = words("last_safe").format(day=spelled(answer.last, spoken))
    terminal.say(told, "bold")
    contract = spelled(answer.steps[-1].last, spoken)
    start = spelled(answer.start, spoken)
    terminal.say(words("starts_work").format(day=start, contract=contract))
    terminal.say(_left(terminal, answer, spoken), "green" if answer.in_time else "red")
    terminal.say("")
    for line in _table(terminal, answer, spoken):
        terminal.say(line)
    terminal.say("")
    for line in _beside(terminal, answer, spoken):
        terminal.say(line)


def _left(terminal: Terminal, answer: Answer, spoken: Language) -> str:
    """Say how far off the last safe day is, or what is left once it has passed."""
    words, calendar, last = terminal.phrase, answer.law.calendar, answer.last
    on = spelled(answer.on, spoken)
    if answer.in_time:
        return words("still").format(days=_working(terminal, answer.left), on=on)
    if not answer.now:
        return words("beyond")
    signed = answer.now[-1].last
    return words("past").format(
        days=_working(terminal, calendar.working_between(last, answer.on)),
        on=on,
        next=spelled(answer.now[0].first, spoken),
        contract=spelled(signed, spoken),
        start=spelled(signed + timedelta(days=1), spoken),
    )


def _working(terminal: Terminal, days: int) -> str:
    """Return a count of working days in words: one of them is a day."""
    return terminal.phrase("working_day" if days == 1 else "working_days").format(
        days=days
    )


def _table(terminal: Terminal, answer: Answer, spoken: Language) -> Iterator[str]:
    """Yield a line of days for each step, and under it what measures it."""
    words = terminal.phrase
    now = {step.stage: step for step in answer.now}
    titles = [SLOTS[spoken][step.stage] for step in answer.steps]
    wide = max(map(len, (words("slot_head"), *titles)))
    yield f"{words('slot_head'):<{wide}} {words('slot_earliest'):>19} {words('slot_last'):>19}"
    for step in answer.steps:
        early = plain_day(now[step.stage].last, spoken) if now else "-"
        late = plain_day(step.last, spoken)
        yield f"{SLOTS[spoken][step.stage]:<{wide}} {early:>19} {late:>19}"
        if step.value is not None:
            yield f"    {terminal.codes.cited(step.value, step.article)}"
        if (days := answer.lengths._asdict().get(step.stage)) is not None:
            said = words("own_length").format(days=_working(terminal, days))
            yield f"    {said}"


def _beside(terminal: Terminal, answer: Answer, spoken: Language) -> Iterator[str]:
    """Yield what has its own last day beside the schedule, and the days off that count."""
    words = terminal.phrase
    closed = next(s.last for s in answer.steps if s.stage == "bidding")
    try:
        oldest = spelled(oldest_estimate(answer.law, closed), spoken)
    except OutsideCalendarError:
        oldest = "-"
    article = answer.law.article("estimate.age.most")
    told = words("estimate_from").format(day=oldest)
    yield f"{told}\n    {terminal.codes.cited('estimate.age.most', article)}"
    before = timedelta(days=LEAST_NOTICE + 1)  # heard, then frozen, then announced
    noticed = answer.last - before
    yield words("roster_until").format(day=spelled(noticed, spoken))
    yield "    docs/roster.md"
    yield ""
    days = _working(terminal, _working_days(answer))
    yield words("counted").format(days=days)
    for off in _days_off(answer):
        known = answer.law.calendar.days_off[off]
        yield f"    {spelled(off, spoken)}: {known.name} [{terminal.codes.status(known.status)}]"
