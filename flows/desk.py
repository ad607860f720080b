"""The desk: a planned act of a person becomes a signed command.

A person decides; what the engine knows is filled in here. The budget that a PPK
sets stands in the package, the order in which longest service puts people
follows from the roster, the digest that a contract's signatory signs follows from
the state, words become blobs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from flows import seals
from flows.carrying import carried
from flows.office import Office, signed
from flows.package import Package, PackageParty, PlannedAct, UnknownSubjectError
from ledger.asked import Asked
from ledger.history import round_of
from ledger.limits import CIPHERTEXT_BYTES
from ledger.proof import public_key
from rules.decisions import must_sign
from rules.documents import contract_digest
from rules.estimate import estimate_total
from rules.files import parts
from rules.terms import tax_terms
from tender.act import Actor
from tender.canonical import to_bytes
from tender.canonical.numbers import number_text
from tender.codes import Part
from tender.commands import COMMANDS
from tender.state import State
from tender.stored import Stored

Filled = Mapping[str, object]

_LOOKING = frozenset({"unit", "ppk", "committee", "authority"})
"""Offices that act on what they have seen: their commands say how far that was."""

_NO_ENVELOPE = "0" * 64  # the rules say that it does not stand


def asked(office: Office, package: Package, act: PlannedAct) -> Asked:
    """Return the command of *act*, signed by its party where it has a key."""
    fill = _FILL.get(act.command)
    filled = dict(fill(office, package, act)) if fill else {}
    command = COMMANDS.read({"tag": act.command, **filled, **act.fields})
    state = office.state(package.process.ocid)
    plain = Asked(
        process=package.process.ocid,
        actor=Actor(act.party, act.office),
        command=command,
        key=f"act {act.number}",
        round=round_of(state),
        if_seq=state.seq if act.office in _LOOKING else None,
    )
    if not must_sign(act.office, act.command):
        return plain
    return signed(plain, package.parties[act.party].signing_seed)


def _fields(record: Stored) -> Filled:
    return {name: getattr(record, name) for name in type(record).model_fields}


WRITTEN: Mapping[str, Callable[[Package], Filled]] = {
    "open_process": lambda package: _fields(package.process),
    "reason_method": lambda package: _fields(package.method),
    "set_budget": lambda package: _fields(package.budget),
    "specify_works": lambda package: _fields(package.works),
    "hand_over_list": lambda package: (
        _fields(package.outgoing) if package.outgoing else {}
    ),
    "propose_roster": lambda package: {"incumbents": package.incumbents},
    "set_scheme": lambda package: {"scheme": package.scheme},
    "set_schedule": lambda package: _fields(package.schedule),
    "form_committee": lambda package: _fields(package.committee),
    "name_trustees": lambda package: _fields(package.trustees),
}
"""What of a command stands in the package, by command, and asks nothing of the state."""


def _of(
    read: Callable[[Package], Filled],
) -> Callable[[Office, Package, PlannedAct], Filled]:
    """Fill in what stands in the package."""

    def fill(_: Office, package: Package, __: PlannedAct) -> Filled:
        return read(package)

    return fill


def _party(office: Office, package: Package, act: PlannedAct) -> Filled:
    party = party_of(package, act)
    return {
        **on_record(party),
        "identity": _identity(office, package, party),
    }


def party_of(package: Package, act: PlannedAct) -> PackageParty:
    """Return the party that *act* is about; raise `UnknownSubjectError`."""
    party = package.parties.get(act.about)
    if party is None:
        raise UnknownSubjectError(act, "a party of parties.toml")
    return party


def on_record(party: PackageParty) -> Filled:
    """Return what the register says of *party*, without who that is."""
    return {
        "party": party.party,
        "offices": party.offices,
        "organ": party.organ,
        "key": public_key(bytes.fromhex(party.signing_seed))
        if party.signing_seed
        else None,
        "recipient": party.recipient,
    }


def _identity(office: Office, package: Package, party: PackageParty) -> str | None:
    if not party.identity:
        return None
    salt = office.ledger.entropy.take("identity", package.process.ocid, party.party)
    return office.private.put(salt, to_bytes(dict(party.identity)))


def _words(office: Office, package: Package, act: PlannedAct) -> Filled:
    """Keep a person's own words, which can be erased, and name them by a commitment."""
    salt = office.ledger.entropy.take("words", package.process.ocid, str(act.number))
    return {"words": office.private.put(salt, (act.words or "").encode())}


