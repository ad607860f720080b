"""The evaluation: judgements by people, with evidence; figures by rules alone."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tender.codes import Bid, Code, Item, Requirement
from tender.imported_fact import ImportedFact
from tender.merit.numbers import Marks, Number
from tender.offer import Attachment, Evidence
from tender.price_analysis import FoundInput, OfferedInput
from tender.registry import Command
from tender.stored import Commitment, Day, Each, Line, Many, Moment, Stored, Words


class CorrectArithmetic(Command):
    """Correct the arithmetic of a bid; the figures are the rules'."""

    tag: Literal["correct_arithmetic"] = "correct_arithmetic"
    bid: Bid


class Judgement(Stored):
    """A finding on one requirement of one bid; a no needs its reason."""

    bid: Bid
    requirement: Requirement
    verdict: Literal["met", "not_met"]
    evidence: Many[Evidence]
    reason: Words | None = None


class RecordJudgement(Command, Judgement):
    """Judge a requirement."""

    tag: Literal["record_judgement"] = "record_judgement"


class RecordFact(Command, ImportedFact):
    """Put on record what an issuer says of a bidder."""

    tag: Literal["record_fact"] = "record_fact"


class Enquiry(Stored):
    """What the committee asks a bidder about its bid; an answer changes no bid.

    After *answer_by* it counts as unanswered, and the evaluation goes on.
    """

    enquiry: Code
    bid: Bid
    about: Code  # a requirement, an item, or `price`
    question: Words
    answer_by: Moment


class AskClarification(Command, Enquiry):
    """Ask a bidder to clarify."""

    tag: Literal["ask_clarification"] = "ask_clarification"


class EnquiryAnswer(Stored):
    """A bidder's answer; the words are a private blob until the result.

    Asked about a price it may take unit prices apart, line by line; *papers* are what
    it hands over to prove them, besides those of its offer.
    """

    enquiry: Code
    words: Commitment
    analysis: Many[OfferedInput] | None = None
    papers: Many[Attachment] | None = None


class AnswerClarification(Command, EnquiryAnswer):
    """Answer the committee."""

    tag: Literal["answer_clarification"] = "answer_clarification"


class PriceJudgement(Stored):
    """A finding on a price that the rules hand to people.

    On reasonableness it says what was *found* of the lines of unit prices; the rules
    build the price up again from them, and the verdict is what that comes to.
    """

    bid: Bid
    test: Literal["reasonableness", "imbalance"]
    item: Item | None = None
    verdict: Literal["accepted", "rejected"]
    reason: Words
    enquiry: Code | None = None
    found: Many[FoundInput] | None = None


class JudgePrice(Command, PriceJudgement):
    """Judge a price that is low as a whole, or high in a line."""

    tag: Literal["judge_price"] = "judge_price"


class Proof(Stored):
    """The proof of qualification: which originals were seen, and when."""

    bid: Bid
    verdict: Literal["proved", "not_proved", "absent"]
    seen_on: Day
    seen: Each[Line]
    reason: Words | None = None


class ProveQualification(Command, Proof):
    """Put the proof of a bidder's qualification on record."""

    tag: Literal["prove_qualification"] = "prove_qualification"


class TieDecision(Stored):
    """Which of bids that no figure tells apart goes first, and why; best first."""

    bids: Each[Bid]
    ground: Literal["better_technical", "committee"]
    reason: Words


class DecideTie(Command, TieDecision):
    """Decide a tie that the scheme leaves to the committee."""

    tag: Literal["decide_tie"] = "decide_tie"


class ValueFinding(Stored):
    """What the committee finds that a bid has of one element, and where it is shown.

    A finding that differs from what the bid declares needs its reason.
    """

    bid: Bid
    element: Code
    value: Marks
    evidence: Many[Evidence]
    reason: Words | None = None


class FindValue(Command, ValueFinding):
    """Find the value of an element."""

    tag: Literal["find_value"] = "find_value"


class Mark(Stored):
    """A member's own mark of one element of one bid, by a line of the rubric."""

    bid: Bid
    element: Code
    mark: Annotated[Number, Field(ge=0)]
    rubric: Code
    evidence: Many[Evidence]
    reason: Words | None = None


class RecordMark(Command, Mark):
    """Mark an element; the mark may be replaced until its member's are locked."""

    tag: Literal["record_mark"] = "record_mark"


class Moderation(Stored):
    """What the members said when they talked over marks that lie too far apart."""

    bid: Bid
    element: Code
    reason: Words


class ModerateMarks(Command, Moderation):
    """Put a moderation on record: every member marks that element of that bid again."""

    tag: Literal["moderate_marks"] = "moderate_marks"


class LockMarks(Command):
    """Lock one's marks: none of them changes after it."""

    tag: Literal["lock_marks"] = "lock_marks"


class CompleteEvaluation(Command):
    """Complete the evaluation. Carries no figures: the rules compute them.

    In two files it completes first that of the technical part, then that of the price.
    """

    tag: Literal["complete_evaluation"] = "complete_evaluation"


class AnnounceTechnicalResult(Command):
    """Announce which bids go on to their prices, in two files, and open no price before."""

    tag: Literal["announce_technical_result"] = "announce_technical_result"
