"""The schedule: no shorter than the law, counted in working days, never moved too late."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tender.commands.preparation.schedule import ChangeSchedule, Slot
from tender.events.preparation import ConflictDeclared
from tests.journeys.cleaning import package
from tests.rules.scenes import Accepted, Plan, Refused, Scene, asked, names

SLOTS = {slot.stage: slot.to_json() for slot in package().schedule.slots}


def slots(**changed: tuple[str, str]) -> list[dict[str, Any]]:
    """Return the example's schedule with stages from and until other hours."""
    moved = {
        stage: {"stage": stage, "starts": utc(starts), "ends": utc(ends)}
        for stage, (starts, ends) in changed.items()
    }
    return [moved.get(stage, slot) for stage, slot in SLOTS.items()]


def utc(text: str) -> str:
    """Return `10-22 12` of the year of the example, in western Indonesia, as it is stored."""
    day, hour = text.split()
    return f"2026-{day}T{int(hour) - 7:02}:00:00.000000Z"


def schedule(**changed: tuple[str, str]) -> Plan:
    return asked("set_schedule").but(slots=slots(**changed))


BIDDING = asked("ask_question")
LAST_DAY = asked("withdraw_bid").on("2026-10-28 13:00")
"""The day before the deadline."""

OPENING = asked("release_shares")
EVALUATION = asked("prove_qualification")


def changing(plan: Plan, **changed: tuple[str, str]) -> Plan:
    """Return a change of the schedule, in the state of *plan*."""
    command = ChangeSchedule.from_json(
        {
            "tag": "change_schedule",
            "slots": slots(**changed),
            "reason": "Listrik padam di kantor Pokja.",
        }
    )
    return plan.instead(command).by("pokja-1", "committee", "server")


def package_slots() -> dict[str, Slot]:
    return {slot.stage: slot for slot in package().schedule.slots}


def slot(stage: str, starts: str, ends: str) -> Slot:
    return Slot.from_json({"stage": stage, "starts": utc(starts), "ends": utc(ends)})


def keeping_starts(stage: str) -> Callable[[Scene], dict[str, object]]:
    """Return the change's slots, with the start that a stage has had."""

    def fields(scene: Scene) -> dict[str, object]:
        command = scene.act.command
        assert isinstance(command, ChangeSchedule)
        starts = package_slots()[stage].starts
        return {
            "slots": [
                s.model_copy(update={"starts": starts}) if s.stage == stage else s
                for s in command.slots
            ]
        }

    return fields


