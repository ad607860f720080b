"""Enquiries: what the committee asks of a bidder, and what the bidder answers.

An enquiry has a last moment for its answer. After it the bidder has been heard as far
as it wanted to be, and the evaluation goes on. An answer changes no bid.
"""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.findings import on_bid
from rules.decisions.unit_prices import misfit
from rules.rule import Decision, accept, rule
from tender.commands import evaluation as asked
from tender.events import evaluation as happened

deciders = Deciders()

_COMMITTEE = power("Perpres 16/2018 art. 13(1)", "verified", "committee")
_BIDDER = power("Peraturan LKPP 12/2021 Lampiran I", "recalled", "bidder")

ENQUIRY_CODE = rule(
    "enquiry.code",
    "docs/lifecycle.md, enquiries",
    "chosen",
    indonesian="Klarifikasi {enquiry}: {fault}.",
    english="Clarification {enquiry}: {fault}.",
    remedy=("Pakai kode yang benar.", "Use the right code."),
)


ANSWER_BY = rule(
    "enquiry.answer-by",
    "docs/lifecycle.md, enquiries",
    "chosen",
    indonesian="Jawaban ditunggu sampai {answer_by:time}; harus sesudah sekarang dan paling lambat {latest:time}, akhir evaluasi.",
    english="The answer is waited for until {answer_by:time}; that has to be after now and by {latest:time}, when the evaluation ends.",
    remedy=(
        "Pilih waktu lain, atau perpanjang tahap evaluasi dalam jadwal.",
        "Choose another time, or extend the evaluation in the schedule.",
    ),
)

ANSWERED_LATE = rule(
    "enquiry.answered-late",
    "docs/lifecycle.md, enquiries",
    "chosen",
    indonesian="Jawaban atas {enquiry} ditunggu sampai {answer_by:time}.",
    english="The answer to {enquiry} was waited for until {answer_by:time}.",
    remedy=(
        "Tidak ada: evaluasi berjalan tanpa jawaban itu.",
        "None: the evaluation goes on without it.",
    ),
)


@deciders.on(asked.AskClarification, _COMMITTEE)
def ask_clarification(case: Case, command: asked.AskClarification) -> Decision:
    """Ask a bidder, until when; an answer explains a bid and never changes it."""
    if refused := on_bid(case, command.bid):
        return refused
    if command.enquiry in case.state.evaluation.enquiries:
        return ENQUIRY_CODE.no(enquiry=command.enquiry, fault="asked_twice")
    latest = case.state.preparation.slots[_slot(case)].ends
    if not case.at < command.answer_by <= latest:
        return ANSWER_BY.no(answer_by=command.answer_by, latest=latest)
    return accept(happen(happened.ClarificationAsked, command))


def _slot(case: Case) -> str:
    """Return the stage of the schedule in which bidders are asked."""
    return "price_opening" if case.state.stage == "price_evaluation" else "evaluation"


@deciders.on(asked.AnswerClarification, _BIDDER)
def answer_clarification(case: Case, command: asked.AnswerClarification) -> Decision:
    """Take the answer of the bidder that was asked, in time."""
    part = case.state.evaluation
    enquiry = part.enquiries.get(command.enquiry)
    if enquiry is None or enquiry.bid != case.actor.party:
        return ENQUIRY_CODE.no(enquiry=command.enquiry, fault="not_asked")
    if command.enquiry in part.answers:
        return ENQUIRY_CODE.no(enquiry=command.enquiry, fault="answered_already")
    if case.at > enquiry.answer_by:
        return ANSWERED_LATE.no(enquiry=command.enquiry, answer_by=enquiry.answer_by)
    return misfit(case, enquiry.about, command) or accept(
        happen(happened.ClarificationAnswered, command)
    )
