"""A pack: the values and days off in force on a day, with a digest.

A pack is what an entry names and a bundle carries. It is plain data: who holds
the pack can decide again without this project's TOML. `resolve` makes one from
every value ever known, by keeping those in force on the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from rules.calendar import Calendar, DayOff
from tender.canonical import from_bytes, sha256_hex
from tender.codes import Status
from tender.stored import Each, Many, Positive, Stored
from tender.values import Value


class TwoValuesError(ValueError):
    """Two values with one id are in force on one day."""

    def __init__(self, one: Value, other: Value, day: date) -> None:
        super().__init__(
            f"expected one value {one.id!r} in force on {day}, found two: "
            f"from {one.from_} ({one.source}) and from {other.from_} ({other.source})"
        )


class PackFile(Stored):
    """The canonical form of a pack: values by id, days off by day, years in order."""

    values: Many[Value]
    days_off: Many[DayOff]
    years: Each[Positive]


@dataclass(frozen=True)
class Pack:
    """What is in force on one day."""

    file: PackFile
    _bytes: bytes = field(repr=False)

    @classmethod
    def of(cls, file: PackFile) -> Pack:
        """Return the pack of a *file*, put in order."""
        ordered = PackFile(
            values=tuple(sorted(file.values, key=lambda v: v.id)),
            days_off=tuple(sorted(file.days_off, key=lambda d: d.day)),
            years=tuple(sorted(file.years)),
        )
        return cls(ordered, ordered.to_bytes())

    @classmethod
    def from_bytes(cls, data: bytes) -> Pack:
        """Read a pack from its canonical bytes."""
        return cls.of(PackFile.from_json(from_bytes(data)))

    def to_bytes(self) -> bytes:
        """Return the canonical bytes, of which `digest` is the SHA-256."""
        return self._bytes

    @cached_property
    def digest(self) -> str:
        """The SHA-256 that entries name the pack by."""
        return sha256_hex(self._bytes)

    @cached_property
    def values(self) -> dict[str, Value]:
        """The values by id."""
        return {value.id: value for value in self.file.values}

    @cached_property
    def calendar(self) -> Calendar:
        """The working days."""
        return Calendar(
            days_off={off.day: off for off in self.file.days_off},
            years=self.file.years,
        )

    def status(self, value_id: str) -> Status:
        """Return how far a value is known."""
        return self.values[value_id].status


def resolve(
    known: Iterable[Value],
    days_off: Iterable[DayOff],
    years: tuple[int, ...],
    day: date,
) -> Pack:
    """Return the pack of *day* out of all *known* values.

    Raise `TwoValuesError` where two values with one id are in force at once.
    """
    in_force: dict[str, Value] = {}
    for value in known:
        if not value.in_force(day):
            continue
        if value.id in in_force:
            raise TwoValuesError(in_force[value.id], value, day)
        in_force[value.id] = value
    return Pack.of(
        PackFile(
            values=tuple(in_force.values()),
            days_off=tuple(off for off in days_off if off.day.year in years),
            years=years,
        )
    )
