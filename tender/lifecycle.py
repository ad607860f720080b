"""The life of a tender: everything that moves it from stage to stage, and nothing else.

`TABLE` says, for each stage, which events may happen there and which stage
comes after. What is not in the table is refused. Whether a thing that the table
allows may be done now, by whom and on what ground is for `rules.decisions`.
The picture in `docs/lifecycle.md` is drawn from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from tender.outcomes import EVIDENCE as EVIDENCE  # noqa: PLC0414  # part of the table
from tender.outcomes import MAKES as MAKES  # noqa: PLC0414

Stage = Literal[
    "new",
    "preparation",
    "bidding",
    "opening",
    "evaluation",
    "technical_evaluated",
    "price_opening",
    "price_evaluation",
    "evaluated",
    "proposed",
    "decided",
    "standstill",
    "reported",
    "agreed",
    "appointed",
    "accepted",
    "contracted",
    "started",
    "disputed",
    "failed",
    "annulled",
]
"""Where a round stands. `new`: nothing has happened yet.

Ends: `started`, `failed`, `annulled`; of these an order from outside leads on.
"""

STAGES: tuple[Stage, ...] = get_args(Stage)
"""In the order of a tender's life, and behind it those that only some come to."""

_ALWAYS = (
    "party_registered",
    "act_by_conflicted_refused",
    "order_recorded",
    "arrear_stated",  # what people are owed waits for no stage
)

_PREPARING = (
    "carried_over",
    "method_reasoned",
    "budget_set",
    "works_specified",
    "estimate_set",
    "list_handed_over",
    "roster_proposed",
    "roster_notified",
    "place_claimed",
    "claim_ruled",
    "roster_frozen",
    "schedule_set",
    "schedule_changed",
    "value_chosen",
    "value_confirmed",
    "scheme_set",
    "trustees_named",
    "key_challenged",
    "key_proven_alive",
)

_PEOPLE = ("committee_formed", "conflict_declared")

_ERRATA = ("epoch_adopted",)

_ANNOUNCED = (
    "question_asked",
    "question_answered",
    "answers_awaited",
    "clarification_minuted",
    "tender_amended",
    "schedule_changed",
    "key_challenged",
    "key_proven_alive",
    "bid_committed",
    "bid_replaced",
    "bid_withdrawn",
    "early_release_refused",
    "document_issued",
)

_OPENING = (
    "shares_released",
    "part_opened",
    "part_unopenable",
    "early_release_refused",
    "late_bid_refused",
    "schedule_changed",
    "document_issued",
)

_JUDGING_PRICES = (
    "estimate_detail_revealed",
    "arithmetic_corrected",
    "clarification_asked",
    "clarification_answered",
    "price_judged",
    "qualification_proved",
    "tie_decided",
    "schedule_changed",
    "late_bid_refused",
    "document_issued",
)

_JUDGING = (
    *_JUDGING_PRICES,
    "judgement_recorded",
    "fact_recorded",
    "value_found",
    "mark_recorded",
    "marks_moderated",
    "marks_locked",
    "early_release_refused",
)

_OBJECTING = ("objection_lodged", "objection_answered", "early_appointment_refused")

_NEGOTIATING = ("price_revised", "negotiation_concluded")

_ADDING = ("budget_set", "wages_adjusted", "addendum_concluded")

_TAKING_OVER = ("handover_received",)

_ON_RECORD = ("document_issued", "late_bid_refused")
_AFTER = (*_ON_RECORD, "schedule_changed", "round_opened")


def _stay(stage: Stage, *groups: tuple[str, ...]) -> dict[str, Stage]:
    return {event: stage for group in groups for event in group}


_END: Mapping[str, Stage] = {"tender_failed": "failed"}

_AGAIN = ("round_opened",)


