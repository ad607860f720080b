"""The evaluation: people find, behind the conflict gate, with evidence; rules compute."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.due import due
from rules.evaluating import NotEvaluatedError, waited, working
from tender.commands.evaluation import DecideTie, TieDecision
from tender.events.evaluation import (
    ClarificationAnswered,
    ClarificationAsked,
    EvaluationCompleted,
)
from tender.events.opening import PartUnopenable
from tender.events.preparation import ConflictDeclared
from tender.offer import Offer
from tender.state import State
from tender.state.evaluation import Evaluation
from tests.rules.scenes import Accepted, Plan, Refused, Scene, asked, names, with_part

CORRECT = asked("correct_arithmetic", "p-02")
JUDGE = asked("record_judgement", "p-07")
PRICE = asked("judge_price")
PROVE = asked("prove_qualification")
COMPLETE = asked("complete_evaluation")


def conflicted(member: str, *bidders: str) -> ConflictDeclared:
    return ConflictDeclared(member=member, conflicted=True, with_bidders=bidders)


def with_offer(bid: str, offer: Offer) -> Any:  # noqa: ANN401  # any field of a record
    """Return a change: *bid* has been opened with another offer than it had."""

    def change(scene: Scene) -> Scene:
        offers = {**scene.state.opening.offers, (bid, "all"): offer}
        return scene._replace(state=with_part(scene.state, "opening", offers=offers))

    return change


def offer_of(bid: str) -> Offer:
    return CORRECT.scene().state.opening.offers[(bid, "all")]


def misfit(fault: str) -> Offer:
    """Return the offer of p-02 with a price schedule that does not fit the tender's."""
    offer = offer_of("p-02")
    first, *rest = offer.prices or ()
    return {
        "no_prices": offer.model_copy(update={"prices": None}),
        "no_total": offer.model_copy(update={"total": None}),
        "unknown_item": offer.model_copy(
            update={"prices": (first.model_copy(update={"item": "flowers"}), *rest)}
        ),
        "item_twice": offer.model_copy(update={"prices": (first, first, *rest)}),
    }[fault]


def correcting(fault: str) -> Plan:
    return CORRECT.then(lambda scene: with_offer("p-02", misfit(fault))(scene))  # noqa: PLW0108  # made when it is called


def evidence(scene: Scene) -> list[dict[str, Any]]:
    found: Any = scene.act.command.to_json()["evidence"]
    return list(found)


def tied(scene: Scene) -> Scene:
    """Have p-06 offer what p-07 offers: no figure tells the two apart."""
    return with_offer("p-06", scene.state.opening.offers[("p-07", "all")])(scene)  # type: ignore[no-any-return]


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


def an_enquiry(
    code: str,
    bid: str = "p-06",
    about: str = "price",
    answer_by: str = "2026-11-06T09:00:00.000000Z",
) -> ClarificationAsked:
    return ClarificationAsked.from_json(
        {
            "tag": "clarification_asked",
            "enquiry": code,
            "bid": bid,
            "about": about,
            "question": "Jelaskan.",
            "answer_by": answer_by,
        }
    )


def answered(code: str) -> ClarificationAnswered:
    return ClarificationAnswered(enquiry=code, words="0" * 64)


ASK = asked("ask_clarification")

LOW = PRICE.under(**{"price.reasonable_from": "1"}).but(
    bid="p-07", test="reasonableness", item=None, enquiry=None
)
"""The judgement of a total that is low, as that of p-07 is where every estimate is due."""

