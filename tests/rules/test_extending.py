"""A deadline for bids that moves by rule: an outage, a late amendment, questions left open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from rules.due import Due, due
from rules.pack import Pack, PackFile
from tender.canonical import commitment
from tender.commands.announcement import AmendTender, MoveDeadline
from tender.commands.preparation.schedule import Slot
from tender.events.announcement import AnswersAwaited, QuestionAnswered, QuestionAsked
from tender.events.bidding import BiddingClosed
from tender.events.preparation import ScheduleChanged
from tender.registry import Event
from tender.values import Value
from tests.journeys.cleaning import package
from tests.rules.scenes import Accepted, Plan, Refused, Scene, asked, names, wib

DEADLINE = "2026-10-29T03:00:00.000000Z"
SEALED = commitment(bytes(16), b"Apakah seragam termasuk sepatu?")


def chosen(value_id: str, value: str) -> Value:
    return Value.from_json(
        {
            "id": value_id,
            "value": value,
            "unit": "hours",
            "from": "2026-10-01",
            "source": "LDP 9",
            "status": "chosen",
        }
    )


def with_limit(limit: str = "48", extension: str = "24") -> Plan:
    """Return the engine's asking on the day before the deadline, of a tender with a limit."""

    def change(scene: Scene) -> Scene:
        values = scene.state.values
        values = values.choosing(chosen("question.answer_limit", limit))
        values = values.choosing(chosen("question.extension", extension))
        return scene._replace(state=replace(scene.state, values=values))

    plan = asked("close_bidding").instead(MoveDeadline()).on("2026-10-28 12:00")
    return plan.then(change)


def question(code: str) -> QuestionAsked:
    return QuestionAsked(question=code, words=SEALED)


def answer(code: str) -> QuestionAnswered:
    return QuestionAnswered(question=code, answer="Ya.")


def without_limit(scene: Scene) -> Scene:
    """Return a scene of a tender that sets no limit for answers."""
    values = scene.state.values
    chosen = {k: v for k, v in values.chosen.items() if not k.startswith("question.")}
    state = replace(scene.state, values=replace(values, chosen=chosen))
    return scene._replace(state=state)


def of_another_year(scene: Scene) -> Scene:
    """Return a scene whose calendar has the days off of another year."""
    file = PackFile(values=scene.pack.file.values, days_off=(), years=(2025,))
    return scene._replace(pack=Pack.of(file))


OPEN = question("t-90")
WAITING = with_limit().after(OPEN)
FIRST = "2026-10-30T03:00:00.000000Z"


def late(moment: str) -> Plan:
    command = AmendTender.from_json(
        {
            "tag": "amend_tender",
            "summary": "Seragam",
            "reason": "Keliru.",
            "works": package().works.to_json(),
        }
    )
    plan = asked("ask_question").instead(command)
    return plan.by("pokja-1", "committee", "server").on(moment)


REFUSED = (
    Refused(
        "a move for questions of a tender that sets no limit",
        WAITING.then(without_limit),
        "deadline.no-open-question",
        {"deadline": DEADLINE},
    ),
    Refused(
        "a move where every question is answered",
        WAITING.after(answer("t-90")),
        "deadline.no-open-question",
        {"deadline": DEADLINE},
    ),
    Refused(
        "a move before the limit for answers",
        WAITING.on("2026-10-27 09:59"),
        "deadline.no-open-question",
        {"deadline": DEADLINE},
    ),
    Refused(
        "a move once the deadline has come",
        WAITING.on("2026-10-29 10:00"),
        "deadline.no-open-question",
        {"deadline": DEADLINE},
    ),
    Refused(
        "a move by somebody who bids",
        WAITING.by("p-01", "bidder", "5a" * 64),
        "office.not-competent",
        {
            "office": "bidder",
            "command": "move_deadline",
            "competent": "engine",
        },
    ),
    Refused(
        "a move that the estimate would not outlive",
        WAITING.under(**{"estimate.age.most": "10"}),
        "schedule.stale-estimate",
        {
            "set_on": "2026-10-15",
            "deadline": "2026-10-30",
            "age": "11",
            "most": "10",
        },
    ),
)

