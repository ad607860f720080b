"""The feed: every leaf of the log in order, with its entry where everyone may read it by now.

The index of a leaf is the cursor. It has no gap and never changes, so that whoever has
read up to one goes on from there for ever. What is under seal has no leaf before the
closing; what is not disclosed yet shows its leaf and nothing else, and is shown whole to
whoever reads it again later.
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.disclosure import is_shown, reached
from ledger.entry import Entry, from_bytes
from ledger.inclusion import Inclusion
from ledger.memory import Memory
from ledger.store import Snapshot
from tender.codes import Disclosure


@dataclass(frozen=True, slots=True)
class Item:
    """A leaf, in hexadecimal, and its entry, unless that may not be read yet."""

    index: int
    leaf: str
    entry: Entry | None


def included(snapshot: Snapshot, entry_sha256: str) -> Inclusion | None:
    """Return the proof that an entry stands in the log; none before a checkpoint covers it.

    So it is, too, of an entry that there is not: what is under seal is not told apart.
    """
    leaf = snapshot.leaf_of(entry_sha256)
    sizes = [] if leaf is None else snapshot.checkpoints(after=leaf.index)
    if leaf is None or not sizes:
        return None
    return Inclusion(
        leaf=leaf.leaf.hex(),
        index=leaf.index,
        size=sizes[0],
        path=tuple(step.hex() for step in snapshot.inclusion(leaf.index, sizes[0])),
        checkpoint=snapshot.checkpoint(sizes[0]) or "",
    )


def page(snapshot: Snapshot, memory: Memory, start: int, most: int) -> list[Item]:
    """Return up to *most* items from index *start* on; none where the log ends before."""
    moments: dict[tuple[str, int], frozenset[Disclosure]] = {}
    found: list[Item] = []
    for leaf, data in snapshot.published(start, start + most):
        entry = from_bytes(data)
        key = (entry.process, entry.round)
        if key not in moments:
            state = memory.recall(snapshot, entry.process).state
            moments[key] = reached(state, entry.round)
        shown = entry if is_shown(entry, moments[key]) else None
        found.append(Item(leaf.index, leaf.leaf.hex(), shown))
    return found
