"""Replay: a bundle is checked, and then every entry of it is decided again.

    1. the manifest names every member and is signed
    2. the log: leaves without gap or fork, roots as the checkpoints say
    3. the streams: count, links, order, closings
    4. every entry is in the log, and the log has no more of this process
    5. every signature of a party, by the key that stood then
    6. every opened offer, decrypted again from its ciphertext
    7. every command, decided again under the pack it names: same outcome, events,
       refusal
    8. the data of every document, made again, and no document besides

What differs first is named: entry, rule, expected, found. Steps 1 to 4 share with
the writer nothing but the format; 5 to 8 run the same deciders as live use, which
is the point.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ledger import evidence, note
from ledger.bundle import Bundle
from ledger.chain import replay_order
from ledger.divergence import (
    DivergedError,
    Divergence,
    first_difference,
)
from ledger.entry import SERVER, Entry, stream_name
from ledger.history import act, after
from ledger.manifest import Label, SealError
from ledger.proof import ProofError, verify_proof
from ledger.seal import Claim, open_claimed
from rules.decisions import decide
from rules.pack import Pack
from rules.rule import Decision
from tender.canonical import Json, sha256_hex
from tender.commands.opening import OpenPart
from tender.events.opening import PartOpened
from tender.state import NEW, State

Depth = Literal["facts", "whole"]
"""`facts` decides again and no more; `whole` takes every step."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found."""

    process: str
    entries: int
    digest: str
    facts: str
    divergence: Divergence | None = None
    signers: tuple[str, ...] = ()
    evidence_elsewhere: int = 0  # evidence files that this bundle does not carry
    not_comparable: tuple[str, ...] = ()

    @property
    def identical(self) -> bool:
        """Whether everything could be compared, and is as it was."""
        return self.divergence is None and not self.not_comparable


def replay(
    bundle: Bundle, keys: tuple[note.Key, ...] | None = None, depth: Depth = "whole"
) -> Replay:
    """Check *bundle* and decide it again.

    *keys* are the keys that the reader trusts to have signed; without them the
    bundle's own key is taken, which shows that it was not changed since, and not
    by whom it was made. Raise `BundleError` where a member is not of its form;
    everything else that is wrong is the divergence.
    """
    trusted = keys or (bundle.key,)
    entries = replay_order(bundle.entries)
    signers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    try:
        if depth == "whole":
            signers = evidence.signed(bundle, trusted)
            evidence.log_holds(bundle, trusted)
            evidence.private_files(bundle)
        evidence.canonical_lines(bundle)
        missing = evidence.included(bundle, entries)
        if not missing:
            _decided_again(bundle, entries, depth)
    except DivergedError as error:
        return _report(bundle, entries, error.divergence, signers, ())
    return _report(bundle, entries, None, signers, missing)


def _report(
    bundle: Bundle,
    entries: tuple[Entry, ...],
    divergence: Divergence | None,
    signers: tuple[str, ...],
    missing: tuple[str, ...],
) -> Replay:
    return Replay(
        process=bundle.process["process"],
        entries=len(entries),
        digest=bundle.digest,
        facts=bundle.facts_digest,
        divergence=divergence,
        signers=signers,
        evidence_elsewhere=_evidence_elsewhere(bundle, entries),
        not_comparable=missing,
    )


def _decided_again(bundle: Bundle, entries: tuple[Entry, ...], depth: Depth) -> None:
    documents = iter(bundle.under("documents/"))
    state = NEW
    for entry in entries:
        where = f"{stream_name(entry.stream, entry.round)} {entry.seq}"
        pack = bundle.packs.get(entry.pack)
        if pack is None:
            raise DivergedError(
                where=where,
                rule="pack",
                expected=entry.pack,
                found="no such pack in the bundle",
            )
        try:
            if depth == "whole":
                _proved(state, entry, where)
                _opened_again(bundle, state, entry, where)
            _compare(state, entry, pack, where)
            if any(event["tag"] == "document_issued" for event in entry.events):
                _document(entry, next(documents, None), where)
            state = after(state, entry)
        except (ValueError, LookupError, RuntimeError) as error:
            raise DivergedError(
                where=where,
                rule=f"decide {entry.command['tag']}",
                expected="an act that can be decided on",
                found=error,
            ) from error
    for name, _ in documents:
        raise DivergedError(
            where=f"documents/{name}",
            rule="document.data",
            expected="an entry that issues it",
            found="none",
        )


