"""The technical result, in two files: complete without a price, announced before any is open.

Source: elements, thresholds and what passes, LKPP 12/2021, Lampiran I, 4.2.7
(secondary); that it is announced and that prices are opened after it: recalled.
"""

from __future__ import annotations

from rules import marks
from rules.decisions.case import Case, Deciders, power
from rules.decisions.gate import gate
from rules.rule import Decision, accept
from scoring import explanation
from scoring.evaluation import BidResult, Evaluation
from tender.commands import evaluation as asked
from tender.events import evaluation as happened

deciders = Deciders()

_COMMITTEE = power("Perpres 16/2018 art. 13(1)", "verified", "committee")


def completed(case: Case, found: Evaluation) -> Decision:
    """Return the technical result of what was *found*, with whose marks it rests on."""
    unopenable = case.state.opening.unopenable
    shut = sorted(bid for bid, part in unopenable if part == "technical")
    counted = marks.counting(case.state, case.reading)
    return accept(
        happened.TechnicalCompleted(
            results=(*map(_result, found.results), *map(_unopened, shut)),
            marked_by=counted if marks.panels(case.state) else (),
            explanation_sha256=explanation.digest(found.explanation),
        )
    )


def scores_of(line: BidResult) -> tuple[happened.ElementScore, ...] | None:
    """Return the points of a bid's elements, if it has come to them."""
    if line.elements is None:
        return None
    return tuple(
        happened.ElementScore(element=code, score=score.counted, exact=score.exact)
        for code, score in line.elements.items()
    )


def findings_of(line: BidResult) -> tuple[happened.FindingLine, ...]:
    """Return what was found on a bid. What still waits beside a failure is moot."""
    return tuple(
        happened.FindingLine(
            rule=one.rule,
            verdict=one.verdict,
            operands=dict(one.operands),
        )
        for one in line.findings
        if one.verdict != "pending"
    )


def unopened() -> happened.FindingLine:
    """Return the finding that a part could not be opened."""
    return happened.FindingLine(rule="opening.unopenable", verdict="fail", operands={})


def _result(line: BidResult) -> happened.TechnicalResult:
    return happened.TechnicalResult.model_validate(
        {
            "bid": line.bid,
            "verdict": line.verdict,
            "score": line.technical,
            "elements": scores_of(line),
            "findings": findings_of(line),
        }
    )


def _unopened(bid: str) -> happened.TechnicalResult:
    return happened.TechnicalResult(bid=bid, verdict="failed", findings=(unopened(),))


@deciders.on(asked.AnnounceTechnicalResult, _COMMITTEE)
def announce_technical_result(
    case: Case, command: asked.AnnounceTechnicalResult
) -> Decision:
    """Announce the technical result; from here on what it was made from is public."""
    del command
    return gate(case) or accept(happened.TechnicalResultAnnounced())