ACCEPTED = (
    Accepted(
        "a move for a question that is open at the limit for answers",
        WAITING.on("2026-10-27 10:00"),
        {
            "answers_awaited": {"questions": ["t-90"]},
            "schedule_changed": {"ground": "questions"},
        },
    ),
    Accepted(
        "a move in the last microsecond before the deadline",
        WAITING.on("2026-10-29 09:59:59.999999"),
        {
            "answers_awaited": {"questions": ["t-90"]},
            "schedule_changed": {"ground": "questions"},
        },
    ),
    Accepted(
        "no closing after an hour in which nobody could ask: the schedule moves",
        asked("close_bidding").on("2026-10-29 11:00"),
        {"schedule_changed": {"ground": "outage"}},
    ),
    Accepted(
        "a late amendment, which moves the deadline for its own reason",
        late("2026-10-27 00:00"),
        {
            "tender_amended": {"version": 2},
            "schedule_changed": {"ground": "amendment", "reason": "Keliru."},
        },
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def deadline_after(plan: Plan) -> str:
    """Return the deadline that a plan moves the schedule to, in western Indonesia."""
    (moved,) = (
        event
        for event in plan.scene().decide().events
        if isinstance(event, ScheduleChanged)
    )
    (deadline,) = [slot.ends for slot in moved.slots if slot.stage == "bidding"]
    return f"{deadline.astimezone(timezone(timedelta(hours=7))):%m-%d %H:%M}"


class TestLateAmendment:
    @pytest.mark.parametrize(
        ("moment", "deadline"),
        [
            ("2026-10-27 08:00", "10-30 10:00"),
            ("2026-10-28 08:00", "11-02 10:00"),  # three days on is a Saturday
            ("2026-10-29 09:59", "11-02 10:00"),  # a Sunday
        ],
    )
    def test_leaves_the_days_that_the_law_asks_and_ends_on_a_working_day(
        self, moment: str, deadline: str
    ) -> None:
        assert deadline_after(late(moment)) == deadline

    def test_that_is_in_time_moves_nothing(self) -> None:
        (event,) = late("2026-10-26 23:59").scene().decide().events

        assert event.tag == "tender_amended"

    def test_that_would_let_the_estimate_grow_too_old_is_refused(self) -> None:
        plan = late("2026-10-28 08:00").under(**{"estimate.age.most": "10"})

        refusal = plan.scene().decide().refusal

        assert refusal is not None
        assert refusal.rule == "schedule.stale-estimate"


class TestOpenQuestions:
    def moved(self) -> tuple[Event, ...]:
        return WAITING.scene().decide().events

    def test_move_the_deadline_by_the_hours_that_the_tender_says(self) -> None:
        assert deadline_after(WAITING) == "10-30 10:00"
        assert deadline_after(with_limit(extension="48").after(OPEN)) == "11-02 10:00"

    def test_move_it_once_each(self) -> None:
        """The one that moved it stays open; another one may move it again."""
        again = WAITING.after(*self.moved()).on("2026-10-29 12:00")

        assert not again.scene().decide().accepted
        awaited, _ = again.after(question("t-91")).scene().decide().events
        assert awaited == AnswersAwaited(questions=("t-91",))

    def test_never_hold_up_a_closing(self) -> None:
        """Nobody moved it before it came: it is a deadline like any other."""
        closing = WAITING.instead(asked("close_bidding").scene().act.command)

        (event,) = closing.on("2026-10-29 10:00").scene().decide().events

        assert event.tag == "bidding_closed"

    def due(self, plan: Plan) -> list[Due]:
        scene = plan.scene()
        steps = due(scene.state, scene.pack, scene.act.at)
        return [step for step in steps if step.command == "move_deadline"]

    def test_are_waited_for_from_the_limit_to_the_deadline(self) -> None:
        (step,) = self.due(WAITING.on("2026-10-26 12:00"))

        assert (step.who, step.lapses) == ("engine", True)
        assert (step.at, step.by) == (wib("2026-10-27 10:00"), wib("2026-10-29 10:00"))

    @pytest.mark.parametrize(
        "plan",
        [
            pytest.param(with_limit(), id="nothing is asked"),
            pytest.param(WAITING.after(answer("t-90")), id="it is answered"),
            pytest.param(WAITING.on("2026-10-29 10:00"), id="the deadline has come"),
            pytest.param(
                WAITING.under(**{"estimate.age.most": "10"}),
                id="no lawful schedule follows",
            ),
            pytest.param(
                WAITING.then(of_another_year), id="nobody knows that year's days off"
            ),
        ],
    )
    def test_are_not_waited_for_where_nothing_would_move(self, plan: Plan) -> None:
        assert self.due(plan) == []


def test_an_outage_moves_the_deadline_and_what_comes_after_it_by_one_length() -> None:
    """Two hours out, and 24 hours by the tender's own clause: 26 for all of them."""
    scene = asked("close_bidding").on("2026-10-29 12:00").scene()
    before = scene.state.preparation.slots

    (event,) = scene.decide().events

    assert isinstance(event, ScheduleChanged)
    after = {slot.stage: slot for slot in event.slots}
    shift = timedelta(hours=26)
    assert after["announcement"] == before["announcement"]
    assert after["clarification"] == before["clarification"]
    assert after["bidding"].starts == before["bidding"].starts
    assert after["bidding"].ends == before["bidding"].ends + shift
    for stage in ("opening", "evaluation", "award", "objection", "contract", "start"):
        assert after[stage].starts == before[stage].starts + shift
        assert after[stage].ends == before[stage].ends + shift


def closing(moment: str) -> Plan:
    return asked("close_bidding").on(moment)


BEFORE = ("announcement", "clarification")
"""The stages of the schedule that an outage at the deadline leaves where they are."""


def moved_to(plan: Plan) -> str | None:
    """Return the deadline to which an outage moves the schedule, if it does."""
    (event,) = plan.scene().decide().events
    if not isinstance(event, ScheduleChanged):
        return None
    (deadline,) = [slot.ends for slot in event.slots if slot.stage == "bidding"]
    return f"{deadline.astimezone(timezone(timedelta(hours=7))):%m-%d %H:%M}"


def test_the_deadline_after_an_outage_is_a_working_day() -> None:
    """Friday at eleven and 24 hours are Saturday: Monday at eleven, then."""
    assert moved_to(closing("2026-10-30 11:00")) == "11-02 11:00"


def test_a_second_outage_at_the_deadline_that_the_first_has_set_is_none() -> None:
    (moved,) = closing("2026-10-29 12:00").scene().decide().events

    (event,) = closing("2026-10-30 15:00").after(moved).scene().decide().events

    assert event.tag == "bidding_closed"


def test_an_outage_at_a_deadline_that_an_officer_has_moved_since_is_one() -> None:
    """That deadline is another."""
    (moved,) = closing("2026-10-29 12:00").scene().decide().events
    assert isinstance(moved, ScheduleChanged)
    bidding, *after_it = (s for s in moved.slots if s.stage not in BEFORE)
    by = wib("2026-11-03 10:00") - bidding.ends
    later = moved.model_copy(
        update={
            "ground": "officer",
            "slots": (
                *(s for s in moved.slots if s.stage in BEFORE),
                bidding.model_copy(update={"ends": bidding.ends + by}),
                *(
                    Slot(stage=s.stage, starts=s.starts + by, ends=s.ends + by)
                    for s in after_it
                ),
            ),
        }
    )

    assert moved_to(closing("2026-11-03 12:00").after(moved, later)) == "11-04 12:00"


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param("2026-11-25 12:00", id="the estimate would be too old"),
        pytest.param("2026-12-25 12:00", id="the work would start before the contract"),
        pytest.param("2031-01-02 12:00", id="nobody knows the days off of that year"),
    ],
)
def test_an_outage_after_which_no_schedule_is_lawful_closes(moment: str) -> None:
    (event,) = closing(moment).scene().decide().events

    assert event.tag == "bidding_closed"


def test_a_tender_without_a_clause_on_outages_closes_however_late() -> None:
    scene = asked("close_bidding").on("2026-10-30 10:00").scene()
    values = scene.state.values
    chosen = {k: v for k, v in values.chosen.items() if not k.startswith("outage.")}
    state = replace(scene.state, values=replace(values, chosen=chosen))

    decision = scene._replace(state=state).decide()

    assert [event.tag for event in decision.events] == ["bidding_closed"]


def test_a_bid_taken_in_a_moved_schedule_is_taken_until_the_new_deadline() -> None:
    outage = asked("close_bidding").on("2026-10-29 12:00").scene().decide().events
    (moved,) = [event for event in outage if isinstance(event, ScheduleChanged)]
    (deadline,) = [slot.ends for slot in moved.slots if slot.stage == "bidding"]
    bid = asked("commit_bid", "p-07").after(moved)

    assert bid.on("2026-10-30 11:59").scene().decide().accepted
    late = bid.after(BiddingClosed(deadline=deadline)).on("2026-10-30 12:00").scene()
    refusal = late.decide().refusal
    assert refusal is not None
    assert refusal.rule == "bid.late"
    assert refusal.operands["deadline"] == "2026-10-30T05:00:00.000000Z"
