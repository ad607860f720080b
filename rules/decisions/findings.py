"""What people find on bids: behind the conflict gate, with evidence and reasons.

A judgement on a requirement points at a page; a proof names the originals that were
seen; an order of tied bids is of those that are tied.
"""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.gate import gate
from rules.evaluating import opened, waited
from rules.files import offer
from rules.rule import Decision, accept, rule
from rules.supplier import unproved
from tender.commands import evaluation as asked
from tender.events import evaluation as happened
from tender.offer import Evidence

deciders = Deciders()

_COMMITTEE = power("Perpres 16/2018 art. 13(1)", "verified", "committee")

NOT_OPENED = rule(
    "evaluation.no-such-bid",
    "Perpres 16/2018 art. 50(1)",
    "verified",
    indonesian="{bid} tidak dibuka dalam tender ini.",
    english="{bid} was not opened in this tender.",
    remedy=("Periksa kode penawaran.", "Check the code of the bid."),
)

NO_EVIDENCE = rule(
    "evaluation.no-evidence",
    "docs/lifecycle.md, evidence",
    "chosen",
    indonesian="Temuan atas {bid} menunjuk bukti yang tidak ada dalam penawaran itu: {evidence}.",
    english="The finding on {bid} points at evidence that the bid does not have: {evidence}.",
    remedy=("Tunjuk lampiran dan halaman.", "Point at an attachment and a page."),
)

NO_REASON = rule(
    "evaluation.no-reason",
    "Peraturan LKPP 12/2021 Lampiran IV (BAHP)",
    "recalled",
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


def on_bid(case: Case, bid: str) -> Decision | None:
    """Let a member act on an opened bid, behind the gate."""
    if bid not in opened(case.state):
        return NOT_OPENED.no(bid=bid)
    return gate(case, bid)


def no_evidence(
    case: Case, bid: str, evidence: tuple[Evidence, ...]
) -> Decision | None:
    """Refuse a finding that points at nothing, or at a paper that the bid does not list."""
    listed = {a.sha256 for a in offer(case.state, bid).attachments}
    strange = [e.attachment[:12] for e in evidence if e.attachment not in listed]
    if strange or not evidence:
        return NO_EVIDENCE.no(bid=bid, evidence=", ".join(strange) or "-")
    return None


@deciders.on(asked.RecordJudgement, _COMMITTEE)
def record_judgement(case: Case, command: asked.RecordJudgement) -> Decision:
    """Take a finding of a member: what was announced, with evidence, a no with a reason."""
    known = (command.bid, command.requirement) in case.state.evaluation.judged
    if refused := on_bid(case, command.bid) or frozen(case, known=known):
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
    return no_evidence(case, command.bid, command.evidence) or accept(
        happen(happened.JudgementRecorded, command)
    )


LOCKED = rule(
    "marks.locked",
    "docs/lifecycle.md, marks",
    "chosen",
    indonesian="Nilai {members} sudah dikunci; {command} tidak dapat lagi mengubah apa pun.",
    english="The marks of {members} are locked; {command} can change nothing any more.",
    remedy=(
        "Tidak ada: nilai yang dikunci tetap.",
        "None: what is locked stays as it is.",
    ),
)


def frozen(case: Case, *, known: bool) -> Decision | None:
    """Refuse what would change a finding that locked marks were given beside.

    One that was dropped for a conflict is not *known* any more, and is found again.
    """
    locked = case.state.evaluation.locked
    if not locked or not known:
        return None
    members = ", ".join(sorted(locked))
    return LOCKED.no(members=members, command=case.act.command.tag)


NOT_WAITED_FOR = rule(
    "evaluation.not-waited-for",
    "docs/lifecycle.md, evaluation",
    "chosen",
    indonesian="{command} atas {about} tidak ditunggu.",
    english="{command} on {about} is not waited for.",
    remedy=("Lihat apa yang ditunggu.", "See what is waited for."),
)


def waited_for(case: Case, command: str, about: str) -> Decision | None:
    """Refuse a finding that nothing waits for."""
    waiting = waited(case.state, case.reading)
    if any((w.command, w.about) == (command, about) for w in waiting):
        return None
    return NOT_WAITED_FOR.no(command=command, about=about)


PROOF_DAY = rule(
    "proof.day",
    "docs/lifecycle.md, evidence",
    "chosen",
    indonesian="Pembuktian {seen_on:day} tidak terletak antara pembukaan {first:day} dan hari ini {last:day}.",
    english="The proof of {seen_on:day} is not between the opening on {first:day} and today, {last:day}.",
    remedy=("Sebut hari pembuktian itu.", "Name the day of the proof."),
)

NOTHING_SEEN = rule(
    "proof.nothing-seen",
    "docs/lifecycle.md, evidence",
    "chosen",
    indonesian="Pembuktian kualifikasi {bid} tidak menyebut satu dokumen pun yang dilihat.",
    english="The proof of {bid} names no original that was seen.",
    remedy=("Sebut dokumen asli yang dilihat.", "Name the originals."),
)


@deciders.on(asked.ProveQualification, _COMMITTEE)
def prove_qualification(case: Case, command: asked.ProveQualification) -> Decision:
    """Take the proof of the bid that would win, or of the reserve whose turn it is."""
    if refused := on_bid(case, command.bid):
        return refused
    if refused := _proof_waited_for(case, command):
        return refused
    if command.verdict != "proved" and not command.reason:
        return NO_REASON.no(bid=command.bid)
    opened_at = case.state.opening.completed_at
    first = case.state.day(opened_at) if opened_at else case.day
    if not first <= command.seen_on <= case.day:
        return PROOF_DAY.no(seen_on=command.seen_on, first=first, last=case.day)
    if command.verdict != "absent" and not command.seen:
        return NOTHING_SEEN.no(bid=command.bid)
    return accept(happen(happened.QualificationProved, command))


def _proof_waited_for(case: Case, command: asked.ProveQualification) -> Decision | None:
    if case.state.stage != "agreed":
        return waited_for(case, command.tag, command.bid)
    if command.bid == unproved(case.state):
        return None
    return NOT_WAITED_FOR.no(command=command.tag, about=command.bid)


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
    waiting = waited(case.state, case.reading)
    ties = [w.about.split() for w in waiting if w.command == command.tag]
    scheme = case.state.preparation.scheme
    ground = scheme.tie if scheme else "committee"
    fits = any(sorted(command.bids) == sorted(tied) for tied in ties)
    if not fits or command.ground != ground:
        return OTHER_TIE.no(
            tied="; ".join(map(", ".join, ties)) or "-",
            named=", ".join(command.bids) or "-",
            ground=ground,
        )
    for bid in command.bids:
        if refused := on_bid(case, bid):
            return refused
    return accept(happen(happened.TieDecided, command))
