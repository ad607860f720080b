"""From the ranking to the announced result: proposal, quorum, announcement."""

from __future__ import annotations

from datetime import date, datetime, time

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.committee import NOT_ONES_OWN
from rules.decisions.gate import gate
from rules.decisions.schedule import term
from rules.rule import Decision, accept, rule
from rules.supplier import alone, ranked
from rules.winner import approved, set_by
from tender.commands import award as asked
from tender.events import award as happened

deciders = Deciders()

_COMMITTEE = power("Perpres 16/2018 art. 13(1)", "verified", "committee")

_CLOSE_OF_DAY = time(16, 0)  # docs/lifecycle.md, schedule

NOBODY = rule(
    "award.nobody-passed",
    "Perpres 16/2018 art. 51(2)c",
    "verified",
    indonesian="Tidak ada peserta yang lulus evaluasi; tender gagal.",
    english="No bidder passed the evaluation; the tender has failed.",
    remedy=(
        "Pokja menyatakan tender gagal (declare_failure).",
        "The committee declares the failure of the tender (declare_failure).",
    ),
)

TIE = rule(
    "award.tie",
    "Peraturan LKPP 12/2021 Lampiran I",
    "recalled",
    indonesian="{bids} sama persis; Pokja harus memutus urutan dengan alasan.",
    english="{bids} cannot be told apart; the committee must decide, with a reason.",
    remedy=("Putuskan dengan alasan.", "Decide with a reason."),
)


NOT_NEGOTIATED = rule(
    "award.not-negotiated",
    "Peraturan LKPP 12/2021 Lampiran I",
    "recalled",
    indonesian="{bid} satu-satunya penawaran yang lulus; klarifikasi dan negosiasi: {found}.",
    english="{bid} is the only bid that passed; clarification and negotiation: {found}.",
    remedy=(
        "Selesaikan negosiasi dahulu (conclude_negotiation); tanpa kesepakatan tender gagal.",
        "Conclude the negotiation first (conclude_negotiation); without an agreement the tender fails.",
    ),
)


def _unagreed(case: Case) -> Decision | None:
    """Return that the only bid left was not agreed with, or `None`."""
    one, negotiated = alone(case.state), case.state.award.negotiated
    if one is None or (negotiated and negotiated.verdict == "agreed"):
        return None
    return NOT_NEGOTIATED.no(
        bid=one.bid, found=negotiated.verdict if negotiated else "not_concluded"
    )


@deciders.on(asked.ProposeAward, _COMMITTEE)
def propose_award(case: Case, command: asked.ProposeAward) -> Decision:
    """Propose what the ranking gives, and nothing else."""
    del command
    if refused := gate(case):
        return refused
    places = ranked(case.state)
    if not places:
        return NOBODY.no()
    first = [place.bid for place in places if place.rank == 1]
    if len(first) > 1:
        return TIE.no(bids=", ".join(first))
    if refused := _unagreed(case):
        return refused
    revised = case.state.award.revised
    reserves = case.reading.count("award.reserves")
    return accept(
        happened.AwardProposed(
            winner=places[0].bid,
            reserves=tuple(place.bid for place in places[1 : 1 + reserves]),
            price=revised.corrected if revised else places[0].price or 0,
        )
    )


APPROVED_TWICE = rule(
    "award.approved-twice",
    "docs/lifecycle.md, quorum",
    "chosen",
    indonesian="{member} sudah menyetujui.",
    english="{member} has approved already.",
    remedy=("Tidak perlu diulang.", "There is nothing to do again."),
)


@deciders.on(asked.ApproveAward, _COMMITTEE)
def approve_award(case: Case, command: asked.ApproveAward) -> Decision:
    """Count signed approvals; more than half of the committee decide, or propose.

    Above its ceiling the committee proposes, and the authority decides.
    """
    if command.member != case.actor.party:
        return NOT_ONES_OWN.no(actor=case.actor.party, member=command.member)
    if refused := gate(case):
        return refused
    if command.member in case.state.award.approvals:
        return APPROVED_TWICE.no(member=command.member)
    approval = happen(happened.AwardApproved, command)
    decides = set_by(case.state, case.reading) == "committee"
    if decides and approved(case.state, more=1):
        return accept(approval, happened.AwardDecided())
    return accept(approval)


COMMITTEE_DECIDES = rule(
    "award.committee-decides",
    "Perpres 16/2018 art. 13(1)",
    "verified",
    indonesian="Pagu {budget:rp} tidak melebihi {ceiling:rp}: pemenang ditetapkan Pokja, bukan PA.",
    english="The budget {budget:rp} is not above {ceiling:rp}: the committee sets the winner, not the authority.",
    remedy=(
        "Anggota Pokja menyetujui usulan (approve_award).",
        "Members of the committee approve the proposal (approve_award).",
    ),
)

NOT_APPROVED = rule(
    "award.not-approved",
    "docs/lifecycle.md, quorum",
    "chosen",
    indonesian="Usulan pemenang disetujui {approvals} dari {members} anggota Pokja; PA menetapkan usulan yang disetujui lebih dari separuh.",
    english="{approvals} of {members} members approve the proposal; the authority decides on one that more than half approve.",
    remedy=(
        "Anggota Pokja menyetujui dahulu (approve_award).",
        "Members of the committee approve first (approve_award).",
    ),
)


@deciders.on(
    asked.DecideAward, power("Perpres 16/2018 art. 9(1)", "verified", "authority")
)
def decide_award(case: Case, command: asked.DecideAward) -> Decision:
    """Set the winner above the committee's ceiling, as the committee proposes."""
    del command
    part = case.state.preparation
    if set_by(case.state, case.reading) == "committee":
        ceiling = case.reading.rupiah("award.committee.ceiling")
        amount = part.budget.amount if part.budget else 0
        return COMMITTEE_DECIDES.no(budget=amount, ceiling=ceiling)
    if not approved(case.state):
        members = part.committee.members if part.committee else ()
        return NOT_APPROVED.no(
            approvals=len(case.state.award.approvals), members=len(members)
        )
    return accept(happened.AwardDecided())


@deciders.on(asked.AnnounceResult, _COMMITTEE)
def announce_result(case: Case, command: asked.AnnounceResult) -> Decision:
    """Announce; the objection period runs on the calendar from this day."""
    del command
    if refused := gate(case):
        return refused
    objections = term(case, case.day, "stage.objection.length")
    answers = term(case, objections, "stage.objection_answer.most")
    return accept(
        happened.ResultAnnounced(
            objections_until=_end_of(case, objections),
            answers_until=_end_of(case, answers),
        )
    )


def _end_of(case: Case, day: date) -> datetime:
    return datetime.combine(day, _CLOSE_OF_DAY, case.state.zone)
