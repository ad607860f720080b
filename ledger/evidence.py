"""The evidence of a bundle: signature, log, order, inclusion, names. No rule is asked.

This is the part of a replay that shares nothing with the writer but the format.
"""

from __future__ import annotations

from ledger import log, note
from ledger.bundle import ENTRIES, Bundle, BundleError, check_signature
from ledger.chain import BrokenChainError, replay_order, verify_leaves, verify_streams
from ledger.closing import verify_closing
from ledger.divergence import DivergedError
from ledger.entry import SEALED, Entry, entry_hash, leaf, stream_name
from ledger.history import FIRST_ROUND
from ledger.moments import is_legal_moment
from ledger.named import ciphertexts, private_blobs, public_words
from ledger.note import Checkpoint, NoteError, NoteSignatureError
from ledger.sentence import one_line
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
            found=one_line(error),
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
    tree = log.Tree()
    for leaf_ in bundle.leaves:
        tree.append(leaf_)
    names = [f"log/{name}" for name, _ in bundle.under("log/", ".note")]
    for name, text in zip(names, bundle.checkpoints, strict=True):
        checkpoint = _checkpoint(bundle, name, text, keys)
        root = tree.root(checkpoint.size)
        if root != checkpoint.root:
            raise DivergedError(
                where=f"checkpoint {checkpoint.size}",
                rule="log.root",
                expected=checkpoint.root.hex(),
                found=root.hex(),
            )


def _checkpoint(
    bundle: Bundle, name: str, text: str, keys: tuple[note.Key, ...]
) -> Checkpoint:
    """Return the checkpoint of a member, which is of this log and of its name's size."""
    try:
        checkpoint = Checkpoint.from_text(note.verify(text, keys).text)
    except (NoteError, NoteSignatureError) as error:
        raise DivergedError(
            where=name,
            rule="log.checkpoint",
            expected="a signed note",
            found=one_line(error),
        ) from error
    origin = bundle.process["log"]
    if checkpoint.origin != origin or checkpoint.size > len(bundle.leaves):
        raise DivergedError(
            where=f"checkpoint {checkpoint.size}",
            rule="log.checkpoint",
            expected=f"{origin} of this log",
            found=f"{checkpoint.origin} with {checkpoint.size} leaves",
        )
    if name != _note(checkpoint.size):
        raise DivergedError(
            where=name,
            rule="log.checkpoint",
            expected=f"a checkpoint of the size in its name, {_note(checkpoint.size)}",
            found=f"one of {checkpoint.size} leaves",
        )
    return checkpoint


def _note(size: int) -> str:
    return f"log/{size:012d}.note"


def named_by_content(bundle: Bundle) -> None:
    """Hold every file that is named by its hash, or by its commitment, to its name."""
    for folder in ("blobs/", "private/"):
        for name, data in bundle.under(folder):
            expected, found = name.partition(".")[0], sha256_hex(data)
            if found != expected:
                raise DivergedError(
                    where=f"{folder}{name}",
                    rule="blob.name" if folder == "blobs/" else "private.name",
                    expected=expected,
                    found=found,
                )


def in_order(bundle: Bundle) -> None:
    """Hold the entries to replay order, each once, and each key of a party once."""
    keys: dict[tuple[str, str], Entry] = {}
    places: dict[tuple[str, int], int] = {}
    for line, entry in enumerate(bundle.entries, start=1):
        place = (stream_name(entry.stream, entry.round), entry.seq)
        if place in places and bundle.entries[places[place] - 1] == entry:
            raise DivergedError(
                where=f"{ENTRIES}:{line}",
                rule="entry.twice",
                expected=f"{_where(entry)} once",
                found=f"again, first in line {places[place]}",
            )
        places.setdefault(place, line)
        first = keys.setdefault((entry.actor.party, entry.key_sha256), entry)
        if first is not entry:
            raise DivergedError(
                where=_where(entry),
                rule="entry.key",
                expected=f"a key that {entry.actor.party} has not used",
                found=f"that of {_where(first)}",
            )
    ordered = replay_order(bundle.entries)
    for line, (entry, next_) in enumerate(
        zip(bundle.entries, ordered, strict=True), start=1
    ):
        if entry is not next_:
            raise DivergedError(
                where=f"{ENTRIES}:{line}",
                rule="entry.order",
                expected=_where(next_),
                found=_where(entry),
            )


