"""An appointed bidder who declines, or lets the term pass: the next in line is appointed.

The line is that of the award (`rules.supplier`). Where nobody is left in it, the
tender has failed.

Source: that a winner who withdraws after the letter may be put on the blacklist is
Perpres 16/2018 art. 78(2); that the kinds of sanction stand in art. 78(4) now, and
that art. 78(5) with its durations was deleted, is reported of Perpres 46/2025. So a
sanction is proposed here without a duration, as `secondary`, and set by nobody but the
authority (art. 79). Of a winner who says nothing no text was found: that the next in
line may be appointed then is of this house.
"""

from __future__ import annotations

from rules.decisions.appointment import NOBODY_LEFT, not_the_supplier
from rules.decisions.case import Case, Deciders, happen, power
from rules.rule import Citation, Decision, accept, rule
from rules.supplier import supplier
from tender.commands import award as asked
from tender.events import award as happened

deciders = Deciders()

_BIDDER = power("Perpres 16/2018 art. 78(2)", "verified", "bidder")
_PPK = power("docs/lifecycle.md, supplier", "chosen", "ppk")

SANCTION = Citation(text="Perpres 16/2018 art. 78(2), 78(4), 79", status="secondary")
"""What the proposal of a sanction rests on."""


@deciders.on(asked.DeclineAppointment, _BIDDER)
def decline_appointment(case: Case, command: asked.DeclineAppointment) -> Decision:
    """Let the one who was appointed decline, with a reason; propose a sanction."""
    return not_the_supplier(case) or accept(
        happen(
            happened.AppointmentDeclined,
            command,
            bidder=case.actor.party,
            sanction="blacklist",
            article=SANCTION.text,
            status=SANCTION.status,
        )
    )


STILL_TIME = rule(
    "supplier.still-time",
    "docs/lifecycle.md, supplier",
    "chosen",
    indonesian="{bidder} masih punya waktu sampai {sign_by}.",
    english="{bidder} still has time until {sign_by}.",
    remedy=("Tunggu sampai tenggat lewat.", "Wait until the term has passed."),
)

HAS_ANSWERED = rule(
    "supplier.has-answered",
    "docs/lifecycle.md, supplier",
    "chosen",
    indonesian="{bidder} sudah menerima penunjukan; ia tidak diam.",
    english="{bidder} has accepted the appointment; it was not silent.",
    remedy=("Sebut dasar unsigned.", "Name the ground unsigned."),
)

HAS_NOT_ANSWERED = rule(
    "supplier.has-not-answered",
    "docs/lifecycle.md, supplier",
    "chosen",
    indonesian="{bidder} belum menjawab penunjukan.",
    english="{bidder} has not answered the appointment.",
    remedy=("Sebut dasar silent.", "Name the ground silent."),
)

HAS_SIGNED = rule(
    "supplier.has-signed",
    "docs/lifecycle.md, supplier",
    "chosen",
    indonesian="{bidder} sudah menandatangani kontrak; bukan ia yang terlambat.",
    english="{bidder} has signed the contract; it is not the one who is late.",
    remedy=(
        "PPK menandatangani, atau Pokja menyatakan tender gagal.",
        "The officer signs, or the committee declares the failure.",
    ),
)


@deciders.on(asked.PassOverSupplier, _PPK)
def pass_over_supplier(case: Case, command: asked.PassOverSupplier) -> Decision:
    """Pass over who has let the term for the contract pass, on the ground that it was so."""
    bidder, appointment = supplier(case.state), case.state.award.appointment
    if bidder is None or appointment is None:
        return NOBODY_LEFT.no()
    if case.day <= appointment.sign_by:
        return STILL_TIME.no(bidder=bidder, sign_by=appointment.sign_by)
    accepted = case.state.award.accepted_at is not None
    if accepted and command.ground == "silent":
        return HAS_ANSWERED.no(bidder=bidder)
    if not accepted and command.ground == "unsigned":
        return HAS_NOT_ANSWERED.no(bidder=bidder)
    if "bidder" in case.state.fulfilment.signatures:
        return HAS_SIGNED.no(bidder=bidder)
    return accept(happen(happened.SupplierPassedOver, command, bidder=bidder))
