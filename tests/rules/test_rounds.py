"""A result that does not stand: what follows, by whose word, and what a round keeps."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from rules.due import due
from rules.readiness import missing
from tender.commands.award import DecideDisagreement, DisagreeResult
from tender.commands.orders import RecordOrder
from tender.commands.preparation.schedule import ChangeSchedule
from tender.events.award import ObjectionAnswered, ObjectionLodged, ResultDisagreed
from tender.events.orders import RoundOpened
from tests.rules.scenes import Accepted, Plan, Refused, Scene, asked, names

ANSWER = asked("answer_objection")
AGREE = asked("agree_result")
DISPUTED = ResultDisagreed(reason="Penilaian tidak lengkap.")
SECOND = ObjectionLodged(
    objection="sanggah-2", grounds=("collusion",), words="0" * 64, bid="p-02"
)
UPHELD = ObjectionAnswered.from_json(
    {
        "tag": "objection_answered",
        "objection": "sanggah-2",
        "points": [{"ground": "collusion", "finding": "founded", "reason": "Sama."}],
        "verdict": "upheld",
    }
)


def founded(plan: Plan = ANSWER, **more: object) -> Plan:
    """Return the answer that finds the objection right."""
    points = [{"ground": "evaluation_error", "finding": "founded", "reason": "Benar."}]
    return plan.but(points=points, **more)


def on(ground: str) -> dict[str, str]:
    """Return a failure on a ground."""
    return {"ground": ground, "reason": "Rapat Pokja."}


def deciding(verdict: str, **more: object) -> Plan:
    """Return the authority's decision."""
    said = {"verdict": verdict, "reason": "Sudah dibaca.", **more}
    command = DecideDisagreement.from_json({"tag": "decide_disagreement", **said})
    return AGREE.after(DISPUTED).instead(command).by("pa", "authority")


def again(at: str, number: int = 2) -> RoundOpened:
    """Return a round that begins."""
    return RoundOpened.from_json(
        {"tag": "round_opened", "round": number, "at": at, "ground": "order"}
    )


def reopening(at: str) -> RecordOrder:
    return RecordOrder.from_json(
        {
            "tag": "record_order",
            "order": "putusan-9",
            "authority": "court",
            "document": "0" * 64,
            "basis": "Putusan",
            "effect": "reopen",
            "stage": at,
            "reason": "Ulang.",
        }
    )


