"""What an operation has at hand: the office that is served, and what it may end with."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from tempfile import TemporaryFile
from typing import Any, Final, cast

from fastapi import Request

from api.home import Home
from api.problems import MEDIA_TYPE, Kind, Problem
from api.watching import Figures
from ledger.memory import Memory
from ledger.store import NoDatabaseError
from ledger.turned_away import BEHIND
from tender.canonical.times import parse_time

_LACKS: Final = {
    "database": (
        "Basis data tidak dapat dihubungi: periksa alamat dan hidupnya.",
        "The database cannot be reached: see that its address is right and that it runs.",
    ),
    "clock": (
        "Jam peladen di belakang catatan terakhir: setel jamnya.",
        "The clock is behind the last entry: set it right.",
    ),
    "disk": (
        "Folder kantor tidak dapat ditulisi: periksa izin dan ruangnya.",
        "The office's folder cannot be written to: see to its rights and its room.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """An office and how it is served."""

    home: Home
    version: str
    practice: bool
    figures: Figures
    metrics_token: str | None
    memory: Memory = field(default_factory=Memory)

    def now(self) -> datetime:
        """Return the moment by the office's clock, in UTC."""
        return self.home.office.clock()

    def lacking(self) -> tuple[str, str] | None:
        """Return why no command would be taken now, in both languages, or `None`."""
        try:
            with self.home.store.read() as snapshot:
                last = snapshot.last_at()
        except NoDatabaseError:
            return _LACKS["database"]
        if last is not None and parse_time(last) - self.now() > BEHIND:
            return _LACKS["clock"]
        with suppress(OSError), TemporaryFile(dir=self.home.folder) as file:
            file.write(b"\0")
            file.flush()
            return None
        return _LACKS["disk"]


def served(request: Request) -> Served:
    """Return what is served."""
    return cast("Served", request.app.state.served)


def problems(*kinds: Kind) -> dict[int | str, dict[str, Any]]:
    """Return how an operation may end in problems of *kinds*, for its documentation."""
    found: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        said = f"`{kind.name}`: {kind.english}"
        if kind.status in found:
            said = f"{found[kind.status]['description']}; {said}"
        found[kind.status] = {
            "description": said,
            "content": {MEDIA_TYPE: {"schema": Problem.model_json_schema()}},
        }
    return found
