"""An appointed bidder who declines or says nothing: the next in line, until nobody is left."""

from __future__ import annotations

import pytest

from rules.due import due
from rules.supplier import price, supplier
from tender.commands.award import DeclineAppointment, PassOverSupplier
from tender.commands.evaluation import ProveQualification
from tender.events.award import AppointmentDeclined, SupplierPassedOver
from tender.events.evaluation import QualificationProved
from tests.rules.scenes import Accepted, Plan, Refused, asked, names

ACCEPT = asked("accept_appointment")
APPOINT = asked("issue_appointment")
BOND = asked("lodge_bond")
SIGN = asked("sign_contract", "ppk")
LATE = "2026-12-15 09:00"

DECLINED = AppointmentDeclined(
    bidder="p-07",
    reason="Tidak sanggup.",
    sanction="blacklist",
    article="Perpres 16/2018 art. 78(2)",
    status="secondary",
)
PROOF = {
    "bid": "p-06",
    "verdict": "proved",
    "seen_on": "2026-12-14",
    "seen": ["Akta dan pengesahan badan hukum, asli"],
}
PROVED = QualificationProved.from_json({"tag": "qualification_proved", **PROOF})
SECOND = SupplierPassedOver(bidder="p-06", ground="silent", reason="Diam.")


def declining(plan: Plan) -> Plan:
    """Return the supplier's no in the place of its yes."""
    return plan.instead(DeclineAppointment(reason="Tidak sanggup."))


def proving(**changes: object) -> Plan:
    """Return the proof of the reserve whose turn has come."""
    said = {"tag": "prove_qualification", **PROOF, **changes}
    turn = ACCEPT.after(DECLINED).on("2026-12-14 09:00")
    command = ProveQualification.from_json(said)
    return turn.instead(command).by("pokja-3", "committee", "server")


def passing(plan: Plan, ground: str = "silent") -> Plan:
    """Return the officer's going on to the next."""
    command = PassOverSupplier.from_json(
        {"tag": "pass_over_supplier", "ground": ground, "reason": "Lewat tenggat."}
    )
    return plan.instead(command).by("ppk", "ppk", "server")


REFUSED = (
    Refused(
        "no from a bidder who was not appointed",
        declining(ACCEPT).by("p-06"),
        "appointment.not-the-winner",
        {"bidder": "p-07", "party": "p-06"},
    ),
    Refused(
        "a no without the bidder's own signature",
        declining(ACCEPT).by("p-07", "bidder", "server"),
        "proof.unsigned",
        {"command": "decline_appointment", "office": "bidder", "party": "p-07"},
    ),
    Refused(
        "a no after a yes",
        declining(BOND),
        "stage.not-now",
        {"command": "decline_appointment", "stage": "accepted"},
    ),
    Refused(
        "passing over who still has a day",
        passing(ACCEPT).on("2026-12-14 23:59"),
        "supplier.still-time",
        {"bidder": "p-07", "sign_by": "2026-12-14"},
    ),
    Refused(
        "passing over as silent who has answered",
        passing(BOND).on(LATE),
        "supplier.has-answered",
        {"bidder": "p-07"},
    ),
    Refused(
        "passing over for a signature who has not even answered",
        passing(ACCEPT, "unsigned").on(LATE),
        "supplier.has-not-answered",
        {"bidder": "p-07"},
    ),
    Refused(
        "passing over who has signed, where it is the officer who is late",
        passing(SIGN, "unsigned").on(LATE),
        "supplier.has-signed",
        {"bidder": "p-07"},
    ),
    Refused(
        "a reserve whose originals nobody has seen",
        APPOINT.when(ACCEPT.after(DECLINED)),
        "appointment.not-proved",
        {"bidder": "p-06"},
    ),
    Refused(
        "a proof of who has declined",
        proving(bid="p-07"),
        "evaluation.not-waited-for",
        {"command": "prove_qualification", "about": "p-07"},
    ),
    Refused(
        "a proof of a reserve that was proved already",
        proving().after(PROVED),
        "evaluation.not-waited-for",
        {"command": "prove_qualification", "about": "p-06"},
    ),
    Refused(
        "an appointment where nobody is left",
        APPOINT.when(ACCEPT.after(DECLINED, SECOND)),
        "appointment.nobody-left",
    ),
)

