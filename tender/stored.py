"""The one base of everything that is stored or handed in: frozen, closed, exact.

Commands, events, offers and files are `Stored`: an unknown field is refused, an
absent field stays absent, and no number is coerced. What `to_json` returns is
the value whose canonical bytes are hashed (`tender.canonical`).

A field that is added later must be optional and default to `None`: an absent
field leaves the bytes of older records as they were.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
)

from tender.canonical import Json, sha256_hex, to_bytes
from tender.canonical.times import parse_time, time_text
from tender.money import said

T = TypeVar("T")


class Stored(BaseModel):
    """A record with one spelling. Each subclass says what it holds."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True
    )

    def to_json(self) -> dict[str, Json]:
        """Return the record as canonical JSON values, absent fields left out."""
        dumped: dict[str, Json] = self.model_dump(mode="json", exclude_none=True)
        return dumped

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read a record; raise `pydantic.ValidationError` naming every bad field."""
        return cls.model_validate(value)

    def to_bytes(self) -> bytes:
        """Return the canonical bytes."""
        return to_bytes(self.to_json())

    def digest(self) -> str:
        """Return the SHA-256 of the canonical bytes, in hexadecimal."""
        return sha256_hex(self.to_bytes())


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _moment(value: object) -> datetime:
    if isinstance(value, str):
        return parse_time(value)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC)
    message = f"expected a moment with its offset from UTC, found {said(value)}"
    raise ValueError(message)


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass  # a day that does not exist is told below
    message = f"expected a day that exists, as YYYY-MM-DD, found {said(value)}"
    raise ValueError(message)


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _each_once(value: tuple[Any, ...]) -> tuple[Any, ...]:
    with suppress(TypeError):  # not every kind has a hash
        if len(set(value)) == len(value):
            return value
    twice = sorted({_told(item) for item in value if value.count(item) > 1})
    if twice:
        message = f"expected each once, found twice: {', '.join(twice)}"
        raise ValueError(message)
    return value


def _told(item: object) -> str:
    """Return one of several: a code as it is, of a record its fields."""
    if not isinstance(item, Stored):
        return str(item)
    return " ".join(f"{name} {said(value)}" for name, value in item.to_json().items())


Flag = Annotated[bool, Field(strict=True)]
"""Yes or no; never 0, 1 or a word."""

Count = Annotated[int, Field(strict=True, ge=0, lt=2**53)]
"""A whole number of things, from 0."""

Positive = Annotated[int, Field(strict=True, ge=1, lt=2**53)]
"""A whole number of things, from 1."""

Moment = Annotated[
    datetime, BeforeValidator(_moment), PlainSerializer(time_text, return_type=str)
]
"""A moment in UTC, to the microsecond."""

Day = Annotated[
    date, BeforeValidator(_day), PlainSerializer(date.isoformat, return_type=str)
]
"""A legal day, at the fixed offset of its process."""


class Chance:
    """Marks a field that chance went into: a salt, a seal, a signature, a hash of one.

    Two runs with the same facts differ there and nowhere else (`tender.facts`).
    """


CHANCE = Chance()

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in hexadecimal."""

Commitment = Annotated[Sha256, CHANCE]
"""The SHA-256 of salt | bytes, or of something that holds one."""

Hex = Annotated[str, StringConstraints(pattern=r"^(?:[0-9a-f]{2})+$", max_length=4096)]
"""Bytes in hexadecimal: keys, salts, nonces."""

Line = Annotated[
    str, StringConstraints(min_length=1, max_length=300, pattern=r"^\S(?:[^\r\n]*\S)?$")
]
"""One line of text by an office: a title, a clause, a place."""

Words = Annotated[str, StringConstraints(min_length=1, max_length=8000)]
"""What an office says at more length: a reason, an answer."""

Many = Annotated[tuple[T, ...], BeforeValidator(_tuple)]
"""Some of a kind, in an order that is part of the record."""

Some = Annotated[tuple[T, ...], Field(min_length=1), BeforeValidator(_tuple)]
"""As `Many`, and one at least."""

Each = Annotated[tuple[T, ...], BeforeValidator(_tuple), AfterValidator(_each_once)]
"""Some of a kind, none of them twice."""
