"""What everyone may read of a tender, as a record: from its announcement to its end.

Everything here was announced, or is a moment that everyone sees pass. Nothing is from the
sealed stream, and no stage shows that has no public act: from the opening until a result is
announced a tender is in evaluation, whatever its committee has done by then.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from ledger.disclosure import papers_shown
from rules.documents.following import related_processes
from tender.canonical.numbers import number_text
from tender.canonical.times import time_text
from tender.lifecycle import Stage
from tender.state import State
from tender.works import Job

Phase = Literal[
    "preparation",
    "bidding",
    "opening",
    "evaluation",
    "price_opening",
    "standstill",
    "award",
    "contract",
    "failed",
    "annulled",
]
"""Where a tender stands, as everyone may know."""

_PHASES: Final[Mapping[Stage, Phase]] = {
    "new": "preparation",
    "preparation": "preparation",
    "bidding": "bidding",
    "opening": "opening",
    "evaluation": "evaluation",
    "technical_evaluated": "evaluation",
    "price_opening": "price_opening",
    "price_evaluation": "evaluation",
    "evaluated": "evaluation",
    "proposed": "evaluation",
    "decided": "evaluation",
    "standstill": "standstill",
    "reported": "award",
    "agreed": "award",
    "disputed": "award",
    "appointed": "award",
    "accepted": "award",
    "contracted": "contract",
    "started": "contract",
    "failed": "failed",
    "annulled": "annulled",
}


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class TenderLine(_Record):
    """A tender in a list."""

    ocid: str = Field(examples=["ocds-mj0001-2027-kebersihan-setda"])
    title: str
    buyer: str
    job: Job
    practice: bool = Field(description="An exercise: nothing of it binds anybody.")
    phase: Phase
    round: int = Field(examples=[1])
    version: int = Field(description="Of the tender documents; amendments count it.")
    published_at: str = Field(examples=["2026-10-19T01:00:00.000000Z"])
    deadline: str | None = Field(
        description="For bids; none while the tender is suspended or prepared anew."
    )
    estimate: str | None = Field(
        description="The estimate (HPS) in rupiah.", examples=["3074908919.76"]
    )


class Slot(_Record):
    """A stage of the schedule, from when to when."""

    stage: str
    starts: str
    ends: str


class ScheduleChange(_Record):
    """That the schedule moved, when, on which ground and why."""

    at: str
    ground: str
    reason: str
    deadline: str | None


class Amendment(_Record):
    """What changed with a version of the tender documents, and why."""

    version: int
    at: str
    summary: str
    reason: str
    works: dict[str, JsonValue] | None
    scheme: dict[str, JsonValue] | None
    estimate: str | None


class Answer(_Record):
    """The answer to a question, for everyone. Who asked is hidden until the closing."""

    question: str
    answer: str


class Trustee(_Record):
    """Who holds shares of every bid's keys: *recipient* is the age recipient to seal for."""

    trustee: str
    organ: str
    recipient: str


class Document(_Record):
    """A document that was issued; its bytes are at `documents/{position}`."""

    position: int = Field(examples=[1])
    kind: str = Field(examples=["announcement"])
    number: str
    issued_at: str
    stands: bool = Field(description="False once what it speaks of is done again.")
    data_sha256: str
    html_sha256: str


class Tender(TenderLine):
    """A tender, as it was announced and amended, with what has happened since."""

    government: str
    office: str
    regime: str
    method: dict[str, JsonValue] | None
    budget: dict[str, JsonValue] | None
    works: dict[str, JsonValue] | None
    scheme: dict[str, JsonValue] | None
    threshold: int = Field(description="How many trustees open a bid together.")
    trustees: tuple[Trustee, ...]
    schedule: tuple[Slot, ...]
    schedule_changes: tuple[ScheduleChange, ...]
    amendments: tuple[Amendment, ...]
    answers: tuple[Answer, ...]
    documents: tuple[Document, ...]
    related_processes: tuple[dict[str, JsonValue], ...] = ()


def first_published(state: State) -> datetime | None:
    """Return when a tender was first announced; `None` where it has not been."""
    moments = (one.announcement.published_at for one in state.rounds)
    return next((moment for moment in moments if moment is not None), None)


def line_of(state: State) -> TenderLine:
    """Return the line of an announced tender."""
    return TenderLine.model_validate(_line(state))


def record_of(state: State) -> Tender:
    """Return the record of an announced tender."""
    part, process = state.preparation, state.process
    announced = state.announcement
    return Tender.model_validate(
        {
            **_line(state),
            "government": process.government,
            "office": process.office,
            "regime": process.regime,
            "method": _told(part.method),
            "budget": _told(part.budget),
            "works": _told(part.works),
            "scheme": _told(part.scheme),
            "threshold": part.threshold,
            "trustees": [
                {
                    "trustee": t.trustee,
                    "organ": t.organ,
                    "recipient": t.recipient,
                }
                for t in part.trustees.values()
            ],
            "schedule": [slot.to_json() for slot in part.slots.values()],
            "schedule_changes": [
                {
                    "at": time_text(change.at),
                    "ground": change.ground,
                    "reason": change.reason,
                    "deadline": _moment(change.deadline),
                }
                for change in part.schedule_changes
            ],
            "amendments": [
                {
                    "version": one.amendment.version,
                    "at": time_text(one.at),
                    "summary": one.amendment.summary,
                    "reason": one.amendment.reason,
                    "works": _told(one.amendment.works),
                    "scheme": _told(one.amendment.scheme),
                    "estimate": number_text(one.amendment.estimate.amount)
                    if one.amendment.estimate
                    else None,
                }
                for one in announced.amendments
            ],
            "answers": [
                {"question": one.question, "answer": one.answer}
                for one in announced.answers.values()
            ],
            "documents": [
                {
                    "position": position,
                    "kind": issued.document.kind,
                    "number": issued.document.number,
                    "issued_at": time_text(issued.at),
                    "stands": issued.stands,
                    "data_sha256": issued.document.data_sha256,
                    "html_sha256": issued.document.html_sha256,
                }
                for position, issued in papers_shown(state)
            ],
            **related_processes(state),
        }
    )


def _line(state: State) -> dict[str, object]:
    part, process = state.preparation, state.process
    bidding = part.slots.get("bidding")
    waits = state.orders.suspended is not None or state.stage == "preparation"
    return {
        "ocid": process.ocid,
        "title": process.title,
        "buyer": process.buyer,
        "job": process.job,
        "practice": process.practice,
        "phase": _PHASES[state.stage],
        "round": state.round,
        "version": state.announcement.version,
        "published_at": _moment(first_published(state)),
        "deadline": _moment(bidding.ends) if bidding and not waits else None,
        "estimate": number_text(part.estimate.amount) if part.estimate else None,
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else time_text(moment)


def _told(record: object) -> dict[str, JsonValue] | None:
    """Return a record as it was announced, without the tag of its event."""
    if record is None:
        return None
    told: dict[str, JsonValue] = record.to_json()  # type: ignore[attr-defined]
    return {name: value for name, value in told.items() if name != "tag"}
