"""What the evaluation found. Numbers are exact strings, made once, never computed again."""

from __future__ import annotations

from typing import ClassVar, Literal

from tender.codes import Bid, Code, Disclosure, Item, Party, RuleId
from tender.commands.evaluation import (
    Enquiry,
    EnquiryAnswer,
    Judgement,
    Mark,
    Moderation,
    PriceJudgement,
    Proof,
    TieDecision,
    ValueFinding,
)
from tender.imported_fact import ImportedFact
from tender.merit.numbers import Number
from tender.money import Exact, Quantity, Rate, Rupiah
from tender.registry import Event
from tender.stored import Each, Many, Positive, Sha256, Stored


class CorrectedLine(Stored):
    """A line before and after; *rule* says what was corrected, if anything."""

    item: Item
    quantity: Quantity
    unit_price: Rate | None = None
    offered: Rupiah | None = None
    corrected: Rupiah
    rule: RuleId | None = None


class ArithmeticCorrected(Event):
    """A bid's arithmetic was gone over, line by line."""

    tag: Literal["arithmetic_corrected"] = "arithmetic_corrected"
    disclosure: ClassVar[Disclosure] = "at_result"
    bid: Bid
    lines: Many[CorrectedLine]
    subtotal: Rupiah
    vat: Rupiah
    offered: Rupiah
    corrected: Rupiah


class JudgementRecorded(Event, Judgement):
    """A requirement was judged."""

    tag: Literal["judgement_recorded"] = "judgement_recorded"
    disclosure: ClassVar[Disclosure] = "at_result"


class FactRecorded(Event, ImportedFact):
    """What an issuer says of a bidder was looked up."""

    tag: Literal["fact_recorded"] = "fact_recorded"
    disclosure: ClassVar[Disclosure] = "at_result"


class ClarificationAsked(Event, Enquiry):
    """A bidder was asked to clarify."""

    tag: Literal["clarification_asked"] = "clarification_asked"
    disclosure: ClassVar[Disclosure] = "at_result"


class ClarificationAnswered(Event, EnquiryAnswer):
    """A bidder clarified."""

    tag: Literal["clarification_answered"] = "clarification_answered"
    disclosure: ClassVar[Disclosure] = "at_result"


class PriceJudged(Event, PriceJudgement):
    """A price was judged."""

    tag: Literal["price_judged"] = "price_judged"
    disclosure: ClassVar[Disclosure] = "at_result"


class QualificationProved(Event, Proof):
    """A bidder's qualification was put to the proof."""

    tag: Literal["qualification_proved"] = "qualification_proved"
    disclosure: ClassVar[Disclosure] = "at_result"


class TieDecided(Event, TieDecision):
    """A tie was decided by people."""

    tag: Literal["tie_decided"] = "tie_decided"
    disclosure: ClassVar[Disclosure] = "at_result"


class ValueFound(Event, ValueFinding):
    """The value of an element was found."""

    tag: Literal["value_found"] = "value_found"
    disclosure: ClassVar[Disclosure] = "at_technical_result"


class MarkRecorded(Event, Mark):
    """A member marked an element. Who, the entry says."""

    tag: Literal["mark_recorded"] = "mark_recorded"
    disclosure: ClassVar[Disclosure] = "at_technical_result"


class MarksModerated(Event, Moderation):
    """Marks from *lowest* to *highest* were talked over, and are given again."""

    tag: Literal["marks_moderated"] = "marks_moderated"
    disclosure: ClassVar[Disclosure] = "at_technical_result"
    lowest: Number
    highest: Number


class MarksLocked(Event):
    """A member's marks were locked."""

    tag: Literal["marks_locked"] = "marks_locked"
    disclosure: ClassVar[Disclosure] = "at_technical_result"
    member: Party


class FindingLine(Stored):
    """Why a bid fails or passes one rule: rule, operands, where to look."""

    rule: RuleId
    verdict: Literal["pass", "fail", "note"]
    operands: dict[str, str]


class ElementScore(Stored):
    """The points of one element as they count, and before the scheme rounds them."""

    element: Code
    score: Exact
    exact: Exact


class TechnicalResult(Stored):
    """How a bid stands before its price is opened; *score* is of all its elements."""

    bid: Bid
    verdict: Literal["passed", "failed", "not_evaluated"]
    score: Exact | None = None
    elements: Many[ElementScore] | None = None
    findings: Many[FindingLine]


class TechnicalCompleted(Event):
    """The technical part is evaluated, on the marks of these members where it has any."""

    tag: Literal["technical_completed"] = "technical_completed"
    disclosure: ClassVar[Disclosure] = "at_technical_result"
    results: Many[TechnicalResult]
    marked_by: Each[Party]
    explanation_sha256: Sha256

    def passed(self) -> tuple[Bid, ...]:
        """Return the bids that go on to their prices, in order."""
        return tuple(sorted(r.bid for r in self.results if r.verdict == "passed"))


class TechnicalResultAnnounced(Event):
    """The technical result is public, and with it what it was made from."""

    tag: Literal["technical_result_announced"] = "technical_result_announced"


class BidResult(Stored):
    """A bid's end: its verdict, its findings, its price and rank where it has one.

    Under sistem nilai *technical* is of all elements, *price_score* of the price, and
    *total* what the order is by. With a preference for domestic content the order is by
    *evaluated*, the price as it is compared.
    """

    bid: Bid
    verdict: Literal["passed", "failed", "not_evaluated"]
    price: Rupiah | None = None  # corrected, VAT included
    score: Exact | None = None
    rank: Positive | None = None
    findings: Many[FindingLine]
    technical: Exact | None = None
    price_score: Exact | None = None
    total: Exact | None = None
    elements: Many[ElementScore] | None = None
    evaluated: Exact | None = None


class EvaluationCompleted(Event):
    """Verdicts and ranking, and the digest of the explanation that works them out."""

    tag: Literal["evaluation_completed"] = "evaluation_completed"
    disclosure: ClassVar[Disclosure] = "at_result"
    results: Many[BidResult]
    explanation_sha256: Sha256
