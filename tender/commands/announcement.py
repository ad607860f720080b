"""From the announcement to the deadline, in public: questions, minutes, amendments."""

from __future__ import annotations

from typing import Literal

from tender.codes import Code
from tender.commands.preparation.works import Estimate, Works
from tender.registry import Command
from tender.scheme import Scheme
from tender.stored import Commitment, Count, Line, Moment, Stored, Words


class PublishTender(Command):
    """Announce the tender: the pack and the calendar are frozen with it."""

    tag: Literal["publish_tender"] = "publish_tender"


class Question(Stored):
    """A bidder's question; the words are a public blob."""

    question: Code
    words: Commitment


class AskQuestion(Command, Question):
    """Ask about the tender documents."""

    tag: Literal["ask_question"] = "ask_question"


class Answer(Stored):
    """The answer, for everyone."""

    question: Code
    answer: Words


class AnswerQuestion(Command, Answer):
    """Answer a question."""

    tag: Literal["answer_question"] = "answer_question"


class Clarification(Stored):
    """The minutes of the clarification meeting (pemberian penjelasan)."""

    held_from: Moment
    held_until: Moment
    attending: Count
    topics: Words


class MinuteClarification(Command, Clarification):
    """Put the minutes of the clarification on record."""

    tag: Literal["minute_clarification"] = "minute_clarification"


class Amendment(Stored):
    """What changes in the tender documents, and why. What is absent stays.

    A record that is there stands whole in the place of the one before. Items that
    change need a new *estimate*, for the one before was of other items.
    """

    summary: Line
    reason: Words
    works: Works | None = None
    scheme: Scheme | None = None
    estimate: Estimate | None = None


class MoveDeadline(Command):
    """Move the deadline: questions are open at the limit for answers."""

    tag: Literal["move_deadline"] = "move_deadline"


class AmendTender(Command, Amendment):
    """Amend the tender (adendum); bids that stand are judged by the last version."""

    tag: Literal["amend_tender"] = "amend_tender"
