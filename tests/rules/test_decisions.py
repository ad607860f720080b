"""What is asked before any phase's own rules: stage, office, registration, signature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import get_args

import pytest

from rules.decisions import DECIDERS, decide
from tender import lifecycle
from tender.act import Actor
from tender.codes import Office
from tender.commands import COMMANDS
from tender.commands.preparation.parties import RegisterParty
from tender.commands.preparation.schedule import SetSchedule
from tender.events.preparation import CommitteeFormed, ConflictDeclared
from tender.lifecycle import EVIDENCE, MAKES, STAGES, TABLE, Stage
from tender.state import NEW
from tests.journeys import cleaning, points
from tests.journeys.cleaning import PROCESS, Journey, Moment
from tests.rules.scenes import SIGNATURE, Change, Refused, Scene, asked, happened, names


def moved(scene: Scene, move: Callable[[datetime], datetime]) -> dict[str, object]:
    command = scene.act.command
    assert isinstance(command, SetSchedule)
    return {
        "slots": [
            {**slot.to_json(), "starts": move(slot.starts), "ends": move(slot.ends)}
            for slot in command.slots
        ]
    }


def five_years_later(scene: Scene) -> dict[str, object]:
    return moved(scene, lambda moment: moment.replace(year=moment.year + 5))


def at_the_end_of_time(scene: Scene) -> dict[str, object]:
    last = datetime.max.replace(tzinfo=UTC)
    return moved(scene, lambda _: last)


def kept_as(process: str) -> Change:
    """Return a change: the ledger keeps the process under another id."""
    return lambda scene: scene._replace(act=replace(scene.act, process=process))


REFUSED = (
    Refused(
        "a bid before the announcement",
        asked("commit_bid", "p-01").when(asked("set_budget")),
        "stage.not-now",
        {"command": "commit_bid", "stage": "preparation"},
    ),
    Refused(
        "a budget after the announcement",
        asked("set_budget").when(asked("ask_question")),
        "stage.not-now",
        {"command": "set_budget", "stage": "bidding"},
    ),
    Refused(
        "a second opening of the process",
        asked("open_process").when(asked("set_budget")),
        "stage.not-now",
        {"command": "open_process", "stage": "preparation"},
    ),
    Refused(
        "an approval of an award that was not proposed",
        asked("approve_award", "pokja-1").when(asked("propose_award")),
        "stage.not-now",
        {"command": "approve_award", "stage": "evaluated"},
    ),
    Refused(
        "a judgement after the evaluation",
        asked("record_judgement", "p-01").when(asked("propose_award")),
        "stage.not-now",
        {"command": "record_judgement", "stage": "evaluated"},
    ),
    Refused(
        "a closing in the evaluation, which would move the schedule as after an outage",
        asked("close_bidding").when(asked("prove_qualification")),
        "stage.not-now",
        {"command": "close_bidding", "stage": "evaluation"},
    ),
    Refused(
        "somebody who is not registered",
        asked("set_budget").by("nobody"),
        "party.not-registered",
        {"party": "nobody", "office": "ppk"},
    ),
    Refused(
        "somebody registered in another office",
        asked("set_budget").by("pokja-1"),
        "party.not-registered",
        {"party": "pokja-1", "office": "ppk"},
    ),
    Refused(
        "a bidder's command from a session of the server",
        asked("commit_bid", "p-01").by("p-01", proof="server"),
        "proof.unsigned",
        {"command": "commit_bid", "office": "bidder", "party": "p-01"},
    ),
    Refused(
        "a trustee's command from a session of the server",
        asked("prove_key_alive", "kunci-unja").by("kunci-unja", proof="server"),
        "proof.unsigned",
        {"command": "prove_key_alive", "office": "trustee", "party": "kunci-unja"},
    ),
    Refused(
        "an approval without the member's own signature",
        asked("approve_award", "pokja-2").by("pokja-2", proof="server"),
        "proof.unsigned",
        {"command": "approve_award", "office": "committee", "party": "pokja-2"},
    ),
    Refused(
        "a contract without the officer's own signature",
        asked("sign_contract", "ppk").by("ppk", proof="server"),
        "proof.unsigned",
        {"command": "sign_contract", "office": "ppk", "party": "ppk"},
    ),
    Refused(
        "an office that may not ask",
        asked("set_budget").by("pokja-1", "committee"),
        "office.not-competent",
        {
            "office": "committee",
            "command": "set_budget",
            "competent": "authority, ppk",
        },
    ),
    Refused(
        "an act for the committee before there is one",
        asked("set_schedule").having("preparation", committee=None),
        "committee.not-a-member",
        {"party": "pokja-1"},
    ),
    Refused(
        "an act for the committee by somebody who was replaced",
        asked("answer_question").after(
            CommitteeFormed(members=("pokja-1", "pokja-3", "pokja-9"), decree="SK lain")
        ),
        "committee.not-a-member",
        {"party": "pokja-2"},
    ),
    Refused(
        "a schedule in a year of which nobody knows the days off",
        asked("set_schedule").but_with(five_years_later),
        "calendar.unknown-year",
        {"year": "2031", "years": "2026, 2027"},
    ),
    Refused(
        "a schedule in the last year that there is",
        asked("set_schedule").but_with(at_the_end_of_time),
        "calendar.unknown-year",
        {"year": "10000", "years": "2026, 2027"},
    ),
    Refused(
        "a process under the id of another",
        asked("open_process").then(kept_as("ocds-mj0001-lain")),
        "process.another",
        {"process": "ocds-mj0001-lain", "ocid": PROCESS},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


def test_a_process_is_opened_under_its_own_id() -> None:
    assert asked("open_process").then(kept_as(PROCESS)).scene().decide().accepted


GATED = frozenset(MAKES) - {"close_bidding", "declare_conflict", "issue_document"}
"""All in which there is something to decide."""


def test_whatever_a_committee_decides_goes_through_the_gate() -> None:
    """Else whoever forgets one lets a member in conflict do it."""
    committee = {
        tag for tag in MAKES if "committee" in DECIDERS[COMMANDS[tag]].power.offices
    }

    gated = {tag for tag in committee if "act_by_conflicted_refused" in MAKES[tag]}

    assert gated == committee & GATED


@pytest.mark.parametrize(
    "tag", sorted(t for t in GATED if "act_by_conflicted_refused" in MAKES[t])
)
def test_no_member_in_conflict_with_anybody_passes_the_gate(
    tag: str, journey: Journey
) -> None:
    moment = one_of_each(journey).get(tag)
    if moment is None:  # not in the example: rows of other tables ask for it
        assert tag in {
            "adopt_epoch",
            "amend_tender",
            "change_schedule",
            "decide_tie",
            "declare_failure",
            "conclude_negotiation",
            "moderate_marks",
            "record_fact",
        }
        return
    member = Actor("pokja-1", "committee", SIGNATURE)
    said = ConflictDeclared(member="pokja-1", conflicted=True)
    state = happened(moment.seen, said, at=moment.act.at)
    command = moment.act.command
    if "member" in type(command).model_fields:
        command = command.model_copy(update={"member": "pokja-1"})

    decision = decide(
        state, replace(moment.act, command=command, actor=member), moment.pack
    )

    assert decision.refusal is not None
    assert decision.refusal.rule == "committee.conflicted"
    assert [event.tag for event in decision.events] == ["act_by_conflicted_refused"]


def test_every_entry_of_the_example_is_decided_again_as_it_was(
    journey: Journey,
) -> None:
    """The accepted path of every command of the example, events word for word."""
    for moment in journey.moments:
        decision = decide(moment.seen, moment.act, moment.pack)
        assert [e.to_json() for e in decision.events] == list(moment.entry.events)
        assert (decision.refusal is None) == (moment.entry.outcome == "accepted")


def one_of_each(journey: Journey) -> dict[str, Moment]:
    """Return the first moment of each command of the example."""
    found: dict[str, Moment] = {}
    for moment in (*journey.moments, *points.journey().moments):
        found.setdefault(str(moment.entry.command["tag"]), moment)
    return found


def test_no_office_may_ask_but_those_that_the_article_names(journey: Journey) -> None:
    """For every command of the example, every other office is refused by that article."""
    for tag, moment in one_of_each(journey).items():
        power = DECIDERS[COMMANDS[tag]].power
        for office in set(get_args(Office)) - set(power.offices):
            actor = Actor(moment.act.actor.party, office, SIGNATURE)
            decision = decide(
                moment.seen, replace(moment.act, actor=actor), moment.pack
            )
            assert decision.events == ()
            assert decision.refusal is not None
            assert decision.refusal.rule == "office.not-competent"
            assert decision.refusal.article == power.rule.citation


def test_the_first_party_registers_itself_and_no_second_one_does(
    journey: Journey,
) -> None:
    first = journey.moment("register_party", "ukpbj")
    assert isinstance(first.act.command, RegisterParty)

    decision = decide(first.seen, first.act, first.pack)
    again = decide(
        journey.moment("register_party", "ppk").seen,
        replace(first.act, actor=Actor("stranger", "unit")),
        first.pack,
    )

    assert decision.accepted
    assert again.refusal is not None
    assert again.refusal.rule == "party.not-registered"


ENDS = ("started", "disputed", "failed", "annulled")
"""The stages at which the example has no act."""


def moments_of(stage: Stage, journey: Journey) -> tuple[Moment, Moment]:
    """Return the first moment of a stage, and one in the middle of it."""
    run = journey if stage in cleaning.STAGES else points.journey()
    found = [m for m in run.moments if m.state.stage == stage]
    return found[0], found[len(found) // 2]


@pytest.mark.parametrize("stage", [s for s in STAGES if s not in ENDS])
def test_whatever_is_asked_at_whatever_stage_there_is_an_answer(
    stage: Stage, journey: Journey
) -> None:
    """No command at the wrong time is a fault of the engine's; its events are in the table.

    Each of the example's acts is asked with the state of every stage, at its own moment
    and at that of the state, but not past the deadline of bids that are still taken in:
    there the ledger closes the bidding before anything is decided.
    """
    for there, moment in product(moments_of(stage, journey), journey.moments):
        for at in (moment.act.at, there.act.at, there.state.at):
            if at is None or (stage == "bidding" and at >= deadline(there)):
                continue
            act = replace(moment.act, at=at)
            decision = decide(there.seen, act, there.pack)

            assert bool(decision.events) or decision.refusal is not None
            made = {event.tag for event in decision.events}
            assert made <= set(MAKES[act.command.tag])
            assert made <= set(TABLE[stage])
            assert (decision.refusal is not None) >= bool(made & EVIDENCE)


def deadline(moment: Moment) -> datetime:
    return moment.state.preparation.slots["bidding"].ends


@pytest.mark.parametrize("tag", sorted(set(COMMANDS) - {"open_process"}))
def test_of_a_process_that_was_not_opened_nothing_is_asked(
    tag: str, journey: Journey
) -> None:
    moment = one_of_each(journey).get(tag)
    if moment is None:
        assert not lifecycle.allows("new", tag)
        return

    decision = decide(NEW, moment.act, moment.pack)

    assert decision.refusal is not None
    assert decision.refusal.rule == "stage.not-now"
    assert decision.refusal.operands == {"command": tag, "stage": "new"}


def test_a_refusal_with_an_event_is_evidence_and_no_other_refusal_has_one(
    journey: Journey,
) -> None:
    refused = [m for m in journey.moments if m.entry.outcome == "refused"]

    assert [m.entry.command["tag"] for m in refused] == ["commit_bid"]
    assert {e["tag"] for m in refused for e in m.entry.events} <= EVIDENCE
