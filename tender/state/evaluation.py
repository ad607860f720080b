"""The evaluation: corrections, findings of people, and the result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from tender.act import Fact
from tender.commands.evaluation import (
    Enquiry,
    EnquiryAnswer,
    Judgement,
    Mark,
    PriceJudgement,
    Proof,
    TieDecision,
    ValueFinding,
)
from tender.events import evaluation as happened
from tender.events.orders import OrderRecorded
from tender.events.preparation import ConflictDeclared
from tender.imported_fact import ImportedFact, concerns
from tender.state.fold import Fold

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co]):
    """What somebody found, by whom and when."""

    what: T_co
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Marked:
    """A member's last mark, and when it was given."""

    mark: Mark
    at: datetime


@dataclass(frozen=True, slots=True)
class Moderated:
    """A moderation, by whom and when, and each member's mark *before* it."""

    moderation: happened.MarksModerated
    by: str
    at: datetime
    before: Mapping[str, Mark]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Findings by bid, and the result once it is complete."""

    corrected: Mapping[str, happened.ArithmeticCorrected] = field(default_factory=dict)
    judged: Mapping[tuple[str, str], Found[Judgement]] = field(default_factory=dict)
    facts: Mapping[tuple[str, str], Found[ImportedFact]] = field(default_factory=dict)
    enquiries: Mapping[str, Enquiry] = field(default_factory=dict)
    answers: Mapping[str, EnquiryAnswer] = field(default_factory=dict)
    prices: Mapping[tuple[str, str, str], Found[PriceJudgement]] = field(
        default_factory=dict
    )
    proofs: Mapping[str, Found[Proof]] = field(default_factory=dict)
    ties: tuple[Found[TieDecision], ...] = ()
    values: Mapping[tuple[str, str], Found[ValueFinding]] = field(default_factory=dict)
    marks: Mapping[tuple[str, str, str], Marked] = field(default_factory=dict)
    moderated: Mapping[tuple[str, str], tuple[Moderated, ...]] = field(
        default_factory=dict
    )
    locked: Mapping[str, datetime] = field(default_factory=dict)  # by member
    technical: happened.TechnicalCompleted | None = None
    technical_at: datetime | None = None
    technical_announced_at: datetime | None = None
    result: happened.EvaluationCompleted | None = None
    completed_at: datetime | None = None

    def place(self, bid: str) -> int:
        """Return the place that people gave a bid among those at its price, or 0."""
        orders = [tie.what.bids for tie in self.ties]
        named = [bids.index(bid) + 1 for bids in orders if bid in bids]
        return named[-1] if named else 0

    def open_enquiries(self, at: datetime) -> tuple[str, ...]:
        """Return the enquiries that may still be answered at a moment, in order."""
        return tuple(
            sorted(
                code
                for code, enquiry in self.enquiries.items()
                if code not in self.answers and at <= enquiry.answer_by
            )
        )


fold: Fold[Evaluation] = Fold()


@fold.on(happened.ArithmeticCorrected)
def _corrected(
    part: Evaluation, event: happened.ArithmeticCorrected, _: Fact
) -> Evaluation:
    return replace(part, corrected={**part.corrected, event.bid: event})


@fold.on(happened.JudgementRecorded)
def _judged(
    part: Evaluation, event: happened.JudgementRecorded, fact: Fact
) -> Evaluation:
    key = (event.bid, event.requirement)
    return replace(part, judged={**part.judged, key: _found(event, fact)})


@fold.on(happened.FactRecorded)
def _imported(part: Evaluation, event: happened.FactRecorded, fact: Fact) -> Evaluation:
    key = (event.bid, event.says.kind)
    return replace(part, facts={**part.facts, key: _found(event, fact)})


def _found(what: T, fact: Fact) -> Found[T]:
    return Found(what=what, by=fact.actor.party, at=fact.at)


@fold.on(ConflictDeclared)
def _conflicted(part: Evaluation, event: ConflictDeclared, _: Fact) -> Evaluation:
    """Drop what a member found of bids it may not act on, until a result rests on it.

    Somebody else finds it then. Marks are kept: whose count is in `rules.marks`.
    """
    if not event.conflicted or part.result is not None:
        return part

    def stands(found: Found[Any], bids: Iterable[str]) -> bool:
        named = event.with_bidders
        return found.by != event.member or bool(named and not {*named} & {*bids})

    part = replace(
        part,
        prices={k: f for k, f in part.prices.items() if stands(f, (k[0],))},
        proofs={k: f for k, f in part.proofs.items() if stands(f, (k,))},
        ties=tuple(tie for tie in part.ties if stands(tie, tie.what.bids)),
    )
    if part.technical is not None:
        return part
    return replace(
        part,
        judged={k: f for k, f in part.judged.items() if stands(f, (k[0],))},
        facts={k: f for k, f in part.facts.items() if stands(f, concerns(f.what))},
        values={k: f for k, f in part.values.items() if stands(f, (k[0],))},
    )


@fold.on(happened.ClarificationAsked)
def _asked(part: Evaluation, event: happened.ClarificationAsked, _: Fact) -> Evaluation:
    return replace(part, enquiries={**part.enquiries, event.enquiry: event})


@fold.on(happened.ClarificationAnswered)
def _answered(
    part: Evaluation, event: happened.ClarificationAnswered, _: Fact
) -> Evaluation:
    return replace(part, answers={**part.answers, event.enquiry: event})


@fold.on(OrderRecorded)
def _later(part: Evaluation, event: OrderRecorded, _: Fact) -> Evaluation:
    """Give enquiries the time back that a suspension took."""
    later = {
        one.enquiry: part.enquiries[one.enquiry].model_copy(
            update={"answer_by": one.answer_by}
        )
        for one in event.enquiries or ()
    }
    return replace(part, enquiries={**part.enquiries, **later})


@fold.on(happened.PriceJudged)
def _priced(part: Evaluation, event: happened.PriceJudged, fact: Fact) -> Evaluation:
    key = (event.bid, event.test, event.item or "")
    return replace(part, prices={**part.prices, key: _found(event, fact)})


@fold.on(happened.QualificationProved)
def _proved(
    part: Evaluation, event: happened.QualificationProved, fact: Fact
) -> Evaluation:
    """Keep the proof of the candidate; a reserve's later one leaves the result as it is."""
    if part.result is not None:
        return part
    return replace(part, proofs={**part.proofs, event.bid: _found(event, fact)})


