"""Bond, contract, start of work, and the documents that are issued."""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.schedule import term
from rules.documents import Unready, contract_digest, document_data
from rules.rule import Decision, accept, rule
from tender.canonical import digest
from tender.commands import fulfilment as asked
from tender.events import fulfilment as happened

deciders = Deciders()

_BIDDER = power("Perpres 16/2018 art. 33", "verified", "bidder")
_SIGNERS = power("Perpres 16/2018 art. 11(1), 28", "verified", "ppk", "bidder")
_PPK = power("Perpres 16/2018 art. 11(1)", "verified", "ppk")
_ISSUERS = power(
    "Perpres 16/2018 art. 11(1), 13(1)", "verified", "engine", "committee", "ppk"
)

WRONG_BOND = rule(
    "bond.differs",
    "Perpres 16/2018 art. 33",
    "verified",
    indonesian="Jaminan Pelaksanaan {found}; yang diminta {expected}.",
    english="The performance bond is {found}; asked for is {expected}.",
    remedy=("Perbaiki jaminan.", "Have the bond mended."),
)

NOT_THE_SUPPLIER = rule(
    "contract.not-the-supplier",
    "Perpres 16/2018 art. 1(44)",
    "verified",
    indonesian="{party} bukan penyedia yang ditunjuk.",
    english="{party} is not the appointed supplier.",
    remedy=("Tidak ada.", "None."),
)


def _supplier(case: Case) -> Decision | None:
    appointment = case.state.award.appointment
    bidder = appointment.bidder if appointment else "-"
    if case.actor.office == "bidder" and case.actor.party != bidder:
        return NOT_THE_SUPPLIER.no(party=case.actor.party)
    return None


@deciders.on(asked.LodgeBond, _BIDDER)
def lodge_bond(case: Case, command: asked.LodgeBond) -> Decision:
    """Hold the bond to the letter of appointment."""
    if refused := _supplier(case):
        return refused
    wanted = case.state.award.appointment
    if wanted is None or wanted.bond is None or wanted.bond_until is None:
        return WRONG_BOND.no(found=command.amount, expected="-")
    if command.amount < wanted.bond or command.valid_until < wanted.bond_until:
        return WRONG_BOND.no(
            found=f"{command.amount} / {command.valid_until}",
            expected=f"{wanted.bond} / {wanted.bond_until}",
        )
    return accept(happen(happened.BondLodged, command))


NO_BOND = rule(
    "contract.no-bond",
    "Perpres 16/2018 art. 33",
    "verified",
    indonesian="Jaminan Pelaksanaan {bond:rp} belum diserahkan.",
    english="The performance bond of {bond:rp} has not been lodged.",
    remedy=("Serahkan jaminan dahulu.", "Lodge the bond first."),
)

ANOTHER_CONTRACT = rule(
    "contract.another-text",
    "docs/format.md, documents",
    "chosen",
    indonesian="Yang ditandatangani {found}; data kontrak {expected}.",
    english="What was signed is {found}; the contract data are {expected}.",
    remedy=("Tandatangani data kontrak yang berlaku.", "Sign the data that stand."),
)

SIGNED_TWICE = rule(
    "contract.signed-twice",
    "docs/format.md, documents",
    "chosen",
    indonesian="{side} sudah menandatangani.",
    english="{side} has signed already.",
    remedy=("Tidak perlu diulang.", "There is nothing to do again."),
)

SIGNED_LATE = rule(
    "contract.late",
    "Peraturan LKPP 12/2021 Lampiran I",
    "recalled",
    indonesian="Kontrak ditandatangani paling lambat {sign_by}.",
    english="The contract is to be signed by {sign_by}.",
    remedy=(
        "PPK memutus tindak lanjut.",
        "The commitment officer decides what follows.",
    ),
)


@deciders.on(asked.SignContract, _SIGNERS)
def sign_contract(case: Case, command: asked.SignContract) -> Decision:
    """Take a signature under the contract data; two make the contract."""
    side = case.actor.office
    if refused := _supplier(case) or _not_to_be_signed(case):
        return refused
    expected = contract_digest(case.state, case.reading)
    if command.contract != expected:
        return ANOTHER_CONTRACT.no(found=command.contract, expected=expected)
    signed = happen(happened.ContractSigned, command, side=side)
    if {side, *case.state.fulfilment.signatures} == {"ppk", "bidder"}:
        return accept(signed, happened.ContractConcluded())
    return accept(signed)


def _not_to_be_signed(case: Case) -> Decision | None:
    appointment = case.state.award.appointment
    if appointment and appointment.bond and case.state.fulfilment.bond is None:
        return NO_BOND.no(bond=appointment.bond)
    if appointment and case.day > appointment.sign_by:
        return SIGNED_LATE.no(sign_by=appointment.sign_by)
    if case.actor.office in case.state.fulfilment.signatures:
        return SIGNED_TWICE.no(side=case.actor.office)
    return None


START_DAY = rule(
    "start.day",
    "Peraturan LKPP 12/2021 Lampiran I",
    "recalled",
    indonesian="Mulai kerja {found}; kontrak mengatur {expected}, SPMK paling lambat {latest}.",
    english="Work starts on {found}; the contract says {expected}, the order may come until {latest}.",
    remedy=("Pakai tanggal kontrak.", "Use the day of the contract."),
)


@deciders.on(asked.OrderStart, _PPK)
def order_start(case: Case, command: asked.OrderStart) -> Decision:
    """Order the start on the day of the contract."""
    works = case.state.preparation.works
    concluded = case.state.fulfilment.concluded_at
    if works is None or concluded is None:
        return START_DAY.no(found=command.starts_on, expected="-", latest="-")
    latest = term(case, case.state.day(concluded), "stage.start.most")
    if command.starts_on != works.starts_on or case.day > latest:
        return START_DAY.no(
            found=command.starts_on, expected=works.starts_on, latest=latest
        )
    return accept(happen(happened.StartOrdered, command))


OTHER_DATA = rule(
    "document.other-data",
    "docs/format.md, documents",
    "chosen",
    indonesian="Data dokumen {kind} bukan data proses ini pada entri {as_of}.",
    english="The data of {kind} are not those of this process at entry {as_of}.",
    remedy=(
        "Terbitkan kembali dari keadaan terkini.",
        "Issue it again from the present state.",
    ),
)

DOCUMENT_EARLY = rule(
    "document.too-early",
    "docs/format.md, documents",
    "chosen",
    indonesian="Dokumen {kind} belum dapat diterbitkan: {lacking}.",
    english="{kind} cannot be issued yet: {lacking}.",
    remedy=("Tunggu tahapnya.", "Wait for its stage."),
)


@deciders.on(asked.IssueDocument, _ISSUERS)
def issue_document(case: Case, command: asked.IssueDocument) -> Decision:
    """Hold a document to the state it speaks of."""
    if command.as_of_seq != case.state.seq:
        return OTHER_DATA.no(kind=command.kind, as_of=command.as_of_seq)
    try:
        data = document_data(case.state, case.reading, command.kind, command.about)
    except Unready as unready:
        return DOCUMENT_EARLY.no(kind=command.kind, lacking=unready.lacking)
    if digest(data) != command.data_sha256:
        return OTHER_DATA.no(kind=command.kind, as_of=command.as_of_seq)
    return accept(happen(happened.DocumentIssued, command))
