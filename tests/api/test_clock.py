"""The two clocks: one that is read, and one that is set and never goes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from api.clock import SimulatedClock, system_clock
from tests.rules.scenes import wib

NOON = wib("2026-10-19 12:00")


def test_a_simulated_clock_stands_still_until_it_is_set() -> None:
    clock = SimulatedClock(NOON)

    assert clock() == clock() == NOON


def test_it_goes_to_the_moment_that_it_is_set_to() -> None:
    clock = SimulatedClock(NOON)

    clock.set(NOON + timedelta(days=2))

    assert clock() == NOON + timedelta(days=2)


def test_it_never_goes_back() -> None:
    clock = SimulatedClock(NOON)

    clock.set(NOON - timedelta(microseconds=1))

    assert clock() == NOON


def test_it_tells_the_time_in_utc_wherever_it_was_set() -> None:
    clock = SimulatedClock(NOON)

    clock.set(datetime.fromisoformat("2026-10-19T20:00:00+08:00"))

    assert clock().tzinfo is UTC
    assert clock() == NOON + timedelta(hours=7)


def test_the_system_s_clock_tells_the_time_in_utc_and_goes_on() -> None:
    before, after = system_clock(), system_clock()

    assert before.tzinfo is UTC
    assert before <= after
