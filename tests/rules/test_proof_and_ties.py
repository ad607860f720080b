"""The proof of whoever would win, and the order of those whom no figure tells apart."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tender.commands.evaluation import DecideTie, TieDecision
from tender.events.evaluation import PriceJudged
from tender.state.evaluation import Evaluation, Found
from tests.rules.evaluation_scenes import PROVE, conflicted, level_reserves, tied
from tests.rules.scenes import Accepted, Plan, Refused, names, waiting_in


def tie(*bids: str, ground: str = "committee") -> Plan:
    """Return the decision of a tie between p-06 and p-07."""
    command = DecideTie.from_json(
        {
            "tag": "decide_tie",
            "bids": bids,
            "ground": ground,
            "reason": "Rapat Pokja 5 November 2026.",
        }
    )
    return PROVE.then(tied).instead(command).by("pokja-3", "committee", "server")


REFUSED = (
    Refused(
        "a proof seen by a member in conflict with the bidder, on record",
        PROVE.after(conflicted("pokja-3", "p-07")),
        "committee.conflicted",
        {"member": "pokja-3"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "a tie decided by a member in conflict with one of the two, on record",
        tie("p-07", "p-06").after(conflicted("pokja-3", "p-06")),
        "committee.conflicted",
        {"member": "pokja-3"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "a proof of a bid that would not win",
        PROVE.but(bid="p-06"),
        "evaluation.not-waited-for",
        {"command": "prove_qualification", "about": "p-06"},
    ),
    Refused(
        "a proof that fails without a reason",
        PROVE.but(verdict="absent"),
        "evaluation.no-reason",
        {"bid": "p-07"},
    ),
    Refused(
        "a proof of tomorrow",
        PROVE.but(seen_on="2026-11-06"),
        "proof.day",
        {"seen_on": "2026-11-06", "first": "2026-10-29", "last": "2026-11-05"},
    ),
    Refused(
        "a proof from before the opening",
        PROVE.but(seen_on="2026-10-28"),
        "proof.day",
        {"seen_on": "2026-10-28", "first": "2026-10-29", "last": "2026-11-05"},
    ),
    Refused(
        "a proof that names nothing",
        PROVE.but(seen=[]),
        "proof.nothing-seen",
        {"bid": "p-07"},
    ),
    Refused(
        "an order of no bids",
        tie(),
        "evaluation.other-tie",
        {"tied": "p-06, p-07", "named": "-", "ground": "committee"},
    ),
    Refused(
        "an order of other bids by a member in conflict with them, not on record",
        tie("p-01", "p-02").after(conflicted("pokja-3", "p-01")),
        "evaluation.other-tie",
        {"tied": "p-06, p-07", "named": "p-01, p-02", "ground": "committee"},
    ),
    Refused(
        "an order of no bids where none is tied",
        PROVE.instead(DecideTie(bids=(), ground="committee", reason="Rapat.")),
        "evaluation.other-tie",
        {"tied": "-", "named": "-", "ground": "committee"},
    ),
    Refused(
        "a tie where there is none",
        PROVE.instead(
            DecideTie(bids=("p-07", "p-06"), ground="committee", reason="Rapat.")
        ),
        "evaluation.other-tie",
        {"tied": "-", "named": "p-07, p-06", "ground": "committee"},
    ),
    Refused(
        "an order of half of those that are tied",
        tie("p-07"),
        "evaluation.other-tie",
        {"tied": "p-06, p-07", "named": "p-07", "ground": "committee"},
    ),
    Refused(
        "a tie decided on another ground than the scheme's",
        tie("p-07", "p-06", ground="better_technical"),
        "evaluation.other-tie",
        {"tied": "p-06, p-07", "named": "p-07, p-06", "ground": "committee"},
    ),
)

ACCEPTED = (
    Accepted(
        "a bidder who did not come, and showed nothing",
        PROVE.but(verdict="absent", seen=[], reason="Tidak datang."),
        {"qualification_proved": {"verdict": "absent"}},
    ),
    Accepted(
        "a proof on the day of the opening",
        PROVE.but(seen_on="2026-10-29"),
        {"qualification_proved": {"seen_on": "2026-10-29"}},
    ),
    Accepted(
        "a proof that fails, with its reason",
        PROVE.but(verdict="not_proved", reason="Akta asli tidak ditunjukkan."),
        {"qualification_proved": {"verdict": "not_proved"}},
    ),
    Accepted(
        "a tie put in order by the committee",
        tie("p-06", "p-07"),
        {"tie_decided": {"bids": ["p-06", "p-07"], "ground": "committee"}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_level_reserves_are_put_in_order_before_the_evaluation_is_complete() -> None:
    judged = PriceJudged(
        bid="p-01",
        test="imbalance",
        item="equipment",
        verdict="accepted",
        reason="Sudah dijelaskan.",
    )
    plan = PROVE.then(level_reserves).after(judged)
    scene = plan.scene()

    assert waiting_in(scene) == [
        ("prove_qualification", "p-07"),
        ("decide_tie", "p-01 p-06"),
    ]
    order = DecideTie(
        bids=("p-06", "p-01"), ground="committee", reason="Rapat Pokja 5 November 2026."
    )
    decided = plan.instead(order).by("pokja-3", "committee", "server").scene().decide()
    (event,) = decided.events
    assert waiting_in(plan.after(event).scene()) == [("prove_qualification", "p-07")]


def test_whoever_goes_first_in_a_tie_is_put_to_the_proof() -> None:
    (decided,) = tie("p-06", "p-07").scene().decide().events

    before = PROVE.then(tied).scene()
    after = PROVE.then(tied).after(decided).scene()

    assert waiting_in(before) == [("decide_tie", "p-06 p-07")]
    assert waiting_in(after) == [("prove_qualification", "p-06")]


def test_who_fails_in_the_proof_makes_room_for_the_next() -> None:
    (failed,) = (
        PROVE.but(verdict="absent", reason="Tidak datang.").scene().decide().events
    )

    assert waiting_in(PROVE.scene()) == [("prove_qualification", "p-07")]
    assert waiting_in(PROVE.after(failed).scene()) == [("prove_qualification", "p-06")]


def test_of_two_orders_of_tied_bids_the_last_holds() -> None:
    first, second = (
        TieDecision(bids=bids, ground="committee", reason="alasan")
        for bids in (("p-05", "p-06"), ("p-06", "p-05"))
    )
    at = datetime(2026, 11, 5, tzinfo=UTC)
    ties = tuple(Found(tie, "pokja-1", at) for tie in (first, second))
    part = Evaluation(ties=ties)

    assert (part.place("p-06"), part.place("p-05"), part.place("p-01")) == (1, 2, 0)
