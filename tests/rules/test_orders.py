"""Orders from outside: what stops, what goes on, what begins again, and what is given back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from rules.due import due
from tender.canonical import Json
from tender.commands.orders import RecordOrder
from tender.commands.preparation.schedule import Slot
from tender.events.orders import OrderRecorded
from tender.state import State
from tests.rules.scenes import (
    Accepted,
    Plan,
    Refused,
    Scene,
    asked,
    happened,
    names,
    wib,
)

QUESTION = asked("ask_question")
BID = asked("commit_bid", "p-01")
LATE_BID = asked("commit_bid", "p-08")
ENQUIRY = asked("answer_clarification")
ANSWER = asked("answer_objection")
BOND = asked("lodge_bond")
START = asked("order_start")
DEADLINE = "2026-10-29T03:00:00.000000Z"


def order(effect: str, code: str = "putusan-1", **more: object) -> dict[str, object]:
    """Return what an order says."""
    return {
        "order": code,
        "authority": "court",
        "document": "0" * 64,
        "basis": "Putusan sela",
        "effect": effect,
        "reason": "Sengketa.",
        **more,
    }


def ordering(plan: Plan, effect: str, code: str = "putusan-2", **more: object) -> Plan:
    """Return the record of an order, where *plan* stands."""
    said = {"tag": "record_order", **order(effect, code, **more)}
    return plan.instead(RecordOrder.from_json(said)).by("ukpbj", "unit", "server")


SUSPENDED = OrderRecorded.from_json({"tag": "order_recorded", **order("suspend")})
ANNULLED = OrderRecorded.from_json({"tag": "order_recorded", **order("annul")})


def since(plan: Plan, moment: str) -> Plan:
    """Have the tender suspended since *moment*."""

    def change(scene: Scene) -> Scene:
        return scene._replace(state=happened(scene.state, SUSPENDED, at=wib(moment)))

    return plan.then(change)


def later(
    state: State, days: int, closing: int | None = None, clarified: str | None = None
) -> Json:
    """Return the schedule with all from the deadline on so many days later.

    The deadline itself is *closing* days later, where that is another number; the
    clarification ends as *clarified* says.
    """
    deadline = state.preparation.slots["bidding"].ends
    moved: list[Json] = []
    for slot in state.preparation.slots.values():
        by = days if closing is None or slot.stage != "bidding" else closing
        starts, ends = (
            moment + timedelta(days=by) if moment >= deadline else moment
            for moment in (slot.starts, slot.ends)
        )
        moment = Slot(stage=slot.stage, starts=starts, ends=ends).to_json()
        if clarified and slot.stage == "clarification":
            moment["ends"] = clarified
        moved.append(moment)
    return moved


def resuming(
    moment: str, days: int, closing: int | None = None, clarified: str | None = None
) -> Plan:
    """Return the resumption, with a later schedule, of a bidding suspended on 27 October."""
    plan = since(QUESTION, "2026-10-27 09:00").on(moment)
    return ordering(plan, "resume").but_with(
        lambda scene: {"slots": later(scene.state, days, closing, clarified)}
    )


def suspended(name: str, plan: Plan, command: str) -> Refused:
    def operands(scene: Scene) -> Mapping[str, str]:
        heard = scene.state.orders.suspended
        assert heard is not None
        at = heard.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return {"order": "putusan-1", "since": at, "command": command}

    return Refused(name, plan.after(SUSPENDED), "order.suspended", operands)


REFUSED = (
    suspended("a question while suspended", QUESTION, "ask_question"),
    suspended("a bid while suspended", BID, "commit_bid"),
    suspended("the closing while suspended", asked("close_bidding"), "close_bidding"),
    suspended("an answer while suspended", ANSWER, "answer_objection"),
    suspended("a signature while suspended", asked("sign_contract"), "sign_contract"),
    Refused(
        "a bid after the closing is late while suspended too, on record",
        LATE_BID.after(SUSPENDED),
        "bid.late",
        lambda scene: {
            "at": scene.act.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "deadline": str(scene.state.preparation.slots["bidding"].to_json()["ends"]),
        },
        ("late_bid_refused",),
    ),
    Refused(
        "an order recorded by the commitment officer",
        ordering(ANSWER, "suspend").by("ppk", "ppk"),
        "office.not-competent",
        {"office": "ppk", "command": "record_order", "competent": "unit, authority"},
    ),
    Refused(
        "one order twice",
        ordering(ANSWER.after(SUSPENDED), "resume", "putusan-1"),
        "order.recorded-already",
        {"order": "putusan-1"},
    ),
    Refused(
        "suspended twice",
        ordering(ANSWER.after(SUSPENDED), "suspend"),
        "order.suspended-already",
        {"order": "putusan-1"},
    ),
    Refused(
        "suspended before the announcement",
        ordering(asked("set_budget"), "suspend"),
        "order.nothing-runs",
        {"stage": "preparation"},
    ),
    Refused(
        "resumed where nothing is suspended",
        ordering(ANSWER, "resume"),
        "order.not-suspended",
        {"order": "putusan-2"},
    ),
    Refused(
        "annulled twice",
        ordering(ANSWER.after(ANNULLED), "annul"),
        "order.has-ended",
        {"stage": "annulled"},
    ),
    Refused(
        "reopened, and nobody says where",
        ordering(ANSWER, "reopen"),
        "order.stage",
        {"order": "putusan-2", "effect": "reopen"},
    ),
    Refused(
        "suspended at a stage that is named",
        ordering(ANSWER, "suspend", stage="evaluation"),
        "order.stage",
        {"order": "putusan-2", "effect": "suspend"},
    ),
    Refused(
        "suspended with a schedule",
        ordering(ANSWER, "suspend").but_with(
            lambda scene: {"slots": later(scene.state, 0)}
        ),
        "order.slots",
        {"order": "putusan-2", "effect": "suspend"},
    ),
    Refused(
        "resumed without a new deadline where the old one has passed",
        ordering(since(QUESTION, "2026-10-27 09:00").on("2026-10-29 10:00"), "resume"),
        "order.no-new-end",
        {"deadline": DEADLINE},
    ),
    Refused(
        "resumed with a schedule of which the deadline has passed",
        resuming("2026-10-30 09:00", 0),
        "order.no-new-end",
        {"deadline": DEADLINE},
    ),
    Refused(
        "resumed with a deadline that nobody can make",
        resuming("2026-11-03 09:00", 7),
        "schedule.deadline-near",
        {"found": "2026-11-05T03:00:00.000000Z", "least": "3"},
    ),
    Refused(
        "resumed with an earlier deadline",
        resuming("2026-10-27 12:00", 0, closing=-1),
        "schedule.deadline-back",
        {"deadline": DEADLINE, "found": "2026-10-28T03:00:00.000000Z"},
    ),
    Refused(
        "resumed with a clarification that was held put later",
        resuming("2026-10-30 09:00", 7, clarified="2026-10-31T05:00:00.000000Z"),
        "schedule.has-come",
        {"stage": "clarification", "moment": "2026-10-22T04:00:00.000000Z"},
    ),
)

ACCEPTED = (
    Accepted(
        "suspended while bids are taken in, and nothing else is told",
        ordering(QUESTION, "suspend"),
        {"order_recorded": {"effect": "suspend", "objections_until": None}},
    ),
    Accepted(
        "resumed in time, with the schedule as it was",
        ordering(QUESTION.after(SUSPENDED), "resume"),
        {"order_recorded": {"effect": "resume"}},
    ),
    Accepted(
        "resumed with a new deadline, after the old one",
        resuming("2026-10-30 09:00", 7),
        {
            "order_recorded": {"effect": "resume"},
            "schedule_changed": {"ground": "officer", "reason": "Sengketa."},
        },
    ),
    Accepted(
        "annulled while bids are taken in: intake ends with it",
        ordering(QUESTION, "annul"),
        {"bidding_stopped": {}, "order_recorded": {"effect": "annul"}},
    ),
    Accepted(
        "bids again while bids are taken in",
        ordering(QUESTION, "reopen", stage="bidding"),
        {
            "bidding_stopped": {},
            "order_recorded": {"effect": "reopen"},
            "round_opened": {"round": 2, "at": "bidding", "about": "putusan-2"},
        },
    ),
    Accepted(
        "annulled after the contract",
        ordering(START, "annul"),
        {"order_recorded": {"effect": "annul"}},
    ),
    Accepted(
        "reopened after it was annulled after the contract",
        ordering(START.after(ANNULLED), "reopen", stage="evaluation"),
        {
            "order_recorded": {"effect": "reopen", "stage": "evaluation"},
            "round_opened": {"round": 2, "at": "evaluation"},
        },
    ),
    Accepted(
        "by the authority too",
        ordering(ANSWER, "suspend").by("pa", "authority"),
        {"order_recorded": {"authority": "court"}},
    ),
    Accepted(
        "the objection period and the term for answers move by what was lost",
        ordering(since(ANSWER, "2026-11-13 09:00").on("2026-11-18 09:00"), "resume"),
        {
            "order_recorded": {  # five days later, at the close of that working day
                "objections_until": "2026-11-23T09:00:00.000000Z",
                "answers_until": "2026-11-24T09:00:00.000000Z",
            }
        },
    ),
    Accepted(
        "an enquiry stays open for as long as it had left",
        ordering(since(ENQUIRY, "2026-11-04 09:00").on("2026-11-06 09:00"), "resume"),
        {
            "order_recorded": {
                "enquiries": [
                    {
                        "enquiry": "klarifikasi-1",
                        "answer_by": "2026-11-07T09:00:00.000001Z",
                    }
                ]
            }
        },
    ),
    Accepted(
        "the term for the contract moves to a working day",
        ordering(since(BOND, "2026-12-01 09:00").on("2026-12-06 09:00"), "resume"),
        {"order_recorded": {"sign_by": "2026-12-21"}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_while_suspended_an_order_is_waited_for_and_nobody_else() -> None:
    for plan in (QUESTION, ENQUIRY, ANSWER, START):
        scene = plan.after(SUSPENDED).scene()
        (waited,) = due(scene.state, scene.pack)

        assert (waited.command, waited.who) == ("record_order", "unit")
        assert waited.at is None
        assert waited.by is None


def test_of_what_was_annulled_nobody_is_waited_for() -> None:
    scene = START.after(ANNULLED).scene()

    assert scene.state.stage == "annulled"
    assert due(scene.state, scene.pack) == ()


def test_a_resumption_gives_the_time_back_where_it_is_read() -> None:
    plan = ordering(since(BOND, "2026-12-01 09:00").on("2026-12-06 09:00"), "resume")
    after = plan.after(*plan.scene().decide().events).scene().state

    assert after.orders.suspended is None
    assert after.award.appointment is not None
    assert after.award.appointment.sign_by == date(2026, 12, 21)


def test_every_order_is_kept_though_the_tender_begins_again() -> None:
    plan = ordering(START.after(ANNULLED), "reopen", stage="evaluation")
    after = plan.after(*plan.scene().decide().events).scene().state

    assert [heard.order.effect for heard in after.orders.recorded] == [
        "annul",
        "reopen",
    ]
    assert after.stage == "evaluation"
    assert after.fulfilment.concluded_at is None
    assert after.earlier[0].fulfilment.concluded_at is not None
