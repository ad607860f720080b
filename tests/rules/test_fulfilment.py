"""Bond, contract, start of work, and documents that say what the record says."""

from __future__ import annotations

import pytest

from rules.documents import contract_digest, document_data
from tender.canonical import digest
from tender.commands.fulfilment import IssueDocument
from tests.rules.scenes import Accepted, Refused, Scene, asked, names, wib, with_part

BOND = asked("lodge_bond")
SIGN = asked("sign_contract", "p-07")
COUNTERSIGN = asked("sign_contract", "ppk")
START = asked("order_start")
LETTER = asked("issue_document", "appointment")


def contract_of(scene: Scene) -> str:
    reading = scene.state.values.over(scene.pack.values)
    return contract_digest(scene.state, reading)


def without_a_bond(scene: Scene) -> Scene:
    """Have the appointment ask for no bond, as for a price under the threshold."""
    issued = scene.state.award.appointment
    assert issued is not None
    free = issued.model_copy(update={"bond": None, "bond_until": None})
    return scene._replace(state=with_part(scene.state, "award", appointment=free))


def paid_differently(scene: Scene) -> Scene:
    """Have the appointment name another price than the one that was signed."""
    issued = scene.state.award.appointment
    assert issued is not None
    other = issued.model_copy(update={"price": issued.price - 1})
    return scene._replace(state=with_part(scene.state, "award", appointment=other))


REFUSED = (
    Refused(
        "a bond a rupiah too small",
        BOND.but(amount="150794604"),
        "bond.differs",
        {
            "found": "150794604 / 2027-12-31",
            "expected": "150794605 / 2027-12-31",
        },
    ),
    Refused(
        "a bond that ends a day before the work",
        BOND.but(valid_until="2027-12-30"),
        "bond.differs",
        {
            "found": "150794605 / 2027-12-30",
            "expected": "150794605 / 2027-12-31",
        },
    ),
    Refused(
        "a bond where none is asked for",
        BOND.then(without_a_bond),
        "bond.differs",
        {"found": "150794605", "expected": "-"},
    ),
    Refused(
        "the bond of another bidder",
        BOND.by("p-06"),
        "contract.not-the-supplier",
        {"party": "p-06"},
    ),
    Refused(
        "the signature of another bidder",
        SIGN.by("p-06"),
        "contract.not-the-supplier",
        {"party": "p-06"},
    ),
    Refused(
        "a signature before the bond",
        SIGN.when(BOND),
        "contract.no-bond",
        {"bond": "150794605"},
    ),
    Refused(
        "a signature on the fifteenth working day",
        SIGN.on("2026-12-15 09:00"),
        "contract.late",
        {"sign_by": "2026-12-14"},
    ),
    Refused(
        "a signature under another text",
        SIGN.but(contract="0" * 64),
        "contract.another-text",
        lambda scene: {"found": "0" * 64, "expected": contract_of(scene)},
    ),
    Refused(
        "a signature under the text of another price",
        SIGN.then(paid_differently),
        "contract.another-text",
        lambda scene: {
            "found": contract_of(SIGN.scene()),
            "expected": contract_of(scene),
        },
    ),
    Refused(
        "a second signature of one side",
        SIGN.when(COUNTERSIGN),
        "contract.signed-twice",
        {"side": "bidder"},
    ),
    Refused(
        "a start on another day than the contract's",
        START.but(starts_on="2027-01-02"),
        "start.day",
        {"found": "2027-01-02", "expected": "2027-01-01"},
    ),
    Refused(
        "an order of start on the fifteenth working day, without saying why",
        START.on("2026-12-30 09:00"),
        "start.late",
        {"latest": "2026-12-29"},
    ),
    Refused(
        "an order after the first day of work, in time for a contract that came late",
        START.having("fulfilment", concluded_at=wib("2026-12-22 10:00"))
        .but(starts_on="2027-01-04")
        .on("2027-01-04 09:00"),
        "start.late",
        {"latest": "2027-01-01"},
    ),
    Refused(
        "an order for a day that has passed",
        START.but(reason="Banjir.").on("2027-01-04 09:00"),
        "start.day",
        {"found": "2027-01-01", "expected": "2027-01-04, ..., 2027-12-31"},
    ),
    Refused(
        "an order for a day after the work",
        START.but(reason="Banjir.", starts_on="2028-01-01").on("2027-01-04 09:00"),
        "start.day",
        {"found": "2028-01-01", "expected": "2027-01-04, ..., 2027-12-31"},
    ),
    Refused(
        "a start without a contract",
        START.having("fulfilment", concluded_at=None),
        "start.day",
        {"found": "2027-01-01", "expected": "-"},
    ),
    Refused(
        "a contract under another number than the other side's",
        COUNTERSIGN.but(number="999"),
        "contract.another-number",
        {"found": "999", "expected": "027/SP/SETDA/XII/2026"},
    ),
    Refused(
        "another bond after one side has signed on the first",
        BOND.when(COUNTERSIGN),
        "bond.contract-signed",
        {"sides": "bidder"},
    ),
    Refused(
        "a document a second time",
        LETTER.when(asked("accept_appointment")),
        "document.issued-already",
        {"kind": "appointment", "about": "-"},
    ),
    Refused(
        "a letter to one bidder a second time",
        LETTER.but(kind="result_letter", about="p-05"),
        "document.issued-already",
        {"kind": "result_letter", "about": "p-05"},
    ),
    Refused(
        "a document for all about one bidder",
        LETTER.but(about="p-05"),
        "document.about",
        {"kind": "appointment", "about": "p-05"},
    ),
    Refused(
        "a document of an earlier entry",
        LETTER.but(as_of_seq=1),
        "document.other-data",
        {"kind": "appointment", "as_of": "1"},
    ),
    Refused(
        "an order on the day of the contract for a day after it",
        START.but(reason="Banjir.", starts_on="2027-01-02").on("2027-01-01 07:00"),
        "start.day",
        {"found": "2027-01-02", "expected": "2027-01-01"},
    ),
    Refused(
        "a document that says something else",
        LETTER.but(data_sha256="0" * 64).but_with(
            lambda scene: {"as_of_seq": scene.state.seq}
        ),
        "document.other-data",
        lambda scene: {"kind": "appointment", "as_of": str(scene.state.seq)},
    ),
    Refused(
        "a contract before it is concluded",
        LETTER.but(kind="contract"),
        "document.too-early",
        {"kind": "contract", "lacking": "contract_concluded"},
    ),
    Refused(
        "minutes of an opening that was not",
        asked("issue_document", "announcement").but(kind="opening_minutes"),
        "document.too-early",
        {"kind": "opening_minutes", "lacking": "opening_completed"},
    ),
    Refused(
        "a report of a selection that was not",
        asked("issue_document", "opening_minutes").but(kind="selection_report"),
        "document.too-early",
        {"kind": "selection_report", "lacking": "evaluation_completed"},
    ),
    Refused(
        "a decision on an award that was not proposed",
        asked("issue_document", "selection_report").but(kind="award_decision"),
        "document.too-early",
        {"kind": "award_decision", "lacking": "award_proposed"},
    ),
    Refused(
        "an announcement of a result that was not announced",
        asked("issue_document", "award_decision").but(kind="award_announcement"),
        "document.too-early",
        {"kind": "award_announcement", "lacking": "result_announced"},
    ),
    Refused(
        "a letter of appointment before the appointment",
        asked("issue_document", "award_announcement").but(kind="appointment"),
        "document.too-early",
        {"kind": "appointment", "lacking": "appointment_issued"},
    ),
    Refused(
        "a letter about nobody",
        LETTER.but(kind="result_letter"),
        "document.too-early",
        {"kind": "result_letter", "lacking": "about"},
    ),
    Refused(
        "a letter to somebody who has no result",
        LETTER.but(kind="result_letter", about="p-09"),
        "document.too-early",
        {"kind": "result_letter", "lacking": "result"},
    ),
)

