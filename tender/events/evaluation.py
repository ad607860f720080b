"""What the evaluation found. Numbers are exact strings, made once, never computed again."""

from __future__ import annotations

from typing import ClassVar, Literal

from tender.codes import Bid, Disclosure, Item, RuleId
from tender.commands.evaluation import (
    Enquiry,
    EnquiryAnswer,
    Judgement,
    PriceJudgement,
    Proof,
    TieDecision,
)
from tender.money import Exact, Quantity, Rate, Rupiah
from tender.registry import Event
from tender.stored import Many, Positive, Sha256, Stored


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


class FindingLine(Stored):
    """Why a bid fails or passes one rule: rule, operands, where to look."""

    rule: RuleId
    verdict: Literal["pass", "fail", "note"]
    operands: dict[str, str]


class BidResult(Stored):
    """A bid's end: its verdict, its findings, its price and rank where it has one."""

    bid: Bid
    verdict: Literal["passed", "failed", "not_evaluated"]
    price: Rupiah | None = None  # corrected, VAT included
    score: Exact | None = None
    rank: Positive | None = None
    findings: Many[FindingLine]


class EvaluationCompleted(Event):
    """Verdicts and ranking, and the digest of the explanation that works them out."""

    tag: Literal["evaluation_completed"] = "evaluation_completed"
    disclosure: ClassVar[Disclosure] = "at_result"
    results: Many[BidResult]
    explanation_sha256: Sha256
