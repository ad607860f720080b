"""The re-entrant step: run twice, killed or lost, it does what is due once."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows import engine
from flows.advance import advance, is_due
from flows.engine import EngineRefusedError
from flows.office import NoOfficeError, at_hand, current
from ledger.asked import Refused
from ledger.entry import from_bytes
from rules.due import Due
from tender.commands.evaluation import CorrectArithmetic
from tests.journeys.cleaning import PROCESS, Journey, Way, acts_of, at_stage, package

DEADLINE = next(s.ends for s in package().schedule.slots if s.stage == "bidding")


class KilledError(Exception):
    """Stands for the end of a process between two steps."""


def tags(way: Way) -> list[str]:
    return [str(from_bytes(data).command["tag"]) for data in way.entries()]


def test_when_nothing_is_due_nothing_is_done(tmp_path: Path) -> None:
    with at_stage("bidding", tmp_path, ()) as way:
        advance(way.office, PROCESS)
        before = way.entries()

        waited = advance(way.office, PROCESS)

        assert way.entries() == before
        assert not [due for due in waited if is_due(due, way.office)]
        assert waited == way.office.due(PROCESS)


def test_it_takes_steps_until_none_is_due_now(tmp_path: Path) -> None:
    """After the shares: every bid is opened, and people are waited for."""
    with at_stage("opening", tmp_path, ()) as way:
        way.take(*acts_of("opening", "release_shares"))
        seen: list[Due] = []

        waited = advance(way.office, PROCESS, seen.append)

    assert [step.about for step in seen] == [f"p-0{n}" for n in range(1, 8)]
    assert {step.command for step in seen} == {"open_part"}
    assert [(d.command, d.who) for d in waited] == [("complete_opening", "committee")]


def test_what_has_its_hour_waits_for_it(tmp_path: Path) -> None:
    with at_stage("bidding", tmp_path, ()) as way:
        advance(way.office, PROCESS)
        assert way.state.stage == "bidding"

        way.clock.set(DEADLINE)
        advance(way.office, PROCESS)

        assert way.state.stage == "opening"  # type: ignore[comparison-overlap]


@pytest.mark.parametrize("steps", [1, 3, 6])
def test_killed_between_two_steps_it_goes_on_where_it_was(
    tmp_path: Path, steps: int
) -> None:
    """The one that was never killed leaves the same bytes."""
    entries = []
    for name in ("killed", "whole"):
        with at_stage("opening", tmp_path / name, ()) as way:
            way.take(*acts_of("opening", "release_shares"))
            if name == "killed":
                seen: list[Due] = []

                def kill(step: Due, seen: list[Due] = seen) -> None:
                    seen.append(step)
                    if len(seen) == steps:
                        raise KilledError

                with pytest.raises(KilledError):
                    advance(way.office, PROCESS, kill)
                assert tags(way).count("open_part") == steps
            advance(way.office, PROCESS)
            entries.append(way.entries())

    killed, whole = entries
    assert killed == whole


def test_a_step_that_was_taken_already_is_not_taken_twice(tmp_path: Path) -> None:
    """The second of two flows finds the bid open; the rules tell it so."""
    with at_stage("opening", tmp_path, ()) as way:
        way.take(*acts_of("opening", "release_shares"))
        step = next(due for due in way.office.due(PROCESS) if due.about == "p-01")
        engine.take(way.office, PROCESS, step)

        again = engine.take(way.office, PROCESS, step)

        assert isinstance(again, Refused)
        assert again.refusal.rule == "opening.settled"
        assert tags(way).count("open_part") == 1


def test_a_step_whose_time_is_over_is_passed_over(tmp_path: Path) -> None:
    """Nobody was there for two days: the deadline comes before the keys are asked for."""
    with at_stage("bidding", tmp_path, ()) as way:
        way.clock.set(DEADLINE)
        step = next(d for d in way.office.due(PROCESS) if d.command == "challenge_key")

        answer = engine.take(way.office, PROCESS, step)

        assert isinstance(answer, Refused)
        assert answer.refusal.rule == "stage.not-now"
        assert way.state.stage == "opening"


def test_the_rules_and_what_is_due_disagree_loudly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stays due after it was refused would be asked for for ever."""
    wrong = {"correct_arithmetic": lambda *_: CorrectArithmetic(bid="p-09")}
    monkeypatch.setattr(engine, "_STEPS", wrong)
    with at_stage("evaluation", tmp_path, ()) as way:
        step = next(
            d for d in way.office.due(PROCESS) if d.command == "correct_arithmetic"
        )

        with pytest.raises(
            EngineRefusedError, match=r"evaluation\.no-such-bid"
        ) as caught:
            engine.take(way.office, PROCESS, step)

    assert caught.value.step == step
    assert caught.value.refused.refusal.operands == {"bid": "p-09"}


def test_every_step_that_is_due_of_the_engine_is_one_that_it_can_take(
    journey: Journey,
) -> None:
    taken = {
        m.act.command.tag for m in journey.moments if m.act.actor.office == "engine"
    }

    assert taken == {
        "challenge_key",
        "close_bidding",
        "open_part",
        "correct_arithmetic",
        "complete_evaluation",
        "issue_document",
    }


def test_a_flow_outside_an_office_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoOfficeError):
        current()
    with at_stage("bidding", tmp_path, ()) as way:
        with at_hand(way.office):
            assert current() is way.office
        with pytest.raises(NoOfficeError):
            current()
