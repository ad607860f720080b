"""A divergence: the first thing that is not as it was, and how two values differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tender.canonical import Json


@dataclass(frozen=True, slots=True)
class Divergence:
    """Where, by which rule, what was to be expected and what was found."""

    where: str
    rule: str
    expected: str
    found: str


class DivergedError(Exception):
    """Ends a replay at its first divergence."""

    def __init__(
        self, *, where: str, rule: str, expected: object, found: object
    ) -> None:
        super().__init__(f"{where} [{rule}]: expected {expected}, found {found}")
        self.divergence = Divergence(where, rule, str(expected), str(found))


class Difference(NamedTuple):
    """A place in two JSON values (RFC 6901) and what stands there in each."""

    path: str
    expected: Json
    found: Json


def first_difference(expected: Json, found: Json, path: str = "") -> Difference | None:
    """Return the first place where two JSON values differ, or `None`."""
    if expected == found:
        return None
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        return _in_objects(expected, found, path)
    if isinstance(expected, (list, tuple)) and isinstance(found, (list, tuple)):
        return _in_lists(list(expected), list(found), path)
    return Difference(path, expected, found)


def _in_objects(
    expected: Mapping[str, Json], found: Mapping[str, Json], path: str
) -> Difference | None:
    for key in sorted({*expected, *found}):
        if (key in expected) != (key in found):
            return Difference(f"{path}/{key}", expected.get(key), found.get(key))
        inner = first_difference(expected[key], found[key], f"{path}/{key}")
        if inner is not None:
            return inner
    return None


def _in_lists(expected: list[Json], found: list[Json], path: str) -> Difference | None:
    for index, (one, other) in enumerate(zip(expected, found, strict=False)):
        inner = first_difference(one, other, f"{path}/{index}")
        if inner is not None:
            return inner
    if len(expected) != len(found):
        return Difference(f"{path}/length", len(expected), len(found))
    return None
