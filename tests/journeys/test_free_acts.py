"""What people are free to do in the tender of guards: without it the facts are others.

The tender of cleaners takes each act away in `test_waiting`, from an office that is kept
at each stage. Here the run begins anew each time, so it is the free acts alone.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flows.package import PlannedAct
from flows.steps import Stopped
from ledger.digests import facts_digest
from ledger.entry import Entry, from_bytes
from ledger.history import after
from tender.lifecycle import Stage
from tender.state import NEW
from tests.journeys import security
from tests.journeys.cleaning import on_the_way


def without(
    folder: Path, gone: tuple[PlannedAct, ...], until: Stage
) -> tuple[Stopped | None, str]:
    """Run the guards' tender without some acts until a stage; return stop and facts."""
    package = security.package()
    acts = tuple(act for act in package.acts if act not in gone)
    with on_the_way(folder, replace(package, acts=acts)) as way:
        stopped = way.course.until(way.office, until)
        return stopped, facts_digest(map(from_bytes, way.entries()))


def facts_until(stage: Stage) -> str:
    """Return the facts of the whole run, up to the entry with which it reaches *stage*."""
    kept: list[Entry] = []
    state = NEW
    for entry in map(from_bytes, security.journey().way.entries()):
        kept.append(entry)
        state = after(state, entry)
        if state.stage == stage:
            return facts_digest(kept)
    raise LookupError(stage)


def acts_of(*kinds: tuple[str, str]) -> tuple[PlannedAct, ...]:
    """Return the acts of command and party or subject, which hang together."""
    return tuple(
        act
        for act in security.package().acts
        for command, about in kinds
        if act.command == command
        and about in (act.party, act.about, *act.fields.values())
    )


def test_the_same_acts_give_the_same_facts_so_far(tmp_path: Path) -> None:
    """Without this the test below would pass for any two runs at all."""
    stopped, facts = without(tmp_path, (), "opening")

    assert stopped is None
    assert facts == facts_until("opening")


@pytest.mark.parametrize(
    ("gone", "until"),
    [
        pytest.param(
            acts_of(("ask_question", "tanya-1"), ("answer_question", "tanya-1")),
            "opening",
            id="ask_question",
        ),
        pytest.param(
            acts_of(("choose_value", "labour.floor_gate")), "bidding", id="choose_value"
        ),
        pytest.param(acts_of(("commit_bid", "bujp-04")), "evaluation", id="commit_bid"),
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
    stopped, facts = without(tmp_path, gone, until)

    assert stopped is None
    assert facts != facts_until(until)
