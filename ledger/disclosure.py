"""What of a process everyone may read by now, entry by entry and paper by paper.

Each event has a pinned moment of disclosure; an entry is shown when the last of
its events may be. Until then the log's leaf is all that shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.entry import Entry
from tender.codes import Disclosure
from tender.events import EVENTS
from tender.state import State
from tender.state.fulfilment import HEARD, Issued

_ENDS = frozenset({"failed", "annulled"})


def reached(state: State, round_: int | None = None) -> frozenset[Disclosure]:
    """Return the moments of disclosure that the entries of a round have come to.

    It is the round of *state* unless an earlier one is named. What was disclosed stays
    so when a round begins; what was not is disclosed with the next result. A round that
    failed or was annulled has no result but its end: with it everything may be read, and
    what was never opened stays shut (docs/decisions/0009).
    """
    since = state.rounds[(round_ or state.round) - 1 :]
    moments: set[Disclosure] = {"at_once"}
    if since[0].bidding.closed_at is not None:
        moments.add("at_closing")
    if any(one.evaluation.technical_announced_at is not None for one in since):
        moments.add("at_technical_result")
    if any(one.award.announced is not None or one.stage in _ENDS for one in since):
        moments |= {"at_technical_result", "at_result"}
    return frozenset(moments)


def is_shown(entry: Entry, moments: frozenset[Disclosure]) -> bool:
    """Say whether every event of *entry* may be read."""
    return all(EVENTS[str(e["tag"])].disclosure in moments for e in entry.events)


def papers_shown(state: State) -> Iterator[tuple[int, Issued]]:
    """Yield, with their numbers from 1, the papers that everyone may read by now.

    Those of rounds whose result is out are, and of the others those that say nothing
    but what everyone has heard before the result.
    """
    told = max(
        (
            len(one.fulfilment.documents)
            for one in state.rounds
            if "at_result" in reached(state, one.round)
        ),
        default=0,
    )
    for number, issued in enumerate(state.fulfilment.documents, start=1):
        if number <= told or issued.document.kind in HEARD:
            yield number, issued
