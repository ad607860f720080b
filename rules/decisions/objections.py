"""Objections (sanggah): who may object, every ground answered, the report after them."""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.consequences import consequence, founded, not_followed
from rules.decisions.gate import gate
from rules.rule import Decision, accept, rule
from tender.commands import award as asked
from tender.events import award as happened

deciders = Deciders()

_COMMITTEE = power("Perpres 16/2018 art. 13(1)", "verified", "committee")
_BIDDER = power("Peraturan LKPP 12/2021 Lampiran IV", "secondary", "bidder")

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
    "docs/lifecycle.md, objections",
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
    """Answer every ground, once each; one founded point upholds the objection."""
    if refused := gate(case):
        return refused
    heard = case.state.award.objections.get(command.objection)
    if heard is None or heard.answer is not None:
        fault = "unknown" if heard is None else "answered_already"
        return OBJECTION_CODE.no(objection=command.objection, fault=fault)
    answered = [point.ground for point in command.points]
    if sorted(answered) != sorted(heard.objection.grounds):
        twice = len(set(answered)) < len(answered)
        fault = "ground_twice" if twice else "grounds_differ"
        return OBJECTION_CODE.no(objection=command.objection, fault=fault)
    if refused := not_followed(case, command):
        return refused
    verdict = "upheld" if founded(command) else "rejected"
    answered_ = happen(happened.ObjectionAnswered, command, verdict=verdict)
    return accept(answered_, *consequence(case, command))


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
    "Peraturan LKPP 12/2021 Lampiran IV (sanggah)",
    "secondary",
    indonesian="Sanggah {objections} benar: tender tidak dapat dilanjutkan ke penunjukan.",
    english="The objection {objections} was upheld: no appointment can follow.",
    remedy=(
        "Pokja menyatakan tender gagal (declare_failure) dengan dasar yang sesuai.",
        "The committee declares the failure (declare_failure) on the fitting ground.",
    ),
)


def standing_still(case: Case) -> Decision | None:
    """Return why nothing may follow the announcement yet, or `None`."""
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
    return gate(case) or standing_still(case) or accept(happened.ReportHandedOver())
