"""What stands from the announcement to the deadline, in public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from tender.act import Fact
from tender.commands.announcement import Answer, Clarification, Question
from tender.events import announcement as happened
from tender.state.fold import Fold


@dataclass(frozen=True, slots=True)
class Amended:
    """An amendment as it was announced."""

    amendment: happened.TenderAmended
    at: datetime


@dataclass(frozen=True, slots=True)
class Announcement:
    """The tender as announced; *version* counts it and its amendments."""

    version: int = 0
    pack: str | None = None  # digest of the frozen pack
    frozen_sha256: str | None = None
    published_at: datetime | None = None
    questions: Mapping[str, Question] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    awaited: frozenset[str] = frozenset()  # questions that the deadline moved for
    clarification: Clarification | None = None
    amendments: tuple[Amended, ...] = ()

    def unanswered(self) -> tuple[str, ...]:
        """Return the questions without an answer, in order."""
        return tuple(sorted(q for q in self.questions if q not in self.answers))


fold: Fold[Announcement] = Fold()


@fold.on(happened.TenderPublished)
def _published(
    part: Announcement, event: happened.TenderPublished, fact: Fact
) -> Announcement:
    return replace(
        part,
        version=event.version,
        pack=event.pack,
        frozen_sha256=event.frozen_sha256,
        published_at=fact.at,
    )


@fold.on(happened.QuestionAsked)
def _asked(part: Announcement, event: happened.QuestionAsked, _: Fact) -> Announcement:
    return replace(part, questions={**part.questions, event.question: event})


@fold.on(happened.QuestionAnswered)
def _answered(
    part: Announcement, event: happened.QuestionAnswered, _: Fact
) -> Announcement:
    return replace(part, answers={**part.answers, event.question: event})


@fold.on(happened.AnswersAwaited)
def _awaited(
    part: Announcement, event: happened.AnswersAwaited, _: Fact
) -> Announcement:
    return replace(part, awaited=part.awaited.union(event.questions))


@fold.on(happened.ClarificationMinuted)
def _minuted(
    part: Announcement, event: happened.ClarificationMinuted, _: Fact
) -> Announcement:
    return replace(part, clarification=event)


@fold.on(happened.TenderAmended)
def _amended(
    part: Announcement, event: happened.TenderAmended, fact: Fact
) -> Announcement:
    amended = Amended(amendment=event, at=fact.at)
    return replace(part, version=event.version, amendments=(*part.amendments, amended))
