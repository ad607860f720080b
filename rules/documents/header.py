"""What stands on every document: the process, its money, its people, its caveats."""

from __future__ import annotations

from typing import TypeVar

from rules.documents.following import related_processes
from rules.succession import succeeds
from tender.canonical import Json
from tender.canonical.numbers import number_text
from tender.state import State
from tender.values import Reading

T = TypeVar("T")

_OF_LOWEST_PRICE = ("evaluation.lowest",)


class Unready(LookupError):  # noqa: N818  # an answer to "can it be issued?", not a fault
    """The process has not come as far as the document speaks of."""

    def __init__(self, lacking: str) -> None:
        super().__init__(f"expected {lacking}, found none yet")
        self.lacking = lacking


def need(value: T | None, name: str) -> T:
    """Return *value*; raise `Unready` naming it where there is none."""
    if value is None:
        raise Unready(name)
    return value


def header(state: State) -> dict[str, Json]:
    """Return the common head."""
    part = state.preparation
    process = state.process
    return {
        "process": {
            "ocid": process.ocid,
            "title": process.title,
            "government": process.government,
            "buyer": process.buyer,
            "office": process.office,
            "job": process.job,
            "offset": process.offset,
            "practice": process.practice,
            "epoch": part.epoch,
            **({"regime": process.regime} if succeeds(state) else {}),
        },
        "budget": None if part.budget is None else part.budget.to_json(),
        "estimate": None
        if part.estimate is None
        else number_text(part.estimate.amount),
        "officers": {
            office: [p for p, facts in part.parties.items() if office in facts.offices]
            for office in ("ppk", "unit", "authority")
        },
        "committee": None if part.committee is None else _committee(state),
        "version": state.announcement.version,
        "pack": state.announcement.pack,
        **related_processes(state),
    }


def _committee(state: State) -> Json:
    committee = need(state.preparation.committee, "committee")
    return {"members": list(committee.members), "decree": committee.decree}


def basis(state: State, reading: Reading, *prefixes: str) -> list[Json]:
    """Return the values that a document rests on, with source, status, confirmation.

    *prefixes* select by the beginning of the id; no prefix selects all. What only the
    lowest price rests on is none of a tender by points.
    """
    scheme = state.preparation.scheme
    unused = _OF_LOWEST_PRICE if scheme is not None and scheme.merit else ()
    return [
        {
            **value.to_json(),
            "confirmed": state.values.confirmed.get(value.id),
        }
        for value_id, value in sorted(reading.by_id.items())
        if (not prefixes or value_id.startswith(prefixes)) and value_id not in unused
    ]