REFUSED = (
    Refused(
        "a founded objection of which nobody says what follows",
        founded(),
        "objection.no-consequence",
        {"objection": "sanggah-1"},
    ),
    Refused(
        "what follows where no objection is right",
        ANSWER.but(consequence="bid_again"),
        "objection.needless-consequence",
        {"consequence": "bid_again"},
    ),
    Refused(
        "what follows while another objection waits for its answer",
        founded(ANSWER.after(SECOND), consequence="evaluate_again"),
        "objection.others-open",
        {"objections": "sanggah-2"},
    ),
    Refused(
        "an unfounded last answer where one before was founded",
        ANSWER.after(SECOND, UPHELD),
        "objection.no-consequence",
        {"objection": "sanggah-1"},
    ),
    Refused(
        "a failure by an objection, on no ground",
        founded(consequence="failed"),
        "failure.no-ground",
        {"what": "failed", "ground": "-"},
    ),
    Refused(
        "a ground of failure where bids are asked for again",
        founded(consequence="bid_again", failure=on("documents_or_rules")),
        "failure.no-ground",
        {"what": "bid_again", "ground": "documents_or_rules"},
    ),
    Refused(
        "a ground of failure where nothing follows",
        ANSWER.but(failure=on("documents_or_rules")),
        "failure.no-ground",
        {"what": "-", "ground": "documents_or_rules"},
    ),
    Refused(
        "a failure by an objection on a ground that the record belies",
        founded(consequence="failed", failure=on("nobody_passed")),
        "failure.belied",
        {"ground": "nobody_passed", "fault": "p-07, p-06"},
    ),
    Refused(
        "a failure by an objection that is for the authority to declare",
        founded(consequence="failed", failure=on("corruption")),
        "failure.other-office",
        {
            "ground": "corruption",
            "competent": "authority",
            "office": "committee",
        },
    ),
    Refused(
        "a failure by the authority, on no ground",
        deciding("failed"),
        "failure.no-ground",
        {"what": "failed", "ground": "-"},
    ),
    Refused(
        "a failure by the authority on a ground that the record belies",
        deciding("failed", failure=on("all_above_estimate")),
        "failure.belied",
        {
            "ground": "all_above_estimate",
            "fault": "p-01, p-03, p-04, p-05, p-06, p-07",
        },
    ),
    Refused(
        "a decision of the authority where nobody disagrees",
        deciding("award_stands").when(AGREE),
        "stage.not-now",
        {"command": "decide_disagreement", "stage": "reported"},
    ),
    Refused(
        "the officer's own decision",
        deciding("award_stands").by("ppk", "ppk"),
        "office.not-competent",
        {
            "office": "ppk",
            "command": "decide_disagreement",
            "competent": "authority",
        },
    ),
    Refused(
        "an appointment before the authority has decided, on record",
        asked("issue_appointment").when(AGREE.after(DISPUTED)),
        "award.not-agreed",
        {},
        ("early_appointment_refused",),
    ),
    Refused(
        "an evaluation again of bids that nobody has opened",
        asked("release_shares").instead(reopening("evaluation")).by("ukpbj", "unit"),
        "round.nothing-opened",
    ),
    Refused(
        "bids again where none were asked for",
        asked("set_budget").instead(reopening("bidding")).by("ukpbj", "unit"),
        "round.not-announced",
    ),
)


def following(
    what: str, events: Mapping[str, Mapping[str, object]], **said: object
) -> Accepted:
    name = f"a founded objection: {what}"
    more = {"objection_answered": {"verdict": "upheld", "consequence": what}}
    return Accepted(name, founded(ANSWER, consequence=what, **said), {**more, **events})


def decided(
    verdict: str, events: Mapping[str, Mapping[str, object]], **said: object
) -> Accepted:
    more = {"disagreement_decided": {"verdict": verdict}}
    plan = deciding(verdict, **said)
    return Accepted(f"decided: {verdict}", plan, {**more, **events})


