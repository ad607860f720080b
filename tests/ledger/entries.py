"""A process to test with: entries as `execute` would write them."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from ledger.entry import (
    MAIN,
    SEALED,
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

PROCESS = "ocds-s4k54m-muaro-jambi-2027-001"
SALT = "5a" * 16
START_OF_DAY = datetime(2026, 11, 24, 1, tzinfo=UTC)


class Process:
    """The entries of one process so far; each new one follows the last."""

    def __init__(self, name: str = PROCESS) -> None:
        self.name = name
        self.at = START_OF_DAY
        self.round = 1
        self.heads: dict[str, tuple[int, str]] = {}
        self.entries: list[bytes] = []

    def head(self, stream: str) -> tuple[int, str]:
        """Return number and hash of the last entry of a stream."""
        return self.heads.get(stream, (0, START))

    def add(self, tag: str = "publish_tender", **fields: object) -> bytes:
        """Add a main entry; *fields* are an `Entry`'s, in the place of the usual ones."""
        return self.keep(self.next_entry(tag, **fields))

    def keep(self, entry: Entry) -> bytes:
        """Add an entry as it is, and return its bytes."""
        data = to_bytes(entry)
        name = stream_name(entry.stream, entry.round)
        self.heads[name] = (entry.seq, entry_hash(data))
        self.entries.append(data)
        return data

    def bid(self, tag: str = "commit_bid", **fields: object) -> bytes:
        """Add a sealed entry, decided on the main head."""
        seq, hash_ = self.head(MAIN)
        after = Position(seq=seq, hash=hash_)
        return self.add(tag, **{"stream": SEALED, "after": after, **fields})

    def close(self, tag: str = "close_bidding", **fields: object) -> bytes:
        """Add the main entry that ends intake."""
        size, head = self.head(f"sealed-{self.round}")
        closed = Closed(round=self.round, size=size, head=head)
        return self.add(tag, **{"sealed": closed, **fields})

    def next_entry(self, tag: str, **fields: object) -> Entry:
        """Return the entry that would come next, a minute after the last."""
        self.at += timedelta(minutes=1)
        number = len(self.entries)
        values: dict[str, Any] = {
            "process": self.name,
            "round": self.round,
            "stream": MAIN,
            "at": time_text(self.at),
            "salt": f"{number:032x}",
            "actor": Actor(party="pokja-1", office="committee", proof="server"),
            "key_sha256": sha256(f"{self.name} {number}".encode()).hexdigest(),
            "pack": "9c" * 32,
            "epoch": 0,
            "command": {"tag": tag},
            "outcome": "accepted",
            "events": ({"tag": f"{tag}_done"},),
            **fields,
        }
        seq, prev = self.head(stream_name(values["stream"], values["round"]))
        return Entry(**{"seq": seq + 1, "prev": prev, **values})


def a_tender(name: str = PROCESS) -> Process:
    """Return a process of eight entries: three main, three bids, closing, one after."""
    process = Process(name)
    process.add("open_process")
    process.add("publish_tender")
    process.bid()
    process.bid()
    process.add("answer_question")
    process.bid("withdraw_bid")
    process.close()
    process.add("open_part")
    return process
