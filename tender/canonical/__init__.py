"""The one spelling: of JSON values as bytes, here; of exact numbers and of moments.

What is hashed must have one spelling, or the same fact has two hashes. Values
are written as RFC 8785 says, restricted to what every language reads alike:
strings, booleans, null, integers below 2^53 in size, arrays, and objects with
ASCII keys, at most 100 deep. Whatever needs more precision than that is a
string: a decimal, a ratio ("p/q"; `tender.canonical.numbers`), a moment
(`tender.canonical.times`). `tender.canonical.profile` says what is left out.

Bytes come from orjson, which inside this profile agrees with RFC 8785; the tests
hold it to `rfc8785`. Reading writes the value again and compares, which finds
white space, duplicate keys, other spellings and numbers that are not exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from operator import eq
from typing import Final, TypeAlias

import orjson

from tender.canonical.profile import (
    Fault,
    NotCanonicalError,
    are_exact,
    first_fault,
    is_plain,
)

Json: TypeAlias = "str | bool | int | Sequence[Json] | Mapping[str, Json] | None"
"""A value of the profile. In memory: str, bool, int, None, list or tuple, dict."""

SALT_BYTES: Final = 16  # of every salt; one length, so that salt | bytes parts one way

_OPTIONS: Final = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_written: Final = partial(orjson.dumps, option=_OPTIONS)


def to_bytes(value: Json) -> bytes:
    """Return the canonical bytes of *value*.

    Raise `NotCanonicalError`, naming the path (RFC 6901), for a float, an integer
    of 2^53 or more, a key that is not ASCII, and any other kind of object, those
    included that orjson would write by itself (dates, enumerations, dataclasses).
    """
    if not is_plain(value) and (fault := first_fault(value)):
        raise fault.error()
    return orjson.dumps(value, option=_OPTIONS)


def from_bytes(data: bytes) -> Json:
    """Read canonical bytes; raise `NotCanonicalError` for any others."""
    try:
        value: Json = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise NotCanonicalError(
            where="bytes", expected="JSON", found=str(error)
        ) from error
    if not are_exact([value], ascii_alone=data.isascii()) and (
        fault := first_fault(value)
    ):
        raise fault.error()
    try:
        again = orjson.dumps(value, option=_OPTIONS)
    except orjson.JSONEncodeError as error:
        fault = first_fault(value) or Fault((), "a value of the profile", str(error))
        raise fault.error() from error
    if again != data:
        raise _difference(again, data)
    return value


def all_written_alike(lines: Iterable[bytes]) -> list[Json] | None:
    """Read many lines, or return none where one is not what its value is written as.

    With `are_exact`, that is all that `from_bytes` asks of each line by itself. Where
    something is wrong, `from_bytes` says what.
    """
    lines = list(lines)
    try:
        values = list(map(orjson.loads, lines))
        alike = all(map(eq, map(_written, values), lines))
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return None
    return values if alike else None


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of *data*, as 64 lower-case hexadecimal digits."""
    return sha256(data).hexdigest()


def digest(value: Json) -> str:
    """Return the SHA-256 of the canonical bytes of *value*, in hexadecimal."""
    return sha256_hex(to_bytes(value))


def commitment(salt: bytes, data: bytes) -> str:
    """Return SHA-256(*salt* | *data*) in hexadecimal: a hash that cannot be guessed.

    *salt* is 16 bytes, always: with salts of any length, another salt and other
    data could be shown for the same commitment by moving the border between them.
    """
    if len(salt) != SALT_BYTES:
        raise NotCanonicalError(
            where="salt", expected=f"{SALT_BYTES} bytes", found=str(len(salt))
        )
    return sha256_hex(salt + data)


def meets(committed: str, salt: bytes, data: bytes) -> bool:
    """Say whether *salt* and *data* are what was *committed* to."""
    return len(salt) == SALT_BYTES and commitment(salt, data) == committed


def _difference(expected: bytes, found: bytes) -> NotCanonicalError:
    pairs = zip(expected, found, strict=False)
    same = min(len(expected), len(found))
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), same)
    return NotCanonicalError(
        where=f"byte {at}",
        expected=repr(expected[at : at + 40]),
        found=repr(found[at : at + 40]),
    )
