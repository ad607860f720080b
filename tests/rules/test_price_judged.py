"""Prices are judged once their bidder was asked, and heard or silent in time."""

from __future__ import annotations

import pytest

from tender.canonical import Json
from tender.events.evaluation import ClarificationAnswered
from tests.rules.evaluation_scenes import PRICE, an_enquiry, conflicted
from tests.rules.scenes import Accepted, Refused, asked, names


def answered(code: str) -> ClarificationAnswered:
    return ClarificationAnswered(enquiry=code, words="0" * 64)


def an_analysis(*lines: tuple[str, str, str], proof: str | None = None) -> list[Json]:
    """Return lines of materials: resource, quantity, price, and the page that proves them."""
    proved: dict[str, Json] = {"attachment": proof, "page": 1} if proof else {}
    return [
        {
            "item": "materials",
            "resource": resource,
            "quantity": quantity,
            "unit_price": price,
            **({"proof": proved} if proof else {}),
        }
        for resource, quantity, price in lines
    ]


def taken_apart(code: str, *, paper: str = "c" * 64) -> ClarificationAnswered:
    """Return an answer of p-07, whose materials cost Rp7,400,000 a month."""
    return ClarificationAnswered.from_json(
        {
            "tag": "clarification_answered",
            "enquiry": code,
            "words": "0" * 64,
            "analysis": an_analysis(*SHOWN, proof=paper),
        }
    )


def found(*lines: tuple[str, str, str, str], item: str = "materials") -> list[Json]:
    """Return lines as the committee finds them: resource, quantity, price, basis."""
    return [
        {
            "item": item,
            "resource": resource,
            "quantity": quantity,
            "unit_price": price,
            "basis": basis,
            **({} if basis == "proven" else {"source": "Daftar harga toko, 3 Nov"}),
        }
        for resource, quantity, price, basis in lines
    ]


SHOWN = (("sabun", "40", "100000"), ("pel", "34", "100000"))
"""What makes Rp7,400,000."""

SOAP = ("sabun", "40", "100000", "proven")
MOP = ("pel", "34", "100000", "proven")

ASK = asked("ask_clarification")
ANSWER = (
    asked("answer_clarification")
    .by("p-07")
    .after(an_enquiry("klarifikasi-2", "p-07"))
    .but(enquiry="klarifikasi-2")
)

LOW = PRICE.under(**{"price.reasonable_from": "1"}).but(
    bid="p-07", test="reasonableness", item=None, enquiry=None
)
"""The judgement of a total that is low, as that of p-07 is where every estimate is due."""

