"""The opening, done again from the ciphertexts of a bundle: what opened opens, what did not fails.

No rule sees a ciphertext, so this is the one step of a replay that no decider takes.
"""

from __future__ import annotations

from ledger.bundle import Bundle
from ledger.divergence import DivergedError
from ledger.entry import ACCEPTED, Entry
from ledger.manifest import SealError
from ledger.opening import OFFER, claim, fault
from ledger.seal import hold_key, open_claimed
from tender.canonical import sha256_hex
from tender.commands.bidding import SealedObject
from tender.commands.opening import DeclareUnopenable, OpenPart
from tender.state import State


def hold_to_ciphertext(bundle: Bundle, state: State, entry: Entry, where: str) -> None:
    """Raise `DivergedError` where an opening is not what the ciphertext shows."""
    if entry.outcome != ACCEPTED:
        return
    if entry.command["tag"] == "open_part":
        _opened_again(bundle, state, entry, where)
    if entry.command["tag"] == "declare_unopenable":
        _failed_again(bundle, state, entry, where)


def _opened_again(bundle: Bundle, state: State, entry: Entry, where: str) -> None:
    """Decrypt an opened offer from its ciphertext, and compare it with the record."""
    command = OpenPart.from_json(entry.command)
    item = _sealed(state, command.bid, command.part, OFFER, where)
    ciphertext = bundle.members.get(f"ciphertexts/{item.ciphertext}.age", b"")
    try:
        claimed = claim(entry.process, state.bidding.round, command.bid, item)
        opened = open_claimed(ciphertext, command.key, claimed)
    except SealError as error:
        raise DivergedError(
            where=where,
            rule=f"seal.{error.ground}",
            expected=error.expected,
            found=error.found,
        ) from error
    offer = command.offer.to_bytes()
    if opened.body != offer or opened.salt.hex() != command.salt:
        raise DivergedError(
            where=where,
            rule="seal.offer",
            expected=f"{opened.salt.hex()} {sha256_hex(opened.body)}",
            found=f"{command.salt} {sha256_hex(offer)}",
        )


def _failed_again(bundle: Bundle, state: State, entry: Entry, where: str) -> None:
    """Try an offer that was found unopenable again, with the key that is on record.

    The auditors' bundle has the ciphertext, unless that is what was lost.
    """
    command = DeclareUnopenable.from_json(entry.command)
    if command.name is None or command.key is None:
        return
    item = _sealed(state, command.bid, command.part, command.name, where)
    try:
        hold_key(command.key, item.recipient)
    except SealError as error:
        raise DivergedError(
            where=where, rule="seal.key", expected=error.expected, found=error.found
        ) from error
    ciphertext = bundle.members.get(f"private/{item.ciphertext}.age")
    if ciphertext is None:
        return
    claimed = claim(entry.process, state.bidding.round, command.bid, item)
    found = fault(ciphertext, command.key, claimed)
    if found is None or found.ground != command.ground:
        raise DivergedError(
            where=where,
            rule="seal.unopenable",
            expected=f"{command.name} not to open: {command.ground}",
            found=f"{found.ground}: {found}" if found else "that it opens",
        )


def _sealed(state: State, bid: str, part: str, name: str, where: str) -> SealedObject:
    """Return a sealed object of a standing bid."""
    standing = state.bidding.bids.get(bid)
    for item in standing.objects(part) if standing else ():
        if item.name == name:
            return item
    raise DivergedError(
        where=where, rule="seal", expected=f"a standing bid with {name}", found=bid
    )
