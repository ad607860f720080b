"""The same facts under other rules: what each act would have come to, told act by act.

Every command is decided again in the state that it was decided on, under one pack for
all of them or with more errata in force; what had happened before stays as it was. So
each difference stands for itself: it is not the consequence of another one before it. A
document's data name the law that they rest on; of documents it is only counted how many
would have other data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from ledger.bundle import Bundle
from ledger.divergence import Difference
from ledger.entry import ACCEPTED, Entry
from ledger.history import act, after
from ledger.results import Result, result
from rules.decisions import decide
from rules.pack import Pack
from rules.rule import Refusal
from tender.act import Act
from tender.canonical import Json
from tender.scheme import Scheme
from tender.state import State, unopened

_OF_THE_RULES: Final = frozenset(
    {"pack", "frozen_sha256", "explanation_sha256", "epoch"}
)
"""Fields that name the rules themselves: they differ wherever these do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """What is put in the place of what was in force; none of it where that stays.

    *epoch* has the errata up to its number in force from the first act on; a process
    that has more of them keeps them. *scheme* is for results alone: an act that was
    asked for under another scheme says nothing of this one.
    """

    pack: Pack | None = None
    epoch: int = 0
    scheme: Scheme | None = None

    def of(self, state: State) -> State:
        """Return *state* with what stands instead."""
        part = state.preparation
        if part.epoch < self.epoch:
            state = replace(state, preparation=replace(part, epoch=self.epoch))
        return state


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
class Compared:
    """What other rules would have changed; *documents* would have other data.

    *results* are those of every completed evaluation, the same or not.
    """

    acts: tuple[Otherwise, ...]
    documents: int
    decided: int
    results: tuple[Result, ...]

    @property
    def differs(self) -> bool:
        """Say whether anything would have come to something else."""
        return bool(self.acts) or any(one.differs for one in self.results)

    @property
    def not_comparable(self) -> tuple[str, ...]:
        """What nobody found that the results would need."""
        return tuple(m for one in self.results for m in (*one.missing, one.fault) if m)


def decided_under(bundle: Bundle, instead: Instead) -> Compared:
    """Decide the acts of a whole *bundle* with something else in force."""
    acts: list[Otherwise] = []
    results: list[Result] = []
    documents, decided = 0, 0
    state = unopened(bundle.entries[0].epoch)
    for entry in bundle.entries:
        tag = entry.command["tag"]
        pack = bundle.packs[entry.pack]
        if tag == "complete_evaluation" and entry.outcome == ACCEPTED:
            other = instead.of(state)
            new = instead.pack or pack
            results.append(result(state, pack, other, new, instead.scheme))
        if instead.scheme is None and tag != "adopt_epoch":
            decided += 1
            found = _otherwise(instead.of(state), entry, instead.pack or pack)
            if found is not None and tag == "issue_document":
                documents += 1
            elif found is not None:
                acts.append(found)
        state = after(state, entry)
    return Compared(tuple(acts), documents, decided, tuple(results))


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
    """Yield every place where two values differ, but for those that name the rules."""
    then, now = _by_bid(then), _by_bid(now)
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        for key in sorted({*then, *now} - _OF_THE_RULES):
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
