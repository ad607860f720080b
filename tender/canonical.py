"""The one spelling: of JSON values as bytes, of exact numbers, of moments.

What is hashed must have one spelling, or the same fact has two hashes. Values
are written as RFC 8785 says, restricted to what every language reads alike:
strings, booleans, null, integers below 2^53 in size, arrays, and objects with
ASCII keys, at most 100 deep. Whatever needs more precision than that is a
string: a decimal, a ratio ("p/q"), a moment.

Bytes come from orjson, which inside this profile agrees with RFC 8785; the tests
hold it to `rfc8785`. Reading writes the value again and compares, which finds
white space, duplicate keys, other spellings and numbers that are not exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from functools import partial
from hashlib import sha256
from operator import eq
from typing import Any, Final, NamedTuple, TypeAlias

import orjson

Json: TypeAlias = "str | bool | int | Sequence[Json] | Mapping[str, Json] | None"
"""A value of the profile. In memory: str, bool, int, None, list or tuple, dict."""

DEPTH: Final = 100  # arrays and objects inside one another
SALT_BYTES: Final = 16  # of every salt; one length, so that salt | bytes parts one way

_EXACT_INTEGERS: Final = 2**53  # RFC 8785 reads numbers as doubles
_CONTAINERS: Final = (dict, list, tuple)
_LENGTH: Final = 4_000  # characters of a number; Python reads 4,300 digits
_TOO_LONG: Final = 10**_LENGTH
_SHORT: Final = 10**18  # what most numbers are below, which need no more thought
_OPTIONS: Final = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_written: Final = partial(orjson.dumps, option=_OPTIONS)
_NUMBER: Final = re.compile(
    r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|-?[1-9][0-9]*/[1-9][0-9]*"
)
_SHORT_WHOLE: Final = re.compile(r"0|-?[1-9][0-9]{0,17}")
_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{6}Z"
)


class NotCanonicalError(ValueError):
    """A value, or its bytes, cannot stand in the record as they are."""

    def __init__(self, *, where: str, expected: str, found: str) -> None:
        super().__init__(f"{where}: expected {expected}, found {found}")
        self.where = where
        self.expected = expected
        self.found = found


def to_bytes(value: Json) -> bytes:
    """Return the canonical bytes of *value*.

    Raise `NotCanonicalError`, naming the path (RFC 6901), for a float, an integer
    of 2^53 or more, a key that is not ASCII, and any other kind of object, those
    included that orjson would write by itself (dates, enumerations, dataclasses).
    """
    if not _is_plain(value) and (fault := _fault(value)):
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
    if not are_exact([value], ascii_alone=data.isascii()) and (fault := _fault(value)):
        raise fault.error()
    try:
        again = orjson.dumps(value, option=_OPTIONS)
    except orjson.JSONEncodeError as error:
        fault = _fault(value) or _Fault((), "a value of the profile", str(error))
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


def are_exact(
    values: Iterable[Json], *, ascii_alone: bool, levels: int = DEPTH
) -> bool:
    """Say whether what orjson has read is of the profile, at most so many *levels* deep.

    There must be no float in it, and no key that is not ASCII, which is looked for
    unless the bytes were *ascii_alone*. What else the profile leaves out, orjson
    refuses to read, or writes in another way. This is a fifth of the cost of `_fault`.
    """
    level: list[Any] = [list(values)]
    for _ in range(levels + 1):
        below: list[Any] = []
        for container in level:
            of_names = type(container) is dict
            if of_names and not (ascii_alone or all(map(str.isascii, container))):
                return False
            for item in container.values() if of_names else container:
                kind = type(item)
                if kind is str:
                    continue
                if kind is float:
                    return False
                if kind is dict or kind is list:
                    below.append(item)
        if not below:
            return True
        level = below
    return False


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


def number_text(value: Fraction | Decimal | int) -> str:
    """Return the one spelling of an exact number.

    A decimal where it ends, without exponent, trailing zero or `-0`; otherwise
    numerator and denominator in lowest terms.

    >>> number_text(Decimal("1.50")), number_text(Fraction(-7, 3)), number_text(0)
    ('1.5', '-7/3', '0')
    """
    if type(value) is Fraction and value.denominator == 1:
        value = value.numerator
    if type(value) is int and -_SHORT < value < _SHORT:
        return str(value)
    if isinstance(value, bool) or not isinstance(value, Fraction | Decimal | int):
        raise NotCanonicalError(
            where="number", expected="Fraction, Decimal or int", found=repr(value)
        )
    text = "" if _is_boundless(value) else _spell(Fraction(value))
    if not 0 < len(text) <= _LENGTH:
        raise NotCanonicalError(
            where="number",
            expected=f"a finite number of at most {_LENGTH} characters",
            found=f"{type(value).__name__} outside that",
        )
    return text


def parse_number(text: str) -> Fraction:
    """Read a number; raise `NotCanonicalError` for any but its one spelling."""
    if _SHORT_WHOLE.fullmatch(text):
        return Fraction(int(text))
    expected = "a number such as '0', '-1.5' or '2/3'"
    if _NUMBER.fullmatch(text) and len(text) <= _LENGTH:
        value = Fraction(text)
        spelling = number_text(value)
        if spelling == text:
            return value
        expected = repr(spelling)
    raise NotCanonicalError(where="number", expected=expected, found=f"{text[:80]!r}")


def time_text(moment: datetime) -> str:
    """Return *moment* in UTC to the microsecond: `2026-11-24T02:57:00.000000Z`.

    Raise `NotCanonicalError` for a time without an offset.
    """
    if moment.utcoffset() is None:
        raise NotCanonicalError(
            where="time", expected="a time with its offset", found=repr(moment)
        )
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds") + "Z"


def parse_time(text: str) -> datetime:
    """Read a moment; raise `NotCanonicalError` for any but its one spelling."""
    try:
        if _TIME.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:  # the thirtieth of February
        pass
    raise NotCanonicalError(
        where="time",
        expected="a time such as '2026-11-24T02:57:00.000000Z'",
        found=f"{text[:80]!r}",
    )


class _Fault(NamedTuple):
    """What is wrong with a value, and where in it."""

    path: tuple[str, ...]
    expected: str
    found: str

    def under(self, key: str) -> _Fault:
        return self._replace(path=(key, *self.path))

    def error(self) -> NotCanonicalError:
        escaped = (key.replace("~", "~0").replace("/", "~1") for key in self.path)
        where = "".join(f"/{key}" for key in escaped) or "the value"
        return NotCanonicalError(where=where, expected=self.expected, found=self.found)


def _is_plain(value: Json) -> bool:
    """Say whether `_fault` would surely find nothing: the usual case, at a quarter.

    Text that is not ASCII is left to `_fault`.
    """
    level: list[Any] = [[value]]
    for _ in range(DEPTH + 1):
        below: list[Any] = []
        for container in level:
            of_names = type(container) is dict
            if of_names and not (
                {*map(type, container)} <= {str} and all(map(str.isascii, container))
            ):
                return False
            for item in container.values() if of_names else container:
                kind = type(item)
                if kind is str and item.isascii():
                    continue
                if kind in _CONTAINERS:
                    below.append(item)
                elif not _is_plain_scalar(item):
                    return False
        if not below:
            return True
        level = below
    return False


def _is_plain_scalar(value: object) -> bool:
    if type(value) is int:
        return -_EXACT_INTEGERS < value < _EXACT_INTEGERS
    return value is None or type(value) is bool


def _fault(value: object, depth: int = 0) -> _Fault | None:
    """Return the first thing in *value* that is outside the profile.

    Exact types are asked for: an enumeration that is also a str is not plain.
    """
    kind = type(value)
    if isinstance(value, str) and kind is str:
        return _fault_of_text(value)
    if isinstance(value, int) and kind is int:
        return _fault_of_integer(value)
    if isinstance(value, dict | list | tuple) and kind in _CONTAINERS:
        return _fault_within(value, depth)
    if value is None or kind is bool:
        return None
    expected = "a string; numbers by number_text, moments by time_text"
    return _Fault((), expected, f"{kind.__name__} {value!r:.80}")


def _fault_within(
    value: dict[object, object] | list[object] | tuple[object, ...], depth: int
) -> _Fault | None:
    if depth == DEPTH:
        return _Fault((), f"at most {DEPTH} levels", "one more")
    if isinstance(value, dict):
        for key in value:
            if not (type(key) is str and key.isascii()):
                return _Fault((), "keys that are ASCII strings", repr(key))
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        if fault := _fault(item, depth + 1):
            return fault.under(str(key))
    return None


def _fault_of_text(text: str) -> _Fault | None:
    if text.isascii():
        return None
    try:
        text.encode()
    except UnicodeEncodeError:
        return _Fault((), "text that has a UTF-8 form", f"{text!r:.80}")
    return None


def _fault_of_integer(number: int) -> _Fault | None:
    if -_EXACT_INTEGERS < number < _EXACT_INTEGERS:
        return None
    size = f"an integer of {number.bit_length()} bits"
    return _Fault((), "an integer below 2^53 in size, or a string", size)


def _difference(expected: bytes, found: bytes) -> NotCanonicalError:
    pairs = zip(expected, found, strict=False)
    same = min(len(expected), len(found))
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), same)
    return NotCanonicalError(
        where=f"byte {at}",
        expected=repr(expected[at : at + 40]),
        found=repr(found[at : at + 40]),
    )


def _is_boundless(value: Fraction | Decimal | int) -> bool:
    """Say whether a number is not finite, or too long to be written out at all."""
    if isinstance(value, Decimal):
        return not value.is_finite() or abs(value.adjusted()) > _LENGTH
    return abs(value.numerator) >= _TOO_LONG or value.denominator >= _TOO_LONG


def _spell(number: Fraction) -> str:
    """Return the spelling, or nothing where that would be too long."""
    sign = "-" if number < 0 else ""
    places = _places(number.denominator)
    if places is None:
        return str(number)
    scaled = abs(number.numerator) * 10**places // number.denominator
    if max(scaled, 10**places) >= _TOO_LONG:
        return ""
    digits = str(scaled).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def _places(denominator: int) -> int | None:
    """Return how many decimal places end a fraction, or none where none do."""
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None
