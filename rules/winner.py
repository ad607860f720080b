"""Who sets the winner: the committee up to a budget, above it the authority on its proposal.

Source: Perpres 16/2018 art. 9(1) and 13(1), text read.
"""

from __future__ import annotations

from tender.codes import Office
from tender.state import State
from tender.values import Reading


def set_by(state: State, reading: Reading) -> Office:
    """Return the office that sets the winner of a tender of this budget (pagu)."""
    budget = state.preparation.budget
    ceiling = reading.rupiah("award.committee.ceiling")
    above = budget is not None and budget.amount > ceiling
    return "authority" if above else "committee"


def approved(state: State, more: int = 0) -> bool:
    """Say whether more than half of the committee approve the proposal, with *more* to come."""
    committee = state.preparation.committee
    members = () if committee is None else committee.members
    return 2 * (len(state.award.approvals) + more) > len(members)