SILENT = LOW.after(
    an_enquiry("klarifikasi-2", "p-07", answer_by="2026-11-04T06:59:59.000000Z")
).but(enquiry="klarifikasi-2")
HEARD = LOW.after(
    an_enquiry("klarifikasi-2", "p-07"), taken_apart("klarifikasi-2")
).but(enquiry="klarifikasi-2")

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
        "an analysis of an item that was not asked about",
        asked("answer_clarification")
        .by("p-07")
        .after(an_enquiry("klarifikasi-2", "p-07", "uniform"))
        .but(enquiry="klarifikasi-2", analysis=an_analysis(*SHOWN)),
        "enquiry.analysis",
        {"item": "materials", "resource": "sabun", "fault": "other_item"},
    ),
    Refused(
        "an analysis of an item that the bid does not have",
        ANSWER.but(analysis=[{**an_analysis(*SHOWN)[0], "item": "parkir"}]),  # type: ignore[dict-item]
        "enquiry.analysis",
        {"item": "parkir", "resource": "sabun", "fault": "unknown_item"},
    ),
    Refused(
        "an analysis that a paper proves which nobody has",
        ANSWER.but(analysis=an_analysis(*SHOWN, proof="c" * 64)),
        "enquiry.analysis",
        {"item": "materials", "resource": "sabun", "fault": "no_such_paper"},
    ),
    Refused(
        "an analysis with a resource twice",
        ANSWER.but(analysis=an_analysis(SHOWN[0], SHOWN[0])),
        "enquiry.analysis",
        {"item": "materials", "resource": "sabun", "fault": "resource_twice"},
    ),
    Refused(
        "an analysis that comes to another unit price",
        ANSWER.but(analysis=an_analysis(SHOWN[0], ("pel", "34", "100000.5"))),
        "enquiry.analysis-sum",
        {
            "item": "materials",
            "sum": "7400017",
            "offered": "7400000",
            "difference": "17",
        },
    ),
    Refused(
        "a price found reasonable although its bidder never answered",
        SILENT,
        "price.nothing-found",
        {"bid": "p-07"},
    ),
    Refused(
        "a price found unreasonable without a line, though its bidder answered",
        HEARD.but(verdict="rejected"),
        "price.nothing-found",
        {"bid": "p-07"},
    ),
    Refused(
        "lines found of an item",
        PRICE.but(found=found(SOAP)),
        "price.found",
        {
            "bid": "p-06",
            "item": "materials",
            "resource": "sabun",
            "fault": "found_in_one_line",
        },
    ),
    Refused(
        "lines found of an item that is not bought",
        HEARD.but(found=found(SOAP, item="parkir")),
        "price.found",
        {"bid": "p-07", "item": "parkir", "resource": "sabun", "fault": "unknown_item"},
    ),
    Refused(
        "proven what the bidder did not say",
        HEARD.but(found=found(SOAP, ("pel", "33", "100000", "proven"))),
        "price.found",
        {"bid": "p-07", "item": "materials", "resource": "pel", "fault": "not_shown"},
    ),
    Refused(
        "proven where nobody answered",
        SILENT.but(found=found(SOAP)),
        "price.found",
        {"bid": "p-07", "item": "materials", "resource": "sabun", "fault": "not_shown"},
    ),
    Refused(
        "a price of the market that was read nowhere",
        HEARD.but(found=[{**found(MOP)[0], "basis": "market"}]),  # type: ignore[dict-item]
        "price.found",
        {"bid": "p-07", "item": "materials", "resource": "pel", "fault": "no_source"},
    ),
    Refused(
        "a resource found twice",
        HEARD.but(found=found(SOAP, MOP, MOP)),
        "price.found",
        {
            "bid": "p-07",
            "item": "materials",
            "resource": "pel",
            "fault": "resource_twice",
        },
    ),
    Refused(
        "a resource left out that the bidder named",
        HEARD.but(found=found(SOAP)),
        "price.found",
        {"bid": "p-07", "item": "materials", "resource": "pel", "fault": "left_out"},
    ),
    Refused(
        "a wage found under the minimum",
        SILENT.but(
            found=found(("upah", "1", "3000000", "market"), item="wage-cleaner")
        ),
        "price.found-under-floor",
        {"items": "wage-cleaner", "found": "1440000000", "floor": "1755274152"},
    ),
    Refused(
        "a price accepted that its lines show to be too low",
        HEARD.but(found=found(SOAP, ("pel", "34", "110000", "market"))),
        "price.other-verdict",
        {
            "bid": "p-07",
            "fault": "is_unreasonable",
            "price": "3015892085",
            "rebuilt": "3020420885",
        },
    ),
    Refused(
        "a price rejected that its lines bear out",
        HEARD.but(verdict="rejected", found=found(SOAP, MOP)),
        "price.other-verdict",
        {
            "bid": "p-07",
            "fault": "is_reasonable",
            "price": "3015892085",
            "rebuilt": "3015892085",
        },
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
        "a price found reasonable on lines that are proven",
        HEARD.but(found=found(SOAP, MOP)),
        {"price_judged": {"bid": "p-07", "test": "reasonableness"}},
    ),
    Accepted(
        "a price found unreasonable on a line that the market has dearer",
        HEARD.but(
            verdict="rejected", found=found(SOAP, ("pel", "34", "110000", "market"))
        ),
        {"price_judged": {"bid": "p-07", "verdict": "rejected"}},
    ),
    Accepted(
        "a price rejected because its bidder never answered",
        SILENT.but(verdict="rejected"),
        {"price_judged": {"bid": "p-07", "verdict": "rejected"}},
    ),
    Accepted(
        "a price found by the market alone, for its bidder never answered",
        SILENT.but(found=found(("bahan", "1", "7000000", "market"))),
        {"price_judged": {"bid": "p-07", "verdict": "accepted"}},
    ),
    Accepted(
        "an answer that takes a unit price apart, with a paper of its own",
        ANSWER.but(
            analysis=an_analysis(*SHOWN, proof="c" * 64),
            papers=[
                {
                    "name": "kuitansi.pdf",
                    "media_type": "application/pdf",
                    "size": 9,
                    "sha256": "c" * 64,
                }
            ],
        ),
        {"clarification_answered": {"enquiry": "klarifikasi-2"}},
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
