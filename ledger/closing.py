"""Closing: the entry that ends intake closes the sealed stream of its round, for good.

`ledger.chain` holds what an entry says that it closes to the stream itself. Here it is
asked whether it says so at all: an entry that ends intake and closes nothing would
leave a stream open, for bids to come and to go.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import orjson

from ledger.chain import ClosedError
from ledger.entry import MAIN, SEALED, stream_name
from ledger.moments import ENDS_INTAKE, ends_intake

_ENDS: Final = tuple(f'"{tag}"'.encode() for tag in sorted(ENDS_INTAKE))
_SEALED: Final = f'"{SEALED}"'.encode()


def closes_intake(line: bytes) -> bool:
    """Say whether *line*, the bytes of an entry, may end intake: only then it is read."""
    return any(tag in line for tag in _ENDS)


def verify_closing(lines: Iterable[bytes]) -> None:
    """Raise `ClosedError` where intake ended and a sealed stream was left open.

    *lines* are the entries of one process, which hold (`ledger.chain`). Each entry
    that ends intake closes the stream of its round, and every stream into which
    something was decided before it is closed by then.
    """
    lines = list(lines)
    closings = [
        entry
        for entry in map(orjson.loads, filter(closes_intake, lines))
        if entry["stream"] == MAIN and ends_intake(entry["events"])
    ]
    if not closings:
        return
    closed: dict[str, int] = {}
    for entry in closings:
        name = stream_name(SEALED, entry["round"])
        found = entry.get("sealed")
        if found is None or found["round"] != entry["round"]:
            expected = f"{name} closed"
            raise ClosedError(_where(entry), expected=expected, found=_said(found))
        closed[name] = entry["seq"]
    for entry in map(orjson.loads, (line for line in lines if _SEALED in line)):
        if entry["stream"] != SEALED:
            continue
        name, decided_on = stream_name(SEALED, entry["round"]), entry["after"]["seq"]
        late = next((c for c in closings if c["seq"] > decided_on), None)
        if late is not None and closed.get(name, decided_on) <= decided_on:
            expected = f"{name} closed, as {_where(entry)} stands in it"
            raise ClosedError(_where(late), expected=expected, found=f"{name} open")


def _where(entry: dict[str, Any]) -> str:
    name = stream_name(entry["stream"], entry["round"])
    return f"{entry['process']} {name} {entry['seq']}"


def _said(found: dict[str, Any] | None) -> str:
    return "nothing closed" if found is None else f"round {found['round']} closed"
