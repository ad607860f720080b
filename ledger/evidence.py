"""The evidence of a bundle: signature, log, streams, inclusion. No rule is asked.

This is the part of a replay that shares nothing with the writer but the format.
"""

from __future__ import annotations

from ledger import log, note
from ledger.bundle import Bundle, BundleError, check_signature
from ledger.chain import BrokenChainError, verify_leaves, verify_streams
from ledger.divergence import DivergedError
from ledger.entry import Entry, entry_hash, leaf, stream_name, to_bytes
from ledger.note import Checkpoint, NoteError, NoteSignatureError
from tender.canonical import sha256_hex

_SUBJECT = 33  # bytes of a leaf that stand for its stream


def signed(bundle: Bundle, keys: tuple[note.Key, ...]) -> tuple[str, ...]:
    """Return who of *keys* signed the bundle."""
    try:
        return check_signature(bundle, keys)
    except (NoteError, NoteSignatureError, BundleError) as error:
        raise DivergedError(
            where="manifest.note",
            rule="bundle.signature",
            expected="a signature",
            found=error,
        ) from error


def log_holds(bundle: Bundle, keys: tuple[note.Key, ...]) -> None:
    """Hold the leaves to one another, and the log's roots to its checkpoints."""
    try:
        verify_leaves(bundle.leaves)
    except BrokenChainError as error:
        raise DivergedError(
            where=error.where,
            rule="log.leaves",
            expected=error.expected,
            found=error.found,
        ) from error
    tree, origin = log.Tree(), bundle.process["log"]
    for leaf_ in bundle.leaves:
        tree.append(leaf_)
    for text in bundle.checkpoints:
        try:
            checkpoint = Checkpoint.from_text(note.verify(text, keys).text)
        except (NoteError, NoteSignatureError) as error:
            raise DivergedError(
                where="log",
                rule="log.checkpoint",
                expected="a signed note",
                found=error,
            ) from error
        where = f"checkpoint {checkpoint.size}"
        if checkpoint.origin != origin or checkpoint.size > len(bundle.leaves):
            found = f"{checkpoint.origin} with {checkpoint.size} leaves"
            raise DivergedError(
                where=where,
                rule="log.checkpoint",
                expected=f"{origin} of this log",
                found=found,
            )
        root = tree.root(checkpoint.size)
        if root != checkpoint.root:
            raise DivergedError(
                where=where,
                rule="log.root",
                expected=checkpoint.root.hex(),
                found=root.hex(),
            )


def private_files(bundle: Bundle) -> None:
    """Hold every private file to its name: the commitment, or the ciphertext's hash."""
    for name, data in bundle.under("private/"):
        expected, found = name.partition(".")[0], sha256_hex(data)
        if found != expected:
            raise DivergedError(
                where=f"private/{name}",
                rule="private.name",
                expected=expected,
                found=found,
            )


def canonical_lines(bundle: Bundle) -> None:
    """Hold every line to the one spelling of its entry."""
    lines = [to_bytes(entry) for entry in bundle.entries]
    if lines != list(bundle.entry_bytes):
        raise DivergedError(
            where="entries.jsonl",
            rule="entry.canonical",
            expected="canonical lines",
            found="others",
        )


def included(bundle: Bundle, entries: tuple[Entry, ...]) -> tuple[str, ...]:
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
        subjects.add(mine[:_SUBJECT])
        if entry.process != process or mine not in held:
            raise DivergedError(
                where=f"{name} {entry.seq}",
                rule="log.inclusion",
                expected="a leaf",
                found="none",
            )
    in_log = sum(leaf_[:_SUBJECT] in subjects for leaf_ in bundle.leaves)
    if in_log != len(entries):
        hidden = in_log - len(entries)
        return (f"{hidden} entries of this process are not disclosed in this bundle",)
    try:
        verify_streams(bundle.entry_bytes)
    except BrokenChainError as error:
        raise DivergedError(
            where=error.where,
            rule="streams",
            expected=error.expected,
            found=error.found,
        ) from error
    return ()
