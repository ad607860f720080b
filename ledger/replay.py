"""Replay: a bundle is checked, and then every entry of it is decided again.

    1. the manifest names every member and is signed
    2. the log: leaves without gap or fork, roots as the checkpoints say
    3. the streams: count, links, order, closings
    4. every entry is in the log, and the log has no more of this process
    5. every signature of a party, by the key that stood then
    6. every opened offer, decrypted again from its ciphertext
    7. every command, decided again under the pack it names: same outcome, events,
       refusal
    8. the data of every document, made again

What differs first is named: entry, rule, expected, found. Steps 1 to 4 share with
the writer nothing but the format; 5 to 8 run the same deciders as live use, which
is the point.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ledger import log, note
from ledger.bundle import Bundle, BundleError, check_signature
from ledger.chain import BrokenChainError, replay_order, verify_leaves, verify_streams
from ledger.entry import LEAF_BYTES, SERVER, Entry, entry_hash, leaf, stream_name, to_bytes
from ledger.history import act, after
from ledger.manifest import Label, SealError
from ledger.note import Checkpoint, NoteError, NoteSignatureError
from ledger.proof import ProofError, verify_proof
from ledger.seal import Claim, open_claimed
from rules.decisions import decide
from rules.pack import Pack
from tender.canonical import Json, digest, from_bytes
from tender.commands.opening import OpenPart
from tender.events.bidding import BidCommitted
from tender.state import NEW, State

Depth = Literal["facts", "whole"]
"""`facts` decides again and no more; `whole` takes every step."""

Rendering = Callable[[Mapping[str, Json], str], str | None]
"""Draws a document's data with its number; `None` where it cannot be compared."""


@dataclass(frozen=True, slots=True)
class Divergence:
    """The first thing that is not as it was: where, by which rule, what against what."""

    where: str
    rule: str
    expected: str
    found: str


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
    steps: tuple[str, ...] = field(default=())

    @property
    def identical(self) -> bool:
        """Whether everything that was compared is as it was."""
        return self.divergence is None


class _Differs(Exception):  # noqa: N818  # control flow of this module, never seen outside
    def __init__(self, where: str, rule: str, expected: object, found: object) -> None:
        super().__init__(where)
        self.divergence = Divergence(where, rule, str(expected), str(found))


def replay(
    bundle: Bundle, keys: tuple[note.Key, ...] | None = None, depth: Depth = "whole"
) -> Replay:
    """Check *bundle* and decide it again.

    *keys* are the keys that the reader trusts to have signed; without them the
    bundle's own key is taken, which shows that it was not changed since, and not
    by whom it was made. Raise nothing for a bad bundle: the divergence says it.
    """
    trusted = keys or (note.Key.from_text(bundle.process["key"]),)
    entries = replay_order(bundle.entries)
    signers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    try:
        if depth == "whole":
            signers = _signed(bundle, trusted)
            _log(bundle, trusted)
        _streams(bundle)
        missing = _included(bundle, entries)
        if not missing:
            _decided_again(bundle, entries, depth)
    except _Differs as differs:
        return _report(bundle, entries, differs.divergence, signers, ())
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


# 1, 2: the signature and the log ----------------------------------------------


def _signed(bundle: Bundle, keys: tuple[note.Key, ...]) -> tuple[str, ...]:
    try:
        return check_signature(bundle, keys)
    except (NoteError, NoteSignatureError, BundleError) as error:
        raise _Differs("manifest.note", "bundle.signature", "a signature", error) from error


def _log(bundle: Bundle, keys: tuple[note.Key, ...]) -> None:
    try:
        verify_leaves(bundle.leaves)
    except BrokenChainError as error:
        raise _Differs(error.where, "log.leaves", error.expected, error.found) from error
    tree, origin = log.Tree(), bundle.process["log"]
    for leaf_ in bundle.leaves:
        tree.append(leaf_)
    for text in bundle.checkpoints:
        try:
            checkpoint = Checkpoint.from_text(note.verify(text, keys).text)
        except (NoteError, NoteSignatureError) as error:
            raise _Differs("log", "log.checkpoint", "a signed note", error) from error
        where = f"checkpoint {checkpoint.size}"
        if checkpoint.origin != origin or checkpoint.size > len(bundle.leaves):
            found = f"{checkpoint.origin} with {checkpoint.size} leaves"
            raise _Differs(where, "log.checkpoint", f"{origin} of this log", found)
        root = tree.root(checkpoint.size)
        if root != checkpoint.root:
            raise _Differs(where, "log.root", checkpoint.root.hex(), root.hex())


# 3, 4: the streams, and that the log has them all -----------------------------


def _streams(bundle: Bundle) -> None:
    lines = [to_bytes(entry) for entry in bundle.entries]
    if lines != list(bundle.entry_bytes):
        raise _Differs("entries.jsonl", "entry.canonical", "canonical lines", "others")


