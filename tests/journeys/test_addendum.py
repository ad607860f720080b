"""A wage that follows the decree, the whole way: proposed, agreed to, printed, decided again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.advance import advance
from flows.package import PlannedAct
from tender.lifecycle import Stage
from tests.journeys.cleaning import PROCESS, Way
from tests.journeys.test_what_goes_wrong import refused, waited, wrong_at
from tests.ledger.again import act, go

NUMBER = "027/121/PPK/2026"
WAGE = "3797994"  # 4 % above the minimum wage at which the tender was announced


def adjusting(at: str, wage: str = WAGE, number: str = NUMBER) -> PlannedAct:
    return act(
        "adjust_wages",
        at,
        "ppk",
        "ppk",
        number=number,
        minimum_wage=wage,
        decree="Keputusan Gubernur Jambi tentang upah minimum Kabupaten Muaro Jambi 2027",
        paper="0" * 64,
        effective="2027-01-01",
    )


def page_of(way: Way) -> dict[str, object]:
    """Return the data of the addendum as they were laid out."""
    (path,) = way.office.papers.glob("*-contract-addendum.json")
    data: dict[str, object] = json.loads(path.read_text())
    return data


@pytest.mark.parametrize("stage", ["contracted", "started"])
def test_the_contract_follows_and_a_replay_reckons_the_same(
    stage: Stage, tmp_path: Path
) -> None:
    with wrong_at(stage, tmp_path) as way:
        before = waited(way)
        go(way, (adjusting("2026-12-29 10:00"),))
        assert waited(way) == [*before, ("accept_addendum", "bidder", "p-07")]
        agreed = act(
            "accept_addendum", "2026-12-29 14:00", "p-07", "bidder", number=NUMBER
        )
        go(way, (agreed,))
        advance(way.office, PROCESS)

        assert way.state.stage == stage
        assert waited(way) == before
        data = page_of(way)
        assert data["rise"] == "95489974"
        assert data["adjusted"] == way.state.fulfilment.adjusted.to_json()  # type: ignore[union-attr]


def test_a_mistyped_decree_gives_way_and_the_money_is_found_first(
    tmp_path: Path,
) -> None:
    """The supplier agrees to the number that stands; what nobody agreed to binds nobody."""
    with wrong_at("contracted", tmp_path) as way:
        budget = way.state.preparation.budget
        assert budget is not None
        more = {**budget.to_json(), "amount": "3400000000"}
        del more["tag"]
        go(
            way,
            (
                adjusting("2026-12-29 10:00", "3797949"),
                act("set_budget", "2026-12-29 11:00", "pa", "authority", **more),
                adjusting("2026-12-29 12:00", "3947358", "027/122/PPK/2026"),
            ),
        )
        stale = act(
            "accept_addendum", "2026-12-29 13:00", "p-07", "bidder", number=NUMBER
        )
        assert refused(way, stale).refusal.rule == "addendum.not-proposed"
        agreed = {"number": "027/122/PPK/2026"}
        go(
            way,
            (act("accept_addendum", "2026-12-29 14:00", "p-07", "bidder", **agreed),),
        )

        assert page_of(way)["rise"] == "197249926"
        assert page_of(way)["pagu"] == "3400000000"


def test_what_the_budget_does_not_pay_for_leaves_no_trace(tmp_path: Path) -> None:
    with wrong_at("contracted", tmp_path) as way:
        entries = way.entries()
        answer = refused(way, adjusting("2026-12-29 10:00", "3947358"))

        assert answer.refusal.rule == "addendum.over-budget"
        assert answer.refusal.operands["highest"] == "3855160"
        assert way.entries() == entries
