"""Take an act away, and the run stops where it was waited for and says who is.

What `rules.due` waits for can be taken away one by one; the run must not go on as if
it had been done. What people are free to do is waited for by nobody: `test_free_acts`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from flows.package import PlannedAct
from tests.journeys.cleaning import KEPT, Journey, package
from tests.journeys.free import free_acts, without

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

ONE_OF_EACH = ("declare_conflict", "prove_key_alive", "release_shares", "approve_award")
"""Commands of which every party has to give its own: each is taken away once."""


def test_every_command_is_taken_away_that_is_waited_for(journey: Journey) -> None:
    free = tuple(free_acts(journey))
    waited = {act.command for act in package().acts if act not in free}

    assert waited == WAITED_FOR.keys()


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
    about = WAITED_FOR[act.command](act)
    return f"{act.at:%m-%d}-{act.command}-{about}".rstrip("-").replace(" ", "-")


@pytest.mark.parametrize("act", [pytest.param(a, id=name_of(a)) for a in chosen()])
def test_the_run_stops_and_says_who_is_waited_for(
    act: PlannedAct, tmp_path: Path
) -> None:
    found = without(KEPT, tmp_path, (act,))

    assert found.stopped is not None
    assert found.stopped.stage == found.stage == KEPT.last_before(act)
    about = WAITED_FOR[act.command](act)
    assert (act.command, act.office, about) in found.waited
