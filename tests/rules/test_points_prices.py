"""Prices stay shut until the technical result is announced, and those of failed bids for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.decisions import decide
from rules.documents import document_data
from rules.due import due
from rules.files import offer
from rules.rule import Decision
from tender.act import Act, Actor
from tender.canonical import to_bytes
from tender.commands.award import DeclareFailure
from tender.commands.opening import ReleaseShares
from tender.events.opening import OpeningCompleted
from tender.events.preparation import ConflictDeclared
from tender.state import State
from tests.journeys import points
from tests.journeys.points import GOING
from tests.rules.points_scenes import ANNOUNCE, MARK, PRICE_SHARES
from tests.rules.scenes import (
    Accepted,
    Change,
    Plan,
    Refused,
    Scene,
    asked,
    asked_by_points,
    happened,
    names,
    with_part,
)

OPEN_PRICE = asked_by_points("open_part", "price")
PRICE_OPENED = asked_by_points("complete_opening", nth=1)
LAST_COMPLETE = asked_by_points("complete_evaluation", nth=1)
FAILED = DeclareFailure(ground="nobody_passed", reason="alasan")


def shares_of(bid: str) -> Change:
    """Ask for the release of one more bid's shares of its price."""

    def change(scene: Scene) -> Scene:
        command = scene.act.command
        assert isinstance(command, ReleaseShares)
        said = command.to_json()
        said["shares"] = [
            *command.to_json()["shares"],  # type: ignore[misc]
            *(
                {"bid": bid, "name": item.name, "sha256": share.sha256}
                for item in scene.state.bidding.bids[bid].objects("price")
                for share in item.shares
                if share.trustee == command.trustee
            ),
        ]
        asked_for = ReleaseShares.from_json(said)
        return scene._replace(act=replace(scene.act, command=asked_for))

    return change


