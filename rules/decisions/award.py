"""From the ranking to the appointment: quorum, announcement, objections, agreement."""

from __future__ import annotations

from datetime import date, datetime, time
from fractions import Fraction

from rules.decisions.announcement import CONFLICTED
from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.committee import NOT_ONES_OWN
from rules.decisions.schedule import term
from rules.rule import Decision, accept, rule
from tender.commands import award as asked
from tender.events import award as happened
from tender.events import preparation as prepared
from tender.events.evaluation import BidResult
from tender.state import State

deciders = Deciders()

_COMMITTEE = power("Perpres 16/2018 art. 13(1)", "verified", "committee")
_PPK = power("Perpres 16/2018 art. 11(1)", "verified", "ppk")
_BIDDER = power("Peraturan LKPP 12/2021 Lampiran IV", "secondary", "bidder")

_CLOSE_OF_DAY = time(16, 0)  # offices close; a term ends with the working day

NOBODY = rule(
    "award.nobody-passed",
    "Perpres 16/2018 art. 51(2)c",
    "verified",
    indonesian="Tidak ada peserta yang lulus evaluasi; tender gagal.",
    english="No bidder passed the evaluation; the tender has failed.",
    remedy=("Nyatakan tender gagal.", "Declare the failure of the tender."),
)

TIE = rule(
    "award.tie",
    "Peraturan LKPP 12/2021 Lampiran I",
    "recalled",
    indonesian="{bids} sama persis; Pokja harus memutus urutan dengan alasan.",
    english="{bids} cannot be told apart; the committee must decide, with a reason.",
    remedy=("Putuskan dengan alasan.", "Decide with a reason."),
)

ABOVE_CEILING = rule(
    "award.above-ceiling",
    "Perpres 16/2018 art. 9(1), 13(1)",
    "verified",
    indonesian="Pagu {budget:rp} di atas {ceiling:rp}: pemenang ditetapkan PA.",
    english="The budget {budget:rp} is above {ceiling:rp}: the authority sets the winner.",
    remedy=("Ajukan kepada PA.", "Submit it to the authority."),
)


def ranked(state: State) -> tuple[BidResult, ...]:
    """Return the bids that passed, best first."""
    result = state.evaluation.result
    passed = [r for r in result.results if r.rank is not None] if result else []
    return tuple(sorted(passed, key=lambda r: (r.rank or 0, r.bid)))


@deciders.on(asked.ProposeAward, _COMMITTEE)
def propose_award(case: Case, command: asked.ProposeAward) -> Decision:
    """Propose what the ranking gives, and nothing else."""
    del command
    places = ranked(case.state)
    if not places:
        return NOBODY.no()
    first = [place.bid for place in places if place.rank == 1]
    if len(first) > 1:
        return TIE.no(bids=", ".join(first))
    budget = case.state.preparation.budget
    ceiling = case.reading.rupiah("award.committee.ceiling")
    if budget is not None and budget.amount > ceiling:
        return ABOVE_CEILING.no(budget=budget.amount, ceiling=ceiling)
    reserves = case.reading.count("award.reserves")
    return accept(
        happened.AwardProposed(
            winner=places[0].bid,
            reserves=tuple(place.bid for place in places[1 : 1 + reserves]),
            price=places[0].price or 0,
        )
    )


APPROVED_TWICE = rule(
    "award.approved-twice",
    "docs/format.md, quorum",
    "chosen",
    indonesian="{member} sudah menyetujui.",
    english="{member} has approved already.",
    remedy=("Tidak perlu diulang.", "There is nothing to do again."),
)


@deciders.on(asked.ApproveAward, _COMMITTEE)
def approve_award(case: Case, command: asked.ApproveAward) -> Decision:
    """Count signed approvals; more than half of the committee decide."""
    committee = case.state.preparation.committee
    members = () if committee is None else committee.members
    if command.member != case.actor.party or command.member not in members:
        return NOT_ONES_OWN.no(actor=case.actor.party, member=command.member)
    if refused := conflict(case, command.tag):
        return refused
    approvals = case.state.award.approvals
    if command.member in approvals:
        return APPROVED_TWICE.no(member=command.member)
    approved = happen(happened.AwardApproved, command)
    if 2 * (len(approvals) + 1) > len(members):
        return accept(approved, happened.AwardDecided())
    return accept(approved)


