"""Working days: weekends, holidays and joint leave do not count; years outside are asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.files.law import pack_of
from rules.calendar import Calendar, DayOff, OutsideCalendarError

CALENDAR = pack_of(date(2026, 10, 19)).calendar
"""That of the place, with the national list of 2026 and 2027."""


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "working"),
    [
        pytest.param("2026-10-19", True, id="a Monday"),
        pytest.param("2026-10-23", True, id="a Friday"),
        pytest.param("2026-10-24", False, id="a Saturday"),
        pytest.param("2026-10-25", False, id="a Sunday"),
        pytest.param("2026-08-17", False, id="Independence Day, a Monday"),
        pytest.param("2026-12-25", False, id="Christmas, a Friday"),
        pytest.param("2026-12-24", False, id="joint leave before Christmas"),
        pytest.param("2026-12-28", True, id="the Monday after"),
        pytest.param("2026-03-20", False, id="joint leave before Idul Fitri"),
    ],
)
def test_what_is_a_working_day(text: str, working: bool) -> None:  # noqa: FBT001  # a column
    assert CALENDAR.is_working(day(text)) == working


def test_joint_leave_is_in_the_list_with_its_kind_and_source() -> None:
    leave = CALENDAR.days_off[day("2026-12-24")]

    assert leave.kind == "joint_leave"
    assert leave.source
    assert leave.status in ("secondary", "recalled")


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        pytest.param("2026-10-19", 5, "2026-10-26", id="over a weekend"),
        pytest.param("2026-10-19", 0, "2026-10-19", id="none"),
        pytest.param(
            "2026-12-23", 1, "2026-12-28", id="over leave, Christmas and weekend"
        ),
        pytest.param("2026-10-24", 1, "2026-10-26", id="from a Saturday"),
        pytest.param("2026-11-24", 14, "2026-12-14", id="to sign a contract"),
        pytest.param("2026-12-31", 1, "2027-01-04", id="over the turn of the year"),
    ],
)
def test_a_term_in_working_days(start: str, days: int, end: str) -> None:
    """The day on which it starts is not counted."""
    assert CALENDAR.add(day(start), days, "working_days") == day(end)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        pytest.param("2026-11-10", 5, "2026-11-16", id="ends on a Sunday, moves on"),
        pytest.param("2026-11-09", 5, "2026-11-16", id="ends on a Saturday, moves on"),
        pytest.param("2026-11-11", 5, "2026-11-16", id="ends on a Monday, stays"),
        pytest.param("2026-12-21", 3, "2026-12-28", id="ends on joint leave, moves on"),
    ],
)
def test_a_term_in_calendar_days_that_ends_on_a_working_day(
    start: str, days: int, end: str
) -> None:
    found = CALENDAR.add(day(start), days, "calendar_days_to_working")

    assert found == day(end)


def test_a_term_in_calendar_days_ends_where_it_ends() -> None:
    assert CALENDAR.add(day("2026-11-10"), 5, "calendar_days") == day("2026-11-15")


def test_a_unit_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="'months'"):
        CALENDAR.add(day("2026-11-10"), 5, "months")


@pytest.mark.parametrize("text", ["2025-12-31", "2028-01-01"])
def test_a_year_that_the_calendar_does_not_cover_is_asked_for(text: str) -> None:
    with pytest.raises(OutsideCalendarError, match=rf"\(2026, 2027\), found {text}"):
        CALENDAR.is_working(day(text))


def test_a_term_that_runs_out_of_the_calendar_is_asked_for() -> None:
    with pytest.raises(OutsideCalendarError):
        CALENDAR.add(day("2027-12-30"), 3, "working_days")


def test_the_working_days_between_two_days_count_the_last_and_not_the_first() -> None:
    assert CALENDAR.working_between(day("2026-10-15"), day("2026-10-29")) == 10
    assert CALENDAR.working_between(day("2026-10-24"), day("2026-10-25")) == 0
    assert CALENDAR.working_between(day("2026-10-15"), day("2026-10-15")) == 0


days = st.dates(day("2026-01-01"), day("2027-06-30"))


@given(start=days, length=st.integers(0, 60))
def test_a_term_of_so_many_working_days_has_so_many(start: date, length: int) -> None:
    end = CALENDAR.add_working(start, length)

    assert CALENDAR.working_between(start, end) == length
    assert end == start or CALENDAR.is_working(end)


@given(start=days, length=st.integers(0, 60))
def test_a_term_moved_to_a_working_day_moves_over_days_off_alone(
    start: date, length: int
) -> None:
    ends = start + timedelta(days=length)

    moved = CALENDAR.add(start, length, "calendar_days_to_working")

    assert CALENDAR.is_working(moved)
    between = [ends + timedelta(days=n) for n in range((moved - ends).days)]
    assert not any(CALENDAR.is_working(one) for one in between)


def test_a_local_day_off_is_a_day_off() -> None:
    local = DayOff(
        day=day("2026-10-20"),
        kind="local",
        name="Hari jadi kabupaten",
        source="Keputusan Bupati",
        status="secondary",
    )
    calendar = Calendar({local.day: local}, (2026,))

    assert not calendar.is_working(day("2026-10-20"))
    assert calendar.add_working(day("2026-10-19"), 1) == day("2026-10-21")