TABLE: Mapping[Stage, Mapping[str, Stage]] = {
    "new": {"process_opened": "preparation"},
    "preparation": {
        **_stay("preparation", _ALWAYS, _PREPARING, _PEOPLE, _ERRATA),
        "tender_published": "bidding",
    },
    "bidding": {
        **_stay("bidding", _ALWAYS, _ANNOUNCED, _PEOPLE, _ERRATA, _AGAIN),
        "bidding_stopped": "bidding",
        "bidding_closed": "opening",
    },
    "opening": {
        **_stay("opening", _ALWAYS, _OPENING, _PEOPLE, _ERRATA, _AGAIN),
        "opening_completed": "evaluation",
        **_END,
    },
    "evaluation": {
        **_stay("evaluation", _ALWAYS, _JUDGING, _PEOPLE, _ERRATA, _AGAIN),
        "technical_completed": "technical_evaluated",
        "evaluation_completed": "evaluated",
        **_END,
    },
    "technical_evaluated": {
        **_stay("technical_evaluated", _ALWAYS, _AFTER, _PEOPLE),
        "early_release_refused": "technical_evaluated",
        "technical_result_announced": "price_opening",
        **_END,
    },
    "price_opening": {
        **_stay("price_opening", _ALWAYS, _OPENING, _PEOPLE, _AGAIN),
        "opening_completed": "price_evaluation",
        **_END,
    },
    "price_evaluation": {
        **_stay("price_evaluation", _ALWAYS, _JUDGING_PRICES, _PEOPLE, _AGAIN),
        "evaluation_completed": "evaluated",
        **_END,
    },
    "evaluated": {
        **_stay("evaluated", _ALWAYS, _AFTER, _PEOPLE, _NEGOTIATING),
        "award_proposed": "proposed",
        **_END,
    },
    "proposed": {
        **_stay("proposed", _ALWAYS, _AFTER, _PEOPLE, ("award_approved",)),
        "award_decided": "decided",
        **_END,
    },
    "decided": {
        **_stay("decided", _ALWAYS, _AFTER, _PEOPLE),
        "result_announced": "standstill",
        **_END,
    },
    "standstill": {
        **_stay("standstill", _ALWAYS, _AFTER, _PEOPLE, _OBJECTING),
        "report_handed_over": "reported",
        **_END,
    },
    "reported": {
        **_stay("reported", _ALWAYS, _AFTER, _PEOPLE, ("early_appointment_refused",)),
        "result_agreed": "agreed",
        "result_disagreed": "disputed",
        **_END,
    },
    "agreed": {
        **_stay("agreed", _ALWAYS, _AFTER, _PEOPLE, ("qualification_proved",)),
        "appointment_issued": "appointed",
        **_END,
    },
    "appointed": {
        **_stay("appointed", _ALWAYS, _AFTER, _PEOPLE),
        "appointment_accepted": "accepted",
        "appointment_declined": "agreed",
        "supplier_passed_over": "agreed",
        **_END,
    },
    "accepted": {
        **_stay(
            "accepted", _ALWAYS, _AFTER, _PEOPLE, ("bond_lodged", "contract_signed")
        ),
        "contract_concluded": "contracted",
        "supplier_passed_over": "agreed",
        **_END,
    },
    "contracted": {
        **_stay("contracted", _ALWAYS, _AFTER, _ADDING, _TAKING_OVER),
        "start_ordered": "started",
    },
    "started": _stay("started", _ALWAYS, _AFTER, _ADDING, _TAKING_OVER),
    "disputed": {
        **_stay(
            "disputed",
            _ALWAYS,
            _AFTER,
            _PEOPLE,
            ("disagreement_decided", "early_appointment_refused"),
        ),
        **_END,
    },
    "failed": _stay("failed", _ALWAYS, _ON_RECORD, _AGAIN),
    "annulled": _stay("annulled", _ALWAYS, _ON_RECORD, _AGAIN),
}

LEADS: Mapping[str, tuple[Stage, ...]] = {
    "round_opened": ("preparation", "evaluation"),
    "disagreement_decided": ("agreed",),
    "order_recorded": ("annulled",),
}
"""Where an event may lead that names its stage itself (`Event.leads_to`)."""

_OUT_OF_TIME = EVIDENCE - {"act_by_conflicted_refused"}


def allows(stage: Stage, command: str) -> bool:
    """Say whether *stage* has what *command* asks for, or keeps that it came out of time.

    What it asks for is the first event that it makes. Another one beside it, such as a
    schedule that moves or a conflict that comes to light, lets nobody ask at a stage
    that is not the command's.
    """
    asked_for, *beside = MAKES[command]
    return asked_for in TABLE[stage] or any(
        event in TABLE[stage] for event in beside if event in _OUT_OF_TIME
    )


def after(stage: Stage, event: str, named: str | None = None) -> Stage | None:
    """Return the stage after *event* in *stage*; `None` where the table forbids it.

    *named* is the stage that the event itself names, if it names one.
    """
    following = TABLE[stage].get(event)
    if following is None or named is None:
        return following
    return next((to for to in LEADS.get(event, ()) if to == named), None)


def diagram() -> str:
    """Draw the moves between stages as a Mermaid state diagram.

    Events that leave a stage as it is are left out: they are listed in the docs. What
    may lead away from most stages is drawn once, from `any`.
    """
    lines = ["stateDiagram-v2", "    [*] --> new"]
    for stage, events in TABLE.items():
        lines += [
            f"    {stage} --> {following}: {event}"
            for event, following in events.items()
            if following != stage
        ]
        lines += [
            f"    {stage} --> {following}: {event}"
            for event in events
            for following in LEADS.get(event, ())
            if event not in _ALWAYS and event not in _AGAIN
        ]
    for event in (*_ALWAYS, *_AGAIN):
        lines += [f"    any --> {to}: {event}" for to in LEADS.get(event, ())]
    return "\n".join(lines)
