"""The evaluation: people find, behind the conflict gate, with evidence; rules compute.

No figure comes in by command. A correction and the result are what `scoring`
makes of the opened offers and of what people found, and replay makes them again.
"""

from __future__ import annotations

from rules.decisions.award import conflict
from rules.decisions.case import Case, Deciders, happen, power
from rules.evaluating import evaluate, offer, opened, waited
from rules.rule import Decision, accept, rule
from rules.terms import evaluation_terms
from scoring import explanation
from scoring.arithmetic import ScheduleFault, attempt
from scoring.evaluation import BidResult
from tender.commands import evaluation as asked
from tender.events import evaluation as happened
from tender.offer import Evidence

deciders = Deciders()

_RULES = power(
    "Peraturan LKPP 12/2021 Lampiran I 4.2.7", "secondary", "engine", "committee"
)
_COMMITTEE = power("Perpres 16/2018 art. 13(1)", "verified", "committee")
_BIDDER = power("Peraturan LKPP 12/2021 Lampiran I", "recalled", "bidder")

NOT_OPENED = rule(
    "evaluation.no-such-bid",
    "Perpres 16/2018 art. 50(1)",
    "verified",
    indonesian="{bid} tidak dibuka dalam tender ini.",
    english="{bid} was not opened in this tender.",
    remedy=("Periksa kode penawaran.", "Check the code of the bid."),
)