def conflict(case: Case, act: str, bid: str | None = None) -> Decision | None:
    """Refuse, on record, an act of a member with a conflict of interest."""
    declared = case.state.preparation.conflicts.get(case.actor.party)
    if declared is None or case.actor.office != "committee":
        return None
    declaration = declared.declaration
    concerned = bid is None or not declaration.with_bidders
    if declaration.conflicted and (concerned or bid in declaration.with_bidders):
        evidence = prepared.ActByConflictedRefused(member=case.actor.party, act=act)
        return CONFLICTED.no(evidence, member=case.actor.party)
    return None


@deciders.on(asked.AnnounceResult, _COMMITTEE)
def announce_result(case: Case, command: asked.AnnounceResult) -> Decision:
    """Announce; the objection period runs on the calendar from this day."""
    del command
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


NO_STANDING = rule(
    "objection.no-standing",
    "Peraturan LKPP 12/2021 Lampiran IV (sanggah)",
    "secondary",
    indonesian="{party} tidak memasukkan penawaran; ini pengaduan, bukan sanggah.",
    english="{party} has made no bid; this is a complaint, not an objection.",
    remedy=(
        "Sampaikan pengaduan kepada APIP.",
        "Complain to the internal auditor (APIP).",
    ),
)

OBJECTION_LATE = rule(
    "objection.late",
    "Peraturan LKPP 12/2021 Lampiran IV (sanggah)",
    "secondary",
    indonesian="Masa sanggah berakhir {until}; ini diperlakukan sebagai pengaduan.",
    english="The objection period ended {until}; this counts as a complaint.",
    remedy=(
        "Sampaikan pengaduan kepada APIP.",
        "Complain to the internal auditor (APIP).",
    ),
)

OBJECTION_CODE = rule(
    "objection.code",
    "docs/format.md, objections",
    "chosen",
    indonesian="Sanggah {objection}: {fault}.",
    english="Objection {objection}: {fault}.",
    remedy=("Perbaiki.", "Mend it."),
)


@deciders.on(asked.LodgeObjection, _BIDDER)
def lodge_objection(case: Case, command: asked.LodgeObjection) -> Decision:
    """Take an objection of a bidder in time; anything else is a complaint."""
    bid, until = case.actor.party, case.state.award.announced
    if bid not in case.state.bidding.bids:
        return NO_STANDING.no(party=bid)
    if until is None or case.at > until.objections_until:
        return OBJECTION_LATE.no(until=until.objections_until if until else "-")
    if command.objection in case.state.award.objections:
        return OBJECTION_CODE.no(objection=command.objection, fault="lodged_twice")
    if not command.grounds:
        return OBJECTION_CODE.no(objection=command.objection, fault="no_ground")
    return accept(happen(happened.ObjectionLodged, command, bid=bid))


@deciders.on(asked.AnswerObjection, _COMMITTEE)
def answer_objection(case: Case, command: asked.AnswerObjection) -> Decision:
    """Answer every ground; one founded point upholds the objection."""
    heard = case.state.award.objections.get(command.objection)
    if heard is None or heard.answer is not None:
        fault = "unknown" if heard is None else "answered_already"
        return OBJECTION_CODE.no(objection=command.objection, fault=fault)
    answered = {point.ground for point in command.points}
    if answered != set(heard.objection.grounds):
        return OBJECTION_CODE.no(objection=command.objection, fault="grounds_differ")
    founded = any(point.finding == "founded" for point in command.points)
    return accept(
        happen(
            happened.ObjectionAnswered,
            command,
            verdict="upheld" if founded else "rejected",
        )
    )


STANDSTILL = rule(
    "award.standstill",
    "Peraturan LKPP 12/2021 Lampiran I (masa sanggah)",
    "recalled",
    indonesian="Masa sanggah berjalan sampai {until}; sanggah yang belum dijawab: {open}.",
    english="The objection period runs until {until}; objections without an answer: {open}.",
    remedy=("Tunggu, dan jawab setiap sanggah.", "Wait, and answer every objection."),
)

