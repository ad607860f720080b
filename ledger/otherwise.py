"""The same facts under another law: what each act would have come to, told act by act.

Every command is decided again in the state that it was decided on, under one pack for
all of them; what had happened before stays as it was. So each difference stands for
itself: it is not the consequence of another one before it. A document's data name the
law that they rest on; of documents it is only counted how many would have other data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ledger.bundle import Bundle
from ledger.divergence import Difference
from ledger.entry import Entry
from ledger.history import act, after
from rules.decisions import decide
from rules.pack import Pack
from rules.rule import Refusal
from tender.act import Act
from tender.canonical import Json
from tender.state import NEW, State

_OF_THE_PACK: Final = frozenset({"pack", "frozen_sha256", "explanation_sha256"})
"""Fields that name the law itself: they differ wherever it does."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """An act that would have come to something else, *state* being what it was asked in.

    *then* and *now* are refusals, none where the act was or would be accepted; *fields*
    are those of its events that differ, what is of a bid by the bid, and the outermost
    first. *fault* is why it cannot be decided.
    """

    entry: Entry
    act: Act
    state: State
    then: Refusal | None
    now: Refusal | None
    fields: tuple[Difference, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class UnderAnotherLaw:
    """What another law would have changed; *documents* would have other data."""

    acts: tuple[Otherwise, ...]
    documents: int
    decided: int


def under_another_law(bundle: Bundle, pack: Pack) -> UnderAnotherLaw:
    """Decide the acts of a whole *bundle* under *pack*."""
    acts: list[Otherwise] = []
    state, documents = NEW, 0
    for entry in bundle.entries:
        found = _otherwise(state, entry, pack)
        if found is not None and entry.command["tag"] == "issue_document":
            documents += 1
        elif found is not None:
            acts.append(found)
        state = after(state, entry)
    return UnderAnotherLaw(tuple(acts), documents, len(bundle.entries))


def _otherwise(state: State, entry: Entry, pack: Pack) -> Otherwise | None:
    asked = act(entry)
    seen = state if entry.stream != "main" else state.without_sealed()
    then = None if entry.refusal is None else Refusal.from_json(entry.refusal)
    try:
        decision = decide(seen, asked, pack)
    except (LookupError, ValueError) as error:
        return Otherwise(entry, asked, seen, then, None, fault=str(error))
    now = decision.refusal
    made: list[Json] = [event.to_json() for event in decision.events]
    found = _fields(list(entry.events), made)
    fields = tuple(sorted(found, key=_outermost))
    if then == now and not fields:
        return None
    return Otherwise(entry, asked, seen, then, now, fields)


def _outermost(one: Difference) -> tuple[int, bool]:
    """Order what differs: by its depth, single values before lists."""
    return one.path.count("/"), isinstance(one.expected, (list, Mapping))


def _fields(then: Json, now: Json, path: str = "") -> Iterator[Difference]:
    """Yield every place where two values differ, but for those that name the law."""
    then, now = _by_bid(then), _by_bid(now)
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        for key in sorted({*then, *now} - _OF_THE_PACK):
            yield from _fields(then.get(key), now.get(key), f"{path}/{key}")
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for index, (one, other) in enumerate(zip(then, now, strict=True)):
            yield from _fields(one, other, f"{path}/{index}")
    elif then != now:
        yield Difference(path, then, now)


def _by_bid(value: Json) -> Json:
    """Return a list of lines by bid as an object of them, anything else as it is."""
    if not isinstance(value, list) or not value:
        return value
    lines: dict[str, Json] = {}
    for one in value:
        if not isinstance(one, dict) or "bid" not in one:
            return value
        lines[str(one["bid"])] = one
    return lines if len(lines) == len(value) else value
