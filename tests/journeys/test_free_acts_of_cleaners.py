"""What people are free to do in the tender of cleaners: without it the facts are others.

Nobody waits for these acts. Without one of them the run goes on with other facts, or
it stops at the act that answers it; then that is taken away too.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from flows.package import PlannedAct
from tests.journeys.cleaning import KEPT, Journey, package
from tests.journeys.free import (
    Stops,
    Unproved,
    Without,
    acts_of,
    differing,
    differs,
    free_acts,
    name_of,
    what_comes,
    without,
)

_NOT_HELD: Final = "office.not-held"
_NO_BID: Final = "evaluation.no-such-bid"
_CHOSEN: Final = differs("bidding", "value_chosen", "tender_published")
_HALF: Final = Stops("publish_tender", "pokja-1", "value.chosen-alone")
_ANOTHER_WINS: Final = Stops(
    "prove_qualification", "pokja-3", "evaluation.not-waited-for"
)
"""Another bid is first, and its originals are waited for."""

FREE: Final[Mapping[str, Without]] = {
    "register_party ukpbj": Stops("register_party", "ukpbj", "party.unit-first"),
    "register_party ppk": Stops("set_budget", "ppk", "party.not-registered"),
    "register_party pa": differs("bidding", "party_registered"),
    **{
        f"register_party pokja-{n}": Stops("form_committee", "ukpbj", _NOT_HELD)
        for n in (1, 2, 3)
    },
    **{
        f"register_party {trustee}": Stops("name_trustees", "ukpbj", _NOT_HELD)
        for trustee in package().trustees.trustees
    },
    "claim_place keberatan-1": Stops("rule_on_claim", "ppk", "roster.ruling"),
    "choose_value labour.floor_gate": _CHOSEN,
    "choose_value insurance.pension": _CHOSEN,
    "choose_value fee.least": _ANOTHER_WINS,  # p-04 fails by it
    "choose_value fee.base": _HALF,
    "choose_value wage.follows_decree": _CHOSEN,
    "choose_value outage.silence": _CHOSEN,
    "choose_value outage.extension": _HALF,
    "choose_value question.answer_limit": _CHOSEN,
    "choose_value question.extension": _HALF,
    **{f"register_party p-0{n}": Unproved(f"p-0{n}") for n in range(1, 10)},
    "ask_question tanya-1": Stops("answer_question", "pokja-2", "question.code"),
    "commit_bid p-01": Stops("record_judgement", "pokja-1", _NO_BID),
    "commit_bid p-02": differs(
        "evaluation",
        *("bid_committed", "part_opened", "opening_completed"),
    ),
    "commit_bid p-09": Stops("withdraw_bid", "p-09", "bid.another-envelope"),
    "commit_bid p-03": Stops("record_judgement", "pokja-2", _NO_BID),
    "commit_bid p-04": Stops("record_judgement", "pokja-3", _NO_BID),
    "commit_bid p-05": Stops("record_judgement", "pokja-1", _NO_BID),
    "commit_bid p-06": Stops("record_judgement", "pokja-2", _NO_BID),
    "withdraw_bid p-09": _ANOTHER_WINS,
    "commit_bid p-07": Stops("record_judgement", "pokja-3", _NO_BID),
    "commit_bid p-08": differs("evaluation", "late_bid_refused"),
    "ask_clarification klarifikasi-1": Stops(
        "answer_clarification", "p-06", "enquiry.code"
    ),
    "lodge_objection sanggah-1": Stops("answer_objection", "pokja-1", "objection.code"),
}
"""The free acts in their order, and what comes of the run without each of them."""


def test_these_are_the_acts_that_nobody_waits_for(journey: Journey) -> None:
    assert [name_of(act) for act in free_acts(journey)] == list(FREE)


@pytest.mark.parametrize("name", FREE)
def test_without_a_free_act_the_facts_differ_or_what_answers_it_is_refused(
    journey: Journey, name: str, tmp_path: Path
) -> None:
    gone = tuple(act for act in free_acts(journey) if name_of(act) == name)

    assert what_comes(journey, KEPT, tmp_path, gone, FREE[name]) == FREE[name]


CLAIM: Final = acts_of(
    KEPT, ("claim_place", "keberatan-1"), ("rule_on_claim", "keberatan-1")
)
QUESTION: Final = acts_of(
    KEPT, ("ask_question", "tanya-1"), ("answer_question", "tanya-1")
)
OBJECTION: Final = acts_of(
    KEPT, ("lodge_objection", "sanggah-1"), ("answer_objection", "sanggah-1")
)


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        pytest.param(
            CLAIM,
            differs("bidding", "place_claimed", "claim_ruled", "roster_frozen"),
            id="the claim and its ruling",
        ),
        pytest.param(
            QUESTION,
            differs("opening", "question_asked", "question_answered"),
            id="the question and its answer",
        ),
        pytest.param(
            acts_of(KEPT, ("commit_bid", "p-09"), ("withdraw_bid", "p-09")),
            differs("opening", "bid_committed", "bid_withdrawn"),
            id="the bid and its withdrawal",
        ),
        pytest.param(
            acts_of(KEPT, ("register_party", "p-02"), ("commit_bid", "p-02")),
            differs("opening", "party_registered", "bid_committed"),
            id="the bidder and its bid",
        ),
        pytest.param(
            OBJECTION,
            differs("reported", "objection_lodged", "objection_answered"),
            id="the objection and its answer",
        ),
    ],
)
def test_with_what_hangs_on_it_a_free_act_is_taken_away(
    journey: Journey, gone: tuple[PlannedAct, ...], expected: Without, tmp_path: Path
) -> None:
    assert gone
    assert what_comes(journey, KEPT, tmp_path, gone, expected) == expected


def test_without_all_that_holds_up_nothing_it_comes_to_its_end(
    journey: Journey, tmp_path: Path
) -> None:
    bids = acts_of(
        KEPT,
        *(("commit_bid", bid) for bid in ("p-02", "p-08", "p-09")),
        ("withdraw_bid", "p-09"),
    )
    authority = acts_of(KEPT, ("register_party", "pa"))

    found = without(KEPT, tmp_path, authority + CLAIM + QUESTION + bids + OBJECTION)

    assert found.stopped is None
    assert found.stage == "started"
    assert {
        "party_registered",
        "place_claimed",
        "question_asked",
        "late_bid_refused",
        "objection_lodged",
    } <= differing(journey, found)
