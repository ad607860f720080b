"""Days off: the national list year by year, then what a place adds, mends and takes away.

National holidays and joint leave (cuti bersama) are set by a decree of three
ministers for each year. The library `holidays` carries them; days that hang on the
moon it marks as estimated until they are fixed. A year with such a mark, or with no
joint leave at all, is a year whose decree the library does not have: its days are
*recalled*, all others *secondary*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Annotated, Final, Literal

import holidays
from pydantic import Field

from api.files.document import Document
from api.files.fault import FileFault, first_of
from rules.calendar import DayOff
from tender.codes import Status
from tender.stored import Day, Each, Line, Many, Stored

SOURCE: Final = f"holidays {version('holidays')}"

_ESTIMATED = "(perkiraan)"
_KINDS: Final[tuple[tuple[str, Literal["holiday", "joint_leave"]], ...]] = (
    ("government", "joint_leave"),
    ("public", "holiday"),  # last: a day that is both is a holiday
)

Year = Annotated[int, Field(strict=True, ge=2000, le=2100)]


class NotOff(Stored):
    """A day of the national list on which the place works, and who says so."""

    day: Day
    source: Line


class CalendarFile(Stored):
    """`calendar.toml`: the years that are covered, and corrections to their days off."""

    years: Each[Year]
    day_off: Many[DayOff] = ()
    not_off: Many[NotOff] = ()


def national(year: int) -> Iterator[DayOff]:
    """Yield the days off of the national list for *year*, in order."""
    found = {}
    for category, kind in _KINDS:
        days = holidays.country_holidays(
            "ID",
            years=year,
            categories=(category,),
            language="id",  # else the names follow the language of the machine
        )
        found.update({day: (kind, name) for day, name in days.items()})
    kinds = {kind for kind, _ in found.values()}
    estimated = any(_ESTIMATED in name for _, name in found.values())
    decreed = "joint_leave" in kinds and not estimated
    status: Status = "secondary" if decreed else "recalled"
    for day, (kind, name) in sorted(found.items()):
        yield DayOff(day=day, kind=kind, name=name, source=SOURCE, status=status)


def days_off(document: Document) -> tuple[tuple[DayOff, ...], tuple[int, ...]]:
    """Return the days off of a `calendar.toml`, in order, and the years they cover.

    Raise `FileFault` for a correction that does not fit the list.
    """
    calendar = document.read(CalendarFile)
    off = {day.day: day for year in calendar.years for day in national(year)}
    if faults := list(_misfits(document, calendar, off)):
        raise first_of(faults)
    off.update({day.day: day for day in calendar.day_off})
    for mended in calendar.not_off:
        del off[mended.day]
    return tuple(off[day] for day in sorted(off)), tuple(sorted(calendar.years))


def _misfits(
    document: Document, calendar: CalendarFile, off: Iterable[object]
) -> Iterator[FileFault]:
    listed = set(off)
    for index, added in enumerate(calendar.day_off):
        if added.day.year not in calendar.years:
            yield document.fault(
                ("day_off", index, "day"),
                expected=f"a day in the years {', '.join(map(str, calendar.years))}",
                found=added.day.isoformat(),
            )
    for index, mended in enumerate(calendar.not_off):
        if mended.day not in listed:
            yield document.fault(
                ("not_off", index, "day"),
                expected=f"a day off of the national list ({SOURCE})",
                found=mended.day.isoformat(),
            )
    for table, days in (
        ("day_off", [day.day for day in calendar.day_off]),
        ("not_off", [day.day for day in calendar.not_off]),
    ):
        places = [((table, i, "day"), day.isoformat()) for i, day in enumerate(days)]
        yield from document.once(places)
