"""Commands from the codec's own types: the example's with fields changed, or all made up.

A value is one that the example has under that name, one that it has under another, or
whatever the type allows: the least, the most, a text of the pattern. What the type
refuses never reaches a decider, and is not tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from tender.canonical import Json
from tender.canonical.times import time_text
from tender.commands import COMMANDS
from tender.commands.evaluation import RecordFact
from tender.money import LARGEST
from tender.registry import Command
from tender.stored import Stored
from tests.journeys import cleaning, points, security

Annotation: TypeAlias = Any
"""What a field is annotated with: a class, or a form of `typing`."""

_MADE_UP: Mapping[str, dict[str, Json]] = {
    "amend_tender": {"summary": "Adendum", "reason": "alasan"},
    "carry_over": {
        "predecessor": {
            "ocid": "ocds-mj0001-2026-kebersihan",
            "head": "0" * 64,
            "ended": "failed",
            "ground": "nobody_passed",
        },
        "relation": "tender_again",
        "reason": "alasan",
    },
    "decide_award": {},
    "decide_disagreement": {"verdict": "award_stands", "reason": "alasan"},
    "decline_appointment": {"reason": "alasan"},
    "disagree_result": {"reason": "alasan"},
    "pass_over_supplier": {"ground": "silent", "reason": "alasan"},
    "record_order": {
        "order": "putusan-1",
        "authority": "court",
        "document": "0" * 64,
        "basis": "Putusan",
        "effect": "suspend",
        "reason": "alasan",
    },
    "decide_tie": {"bids": ["p-01", "p-02"], "ground": "committee", "reason": "alasan"},
    "declare_failure": {"ground": "nobody_passed", "reason": "alasan"},
    "moderate_marks": {"bid": "p-06", "element": "metode", "reason": "alasan"},
    "adopt_epoch": {"epoch": 1, "reason": "alasan"},
    "move_deadline": {},
    "conclude_negotiation": {"verdict": "agreed", "reason": "alasan"},
    "revise_price": {"lines": [{"item": "uniform", "unit_price": "1"}]},
    "adjust_wages": {
        "number": "adendum-1",
        "minimum_wage": "3797994",
        "decree": "Keputusan Gubernur",
        "paper": "0" * 64,
        "effective": "2027-01-01",
    },
    "accept_addendum": {"number": "adendum-1"},
    "hand_over_list": {
        "provider": "p-01",
        "contract": "014/SP",
        "ends_on": "2026-12-31",
        "as_of": "2026-09-25",
        "handover_on": "2026-12-03",
        "people": [
            {
                "worker": "k-001",
                "post": "cleaner",
                "site": "Sekretariat Daerah",
                "since": "2015-06",
                "contract": "pkwt",
                "until": "2026-12-31",
                "hours": 40,
                "shift": "pagi",
                "pay": "2000000",
                "allowances": "0",
                "leave": 6,
                "insurance": ["health"],
                "licences": [],
            }
        ],
    },
    "state_arrear": {
        "arrear": "hak-1",
        "worker": "k-001",
        "kind": "overtime",
        "amount": "1200000",
        "state": "open",
    },
    "receive_handover": {
        "received_on": "2026-12-10",
        "file": "0" * 64,
        "people": [
            {"worker": "k-001", "since": "2015-06", "leave": 6, "paid_out": "0"}
        ],
    },
    "declare_unopenable": {
        "bid": "p-01",
        "part": "all",
        "ground": "key",
        "finding": "tidak terbuka",
    },
}
"""What the example has no command of: as far as a plausible one is easily told."""


@cache
def plausible() -> Mapping[str, tuple[dict[str, Json], ...]]:
    """Return the commands of the example by tag, and one of each that it lacks."""
    found: dict[str, list[dict[str, Json]]] = {tag: [] for tag in COMMANDS}
    for moment in (*cleaning.journey().moments, *points.journey().moments):
        found[moment.act.command.tag].append(moment.act.command.to_json())
    found["record_fact"] += [
        RecordFact.from_json(
            {**act.fields, "bid": "p-01", "tag": act.command}
        ).to_json()
        for act in security.package().acts
        if act.command == "record_fact"
    ]
    bid, schedule = found["commit_bid"][0], found["set_schedule"][0]
    made_up: dict[str, dict[str, Json]] = {
        **_MADE_UP,
        "replace_bid": {**bid, "replaces": "0" * 64},
        "change_schedule": {**schedule, "reason": "alasan"},
    }
    for tag, fields in made_up.items():
        found[tag] = found[tag] or [{**fields, "tag": tag}]
    for effect, more in (
        ("suspend", {}),
        ("resume", {}),
        ("resume", {"slots": schedule["slots"]}),
        ("annul", {}),
        ("reopen", {"stage": "evaluation"}),
        ("reopen", {"stage": "bidding"}),
    ):
        order = {**found["record_order"][0], "effect": effect, **more}
        found["record_order"].append(
            {**order, "order": f"putusan-{len(order)}{effect}"}
        )
    for answer in list(found["answer_objection"]):
        upheld_on = [{**p, "finding": "founded"} for p in answer["points"]]  # type: ignore[union-attr,dict-item]
        for what in ("evaluate_again", "bid_again", "failed"):
            upheld = {**answer, "points": upheld_on, "consequence": what, **_on(what)}
            found["answer_objection"].append(upheld)
    for verdict in ("evaluate_again", "bid_again", "failed"):
        decided = {
            **found["decide_disagreement"][0],
            "verdict": verdict,
            **_on(verdict),
        }
        found["decide_disagreement"].append(decided)
    for works in found["specify_works"]:
        amended = {k: v for k, v in works.items() if k != "tag"}
        found["amend_tender"].append({**found["amend_tender"][0], "works": amended})
    for scheme in found["set_scheme"]:
        amended = {"scheme": scheme["scheme"]}
        found["amend_tender"].append({**found["amend_tender"][0], **amended})
    return {tag: tuple(commands) for tag, commands in found.items()}


def _on(what: str) -> dict[str, Json]:
    """Return the ground of a failure, where *what* follows is one."""
    if what != "failed":
        return {}
    return {"failure": {"ground": "documents_or_rules", "reason": "alasan"}}


@cache
def pool() -> Mapping[str, tuple[str, ...]]:
    """Return every text of the example's commands, by the name of its field."""
    found: dict[str, set[str]] = {}
    for commands in plausible().values():
        for command in commands:
            for name, text in _texts("", command):
                found.setdefault(name, set()).add(text)
    return {name: tuple(sorted(texts)) for name, texts in found.items()}


