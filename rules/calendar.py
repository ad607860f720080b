"""Working days: what the law counts in, and calendar days that must end on one.

Saturdays, Sundays and the days off of the pack do not count. A day off has a
kind, a source and a status, because cuti bersama are set by decree year by year
and the Islamic holidays are estimates until then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tender.codes import Status
from tender.stored import Day, Line, Stored

ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class DayOff(Stored):
    """A day on which offices are closed."""

    day: Day
    kind: Literal["holiday", "joint_leave", "local"]
    name: Line
    source: Line
    status: Status


class OutsideCalendarError(LookupError):
    """A day was asked about in a year that the calendar does not cover."""

    def __init__(self, day: date, years: tuple[int, ...]) -> None:
        covered = ", ".join(map(str, years))
        super().__init__(
            f"expected a day in the years of the calendar ({covered}), found {day}: "
            "add the year's days off to the pack"
        )
        self.day = day
        self.years = years


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off of some *years*."""

    days_off: Mapping[date, DayOff]
    years: tuple[int, ...]

    def is_working(self, day: date) -> bool:
        """Say whether offices are open on *day*."""
        if day.year not in self.years:
            raise OutsideCalendarError(day, self.years)
        return day.weekday() < _SATURDAY and day not in self.days_off

    def next_working(self, day: date) -> date:
        """Return *day*, or the first working day after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def add_working(self, day: date, days: int) -> date:
        """Return the *days*-th working day after *day*; *day* itself is not counted."""
        for _ in range(days):
            day = self.next_working(day + ONE_DAY)
        return day

    def working_between(self, start: date, end: date) -> int:
        """Count the working days after *start* up to and including *end*."""
        days = (end - start).days
        return sum(
            self.is_working(start + timedelta(days=n)) for n in range(1, days + 1)
        )

    def add(self, day: date, length: int, unit: str) -> date:
        """Return the last day of a term of *length* in *unit* that starts after *day*.

        *unit* is `working_days`, `calendar_days`, or `calendar_days_to_working`:
        calendar days, of which the last is moved to the next working day.
        """
        match unit:
            case "working_days":
                return self.add_working(day, length)
            case "calendar_days":
                return day + timedelta(days=length)
            case "calendar_days_to_working":
                return self.next_working(day + timedelta(days=length))
            case _:
                message = f"expected a unit of days, found {unit!r}"
                raise ValueError(message)
