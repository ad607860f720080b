"""Prices are judged once their bidder was asked, and heard or silent in time."""

from __future__ import annotations

import pytest

from tender.events.evaluation import ClarificationAnswered
from tests.rules.evaluation_scenes import PRICE, an_enquiry, conflicted
from tests.rules.scenes import Accepted, Refused, asked, names


def answered(code: str) -> ClarificationAnswered:
    return ClarificationAnswered(enquiry=code, words="0" * 64)


ASK = asked("ask_clarification")

LOW = PRICE.under(**{"price.reasonable_from": "1"}).but(
    bid="p-07", test="reasonableness", item=None, enquiry=None
)
"""The judgement of a total that is low, as that of p-07 is where every estimate is due."""

REFUSED = (
    Refused(
        "a question by a member in conflict with the bidder, on record",
        asked("ask_clarification").after(conflicted("pokja-2", "p-06")),
        "committee.conflicted",
        {"member": "pokja-2"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "a price judged by a member in conflict with the bidder, on record",
        PRICE.after(conflicted("pokja-2", "p-06")),
        "committee.conflicted",
        {"member": "pokja-2"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "a question under the code of another",
        asked("ask_clarification").after(an_enquiry("klarifikasi-1", "p-01")),
        "enquiry.code",
        {"enquiry": "klarifikasi-1", "fault": "asked_twice"},
    ),
    Refused(
        "an answer to no question",
        asked("answer_clarification").but(enquiry="klarifikasi-2"),
        "enquiry.code",
        {"enquiry": "klarifikasi-2", "fault": "not_asked"},
    ),
    Refused(
        "an answer to what another bidder was asked",
        asked("answer_clarification").by("p-07"),
        "enquiry.code",
        {"enquiry": "klarifikasi-1", "fault": "not_asked"},
    ),
    Refused(
        "a second answer",
        asked("answer_clarification").when(PRICE),
        "enquiry.code",
        {"enquiry": "klarifikasi-1", "fault": "answered_already"},
    ),
    Refused(
        "an answer that may come when the evaluation is over",
        ASK.but(answer_by="2026-11-06T09:00:00.000001Z"),
        "enquiry.answer-by",
        {
            "answer_by": "2026-11-06T09:00:00.000001Z",
            "latest": "2026-11-06T09:00:00.000000Z",
        },
    ),
    Refused(
        "an answer that should have come by now",
        ASK.but(answer_by="2026-11-03T02:00:00.000000Z"),
        "enquiry.answer-by",
        {
            "answer_by": "2026-11-03T02:00:00.000000Z",
            "latest": "2026-11-06T09:00:00.000000Z",
        },
    ),
    Refused(
        "an answer a second after its last moment",
        asked("answer_clarification").on("2026-11-05 16:00:01"),
        "enquiry.answered-late",
        {"enquiry": "klarifikasi-1", "answer_by": "2026-11-05T09:00:00.000000Z"},
    ),
    Refused(
        "a price judged on an enquiry that there was not",
        PRICE.but(enquiry="klarifikasi-2"),
        "enquiry.code",
        {"enquiry": "klarifikasi-2", "fault": "not_asked"},
    ),
    Refused(
        "a price judged on an answer that has not come",
        PRICE.after(an_enquiry("klarifikasi-2")).but(enquiry="klarifikasi-2"),
        "enquiry.code",
        {"enquiry": "klarifikasi-2", "fault": "not_answered"},
    ),
    Refused(
        "a price judged on what another bidder was asked",
        PRICE.after(an_enquiry("klarifikasi-2", "p-07")).but(enquiry="klarifikasi-2"),
        "price.bidder-not-heard",
        {"bid": "p-06", "enquiry": "klarifikasi-2"},
    ),
    Refused(
        "a price judged on what the bidder was asked of something else",
        PRICE.after(an_enquiry("klarifikasi-2", about="nib-kbli")).but(
            enquiry="klarifikasi-2"
        ),
        "price.bidder-not-heard",
        {"bid": "p-06", "enquiry": "klarifikasi-2"},
    ),
    Refused(
        "a price found unreasonable of which its bidder has not been asked",
        LOW,
        "price.bidder-not-heard",
        {"bid": "p-07", "enquiry": "-"},
    ),
    Refused(
        "a price found unreasonable after an enquiry about an item",
        LOW.after(an_enquiry("klarifikasi-2", "p-07", "fee")).but(
            enquiry="klarifikasi-2"
        ),
        "price.bidder-not-heard",
        {"bid": "p-07", "enquiry": "klarifikasi-2"},
    ),
    Refused(
        "a price found unreasonable before the answer",
        LOW.after(an_enquiry("klarifikasi-2", "p-07")).but(enquiry="klarifikasi-2"),
        "enquiry.code",
        {"enquiry": "klarifikasi-2", "fault": "not_answered"},
    ),
    Refused(
        "a price judged that rules judge by themselves",
        PRICE.but(bid="p-07"),
        "evaluation.not-waited-for",
        {"command": "judge_price", "about": "p-07 imbalance equipment"},
    ),
    Refused(
        "a price judged by a test that it passes",
        PRICE.but(test="reasonableness", item=None),
        "evaluation.not-waited-for",
        {"command": "judge_price", "about": "p-06 reasonableness"},
    ),
)

ACCEPTED = (
    Accepted(
        "a price judged without a question",
        PRICE.but(enquiry=None),
        {"price_judged": {"bid": "p-06", "enquiry": None}},
    ),
    Accepted(
        "a price judged after an answer about the price as a whole",
        PRICE.after(
            an_enquiry("klarifikasi-2"),
            answered("klarifikasi-2"),
        ).but(enquiry="klarifikasi-2"),
        {"price_judged": {"enquiry": "klarifikasi-2"}},
    ),
    Accepted(
        "a price judged after the last moment for an answer that never came",
        PRICE.after(
            an_enquiry("klarifikasi-2", answer_by="2026-11-04T06:59:59.000000Z")
        ).but(enquiry="klarifikasi-2"),
        {"price_judged": {"enquiry": "klarifikasi-2"}},
    ),
    Accepted(
        "a price found unreasonable once its bidder was heard",
        LOW.after(an_enquiry("klarifikasi-2", "p-07"), answered("klarifikasi-2")).but(
            enquiry="klarifikasi-2", verdict="rejected"
        ),
        {"price_judged": {"bid": "p-07", "test": "reasonableness"}},
    ),
    Accepted(
        "a price found reasonable although its bidder never answered",
        LOW.after(
            an_enquiry("klarifikasi-2", "p-07", answer_by="2026-11-04T06:59:59.000000Z")
        ).but(enquiry="klarifikasi-2"),
        {"price_judged": {"bid": "p-07", "verdict": "accepted"}},
    ),
    Accepted(
        "an answer at its last moment",
        asked("answer_clarification").on("2026-11-05 16:00"),
        {"clarification_answered": {"enquiry": "klarifikasi-1"}},
    ),
    Accepted(
        "an enquiry that may be answered until the evaluation ends",
        ASK.but(answer_by="2026-11-06T09:00:00.000000Z"),
        {"clarification_asked": {"answer_by": "2026-11-06T09:00:00.000000Z"}},
    ),
    Accepted(
        "a price rejected",
        PRICE.but(verdict="rejected"),
        {"price_judged": {"verdict": "rejected"}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()