ACCEPTED = (
    Accepted(
        "a no proposes a sanction, with what it rests on, and sets none",
        declining(ACCEPT),
        {
            "appointment_declined": {
                "bidder": "p-07",
                "reason": "Tidak sanggup.",
                "sanction": "blacklist",
                "status": "secondary",
            }
        },
    ),
    Accepted(
        "a no after the last day is a no still",
        declining(ACCEPT).on(LATE),
        {"appointment_declined": {"bidder": "p-07"}},
    ),
    Accepted(
        "the originals of the reserve whose turn has come",
        proving(),
        {"qualification_proved": {"bid": "p-06", "verdict": "proved"}},
    ),
    Accepted(
        "the next in line is appointed at its own price",
        APPOINT.when(ACCEPT.after(DECLINED, PROVED)),
        {"appointment_issued": {"bidder": "p-06"}},
    ),
    Accepted(
        "who has said nothing is passed over, without a sanction",
        passing(ACCEPT).on(LATE),
        {"supplier_passed_over": {"bidder": "p-07", "ground": "silent"}},
    ),
    Accepted(
        "so is who accepted and has not signed",
        passing(BOND, "unsigned").on(LATE),
        {"supplier_passed_over": {"bidder": "p-07", "ground": "unsigned"}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_the_supplier_is_the_first_in_line_who_has_not_gone() -> None:
    before = ACCEPT.scene().state
    after = ACCEPT.after(DECLINED).scene().state

    assert (supplier(before), supplier(after)) == ("p-07", "p-06")
    result = before.evaluation.result
    assert result is not None
    prices = {line.bid: line.price for line in result.results}
    assert (price(before), price(after)) == (prices["p-07"], prices["p-06"])
    assert supplier(ACCEPT.after(DECLINED, SECOND).scene().state) is None


def test_after_a_no_proof_and_letter_are_waited_for_and_then_the_failure_alone() -> (
    None
):
    first = ACCEPT.after(DECLINED).scene()
    one = ACCEPT.after(DECLINED, PROVED).scene()
    none = ACCEPT.after(DECLINED, SECOND).scene()

    (proof,) = due(first.state, first.pack)
    assert (proof.command, proof.about) == ("prove_qualification", "p-06")
    assert [d.command for d in due(one.state, one.pack)] == ["issue_appointment"]
    (left,) = due(none.state, none.pack)
    assert (left.command, left.about) == ("declare_failure", "nobody_left")
    assert left.article is not None
    assert left.article.status == "chosen"


@pytest.mark.parametrize("verdict", ["not_proved", "absent"])
def test_a_reserve_who_does_not_prove_its_qualification_is_out_of_line(
    verdict: str,
) -> None:
    """The result stays as it was announced; the next in line is waited for."""
    failed = PROVED.model_copy(update={"verdict": verdict, "reason": "Tidak datang."})
    before = ACCEPT.after(DECLINED).scene().state
    after = ACCEPT.after(DECLINED, failed).scene().state

    assert (supplier(before), supplier(after)) == ("p-06", None)
    assert after.evaluation == before.evaluation


def test_bond_and_signatures_of_who_is_passed_over_count_for_nobody_else() -> None:
    gone = SupplierPassedOver(bidder="p-07", ground="unsigned", reason="Diam.")
    part = asked("sign_contract", "p-07").after(gone).scene().state.fulfilment

    assert part.bond is None
    assert not part.signatures
    assert part.issued("appointment") is None
    assert "appointment" in [issued.document.kind for issued in part.documents]
