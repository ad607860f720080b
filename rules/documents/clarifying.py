"""The minutes of the clarification (berita acara pemberian penjelasan)."""

from __future__ import annotations

from rules.documents.header import basis, need
from tender.canonical import Json
from tender.canonical.times import time_text
from tender.state import State
from tender.values import Reading


def clarification_minutes(
    state: State, reading: Reading, about: str | None
) -> dict[str, Json]:
    """Return when it was held, what was explained, and every question with its answer.

    The words of a question are a blob of their own: here stands their hash, which ties
    them in. Who asked is not told while bids are taken in, and so not here. As long as
    bids are taken in, answers may still come; the minutes wait for them.
    """
    del about
    part = state.announcement
    held = need(part.clarification, "completed")
    still_open = state.intake_open and part.unanswered()
    need(None if still_open else held, "not_answered")
    return {
        "held_from": time_text(held.held_from),
        "held_until": time_text(held.held_until),
        "attending": held.attending,
        "topics": held.topics,
        "questions": [
            {
                "question": code,
                "words": question.words,
                "answer": part.answers[code].answer if code in part.answers else None,
            }
            for code, question in part.questions.items()
        ],
        "amendments": [
            {
                "at": time_text(amended.at),
                "version": amended.amendment.version,
                "summary": amended.amendment.summary,
            }
            for amended in part.amendments
        ],
        "deadline": time_text(state.preparation.slots["bidding"].ends),
        "basis": basis(state, reading, "stage.clarification", "stage.bidding"),
    }