def _included(bundle: Bundle, entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """Hold entries to the leaves of their process; return what is not disclosed yet."""
    process, salt = bundle.process["process"], bundle.process["salt"]
    held = set(bundle.leaves)
    subjects: set[bytes] = set()
    for entry in entries:
        name = stream_name(entry.stream, entry.round)
        mine = leaf(
            process=process,
            stream=name,
            salt=salt,
            seq=entry.seq,
            entry=entry_hash(to_bytes(entry)),
        )
        subjects.add(mine[:33])
        if entry.process != process or mine not in held:
            raise _Differs(f"{name} {entry.seq}", "log.inclusion", "a leaf", "none")
    in_log = sum(leaf_[:33] in subjects for leaf_ in bundle.leaves)
    if in_log != len(entries):
        hidden = in_log - len(entries)
        return (f"{hidden} entries of this process are not disclosed in this bundle",)
    try:
        verify_streams(bundle.entry_bytes)
    except BrokenChainError as error:
        raise _Differs(error.where, "streams", error.expected, error.found) from error
    return ()


# 5 to 8: everything again ------------------------------------------------------


def _decided_again(bundle: Bundle, entries: tuple[Entry, ...], depth: Depth) -> None:
    documents = iter(bundle.under("documents/"))
    state = NEW
    for entry in entries:
        where = f"{stream_name(entry.stream, entry.round)} {entry.seq}"
        pack = bundle.packs.get(entry.pack)
        if pack is None:
            raise _Differs(where, "pack", entry.pack, "no such pack in the bundle")
        if depth == "whole":
            _proved(state, entry, where)
            _opened_again(bundle, state, entry, where)
        _compare(state, entry, pack, where)
        if any(event["tag"] == "document_issued" for event in entry.events):
            _document(entry, next(documents, None), where)
        state = after(state, entry)


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
        path, then, now = difference
        raise _Differs(f"{where} {asked.command.tag} {path}", "decision", then, now)


def first_difference(
    expected: Json, found: Json, path: str = ""
) -> tuple[str, Json, Json] | None:
    """Return the first place where two JSON values differ: path, expected, found."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        for key in sorted({*expected, *found}):
            if (key in expected) != (key in found):
                return f"{path}/{key}", expected.get(key), found.get(key)
            inner = first_difference(expected[key], found[key], f"{path}/{key}")
            if inner is not None:
                return inner
        return None
    if isinstance(expected, (list, tuple)) and isinstance(found, (list, tuple)):
        for index, (one, other) in enumerate(zip(expected, found, strict=False)):
            inner = first_difference(one, other, f"{path}/{index}")
            if inner is not None:
                return inner
        if len(expected) != len(found):
            return f"{path}/length", len(expected), len(found)
        return None
    return None if expected == found else (path, expected, found)


def _proved(state: State, entry: Entry, where: str) -> None:
    if entry.actor.proof == SERVER:
        return
    facts = state.preparation.parties.get(entry.actor.party)
    try:
        verify_proof(entry, facts.key if facts and facts.key else "none")
    except (ProofError, ValueError) as error:
        raise _Differs(where, "proof", f"a signature by {entry.actor.party}", error) from error


def _opened_again(bundle: Bundle, state: State, entry: Entry, where: str) -> None:
    """Decrypt an opened offer from its ciphertext, and compare it with the record."""
    if entry.command["tag"] != "open_part" or entry.outcome != "accepted":
        return
    command = OpenPart.from_json(entry.command)
    standing = state.bidding.bids.get(command.bid)
    item = standing.offer(command.part) if standing else None
    if item is None:
        raise _Differs(where, "seal", "a standing bid", command.bid)
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
        raise _Differs(where, f"seal.{error.ground}", error.expected, error.found) from error
    offer = command.offer.to_bytes()
    if opened.body != offer or opened.salt.hex() != command.salt:
        raise _Differs(where, "seal.offer", opened.body[:80], offer[:80])


def _document(entry: Entry, member: tuple[str, bytes] | None, where: str) -> None:
    issued = entry.events[0]
    if member is None:
        raise _Differs(where, "document.data", issued["data_sha256"], "no such document")
    found = digest(from_bytes(member[1]))
    if found != issued["data_sha256"]:
        raise _Differs(f"{where} {member[0]}", "document.data", issued["data_sha256"], found)


def _evidence_elsewhere(bundle: Bundle, entries: tuple[Entry, ...]) -> int:
    listed = {
        attachment["sha256"]
        for entry in entries
        for event in entry.events
        if event["tag"] == "part_opened"
        for attachment in event["offer"]["attachments"]  # type: ignore[index, call-overload]
    }
    held = {name.removesuffix(".bin") for name, _ in bundle.under("private/", ".bin")}
    return len(listed - held)