def _compare(state: State, entry: Entry, pack: Pack, where: str) -> None:
    asked = act(entry)
    seen = state if entry.stream != "main" else state.without_sealed()
    decision = decide(seen, asked, pack)
    found: Json = {
        "outcome": "accepted" if decision.refusal is None else "refused",
        "epoch": state.preparation.epoch,
        "events": [event.to_json() for event in decision.events],
        "refusal": None if decision.refusal is None else decision.refusal.to_json(),
    }
    expected: Json = {
        "outcome": entry.outcome,
        "epoch": entry.epoch,
        "events": list(entry.events),
        "refusal": entry.refusal,
    }
    difference = first_difference(expected, found)
    if difference is not None:
        at = f"{where} {asked.command.tag} {difference.path}"
        raise DivergedError(
            where=at,
            rule=_rule(entry, decision),
            expected=difference.expected,
            found=difference.found,
        )


def _rule(entry: Entry, decision: Decision) -> str:
    """Name the rule that refused then or refuses now, or the decision as a whole."""
    refused = decision.refusal.rule if decision.refusal else None
    recorded = entry.refusal["rule"] if entry.refusal else None
    return str(refused or recorded or f"decide {entry.command['tag']}")


def _proved(state: State, entry: Entry, where: str) -> None:
    if entry.actor.proof == SERVER:
        return
    facts = state.preparation.parties.get(entry.actor.party)
    try:
        verify_proof(entry, facts.key if facts and facts.key else "none")
    except (ProofError, ValueError) as error:
        raise DivergedError(
            where=where,
            rule="proof",
            expected=f"a signature by {entry.actor.party}",
            found=error,
        ) from error


def _opened_again(bundle: Bundle, state: State, entry: Entry, where: str) -> None:
    """Decrypt an opened offer from its ciphertext, and compare it with the record."""
    if entry.command["tag"] != "open_part" or entry.outcome != "accepted":
        return
    command = OpenPart.from_json(entry.command)
    standing = state.bidding.bids.get(command.bid)
    item = standing.offer(command.part) if standing else None
    if item is None:
        raise DivergedError(
            where=where, rule="seal", expected="a standing bid", found=command.bid
        )
    claim = Claim(
        label=Label(
            process=entry.process,
            round=entry.round,
            party=command.bid,
            part=command.part,
            name=item.name,
        ),
        recipient=item.recipient,
        sha256=item.ciphertext,
        size=item.size,
        commitment=item.commitment,
    )
    ciphertext = bundle.members.get(f"ciphertexts/{item.ciphertext}.age", b"")
    try:
        opened = open_claimed(ciphertext, command.key, claim)
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


def _document(entry: Entry, member: tuple[str, bytes] | None, where: str) -> None:
    issued = entry.events[0]
    if member is None:
        raise DivergedError(
            where=where,
            rule="document.data",
            expected=issued["data_sha256"],
            found="no such document",
        )
    found = sha256_hex(member[1])
    if found != issued["data_sha256"]:
        raise DivergedError(
            where=f"{where} {member[0]}",
            rule="document.data",
            expected=issued["data_sha256"],
            found=found,
        )


def _evidence_elsewhere(bundle: Bundle, entries: tuple[Entry, ...]) -> int:
    listed = {
        attachment.sha256
        for entry in entries
        for event in entry.events
        if event["tag"] == "part_opened"
        for attachment in PartOpened.from_json(event).offer.attachments
    }
    held = {name.removesuffix(".bin") for name, _ in bundle.under("private/", ".bin")}
    return len(listed - held)
