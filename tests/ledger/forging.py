"""An operator with all the server's keys, who writes another history and signs it.

What is forged here holds together: links, leaves, roots, checkpoints, manifest. Only
what the entries say can give it away, or what somebody else has kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ledger import log
from ledger.bundle import ENTRIES, LEAVES, MANIFEST, NOTE, open_up, seal_up
from ledger.chain import replay_order
from ledger.entry import (
    MAIN,
    START,
    Closed,
    Entry,
    Position,
    entry_hash,
    leaf,
    stream_name,
    to_bytes,
)
from ledger.moments import LEGAL_MOMENTS
from ledger.note import Checkpoint, sign

Edit = Callable[[dict[str, Any]], None]


class Forgery:
    """A bundle that is being rewritten by the owner of *seed*."""

    def __init__(self, bundle: bytes, seed: bytes) -> None:
        opened = open_up(bundle)
        self.seed = seed
        self.process: Mapping[str, str] = opened.process
        self.entries = list(replay_order(opened.entries))
        self.members = dict(opened.members)

    def find(self, command: str, about: str = "", nth: int = 0) -> int:
        """Return the place of the *nth* entry of *command* that names *about*."""
        found = [
            number
            for number, entry in enumerate(self.entries)
            if entry.command["tag"] == command
            and (not about or about in (entry.actor.party, *entry.command.values()))
        ]
        return found[nth]

    def change(self, number: int, **fields: Any) -> None:  # noqa: ANN401  # an entry's
        """Put other fields into an entry."""
        self.entries[number] = replace(self.entries[number], **fields)

    def edit(
        self, number: int, *, command: Edit | None = None, event: Edit | None = None
    ) -> None:
        """Change an entry's command, or its first event, in place."""
        entry = self.entries[number]
        asked, (first, *rest) = _copy(entry.command), _copy(list(entry.events))
        if command is not None:
            command(asked)
        if event is not None:
            event(first)
        self.change(number, command=asked, events=(first, *rest))

    def drop(self, number: int) -> None:
        """Leave an entry out."""
        del self.entries[number]

    def swap(self, one: int, other: int) -> None:
        """Have two entries change places, and times."""
        first, second = self.entries[one], self.entries[other]
        self.entries[one] = replace(second, at=first.at)
        self.entries[other] = replace(first, at=second.at)

    def written(self) -> bytes:
        """Link the entries anew, grow a log of them, and sign everything."""
        lines, leaves, notes = self._linked()
        kept = {
            name: data
            for name, data in self.members.items()
            if name not in (MANIFEST, NOTE)
            and not (name.startswith("log/") and name.endswith(".note"))
        }
        members = {
            **kept,
            **notes,
            ENTRIES: b"".join(line + b"\n" for line in lines),
            LEAVES: b"".join(leaves),
        }
        return seal_up(members, signer=self.process["log"], seed=self.seed)

    def signed(self) -> bytes:
        """Sign the members as they stand: entries and log are left alone."""
        kept = {n: d for n, d in self.members.items() if n not in (MANIFEST, NOTE)}
        return seal_up(kept, signer=self.process["log"], seed=self.seed)

    def _linked(self) -> tuple[list[bytes], list[bytes], dict[str, bytes]]:
        heads: dict[str, tuple[int, str]] = {}
        lines: list[bytes] = []
        sealed: list[bytes] = []
        leaves: list[bytes] = []
        tree, notes = log.Tree(), {}
        for entry in self.entries:
            name = stream_name(entry.stream, entry.round)
            seq, head = heads.get(name, (0, START))
            linked = replace(entry, seq=seq + 1, prev=head)
            if entry.after is not None:
                at, hash_ = heads.get(MAIN, (0, START))
                linked = replace(linked, after=Position(seq=at, hash=hash_))
            if entry.sealed is not None:
                size, last = heads.get(f"sealed-{entry.round}", (0, START))
                closed = Closed(round=entry.round, size=size, head=last)
                linked = replace(linked, sealed=closed)
            line = to_bytes(linked)
            lines.append(line)
            heads[name] = (linked.seq, entry_hash(line))
            mine = self._leaf(linked, line)
            new = [] if entry.after is not None else [mine]
            if entry.after is not None:
                sealed.append(mine)
            if entry.sealed is not None:
                new, sealed = [*new, *sealed], []
            leaves += new
            for one in new:
                tree.append(one)
            if any(event["tag"] in LEGAL_MOMENTS for event in entry.events):
                size = len(leaves)
                text = Checkpoint(self.process["log"], size, tree.root()).to_text()
                signed = sign(text, self.process["log"], self.seed)
                notes[f"log/{size:012d}.note"] = signed.encode()
        return lines, leaves, notes

    def _leaf(self, entry: Entry, line: bytes) -> bytes:
        return leaf(
            process=self.process["process"],
            stream=stream_name(entry.stream, entry.round),
            salt=self.process["salt"],
            seq=entry.seq,
            entry=entry_hash(line),
        )


def _copy(value: Any) -> Any:  # noqa: ANN401  # plain JSON
    if isinstance(value, Mapping):
        return {key: _copy(one) for key, one in value.items()}
    return [_copy(one) for one in value] if isinstance(value, list | tuple) else value
