"""The last safe day to publish: on it the deciders accept a schedule, a working day later not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from api.files.law import pack_of
from rules.calendar import ONE_DAY, OutsideCalendarError
from rules.decisions import decide
from rules.planning import (
    Law,
    Lengths,
    days_off,
    last_safe_day,
    lengths_of,
    oldest_estimate,
    plan,
    slots,
)
from rules.rule import Decision
from tender.act import Act
from tender.commands.preparation.schedule import SetSchedule, Slot
from tender.values import Values
from tests.journeys.cleaning import package
from tests.rules.scenes import asked

PACK = pack_of(date(2026, 10, 1))
LAW = Law(Values().over(PACK.values), PACK.calendar)
DAYS = st.integers(1, 15)
ONE_FILE = st.builds(
    Lengths,
    evaluation=DAYS,
    award=DAYS,
    appointment=DAYS,
    contract=DAYS,
    technical_result=st.just(0),
    price_opening=st.just(0),
)
TWO_FILES = st.builds(
    Lengths,
    evaluation=DAYS,
    award=DAYS,
    appointment=DAYS,
    contract=DAYS,
    technical_result=DAYS,
    price_opening=DAYS,
)
LENGTHS = ONE_FILE | TWO_FILES
STARTS = st.dates(date(2026, 7, 1), date(2027, 12, 31))
"""From when on even the longest of these lengths fit behind the calendar's first day."""


def decided(announced: date, starts_on: date, lengths: Lengths) -> Decision:
    """Have the schedule that follows from *announced* decided, the day before."""
    scene = asked("set_schedule").scene()
    part = scene.state.preparation
    assert part.works is not None
    assert part.estimate is not None
    works = part.works.model_copy(
        update={"starts_on": starts_on, "ends_on": starts_on + timedelta(days=364)}
    )
    estimate = part.estimate.model_copy(update={"set_on": announced})
    method, scheme = part.method, part.scheme
    if lengths.price_opening and method and scheme:
        files = {"envelopes": "two_files"}
        method = method.model_copy(update=files)
        scheme = scheme.model_copy(update=files)
    changed = replace(
        part, works=works, estimate=estimate, method=method, scheme=scheme
    )
    state = replace(scene.state, preparation=changed)
    made = slots(plan(LAW, announced, lengths), starts_on, "+07:00", LAW)
    at = made[0].starts - ONE_DAY
    act = Act(SetSchedule(slots=made), at, scene.act.actor, scene.act.process)
    return decide(state, act, PACK)


@settings(max_examples=60, deadline=None)
@given(starts_on=STARTS, lengths=LENGTHS)
@example(starts_on=date(2027, 12, 20), lengths=Lengths())  # the calendar ends behind it
@example(starts_on=date(2026, 7, 1), lengths=Lengths(*[15] * len(Lengths._fields)))
def test_published_on_the_day_work_starts_in_time_and_a_working_day_later_not(
    starts_on: date, lengths: Lengths
) -> None:
    last = last_safe_day(LAW, starts_on, lengths)

    assert decided(last, starts_on, lengths).refusal is None
    assert plan(LAW, last, lengths)[-1].last < starts_on

    later = decided(LAW.after(last), starts_on, lengths).refusal
    assert later is not None
    assert later.rule == "schedule.contract-after-start"


@given(lengths=LENGTHS, announced=st.dates(date(2026, 1, 5), date(2027, 8, 1)))
def test_each_step_follows_the_one_before_and_lasts_as_long_as_the_law_asks(
    announced: date, lengths: Lengths
) -> None:
    steps = plan(LAW, PACK.calendar.next_working(announced), lengths)
    by = {step.stage: step for step in steps}

    assert all(one.last <= other.last for one, other in pairwise(steps[2:]))
    assert all(step.first <= step.last for step in steps)
    assert PACK.calendar.is_working(by["bidding"].last)
    objected = LAW.term(by["objection"].first, "stage.objection.length")
    assert by["appointment"].first > by["objection_answer"].last >= objected
    signed = LAW.term(by["appointment"].last, "stage.contract.most")
    assert by["contract"].last <= signed


def test_the_example_can_be_published_until_the_sixth_of_november() -> None:
    """Counted by hand on the calendar of 2026, with the lengths of the example's schedule.

    Bids close on the sixth working day, a Monday; six working days of evaluation, two of
    award, five days of objections from the day after, three of answers, four working days
    to appoint and ten to sign, 24 and 25 December off.
    """
    scheduled: dict[str, Slot] = {s.stage: s for s in package().schedule.slots}
    lengths = lengths_of(scheduled, LAW, "+07:00")

    assert lengths == Lengths(evaluation=6, award=2, appointment=4, contract=10)
    assert last_safe_day(LAW, date(2027, 1, 1), lengths) == date(2026, 11, 6)
    ends = {s.stage: s.last.isoformat() for s in plan(LAW, date(2026, 11, 6), lengths)}
    assert ends == {
        "announcement": "2026-11-13",
        "clarification": "2026-11-11",
        "bidding": "2026-11-16",
        "opening": "2026-11-16",
        "evaluation": "2026-11-24",
        "award": "2026-11-26",
        "objection": "2026-12-02",
        "objection_answer": "2026-12-07",
        "appointment": "2026-12-11",
        "contract": "2026-12-29",
    }


@pytest.mark.parametrize(
    ("starts_on", "year"),
    [
        (date(2026, 1, 10), 2025),  # counted back out of the calendar's first year
        (date(2025, 1, 10), 2025),
        (date(2020, 1, 1), 2019),
        (date(2028, 1, 2), 2028),
    ],
)
def test_days_back_into_a_year_without_a_calendar_are_not_known(
    starts_on: date, year: int
) -> None:
    """None of the calendar's days is early enough; whether one before is, nobody can say."""
    with pytest.raises(OutsideCalendarError) as caught:
        last_safe_day(LAW, starts_on, Lengths())

    assert caught.value.day.year == year


def test_with_the_year_before_in_the_calendar_the_day_is_known() -> None:
    longer = replace(PACK.calendar, years=(2025, *PACK.calendar.years))

    last = last_safe_day(Law(LAW.reading, longer), date(2026, 1, 10), Lengths())

    assert last.year == 2025


def test_the_first_start_that_has_a_day_is_that_after_the_calendars_first_contract() -> (
    None
):
    first = PACK.calendar.next_working(date(min(PACK.calendar.years), 1, 1))
    signed = plan(LAW, first, Lengths())[-1].last

    assert last_safe_day(LAW, signed + ONE_DAY, Lengths()) == first
    with pytest.raises(OutsideCalendarError):
        last_safe_day(LAW, signed, Lengths())


def test_a_contract_takes_no_longer_than_the_law_leaves() -> None:
    fourteen, more = (
        plan(LAW, date(2026, 6, 1), Lengths(contract=days)) for days in (14, 40)
    )

    assert fourteen == more


@pytest.mark.parametrize("closed", [date(2026, 10, 29), date(2027, 1, 4)])
def test_an_estimate_is_as_old_as_it_may_be_and_no_older(closed: date) -> None:
    oldest = oldest_estimate(LAW, closed)

    assert PACK.calendar.working_between(oldest, closed) == 28
    assert PACK.calendar.working_between(oldest - ONE_DAY, closed) in (28, 29)
    before = PACK.calendar.working_between(oldest - timedelta(days=4), closed)
    assert before > 28


def test_days_off_are_those_that_would_have_been_working_days() -> None:
    assert list(days_off(LAW, date(2026, 12, 20), date(2027, 1, 3))) == [
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2027, 1, 1),
    ]