ACCEPTED = (
    following("evaluate_again", {"round_opened": {"round": 2, "at": "evaluation"}}),
    following("bid_again", {"round_opened": {"about": "sanggah-1", "at": "bidding"}}),
    following(
        "failed",
        {"tender_failed": on("unfair_competition")},
        failure=on("unfair_competition"),
    ),
    Accepted(
        "one of two founded objections waits for the other",
        founded(ANSWER.after(SECOND)),
        {"objection_answered": {"verdict": "upheld", "consequence": None}},
    ),
    Accepted(
        "the last answer says it, though its own ground is not founded",
        ANSWER.after(SECOND, UPHELD).but(
            consequence="failed", failure=on("all_collude")
        ),
        {
            "objection_answered": {"verdict": "rejected"},
            "tender_failed": on("all_collude"),
        },
    ),
    Accepted(
        "the officer does not agree",
        AGREE.instead(DisagreeResult(reason="Penilaian tidak lengkap.")),
        {"result_disagreed": {"reason": "Penilaian tidak lengkap."}},
    ),
    decided("award_stands", {}),
    decided(
        "evaluate_again",
        {"round_opened": {"ground": "disagreement", "at": "evaluation"}},
    ),
    decided("bid_again", {"round_opened": {"ground": "disagreement", "at": "bidding"}}),
    decided(
        "failed",
        {"tender_failed": on("unfair_competition")},
        failure=on("unfair_competition"),
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_where_officer_and_committee_differ_the_authority_is_waited_for() -> None:
    scene = AGREE.after(DISPUTED).scene()
    (waited,) = due(scene.state, scene.pack)

    assert (waited.command, waited.who) == ("decide_disagreement", "authority")
    assert waited.article is not None
    assert waited.article.status == "recalled"


@pytest.mark.parametrize(
    ("verdict", "stage"),
    [
        ("award_stands", "agreed"),
        ("evaluate_again", "evaluation"),
        ("bid_again", "preparation"),
        ("failed", "failed"),
    ],
)
def test_the_authority_s_decision_leads_on_at_once(verdict: str, stage: str) -> None:
    failure = on("documents_or_rules") if verdict == "failed" else None
    plan = deciding(verdict, failure=failure)

    assert plan.after(*plan.scene().decide().events).scene().state.stage == stage


def test_the_evaluation_again_keeps_what_was_opened_and_nothing_of_what_was_found() -> (
    None
):
    before = ANSWER.scene().state
    after = ANSWER.after(again("evaluation")).scene().state

    assert (after.stage, after.round) == ("evaluation", 2)
    assert after.opening == before.opening
    assert after.bidding == before.bidding
    assert after.preparation == before.preparation
    assert not after.evaluation.corrected
    assert not after.evaluation.judged
    assert after.evaluation.result is None
    assert after.award.proposed is None
    assert after.earlier[0].evaluation == before.evaluation
    assert after.earlier[0].award == before.award


def test_bids_again_keep_what_was_prepared_and_nothing_that_was_announced() -> None:
    before = ANSWER.scene().state
    after = ANSWER.after(again("bidding")).scene().state

    assert (after.stage, after.round) == ("preparation", 2)
    assert not after.bidding.bids
    assert not after.opening.offers
    assert after.announcement.version == 0
    assert not after.preparation.slots
    assert not after.preparation.alive
    assert after.preparation.detail is None
    assert after.preparation.trustees == before.preparation.trustees
    assert after.preparation.orders == before.preparation.orders
    assert after.earlier[0].bidding == before.bidding


def test_bids_again_wait_for_a_schedule_and_for_every_key() -> None:
    scene = ANSWER.after(again("bidding")).scene()
    waited = [m.command for m in missing(scene.state, scene.pack.values)]

    assert waited[0] == "set_schedule"
    assert set(waited[1:]) == {"challenge_key"}


def test_documents_of_what_is_done_again_are_issued_again_and_keep_their_numbers() -> (
    None
):
    before = ANSWER.scene().state.fulfilment
    kinds = [issued.document.kind for issued in before.documents]

    for at, standing in (
        ("evaluation", {"announcement", "opening_minutes"}),
        ("bidding", set()),
    ):
        after = ANSWER.after(again(at)).scene().state.fulfilment
        assert [issued.document.kind for issued in after.documents] == kinds
        assert {i.document.kind for i in after.documents if i.stands} == standing


def test_what_had_come_may_come_again_later() -> None:
    """The schedule of a round that evaluates again is moved from the evaluation on."""

    def moved(scene: Scene) -> Mapping[str, object]:
        slots = [slot.to_json() for slot in scene.state.preparation.slots.values()]
        later = {"ends": "2026-11-19T09:00:00.000000Z"}
        again_ = ("evaluation", "award", "objection")
        return {"slots": [{**s, **later} if s["stage"] in again_ else s for s in slots]}

    change = ChangeSchedule.from_json(
        {**asked("set_schedule").scene().act.command.to_json(), **CHANGED}
    )
    plan = ANSWER.instead(change).but_with(moved)

    refusal = plan.scene().decide().refusal
    assert refusal is not None
    assert refusal.rule == "schedule.has-come"
    after = ANSWER.after(again("evaluation")).instead(change).but_with(moved)
    assert after.scene().decide().accepted


CHANGED = {"tag": "change_schedule", "reason": "Evaluasi ulang."}
