"""Many entries read at once, each held to the form of `ledger.entry`.

They are laid out as a table and checked column by column, by what `ledger.entry`
says of one: its fields, texts, numbers and tags. That takes less than two thirds of
the time of reading each by itself (docs/decisions/0006), and tells no fault.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any, Final, TypeAlias, cast

from ledger.entry import (
    ACTOR,
    FORMS,
    KINDS,
    TEXTS,
    has_tag,
    is_closed,
    is_position,
    outcome_of,
    stream_of,
)
from tender import canonical
from tender.canonical import profile

_HEX: Final = {"key_sha256": 64, "pack": 64, "prev": 64, "salt": 32}
_LINES: Final = {
    name: re.compile(f"(?:(?:{form})\\n)*(?:{form})")
    for name, form in TEXTS.items()
    if name not in _HEX
}
_NO_TEXTS: Final = {name: kind for name, kind in KINDS.items() if kind is not str}

_Table: TypeAlias = dict[str, list[Any]]
"""Many entries as columns: a field's values in all entries that have it."""


def read_all(lines: Iterable[bytes]) -> list[dict[str, Any]] | None:
    """Read many entries at once, or return none where any line is no entry.

    Which line it is, and what is not as it has to be, says `ledger.entry.read`.
    """
    lines = list(lines)
    entries = canonical.all_written_alike(lines)
    if entries is None or {*map(type, entries)} - {dict}:
        return None
    rows = cast("list[dict[str, Any]]", entries)
    ascii_alone = all(map(bytes.isascii, lines))
    return rows if _are_entries(rows, ascii_alone=ascii_alone) else None


def _are_entries(rows: list[dict[str, Any]], *, ascii_alone: bool) -> bool:
    """Say whether *rows* are exact, and of the form of an entry, all of them."""
    table = _laid_out(rows)
    if table is None:
        return False
    if any({*map(type, table[name])} - {kind} for name, kind in _NO_TEXTS.items()):
        return False
    inside = chain(table["command"], table["events"], table["refusal"])
    return (
        _have_texts(table)
        and _have_numbers(table)
        and all(map(has_tag, table["command"]))
        and all(map(has_tag, chain.from_iterable(table["events"])))
        and profile.are_exact(inside, ascii_alone=ascii_alone, levels=profile.DEPTH - 1)
    )


def _laid_out(rows: list[dict[str, Any]]) -> _Table | None:
    """Return *rows* as columns, or none where one is of no form, or of another's tags."""
    alike: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        alike[tuple(row)].append(row)
    table: _Table = {name: [] for name in KINDS}
    for names, some in alike.items():
        if names not in FORMS:
            return None
        columns = zip(*(row.values() for row in some), strict=True)
        of = dict(zip(names, columns, strict=True))
        if of["stream"].count(stream_of(of)) != len(some):
            return None
        if of["outcome"].count(outcome_of(of)) != len(some):
            return None
        for name, column in of.items():
            table[name] += column
    return table


def _have_texts(table: _Table) -> bool:
    """Say whether every text has its form, every actor its fields, every day is one."""
    actors = table["actor"]
    if {*map(tuple, actors)} != {ACTOR}:
        return False
    columns = zip(*(actor.values() for actor in actors), strict=True)
    names = (f"actor/{name}" for name in ACTOR)
    texts = {**table, **dict(zip(names, columns, strict=True))}
    try:
        for name, digits in _HEX.items():
            if not _are_hex(list(texts[name]), digits):
                return False
        for name, lines in _LINES.items():
            if not _are_lines(lines, texts[name]):
                return False
        for at in table["at"]:
            datetime.fromisoformat(at)
    except (TypeError, ValueError):  # a text that is none, a day that is not
        return False
    return True


def _are_hex(texts: list[str], digits: int) -> bool:
    others = "".join(texts).encode().translate(None, b"0123456789abcdef")
    return not others and {*map(len, texts)} == {digits}


def _are_lines(lines: re.Pattern[str], texts: Iterable[str]) -> bool:
    different = set(texts)
    joined = "\n".join(different)
    # No form has a line's end in it, and no text may bring one.
    one_each = joined.count("\n") == len(different) - 1
    return one_each and lines.fullmatch(joined) is not None


def _have_numbers(table: _Table) -> bool:
    return (
        {*table["v"]} == {1}
        and min(table["seq"]) >= 1
        and min(table["round"]) >= 1
        and min(table["epoch"]) >= 0
        and all(map(is_position, table["after"]))
        and all(map(is_closed, table["sealed"]))
    )
