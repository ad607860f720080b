"""The profile: which values can stand in the record, and what is wrong with others.

Strings, booleans, null, integers below 2^53 in size, arrays, and objects with ASCII
keys, at most 100 deep. Exact types are asked for: what orjson would write by itself is
none of the profile. Most values are plain, which is seen at once; only for others is it
looked where the fault is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

DEPTH: Final = 100  # arrays and objects inside one another

_EXACT_INTEGERS: Final = 2**53  # RFC 8785 reads numbers as doubles
_CONTAINERS: Final = (dict, list, tuple)


class NotCanonicalError(ValueError):
    """A value, or its bytes, cannot stand in the record as they are."""

    def __init__(self, *, where: str, expected: str, found: str) -> None:
        super().__init__(f"{where}: expected {expected}, found {found}")
        self.where = where
        self.expected = expected
        self.found = found


def are_exact(
    values: Iterable[object], *, ascii_alone: bool, levels: int = DEPTH
) -> bool:
    """Say whether what orjson has read is of the profile, at most so many *levels* deep.

    There must be no float in it, and no key that is not ASCII, which is looked for
    unless the bytes were *ascii_alone*. What else the profile leaves out, orjson
    refuses to read, or writes in another way. This is a fifth of the cost of `first_fault`.
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


class Fault(NamedTuple):
    """What is wrong with a value, and where in it."""

    path: tuple[str, ...]
    expected: str
    found: str

    def under(self, key: str) -> Fault:
        """Return it as it stands in what holds the value under *key*."""
        return self._replace(path=(key, *self.path))

    def error(self) -> NotCanonicalError:
        """Return the error that tells it, its place as a path (RFC 6901)."""
        escaped = (key.replace("~", "~0").replace("/", "~1") for key in self.path)
        where = "".join(f"/{key}" for key in escaped) or "the value"
        return NotCanonicalError(where=where, expected=self.expected, found=self.found)


def is_plain(value: object) -> bool:
    """Say whether `first_fault` would surely find nothing: the usual case, at a quarter.

    Text that is not ASCII is left to `first_fault`.
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


def first_fault(value: object, depth: int = 0) -> Fault | None:
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
    return Fault((), expected, f"{kind.__name__} {value!r:.80}")


def _fault_within(
    value: dict[object, object] | list[object] | tuple[object, ...], depth: int
) -> Fault | None:
    if depth == DEPTH:
        return Fault((), f"at most {DEPTH} levels", "one more")
    if isinstance(value, dict):
        for key in value:
            if not (type(key) is str and key.isascii()):
                return Fault((), "keys that are ASCII strings", repr(key))
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        if fault := first_fault(item, depth + 1):
            return fault.under(str(key))
    return None


def _fault_of_text(text: str) -> Fault | None:
    if text.isascii():
        return None
    try:
        text.encode()
    except UnicodeEncodeError:
        return Fault((), "text that has a UTF-8 form", f"{text!r:.80}")
    return None


def _fault_of_integer(number: int) -> Fault | None:
    if -_EXACT_INTEGERS < number < _EXACT_INTEGERS:
        return None
    size = f"an integer of {number.bit_length()} bits"
    return Fault((), "an integer below 2^53 in size, or a string", size)
