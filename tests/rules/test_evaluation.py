"""The evaluation: people find, behind the conflict gate, with evidence; rules compute."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.due import due
from rules.evaluating import NotEvaluatedError, working
from tender.events.evaluation import EvaluationCompleted
from tender.events.opening import PartUnopenable
from tender.offer import Offer
from tender.state import State
from tests.rules.evaluation_scenes import (
    COMPLETE,
    CORRECT,
    JUDGE,
    PROVE,
    an_enquiry,
    conflicted,
    tied,
    with_offer,
)
from tests.rules.scenes import (
    Accepted,
    Plan,
    Refused,
    Scene,
    asked,
    names,
    waiting_in,
    with_part,
)


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
        "a result although a bidder never answered",
        COMPLETE.after(
            an_enquiry("klarifikasi-2", answer_by="2026-11-05T01:00:00.000000Z")
        ),
        {"evaluation_completed": {}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


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
