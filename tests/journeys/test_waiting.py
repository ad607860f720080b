"""Take an act away, and the run stops where it was waited for and says who is.

What `rules.due` waits for can be taken away one by one; the run must not go on as if
it had been done. What people are free to do is waited for by nobody: without it the
run goes on, to another outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from flows.package import PlannedAct
from flows.steps import Stopped
from ledger.asked import Refused
from ledger.digests import facts_digest
from ledger.entry import from_bytes
from tender.lifecycle import Stage
from tests.journeys.cleaning import STAGES, Way, at_stage, package, reached

About = Callable[[PlannedAct], str]


def nothing(_: PlannedAct) -> str:
    return ""


def party(act: PlannedAct) -> str:
    return act.party


def field(*names: str) -> About:
    return lambda act: " ".join(str(act.fields[name]) for name in names)


WAITED_FOR: Mapping[str, About] = {
    "open_process": nothing,
    "set_budget": nothing,
    "specify_works": nothing,
    "propose_roster": nothing,
    "notify_roster": nothing,
    "reason_method": nothing,
    "rule_on_claim": field("claim"),
    "freeze_roster": nothing,
    "set_scheme": nothing,
    "set_estimate": nothing,
    "form_committee": nothing,
    "declare_conflict": party,
    "name_trustees": nothing,
    "prove_key_alive": party,
    "confirm_value": field("id"),
    "set_schedule": nothing,
    "publish_tender": nothing,
    "answer_question": field("question"),
    "minute_clarification": nothing,
    "release_shares": party,
    "complete_opening": nothing,
    "reveal_estimate_detail": nothing,
    "record_judgement": field("bid", "requirement"),
    "answer_clarification": field("enquiry"),
    "judge_price": field("bid", "test", "item"),
    "prove_qualification": field("bid"),
    "propose_award": nothing,
    "approve_award": party,
    "announce_result": nothing,
    "answer_objection": field("objection"),
    "hand_over_report": nothing,
    "agree_result": nothing,
    "issue_appointment": nothing,
    "accept_appointment": party,
    "lodge_bond": party,
    "sign_contract": lambda act: act.party if act.office == "bidder" else "",
    "order_start": nothing,
}
"""The commands that people are waited for to give, and what `due` says they are about."""

FREE: Mapping[str, str] = {
    "register_party": "whoever wants to bid is registered; officers act only once they are",
    "claim_place": "a worker may claim a place, and need not",
    "choose_value": "a tender may set what the law leaves open",
    "ask_question": "a bidder may ask",
    "commit_bid": "a bidder may bid",
    "withdraw_bid": "a bidder may take its bid back",
    "ask_clarification": "the committee may ask",
    "lodge_objection": "a bidder may object",
}
"""The commands that nobody is waited for to give, and why."""

ONE_OF_EACH = ("declare_conflict", "prove_key_alive", "release_shares", "approve_award")
"""Commands of which every party has to give its own: each is taken away once."""


def test_every_command_of_the_package_is_either_waited_for_or_free() -> None:
    commands = {act.command for act in package().acts}

    assert commands == WAITED_FOR.keys() | FREE.keys()
    assert not WAITED_FOR.keys() & FREE.keys()


def chosen() -> list[PlannedAct]:
    """Return the first act of each command, and of some that of every party and time."""
    seen: set[tuple[str, ...]] = set()
    acts = []
    for act in package().acts:
        if act.command not in WAITED_FOR:
            continue
        kind: tuple[str, ...] = (act.command,)
        if act.command in ONE_OF_EACH:
            kind = (act.command, act.party, f"{act.at:%Y-%m}", f"{act.at.day // 20}")
        if act.command == "sign_contract":
            kind = (act.command, act.office)
        if kind not in seen:
            seen.add(kind)
            acts.append(act)
    return acts


def name_of(act: PlannedAct) -> str:
    about = WAITED_FOR[act.command](act) if act.command in WAITED_FOR else act.about
    return f"{act.at:%m-%d}-{act.command}-{about}".rstrip("-").replace(" ", "-")


def run_without(
    folder: Path, gone: tuple[PlannedAct, ...], until: Stage | None = None
) -> tuple[Stopped | None, str, Stage]:
    """Run the example without some acts; return the stop, the facts, the stage.

    The run is taken up at the last stage before the first of them.
    """
    stage = last_stage_before(gone[0])
    acts = tuple(act for act in reached(stage).acts_left if act not in gone)
    with at_stage(stage, folder, acts) as way:
        if until is None:
            stopped = way.course.to_the_end(way.office)
        else:
            stopped = way.course.until(way.office, until)
        return stopped, facts_of(way), way.state.stage


def facts_of(way: Way) -> str:
    return facts_digest(map(from_bytes, way.entries()))


def last_stage_before(act: PlannedAct) -> Stage:
    return next(
        stage
        for stage, following in pairwise(STAGES)
        if act not in reached(following).acts_left
    )


@pytest.mark.parametrize("act", [pytest.param(a, id=name_of(a)) for a in chosen()])
def test_the_run_stops_and_says_who_is_waited_for(
    act: PlannedAct, tmp_path: Path
) -> None:
    stopped, _, stage = run_without(tmp_path, (act,))

    assert stopped is not None
    assert stopped.stage == stage == last_stage_before(act)
    waited = {(due.command, due.who, due.about) for due in stopped.waited}
    assert (act.command, act.office, WAITED_FOR[act.command](act)) in waited


OFFICERS = tuple(
    act
    for act in package().acts
    if act.command == "register_party" and not act.about.startswith("p-")
)


@pytest.mark.parametrize(
    "act", [pytest.param(a, id=a.about) for a in OFFICERS if a.about != "pa"]
)
def test_nobody_acts_who_is_not_registered(act: PlannedAct, tmp_path: Path) -> None:
    """The run stops at the first act that takes the party for registered."""
    stopped, _, _ = run_without(tmp_path, (act,))

    assert stopped is not None
    assert stopped.stage == "preparation"
    assert stopped.taken is not None
    assert isinstance(stopped.taken.answer, Refused)
    refusal = stopped.taken.answer.refusal
    assert refusal.rule in (
        *("party.not-registered", "party.unit-first", "office.not-held"),
    )
    assert act.about in refusal.operands.values()


def acts_of(*kinds: tuple[str, str]) -> tuple[PlannedAct, ...]:
    """Return the acts of command and party or subject; they hang together."""
    return tuple(
        act
        for act in package().acts
        if any(
            act.command == command
            and about in (act.party, act.about, *act.fields.values())
            for command, about in kinds
        )
    )


@pytest.mark.parametrize(
    ("gone", "until"),
    [
        pytest.param(acts_of(("register_party", "pa")), "bidding", id="register_party"),
        pytest.param(
            acts_of(("claim_place", "keberatan-1"), ("rule_on_claim", "keberatan-1")),
            "bidding",
            id="claim_place",
        ),
        pytest.param(
            acts_of(("choose_value", "labour.floor_gate")), "bidding", id="choose_value"
        ),
        pytest.param(
            acts_of(("ask_question", "tanya-1"), ("answer_question", "tanya-1")),
            "opening",
            id="ask_question",
        ),
        pytest.param(acts_of(("commit_bid", "p-02")), "opening", id="commit_bid"),
        pytest.param(acts_of(("withdraw_bid", "p-09")), "opening", id="withdraw_bid"),
        pytest.param(
            acts_of(("commit_bid", "p-08")), "evaluation", id="commit_bid, too late"
        ),
        pytest.param(
            acts_of(("register_party", "p-05"), ("commit_bid", "p-05")),
            "opening",
            id="register_party of a bidder",
        ),
        pytest.param(
            acts_of(
                ("lodge_objection", "sanggah-1"), ("answer_objection", "sanggah-1")
            ),
            "reported",
            id="lodge_objection",
        ),
    ],
)
def test_what_people_are_free_to_do_changes_the_facts_and_stops_nothing(
    gone: tuple[PlannedAct, ...], until: Stage, tmp_path: Path
) -> None:
    """What hangs on the act, as the answer on the question, is taken away with it."""
    assert gone
    stopped, facts, stage = run_without(tmp_path / "without", gone, until)
    with at_stage(until, tmp_path / "with") as way:
        with_it = facts_of(way)

    assert stopped is None
    assert stage == until
    assert facts != with_it


def test_the_same_acts_give_the_same_facts_so_far(tmp_path: Path) -> None:
    """Without this the test above would pass for any two runs at all."""
    with at_stage("preparation", tmp_path / "again") as way:
        way.course.until(way.office, "opening")
        again = facts_of(way)

    with at_stage("opening", tmp_path / "first") as way:
        assert facts_of(way) == again


def test_without_its_question_a_clarification_cannot_be_answered(
    tmp_path: Path,
) -> None:
    """The committee is free to ask; what was not asked is not answered."""
    gone = acts_of(("ask_clarification", "klarifikasi-1"))

    stopped, _, _ = run_without(tmp_path, gone)

    assert stopped is not None
    assert stopped.taken is not None
    assert isinstance(stopped.taken.answer, Refused)
    assert stopped.taken.answer.refusal.rule == "enquiry.code"
    assert stopped.taken.answer.refusal.operands["fault"] == "not_asked"
