"""The appointment: agreement with the result, the letter with its bond, the acceptance."""

from __future__ import annotations

from rules import bond
from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.objections import standing_still
from rules.decisions.schedule import term
from rules.rule import Decision, accept, rule
from rules.supplier import price, supplier, unproved
from tender.commands import award as asked
from tender.events import award as happened

deciders = Deciders()

_PPK = power("Perpres 16/2018 art. 11(1)", "verified", "ppk")
_BIDDER = power("Peraturan LKPP 12/2021 Lampiran I (SPPBJ)", "recalled", "bidder")

NOT_AGREED = rule(
    "award.not-agreed",
    "Peraturan LKPP 12/2021 Lampiran I (SPPBJ)",
    "recalled",
    indonesian="PPK belum menyetujui hasil pemilihan.",
    english="The commitment officer has not agreed to the result.",
    remedy=(
        "PPK memeriksa laporan hasil pemilihan.",
        "The officer reads the report first.",
    ),
)

NOBODY_LEFT = rule(
    "appointment.nobody-left",
    "docs/lifecycle.md, supplier",
    "chosen",
    indonesian="Semua pemenang dan pemenang cadangan mundur atau dilewati; tidak ada lagi yang dapat ditunjuk.",
    english="Winner and reserves have all declined or were passed over; nobody is left to appoint.",
    remedy=(
        "Pokja menyatakan tender gagal (declare_failure) dengan dasar nobody_left.",
        "The committee declares the failure (declare_failure) on the ground nobody_left.",
    ),
)


NOT_PROVED = rule(
    "appointment.not-proved",
    "Peraturan LKPP 12/2021 Lampiran I (pembuktian kualifikasi)",
    "recalled",
    indonesian="Kualifikasi {bidder} belum dibuktikan dengan dokumen asli.",
    english="Nobody has seen the originals of the qualification of {bidder}.",
    remedy=(
        "Pokja membuktikan kualifikasi peserta itu (prove_qualification).",
        "The committee takes its proof (prove_qualification).",
    ),
)


@deciders.on(asked.AgreeResult, _PPK)
def agree_result(_: Case, command: asked.AgreeResult) -> Decision:
    """Agree, as commitment officer."""
    del command
    return accept(happened.ResultAgreed())


@deciders.on(asked.IssueAppointment, _PPK)
def issue_appointment(case: Case, command: asked.IssueAppointment) -> Decision:
    """Appoint who is first in line; the bond follows from price and estimate.

    An appointment tried while objections may still be lodged is kept as
    evidence.
    """
    del command
    if case.state.stage != "agreed":
        refused = standing_still(case) or NOT_AGREED.no()
        return Decision(
            events=(happened.EarlyAppointmentRefused(),), refusal=refused.refusal
        )
    bidder = supplier(case.state)
    if bidder is None:
        return NOBODY_LEFT.no()
    if unproved(case.state) is not None:
        return NOT_PROVED.no(bidder=bidder)
    amount = price(case.state)
    owed = bond.amount(case.state, case.reading, amount)
    works = case.state.preparation.works
    return accept(
        happened.AppointmentIssued(
            bidder=bidder,
            price=amount,
            bond=owed,
            bond_until=works.ends_on if owed is not None and works else None,
            sign_by=term(case, case.day, "stage.contract.most"),
        )
    )


SIGNED_LATE = rule(
    "contract.late",
    "Peraturan LKPP 12/2021 Lampiran I",
    "recalled",
    indonesian="Kontrak ditandatangani paling lambat {sign_by}.",
    english="The contract is to be signed by {sign_by}.",
    remedy=(
        "Pokja menyatakan tender gagal (declare_failure) dengan dasar yang sesuai.",
        "The committee declares the failure (declare_failure) on the fitting ground.",
    ),
)


def signed_late(case: Case) -> Decision | None:
    """Return that the time for the contract is over, or `None`."""
    appointment = case.state.award.appointment
    if appointment is not None and case.day > appointment.sign_by:
        return SIGNED_LATE.no(sign_by=appointment.sign_by)
    return None


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
    return (
        not_the_supplier(case)
        or signed_late(case)
        or accept(happen(happened.AppointmentAccepted, command))
    )


def not_the_supplier(case: Case) -> Decision | None:
    """Return that the letter of appointment is somebody else's, or `None`."""
    bidder = supplier(case.state)
    if bidder == case.actor.party:
        return None
    return NOT_THE_WINNER.no(bidder=bidder or "-", party=case.actor.party)
