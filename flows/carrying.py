"""What a package takes over of the process before, read from the ledger that has both.

The officer says which process, as what, and which pieces; what they are, and which entry
each comes from, is on record.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, get_args

from flows.office import Office
from flows.package import Package, PlannedAct, UnknownSubjectError
from ledger.predecessor import Before, stood
from ledger.store import UnknownProcessError
from tender.canonical import Json
from tender.commands.preparation.carrying import End

_TABLE: Final = "a table [carries_over] in tender.toml"
_HELD: Final = "a process before that this ledger has: run both with one --database"
_ENDS: Final = ", ".join(get_args(End))


def carried(office: Office, package: Package, act: PlannedAct) -> Mapping[str, object]:
    """Return the fields of `carry_over` that the ledger knows.

    Raise `UnknownSubjectError` where the package follows nothing, or a process that is
    not in this ledger, or asks for a piece that the process before does not have.
    """
    wanted = package.carries_over
    if wanted is None:
        raise UnknownSubjectError(act, _TABLE)
    try:
        before = stood(office.ledger.entries(wanted.predecessor))
    except UnknownProcessError as error:
        raise UnknownSubjectError(act, _HELD) from error
    if before is None:
        raise UnknownSubjectError(act, _HELD)
    if before.state.stage not in get_args(End):
        raise UnknownSubjectError(act, f"a process before that has ended: {_ENDS}")
    fields: dict[str, object] = {
        "predecessor": _said(before),
        "relation": wanted.relation,
    }
    for piece in wanted.pieces:
        if piece == "values":
            fields["values"] = [
                _piece(before, name)
                for name in before.pieces
                if name.startswith("values ")
            ]
        elif piece in before.pieces:
            fields[piece] = _piece(before, piece)
        else:
            raise UnknownSubjectError(act, f"{piece} in {wanted.predecessor}")
    return fields


def _said(before: Before) -> Mapping[str, Json]:
    state = before.state
    followed, failure = state.preparation.carried, state.award.failure
    ground = failure.ground if failure and state.stage == "failed" else None
    return {
        "ocid": state.process.ocid,
        "head": before.head,
        "ended": state.stage,
        "ground": ground,
        "relation": followed.relation if followed else None,
    }


def _piece(before: Before, name: str) -> Mapping[str, Json]:
    return {**before.pieces[name], "entry": before.origins[name]}