REFUSED = (
    Refused(
        "a correction of a bid that was not opened",
        CORRECT.but(bid="p-09"),
        "evaluation.no-such-bid",
        {"bid": "p-09"},
    ),
    Refused(
        "a second correction",
        CORRECT.when(asked("correct_arithmetic", "p-03")),
        "evaluation.corrected-twice",
        {"bid": "p-02"},
    ),
    Refused(
        "a correction of a bid without prices",
        correcting("no_prices"),
        "evaluation.not-correctable",
        {"bid": "p-02", "fault": "no_prices", "item": ""},
    ),
    Refused(
        "a correction of a bid without a total",
        correcting("no_total"),
        "evaluation.not-correctable",
        {"bid": "p-02", "fault": "no_total", "item": ""},
    ),
    Refused(
        "a correction of a bid that prices what the tender does not ask for",
        correcting("unknown_item"),
        "evaluation.not-correctable",
        {"bid": "p-02", "fault": "unknown_item", "item": "flowers"},
    ),
    Refused(
        "a correction of a bid that prices an item twice",
        correcting("item_twice"),
        "evaluation.not-correctable",
        {"bid": "p-02", "fault": "item_twice", "item": "wage-cleaner"},
    ),
    Refused(
        "a judgement on a bid that was not opened",
        JUDGE.but(bid="p-08"),
        "evaluation.no-such-bid",
        {"bid": "p-08"},
    ),
    Refused(
        "a judgement by a member who has not declared since the opening",
        JUDGE.when(asked("declare_conflict", "pokja-3", 1)),
        "committee.undeclared",
        {"member": "pokja-3"},
    ),
    Refused(
        "a judgement by a member in conflict with the bidder, on record",
        JUDGE.after(conflicted("pokja-3", "p-07")),
        "committee.conflicted",
        {"member": "pokja-3"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "a judgement by a member in conflict with somebody unnamed, on record",
        JUDGE.after(conflicted("pokja-3")),
        "committee.conflicted",
        {"member": "pokja-3"},
        ("act_by_conflicted_refused",),
    ),
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
        "a judgement without evidence",
        JUDGE.but(evidence=[]),
        "evaluation.no-evidence",
        {"bid": "p-07", "evidence": "-"},
    ),
    Refused(
        "a judgement on what another bid has attached",
        JUDGE.but(evidence=[{"attachment": "ab" * 32, "page": 1}]),
        "evaluation.no-evidence",
        {"bid": "p-07", "evidence": "abababababab"},
    ),
    Refused(
        "a judgement that fails a bid without a reason",
        JUDGE.but(verdict="not_met"),
        "evaluation.no-reason",
        {"bid": "p-07"},
    ),
    Refused(
        "a judgement of what rules find by themselves",
        JUDGE.but(requirement="pajak"),
        "evaluation.not-in-scheme",
        {"requirement": "pajak"},
    ),
    Refused(
        "a judgement of what was never asked for",
        JUDGE.but(requirement="kendaraan"),
        "evaluation.not-in-scheme",
        {"requirement": "kendaraan"},
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
        "a correction by a member in conflict with the bidder, on record",
        CORRECT.by("pokja-1", "committee")
        .when(JUDGE)
        .after(conflicted("pokja-1", "p-02")),
        "committee.conflicted",
        {"member": "pokja-1"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "a result asked for by a member in conflict with anybody, on record",
        COMPLETE.by("pokja-1", "committee").after(conflicted("pokja-1", "p-02")),
        "committee.conflicted",
        {"member": "pokja-1"},
        ("act_by_conflicted_refused",),
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
    Refused(
        "a result before the estimate's detail is open",
        COMPLETE.when(asked("reveal_estimate_detail")),
        "evaluation.no-estimate-detail",
    ),
    Refused(
        "a result before the proof",
        COMPLETE.when(PROVE),
        "evaluation.pending",
        {"waited": "prove_qualification p-07"},
    ),
    Refused(
        "a result while a tie is undecided",
        COMPLETE.when(PROVE).then(tied),
        "evaluation.pending",
        {"waited": "decide_tie p-06 p-07"},
    ),
    Refused(
        "a result while a bidder is asked",
        COMPLETE.after(an_enquiry("klarifikasi-2")),
        "evaluation.pending",
        {"waited": "answer_clarification klarifikasi-2"},
    ),
)

ACCEPTED = (
    Accepted(
        "a correction, line by line, of figures that nobody hands in",
        asked("correct_arithmetic", "p-06"),
        {
            "arithmetic_corrected": {
                "bid": "p-06",
                "offered": "2936657185",
                "corrected": "3025368385",
            }
        },
    ),
    Accepted(
        "a judgement that fails a bid, with its reason",
        JUDGE.but(verdict="not_met", reason="NIB tidak berlaku."),
        {"judgement_recorded": {"verdict": "not_met", "reason": "NIB tidak berlaku."}},
    ),
    Accepted(
        "a judgement by a member in conflict with another bidder",
        JUDGE.after(conflicted("pokja-3", "p-06")),
        {"judgement_recorded": {"bid": "p-07"}},
    ),
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
        "a result although a bidder never answered",
        COMPLETE.after(
            an_enquiry("klarifikasi-2", answer_by="2026-11-05T01:00:00.000000Z")
        ),
        {"evaluation_completed": {}},
    ),
    Accepted(
        "a price rejected",
        PRICE.but(verdict="rejected"),
        {"price_judged": {"verdict": "rejected"}},
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


def waiting_in(scene: Scene) -> list[tuple[str, str]]:
    reading = scene.state.values.over(scene.pack.values)
    return [(w.command, w.about) for w in waited(scene.state, reading)]


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


def test_a_bid_that_cannot_be_corrected_fails_and_nobody_waits_for_its_correction() -> (
    None
):
    """Else the engine would ask for what the rules refuse, and stop at every bid."""
    spoilt = with_offer("p-02", misfit("unknown_item"))(
        asked("correct_arithmetic", "p-02").scene()
    )

    waits = {(d.command, d.about) for d in due(spoilt.state, spoilt.pack)}

    assert ("correct_arithmetic", "p-02") not in waits
    assert ("correct_arithmetic", "p-03") in waits
    ended = with_offer("p-02", misfit("unknown_item"))(COMPLETE.scene())
    (event,) = without_correction(ended, "p-02").decide().events
    assert isinstance(event, EvaluationCompleted)
    (line,) = [line for line in event.results if line.bid == "p-02"]
    assert (line.verdict, line.price, line.rank) == ("failed", None, None)
    assert [f.rule for f in line.findings if f.verdict == "fail"] == [
        "arithmetic.schedule"
    ]


def without_correction(scene: Scene, bid: str) -> Scene:
    corrected = dict(scene.state.evaluation.corrected)
    del corrected[bid]
    state = with_part(scene.state, "evaluation", corrected=corrected)
    return scene._replace(state=state)


def test_a_bid_that_could_not_be_opened_fails_in_the_result() -> None:
    offers = {
        key: offer
        for key, offer in COMPLETE.scene().state.opening.offers.items()
        if key[0] != "p-02"
    }
    finding = {
        "bid": "p-02",
        "part": "all",
        "ground": "share",
        "finding": "Bagian kunci tidak terbuka.",
    }
    shut = {
        ("p-02", "all"): PartUnopenable.from_json({**finding, "tag": "part_unopenable"})
    }

    (event,) = (
        COMPLETE.having("opening", offers=offers, unopenable=shut)
        .scene()
        .decide()
        .events
    )

    assert isinstance(event, EvaluationCompleted)
    assert event.results[-1].bid == "p-02"
    assert event.results[-1].verdict == "failed"
    assert [f.rule for f in event.results[-1].findings] == ["opening.unopenable"]


def test_the_last_judgement_of_a_requirement_counts() -> None:
    """A finding that was mended is the finding; both stand in the record."""
    judged = JUDGE.but(verdict="not_met", reason="NIB tidak berlaku.").scene()
    (first,) = judged.decide().events
    (second,) = JUDGE.scene().decide().events

    failed = PROVE.after(first).scene()
    mended = PROVE.after(first, second).scene()

    assert ("prove_qualification", "p-07") not in waiting_in(failed)
    assert waiting_in(mended) == [("prove_qualification", "p-07")]


def test_of_two_orders_of_tied_bids_the_last_holds() -> None:
    first, second = (
        TieDecision(bids=bids, ground="committee", reason="alasan")
        for bids in (("p-05", "p-06"), ("p-06", "p-05"))
    )
    part = Evaluation(ties=(first, second))

    assert (part.place("p-06"), part.place("p-05"), part.place("p-01")) == (1, 2, 0)


def test_a_result_is_the_same_whatever_the_order_of_judgements() -> None:
    scene = COMPLETE.scene()
    part = scene.state.evaluation
    turned = replace(
        part,
        judged=dict(reversed(list(part.judged.items()))),
        corrected=dict(reversed(list(part.corrected.items()))),
    )
    opening = scene.state.opening
    state = replace(
        scene.state,
        evaluation=turned,
        opening=replace(opening, offers=dict(reversed(list(opening.offers.items())))),
    )

    assert scene._replace(state=state).decide() == scene.decide()


def test_the_working_of_a_bid_is_its_own(state: State) -> None:
    scene = COMPLETE.scene()
    reading = scene.state.values.over(scene.pack.values)

    assert working(state, reading, "p-07")["name"] == "p-07/verdict"
    with pytest.raises(NotEvaluatedError):
        working(state, reading, "p-09")


@pytest.fixture
def state() -> State:
    return COMPLETE.scene().state
