"""Scenes of the evaluation: what people find, ask and put in order, with something changed."""

from __future__ import annotations

from typing import Any

from tender.events.evaluation import ClarificationAsked
from tender.events.preparation import ConflictDeclared
from tender.offer import Offer
from tests.rules.scenes import Scene, asked, with_part

CORRECT = asked("correct_arithmetic", "p-02")
JUDGE = asked("record_judgement", "p-07")
PRICE = asked("judge_price")
PROVE = asked("prove_qualification")
COMPLETE = asked("complete_evaluation")


def conflicted(member: str, *bidders: str) -> ConflictDeclared:
    """Return the declaration of a conflict with *bidders*, or with anybody."""
    return ConflictDeclared(member=member, conflicted=True, with_bidders=bidders)


def with_offer(bid: str, offer: Offer) -> Any:  # noqa: ANN401  # any field of a record
    """Return a change: *bid* has been opened with another offer than it had."""

    def change(scene: Scene) -> Scene:
        offers = {**scene.state.opening.offers, (bid, "all"): offer}
        return scene._replace(state=with_part(scene.state, "opening", offers=offers))

    return change


def tied(scene: Scene) -> Scene:
    """Have p-06 offer what p-07 offers: no figure tells the two apart."""
    return with_offer("p-06", scene.state.opening.offers[("p-07", "all")])(scene)  # type: ignore[no-any-return]


def level_reserves(scene: Scene) -> Scene:
    """Have p-01 offer what p-06 offers, behind p-07 who is first."""
    offers = scene.state.opening.offers
    return with_offer("p-01", offers[("p-06", "all")])(scene)  # type: ignore[no-any-return]


def an_enquiry(
    code: str,
    bid: str = "p-06",
    about: str = "price",
    answer_by: str = "2026-11-06T09:00:00.000000Z",
) -> ClarificationAsked:
    """Return the enquiry *code* at a bidder, about its price or another thing."""
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
