"""The law as data: every value with its dates, source and status, and the days off.

Under `rules/law/` each folder is a place (`id`, `id/jambi`, `id/jambi/muaro-jambi`)
and a place stands under the law of every folder above it. Its files hold `[[value]]`
tables: id, value, unit, from, until, source, status, note. A value is a whole
number, an exact number in quotes, a code in quotes, or true or false; a note is for
readers of the file and goes no further. `calendar.toml`, in the folder of the place,
is for `api.files.days_off`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Final, NamedTuple

from pydantic import BeforeValidator

from api.files import toml_file
from api.files.days_off import days_off
from api.files.document import Document
from api.files.fault import FileFault, Where, first_of, shown
from api.files.folder import Folder
from rules.calendar import DayOff
from rules.pack import Pack, resolve
from tender.canonical.numbers import parse_number
from tender.canonical.profile import NotCanonicalError
from tender.stored import Line, Many, Stored
from tender.values import Value

PLACE: Final = "id/jambi/muaro-jambi"

_CALENDAR = "calendar.toml"


@dataclass(frozen=True, slots=True)
class Law:
    """Every value ever in force at a place, its days off, and the years they cover."""

    values: tuple[Value, ...]
    days_off: tuple[DayOff, ...]
    years: tuple[int, ...]


def _one_spelling(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else value


class LawValue(Value):
    """A `[[value]]` as a file has it."""

    value: Annotated[Line, BeforeValidator(_one_spelling)]
    note: Line | None = None


class LawFile(Stored):
    """A file of values."""

    value: Many[LawValue]


class _Placed(NamedTuple):
    """A value, and where it stands."""

    value: Value
    document: Document
    where: Where

    def fault(self, field: str, *, expected: str, found: str) -> FileFault:
        return self.document.fault((*self.where, field), expected=expected, found=found)


def read_law(root: Path, place: str = PLACE) -> Law:
    """Return the law of *place* under the folder *root*; raise `FileFault`."""
    folder = Folder(root)
    placed: list[_Placed] = []
    for step in place.split("/"):
        if step not in folder.names():
            expected = f"a place under {root.name}"
            raise folder.fault(step, expected=expected, found="none")
        folder = folder.within(step)
        for name in folder.names():
            if name.endswith(".toml") and name != _CALENDAR:
                placed += _values(_read(folder, name))
    if fault := next(_overlaps(placed), None):
        raise fault
    days, years = days_off(_read(folder, _CALENDAR))
    return Law(tuple(one.value for one in placed), days, years)


@cache
def pack_of(day: date, place: str = PLACE) -> Pack:
    """Return what is in force on *day* at *place*; raise `FileFault`."""
    law = _law(place)
    return resolve(law.values, law.days_off, law.years, day)


@cache
def _law(place: str) -> Law:
    with as_file(files("rules") / "law") as root:
        return read_law(root, place)


def _read(folder: Folder, name: str) -> Document:
    return toml_file.parse(folder.read(name, most=toml_file.MOST), folder.file(name))


def _values(document: Document) -> list[_Placed]:
    """Return the values of a file; each is a number unless its unit says otherwise."""
    placed = []
    for index, one in enumerate(document.read(LawFile).value):
        value = Value.from_json(one.model_dump(exclude={"note"}))
        placed.append(_Placed(value, document, ("value", index)))
    if faults := [fault for one in placed for fault in _faults(one)]:
        raise first_of(faults)
    return placed


def _faults(placed: _Placed) -> Iterator[FileFault]:
    value = placed.value
    if value.until is not None and value.until < value.from_:
        expected = f"a day from {value.from_} on"
        yield placed.fault("until", expected=expected, found=f"{value.until}")
    if value.status == "chosen":  # by a tender's own documents, never by law
        expected = "verified, secondary or recalled"
        yield placed.fault("status", expected=expected, found=value.status)
    if value.unit == "flag":
        if value.value not in ("true", "false"):
            yield placed.fault(
                "value", expected="true or false", found=shown(value.value)
            )
    elif value.unit != "code":
        try:
            parse_number(value.value)
        except NotCanonicalError as error:
            yield placed.fault("value", expected=error.expected, found=error.found)


def _overlaps(placed: list[_Placed]) -> Iterator[FileFault]:
    """Yield each value that begins before another with its id has ended."""
    ordered = sorted(placed, key=lambda one: (one.value.id, one.value.from_))
    for (one, _, _), other in pairwise(ordered):
        value = other.value
        if one.id == value.id and (one.until is None or value.from_ <= one.until):
            yield other.fault(
                "from",
                expected=f"one value {value.id} in force at a time",
                found=f"two: from {one.from_} ({one.source}) "
                f"and from {value.from_} ({value.source})",
            )