CORRECTED_TWICE = rule(
    "evaluation.corrected-twice",
    "docs/format.md, evaluation",
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
    if command.bid not in opened(case.state):
        return NOT_OPENED.no(bid=command.bid)
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


UNDECLARED = rule(
    "committee.undeclared",
    "Perpres 16/2018 art. 7(2)",
    "verified",
    indonesian="{member} belum menyatakan ada tidaknya benturan kepentingan dengan peserta.",
    english="{member} has not declared on conflicts with the bidders yet.",
    remedy=("Buat pernyataan dahulu.", "Declare first."),
)

NO_EVIDENCE = rule(
    "evaluation.no-evidence",
    "docs/format.md, evidence",
    "chosen",
    indonesian="Temuan atas {bid} menunjuk bukti yang tidak ada dalam penawaran itu: {evidence}.",
    english="The finding on {bid} points at evidence that the bid does not have: {evidence}.",
    remedy=("Tunjuk lampiran dan halaman.", "Point at an attachment and a page."),
)

NO_REASON = rule(
    "evaluation.no-reason",
    "Peraturan LKPP 12/2021 Lampiran IV (BAHP)",
    "secondary",
    indonesian="Temuan yang menggugurkan {bid} harus beralasan.",
    english="A finding that fails {bid} needs a reason.",
    remedy=("Tulis alasan.", "Give the reason."),
)

NOT_ASKED = rule(
    "evaluation.not-in-scheme",
    "Peraturan LKPP 12/2021 Lampiran I",
    "recalled",
    indonesian="{requirement} bukan persyaratan yang dinilai orang dalam tender ini.",
    english="{requirement} is no requirement that people judge in this tender.",
    remedy=(
        "Nilai hanya yang diumumkan.",
        "Judge what was announced, and nothing else.",
    ),
)


def _gate(case: Case, act: str, bid: str) -> Decision | None:
    """Let a member act on a bid only after declaring, and without a conflict."""
    if bid not in opened(case.state):
        return NOT_OPENED.no(bid=bid)
    member, at = case.actor.party, case.state.opening.completed_at
    declared = case.state.preparation.conflicts.get(member)
    if declared is None or (at is not None and declared.at < at):
        return UNDECLARED.no(member=member)
    return conflict(case, act, bid)


def _no_evidence(
    case: Case, bid: str, evidence: tuple[Evidence, ...]
) -> Decision | None:
    listed = {a.sha256 for a in offer(case.state, bid).attachments}
    strange = [e.attachment[:12] for e in evidence if e.attachment not in listed]
    if strange or not evidence:
        return NO_EVIDENCE.no(bid=bid, evidence=", ".join(strange) or "-")
    return None


@deciders.on(asked.RecordJudgement, _COMMITTEE)
def record_judgement(case: Case, command: asked.RecordJudgement) -> Decision:
    """Take a finding of a member: what was announced, with evidence, a no with a reason."""
    if refused := _gate(case, command.tag, command.bid):
        return refused
    scheme = case.state.preparation.scheme
    lines = scheme.requirements if scheme else ()
    if not any(
        line.requirement == command.requirement and line.test == "judged"
        for line in lines
    ):
        return NOT_ASKED.no(requirement=command.requirement)
    if command.verdict == "not_met" and not command.reason:
        return NO_REASON.no(bid=command.bid)
    return _no_evidence(case, command.bid, command.evidence) or accept(
        happen(happened.JudgementRecorded, command)
    )


ENQUIRY_CODE = rule(
    "enquiry.code",
    "docs/format.md, enquiries",
    "chosen",
    indonesian="Klarifikasi {enquiry}: {fault}.",
    english="Clarification {enquiry}: {fault}.",
    remedy=("Pakai kode yang benar.", "Use the right code."),
)


@deciders.on(asked.AskClarification, _COMMITTEE)
def ask_clarification(case: Case, command: asked.AskClarification) -> Decision:
    """Ask a bidder; an answer explains a bid and never changes it."""
    if refused := _gate(case, command.tag, command.bid):
        return refused
    if command.enquiry in case.state.evaluation.enquiries:
        return ENQUIRY_CODE.no(enquiry=command.enquiry, fault="asked_twice")
    return accept(happen(happened.ClarificationAsked, command))


@deciders.on(asked.AnswerClarification, _BIDDER)
def answer_clarification(case: Case, command: asked.AnswerClarification) -> Decision:
    """Take the answer of the bidder that was asked."""
    part = case.state.evaluation
    enquiry = part.enquiries.get(command.enquiry)
    if enquiry is None or enquiry.bid != case.actor.party:
        return ENQUIRY_CODE.no(enquiry=command.enquiry, fault="not_asked")
    if command.enquiry in part.answers:
        return ENQUIRY_CODE.no(enquiry=command.enquiry, fault="answered_already")
    return accept(happen(happened.ClarificationAnswered, command))


NOT_WAITED_FOR = rule(
    "evaluation.not-waited-for",
    "docs/format.md, evaluation",
    "chosen",
    indonesian="{command} atas {about} tidak ditunggu.",
    english="{command} on {about} is not waited for.",
    remedy=("Lihat apa yang ditunggu.", "See what is waited for."),
)


def _waited_for(case: Case, command: str, about: str) -> Decision | None:
    waiting = waited(evaluate(case.state, case.reading))
    if any((w.command, w.about) == (command, about) for w in waiting):
        return None
    return NOT_WAITED_FOR.no(command=command, about=about)


@deciders.on(asked.JudgePrice, _COMMITTEE)
def judge_price(case: Case, command: asked.JudgePrice) -> Decision:
    """Take a judgement on a price that the rules hand to people, and on no other.

    Reasonableness is judged of the whole price, imbalance of one item.
    """
    if refused := _gate(case, command.tag, command.bid):
        return refused
    about = f"{command.bid} {command.test} {command.item or ''}".strip()
    if refused := _waited_for(case, command.tag, about):
        return refused
    if command.enquiry is not None:
        answered = case.state.evaluation.answers
        if command.enquiry not in answered:
            return ENQUIRY_CODE.no(enquiry=command.enquiry, fault="not_answered")
    return accept(happen(happened.PriceJudged, command))


@deciders.on(asked.ProveQualification, _COMMITTEE)
def prove_qualification(case: Case, command: asked.ProveQualification) -> Decision:
    """Take the proof of the bid that would win, and of no other."""
    if refused := _gate(case, command.tag, command.bid):
        return refused
    if refused := _waited_for(case, command.tag, command.bid):
        return refused
    if command.verdict != "proved" and not command.reason:
        return NO_REASON.no(bid=command.bid)
    return accept(happen(happened.QualificationProved, command))


OTHER_TIE = rule(
    "evaluation.other-tie",
    "Peraturan LKPP 12/2021 Lampiran I",
    "recalled",
    indonesian="Yang sama persis: {tied}; yang diurutkan: {named}; dasar menurut skema: {ground}.",
    english="Tied are {tied}; put in order were {named}; the scheme's ground is {ground}.",
    remedy=("Urutkan penawaran yang sama itu.", "Put those that are tied in order."),
)


@deciders.on(asked.DecideTie, _COMMITTEE)
def decide_tie(case: Case, command: asked.DecideTie) -> Decision:
    """Take the committee's order of bids that no figure tells apart, on the scheme's ground."""
    for bid in command.bids:
        if refused := _gate(case, command.tag, bid):
            return refused
    waiting = waited(evaluate(case.state, case.reading))
    tied = next((w.about.split() for w in waiting if w.command == command.tag), [])
    scheme = case.state.preparation.scheme
    ground = scheme.tie if scheme else "committee"
    if set(command.bids) != set(tied) or command.ground != ground:
        return OTHER_TIE.no(
            tied=", ".join(tied) or "-", named=", ".join(command.bids), ground=ground
        )
    return accept(happen(happened.TieDecided, command))


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
    """Compute the result from everything found; keep figures exact, sentences out."""
    del command
    if case.state.preparation.detail is None:
        return NO_DETAIL.no()
    found = evaluate(case.state, case.reading)
    waiting = waited(found)
    open_enquiries = [
        f"answer_clarification {e}" for e in case.state.evaluation.open_enquiries()
    ]
    if waiting or open_enquiries:
        names = [f"{w.command} {w.about}" for w in waiting] + open_enquiries
        return PENDING.no(waited=", ".join(names))
    shut = [u.bid for u in case.state.opening.unopenable.values()]
    return accept(
        happened.EvaluationCompleted(
            results=(
                *(_result(line) for line in found.results),
                *(_unopened(bid) for bid in sorted(shut)),
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
            "findings": [
                {"rule": f.rule, "verdict": f.verdict, "operands": dict(f.operands)}
                for f in line.findings
                if f.verdict != "pending"  # moot: the bid failed beside it
            ],
        }
    )


def _unopened(bid: str) -> happened.BidResult:
    finding = happened.FindingLine(
        rule="opening.unopenable", verdict="fail", operands={}
    )
    return happened.BidResult(bid=bid, verdict="failed", findings=(finding,))
