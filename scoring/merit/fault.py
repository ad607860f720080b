"""Faults of a scheme or of what bids have: where, what was expected, what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not fit. *where* are names of fields, and indices from 0."""

    where: tuple[str | int, ...]
    expected: str
    found: str


class MeritError(ValueError):
    """A scheme, or bids under it, cannot be evaluated; *faults* has all of them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        first = self.faults[0]
        where = ".".join(map(str, first.where))
        super().__init__(f"{where}: expected {first.expected}, found {first.found}")


def raise_any(faults: Iterable[Fault]) -> None:
    """Raise `MeritError` where there are *faults*."""
    found = tuple(faults)
    if found:
        raise MeritError(found)
