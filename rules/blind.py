"""Blind marks: who may see which mark, and when. Pages and the terminal ask here.

A member sees the marks of the others on a bid once their own are locked and none of
theirs on that bid is missing, and their own always.
Nobody else sees any before the technical result is announced, in one file before the
result. The ledger shows the entries to everyone from that moment on
(`ledger.disclosure`).
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.marks import missing
from tender.codes import Bid, Code, Party
from tender.state import State
from tender.state.evaluation import Marked


def may_see(state: State, viewer: Party, marker: Party, bid: Bid) -> bool:
    """Say whether *viewer* may see the marks of *marker* on a bid now."""
    if is_public(state) or viewer == marker:
        return True
    committee = state.preparation.committee
    is_member = committee is not None and viewer in committee.members
    done = viewer in state.evaluation.locked and not any(missing(state, bid, viewer))
    return is_member and done


def is_public(state: State) -> bool:
    """Say whether marks are for everyone by now."""
    return (
        state.evaluation.technical_announced_at is not None
        or state.award.announced is not None
    )


def visible(state: State, viewer: Party) -> Mapping[tuple[Bid, Code, Party], Marked]:
    """Return the marks that *viewer* may see, by bid, element and member."""
    return {
        key: mark
        for key, mark in state.evaluation.marks.items()
        if may_see(state, viewer, key[2], key[0])
    }
