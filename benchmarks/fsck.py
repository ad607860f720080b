"""Verification of whole processes, without signatures, beside reading and hashing alone.

    python -m benchmarks.fsck

The floor is what nobody can do without who holds bytes to their one spelling and to
their hash: read them, write them again, hash them. Aim: 3,000 processes of 60 small
entries a second on one core. Then the same on entries with words in them, on longer
processes, and `ledger.fsck.check` of a whole store.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from benchmarks.machine import machine
from benchmarks.material import SALT, Process, process_name
from benchmarks.measuring import in_turns, say, table
from ledger.blobs import Blobs
from ledger.chain import verify_streams
from ledger.fsck import check
from ledger.note import Checkpoint, key, sign
from ledger.store import Store

ENTRIES = 60
AIM = 3_000  # processes a second
_ENTRIES_OF_ALL = 200 * ENTRIES
_ROUNDS = 7
_SEED = bytes(32)
_ORIGIN = "saksama.bench/log"


def main() -> None:
    """Print the tables."""
    head = ("processes", "bytes", "floor/s", "verified/s", "ratio", "us an entry")
    sizes = ((ENTRIES, 0), (ENTRIES, 20), (4 * ENTRIES, 0), (4 * ENTRIES, 20))
    table(
        f"Streams of a process verified from bytes (aim {AIM:,}/s at {ENTRIES} small entries)",
        head,
        [streams(entries, words, _ENTRIES_OF_ALL, _ROUNDS) for entries, words in sizes],
    )
    table(
        "A whole store: entries, streams, log, checkpoints",
        ("store", "seconds", "processes/s", "us an entry"),
        [store(processes, _ROUNDS) for processes in (50, 200)],
    )


def streams(entries: int, words: int, of_all: int, rounds: int) -> tuple[object, ...]:
    """Return what a process takes of as many *entries*, while *of_all* are verified."""
    made = [
        Process(process_name(n), words).grow(entries) for n in range(of_all // entries)
    ]
    took = in_turns(
        {
            "floor": lambda: _each(_floor, made),
            "product": lambda: _each(verify_streams, made),
        },
        rounds,
    )
    floor, product = took["floor"] / len(made), took["product"] / len(made)
    return (
        f"{entries} entries, {'with words' if words else 'small'}",
        f"{sum(map(len, made[0])):,}",
        f"{1 / floor:,.0f}",
        f"{1 / product:,.0f}",
        f"{product / floor:.2f}",
        f"{product / entries * 1e6:.1f}",
    )


def _each(check: Callable[[list[bytes]], None], processes: list[list[bytes]]) -> None:
    for lines in processes:
        check(lines)


def _floor(lines: list[bytes]) -> None:
    for line in lines:
        orjson.dumps(orjson.loads(line), option=orjson.OPT_SORT_KEYS)
        sha256(line).digest()


def store(processes: int, rounds: int) -> tuple[object, ...]:
    """Return what a whole store of as many *processes* takes."""
    with TemporaryDirectory(prefix="saksama-bench-") as name:
        folder = Path(name)
        database = Store(f"sqlite:///{folder / 'ledger.db'}")
        database.migrate()
        with database.write() as transaction:
            for number in range(processes):
                process = process_name(number)
                transaction.open_process(process, SALT)
                for line in Process(process).grow(ENTRIES):
                    transaction.append(line)
            size = transaction.size()
            text = Checkpoint(_ORIGIN, size, transaction.root(size)).to_text()
            transaction.put_checkpoint(size, sign(text, _ORIGIN, _SEED))
        server = key(_ORIGIN, _SEED)
        with database.read() as snapshot:
            blobs = Blobs(folder / "blobs")
            took = in_turns({"": lambda: check(snapshot, blobs, server)}, rounds)[""]
        database.close()
    return (
        f"{processes} processes of {ENTRIES} entries",
        f"{took:.2f}",
        f"{processes / took:,.0f}",
        f"{took / processes / ENTRIES * 1e6:.1f}",
    )


if __name__ == "__main__":
    say(machine())
    main()
