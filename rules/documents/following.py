"""That a process follows one before: on each document in a line, on the announcement in full.

No hash of an entry stands in a document: an entry has a salt, and what is told to people
is the same whenever the same was done.
"""

from __future__ import annotations

from typing import get_args

from rules.carrying import ANEW, RELATED
from rules.failing import GROUNDS
from tender.canonical import Json
from tender.commands.preparation.carrying import Piece
from tender.state import State


def related_processes(state: State) -> dict[str, Json]:
    """Return the process before as OCDS relates processes; nothing where there is none."""
    carried = state.preparation.carried
    if carried is None:
        return {}
    related: Json = {
        "scheme": "ocid",
        "identifier": carried.predecessor.ocid,
        "relationship": [RELATED[carried.relation]],
    }
    return {"related_processes": [related]}


def following(state: State) -> dict[str, Json]:
    """Return what is told of the process before: its end, what was carried over, what is anew."""
    carried = state.preparation.carried
    if carried is None:
        return {}
    before, heard = carried.predecessor, state.preparation.heard_before()
    over = {piece.piece for piece in carried.pieces}
    if heard is None:  # it was heard again here
        over.discard("roster")
    told: dict[str, Json] = {
        "ocid": before.ocid,
        "relation": carried.relation,
        "ended": before.ended,
        "reason": carried.reason,
        "carried": [piece for piece in get_args(Piece) if piece in over],
        "anew": [*(p for p in get_args(Piece) if p not in over), *ANEW],
    }
    if before.ground is not None:
        told["ground"] = before.ground
        told["article"] = GROUNDS[before.ground].article.to_json()
    if heard is not None:
        told["heard"] = {
            "frozen_on": heard.frozen_on.isoformat(),
            "claims": heard.claims,
        }
    return {"following": told}
