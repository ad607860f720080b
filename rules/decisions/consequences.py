"""What follows an objection that is upheld: said with the last answer, and done with it.

What follows ends the period that the other objections were lodged in, so each of them
is answered first. Until somebody says what follows, only the failure is open. Where the
tender fails by it, the answer names the ground, as any failure does.
"""

from __future__ import annotations

from rules.decisions.case import Case
from rules.decisions.failure import not_to_declare, unfit
from rules.decisions.rounds import following
from rules.rule import Decision, rule
from tender.commands import award as asked
from tender.registry import Event

_OBJECTIONS = "docs/lifecycle.md, objections; Perpres 16/2018 art. 51(7), (8)"

MISSING = rule(
    "objection.no-consequence",
    _OBJECTIONS,
    "chosen",
    indonesian="Sanggah benar, dan jawaban terakhir atas {objection} tidak menyebut akibatnya.",
    english="An objection is upheld, and the last answer, to {objection}, does not say what follows.",
    remedy=(
        "Sebut akibatnya (consequence): evaluate_again, bid_again, atau failed.",
        "Say what follows (consequence): evaluate_again, bid_again or failed.",
    ),
)

NEEDLESS = rule(
    "objection.needless-consequence",
    _OBJECTIONS,
    "chosen",
    indonesian="Akibat {consequence} disebut, tetapi tidak ada sanggah yang benar.",
    english="What follows, {consequence}, is said and no objection is upheld.",
    remedy=("Hapus akibat itu.", "Leave it out."),
)

OTHERS_OPEN = rule(
    "objection.others-open",
    _OBJECTIONS,
    "chosen",
    indonesian="Masih ada sanggah yang belum dijawab: {objections}.",
    english="Other objections have no answer yet: {objections}.",
    remedy=(
        "Jawab semuanya; jawaban terakhir menyebut akibatnya.",
        "Answer them all; the last answer says what follows.",
    ),
)


def founded(answer: asked.ObjectionAnswer) -> tuple[asked.ObjectionPoint, ...]:
    """Return the points of an answer that are founded."""
    return tuple(point for point in answer.points if point.finding == "founded")


def not_followed(case: Case, command: asked.AnswerObjection) -> Decision | None:
    """Return why an answer says too much or too little of what follows, or `None`."""
    part = case.state.award
    upheld = bool(founded(command) or part.upheld())
    others = [code for code in part.open_objections() if code != command.objection]
    if command.consequence is None:
        last = upheld and not others
        missing = MISSING.no(objection=command.objection) if last else None
        return missing or unfit(case, "-", command.failure)
    if not upheld:
        return NEEDLESS.no(consequence=command.consequence)
    if others:
        return OTHERS_OPEN.no(objections=", ".join(others))
    refused = not_to_declare(case, command.failure) if command.failure else None
    return refused or unfit(case, command.consequence, command.failure)


def consequence(case: Case, command: asked.AnswerObjection) -> tuple[Event, ...]:
    """Return what an answer leads to besides itself, if it says so."""
    if command.consequence is None:
        return ()
    what, about = command.consequence, command.objection
    return (following(case, what, "objection", command.failure, about),)
