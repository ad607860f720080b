"""The example tender comes to the end that its package was made for."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from flows.steps import Taken
from ledger import note
from ledger.asked import Refused
from ledger.bundle import open_up
from ledger.fsck import check
from ledger.replay import replay
from tender.commands.fulfilment import DocumentKind, FilesKind, RequestedKind
from tender.events.evaluation import BidResult
from tender.state import State
from tests.journeys.cleaning import BIDDERS, Journey, on_the_way, package, reasons


def results(state: State) -> dict[str, BidResult]:
    assert state.evaluation.result is not None
    return {line.bid: line for line in state.evaluation.result.results}


def refused(journey: Journey) -> dict[str, Refused]:
    """Return what was refused on the way, by command and party."""
    return {
        f"{step.act.command} {step.act.party}": step.answer
        for _, step in journey.way.steps
        if isinstance(step, Taken) and isinstance(step.answer, Refused)
    }


def sealed(journey: Journey, bid: str) -> set[str]:
    """Return the names of the ciphertexts of *bid*."""
    command = journey.moment("commit_bid", bid).entry.command
    return {str(item["ciphertext"]) for item in command["objects"]}  # type: ignore[index, union-attr, call-overload]


def test_the_run_comes_to_the_start_of_work_and_nobody_is_waited_for(
    journey: Journey,
) -> None:
    assert journey.stopped is None
    assert journey.state.stage == "started"
    assert journey.way.office.due(journey.way.course.process) == ()


def test_every_act_of_the_package_was_taken(journey: Journey) -> None:
    taken = [step.act for _, step in journey.way.steps if isinstance(step, Taken)]

    assert tuple(taken) == package().acts


@pytest.mark.parametrize(
    ("bid", "verdict", "price", "rank", "why"),
    [
        pytest.param(
            "p-01",
            "failed",
            2_932_976_159,
            None,
            ("commitments.offer-to-all",),
            id="the cheapest will not take all the people",
        ),
        pytest.param(
            "p-02",
            "failed",
            3_123_624_396,
            None,
            ("price.above-estimate",),
            id="above the estimate",
        ),
        pytest.param(
            "p-04",
            "failed",
            2_943_363_557,
            None,
            ("price.fee-minimum",),
            id="the fee is under the minimum",
        ),
        pytest.param(
            "p-05",
            "failed",
            2_989_092_067,
            None,
            ("eligibility.judged",),
            id="the supervisor's certificate is missing",
        ),
        pytest.param("p-07", "passed", 3_015_892_085, 1, (), id="wins"),
        pytest.param(
            "p-06", "passed", 3_025_368_385, 2, (), id="next after correction"
        ),
    ],
)
def test_each_bid_ends_as_the_package_intends(  # noqa: PLR0913, PLR0917  # the columns of the table
    journey: Journey,
    bid: str,
    verdict: str,
    price: int,
    rank: int | None,
    why: tuple[str, ...],
) -> None:
    line = results(journey.state)[bid]

    assert (line.verdict, line.price, line.rank) == (verdict, price, rank)
    assert reasons(journey)[bid] == why


def test_wages_under_the_minimum_are_below_the_labour_floor(journey: Journey) -> None:
    line = results(journey.state)["p-03"]

    assert (line.verdict, line.price) == ("failed", 2_952_608_525)
    assert "price.labour-floor" in reasons(journey)["p-03"]
    wage = next(
        f
        for f in line.findings
        if f.rule == "price.labour-floor" and f.operands["items"] == "wage-cleaner"
    )
    assert wage.operands == {  # 480 person-months: as owed, and at Rp3,575,000
        "items": "wage-cleaner",
        "required": "1755274152",
        "offered": "1716000000",
    }


def test_the_cheapest_as_offered_and_as_corrected_leaves_somebody_behind(
    journey: Journey,
) -> None:
    lines = results(journey.state)
    offered = {b: one.offered for b, one in journey.state.evaluation.corrected.items()}

    assert min(offered, key=offered.__getitem__) == "p-01"
    assert min(lines, key=lambda bid: lines[bid].price or 0) == "p-01"
    assert reasons(journey)["p-01"] == ("commitments.offer-to-all",)


def test_a_slip_of_the_pen_changes_the_order(journey: Journey) -> None:
    corrected = journey.state.evaluation.corrected
    as_written = min(("p-06", "p-07"), key=lambda bid: corrected[bid].offered)
    as_corrected = min(("p-06", "p-07"), key=lambda bid: corrected[bid].corrected)
    (slip,) = [line for line in corrected["p-06"].lines if line.rule is not None]

    assert (as_written, as_corrected) == ("p-06", "p-07")
    assert (slip.item, slip.rule) == ("materials", "arithmetic.product")
    assert (slip.offered, slip.corrected) == (8_880_000, 88_800_000)
    assert [bid for bid in corrected if bid != "p-06"] == [
        bid for bid, one in corrected.items() if one.offered == one.corrected
    ]


def test_the_only_thing_refused_is_the_late_bid_and_it_is_on_record(
    journey: Journey,
) -> None:
    (late,) = refused(journey).values()

    assert list(refused(journey)) == ["commit_bid p-08"]
    assert late.refusal.rule == "bid.late"
    assert late.receipt is not None
    assert [one.bid for one in journey.state.bidding.late] == ["p-08"]
    assert "p-08" not in journey.state.bidding.bids


def test_a_withdrawn_bid_is_never_opened(journey: Journey) -> None:
    state = journey.state
    ciphertexts = sealed(journey, "p-09")

    assert list(state.bidding.withdrawn) == ["p-09"]
    assert not any(bid == "p-09" for bid, _ in state.opening.offers)
    assert not any("p-09" in str(shares) for shares in state.opening.released.values())
    names = set(journey.opened.members)
    assert not any(name in member for name in ciphertexts for member in names)


def test_everyone_else_was_opened(journey: Journey) -> None:
    opened = sorted(bid for bid, _ in journey.state.opening.offers)

    assert opened == sorted(set(BIDDERS) - {"p-08", "p-09"})
    assert journey.state.opening.unopenable == {}


def test_the_objection_of_the_bidder_that_left_people_behind_was_answered(
    journey: Journey,
) -> None:
    (heard,) = journey.state.award.objections.values()

    assert heard.objection.bid == "p-01"
    assert heard.answer is not None
    assert heard.answer.verdict == "rejected"
    assert {point.ground for point in heard.answer.points} == set(
        heard.objection.grounds
    )
    appointed_at = journey.state.award.appointed_at
    assert heard.answered_at is not None
    assert appointed_at is not None
    assert heard.answered_at < appointed_at


def test_44_people_42_posts_and_2_who_wait(journey: Journey) -> None:
    part = journey.state.preparation
    assert part.roster is not None
    assert part.orders is not None
    offered = [w for order in part.orders for w in order.offered]
    waiting = [w for order in part.orders for w in order.waiting]

    assert len(part.roster) == 44
    assert (len(offered), len(waiting)) == (42, 2)
    assert sorted(offered + waiting) == sorted(part.roster)


def test_who_waits_has_served_least(journey: Journey) -> None:
    part = journey.state.preparation
    people = part.roster or {}
    cleaners = next(o for o in part.orders or () if o.post == "cleaner")
    latest_offered = max(people[worker].since for worker in cleaners.offered)

    assert all(people[worker].since >= latest_offered for worker in cleaners.waiting)


def test_the_person_who_was_left_off_the_list_is_on_it(journey: Journey) -> None:
    """k-044 claimed a place, was heard, and stands before those who came later."""
    part = journey.state.preparation
    cleaners = next(o for o in part.orders or () if o.post == "cleaner")

    assert part.claims["keberatan-1"].ruling is not None
    assert (part.roster or {})["k-044"].since == "2015-06"
    assert "k-044" in cleaners.offered


def test_every_kind_of_document_is_issued_and_a_letter_to_each_bidder(
    journey: Journey,
) -> None:
    issued = [one.document for one in journey.state.fulfilment.documents]
    letters = [document.about for document in issued if document.about is not None]

    every = set(get_args(DocumentKind)) - set(get_args(RequestedKind))
    every -= {*get_args(FilesKind), "failure_announcement"}  # this tender is awarded
    every -= {"contract_addendum"}  # and no decree raises the wage of its year
    assert {document.kind for document in issued} == every
    assert letters == sorted(set(BIDDERS) - {"p-08", "p-09"})
    assert len({document.number for document in issued}) == len(issued)


def test_both_bundles_replay_the_same_and_have_one_digest(journey: Journey) -> None:
    public = replay(open_up(journey.public))
    auditors = replay(open_up(journey.auditors))

    assert public.divergence is None
    assert auditors.divergence is None
    assert public.not_comparable == auditors.not_comparable == ()
    assert public.entries == auditors.entries == len(journey.way.entries())
    assert (public.digest, public.facts) == (auditors.digest, auditors.facts)
    assert public.signers == auditors.signers == ("saksama.practice/log",)


def test_the_public_bundle_says_how_much_evidence_is_elsewhere(
    journey: Journey,
) -> None:
    public = replay(open_up(journey.public))
    auditors = replay(open_up(journey.auditors))
    listed = sum(len(o.attachments) for o in journey.state.opening.offers.values())

    assert (public.evidence_elsewhere, auditors.evidence_elsewhere) == (listed, 0)
    assert not open_up(journey.public).under("private/")


def test_the_ledger_is_whole(journey: Journey) -> None:
    office = journey.way.office
    key = note.key(office.ledger.origin, office.ledger.seed)

    with journey.way.home.store.read() as snapshot:
        found = check(snapshot, office.blobs, key, office.private)

    assert found.faults == ()
    assert found.entries == found.leaves == len(journey.way.entries())
    assert found.checkpoints == 7
    kept = {
        path.name
        for folder in ("blobs", "private")
        for path in (office.home / folder).iterdir()
    }
    too_late = sealed(journey, "p-08")  # came with a bid that was never taken in
    assert too_late < kept
    assert found.blobs == len(kept - too_late)


def test_postgresql_gives_the_same_bundle(
    journey: Journey, postgres_url: str, tmp_path: Path
) -> None:
    with on_the_way(tmp_path, database=postgres_url) as way:
        stopped = way.course.to_the_end(way.office)
        bundle = way.bundle("public")

    assert stopped is None
    assert bundle == journey.public
