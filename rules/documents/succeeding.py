"""Where people come from another alih daya firm: their terms there, and what is owed.

Nothing of this stands in the documents of a first tender for its people.
"""

from __future__ import annotations

from rules.documents.header import need
from rules.succession import succeeds
from tender.canonical import Json
from tender.state import State


def succession(state: State) -> dict[str, Json]:
    """Return the provider before, the people as it listed them, and what it owes them."""
    if not succeeds(state):
        return {}
    listed = need(state.handover.listed, "list_handed_over")
    return {
        "succession": {
            **listed.to_json(),
            "arrears": [one.to_json() for one in state.handover.unsettled()],
        }
    }


def outgoing(state: State) -> dict[str, Json]:
    """Return the provider before and its contract: what the terms of the next one name."""
    if not succeeds(state):
        return {}
    listed = need(state.handover.listed, "list_handed_over")
    return {
        "outgoing": {
            "provider": listed.provider,
            "contract": listed.contract,
            "ends_on": listed.ends_on.isoformat(),
        }
    }


def carried(state: State, worker: str) -> dict[str, Json]:
    """Return what a person brings along: days of leave, what is owed, what was paid out."""
    part = state.handover
    if not succeeds(state) or part.listed is None:
        return {}
    leave = {one.worker: one.leave for one in part.listed.people}
    owed = [one for one in part.unsettled() if one.worker == worker]
    received = part.received.people if part.received else ()
    return {
        **({"leave": leave[worker]} if worker in leave else {}),
        **({"arrears": [one.to_json() for one in owed]} if owed else {}),
        **next(
            ({"carried": one.to_json()} for one in received if one.worker == worker), {}
        ),
    }