@cache
def every_text() -> tuple[str, ...]:
    """Return every short text of the example's commands."""
    return tuple(sorted({t for texts in pool().values() for t in texts if len(t) < 80}))


def _texts(name: str, value: Json) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(key, inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(name, inner)


@st.composite
def commands(draw: st.DrawFn, tag: str) -> Command | None:
    """Draw a command of *tag*, or none where the type refuses what was drawn."""
    return draw(but(COMMANDS[tag], draw(st.sampled_from(plausible()[tag]))))


@st.composite
def but(
    draw: st.DrawFn, kind: type[Command], said: Mapping[str, Json]
) -> Command | None:
    """Draw what was *said* with some fields changed, or none if that is no command."""
    names = sorted(name for name in kind.model_fields if name != "tag")
    many = draw(st.sampled_from([0, 1, 1, 1, 2, len(names)])) if names else 0
    changed: dict[str, Any] = dict(said)
    for name in draw(st.permutations(names))[:many]:
        field = kind.model_fields[name]
        changed[name] = draw(_changed(name, field, said.get(name)))
    try:
        return kind.from_json({k: v for k, v in changed.items() if v is not None})
    except ValidationError:
        return None


def _changed(name: str, field: FieldInfo, was: Json) -> st.SearchStrategy[Any]:
    """Return other values of a field: of its type, or as it was with a place changed."""
    drawn = _of(name, field.annotation, tuple(field.metadata))
    if isinstance(was, list) and was:
        return drawn | _reshuffled(was) | _mended(name, field, was)
    if isinstance(was, dict):
        return drawn | _inside(field, was)
    return drawn


def _reshuffled(was: list[Json]) -> st.SearchStrategy[list[Json]]:
    """Return what was there in another order, some of it missing, some of it twice."""
    return st.lists(st.sampled_from(was), max_size=len(was) + 1).map(list)


@st.composite
def _mended(
    draw: st.DrawFn, name: str, field: FieldInfo, was: list[Json]
) -> list[Json]:
    """Draw *was* with one place another one."""
    at = draw(st.integers(0, len(was) - 1))
    inner = _element(field.annotation)
    place = was[at]
    if isinstance(place, dict) and _is_stored(inner):
        other = draw(_inside_of(inner, place))
    else:
        other = draw(_of(name, inner, ()))
    return [*was[:at], other, *was[at + 1 :]]


def _inside(field: FieldInfo, was: dict[str, Json]) -> st.SearchStrategy[Any]:
    kind = _stored_in(field.annotation)
    return _inside_of(kind, was) if kind else st.just(was)


@st.composite
def _inside_of(
    draw: st.DrawFn, kind: type[Stored], was: Mapping[str, Json]
) -> dict[str, Any]:
    """Draw a record as it was, with one field changed."""
    name = draw(st.sampled_from(sorted(kind.model_fields)))
    field = kind.model_fields[name]
    changed = draw(_changed(name, field, was.get(field.alias or name)))
    return {
        k: v for k, v in {**was, field.alias or name: changed}.items() if v is not None
    }


def _of(
    name: str, annotation: Annotation, metadata: tuple[Any, ...]
) -> st.SearchStrategy[Any]:
    """Return values of a type, as JSON has them."""
    origin: Annotation = get_origin(annotation)
    if origin in {Union, UnionType}:
        return st.one_of(*(_of(name, a, metadata) for a in get_args(annotation)))
    if hasattr(annotation, "__metadata__"):
        inner = annotation.__origin__
        return _of(name, inner, (*annotation.__metadata__, *metadata))
    if origin is Literal:
        return st.sampled_from(get_args(annotation))
    if origin is tuple:
        inner = get_args(annotation)[0]
        return st.lists(_of(name, inner, ()), max_size=3)
    if _is_stored(annotation):
        return _records(annotation)
    if origin is dict:
        annotation = dict
    return _plain(name, annotation, metadata)


_NUMBERS = st.sampled_from(["0", "1", "0.5", "1/3", "-1", "100", "code"])


def _plain(
    name: str, kind: Annotation, metadata: tuple[Any, ...]
) -> st.SearchStrategy[Any]:
    """Return values of a class that has no fields."""
    if kind is int and _written_as_text(metadata):  # rupiah
        return st.sampled_from(["0", "1", "1000000", str(LARGEST)]) | _known(name)
    if kind is str:
        return _strings(name, metadata)
    others: dict[Annotation, st.SearchStrategy[Any]] = {
        NoneType: st.none(),
        dict: st.dictionaries(st.sampled_from(every_text()), _NUMBERS, max_size=2),
        Any: _NUMBERS | st.lists(_NUMBERS, max_size=3),
        bool: st.booleans(),
        int: st.sampled_from([0, 1, 2, 3, 60, 2027, 2**53 - 1]) | st.integers(-6, 6),
        Fraction: st.sampled_from(["0", "1", "0.5", "1000000000", str(LARGEST)])
        | st.integers(0, 10**9).map(str)
        | _known(name),
        datetime: _moments() | _known(name),
        date: st.dates(date(2026, 1, 1), date(2028, 12, 31)).map(str)
        | st.sampled_from(["0001-01-01", "9999-12-31", *pool().get(name, ())]),
    }
    return others[kind]


def _strings(name: str, metadata: tuple[Any, ...]) -> st.SearchStrategy[str]:
    """Return texts of the example, and those that a pattern allows."""
    pattern = next((p for m in metadata if (p := getattr(m, "pattern", None))), None)
    texts = st.sampled_from(every_text()) | _known(name)
    return texts | st.from_regex(pattern, fullmatch=True) if pattern else texts


def _written_as_text(metadata: tuple[Any, ...]) -> bool:
    return any(type(m).__name__ == "PlainSerializer" for m in metadata)


def _known(name: str) -> st.SearchStrategy[str]:
    return st.sampled_from(pool().get(name) or every_text())


def _moments() -> st.SearchStrategy[str]:
    near = st.datetimes(datetime(2026, 9, 1), datetime(2027, 3, 1))  # noqa: DTZ001  # UTC below
    far = st.sampled_from([datetime.min, datetime.max])  # noqa: DTZ901  # likewise
    return (near | far).map(lambda moment: time_text(moment.replace(tzinfo=UTC)))


def _records(kind: type[Stored]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            field.alias or name: _of(name, field.annotation, tuple(field.metadata))
            for name, field in kind.model_fields.items()
        }
    ).map(lambda said: {k: v for k, v in said.items() if v is not None})


def _is_stored(annotation: Annotation) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Stored)


def _stored_in(annotation: Annotation) -> type[Stored] | None:
    for one in (annotation, *get_args(annotation)):
        if _is_stored(one):
            return one  # type: ignore[no-any-return]
    return None


def _element(annotation: Annotation) -> Annotation:
    """Return what a tuple is of, behind whatever it is annotated with."""
    while hasattr(annotation, "__metadata__"):
        annotation = annotation.__origin__
    return get_args(annotation)[0]
