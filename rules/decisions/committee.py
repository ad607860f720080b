"""Who decides: the Pokja Pemilihan, and what its members say of conflicts.

The committee is formed again where a member has to be replaced, at any stage at which
it still has work. Who stays has declared already; who is new has not.
"""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, happen, power
from rules.rule import Decision, accept, rule
from tender.codes import Office
from tender.commands.preparation import parties as asked
from tender.events import preparation as happened

deciders = Deciders()

_UNIT = power(
    "Perpres 16/2018 art. 75 (kepala UKPBJ mengangkat Pokja)", "recalled", "unit"
)
_MEMBER = power("Perpres 16/2018 art. 13", "verified", "committee")

COMMITTEE_SIZE = rule(
    "committee.size",
    "Perpres 16/2018 art. 13(2)",
    "verified",
    indonesian="Pokja beranggota {members}; harus ganjil dan sekurang-kurangnya {least}.",
    english="The committee has {members} members; it must be odd and at least {least}.",
    remedy=("Tambah atau kurangi anggota.", "Add or remove a member."),
)

NOT_OF_OFFICE = rule(
    "office.not-held",
    "docs/lifecycle.md, parties",
    "chosen",
    indonesian="Tidak terdaftar sebagai {office}: {parties}.",
    english="Not registered as {office}: {parties}.",
    remedy=("Daftarkan dahulu.", "Register them first."),
)


@deciders.on(asked.FormCommittee, _UNIT)
def form_committee(case: Case, command: asked.FormCommittee) -> Decision:
    """Keep the committee odd, and its members on record."""
    least, members = case.reading.count("committee.least"), command.members
    if len(members) < least or len(members) % 2 == 0:
        return COMMITTEE_SIZE.no(members=len(members), least=least)
    strangers = strangers_to("committee", case, members)
    if strangers:
        return NOT_OF_OFFICE.no(office="committee", parties=strangers)
    return accept(happen(happened.CommitteeFormed, command))


def strangers_to(office: Office, case: Case, parties: tuple[str, ...]) -> str:
    """Return who of *parties* is not registered in *office*."""
    acts_as = case.state.preparation.acts_as
    return ", ".join(p for p in parties if not acts_as(p, office))


NOT_ONES_OWN = rule(
    "act.not-ones-own",
    "docs/lifecycle.md, parties",
    "chosen",
    indonesian="{actor} tidak dapat bertindak untuk {member}.",
    english="{actor} cannot act for {member}.",
    remedy=("Yang bersangkutan sendiri yang bertindak.", "The person concerned acts."),
)


TAKEN_BACK = rule(
    "conflict.taken-back",
    "docs/lifecycle.md, conflicts; Perpres 16/2018 art. 7",
    "chosen",
    indonesian="{member} sudah menyatakan benturan kepentingan ({declared}) dan tidak dapat menariknya sendiri.",
    english="{member} has declared a conflict ({declared}) and cannot take that back alone.",
    remedy=(
        "UKPBJ membentuk Pokja kembali tanpa anggota itu.",
        "The unit forms the committee again without the member.",
    ),
)

DECLARATION = rule(
    "conflict.declaration",
    "docs/lifecycle.md, conflicts",
    "chosen",
    indonesian="Pernyataan {member} tidak dapat dicatat: {fault}.",
    english="The declaration of {member} cannot stand: {fault}.",
    remedy=(
        "Sebut peserta hanya bila ada benturan, dan sesudah batas akhir.",
        "Name bidders only where there is a conflict, and after the deadline.",
    ),
)


@deciders.on(asked.DeclareConflict, _MEMBER)
def declare_conflict(case: Case, command: asked.DeclareConflict) -> Decision:
    """Take a member's own word, and nobody's for another; a conflict once said stays."""
    if command.member != case.actor.party:
        return NOT_ONES_OWN.no(actor=case.actor.party, member=command.member)
    named = command.with_bidders
    if named and not command.conflicted:
        return DECLARATION.no(member=command.member, fault="bidders_without_conflict")
    if named and case.state.bidding.closed_at is None:
        return DECLARATION.no(member=command.member, fault="bidders_before_deadline")
    if strangers := strangers_to("bidder", case, named):
        return NOT_OF_OFFICE.no(office="bidder", parties=strangers)
    before = case.state.preparation.conflicts.get(command.member)
    if before is not None and _takes_back(before.declaration, command):
        declared = ", ".join(before.declaration.with_bidders) or "-"
        return TAKEN_BACK.no(member=command.member, declared=declared)
    return accept(happen(happened.ConflictDeclared, command))


def _takes_back(
    before: asked.ConflictDeclaration, now: asked.ConflictDeclaration
) -> bool:
    """Say whether less is declared than before; no names are all of them."""
    if not before.conflicted:
        return False
    if not now.conflicted:
        return True
    every = not now.with_bidders
    return not every and not set(before.with_bidders or ("*",)) <= set(now.with_bidders)