def _estimate(office: Office, package: Package, _: PlannedAct) -> Filled:
    state = office.state(package.process.ocid)
    tax = tax_terms(office.reading(state))
    total = estimate_total(package.works, package.estimate, package.vat_mode, tax)
    salt = _estimate_salt(office, package)
    return {
        "amount": number_text(total),
        "vat_mode": package.vat_mode,
        "detail": office.private.put(salt, package.estimate.to_bytes()),
    }


def _estimate_salt(office: Office, package: Package) -> bytes:
    return office.ledger.entropy.take("estimate", package.process.ocid)


def _detail(office: Office, package: Package, _: PlannedAct) -> Filled:
    estimate = office.state(package.process.ocid).preparation.estimate
    if estimate is None:
        return {}
    salt, _body = office.private.get(estimate.detail)
    return {"salt": salt.hex(), "detail": package.estimate}


def _choice(_: Office, package: Package, act: PlannedAct) -> Filled:
    return chosen(package, act)


def chosen(package: Package, act: PlannedAct) -> Filled:
    """Return the choice that *act* is about; raise `UnknownSubjectError`."""
    found = next((c for c in package.choices if c.id == act.about), None)
    if found is None:
        raise UnknownSubjectError(act, "the id of a [[choice]] of tender.toml")
    return _fields(found)


def _order(office: Office, package: Package, act: PlannedAct) -> Filled:
    return in_order(office.state(package.process.ocid), act)


def in_order(state: State, act: PlannedAct) -> Filled:
    """Put the people in the order of the ground: the longest in service first."""
    if "ground" not in act.fields:
        return {}
    roster = state.preparation.roster or {}
    longest = sorted(roster.values(), key=lambda line: (line.since, line.worker))
    return {"order": tuple(line.worker for line in longest)}


def _envelope(office: Office, package: Package, act: PlannedAct) -> Filled:
    sealed = package.bids[act.party].sealed if act.party in package.bids else None
    if sealed is None:
        raise UnknownSubjectError(act, "a sealed bid of its party")
    for sha256, ciphertext in sealed.ciphertexts.items():
        office.blobs.put([ciphertext], limit=CIPHERTEXT_BYTES, expected=sha256)
    replaces = {"replaces": _standing_digest(office, package, act)}
    return {
        **_fields(sealed.envelope),
        **(replaces if act.command == "replace_bid" else {}),
    }


def _standing(office: Office, package: Package, act: PlannedAct) -> Filled:
    return {"envelope": _standing_digest(office, package, act)}


def _standing_digest(office: Office, package: Package, act: PlannedAct) -> str:
    """Return the digest of the envelope that stands; where none does, nothing's."""
    standing = office.state(package.process.ocid).bidding.bids.get(act.party)
    return _NO_ENVELOPE if standing is None else standing.digest


def _secret(package: Package, act: PlannedAct) -> str:
    party = package.parties.get(act.party)
    if party is None or party.age_identity is None:
        raise UnknownSubjectError(act, "a trustee with an age identity")
    return party.age_identity


def _alive(office: Office, package: Package, act: PlannedAct) -> Filled:
    secret = _secret(package, act)
    return _fields(seals.prove(office, package.process.ocid, act.party, secret))


def _shares(office: Office, package: Package, act: PlannedAct) -> Filled:
    state = office.state(package.process.ocid)
    part = cast("Part", act.fields.get("part") or next(iter(parts(state)), "all"))
    secret = _secret(package, act)
    return _fields(seals.release_all(office, state, act.party, part, secret))


def _contract(office: Office, package: Package, _: PlannedAct) -> Filled:
    state = office.state(package.process.ocid)
    return {"contract": contract_digest(state, office.reading(state))}


_FILL: Mapping[str, Callable[[Office, Package, PlannedAct], Filled]] = {
    **{command: _of(read) for command, read in WRITTEN.items()},
    "register_party": _party,
    "carry_over": carried,
    "set_estimate": _estimate,
    "reveal_estimate_detail": _detail,
    "claim_place": _words,
    "freeze_roster": _order,
    "choose_value": _choice,
    "prove_key_alive": _alive,
    "ask_question": _words,
    "commit_bid": _envelope,
    "replace_bid": _envelope,
    "withdraw_bid": _standing,
    "release_shares": _shares,
    "answer_clarification": _words,
    "lodge_objection": _words,
    "sign_contract": _contract,
}
