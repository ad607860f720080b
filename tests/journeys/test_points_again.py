"""Points in two files, evaluated again: nothing is shut again, and nobody is left out."""

from __future__ import annotations

import pytest

from ledger import fsck, note
from ledger.bundle import open_up
from ledger.replay import replay
from rules.due import due
from rules.files import offer, wanted
from tests.journeys import points_again
from tests.journeys.cleaning import Way
from tests.journeys.points import GOING, TRUSTEES
from tests.journeys.points_again import PASSED_AGAIN
from tests.rules.scenes import Plan, wib, with_part


@pytest.fixture(scope="module")
def way() -> Way:
    return points_again.way()


def test_the_second_round_has_a_technical_result_of_its_own(way: Way) -> None:
    technical = way.state.evaluation.technical
    first = way.state.earlier[0].evaluation.technical
    assert technical is not None
    assert first is not None

    assert first.passed() == GOING
    assert technical.passed() == PASSED_AGAIN


def test_a_bid_that_passes_for_the_first_time_is_compared_by_its_price(
    way: Way,
) -> None:
    result = way.state.evaluation.result
    assert result is not None
    prices = {line.bid: line.price for line in result.results}

    assert ("p-04", "price") in way.state.opening.offers
    assert prices["p-04"] is not None


def test_a_price_that_is_open_and_passes_no_more_is_not_compared(way: Way) -> None:
    result = way.state.evaluation.result
    assert result is not None
    line = next(line for line in result.results if line.bid == "p-07")

    assert ("p-07", "price") in way.state.opening.offers
    assert (line.verdict, line.price, line.rank) == ("failed", None, None)
    assert "p-07" not in way.state.evaluation.corrected


def test_it_comes_to_an_announced_result(way: Way) -> None:
    assert (way.state.stage, way.state.round) == ("standstill", 2)
    assert way.state.award.proposed is not None
    assert way.state.award.proposed.winner == "p-06"


@pytest.mark.parametrize("reader", ["public", "auditors"])
def test_both_rounds_are_decided_again_the_same(way: Way, reader: str) -> None:
    found = replay(open_up(way.bundle(reader)))  # type: ignore[arg-type]

    assert found.divergence is None
    assert found.identical


def test_the_store_holds(way: Way) -> None:
    key = note.Key.from_text(open_up(way.bundle("public")).process["key"])
    with way.home.store.read() as snapshot:
        found = fsck.check(snapshot, way.office.blobs, key, way.office.private)

    assert found.faults == ()


RELEASE = Plan("release_shares", "price", 3, run=points_again.journey)
"""The first release of the second round: that of the keeper of the unit's key."""


def test_trustees_release_what_they_have_not_released(way: Way) -> None:
    shares = points_again.journey().moment("release_shares", "price", 3).act.command

    assert {share.bid for share in shares.shares} == {"p-04"}  # type: ignore[attr-defined]
    assert way.state.opening.releasing("p-04", "price") == tuple(sorted(TRUSTEES))


def test_a_trustee_who_was_missing_before_releases_all_that_passed_now() -> None:
    scene = RELEASE.scene()
    waited = {
        (bid, item.name) for bid, item in wanted(scene.state, "price", "kunci-hukum")
    }

    assert {bid for bid, _ in waited} == set(PASSED_AGAIN)


def test_the_trustees_are_waited_for_again_where_a_price_is_to_be_opened() -> None:
    scene = RELEASE.scene()
    waited = due(scene.state, scene.pack, wib("2026-11-25 13:00"))

    trustees = sorted(scene.state.preparation.trustees)
    assert sorted((d.command, d.about) for d in waited) == [
        ("release_shares", trustee) for trustee in trustees
    ]


def test_shares_that_were_released_before_open_no_other_bid() -> None:
    scene = Plan("open_part", "p-04", 1, run=points_again.journey).scene()
    released = {
        key: tuple(share for share in shares if share.bid != "p-04")
        for key, shares in scene.state.opening.released.items()
    }
    state = with_part(scene.state, "opening", released=released)
    decision = scene._replace(state=state).decide()

    assert decision.refusal is not None
    assert decision.refusal.rule == "opening.too-few-shares"
    assert decision.refusal.operands["released"] == "0"


def test_who_has_released_twice_has_nothing_left_to_release() -> None:
    scene = RELEASE.when(
        Plan("complete_opening", run=points_again.journey, nth=2)
    ).scene()
    decision = scene.decide()

    assert decision.refusal is not None
    assert decision.refusal.rule == "opening.released-already"


@pytest.mark.parametrize("bids", [("p-02", "p-06"), ()])
def test_where_no_new_bid_passes_no_trustee_is_asked(bids: tuple[str, ...]) -> None:
    """All that pass are open, or nobody passes: the process goes on, or it fails."""
    scene = RELEASE.scene()
    technical = scene.state.evaluation.technical
    assert technical is not None
    results = tuple(
        line.model_copy(update={"verdict": "passed" if line.bid in bids else "failed"})
        for line in technical.results
    )
    changed = technical.model_copy(update={"results": results})
    state = with_part(scene.state, "evaluation", technical=changed)
    waited = due(state, scene.pack, wib("2026-11-25 13:30"))

    wished = "complete_opening" if bids else "declare_failure"
    assert [d.command for d in waited] == [wished]


def test_prices_that_are_open_say_nothing_before_the_new_technical_result() -> None:
    scene = Plan("announce_technical_result", nth=1, run=points_again.journey).scene()

    assert ("p-07", "price") in scene.state.opening.offers
    assert offer(scene.state, "p-07").total is None
    asked = [d.command for d in due(scene.state, scene.pack)]
    assert "correct_arithmetic" not in asked
