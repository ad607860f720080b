"""A tender by points in two files, sealed for real: run, bundled, and decided again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flows import desk
from flows.seals import look_inside, release_all
from flows.steps import Taken
from ledger.asked import Recorded, Refused
from ledger.blobs import BlobError
from ledger.bundle import open_up
from ledger.disclosure import is_shown, reached
from ledger.replay import replay
from rules.decisions import decide
from tender.act import Fact
from tender.events import EVENTS
from tender.state import NEW, State, evolve
from tests.journeys import points
from tests.journeys.cleaning import Journey, on_the_way
from tests.journeys.points import BIDS, GOING, MARKS, TRUSTEES


@pytest.fixture(scope="module")
def run() -> Journey:
    return points.journey()


def test_it_comes_to_the_announced_result_and_every_act_is_taken(run: Journey) -> None:
    taken = [step for _, step in run.way.steps if isinstance(step, Taken)]

    assert run.stopped is None
    assert run.state.stage == "standstill"
    assert [step.act for step in taken] == list(points.package().acts)
    assert all(isinstance(step.answer, Recorded) for step in taken)


def test_the_winner_by_points_is_not_the_cheapest(run: Journey) -> None:
    result = run.state.evaluation.result
    assert result is not None
    first, second = (line for line in result.results if line.rank is not None)

    assert (first.bid, second.bid) == ("p-06", "p-07")
    assert (first.price or 0) > (second.price or 0)
    assert (str(first.technical), str(second.technical)) == ("131/2", "75/2")
    assert (str(first.total), str(second.total)) == ("9541/100", "135/2")
    assert run.state.award.proposed is not None
    assert run.state.award.proposed.winner == "p-06"


def test_each_bid_ends_where_it_fails(run: Journey) -> None:
    result = run.state.evaluation.result
    assert result is not None
    ends = {
        line.bid: {f.rule for f in line.findings if f.verdict == "fail"}
        for line in result.results
        if line.verdict == "failed"
    }

    assert ends == {
        "p-01": {"commitments.offer-to-all"},
        "p-02": {"price.above-estimate"},
        "p-03": {"price.labour-floor"},
        "p-04": {"threshold.element", "threshold.total"},
        "p-05": {"eligibility.judged"},
    }


@pytest.mark.parametrize("reader", ["public", "auditors"])
def test_its_bundle_is_decided_again_the_same(run: Journey, reader: str) -> None:
    found = replay(open_up(run.public if reader == "public" else run.auditors))

    assert found.divergence is None
    assert found.identical
    assert found.entries == len(run.moments)


def test_what_was_sealed_of_a_failed_bids_price_is_in_no_public_bundle(
    run: Journey,
) -> None:
    for bid in BIDS:
        item = run.state.bidding.bids[bid].offer("price")
        assert item is not None
        name = f"ciphertexts/{item.ciphertext}.age"
        assert (name in run.opened.members) == (bid in GOING)


def test_trustees_open_no_box_of_a_failed_bids_price(run: Journey) -> None:
    """Not even the office has the shares: nothing was left to be opened later."""
    office, state = run.way.office, run.state
    for bid in set(BIDS) - set(GOING):
        item = state.bidding.bids[bid].offer("price")
        assert item is not None
        with pytest.raises(BlobError):
            look_inside(office, replace_released(run, bid), bid, item)


def replace_released(run: Journey, bid: str) -> State:
    """Return the state in which all trustees are said to have released the bid's price."""
    given = run.state.opening.released["price", TRUSTEES[0]]
    assert bid not in {share.bid for share in given}
    shares = {
        ("price", trustee): (given[0].model_copy(update={"bid": bid}),)
        for trustee in run.state.preparation.trustees
    }
    return replace(run.state, opening=replace(run.state.opening, released=shares))


def test_a_release_that_is_made_now_names_those_that_passed_alone(
    run: Journey,
) -> None:
    moment = run.moment("release_shares", "price")
    identity = points.package().parties["kunci-hukum"].age_identity or ""
    release = release_all(
        run.way.office, moment.state, "kunci-hukum", "price", identity
    )

    assert {share.bid for share in release.shares} == set(GOING)


def test_marks_are_shown_from_the_technical_result_on(run: Journey) -> None:
    marks = [m.entry for m in run.moments if m.entry.command["tag"] == "record_mark"]
    before = run.moment("announce_technical_result").state
    after = run.moment("release_shares", "price").state

    assert len(marks) == 2 * 3 * len(MARKS)
    assert not any(is_shown(entry, reached(before)) for entry in marks)
    assert all(is_shown(entry, reached(after)) for entry in marks)
    judged = run.moment("record_judgement").entry
    assert not is_shown(judged, reached(after))


def test_decided_again_one_by_one_without_a_ledger_it_comes_to_the_same(
    run: Journey,
) -> None:
    """The rules alone: each act before the decider, each event folded."""
    state = NEW
    for moment in run.moments:
        seen = state if moment.entry.stream == "sealed" else state.without_sealed()
        decision = decide(seen, moment.act, moment.pack)
        events = tuple(event.to_json() for event in decision.events)
        assert events == moment.entry.events
        for event in decision.events:
            fact = Fact(event, moment.act.at, moment.entry.seq, moment.act.actor)
            assert EVENTS.read(event.to_json()) == event
            state = evolve(state, fact)

    assert state.stage == "standstill"


def test_without_a_members_lock_the_run_stops_and_names_the_member(
    tmp_path: Path,
) -> None:
    what = points.package()
    acts = tuple(
        act
        for act in what.acts
        if (act.party, act.command) != ("pokja-2", "lock_marks")
    )
    with on_the_way(tmp_path, replace(what, acts=acts)) as way:
        stopped = way.course.until(way.office, "technical_evaluated")

    assert stopped is not None
    assert [(d.command, d.about) for d in stopped.waited] == [("lock_marks", "pokja-2")]


def test_a_late_trustee_is_refused_by_the_ledger_after_the_result(
    run: Journey,
) -> None:
    """After the result too: there is no way back to a file that stayed shut."""
    way, late = run.way, "kunci-hukum"
    planned = replace(
        points.act("11-12 09:00", late, "release_shares", "trustee", part="price"),
        number=len(points.package().acts) + 1,
    )
    answer = way.office.ask(desk.asked(way.office, points.package(), planned))

    assert isinstance(answer, Refused)
    assert answer.refusal.rule == "stage.not-now"
    assert len(way.entries()) == len(run.moments)
