"""Blind marks: who may see which mark, and when. Pages and the terminal ask here.

A member sees the marks of the others once their own are locked, and their own always.
Nobody else sees any before the technical result is announced, in one file before the
result. The ledger shows the entries to everyone from that moment on
(`ledger.disclosure`).
"""

from __future__ import annotations

from collections.abc import Mapping

from tender.codes import Bid, Code, Party
from tender.state import State
from tender.state.evaluation import Marked


def may_see(state: State, viewer: Party, marker: Party) -> bool:
    """Say whether *viewer* may see the marks of *marker* now."""
    if is_public(state) or viewer == marker:
        return True
    committee = state.preparation.committee
    is_member = committee is not None and viewer in committee.members
    return is_member and viewer in state.evaluation.locked


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
        if may_see(state, viewer, key[2])
    }
