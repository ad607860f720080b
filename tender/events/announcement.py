"""What happened in public until the deadline."""

from __future__ import annotations

from typing import ClassVar, Literal

from tender.codes import Code, Disclosure
from tender.commands.announcement import Amendment, Answer, Clarification, Question
from tender.registry import Event
from tender.stored import Day, Each, Many, Moment, Positive, Sha256
from tender.works import PostOrder


class TenderPublished(Event):
    """The tender was announced, and its law frozen: *frozen_sha256* covers pack and choices."""

    tag: Literal["tender_published"] = "tender_published"
    version: Positive
    pack: Sha256
    frozen_sha256: Sha256
    deadline: Moment


class QuestionAsked(Event, Question):
    """A question was asked; who asked is hidden until the closing."""

    tag: Literal["question_asked"] = "question_asked"
    disclosure: ClassVar[Disclosure] = "at_closing"


class QuestionAnswered(Event, Answer):
    """A question was answered for everyone."""

    tag: Literal["question_answered"] = "question_answered"


class AnswersAwaited(Event):
    """Questions were open at the limit for answers; the deadline moves for them, once each."""

    tag: Literal["answers_awaited"] = "answers_awaited"
    questions: Each[Code]


class ClarificationMinuted(Event, Clarification):
    """The clarification is on record."""

    tag: Literal["clarification_minuted"] = "clarification_minuted"


class TenderAmended(Event, Amendment):
    """The tender was amended and has a new version.

    The age of a new estimate counts from *estimated_on*; *orders* are those of the
    people where the posts are others than before.
    """

    tag: Literal["tender_amended"] = "tender_amended"
    version: Positive
    estimated_on: Day | None = None
    orders: Many[PostOrder] | None = None