REFUSED = (
    Refused(
        "an announcement in conflict",
        ANNOUNCE.after(ConflictDeclared(member="pokja-1", conflicted=True)),
        "committee.conflicted",
        {"member": "pokja-1"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "a price of a bid that has failed, with those that go on",
        PRICE_SHARES.then(shares_of("p-01")),
        "opening.not-for-opening",
        {"part": "price", "bids": "p-01"},
    ),
    Refused(
        "the opening of a price of a bid that has failed",
        OPEN_PRICE.but(bid="p-04"),
        "opening.not-for-opening",
        {"part": "price", "bids": "p-04"},
    ),
    Refused(
        "a price before the technical result is announced",
        PRICE_SHARES.when(ANNOUNCE),
        "opening.too-early",
        {"not_before": "2026-11-04T06:00:00.000000Z"},
        ("early_release_refused",),
    ),
    Refused(
        "a price while the technical part is evaluated",
        PRICE_SHARES.when(MARK),
        "opening.too-early",
        {"not_before": "2026-11-04T06:00:00.000000Z"},
        ("early_release_refused",),
    ),
    Refused(
        "a price at the first opening",
        PRICE_SHARES.when(asked_by_points("release_shares", "technical")),
        "opening.too-early",
        {"not_before": "2026-11-04T06:00:00.000000Z"},
        ("early_release_refused",),
    ),
    Refused(
        "a price before its hour, after the announcement",
        PRICE_SHARES.on("2026-11-04 12:59"),
        "opening.too-early",
        {"not_before": "2026-11-04T06:00:00.000000Z"},
        ("early_release_refused",),
    ),
    Refused(
        "the technical part again when prices are opened",
        asked_by_points("release_shares", "technical").when(PRICE_SHARES),
        "opening.no-such-part",
        {"part": "technical", "parts": "price"},
    ),
    Refused(
        "a late trustee of one file, when the evaluation is on",
        asked("release_shares").when(asked("record_judgement")),
        "opening.no-such-part",
        {"part": "all", "parts": "-"},
    ),
    Refused(
        "the end of an opening that is over",
        asked("complete_opening").when(asked("record_judgement")),
        "opening.no-such-part",
        {"part": "all", "parts": "-"},
    ),
    Refused(
        "a failure for nobody having passed where somebody has",
        ANNOUNCE.instead(FAILED),
        "failure.belied",
        {"ground": "nobody_passed", "fault": ", ".join(GOING)},
    ),
)

ACCEPTED = (
    Accepted("its announcement", ANNOUNCE, {"technical_result_announced": {}}),
    Accepted(
        "the shares of the prices of those that passed",
        PRICE_SHARES,
        {"shares_released": {"part": "price"}},
    ),
    Accepted(
        "the end of the opening of prices",
        asked_by_points("complete_opening", nth=1),
        {"opening_completed": {"part": "price"}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def papers_in(plan: Plan) -> list[str]:
    scene = plan.scene()
    steps = due(scene.state, scene.pack)
    return [step.about for step in steps if step.command == "issue_document"]


@pytest.mark.parametrize(
    ("kind", "before"),
    [
        ("technical_minutes", ANNOUNCE),
        ("price_opening_minutes", PRICE_OPENED),
        ("evaluation_minutes", LAST_COMPLETE),
    ],
)
def test_minutes_are_waited_for_once_there_is_something_to_minute(
    kind: str, before: Plan
) -> None:
    """And before the next act of anybody: no price is open when the first are issued."""
    issued = asked_by_points("issue_document", kind)

    assert kind not in papers_in(before)
    assert kind in papers_in(issued)
    assert issued.scene().decide().refusal is None


def test_the_first_minutes_stand_before_any_share_of_a_price_is_released() -> None:
    issued = asked_by_points("issue_document", "technical_minutes").scene()

    assert not issued.state.opening.trustees("price")


class TestShutPrices:
    def test_at_every_later_moment_the_price_of_a_failed_bid_stays_shut(self) -> None:
        """Before the technical result, at the opening, after it, after the award."""
        run = points.journey()
        shares = PRICE_SHARES.then(shares_of("p-01")).scene().act
        opening = OPEN_PRICE.but(bid="p-01").scene().act
        for moment in run.moments:
            state = moment.seen
            if state.stage in {"new", "preparation", "bidding"}:
                continue
            for act in (shares, opening):
                later = replace(act, at=max(act.at, moment.act.at))
                decision: Decision = decide(state, later, moment.pack)
                assert decision.refusal is not None
                assert "shares_released" not in {e.tag for e in decision.events}

    def test_after_the_opening_a_late_trustee_releases_nothing(self) -> None:
        late = PRICE_SHARES.by("kunci-hukum").but(trustee="kunci-hukum")
        decision = late.when(asked_by_points("propose_award")).scene().decide()

        assert decision.refusal is not None
        assert decision.refusal.rule == "stage.not-now"

    def test_of_the_failed_only_the_first_part_was_ever_opened(self) -> None:
        opened = points.journey().state.opening.offers

        assert {bid for bid, part in opened if part == "price"} == set(GOING)
        assert {bid for bid, part in opened if part == "technical"} == set(points.BIDS)

    def test_a_price_in_the_first_file_is_no_price_and_is_not_read_out(self) -> None:
        scene = asked_by_points("complete_opening").scene()
        telling = scene.state.opening.offers["p-06", "technical"].model_copy(
            update={"total": 7}
        )
        offers = {**scene.state.opening.offers, ("p-06", "technical"): telling}
        state = with_part(scene.state, "opening", offers=offers)

        (event,) = scene._replace(state=state).decide().events
        assert "total" not in str(event.to_json())
        assert offer(state, "p-06").total is None


class TestNobodyLeft:
    def test_where_nobody_passed_no_price_is_opened_and_the_tender_fails(self) -> None:
        scene = PRICE_SHARES.scene()
        result = scene.state.evaluation.technical
        assert result is not None
        failed = result.model_copy(
            update={
                "results": tuple(
                    r.model_copy(update={"verdict": "failed"}) for r in result.results
                )
            }
        )
        state = with_part(scene.state, "evaluation", technical=failed)

        steps = [(s.command, s.about) for s in due(state, scene.pack)]
        assert steps == [("declare_failure", "nobody_passed")]
        act = Act(FAILED, scene.act.at, Actor("pokja-1", "committee"))
        assert decide(state, act, scene.pack).accepted


def with_prices_in_the_technical_part(state: State) -> State:
    """Return the state in which a bid has said its price in the first file too."""
    offers = state.opening.offers
    said = offers["p-06", "technical"].model_copy(update={"total": 1, "subtotal": 1})
    return with_part(state, "opening", offers={**offers, ("p-06", "technical"): said})


def test_a_price_in_the_first_file_is_not_read_out_and_is_no_price() -> None:
    scene = asked_by_points("complete_opening").scene()
    state = with_prices_in_the_technical_part(scene.state)
    decision = scene._replace(state=state).decide()

    (event,) = decision.events
    assert isinstance(event, OpeningCompleted)
    assert all(bid.total is None for bid in event.bids)
    assert offer(state, "p-06").total is None
    opened = happened(state, event, at=scene.act.at + timedelta(seconds=1))
    minutes = document_data(
        opened, opened.values.over(scene.pack.values), "opening_minutes"
    )
    assert '"total"' not in to_bytes(minutes["bids"]).decode()
