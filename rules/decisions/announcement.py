"""The announcement, and what may be said in public until the deadline."""

from __future__ import annotations

from collections.abc import Callable

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.gate import CONFLICTED, conflict
from rules.decisions.lawful import check_tender
from rules.readiness import missing
from rules.rule import Decision, accept, rule
from tender.canonical import digest
from tender.commands import announcement as asked
from tender.events import announcement as happened

deciders = Deciders()

_COMMITTEE = power("Perpres 16/2018 art. 13(1)", "verified", "committee")
_BIDDER = power("Perpres 16/2018 art. 50(1)", "verified", "bidder")
_ANSWERERS = power("Perpres 16/2018 art. 50(1)", "verified", "committee", "ppk")

NOT_READY = rule(
    "announcement.not-ready",
    "Perpres 16/2018 art. 50",
    "verified",
    indonesian="Tender belum dapat diumumkan; masih ditunggu: {missing}.",
    english="The tender cannot be announced yet; still waited for: {missing}.",
    remedy=("Selesaikan yang ditunggu.", "Do what is waited for."),
)

BEFORE_SCHEDULE = rule(
    "announcement.before-schedule",
    "Perpres 16/2018 art. 50(1)",
    "verified",
    indonesian="Jadwal menetapkan pengumuman mulai {starts}.",
    english="The schedule has the announcement start at {starts}.",
    remedy=("Tunggu, atau ubah jadwal.", "Wait, or change the schedule."),
)


AFTER_SCHEDULE = rule(
    "announcement.after-schedule",
    "Perpres 16/2018 art. 50(1)",
    "verified",
    indonesian="Jadwal menetapkan pengumuman pada {starts:time}; hari itu sudah lewat.",
    english="The schedule has the announcement on {starts:time}; that day has passed.",
    remedy=("Tetapkan jadwal kembali.", "Set the schedule again."),
)


@deciders.on(asked.PublishTender, _COMMITTEE)
def publish_tender(case: Case, command: asked.PublishTender) -> Decision:
    """Announce what is complete, affordable and lawful, on its day; freeze its law."""
    del command
    state, part = case.state, case.state.preparation
    for gate in GATES:
        if (refused := gate(case)) is not None:
            return refused
    chosen = [v.to_json() for _, v in sorted(state.values.chosen.items())]
    return accept(
        happened.TenderPublished(
            version=1,
            pack=case.pack.digest,
            frozen_sha256=digest({"pack": case.pack.digest, "chosen": chosen}),
            deadline=part.slots["bidding"].ends,
        )
    )


def _not_ready(case: Case) -> Decision | None:
    waited = [
        f"{m.command} {m.about}".strip() for m in missing(case.state, case.pack.values)
    ]
    if waited:
        return NOT_READY.no(missing=", ".join(waited))
    part = case.state.preparation
    members = part.committee.members if part.committee else ()
    in_conflict = sorted(m for m in members if part.in_conflict(m))
    return CONFLICTED.no(member=", ".join(in_conflict)) if in_conflict else None


def _not_on_its_day(case: Case) -> Decision | None:
    slot = case.state.preparation.slots.get("announcement")
    if slot is None:  # an incomplete schedule is refused as such
        return None
    starts = slot.starts
    if case.at < starts:
        return BEFORE_SCHEDULE.no(starts=starts)
    if case.day > case.state.day(starts):
        return AFTER_SCHEDULE.no(starts=starts)
    return None


GATES: tuple[Callable[[Case], Decision | None], ...] = (
    conflict,
    _not_ready,
    _not_on_its_day,
    check_tender,
)
"""What an announcement has to pass, in order."""


QUESTION_TIME = rule(
    "question.time",
    "Perpres 16/2018 art. 50(1)",
    "verified",
    indonesian="Pertanyaan diterima sampai akhir pemberian penjelasan, {until}.",
    english="Questions are taken until the clarification ends, {until}.",
    remedy=("Tidak ada lagi; baca berita acara penjelasan.", "None; read the minutes."),
)

QUESTION_CODE = rule(
    "question.code",
    "docs/lifecycle.md, questions",
    "chosen",
    indonesian="Pertanyaan {question}: {fault}.",
    english="Question {question}: {fault}.",
    remedy=("Pakai kode yang benar.", "Use the right code."),
)


@deciders.on(asked.AskQuestion, _BIDDER)
def ask_question(case: Case, command: asked.AskQuestion) -> Decision:
    """Take questions until the clarification ends."""
    until = case.state.preparation.slots["clarification"].ends
    if case.at > until:
        return QUESTION_TIME.no(until=until)
    if command.question in case.state.announcement.questions:
        return QUESTION_CODE.no(question=command.question, fault="asked_twice")
    return accept(happen(happened.QuestionAsked, command))


@deciders.on(asked.AnswerQuestion, _ANSWERERS)
def answer_question(case: Case, command: asked.AnswerQuestion) -> Decision:
    """Answer once, for everyone."""
    if refused := conflict(case):
        return refused
    part = case.state.announcement
    if command.question not in part.questions:
        return QUESTION_CODE.no(question=command.question, fault="unknown")
    if command.question in part.answers:
        return QUESTION_CODE.no(question=command.question, fault="answered_already")
    return accept(happen(happened.QuestionAnswered, command))


MINUTES_TIME = rule(
    "clarification.time",
    "Perpres 16/2018 art. 50(1)",
    "verified",
    indonesian="Penjelasan berlangsung {held_from} sampai {held_until}; jadwal: {starts} sampai {ends}.",
    english="The clarification ran {held_from} to {held_until}; the schedule says {starts} to {ends}.",
    remedy=("Catat sesudah penjelasan selesai.", "Minute it once it is over."),
)


@deciders.on(asked.MinuteClarification, _COMMITTEE)
def minute_clarification(case: Case, command: asked.MinuteClarification) -> Decision:
    """Minute what took place when it was announced to."""
    if refused := conflict(case):
        return refused
    slot = case.state.preparation.slots["clarification"]
    inside = slot.starts <= command.held_from <= command.held_until <= slot.ends
    if not inside or case.at < command.held_until:
        return MINUTES_TIME.no(
            held_from=command.held_from,
            held_until=command.held_until,
            starts=slot.starts,
            ends=slot.ends,
        )
    return accept(happen(happened.ClarificationMinuted, command))