UPHELD = rule(
    "award.objection-upheld",
    "Perpres 16/2018 art. 51(2)",
    "verified",
    indonesian="Sanggah {objections} benar: tender tidak dapat dilanjutkan ke penunjukan.",
    english="The objection {objections} was upheld: no appointment can follow.",
    remedy=(
        "Nyatakan tender gagal dan tindak lanjuti sesuai sebabnya.",
        "Declare the failure and follow up on its ground.",
    ),
)


def _standing_still(case: Case) -> Decision | None:
    part = case.state.award
    unanswered = ", ".join(part.open_objections())
    if (
        part.announced is None
        or case.at <= part.announced.objections_until
        or unanswered
    ):
        until = part.announced.objections_until if part.announced else "-"
        return STANDSTILL.no(until=until, open=unanswered or "-")
    if part.upheld():
        return UPHELD.no(objections=", ".join(part.upheld()))
    return None


@deciders.on(asked.HandOverReport, _COMMITTEE)
def hand_over_report(case: Case, command: asked.HandOverReport) -> Decision:
    """Hand the report over once the objection period is over and every answer given."""
    del command
    return _standing_still(case) or accept(happened.ReportHandedOver())


@deciders.on(asked.AgreeResult, _PPK)
def agree_result(_: Case, command: asked.AgreeResult) -> Decision:
    """Agree, as commitment officer."""
    del command
    return accept(happened.ResultAgreed())


@deciders.on(asked.IssueAppointment, _PPK)
def issue_appointment(case: Case, command: asked.IssueAppointment) -> Decision:
    """Appoint the winner; the bond follows from price and estimate.

    An appointment tried while objections may still be lodged is kept as
    evidence.
    """
    del command
    part = case.state.award
    if case.state.stage != "agreed" or part.proposed is None:
        refused = _standing_still(case) or NOT_AGREED.no()
        return Decision(
            events=(happened.EarlyAppointmentRefused(),), refusal=refused.refusal
        )
    bond = bond_amount(case, part.proposed.price)
    works = case.state.preparation.works
    return accept(
        happened.AppointmentIssued(
            bidder=part.proposed.winner,
            price=part.proposed.price,
            bond=bond,
            bond_until=works.ends_on if bond is not None and works else None,
            sign_by=term(case, case.day, "stage.contract.most"),
        )
    )


NOT_AGREED = rule(
    "award.not-agreed",
    "Perpres 16/2018 art. 11(1)",
    "verified",
    indonesian="PPK belum menyetujui hasil pemilihan.",
    english="The commitment officer has not agreed to the result.",
    remedy=(
        "PPK memeriksa laporan hasil pemilihan.",
        "The officer reads the report first.",
    ),
)


def bond_amount(case: Case, price: int) -> int | None:
    """Return the performance bond in rupiah, or `None` where none is owed.

    5 % of the contract; of the estimate where the price is under 80 % of it.
    Perpres 16/2018 art. 33(3); fractions of a rupiah are rounded up.
    """
    if price <= case.reading.rupiah("bond.required_above"):
        return None
    estimate = case.state.preparation.estimate
    base = Fraction(price)
    if estimate is not None:
        low = case.reading.share("price.reasonable_from") * estimate.amount
        base = estimate.amount if price < low else base
    amount = case.reading.share("bond.share") * base
    return -(-amount.numerator // amount.denominator)


NOT_THE_WINNER = rule(
    "appointment.not-the-winner",
    "Perpres 16/2018 art. 11(1)",
    "verified",
    indonesian="Yang ditunjuk {bidder}, bukan {party}.",
    english="{bidder} was appointed, not {party}.",
    remedy=("Tidak ada.", "None."),
)


@deciders.on(asked.AcceptAppointment, _BIDDER)
def accept_appointment(case: Case, command: asked.AcceptAppointment) -> Decision:
    """Let the one who was appointed accept."""
    appointment = case.state.award.appointment
    if appointment is None or appointment.bidder != case.actor.party:
        bidder = appointment.bidder if appointment else "-"
        return NOT_THE_WINNER.no(bidder=bidder, party=case.actor.party)
    return accept(happen(happened.AppointmentAccepted, command))
