"""The appointment: agreement with the result, the letter with its bond, the acceptance."""

from __future__ import annotations

from fractions import Fraction

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.objections import standing_still
from rules.decisions.schedule import term
from rules.rule import Decision, accept, rule
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
        refused = standing_still(case) or NOT_AGREED.no()
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
    appointment = case.state.award.appointment
    if appointment is None or appointment.bidder != case.actor.party:
        bidder = appointment.bidder if appointment else "-"
        return NOT_THE_WINNER.no(bidder=bidder, party=case.actor.party)
    return signed_late(case) or accept(happen(happened.AppointmentAccepted, command))
