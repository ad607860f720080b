"""fsck: a whole ledger, checked from its bytes.

    1. every entry canonical, every stream whole (`ledger.chain`)
    2. every leaf of the log made again from its entry, none missing, none over
    3. the log without gap or fork, and its root at each checkpoint as it was signed
    4. every blob that the ledger names, there and of its name, unless it was erased

It shares with the writer the format and nothing else, and asks no rule: whether
the decisions were right is for `ledger.replay`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from ledger import log, note
from ledger.blobs import BlobError, Blobs, NoBlobError, PrivateBlobs
from ledger.chain import BrokenChainError, verify_leaves, verify_streams
from ledger.closing import closes_intake, verify_closing
from ledger.entry import MAIN, EntryError, entry_hash, leaf, read, stream_name
from ledger.moments import ends_intake
from ledger.note import Checkpoint, NoteError, NoteSignatureError
from ledger.store import Snapshot
from tender.canonical.profile import NotCanonicalError


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it has to be."""

    where: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, and what was wrong with it."""

    processes: int
    entries: int
    leaves: int
    checkpoints: int
    blobs: int
    faults: tuple[Fault, ...]


def check_streams(process: str, lines: Iterable[bytes]) -> Iterator[Fault]:
    """Check the entries of one process; the fast part, over bytes alone."""
    try:
        verify_streams(lines)
        verify_closing(lines)
    except BrokenChainError as error:
        yield Fault(f"{process} {error.where}", error.expected, error.found)


def check(
    snapshot: Snapshot,
    blobs: Blobs,
    key: note.Key,
    private: PrivateBlobs | None = None,
) -> Checked:
    """Check everything that *snapshot* holds; *key* signs its checkpoints.

    Without *private* blobs, those that the ledger names are not looked for.
    """
    faults: list[Fault] = []
    processes = snapshot.processes()
    expected: set[bytes] = set()
    entries = 0
    for process in processes:
        lines = snapshot.entries(process)
        entries += len(lines)
        broken = list(check_streams(process, lines))
        faults += broken
        expected |= _leaves(lines, snapshot.salt(process), broken=bool(broken))
    leaves = [row.leaf for row in snapshot.leaves()]
    faults += _log(leaves, expected)
    sizes = snapshot.checkpoints()
    notes = {size: snapshot.checkpoint(size) or "" for size in sizes}
    faults += check_checkpoints(leaves, notes, key)
    rows = [row for process in processes for row in snapshot.blobs(process)]
    named = sorted({row.sha256 for row in rows if not row.private})
    faults += _blobs(named, blobs)
    hidden = sorted({row.sha256 for row in rows if row.private}) if private else []
    if private:
        faults += _private_blobs(hidden, private)
    return Checked(
        processes=len(processes),
        entries=entries,
        leaves=len(leaves),
        checkpoints=len(sizes),
        blobs=len(named) + len(hidden),
        faults=tuple(faults),
    )


def check_checkpoints(
    leaves: list[bytes], notes: Mapping[int, str], key: note.Key
) -> Iterator[Fault]:
    """Hold the log's root at each size to the checkpoint that was signed there."""
    tree = log.Tree()
    for leaf_ in leaves:
        tree.append(leaf_)
    for size, text in notes.items():
        where = f"checkpoint {size}"
        try:
            checkpoint = Checkpoint.from_text(note.verify(text, [key]).text)
        except (NoteError, NoteSignatureError) as error:
            yield Fault(where, "a note signed by the server", str(error))
            continue
        if checkpoint.size != size:
            yield Fault(where, f"a note of {size} leaves", f"one of {checkpoint.size}")
        elif checkpoint.size > len(leaves):
            yield Fault(where, f"{checkpoint.size} leaves", str(len(leaves)))
        elif (root := tree.root(checkpoint.size)) != checkpoint.root:
            yield Fault(where, checkpoint.root.hex(), root.hex())


def _leaves(lines: list[bytes], salt: str, *, broken: bool) -> set[bytes]:
    """Return the leaves that a process has to have in the log by now.

    A line that is no entry has none; that it is none was found with the streams,
    and where they hold every line is known to be one.
    """
    read_ = _entry if broken else orjson.loads
    entries = [(entry, entry_hash(line)) for line in lines if (entry := read_(line))]
    closed = {
        stream_name("sealed", entry["sealed"]["round"])
        for entry, _ in entries
        if "sealed" in entry
    }
    closed |= {
        stream_name("sealed", entry["round"])
        for entry in map(read_, filter(closes_intake, lines))
        if entry and ends_intake(entry["events"])
    }
    public = {MAIN, *closed}
    return {
        leaf(
            process=entry["process"],
            stream=name,
            salt=salt,
            seq=entry["seq"],
            entry=hash_,
        )
        for entry, hash_ in entries
        if (name := stream_name(entry["stream"], entry["round"])) in public
    }


def _entry(line: bytes) -> dict[str, Any] | None:
    try:
        return read(line)
    except (NotCanonicalError, EntryError):
        return None


def _log(leaves: list[bytes], expected: set[bytes]) -> Iterator[Fault]:
    try:
        verify_leaves(leaves)
    except BrokenChainError as error:
        yield Fault(error.where, error.expected, error.found)
    found = set(leaves)
    for missing in sorted(expected - found):
        yield Fault("log", f"the leaf {missing.hex()[:24]} of an entry", "none")
    for over in sorted(found - expected):
        yield Fault("log", "leaves of entries alone", over.hex()[:24])


def _blobs(named: list[str], blobs: Blobs) -> Iterator[Fault]:
    for name in named:
        try:
            blobs.get(name)
        except BlobError as error:
            yield Fault(f"blob {name}", error.expected, error.found)


def _private_blobs(named: list[str], private: PrivateBlobs) -> Iterator[Fault]:
    """Yield what is behind a commitment no more, and was not erased."""
    for name in named:
        try:
            private.get(name)
        except NoBlobError as error:
            if not private.erased(name):
                yield Fault(f"private blob {name}", error.expected, error.found)
        except BlobError as error:
            yield Fault(f"private blob {name}", error.expected, error.found)
