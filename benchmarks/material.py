"""What is measured on: entries of made-up processes, as the ledger would write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from ledger.entry import (
    ACCEPTED,
    MAIN,
    SEALED,
    SERVER,
    START,
    Closed,
    Entry,
    Position,
    entry_hash,
    stream_name,
    to_bytes,
)
from tender.act import Actor
from tender.canonical.times import time_text

SALT = "5a" * 16
_BEGAN = datetime(2026, 9, 28, 1, tzinfo=UTC)
_SENTENCE = "Alasan ditulis di sini dengan kata sendiri, sepanjang yang perlu. "


class Process:
    """A process that grows entry by entry: preparation, bids, closing, evaluation."""

    def __init__(self, name: str, words: int = 0) -> None:
        self.name = name
        self.entries: list[bytes] = []
        self._words = words
        self._heads: dict[str, tuple[int, str]] = {}

    def grow(self, entries: int) -> list[bytes]:
        """Return the process after as many *entries*: a sixth of them bids."""
        bids = entries // 6
        for number in range(entries):
            if entries // 3 <= number < entries // 3 + bids:
                self.bid()
            elif number == entries // 3 + bids:
                self.close()
            else:
                self.act()
        return self.entries

    def act(self, **fields: object) -> bytes:
        """Add a main entry."""
        number = len(self.entries)
        command = {
            "tag": "record_judgement",
            "bid": "p-01",
            "requirement": f"r-{number}",
        }
        if self._words:
            command["reason"] = (_SENTENCE * self._words)[: self._words * 60]
        name = MAIN if "after" not in fields else SEALED
        seq, prev = self._heads.get(stream_name(name, 1), (0, START))
        values: dict[str, Any] = {
            "process": self.name,
            "round": 1,
            "stream": name,
            "seq": seq + 1,
            "prev": prev,
            "at": time_text(_BEGAN + timedelta(seconds=number)),
            "salt": sha256(f"salt {self.name} {number}".encode()).hexdigest()[:32],
            "actor": Actor("pokja-1", "committee", SERVER),
            "key_sha256": sha256(f"{self.name} {number}".encode()).hexdigest(),
            "pack": "9c" * 32,
            "epoch": 0,
            "command": command,
            "outcome": ACCEPTED,
            "events": ({**command, "tag": "judgement_recorded"},),
            **fields,
        }
        data = to_bytes(Entry(**values))
        self._heads[stream_name(name, 1)] = (seq + 1, entry_hash(data))
        self.entries.append(data)
        return data

    def bid(self) -> bytes:
        """Add a sealed entry, decided on the main head."""
        seq, head = self._heads[MAIN]
        return self.act(after=Position(seq=seq, hash=head))

    def close(self) -> bytes:
        """Add the main entry that ends intake."""
        size, head = self._heads.get(stream_name(SEALED, 1), (0, START))
        return self.act(sealed=Closed(round=1, size=size, head=head))


def process_name(number: int) -> str:
    """Return the name of a made-up process."""
    return f"ocds-bench1-2027-{number:06d}"