@fold.on(happened.TieDecided)
def _tied(part: Evaluation, event: happened.TieDecided, fact: Fact) -> Evaluation:
    return replace(part, ties=(*part.ties, _found(event, fact)))


@fold.on(happened.ValueFound)
def _valued(part: Evaluation, event: happened.ValueFound, fact: Fact) -> Evaluation:
    key = (event.bid, event.element)
    return replace(part, values={**part.values, key: _found(event, fact)})


@fold.on(happened.MarkRecorded)
def _marked(part: Evaluation, event: happened.MarkRecorded, fact: Fact) -> Evaluation:
    key = (event.bid, event.element, fact.actor.party)
    return replace(part, marks={**part.marks, key: Marked(mark=event, at=fact.at)})


@fold.on(happened.MarksModerated)
def _moderated(
    part: Evaluation, event: happened.MarksModerated, fact: Fact
) -> Evaluation:
    """Keep the marks that were, and wait for those that are given after the talk."""
    key = (event.bid, event.element)
    before = {
        member: given.mark
        for (bid, element, member), given in part.marks.items()
        if (bid, element) == key
    }
    one = Moderated(event, fact.actor.party, fact.at, before)
    return replace(
        part,
        moderated={**part.moderated, key: (*part.moderated.get(key, ()), one)},
        marks={k: given for k, given in part.marks.items() if k[:2] != key},
    )


@fold.on(happened.MarksLocked)
def _locked(part: Evaluation, event: happened.MarksLocked, fact: Fact) -> Evaluation:
    return replace(part, locked={**part.locked, event.member: fact.at})


@fold.on(happened.TechnicalCompleted)
def _technical(
    part: Evaluation, event: happened.TechnicalCompleted, fact: Fact
) -> Evaluation:
    return replace(part, technical=event, technical_at=fact.at)


@fold.on(happened.TechnicalResultAnnounced)
def _announced(
    part: Evaluation, _: happened.TechnicalResultAnnounced, fact: Fact
) -> Evaluation:
    return replace(part, technical_announced_at=fact.at)


@fold.on(happened.EvaluationCompleted)
def _completed(
    part: Evaluation, event: happened.EvaluationCompleted, fact: Fact
) -> Evaluation:
    return replace(part, result=event, completed_at=fact.at)
