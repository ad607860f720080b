"""What of a process everyone may read by now, entry by entry.

Each event has a pinned moment of disclosure; an entry is shown when the last of
its events may be. Until then the log's leaf is all that shows.
"""

from __future__ import annotations

from ledger.entry import Entry
from tender.codes import Disclosure
from tender.events import EVENTS
from tender.state import State


def reached(state: State) -> frozenset[Disclosure]:
    """Return the moments of disclosure that *state* has come to."""
    moments: set[Disclosure] = {"at_once"}
    if state.bidding.closed_at is not None:
        moments.add("at_closing")
    if state.evaluation.technical_announced_at is not None:
        moments.add("at_technical_result")
    if state.award.announced is not None:
        moments |= {"at_technical_result", "at_result"}
    return frozenset(moments)


def is_shown(entry: Entry, moments: frozenset[Disclosure]) -> bool:
    """Say whether every event of *entry* may be read."""
    return all(EVENTS[str(e["tag"])].disclosure in moments for e in entry.events)
