"""Enquiries: what the committee asks of a bidder, and the prices that it judges after.

An enquiry has a last moment for its answer. After it the bidder has been heard as far
as it wanted to be, and the evaluation goes on. An answer changes no bid.
"""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.findings import on_bid, waited_for
from rules.rule import Decision, accept, rule
from tender.commands import evaluation as asked
from tender.events import evaluation as happened

deciders = Deciders()

_COMMITTEE = power("Perpres 16/2018 art. 13(1)", "verified", "committee")
_BIDDER = power("Peraturan LKPP 12/2021 Lampiran I", "recalled", "bidder")

PRICE = "price"
"""What an enquiry is about that asks for the price as a whole."""

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
    return accept(happen(happened.ClarificationAnswered, command))


NOT_HEARD = rule(
    "price.bidder-not-heard",
    "Peraturan LKPP 12/2021 Lampiran I 4.2.7; SE LKPP 4/2022",
    "secondary",
    indonesian="Kewajaran harga {bid} dinilai sesudah klarifikasi tentang harga itu; {enquiry} bukan klarifikasi itu.",
    english="The price of {bid} is judged after an enquiry about it; {enquiry} is none.",
    remedy=(
        "Ajukan klarifikasi tentang harga, dan tunggu jawabannya atau batas waktunya.",
        "Ask about the price, and wait for the answer or for its last moment.",
    ),
)


@deciders.on(asked.JudgePrice, _COMMITTEE)
def judge_price(case: Case, command: asked.JudgePrice) -> Decision:
    """Take a judgement on a price that the rules hand to people, and on no other.

    Reasonableness is judged of the whole price, and never before its bidder could
    explain it; imbalance of one item, after an enquiry where there was one.
    """
    if refused := on_bid(case, command.bid):
        return refused
    about = f"{command.bid} {command.test} {command.item or ''}".strip()
    return (
        waited_for(case, command.tag, about)
        or _unheard(case, command)
        or accept(happen(happened.PriceJudged, command))
    )


def _unheard(case: Case, command: asked.JudgePrice) -> Decision | None:
    """Return why the enquiry that a judgement rests on does not carry it, or `None`."""
    if command.enquiry is None:
        if command.test == "reasonableness":
            return NOT_HEARD.no(bid=command.bid, enquiry="-")
        return None
    part = case.state.evaluation
    enquiry = part.enquiries.get(command.enquiry)
    if enquiry is None:
        return ENQUIRY_CODE.no(enquiry=command.enquiry, fault="not_asked")
    subjects = {PRICE, command.item} if command.test == "imbalance" else {PRICE}
    if enquiry.bid != command.bid or enquiry.about not in subjects:
        return NOT_HEARD.no(bid=command.bid, enquiry=command.enquiry)
    if command.enquiry in part.open_enquiries(case.at):
        return ENQUIRY_CODE.no(enquiry=command.enquiry, fault="not_answered")
    return None
