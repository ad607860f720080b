"""Values: every number that a rule needs, with its source and how far it is known.

A value comes from a pack (`rules.pack`), which is the law of a day, or is set by
the tender's own documents, and is then *chosen*. `Values.over` lays the chosen
ones over a pack: it is the one way to read a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from tender.canonical.numbers import parse_number
from tender.codes import Status, ValueId
from tender.stored import Day, Line, Stored


class Value(Stored):
    """A number or code in force, in one unit.

    *value* is a number in its one spelling, `true` or `false`, or a code; *unit*
    says which: `rupiah`, `share`, `working_days`, `calendar_days`, `count`,
    `flag`, `code`.
    """

    id: ValueId
    value: Line
    unit: Line
    from_: Annotated[Day, Field(alias="from")]
    until: Day | None = None
    source: Line
    status: Status

    def in_force(self, day: date) -> bool:
        """Say whether the value holds on *day*; both ends are included."""
        return self.from_ <= day and (self.until is None or day <= self.until)


class UnknownValueError(LookupError):
    """A rule asked for a value that neither pack nor tender has."""

    def __init__(self, value_id: str) -> None:
        super().__init__(
            f"expected a value {value_id!r} in the pack or the tender, found none"
        )
        self.value_id = value_id


class WrongUnitError(ValueError):
    """A value was read in another unit than it has."""

    def __init__(self, value: Value, expected: str) -> None:
        super().__init__(f"expected {value.id!r} in {expected}, found {value.unit}")
        self.value = value


@dataclass(frozen=True, slots=True)
class Reading:
    """Values as one tender reads them on one day."""

    by_id: Mapping[str, Value]

    def value(self, value_id: str) -> Value:
        """Return the value with its source; raise `UnknownValueError`."""
        try:
            return self.by_id[value_id]
        except KeyError:
            raise UnknownValueError(value_id) from None

    def has(self, value_id: str) -> bool:
        """Say whether there is such a value."""
        return value_id in self.by_id

    def number(self, value_id: str) -> Fraction:
        """Return an exact number, whatever its unit."""
        return parse_number(self.value(value_id).value)

    def share(self, value_id: str) -> Fraction:
        """Return a share of one."""
        return parse_number(self._in(value_id, "share").value)

    def rupiah(self, value_id: str) -> Fraction:
        """Return an amount of rupiah."""
        return parse_number(self._in(value_id, "rupiah").value)

    def count(self, value_id: str) -> int:
        """Return a whole number of things or days."""
        return int(self.number(value_id))

    def flag(self, value_id: str) -> bool:
        """Return a yes or no."""
        return self._in(value_id, "flag").value == "true"

    def code(self, value_id: str) -> str:
        """Return a code."""
        return self._in(value_id, "code").value

    def _in(self, value_id: str, unit: str) -> Value:
        value = self.value(value_id)
        if value.unit != unit:
            raise WrongUnitError(value, unit)
        return value


@dataclass(frozen=True, slots=True)
class Values:
    """What a tender itself has set, and what a human has confirmed of the recalled."""

    chosen: Mapping[str, Value] = field(default_factory=dict)
    confirmed: Mapping[str, str] = field(default_factory=dict)  # id -> citation

    def choosing(self, value: Value) -> Values:
        """Return the values with *value* chosen."""
        return replace(self, chosen={**self.chosen, value.id: value})

    def confirming(self, value_id: str, citation: str) -> Values:
        """Return the values with the confirmation of *value_id* on record."""
        return replace(self, confirmed={**self.confirmed, value_id: citation})

    def over(self, pack: Mapping[str, Value]) -> Reading:
        """Return the reading of a *pack*'s values with the chosen ones on top."""
        return Reading({**pack, **self.chosen})

    def unconfirmed(self, pack: Mapping[str, Value]) -> tuple[str, ...]:
        """Return the ids of recalled values that nobody has confirmed, in order."""
        return tuple(
            sorted(
                v.id
                for v in self.over(pack).by_id.values()
                if v.status == "recalled" and v.id not in self.confirmed
            )
        )
