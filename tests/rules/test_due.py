"""What is waited for: of whom, from when and until when, at every stage of the example."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import pytest

from rules.decisions import DECIDERS
from rules.due import Due, due
from rules.readiness import missing
from tender import lifecycle
from tender.commands import COMMANDS
from tender.lifecycle import STAGES
from tender.state import NEW
from tests.journeys.cleaning import Journey
from tests.rules.scenes import Plan, Scene, asked, wib


class Row(NamedTuple):
    """A moment of the example, and what is waited for first, by whom, about what."""

    name: str
    before: Plan
    waited: tuple[tuple[str, str, str], ...]
    at: str | None = None  # from when, of the first
    by: str | None = None  # until when, of the first


def letters(*bids: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(("issue_document", "engine", f"result_letter {bid}") for bid in bids)


OPENED = ("p-01", "p-02", "p-03", "p-04", "p-05", "p-06", "p-07")

ROWS = (
    Row(
        "a process of which nothing is known",
        asked("register_party", "ppk"),
        (
            ("reason_method", "ppk", ""),
            ("set_budget", "ppk", ""),
            ("specify_works", "ppk", ""),
            ("set_estimate", "ppk", ""),
            ("propose_roster", "ppk", ""),
            ("notify_roster", "ppk", ""),
            ("set_scheme", "ppk", ""),
            ("form_committee", "unit", ""),
            ("set_schedule", "committee", ""),
            ("name_trustees", "unit", ""),
            *(
                ("confirm_value", "ppk", value)
                for value in (
                    "stage.announcement.least",
                    "stage.bidding.after_clarification",
                    "stage.clarification.after_announcement",
                    "stage.contract.most",
                    "stage.objection.length",
                    "stage.objection_answer.most",
                    "stage.start.most",
                    "tax.vat.base_factor",
                    "tax.vat.rate",
                )
            ),
        ),
    ),
    Row(
        "everything is there and the hour of the announcement comes",
        asked("publish_tender"),
        (("publish_tender", "committee", ""),),
        at="2026-10-19 08:00",
        by="2026-10-19 08:00",
    ),
    Row(
        "announced, and the announcement is to be issued",
        asked("issue_document", "announcement"),
        (
            ("issue_document", "engine", "announcement"),
            ("minute_clarification", "committee", ""),
            *(
                ("challenge_key", "engine", f"kunci-{name}")
                for name in ("ukpbj", "inspektorat", "kominfo", "hukum", "unja")
            ),
            ("close_bidding", "engine", ""),
        ),
    ),
    Row(
        "the opening waits for trustees alone",
        asked("release_shares", "kunci-ukpbj"),
        tuple(
            ("release_shares", "trustee", f"kunci-{name}")
            for name in ("ukpbj", "inspektorat", "kominfo", "hukum", "unja")
        ),
        at="2026-10-29 10:05",
        by="2026-10-29 16:00",
    ),
    Row(
        "who has released is not asked again",
        asked("release_shares", "kunci-unja"),
        tuple(
            ("release_shares", "trustee", f"kunci-{name}")
            for name in ("kominfo", "hukum", "unja")
        ),
    ),
    Row(
        "enough have released, and the engine opens",
        asked("open_part", "p-01"),
        tuple(("open_part", "engine", bid) for bid in OPENED),
        at="2026-10-29 10:05",
        by="2026-10-29 16:00",
    ),
    Row(
        "all are open",
        asked("complete_opening"),
        (("complete_opening", "committee", ""),),
    ),
    Row(
        "the evaluation begins",
        asked("issue_document", "opening_minutes"),
        (
            ("issue_document", "engine", "opening_minutes"),
            ("reveal_estimate_detail", "ppk", ""),
            *(("declare_conflict", "committee", f"pokja-{n}") for n in (1, 2, 3)),
            *(("correct_arithmetic", "engine", bid) for bid in OPENED),
        ),
    ),
    Row(
        "the last thing is the proof",
        asked("prove_qualification"),
        (("prove_qualification", "committee", "p-07"),),
        by="2026-11-06 16:00",
    ),
    Row(
        "a bidder has been asked",
        asked("answer_clarification"),
        (
            ("answer_clarification", "bidder", "klarifikasi-1"),
            ("prove_qualification", "committee", "p-07"),
            ("judge_price", "committee", "p-06 imbalance equipment"),
        ),
        by="2026-11-06 16:00",
    ),
    Row(
        "nothing is left to find",
        asked("complete_evaluation"),
        (("complete_evaluation", "engine", ""),),
    ),
    Row(
        "the report before the proposal",
        asked("issue_document", "selection_report"),
        (
            ("issue_document", "engine", "selection_report"),
            ("propose_award", "committee", ""),
        ),
    ),
    Row(
        "who has approved is not asked again",
        asked("approve_award", "pokja-2"),
        (
            ("approve_award", "committee", "pokja-2"),
            ("approve_award", "committee", "pokja-3"),
        ),
        by="2026-11-10 16:00",
    ),
    Row(
        "the decision is to be announced",
        asked("announce_result"),
        (("announce_result", "committee", ""),),
        by="2026-11-11 08:00",
    ),
    Row(
        "a letter to every bidder that was opened",
        asked("issue_document", "award_announcement"),
        (
            ("issue_document", "engine", "award_announcement"),
            *letters(*OPENED),
            ("hand_over_report", "committee", ""),
        ),
    ),
    Row(
        "an objection stands before the report",
        asked("answer_objection"),
        (("answer_objection", "committee", "sanggah-1"),),
        by="2026-11-19 16:00",
    ),
    Row(
        "the report comes after the objection period",
        asked("hand_over_report"),
        (("hand_over_report", "committee", ""),),
        at="2026-11-16 16:00",
    ),
    Row("the officer reads", asked("agree_result"), (("agree_result", "ppk", ""),)),
    Row(
        "the officer appoints",
        asked("issue_appointment"),
        (("issue_appointment", "ppk", ""),),
        by="2026-11-25 16:00",
    ),
    Row(
        "the winner accepts",
        asked("accept_appointment"),
        (("accept_appointment", "bidder", "p-07"),),
    ),
    Row(
        "the bond comes before the signatures",
        asked("lodge_bond"),
        (("lodge_bond", "bidder", "p-07"),),
        by="2026-12-09 16:00",
    ),
    Row(
        "both sides sign",
        asked("sign_contract", "p-07"),
        (("sign_contract", "bidder", "p-07"), ("sign_contract", "ppk", "")),
    ),
    Row(
        "one side has signed",
        asked("sign_contract", "ppk"),
        (("sign_contract", "ppk", ""),),
    ),
    Row(
        "the contract stands",
        asked("order_start"),
        (("order_start", "ppk", ""),),
        by="2026-12-28 16:00",
    ),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_is_waited_for(row: Row) -> None:
    scene = row.before.scene()

    waited = due(scene.state, scene.pack)

    assert tuple((d.command, d.who, d.about) for d in waited) == row.waited
    if row.at is not None:
        assert waited[0].at == wib(row.at)
    if row.by is not None:
        assert waited[0].by == wib(row.by)


def test_of_a_process_that_was_not_opened_its_opening_is_waited_for(
    journey: Journey,
) -> None:
    (waited,) = due(NEW, journey.moments[0].pack)

    assert (waited.command, waited.who) == ("open_process", "unit")


def test_after_the_start_of_work_nobody_is_waited_for(journey: Journey) -> None:
    assert journey.folded.stage == "started"
    assert due(journey.folded, journey.moments[-1].pack) == ()


def test_every_stage_but_the_last_waits_for_somebody(journey: Journey) -> None:
    waiting = {m.state.stage: due(m.state, m.pack) for m in journey.moments}

    assert set(waiting) == set(STAGES[:-1])
    assert all(waiting.values())


def test_what_is_waited_for_is_a_command_that_may_be_given_by_who_is_waited_for(
    journey: Journey,
) -> None:
    """Else nobody could ever do it."""
    for moment in journey.moments:
        for one in due(moment.state, moment.pack):
            assert lifecycle.allows(moment.state.stage, one.command)
            power = DECIDERS[COMMANDS[one.command]].power
            assert one.who in power.offices
            assert one.article.text


def test_what_the_engine_is_waited_for_can_be_done_by_the_time_it_is(
    journey: Journey,
) -> None:
    """The engine takes no step that the rules refuse: each of its entries was due."""
    for moment in journey.moments:
        if moment.act.actor.office != "engine":
            continue
        waited = [d for d in due(moment.state, moment.pack) if d.who == "engine"]
        now = [d.command for d in waited if came(d, moment.act.at)]
        assert moment.act.command.tag in now


def came(one: Due, at: datetime) -> bool:
    return one.at is None or one.at <= at


def test_each_act_of_a_person_that_was_waited_for_is_waited_for_no_more(
    journey: Journey,
) -> None:
    for before, after in zip(journey.moments, journey.moments[1:], strict=False):
        done = (before.act.command.tag, before.act.actor.party)
        asks_again = [
            d
            for d in due(after.state, after.pack)
            if (d.command, d.about) == done and d.who == before.act.actor.office
        ]
        assert asks_again == []


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [(True, "rule_on_claim"), (False, "freeze_roster")],
    ids=["a claim stands open", "every claim is ruled on"],
)
def test_the_roster_waits_for_rulings_and_then_for_its_freezing(
    claimed: bool,  # noqa: FBT001  # a column
    expected: str,
) -> None:
    plan = asked("rule_on_claim") if claimed else asked("freeze_roster")
    scene = plan.scene()

    waited = [m.command for m in missing(scene.state, scene.pack.values)]

    assert expected in waited
    assert ("rule_on_claim" in waited) == claimed


def test_a_roster_can_be_frozen_when_the_time_for_claims_is_over() -> None:
    scene = asked("freeze_roster").scene()

    (freeze,) = [
        d for d in due(scene.state, scene.pack) if d.command == "freeze_roster"
    ]

    assert freeze.at == wib("2026-10-12 16:00")


def test_a_trustee_is_challenged_and_then_waited_for() -> None:
    challenged = asked("prove_key_alive", "kunci-unja").scene()
    not_yet = asked("challenge_key", "kunci-unja").scene()

    assert who(not_yet, "kunci-unja") == {("challenge_key", "engine")}
    assert who(challenged, "kunci-unja") == {("prove_key_alive", "trustee")}


def who(scene: Scene, about: str) -> set[tuple[str, str]]:
    waited = due(scene.state, scene.pack)
    return {(d.command, d.who) for d in waited if d.about == about}
