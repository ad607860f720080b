"""States remembered between executions, each with the heads it is the state of.

Folding a process again for every command would grow with its length. A state is
used again only where the store shows the very heads that it was folded to; after
a rollback, or when another process has written, it is folded anew.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Final

from ledger.entry import Entry, from_bytes
from ledger.history import after, replayed
from ledger.store import Head, Snapshot
from rules.errata import EPOCH
from tender.state import State, unopened

REMEMBERED: Final = 256  # processes


@dataclass(frozen=True, slots=True)
class Remembered:
    """A state, the head of each stream that it was folded to, the last pack named."""

    heads: Mapping[str, Head]
    state: State
    pack: str = ""


UNOPENED: Final = Remembered({}, unopened(EPOCH))
"""What is known of a process that the store does not have."""


class Memory:
    """The last states of up to `REMEMBERED` processes, for any number of threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._states: OrderedDict[str, Remembered] = OrderedDict()

    def recall(self, snapshot: Snapshot, process: str) -> Remembered:
        """Return the state of a process as *snapshot* has it."""
        heads = dict(snapshot.heads(process))
        known = self._states.get(process)
        if known is not None and known.heads == heads:
            return known
        entries = [from_bytes(data) for data in snapshot.entries(process)]
        pack = entries[-1].pack if entries else ""
        return self._keep(
            process, Remembered(heads, replayed(entries, UNOPENED.state), pack)
        )

    def forget(self, process: str) -> Remembered:
        """Return what is known of a process that the store does not have: nothing."""
        with self._lock:
            self._states.pop(process, None)
        return UNOPENED

    def add(self, snapshot: Snapshot, entry: Entry) -> None:
        """Take in an *entry* that was just appended in *snapshot*."""
        known = self._states.get(entry.process, UNOPENED)
        heads = dict(snapshot.heads(entry.process))
        state = after(known.state, entry)
        self._keep(entry.process, Remembered(heads, state, entry.pack))

    def _keep(self, process: str, remembered: Remembered) -> Remembered:
        with self._lock:
            self._states[process] = remembered
            self._states.move_to_end(process)
            while len(self._states) > REMEMBERED:
                self._states.popitem(last=False)
        return remembered
