"""A course: acts in their order, the engine in between, and a stop that says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from flows.package import PlannedAct, UnknownSubjectError
from flows.steps import Stopped, Taken
from ledger.asked import Refused
from tender.lifecycle import Stage
from tests.journeys.cleaning import (
    STAGES,
    Journey,
    acts_of,
    at_stage,
    on_the_way,
    package,
    reached,
)


def refusal(stopped: Stopped | None) -> str:
    """Return the rule that the last act was refused by."""
    assert stopped is not None
    assert stopped.taken is not None
    assert isinstance(stopped.taken.answer, Refused)
    return stopped.taken.answer.refusal.rule


@pytest.mark.parametrize("stage", STAGES[1 : STAGES.index("started")])
def test_it_goes_to_a_stage_and_no_further(stage: Stage) -> None:
    """The act that comes next is left for whoever goes on."""
    stop = reached(stage)
    taken = [step.act for _, step in stop.steps if isinstance(step, Taken)]

    assert (*taken, *stop.acts_left) == package().acts
    assert stop.acts_left
    assert stop.at < stop.acts_left[0].at


def test_it_stops_at_an_act_that_is_refused(tmp_path: Path) -> None:
    stop = reached("bidding")
    (late,) = acts_of("bidding", "minute_clarification")
    early = replace(late, at=late.at - timedelta(minutes=31))

    with at_stage("bidding", tmp_path, (early, *stop.acts_left)) as way:
        stopped = way.course.to_the_end(way.office)

    assert refusal(stopped) == "clarification.time"
    assert stopped is not None
    assert stopped.taken is not None
    assert stopped.taken.act == early
    assert stopped.stage == "bidding"
    assert "minute_clarification" in {due.command for due in stopped.waited}


def test_it_goes_on_after_a_refusal_that_is_on_record(journey: Journey) -> None:
    """The late bid was refused, and the tender went on."""
    acts = [step for _, step in journey.way.steps if isinstance(step, Taken)]
    late = next(n for n, one in enumerate(acts) if isinstance(one.answer, Refused))

    assert acts[late].act.party == "p-08"
    assert len(acts) > late + 1


def test_where_the_acts_end_it_says_who_is_waited_for(tmp_path: Path) -> None:
    with at_stage("contracted", tmp_path, ()) as way:
        stopped = way.course.to_the_end(way.office)

    assert stopped is not None
    assert stopped.taken is None
    assert [(d.command, d.who) for d in stopped.waited] == [("order_start", "ppk")]


def test_a_last_moment_that_passes_stops_it_before_anything_later(
    tmp_path: Path,
) -> None:
    """The answer to the question was due by the end of the clarification."""
    acts = tuple(
        act for act in reached("bidding").acts_left if act.command != "answer_question"
    )
    with at_stage("bidding", tmp_path, acts) as way:
        stopped = way.course.to_the_end(way.office)

    assert stopped is not None
    assert stopped.taken is None
    assert [(d.command, d.about) for d in stopped.waited] == [
        ("answer_question", "tanya-1")
    ]
    last = way.steps[-1][1]
    assert isinstance(last, Taken)
    assert last.act.command == "ask_question"


def test_a_process_that_nobody_opens_waits_for_its_opening(tmp_path: Path) -> None:
    acts = package().acts[1:]

    with on_the_way(tmp_path, replace(package(), acts=acts)) as way:
        stopped = way.course.to_the_end(way.office)

    assert stopped is not None
    assert stopped.stage == "new"
    assert [(d.command, d.who) for d in stopped.waited] == [("open_process", "unit")]


def test_a_package_without_acts_waits_for_its_opening(tmp_path: Path) -> None:
    first = package().acts[0].at
    with on_the_way(tmp_path, replace(package(), acts=()), since=first) as way:
        stopped = way.course.to_the_end(way.office)

    assert stopped is not None
    assert [d.command for d in stopped.waited] == ["open_process"]


def an_act(command: str, party: str, **fields: object) -> PlannedAct:
    """Return an act an hour after the bid of p-01."""
    (bid,) = [a for a in acts_of("bidding", "commit_bid") if a.party == "p-01"]
    return PlannedAct(
        at=bid.at + timedelta(hours=1),
        party=party,
        office=bid.office,
        command=command,
        fields=fields,
        number=9_999,
        line=9_999,
    )


def with_p01_and(tmp_path: Path, *more: PlannedAct) -> tuple[Stopped | None, set[str]]:
    """Take in the bid of p-01 and some acts; return the stop, and who stands at the end."""
    acts = [
        act
        for act in reached("bidding").acts_left
        if act.command not in ("commit_bid", "withdraw_bid") or act.party == "p-01"
    ]
    in_order = tuple(sorted([*acts, *more], key=lambda act: act.at))
    with at_stage("bidding", tmp_path, in_order) as way:
        stopped = way.course.until(way.office, "opening")
        return stopped, set(way.state.bidding.bids)


def test_a_bid_is_replaced_by_its_bidder(tmp_path: Path) -> None:
    """The desk names the envelope that stands."""
    stopped, standing = with_p01_and(tmp_path, an_act("replace_bid", "p-01"))

    assert stopped is None
    assert standing == {"p-01"}


def test_a_bid_is_withdrawn_by_its_bidder(tmp_path: Path) -> None:
    stopped, standing = with_p01_and(tmp_path, an_act("withdraw_bid", "p-01"))

    assert stopped is None
    assert standing == set()


@pytest.mark.parametrize("command", ["replace_bid", "withdraw_bid"])
def test_what_is_not_there_is_neither_replaced_nor_withdrawn(
    command: str, tmp_path: Path
) -> None:
    """The rules say so; the desk does not fall over it."""
    stopped, _ = with_p01_and(tmp_path, an_act(command, "p-02"))

    assert refusal(stopped) == "bid.another-envelope"


def test_an_answer_that_no_key_challenge_asked_for_is_refused(tmp_path: Path) -> None:
    (answer, *_) = acts_of("preparation", "prove_key_alive")
    before = tuple(
        act
        for act in package().acts
        if act.at < answer.at and act.command not in ("open_process", "name_trustees")
    )
    with at_stage("preparation", tmp_path, (*before, answer)) as way:
        stopped = way.course.to_the_end(way.office)

    assert refusal(stopped) == "trustees.no-challenge"


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        pytest.param(
            lambda: an_act("commit_bid", "p-77"), "a sealed bid", id="a bid of nobody"
        ),
        pytest.param(
            lambda: replace(
                acts_of("preparation", "choose_value")[0], about="uniform.colour"
            ),
            "the id of a",
            id="a choice that the package does not have",
        ),
        pytest.param(
            lambda: replace(acts_of("preparation", "register_party")[0], about="p-77"),
            "a party of parties.toml",
            id="a party that the package does not have",
        ),
        pytest.param(
            lambda: replace(acts_of("preparation", "prove_key_alive")[0], party="ppk"),
            "a trustee with an age identity",
            id="a key that the package does not have",
        ),
    ],
)
def test_an_act_about_what_the_package_does_not_have_names_its_line(
    wrong: Callable[[], PlannedAct], expected: str, tmp_path: Path
) -> None:
    act = wrong()
    with (
        at_stage("preparation", tmp_path, (act,)) as way,
        pytest.raises(UnknownSubjectError, match=expected) as caught,
    ):
        way.course.to_the_end(way.office)

    assert f"acts.toml:{act.line}" in str(caught.value)
