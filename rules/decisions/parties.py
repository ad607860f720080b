"""Who takes part: each party once, in offices that go together, with keys of its own.

Its keys are what later signatures and seals are held to. Who bids does nothing else
here; who holds a share of the bids' keys neither judges nor bids nor buys.
"""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, happen, power
from rules.rule import Decision, accept, rule
from tender.codes import Office
from tender.commands.preparation import parties as asked
from tender.events import preparation as happened

deciders = Deciders()

_UNIT = power("docs/lifecycle.md, parties", "chosen", "unit")

PARTY_TWICE = rule(
    "party.registered-twice",
    "docs/lifecycle.md, parties",
    "chosen",
    indonesian="{party} sudah terdaftar.",
    english="{party} is registered already.",
    remedy=("Pakai kode lain.", "Use another code."),
)

UNIT_FIRST = rule(
    "party.unit-first",
    "docs/lifecycle.md, parties",
    "chosen",
    indonesian="Pihak pertama yang didaftarkan adalah {actor} sendiri sebagai unit, bukan {party}.",
    english="The first party to be registered is {actor} itself, as the unit, and not {party}.",
    remedy=("Daftarkan diri dahulu.", "Register yourself first."),
)

BIDDER_ALONE = rule(
    "party.bidder-alone",
    "Perpres 16/2018 art. 7(2)",
    "verified",
    indonesian="{party} tidak dapat menjadi peserta sekaligus {office}.",
    english="{party} cannot bid and be {office} too.",
    remedy=(
        "Daftarkan orang atau badan lain untuk salah satunya.",
        "Register somebody else for one of them.",
    ),
)

OFFICES = rule(
    "party.offices",
    "docs/lifecycle.md, parties",
    "chosen",
    indonesian="{party} tidak dapat didaftarkan sebagai {offices:list}.",
    english="{party} cannot be registered as {offices:list}.",
    remedy=(
        "Daftarkan orang atau badan lain untuk salah satunya.",
        "Register somebody else for one of them.",
    ),
)

KEY_TAKEN = rule(
    "party.key-taken",
    "docs/lifecycle.md, parties",
    "chosen",
    indonesian="Kunci {party} sudah terdaftar atas nama {owner}.",
    english="The key of {party} is on record as that of {owner}.",
    remedy=("Buat kunci sendiri.", "Make a key of one's own."),
)

_PUBLIC: tuple[Office, ...] = ("authority", "committee", "ppk", "trustee", "unit")

_APART: tuple[frozenset[Office], ...] = (
    frozenset({"trustee", "committee"}),
    frozenset({"trustee", "ppk"}),
    *(frozenset({"outgoing", office}) for office in _PUBLIC),
)
"""Offices that nobody holds together: who judges or buys holds no share of the keys.

The provider whose contract ends is a firm, and may bid for the next one.
"""


@deciders.on(asked.RegisterParty, _UNIT)
def register_party(case: Case, command: asked.RegisterParty) -> Decision:
    """Register a party once: the unit itself first, then whomever it registers."""
    parties, actor = case.state.preparation.parties, case.actor.party
    itself = command.party == actor and "unit" in command.offices
    if not parties and not itself:
        return UNIT_FIRST.no(actor=actor, party=command.party)
    if command.party in parties:
        return PARTY_TWICE.no(party=command.party)
    return (
        _offices(command)
        or _keys(case, command)
        or accept(happen(happened.PartyRegistered, command))
    )


def _offices(command: asked.RegisterParty) -> Decision | None:
    """Refuse offices that nobody holds together, and that of the engine."""
    others = sorted(office for office in command.offices if office != "bidder")
    beside = [office for office in others if office != "outgoing"]
    if "bidder" in command.offices and beside:
        return BIDDER_ALONE.no(party=command.party, office=beside[0])
    if "engine" in others:
        return OFFICES.no(party=command.party, offices="engine")
    for apart in _APART:
        if apart <= set(others):
            return OFFICES.no(party=command.party, offices=", ".join(sorted(apart)))
    return None


def _keys(case: Case, command: asked.RegisterParty) -> Decision | None:
    for owner, facts in case.state.preparation.parties.items():
        shared = {facts.key, facts.recipient} & {command.key, command.recipient}
        if shared - {None}:
            return KEY_TAKEN.no(party=command.party, owner=owner)
    return None
