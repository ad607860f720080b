"""The evaluation: what rules compute of the opened offers and of what people found.

No figure comes in by command. A correction and the result are what `scoring` makes of
them, and replay makes them again. What people find is in `findings` and `enquiries`.
"""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, power
from rules.decisions.findings import on_bid
from rules.decisions.gate import gate
from rules.decisions.technical import completed, findings_of, scores_of, unopened
from rules.evaluating import evaluate, waited
from rules.files import offer, prices_are_open
from rules.rule import Decision, accept, rule
from rules.terms import evaluation_terms
from scoring import explanation
from scoring.arithmetic import ScheduleFault, attempt
from scoring.evaluation import BidResult
from tender.commands import evaluation as asked
from tender.events import evaluation as happened

deciders = Deciders()

_RULES = power(
    "Peraturan LKPP 12/2021 Lampiran I 4.2.7", "secondary", "engine", "committee"
)

CORRECTED_TWICE = rule(
    "evaluation.corrected-twice",
    "docs/lifecycle.md, evaluation",
    "chosen",
    indonesian="Aritmatik {bid} sudah dikoreksi.",
    english="The arithmetic of {bid} has been corrected.",
    remedy=("Tidak perlu diulang.", "There is nothing to do again."),
)

NOT_CORRECTABLE = rule(
    "evaluation.not-correctable",
    "Peraturan LKPP 12/2021 Lampiran I 4.2.7",
    "secondary",
    indonesian="Daftar harga {bid} tidak cocok dengan daftar tender: {fault} {item}.",
    english="The price schedule of {bid} does not fit the tender's: {fault} {item}.",
    remedy=("Penawaran itu gugur pada evaluasi.", "The bid fails in the evaluation."),
)


@deciders.on(asked.CorrectArithmetic, _RULES)
def correct_arithmetic(case: Case, command: asked.CorrectArithmetic) -> Decision:
    """Go over a bid's price schedule line by line."""
    if refused := on_bid(case, command.bid):
        return refused
    if command.bid in case.state.evaluation.corrected:
        return CORRECTED_TWICE.no(bid=command.bid)
    terms = evaluation_terms(case.state, case.reading)
    found = attempt(command.bid, offer(case.state, command.bid), terms.schedule)
    if isinstance(found, ScheduleFault):
        return NOT_CORRECTABLE.no(bid=command.bid, fault=found.fault, item=found.item)
    return accept(
        happened.ArithmeticCorrected(
            bid=found.bid,
            lines=tuple(
                happened.CorrectedLine(
                    item=line.item,
                    quantity=line.quantity,
                    unit_price=line.unit_price,
                    offered=line.offered,
                    corrected=line.corrected,
                    rule=line.rule,
                )
                for line in found.lines
            ),
            subtotal=found.subtotal,
            vat=found.vat,
            offered=found.offered,
            corrected=found.corrected,
        )
    )


PENDING = rule(
    "evaluation.pending",
    "Perpres 16/2018 art. 50(1)",
    "verified",
    indonesian="Evaluasi belum selesai; masih ditunggu: {waited}.",
    english="The evaluation is not complete; still waited for: {waited}.",
    remedy=("Selesaikan yang ditunggu.", "Do what is waited for."),
)

NO_DETAIL = rule(
    "evaluation.no-estimate-detail",
    "Peraturan LKPP 12/2021 Lampiran I 4.2.7",
    "secondary",
    indonesian="Rincian HPS belum dibuka; uji harga timpang memerlukannya.",
    english="The estimate's detail has not been revealed; the test of imbalance needs it.",
    remedy=("PPK membuka rincian HPS.", "The commitment officer reveals it."),
)


@deciders.on(asked.CompleteEvaluation, _RULES)
def complete_evaluation(case: Case, command: asked.CompleteEvaluation) -> Decision:
    """Compute the result from everything found; keep figures exact, sentences out.

    While prices are sealed, that is the technical result.
    """
    del command
    if refused := gate(case):
        return refused
    priced = prices_are_open(case.state)
    if priced and case.state.preparation.detail is None:
        return NO_DETAIL.no()
    found = evaluate(case.state, case.reading)
    waiting = waited(case.state, case.reading)
    open_enquiries = [
        f"answer_clarification {enquiry}"
        for enquiry in case.state.evaluation.open_enquiries(case.at)
    ]
    if waiting or open_enquiries:
        names = [f"{w.command} {w.about}".strip() for w in waiting] + open_enquiries
        return PENDING.no(waited=", ".join(names))
    if not priced:
        return completed(case, found)
    unopenable = {bid for bid, _ in case.state.opening.unopenable}
    never_open = unopenable - {line.bid for line in found.results}
    return accept(
        happened.EvaluationCompleted(
            results=(
                *map(_result, found.results),
                *(_unopened(bid) for bid in sorted(never_open)),
            ),
            explanation_sha256=explanation.digest(found.explanation),
        )
    )


def _result(line: BidResult) -> happened.BidResult:
    return happened.BidResult.model_validate(
        {
            "bid": line.bid,
            "verdict": line.verdict,
            "price": line.price,
            "rank": line.rank,
            "findings": findings_of(line),
            "technical": line.technical,
            "price_score": line.price_score,
            "total": line.total,
            "elements": scores_of(line),
            "evaluated": line.evaluated,
        }
    )


def _unopened(bid: str) -> happened.BidResult:
    return happened.BidResult(bid=bid, verdict="failed", findings=(unopened(),))
