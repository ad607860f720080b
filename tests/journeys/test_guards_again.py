"""The guards' tender taken up anew, and read from outside, at moments between its acts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from flows import desk
from flows.package import PlannedAct
from ledger.asked import Recorded, Refused
from ledger.bundle import open_up
from ledger.replay import replay
from tender.lifecycle import Stage
from tests.journeys import security
from tests.journeys.cleaning import Way
from tests.ledger.again import act, order


def ask(way: Way, one: PlannedAct) -> Recorded | Refused:
    way.clock.set(max(one.at, way.clock() + timedelta(minutes=1)))
    return way.office.ask(desk.asked(way.office, security.package(), one))


@pytest.mark.parametrize("stage", ["opening", "evaluation", "price_opening"])
def test_the_public_bundle_replays_before_there_is_a_result(
    stage: Stage, tmp_path: Path
) -> None:
    """Papers that are for all at once are in it, and no other is missed."""
    with security.KEPT.at_stage(stage, tmp_path) as way:
        found = replay(open_up(way.bundle("public")))

    assert found.divergence is None


def test_minutes_of_the_clarification_stand_when_the_evaluation_is_made_again(
    tmp_path: Path,
) -> None:
    with security.KEPT.at_stage("standstill", tmp_path) as way:
        again = order("reopen", "2026-11-14 09:00", "putusan-1", stage="evaluation")
        assert isinstance(ask(way, again), Recorded)
        papers = {p.document.kind: p.stands for p in way.state.fulfilment.documents}

    assert papers["clarification_minutes"]
    assert not papers["technical_minutes"]


def test_an_error_in_the_technical_part_is_a_ground_before_prices_are_open(
    tmp_path: Path,
) -> None:
    failing = act(
        "declare_failure",
        "2026-11-01 10:00",
        "pokja-1",
        "committee",
        ground="evaluation_error",
        reason="Angka metode keliru dicatat.",
    )
    with security.KEPT.at_stage("price_opening", tmp_path) as way:
        assert isinstance(ask(way, failing), Recorded)
        assert way.state.stage == "failed"
