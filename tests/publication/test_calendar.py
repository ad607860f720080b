"""The schedule as a calendar: the same events, which move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from icalendar import Calendar

from publication.calendar import schedule
from tender.state import State
from tender.state.records import ScheduleChange
from tests.rules.scenes import asked, with_part

BIDDING = asked("ask_question").scene().state
SINCE = BIDDING.announcement.published_at
LATER = timedelta(days=1)


def events(state: State) -> Mapping[str, Any]:
    """Return the events of the calendar by UID, as a reader of calendars has them."""
    assert SINCE is not None
    read = Calendar.from_ical(schedule(state, SINCE))
    return {str(one["uid"]): one for one in read.walk("VEVENT")}


def moved(state: State) -> State:
    slots = state.preparation.slots
    bids = slots["bidding"]
    at = bids.starts
    return with_part(
        state,
        "preparation",
        slots={**slots, "bidding": bids.model_copy(update={"ends": bids.ends + LATER})},
        schedule_changes=(ScheduleChange(at, "officer", "Listrik padam."),),
    )


def test_each_stage_is_an_event_at_its_moments() -> None:
    found = events(BIDDING)
    slots = BIDDING.preparation.slots
    deadline = found[f"bidding.1.{BIDDING.process.ocid}"]

    assert len(found) == len(slots)
    assert deadline["dtstart"].dt == slots["bidding"].starts
    assert deadline["dtend"].dt == slots["bidding"].ends
    assert str(deadline["status"]) == "CONFIRMED"
    assert str(deadline["summary"]).startswith("LATIHAN: ")


def test_what_moves_keeps_its_uid_and_counts_on_with_the_reason() -> None:
    before, after = events(BIDDING), events(moved(BIDDING))
    uid = f"bidding.1.{BIDDING.process.ocid}"

    assert set(before) == set(after)
    assert after[uid]["dtend"].dt - before[uid]["dtend"].dt == LATER
    assert (before[uid]["sequence"], after[uid]["sequence"]) == (0, 1)
    assert str(after[uid]["description"]) == "Listrik padam."
    assert after[uid]["dtstamp"].dt > before[uid]["dtstamp"].dt


def test_of_a_tender_that_ended_what_was_to_come_is_cancelled() -> None:
    found = events(replace(BIDDING, stage="annulled"))
    status = {uid.split(".")[0]: str(one["status"]) for uid, one in found.items()}

    at = BIDDING.at
    assert at is not None
    slots = BIDDING.preparation.slots.values()
    assert {s.stage for s in slots if s.ends > at} == {
        stage for stage, found_ in status.items() if found_ == "CANCELLED"
    }
    assert status["bidding"] == "CANCELLED"


def test_of_a_suspended_one_nothing_is_certain() -> None:
    from tests.rules.test_orders import SUSPENDED  # noqa: PLC0415  # one row of its

    state = asked("ask_question").after(SUSPENDED).scene().state

    assert {str(one["status"]) for one in events(state).values()} == {"TENTATIVE"}


def test_the_same_state_gives_the_same_bytes() -> None:
    assert SINCE is not None
    assert schedule(BIDDING, SINCE) == schedule(BIDDING, SINCE)
    assert schedule(BIDDING, SINCE).count(b"\r\n") > 50
