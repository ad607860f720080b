"""Export: one process out of the store into a bundle, for everyone or for auditors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ledger import note
from ledger.blobs import Blobs, NoBlobError, PrivateBlobs
from ledger.bundle import ENTRIES, LEAVES, PROCESS, Reader, seal_up
from ledger.disclosure import is_shown, reached
from ledger.entry import Entry, from_bytes
from ledger.history import replayed
from ledger.store import Snapshot
from tender.canonical import to_bytes
from tender.state import State

FINGERPRINT: Final = "renditions/fingerprint.json"

_HEARD: Final = ("announcement", "opening_minutes")
"""Documents of what was announced, and of what was read out at the opening."""


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

        *papers* are the members under `documents/` and `renditions/`, which the
        shell keeps, each by its number in the order of issue. What the public may
        not read yet, entries and papers, is left out of its bundle; what is under
        seal, and whatever else tells who has bid, of both while intake is open.
        """
        lines = self._snapshot.entries(process)
        entries = [from_bytes(line) for line in lines]
        state = replayed(entries)
        moments = reached(state)
        whole = reader == "auditors" and not state.intake_open
        shown = [
            line
            for line, entry in zip(lines, entries, strict=True)
            if whole or is_shown(entry, moments)
        ]
        members = {
            PROCESS: self._process(process),
            ENTRIES: b"".join(line + b"\n" for line in shown),
            **self._packs(entries),
            **self._ciphertexts(state),
            **self._log(),
            **(papers if whole or "at_result" in moments else _early(papers, state)),
        }
        if reader == "auditors":
            seen = state if whole else replayed(map(from_bytes, shown))
            members |= dict(self._private_files(seen))
        return seal_up(members, signer=self._origin, seed=self._seed)

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

    def _ciphertexts(self, state: State) -> dict[str, bytes]:
        """Return what was sealed and opened: offers of opened parts."""
        opened = {
            item.ciphertext
            for bid, part in state.opening.offers
            for item in state.bidding.bids[bid].objects(part)
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

    def _private_files(self, state: State) -> Iterator[tuple[str, bytes]]:
        """Yield what auditors get besides: opened papers with salts, sealed attachments."""
        for commitment in sorted(commitments(state)):
            try:
                salt, body = self._private.get(commitment)
            except NoBlobError:
                continue  # erased: the chain holds without it
            yield f"private/{commitment}.bin", salt + body
        for standing in state.bidding.bids.values():
            for item in standing.envelope.objects:
                if item.name != "offer" and self._blobs.has(item.ciphertext):
                    name = f"private/{item.ciphertext}.age"
                    yield name, self._blobs.get(item.ciphertext)


def _early(papers: Mapping[str, bytes], state: State) -> dict[str, bytes]:
    """Return the papers that say nothing but what everyone has heard before the result."""
    issued = enumerate(state.fulfilment.documents, start=1)
    numbers = {f"{n:02d}" for n, one in issued if one.document.kind in _HEARD}
    return {
        name: data
        for name, data in papers.items()
        if name == FINGERPRINT or name.rpartition("/")[2].partition("-")[0] in numbers
    }


def commitments(state: State) -> set[str]:
    """Return every commitment of *state* that a private blob may stand behind."""
    part = state.preparation
    named = {p.identity for p in part.parties.values() if p.identity}
    named |= {heard.claim.words for heard in part.claims.values()}
    named |= {q.words for q in state.announcement.questions.values()}
    named |= {
        attachment.sha256
        for offer in state.opening.offers.values()
        for attachment in offer.attachments
    }
    named |= {answer.words for answer in state.evaluation.answers.values()}
    named |= {heard.objection.words for heard in state.award.objections.values()}
    if part.estimate is not None:
        named.add(part.estimate.detail)
    return named