ACCEPTED = (
    Accepted(
        "an order on the day of the contract itself, with its reason",
        START.but(reason="Banjir.").on("2027-01-01 07:00"),
        {"start_ordered": {"starts_on": "2027-01-01"}},
    ),
    Accepted(
        "a bond of more, for longer",
        BOND.but(amount="150794606", valid_until="2028-01-31"),
        {"bond_lodged": {"amount": "150794606"}},
    ),
    Accepted(
        "a first signature",
        SIGN,
        {"contract_signed": {"side": "bidder"}},
    ),
    Accepted(
        "a second, with which the contract stands",
        COUNTERSIGN,
        {"contract_signed": {"side": "ppk"}, "contract_concluded": {}},
    ),
    Accepted(
        "the officer's signature first",
        COUNTERSIGN.when(SIGN),
        {"contract_signed": {"side": "ppk"}},
    ),
    Accepted(
        "a signature on the fourteenth working day",
        SIGN.on("2026-12-14 23:59"),
        {"contract_signed": {"side": "bidder"}},
    ),
    Accepted(
        "a start on the day of the contract",
        START.on("2026-12-29 16:00"),
        {"start_ordered": {"starts_on": "2027-01-01", "reason": None}},
    ),
    Accepted(
        "a late order for the day of the contract, which says why",
        START.but(reason="Banjir.").on("2026-12-30 09:00"),
        {"start_ordered": {"starts_on": "2027-01-01", "reason": "Banjir."}},
    ),
    Accepted(
        "an order after the day of the contract, for the day on which it comes",
        START.but(reason="Banjir.", starts_on="2027-01-04").on("2027-01-04 09:00"),
        {"start_ordered": {"starts_on": "2027-01-04"}},
    ),
    Accepted(
        "another bond before anybody has signed",
        BOND.when(SIGN),
        {"bond_lodged": {"amount": "150794605"}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_what_is_signed_is_the_price_the_people_and_the_promises() -> None:
    """Whoever changes one of them signs another contract."""
    scene = SIGN.scene()
    part = scene.state.preparation
    people = dict(part.roster or {})
    people.pop("k-001")

    digests = {
        contract_of(changed.scene())
        for changed in (
            SIGN,
            SIGN.then(paid_differently),
            SIGN.then(without_a_bond),
            SIGN.having("preparation", roster=people),
            SIGN.under(**{"contract.late_fine": "0.002"}),
        )
    }

    assert len(digests) == 5


def test_a_document_holds_what_its_state_says_and_is_issued_as_such() -> None:
    scene = LETTER.scene()
    reading = scene.state.values.over(scene.pack.values)
    command = scene.act.command
    assert isinstance(command, IssueDocument)

    data = document_data(scene.state, reading, "appointment")

    assert command.data_sha256 == digest(data)
    assert command.as_of_seq == scene.state.seq
    assert data["kind"] == "appointment"
