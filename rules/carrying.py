"""A process that follows another: as what, after which end, and what may be carried over.

Carried over is what the unit has settled and the failure does not touch: budget, works,
values, scheme, and a roster whose people were heard. Not carried over, ever: the method,
for the catalogue is looked into again; the estimate, which has an age, and whose detail is
public once the tender before has ended; schedule, committee, declarations, trustees, keys,
questions, bids, and whatever was found of bids.

Source: Perpres 16/2018 art. 51(9) (the tender again) and 51(10) (direct appointment where
that fails too), text read. What is carried over is this house's own: docs/lifecycle.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from rules.failing import GROUNDS
from tender.canonical import Json
from tender.commands.preparation.carrying import CarryOver, End, Relation
from tender.commands.preparation.process import Budget
from tender.commands.preparation.roster import RosterNotice
from tender.commands.preparation.works import Works
from tender.state import State
from tender.stored import Stored

ENDED: Final[Mapping[Relation, End]] = {
    "tender_again": "failed",
    "direct_appointment": "failed",
    "successor": "started",
}
"""How a process has to have ended for another to follow it so."""

RELATED: Final[Mapping[Relation, str]] = {
    "tender_again": "unsuccessfulProcess",
    "direct_appointment": "unsuccessfulProcess",
    "successor": "renewalProcess",
}
"""As OCDS 1.1 calls the process before (codelist relatedProcess)."""

ANEW: Final = (
    "method",
    "estimate",
    "schedule",
    "committee",
    "trustees",
    "bids",
)
"""What is anew in every process that follows another."""

HEARD_FOR: Final = 90  # calendar days from freezing to the announcement: docs/roster.md


def leaves_open(ground: str) -> bool:
    """Say whether a failure on *ground* may be followed by the tender again.

    So it is where the law names that, and where the law names nothing.
    """
    return GROUNDS[ground].follows in {"tender_again", None}


def standing(state: State) -> dict[str, dict[str, Json]]:
    """Return what may be carried over of *state*, by name: the fields that `CarryOver` has.

    All but the entry that a piece comes from, which no state knows. A value's name is
    `values` with its id; a roster is none before it is frozen.
    """
    part = state.preparation
    found: dict[str, dict[str, Json]] = {}
    if part.budget is not None:
        found["budget"] = {"budget": _as(Budget, part.budget)}
    if part.works is not None:
        found["works"] = {"works": _as(Works, part.works)}
    for value_id, value in sorted(state.values.chosen.items()):
        found[f"values {value_id}"] = {
            "id": value_id,
            "value": value.value,
            "unit": value.unit,
            "clause": value.source,
        }
    if part.scheme is not None:
        found["scheme"] = {"scheme": part.scheme.to_json()}
    if part.orders is not None and part.notice is not None and part.frozen_at:
        heard = part.heard_before()
        frozen_on = heard.frozen_on if heard else state.day(part.frozen_at)
        people = part.roster or {}
        found["roster"] = {
            "notice": _as(RosterNotice, part.notice),
            "frozen_on": frozen_on.isoformat(),
            "claims": claims_heard(state),
            "orders": [order.to_json() for order in part.orders],
            "incumbents": [people[worker].to_json() for worker in sorted(people)],
        }
    return found


def claims_heard(state: State) -> int:
    """Return how many claims on the roster were ruled on, here and in the process before."""
    heard = state.preparation.heard_before()
    return len(state.preparation.claims) + (heard.claims if heard else 0)


def _as(kind: type[Stored], record: Stored) -> dict[str, Json]:
    """Return the fields of *record* that *kind* has: of an event, what was asked."""
    said = {name: getattr(record, name) for name in kind.model_fields}
    return kind.model_validate(said).to_json()


class Carried(NamedTuple):
    """A piece that a command carries over: its name, its entry, its other fields."""

    name: str
    entry: str
    fields: dict[str, Json]


def pieces(command: CarryOver) -> Iterator[Carried]:
    """Yield what *command* carries over, as `standing` names it and in its form."""
    for value in command.values:
        yield _piece(f"values {value.id}", value)
    singles = {
        "budget": command.budget,
        "works": command.works,
        "scheme": command.scheme,
        "roster": command.roster,
    }
    for name, piece in singles.items():
        if piece is not None:
            yield _piece(name, piece)


def _piece(name: str, record: Stored) -> Carried:
    fields = record.to_json()
    entry = str(fields.pop("entry"))
    people = fields.get("incumbents")
    if isinstance(people, list):
        fields["incumbents"] = sorted(people, key=_worker)
    return Carried(name, entry, fields)


def _worker(person: Json) -> str:
    return str(person["worker"]) if isinstance(person, dict) else ""
