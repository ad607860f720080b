"""Document data: what each document says, made from state alone, in codes.

Replay makes the same data again and compares digests; pages and PDFs are made
of them in `publication/`, where names are put in and numbers put into words.
Nothing here is a sentence: a document that differs from its data can be seen to.
"""

from __future__ import annotations

from collections.abc import Callable

from rules.documents import (
    addendum,
    announcing,
    clarifying,
    contracting,
    evaluating,
    failing,
    selecting,
    starting,
)
from rules.documents.affording import affordability
from rules.documents.header import Unready, header
from tender.canonical import Json, digest
from tender.state import State
from tender.values import Reading

__all__ = ["Unready", "affordability", "contract_digest", "document_data"]

Maker = Callable[[State, Reading, str | None], dict[str, Json]]

_MAKERS: dict[str, Maker] = {
    "announcement": announcing.announcement,
    "opening_minutes": announcing.opening_minutes,
    "technical_minutes": evaluating.technical_minutes,
    "price_opening_minutes": evaluating.price_opening_minutes,
    "evaluation_minutes": evaluating.evaluation_minutes,
    "selection_report": selecting.selection_report,
    "award_decision": selecting.award_decision,
    "award_announcement": selecting.award_announcement,
    "result_letter": selecting.result_letter,
    "appointment": contracting.appointment,
    "contract": contracting.contract,
    "contract_addendum": addendum.contract_addendum,
    "clarification_minutes": clarifying.clarification_minutes,
    "start_order": starting.start_order,
    "worker_slips": starting.worker_slips,
    "failure_announcement": failing.failure_announcement,
}


def document_data(
    state: State, reading: Reading, kind: str, about: str | None = None
) -> dict[str, Json]:
    """Return the data of a document of *kind*, about a bid where it is about one.

    Raise `Unready` while the process has not come that far.
    """
    return {
        "v": 1,
        "kind": kind,
        **header(state),
        **_MAKERS[kind](state, reading, about),
    }


def contract_digest(state: State, reading: Reading) -> str:
    """Return what both sides sign: the digest of the terms of the contract."""
    return digest(contracting.terms(state, reading))
