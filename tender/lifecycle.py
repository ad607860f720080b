"""The life of a tender: everything that moves it from stage to stage, and nothing else.

`TABLE` says, for each stage, which events may happen there and which stage
comes after. What is not in the table is refused. Whether a thing that the table
allows may be done now, by whom and on what ground is for `rules.decisions`.
The picture in `docs/lifecycle.md` is drawn from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Stage = Literal[
    "new",
    "preparation",
    "bidding",
    "opening",
    "evaluation",
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
]
"""Where a round stands. `new`: nothing has happened yet."""

STAGES: tuple[Stage, ...] = get_args(Stage)

_ALWAYS = ("party_registered", "act_by_conflicted_refused")

_PREPARING = (
    "method_reasoned",
    "budget_set",
    "works_specified",
    "estimate_set",
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
    "committee_formed",
    "conflict_declared",
    "trustees_named",
    "key_challenged",
    "key_proven_alive",
)

_ANNOUNCED = (
    "question_asked",
    "question_answered",
    "clarification_minuted",
    "tender_amended",
    "schedule_changed",
    "conflict_declared",
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

_JUDGING = (
    "estimate_detail_revealed",
    "conflict_declared",
    "arithmetic_corrected",
    "judgement_recorded",
    "clarification_asked",
    "clarification_answered",
    "price_judged",
    "qualification_proved",
    "tie_decided",
    "schedule_changed",
    "late_bid_refused",
    "document_issued",
)

_AFTER = ("document_issued", "schedule_changed", "late_bid_refused")


def _stay(stage: Stage, *groups: tuple[str, ...]) -> dict[str, Stage]:
    return {event: stage for group in groups for event in group}


TABLE: Mapping[Stage, Mapping[str, Stage]] = {
    "new": {"process_opened": "preparation"},
    "preparation": {
        **_stay("preparation", _ALWAYS, _PREPARING),
        "tender_published": "bidding",
    },
    "bidding": {**_stay("bidding", _ALWAYS, _ANNOUNCED), "bidding_closed": "opening"},
    "opening": {
        **_stay("opening", _ALWAYS, _OPENING),
        "opening_completed": "evaluation",
    },
    "evaluation": {
        **_stay("evaluation", _ALWAYS, _JUDGING),
        "evaluation_completed": "evaluated",
    },
    "evaluated": {
        **_stay("evaluated", _ALWAYS, _AFTER),
        "award_proposed": "proposed",
    },
    "proposed": {
        **_stay("proposed", _ALWAYS, _AFTER, ("award_approved",)),
        "award_decided": "decided",
    },
    "decided": {
        **_stay("decided", _ALWAYS, _AFTER),
        "result_announced": "standstill",
    },
    "standstill": {
        **_stay(
            "standstill",
            _ALWAYS,
            _AFTER,
            ("objection_lodged", "objection_answered", "early_appointment_refused"),
        ),
        "report_handed_over": "reported",
    },
    "reported": {
        **_stay("reported", _ALWAYS, _AFTER, ("early_appointment_refused",)),
        "result_agreed": "agreed",
    },
    "agreed": {
        **_stay("agreed", _ALWAYS, _AFTER),
        "appointment_issued": "appointed",
    },
    "appointed": {
        **_stay("appointed", _ALWAYS, _AFTER),
        "appointment_accepted": "accepted",
    },
    "accepted": {
        **_stay("accepted", _ALWAYS, _AFTER, ("bond_lodged", "contract_signed")),
        "contract_concluded": "contracted",
    },
    "contracted": {
        **_stay("contracted", _ALWAYS, _AFTER),
        "start_ordered": "started",
    },
    "started": _stay("started", _ALWAYS, _AFTER),
}

MAKES: Mapping[str, tuple[str, ...]] = {
    "open_process": ("process_opened",),
    "register_party": ("party_registered",),
    "reason_method": ("method_reasoned",),
    "set_budget": ("budget_set",),
    "specify_works": ("works_specified",),
    "set_estimate": ("estimate_set",),
    "reveal_estimate_detail": ("estimate_detail_revealed",),
    "propose_roster": ("roster_proposed",),
    "notify_roster": ("roster_notified",),
    "claim_place": ("place_claimed",),
    "rule_on_claim": ("claim_ruled",),
    "freeze_roster": ("roster_frozen",),
    "set_schedule": ("schedule_set",),
    "change_schedule": ("schedule_changed",),
    "choose_value": ("value_chosen",),
    "confirm_value": ("value_confirmed",),
    "set_scheme": ("scheme_set",),
    "form_committee": ("committee_formed",),
    "declare_conflict": ("conflict_declared",),
    "name_trustees": ("trustees_named",),
    "challenge_key": ("key_challenged",),
    "prove_key_alive": ("key_proven_alive",),
    "publish_tender": ("tender_published", "act_by_conflicted_refused"),
    "ask_question": ("question_asked",),
    "answer_question": ("question_answered",),
    "minute_clarification": ("clarification_minuted",),
    "amend_tender": ("tender_amended", "schedule_changed"),
    "commit_bid": ("bid_committed", "late_bid_refused"),
    "replace_bid": ("bid_replaced", "late_bid_refused"),
    "withdraw_bid": ("bid_withdrawn", "late_bid_refused"),
    "close_bidding": ("bidding_closed", "schedule_changed"),
    "release_shares": ("shares_released", "early_release_refused"),
    "open_part": ("part_opened", "early_release_refused"),
    "declare_unopenable": ("part_unopenable", "early_release_refused"),
    "complete_opening": ("opening_completed", "early_release_refused"),
    "correct_arithmetic": ("arithmetic_corrected",),
    "record_judgement": ("judgement_recorded", "act_by_conflicted_refused"),
    "ask_clarification": ("clarification_asked", "act_by_conflicted_refused"),
    "answer_clarification": ("clarification_answered",),
    "judge_price": ("price_judged", "act_by_conflicted_refused"),
    "prove_qualification": ("qualification_proved", "act_by_conflicted_refused"),
    "decide_tie": ("tie_decided", "act_by_conflicted_refused"),
    "complete_evaluation": ("evaluation_completed",),
    "propose_award": ("award_proposed",),
    "approve_award": (
        "award_approved",
        "award_decided",
        "act_by_conflicted_refused",
    ),
    "announce_result": ("result_announced",),
    "lodge_objection": ("objection_lodged",),
    "answer_objection": ("objection_answered",),
    "hand_over_report": ("report_handed_over",),
    "agree_result": ("result_agreed",),
    "issue_appointment": ("appointment_issued", "early_appointment_refused"),
    "accept_appointment": ("appointment_accepted",),
    "lodge_bond": ("bond_lodged",),
    "sign_contract": ("contract_signed", "contract_concluded"),
    "order_start": ("start_ordered",),
    "issue_document": ("document_issued",),
}
"""What each command can lead to: what it asks for first, then what comes beside it."""

EVIDENCE: frozenset[str] = frozenset(
    {
        "act_by_conflicted_refused",
        "late_bid_refused",
        "early_release_refused",
        "early_appointment_refused",
    }
)
"""Events that record a refusal, because the attempt itself is evidence."""

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


def after(stage: Stage, event: str) -> Stage | None:
    """Return the stage after *event* in *stage*; `None` where the table forbids it."""
    return TABLE[stage].get(event)


def diagram() -> str:
    """Draw the moves between stages as a Mermaid state diagram.

    Events that leave a stage as it is are left out: they are listed in the docs.
    """
    lines = ["stateDiagram-v2", "    [*] --> new"]
    for stage, events in TABLE.items():
        lines += [
            f"    {stage} --> {following}: {event}"
            for event, following in events.items()
            if following != stage
        ]
    return "\n".join(lines)
