"""Bundles of the example, forged and replayed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ledger.bundle import ENTRIES, BundleError, open_up
from ledger.replay import Depth, Replay, replay
from tests.journeys.cleaning import Journey
from tests.ledger.forging import Forgery

Act = Callable[[Forgery], object]


def forging(run: Journey, bundle: bytes | None = None) -> Forgery:
    """Return a forgery of a bundle of the run, by whoever has the log's key."""
    return Forgery(bundle or run.public, run.way.office.ledger.seed)


def replayed(data: bytes, depth: Depth = "whole") -> Replay:
    """Return what replay finds of the bytes of a bundle."""
    return replay(open_up(data), depth=depth)


def result_of(event: dict[str, Any], bid: str) -> dict[str, Any]:
    """Return what an evaluation says of a bid."""
    found: dict[str, Any] = next(r for r in event["results"] if r["bid"] == bid)
    return found


def passes_p01(event: dict[str, Any]) -> None:
    """Have p-01 pass, which failed."""
    result_of(event, "p-01")["verdict"] = "passed"


def cheaper(part: dict[str, Any]) -> None:
    """Have an offer cost a rupiah less."""
    part["offer"]["total"] = str(int(part["offer"]["total"]) - 1)


def frozen(forgery: Forgery) -> str:
    """Return the digest of the pack that the announcement froze."""
    return str(forgery.entries[forgery.find("publish_tender")].pack)


def lines_of(forgery: Forgery) -> list[bytes]:
    """Return the lines of the entries."""
    return forgery.members[ENTRIES].split(b"\n")[:-1]


def with_lines(forgery: Forgery, lines: list[bytes]) -> bytes:
    """Return the bundle, signed, with other lines."""
    forgery.members[ENTRIES] = b"".join(line + b"\n" for line in lines)
    return forgery.signed()


def assert_one_line(error: BundleError) -> None:
    """Hold what is told to its one form: one line, where, what, and what instead."""
    place = re.escape(error.member) + (f":{error.line}" if error.line else "")
    assert re.fullmatch(f"bundle: {place}: expected .+, found .+", str(error))
    assert "pydantic" not in str(error)
    assert "validation error" not in str(error)