def included(bundle: Bundle) -> int:
    """Hold entries to the leaves of their process; return how many are withheld.

    Where none is, the streams are whole and hold together. After each legal moment the
    log was signed as it then stood: a checkpoint of exactly that size is there.
    """
    process, salt = bundle.process["process"], bundle.process["salt"]
    indices = {leaf_: index for index, leaf_ in enumerate(bundle.leaves)}
    rounds = {FIRST_ROUND}
    for entry, line in zip(bundle.entries, bundle.entry_bytes, strict=True):
        name = stream_name(entry.stream, entry.round)
        hash_ = entry_hash(line)
        mine = leaf(process=process, stream=name, salt=salt, seq=entry.seq, entry=hash_)
        index = indices.get(mine)
        if entry.process != process or index is None:
            raise DivergedError(
                where=_where(entry),
                rule="log.inclusion",
                expected="a leaf",
                found="none",
            )
        rounds.add(entry.round)
        _signed_then(bundle, entry, index)
    streams = ("main", *(stream_name(SEALED, round_) for round_ in sorted(rounds)))
    subjects = {
        leaf(process=process, stream=s, salt=salt, seq=1, entry="")[:_SUBJECT]
        for s in streams
    }
    in_log = sum(leaf_[:_SUBJECT] in subjects for leaf_ in bundle.leaves)
    withheld = in_log - len(bundle.entries)
    if not withheld:
        streams_hold(bundle)
    return withheld


def streams_hold(bundle: Bundle) -> None:
    """Hold the entries of each stream to one another, and each closing to what it closes."""
    try:
        verify_streams(bundle.entry_bytes)
        verify_closing(bundle.entry_bytes)
    except BrokenChainError as error:
        raise DivergedError(
            where=error.where,
            rule="streams",
            expected=error.expected,
            found=error.found,
        ) from error


def _signed_then(bundle: Bundle, entry: Entry, index: int) -> None:
    if not is_legal_moment(entry.events):
        return
    size = index + 1 + (entry.sealed.size if entry.sealed else 0)
    if _note(size) not in bundle.members:
        raise DivergedError(
            where=_where(entry),
            rule="log.checkpoint",
            expected=f"a checkpoint of {size} leaves, {_note(size)}",
            found="none",
        )


def no_strangers(bundle: Bundle, opened: set[str]) -> None:
    """Hold what a bundle carries to what its entries name, all of which are there.

    *opened* are the ciphertexts of opened offers. Documents and how they were drawn
    are for whoever goes through the entries.
    """
    events = [event for entry in bundle.entries for event in entry.events]
    private = set(private_blobs(events))
    sealed = {name for name, _ in ciphertexts(events)}
    allowed = (
        {f"packs/{entry.pack}.json" for entry in bundle.entries}
        | {f"blobs/{name}.bin" for name in public_words(events)}
        | {f"ciphertexts/{name}.age" for name in opened}
        | {f"private/{name}.bin" for name in private}
        | {f"private/{name}.age" for name in sealed}
    )
    for folder in ("packs/", "blobs/", "ciphertexts/", "private/"):
        for name, _ in bundle.under(folder):
            if f"{folder}{name}" not in allowed:
                raise DivergedError(
                    where=f"{folder}{name}",
                    rule="bundle.stranger",
                    expected="an entry that names it",
                    found="none",
                )


def _where(entry: Entry) -> str:
    return f"{stream_name(entry.stream, entry.round)} {entry.seq}"
