"""What each command can lead to, and which of it is the record of a refusal."""

from __future__ import annotations

from collections.abc import Mapping

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
    "set_schedule": ("schedule_set", "act_by_conflicted_refused"),
    "change_schedule": ("schedule_changed", "act_by_conflicted_refused"),
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
    "answer_question": ("question_answered", "act_by_conflicted_refused"),
    "minute_clarification": ("clarification_minuted", "act_by_conflicted_refused"),
    "move_deadline": ("answers_awaited", "schedule_changed"),
    "amend_tender": (
        "tender_amended",
        "schedule_changed",
        "act_by_conflicted_refused",
    ),
    "commit_bid": ("bid_committed", "late_bid_refused"),
    "replace_bid": ("bid_replaced", "late_bid_refused"),
    "withdraw_bid": ("bid_withdrawn", "late_bid_refused"),
    "close_bidding": ("bidding_closed", "schedule_changed"),
    "release_shares": ("shares_released", "early_release_refused"),
    "open_part": ("part_opened", "early_release_refused"),
    "declare_unopenable": ("part_unopenable", "early_release_refused"),
    "complete_opening": (
        "opening_completed",
        "early_release_refused",
        "act_by_conflicted_refused",
    ),
    "correct_arithmetic": ("arithmetic_corrected", "act_by_conflicted_refused"),
    "record_judgement": ("judgement_recorded", "act_by_conflicted_refused"),
    "ask_clarification": ("clarification_asked", "act_by_conflicted_refused"),
    "answer_clarification": ("clarification_answered",),
    "judge_price": ("price_judged", "act_by_conflicted_refused"),
    "prove_qualification": ("qualification_proved", "act_by_conflicted_refused"),
    "decide_tie": ("tie_decided", "act_by_conflicted_refused"),
    "find_value": ("value_found", "act_by_conflicted_refused"),
    "record_mark": ("mark_recorded", "act_by_conflicted_refused"),
    "lock_marks": ("marks_locked", "act_by_conflicted_refused"),
    "complete_evaluation": (
        "evaluation_completed",
        "technical_completed",
        "act_by_conflicted_refused",
    ),
    "announce_technical_result": (
        "technical_result_announced",
        "act_by_conflicted_refused",
    ),
    "propose_award": ("award_proposed", "act_by_conflicted_refused"),
    "approve_award": (
        "award_approved",
        "award_decided",
        "act_by_conflicted_refused",
    ),
    "announce_result": ("result_announced", "act_by_conflicted_refused"),
    "lodge_objection": ("objection_lodged",),
    "answer_objection": (
        "objection_answered",
        "round_opened",
        "tender_failed",
        "act_by_conflicted_refused",
    ),
    "declare_failure": ("tender_failed", "act_by_conflicted_refused"),
    "hand_over_report": ("report_handed_over", "act_by_conflicted_refused"),
    "agree_result": ("result_agreed",),
    "disagree_result": ("result_disagreed",),
    "decide_disagreement": (
        "disagreement_decided",
        "round_opened",
        "tender_failed",
    ),
    "issue_appointment": ("appointment_issued", "early_appointment_refused"),
    "accept_appointment": ("appointment_accepted",),
    "decline_appointment": ("appointment_declined",),
    "pass_over_supplier": ("supplier_passed_over",),
    "lodge_bond": ("bond_lodged",),
    "sign_contract": ("contract_signed", "contract_concluded"),
    "order_start": ("start_ordered",),
    "issue_document": ("document_issued",),
    "record_order": (
        "order_recorded",
        "schedule_changed",
        "bidding_stopped",
        "round_opened",
    ),
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
