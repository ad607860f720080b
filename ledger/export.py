"""Export: one process out of the store into a bundle, for everyone or for auditors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import compress

from ledger import note
from ledger.blobs import BlobError, Blobs, PrivateBlobs
from ledger.bundle import (
    ENTRIES,
    FINGERPRINT,
    LEAVES,
    PROCESS,
    Bundle,
    Reader,
    paper_name,
    seal_up,
)
from ledger.disclosure import is_shown, papers_shown, reached
from ledger.entry import Entry, from_bytes
from ledger.history import replayed
from ledger.named import Events, ciphertexts, private_blobs, public_words
from ledger.store import Snapshot, UnknownProcessError
from tender.canonical import sha256_hex, to_bytes
from tender.state import State
from tender.state.fulfilment import Issued


class Exporter:
    """Makes bundles of the processes in *snapshot*, signed by *origin* with *seed*."""

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        blobs: Blobs,
        private: PrivateBlobs,
        origin: str,
        seed: bytes,
    ) -> None:
        self._snapshot = snapshot
        self._blobs = blobs
        self._private = private
        self._origin = origin
        self._seed = seed

    def bundle(
        self, process: str, reader: Reader, papers: Mapping[str, bytes]
    ) -> bytes:
        """Return the bundle of *process*.

        *papers* are members under `renditions/`, which the shell keeps, and may be
        some under `documents/`. What nobody issued is left out. What the public may
        not read yet, entries and papers, is left out of its bundle; what is under
        seal, and whatever else tells who has bid, of both while intake is open. Raise
        `UnknownProcessError`, and `BlobError` for what the process names and is lost.
        """
        lines = self._snapshot.entries(process)
        if not lines:
            raise UnknownProcessError(process)
        entries = [from_bytes(line) for line in lines]
        state = replayed(entries)
        moments = {n: reached(state, n) for n in range(1, state.round + 1)}
        whole = reader == "auditors" and not state.intake_open
        disclosed = [is_shown(entry, moments[entry.round]) for entry in entries]
        shown = [whole or is_public for is_public in disclosed]
        kept = {row.sha256 for row in self._snapshot.blobs(process) if row.private}
        members = {
            PROCESS: self._process(process),
            ENTRIES: b"".join(line + b"\n" for line in compress(lines, shown)),
            **self._packs(entries),
            **self._words(compress(entries, disclosed), kept),
            **self._ciphertexts(state),
            **self._log(),
            **self._papers(_all(state) if whole else papers_shown(state), papers),
        }
        if reader == "auditors":
            seen = list(compress(entries, shown))
            members |= self._behind(seen, kept, members)
            members |= self._unopened(seen, state, members)
        return seal_up(members, signer=self._origin, seed=self._seed)

    def at_hand(self, process: str) -> Bundle:
        """Return what *process* is decided again from where its ledger is at hand.

        That is everything, whoever may read it yet, but for drawn pages, what is
        private, and the log: whether the ledger holds together is for `fsck`, once for
        all of its processes. Raise as `bundle` does.
        """
        lines = self._snapshot.entries(process)
        if not lines:
            raise UnknownProcessError(process)
        entries = [from_bytes(line) for line in lines]
        state = replayed(entries)
        return Bundle(
            {
                PROCESS: self._process(process),
                ENTRIES: b"".join(line + b"\n" for line in lines),
                **self._packs(entries),
                **self._ciphertexts(state),
                **self._papers(_all(state), {}),
            }
        )

    def _process(self, process: str) -> bytes:
        key = note.key(self._origin, self._seed)
        return to_bytes(
            {
                "process": process,
                "salt": self._snapshot.salt(process),
                "log": self._origin,
                "key": key.to_text(),
            }
        )

    def _packs(self, entries: list[Entry]) -> dict[str, bytes]:
        named = {entry.pack for entry in entries}
        return {f"packs/{digest}.json": self._blobs.get(digest) for digest in named}

    def _words(self, entries: Iterable[Entry], kept: set[str]) -> dict[str, bytes]:
        """Return salt and bytes of words that are for everyone by now."""
        named = _named(public_words, entries)
        return {f"blobs/{name}.bin": both for name, both in self._held(named, kept)}

    def _held(self, named: set[str], kept: set[str]) -> Iterator[tuple[str, bytes]]:
        """Yield salt and bytes behind commitments, but for what was erased.

        What was never here is passed over; what was *kept* here and is lost is missed.
        """
        for name in sorted(named):
            is_lost = name in kept and not self._private.erased(name)
            if is_lost or self._private.has(name):
                salt, body = self._private.get(name)
                yield name, salt + body

    def _ciphertexts(self, state: State) -> dict[str, bytes]:
        """Return what was sealed and opened: offers of opened parts."""
        opened = {
            item.ciphertext
            for one in state.rounds
            for bid, part in one.opening.offers
            for item in one.bidding.bids[bid].objects(part)
            if item.name == "offer"
        }
        return {f"ciphertexts/{name}.age": self._blobs.get(name) for name in opened}

    def _log(self) -> dict[str, bytes]:
        leaves = b"".join(leaf.leaf for leaf in self._snapshot.leaves())
        notes = {
            f"log/{size:012d}.note": (self._snapshot.checkpoint(size) or "").encode()
            for size in self._snapshot.checkpoints()
        }
        return {LEAVES: leaves, **notes}

    def _papers(
        self, issued_: Iterable[tuple[int, Issued]], papers: Mapping[str, bytes]
    ) -> dict[str, bytes]:
        """Return data and page of what was issued, and PDFs and fingerprint if there are."""
        members: dict[str, bytes] = {}
        for number, issued in issued_:
            members |= self._paper(number, issued, papers)
        if FINGERPRINT in papers:
            members[FINGERPRINT] = papers[FINGERPRINT]
        return members

    def _paper(
        self, number: int, issued: Issued, papers: Mapping[str, bytes]
    ) -> dict[str, bytes]:
        document = issued.document
        name = paper_name(number, document.kind, document.about)
        members = {
            f"documents/{name}.json": document.data_sha256,
            f"renditions/{name}.html": document.html_sha256,
        }
        found = {m: self._issued(m, papers, sha256) for m, sha256 in members.items()}
        drawn = f"renditions/{name}.pdf"
        return found | ({drawn: papers[drawn]} if drawn in papers else {})

    def _issued(self, member: str, papers: Mapping[str, bytes], sha256: str) -> bytes:
        """Return a paper as it was issued: from the blobs, or as the shell has it."""
        data = papers.get(member)
        if data is not None and sha256_hex(data) == sha256:
            return data
        try:
            return self._blobs.get(sha256)
        except BlobError as error:
            expected, found = "the paper that was issued", error.found
            raise BlobError(member, expected=expected, found=found) from error

    def _behind(
        self, entries: list[Entry], kept: set[str], members: Mapping[str, bytes]
    ) -> dict[str, bytes]:
        """Return what is behind commitments, but for words that are there for everyone."""
        named = _named(private_blobs, entries)
        named = {name for name in named if f"blobs/{name}.bin" not in members}
        return {f"private/{name}.bin": both for name, both in self._held(named, kept)}

    def _unopened(
        self, entries: list[Entry], state: State, members: Mapping[str, bytes]
    ) -> dict[str, bytes]:
        """Return what was sealed and is not there for everyone, in whatever bid.

        That is attachments, and all of withdrawn, replaced and unopenable bids. What
        the opening has found lost is passed over.
        """
        files: dict[str, bytes] = {}
        found_lost = _found_lost(state)
        for name in sorted({n for e in entries for n, _ in ciphertexts(e.events)}):
            if f"ciphertexts/{name}.age" in members:
                continue
            try:
                files[f"private/{name}.age"] = self._blobs.get(name)
            except BlobError:
                if name not in found_lost:
                    raise
        return files


def _named(
    names: Callable[[Events], Iterable[str]], entries: Iterable[Entry]
) -> set[str]:
    return {name for entry in entries for name in names(entry.events)}


def _all(state: State) -> Iterator[tuple[int, Issued]]:
    """Return every paper with its number."""
    return enumerate(state.fulfilment.documents, start=1)


def _found_lost(state: State) -> set[str]:
    """Return the ciphertexts of bids that were found unopenable as these are lost."""
    return {
        item.ciphertext
        for one in state.rounds
        for (bid, part), finding in one.opening.unopenable.items()
        if finding.ground == "ciphertext"
        for item in one.bidding.bids[bid].objects(part)
    }
