"""Of five trustees three are enough: who never comes holds up nothing, and two open nothing.

In the tender of guards kunci-hukum comes to neither opening. Here it comes, and another
does not; or only two come, and the run stops and says who is waited for.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from flows.package import PlannedAct
from tender.codes import Part
from tests.journeys import security
from tests.journeys.cleaning import Journey
from tests.journeys.free import acts_of, differing, run_on, without
from tests.journeys.security import KEPT

PARTS: Final[tuple[Part, ...]] = ("technical", "price")
TRUSTEES: Final = security.package().trustees.trustees


@pytest.fixture(scope="module")
def run() -> Journey:
    return security.journey()


def released(part: Part) -> tuple[PlannedAct, ...]:
    """Return the releases of three of five trustees."""
    return acts_of(KEPT, ("release_shares", part))


@pytest.mark.parametrize(
    ("part", "trustee"),
    [
        pytest.param(part, act.party, id=f"{part}, {act.party}")
        for part in PARTS
        for act in released(part)
    ],
)
def test_with_two_of_three_the_run_stops_and_waits_for_every_other_trustee(
    part: Part, trustee: str, tmp_path: Path
) -> None:
    (gone,) = (act for act in released(part) if act.party == trustee)
    came = {act.party for act in released(part)} - {trustee}

    found = without(KEPT, tmp_path, (gone,))

    assert found.stage == KEPT.last_before(gone)
    assert (found.refused.command, found.refused.rule) == (
        "complete_opening",
        "opening.not-all-open",
    )
    assert found.waited == {
        ("release_shares", "trustee", one) for one in TRUSTEES if one not in came
    }


def four_come() -> tuple[PlannedAct, ...]:
    """Return the acts from the opening of prices on, first that of who never came."""
    first = released("price")[0]
    fourth = replace(first, party="kunci-hukum", number=10_000)
    return fourth, *KEPT.reached("price_opening").acts_left


def test_a_fourth_release_is_entered_and_the_same_is_opened(
    run: Journey, tmp_path: Path
) -> None:
    found = run_on(KEPT, tmp_path, "price_opening", four_come(), "price_evaluation")

    assert found.stopped is None
    assert differing(run, found) == {"shares_released"}


@pytest.mark.parametrize("gone", released("price"), ids=lambda act: act.party)
def test_of_four_trustees_any_can_be_taken_away_and_the_same_is_opened(
    run: Journey, gone: PlannedAct, tmp_path: Path
) -> None:
    acts = [act for act in four_come() if act != gone]

    found = run_on(KEPT, tmp_path, "price_opening", acts, "price_evaluation")

    assert found.stopped is None
    assert differing(run, found) == {"shares_released"}
