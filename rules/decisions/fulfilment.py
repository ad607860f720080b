"""Bond, contract, start of work."""

from __future__ import annotations

from rules.decisions.appointment import signed_late
from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.schedule import term
from rules.documents import contract_digest
from rules.rule import Decision, accept, rule
from rules.supplier import supplier
from tender.commands import fulfilment as asked
from tender.events import fulfilment as happened

deciders = Deciders()

_BIDDER = power("Perpres 16/2018 art. 33", "verified", "bidder")
_SIGNERS = power("Perpres 16/2018 art. 11(1), 28", "verified", "ppk", "bidder")
_PPK = power("Perpres 16/2018 art. 11(1)", "verified", "ppk")

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
    if case.actor.office == "bidder" and case.actor.party != supplier(case.state):
        return NOT_THE_SUPPLIER.no(party=case.actor.party)
    return None


BOND_STANDS = rule(
    "bond.contract-signed",
    "docs/lifecycle.md, contract",
    "chosen",
    indonesian="Kontrak sudah ditandatangani ({sides}) dengan Jaminan Pelaksanaan yang ada.",
    english="The contract has been signed ({sides}) on the bond that stands.",
    remedy=("Tidak ada: jaminan itu yang berlaku.", "None: that bond holds."),
)


@deciders.on(asked.LodgeBond, _BIDDER)
def lodge_bond(case: Case, command: asked.LodgeBond) -> Decision:
    """Hold the bond to the letter of appointment; a contract is signed on one bond."""
    if refused := _supplier(case):
        return refused
    if signed := case.state.fulfilment.signatures:
        return BOND_STANDS.no(sides=", ".join(sorted(signed)))
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
    "docs/lifecycle.md, contract",
    "chosen",
    indonesian="Yang ditandatangani {found}; data kontrak {expected}.",
    english="What was signed is {found}; the contract data are {expected}.",
    remedy=("Tandatangani data kontrak yang berlaku.", "Sign the data that stand."),
)

SIGNED_TWICE = rule(
    "contract.signed-twice",
    "docs/lifecycle.md, contract",
    "chosen",
    indonesian="{side} sudah menandatangani.",
    english="{side} has signed already.",
    remedy=("Tidak perlu diulang.", "There is nothing to do again."),
)

OTHER_NUMBER = rule(
    "contract.another-number",
    "docs/lifecycle.md, contract",
    "chosen",
    indonesian="Nomor kontrak {found}; pihak lain menandatangani nomor {expected}.",
    english="The contract has the number {found}; the other side signed {expected}.",
    remedy=("Pakai nomor yang sama.", "Use the same number."),
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
    for other in case.state.fulfilment.signatures.values():
        if other.number != command.number:
            return OTHER_NUMBER.no(found=command.number, expected=other.number)
    signed = happen(happened.ContractSigned, command, side=side)
    if {side, *case.state.fulfilment.signatures} == {"ppk", "bidder"}:
        return accept(signed, happened.ContractConcluded())
    return accept(signed)


def _not_to_be_signed(case: Case) -> Decision | None:
    appointment = case.state.award.appointment
    if appointment and appointment.bond and case.state.fulfilment.bond is None:
        return NO_BOND.no(bond=appointment.bond)
    if refused := signed_late(case):
        return refused
    if case.actor.office in case.state.fulfilment.signatures:
        return SIGNED_TWICE.no(side=case.actor.office)
    return None


START_DAY = rule(
    "start.day",
    "Peraturan LKPP 12/2021 Lampiran I",
    "recalled",
    indonesian="Mulai kerja {found}; yang dapat diperintahkan: {expected}.",
    english="Work starts on {found}; what can be ordered is {expected}.",
    remedy=("Pakai tanggal itu.", "Use that day."),
)

START_LATE = rule(
    "start.late",
    "Peraturan LKPP 12/2021 Lampiran I",
    "recalled",
    indonesian="SPMK paling lambat {latest:day}; perintah yang terlambat harus menyebut alasannya.",
    english="The order may come until {latest:day}; a late one has to say why.",
    remedy=("Sebut alasan keterlambatan.", "Give the reason."),
)


@deciders.on(asked.OrderStart, _PPK)
def order_start(case: Case, command: asked.OrderStart) -> Decision:
    """Order the start on the day of the contract; late, with a reason, for today or later.

    People work without a contract for as long as nobody orders the start: a late order
    is better than none, and its reason stands on record.
    """
    works = case.state.preparation.works
    concluded = case.state.fulfilment.concluded_at
    if works is None or concluded is None:
        return START_DAY.no(found=command.starts_on, expected="-")
    latest = term(case, case.state.day(concluded), "stage.start.most")
    latest = min(latest, works.starts_on)
    if case.day > latest and command.reason is None:
        return START_LATE.no(latest=latest)
    if case.day <= works.starts_on:
        possible, days = f"{works.starts_on}", (works.starts_on, works.starts_on)
    else:
        possible, days = f"{case.day}, ..., {works.ends_on}", (case.day, works.ends_on)
    if not days[0] <= command.starts_on <= days[1]:
        return START_DAY.no(found=command.starts_on, expected=possible)
    return accept(happen(happened.StartOrdered, command))