REFUSED = (
    Refused(
        "a schedule without a stage",
        asked("set_schedule").but(
            slots=[slot for stage, slot in SLOTS.items() if stage != "objection"]
        ),
        "schedule.incomplete",
        {"stages": "objection"},
    ),
    Refused(
        "a stage that ends before it starts",
        schedule(objection=("11-16 16", "11-11 8")),
        "schedule.incomplete",
        {"stages": "objection"},
    ),
    Refused(
        "stages turned round",
        schedule(evaluation=("10-28 8", "11-06 16")),
        "schedule.incomplete",
        {"stages": "evaluation"},
    ),
    Refused(
        "an opening that goes on for a year after the evaluation",
        schedule(opening=("10-29 11", "12-31 16")),
        "schedule.incomplete",
        {"stages": "evaluation"},
    ),
    Refused(
        "a stage twice",
        asked("set_schedule").but(slots=[*slots(), SLOTS["start"]]),
        "schedule.incomplete",
        {"stages": "twice"},
    ),
    Refused(
        "four working days of announcement",
        schedule(announcement=("10-19 8", "10-23 16")),
        "schedule.too-short",
        {
            "stage": "announcement",
            "found": "2026-10-23",
            "least": "2026-10-26",
            "value": "stage.announcement.least",
        },
    ),
    Refused(
        "a clarification on the second working day",
        schedule(clarification=("10-21 9", "10-21 11")),
        "schedule.too-short",
        {
            "stage": "clarification",
            "found": "2026-10-21",
            "least": "2026-10-22",
            "value": "stage.clarification.after_announcement",
        },
    ),
    Refused(
        "two working days for bids",
        schedule(bidding=("10-22 12", "10-26 10")),
        "schedule.too-short",
        {
            "stage": "bidding",
            "found": "2026-10-26",
            "least": "2026-10-27",
            "value": "stage.bidding.after_clarification",
        },
    ),
    Refused(
        "a deadline on a Saturday",
        schedule(
            bidding=("10-22 12", "10-31 10"),
            opening=("10-31 11", "10-31 16"),
            evaluation=("11-02 8", "11-06 16"),
        ),
        "schedule.not-a-working-day",
        {"stage": "bidding", "day": "2026-10-31"},
    ),
    Refused(
        "a deadline at which the estimate is 29 working days old",
        schedule(
            bidding=("10-22 12", "11-25 10"),
            opening=("11-25 11", "11-25 16"),
            evaluation=("11-26 8", "11-27 16"),
            award=("11-27 8", "11-27 16"),
            objection=("11-27 16", "12-02 16"),
            objection_answer=("12-02 16", "12-07 16"),
            appointment=("12-08 8", "12-09 16"),
            contract=("12-10 8", "12-11 16"),
            start=("12-14 8", "12-28 16"),
        ),
        "schedule.stale-estimate",
        {
            "set_on": "2026-10-15",
            "deadline": "2026-11-25",
            "age": "29",
            "most": "28",
        },
    ),
    Refused(
        "a contract on the day on which work starts",
        asked("set_schedule").having(
            "preparation",
            works=package().works.model_copy(
                update={"starts_on": package().schedule.slots[9].ends.date()}
            ),
        ),
        "schedule.contract-after-start",
        {"contract": "2026-12-09", "start": "2026-12-09"},
    ),
    Refused(
        "a deadline that has come",
        changing(
            OPENING,
            bidding=("10-22 12", "10-30 10"),
            opening=("10-30 11", "10-30 16"),
            evaluation=("11-02 8", "11-06 16"),
        ),
        "schedule.deadline-past",
        {"deadline": "2026-10-29T03:00:00.000000Z"},
    ),
    Refused(
        "a change that is shorter than the law",
        changing(
            BIDDING,
            clarification=("10-27 9", "10-27 11"),
            bidding=("10-27 12", "10-29 10"),
        ),
        "schedule.too-short",
        {
            "stage": "bidding",
            "found": "2026-10-29",
            "least": "2026-10-30",
            "value": "stage.bidding.after_clarification",
        },
    ),
    Refused(
        "a schedule that has begun",
        asked("set_schedule").on("2026-10-19 08:00"),
        "schedule.in-the-past",
        {"stage": "announcement", "moment": "2026-10-19T01:00:00.000000Z"},
    ),
    Refused(
        "a change before the announcement to what has begun",
        changing(asked("publish_tender"), opening=("10-29 11", "10-29 16")),
        "schedule.in-the-past",
        {"stage": "announcement", "moment": "2026-10-19T01:00:00.000000Z"},
    ),
    Refused(
        "a change that changes nothing",
        changing(BIDDING),
        "schedule.unchanged",
    ),
    Refused(
        "a deadline moved into the past",
        changing(LAST_DAY, bidding=("10-22 12", "10-27 10")),
        "schedule.deadline-back",
        {
            "deadline": "2026-10-29T03:00:00.000000Z",
            "found": "2026-10-27T03:00:00.000000Z",
        },
    ),
    Refused(
        "a deadline moved to an hour from now",
        changing(LAST_DAY, bidding=("10-22 12", "10-28 14")),
        "schedule.deadline-back",
        {
            "deadline": "2026-10-29T03:00:00.000000Z",
            "found": "2026-10-28T07:00:00.000000Z",
        },
    ),
    Refused(
        "a deadline moved to the day after tomorrow, the day before it",
        changing(
            LAST_DAY,
            bidding=("10-22 12", "10-30 10"),
            opening=("10-30 11", "10-30 16"),
            evaluation=("11-02 8", "11-06 16"),
        ),
        "schedule.deadline-near",
        {"found": "2026-10-30T03:00:00.000000Z", "least": "3"},
    ),
    Refused(
        "a deadline moved to a Saturday",
        changing(
            BIDDING,
            bidding=("10-22 12", "10-31 10"),
            opening=("10-31 11", "10-31 16"),
            evaluation=("11-02 8", "11-06 16"),
        ),
        "schedule.not-a-working-day",
        {"stage": "bidding", "day": "2026-10-31"},
    ),
    Refused(
        "a clarification that is over moved to another hour",
        changing(LAST_DAY, clarification=("10-22 9", "10-22 10")),
        "schedule.has-come",
        {"stage": "clarification", "moment": "2026-10-22T02:00:00.000000Z"},
    ),
    Refused(
        "an announcement that is over made longer",
        changing(LAST_DAY, announcement=("10-19 8", "10-29 16")),
        "schedule.has-come",
        {"stage": "announcement", "moment": "2026-10-19T01:00:00.000000Z"},
    ),
    Refused(
        "the start of bids that have been taken in since",
        changing(LAST_DAY, bidding=("10-23 12", "10-29 10")),
        "schedule.has-come",
        {"stage": "bidding", "moment": "2026-10-22T05:00:00.000000Z"},
    ),
    Refused(
        "a change by a member in conflict, on record",
        changing(BIDDING, bidding=("10-22 12", "10-30 10")).after(
            ConflictDeclared(member="pokja-1", conflicted=True)
        ),
        "committee.conflicted",
        {"member": "pokja-1"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "an opening put before now",
        changing(OPENING.on("2026-10-29 12:00"), opening=("10-29 10", "10-29 11")),
        "schedule.has-come",
        {"stage": "opening", "moment": "2026-10-29T03:05:00.000000Z"},
    ),
    Refused(
        "an opening that is under way ended before now",
        changing(
            OPENING.on("2026-10-29 12:30"), opening=("10-29 10", "10-29 12")
        ).but_with(keeping_starts("opening")),
        "schedule.in-the-past",
        {"stage": "opening", "moment": "2026-10-29T05:00:00.000000Z"},
    ),
    Refused(
        "an opening that is under way ended at this very moment",
        changing(
            OPENING.on("2026-10-29 12:00"), opening=("10-29 10", "10-29 12")
        ).but_with(keeping_starts("opening")),
        "schedule.in-the-past",
        {"stage": "opening", "moment": "2026-10-29T05:00:00.000000Z"},
    ),
    Refused(
        "a proof that was scheduled, dropped once it has come",
        changing(EVALUATION).having(
            "preparation",
            slots={**package_slots(), "proof": slot("proof", "11-02 8", "11-03 16")},
        ),
        "schedule.has-come",
        {"stage": "proof", "moment": "2026-11-02T01:00:00.000000Z"},
    ),
)

ACCEPTED = (
    Accepted(
        "the shortest schedule that the law allows",
        schedule(
            bidding=("10-22 12", "10-27 10"),
            opening=("10-27 11", "10-27 16"),
        ),
        {"schedule_set": {}},
    ),
    Accepted(
        "a schedule by the commitment officer",
        asked("set_schedule").by("ppk", "ppk"),
        {"schedule_set": {"slots": list(SLOTS.values())}},
    ),
    Accepted(
        "a deadline at which the estimate is 28 working days old",
        schedule(
            bidding=("10-22 12", "11-24 10"),
            opening=("11-24 11", "11-24 16"),
            evaluation=("11-26 8", "11-27 16"),
            award=("11-27 8", "11-27 16"),
            objection=("11-27 16", "12-02 16"),
            objection_answer=("12-02 16", "12-07 16"),
            appointment=("12-08 8", "12-09 16"),
            contract=("12-10 8", "12-11 16"),
            start=("12-14 8", "12-28 16"),
        ),
        {"schedule_set": {}},
    ),
    Accepted(
        "another deadline before it has come",
        changing(
            BIDDING,
            bidding=("10-22 12", "10-30 10"),
            opening=("10-30 11", "10-30 16"),
            evaluation=("11-02 8", "11-06 16"),
        ),
        {
            "schedule_changed": {
                "ground": "officer",
                "reason": "Listrik padam di kantor Pokja.",
            }
        },
    ),
    Accepted(
        "a change before the announcement, to an earlier deadline",
        changing(
            asked("publish_tender").on("2026-10-19 07:59"),
            bidding=("10-22 12", "10-28 10"),
            opening=("10-28 11", "10-28 16"),
        ),
        {"schedule_changed": {"ground": "officer"}},
    ),
    Accepted(
        "a deadline three days from now, the day before the one that was announced",
        changing(
            LAST_DAY,
            bidding=("10-22 12", "11-02 10"),
            opening=("11-02 11", "11-02 16"),
            evaluation=("11-03 8", "11-06 16"),
        ),
        {"schedule_changed": {"ground": "officer"}},
    ),
    Accepted(
        "an evaluation that is late and says until when",
        changing(EVALUATION.on("2026-11-07 09:00"), evaluation=("10-30 8", "11-09 8")),
        {"schedule_changed": {"ground": "officer"}},
    ),
    Accepted(
        "a later evaluation after the deadline",
        changing(OPENING, evaluation=("10-30 8", "11-09 8")),
        {"schedule_changed": {"ground": "officer"}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


@pytest.mark.parametrize("command", ["reveal_estimate_detail", "complete_evaluation"])
def test_late_work_puts_off_what_could_not_begin(command: str) -> None:
    """Its time has come and gone; it has not begun, for what goes before is not done."""
    late = slots(
        evaluation=("10-30 08", "11-25 16"),
        award=("11-25 08", "11-26 16"),
        objection=("11-26 08", "12-01 16"),
        objection_answer=("12-01 16", "12-04 16"),
        appointment=("12-07 08", "12-07 16"),
        contract=("12-08 08", "12-09 16"),
    )
    change = ChangeSchedule.from_json(
        {"tag": "change_schedule", "slots": late, "reason": "Evaluasi terlambat."}
    )
    plan = asked(command).instead(change).by("pokja-1", "committee", "server")
    decision = plan.on("2026-11-24 09:00").scene().decide()

    assert decision.refusal is None
