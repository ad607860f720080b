"""A document: what a parser made of a file, with the line of every place in it.

Models read from it (`Document.read`), and whatever they refuse comes back as
faults of the file's lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from api.files.fault import FileFault, Where, first_of, one_of, shown, spelled
from api.files.wording import where_and_words

MOST_DEEP: Final = 32  # lists and tables inside one another
MOST_VALUES: Final = 100_000  # in one file, so that its lines fit in memory

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed *value* of *file*, and the line of each place in it.

    In a table *rows* is set: the first step of a place is then the row, which the
    line already says.
    """

    file: str
    value: object
    lines: Mapping[Where, int]
    rows: bool = False

    def line(self, where: Where) -> int:
        """Return the line of *where*, or of what encloses it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def fault(self, where: Where, *, expected: str, found: str) -> FileFault:
        """Return a fault at *where*."""
        return FileFault(
            file=self.file,
            line=self.line(where),
            field=self.name(where),
            expected=expected,
            found=found,
        )

    def name(self, where: Where) -> str:
        """Return the name of a field: in a table, of the column."""
        if self.rows:
            return spelled(where[1:]) if len(where) > 1 else "row"
        return spelled(where)

    def read(self, model: type[Model]) -> Model:
        """Return the document as a *model*; raise `FileFault` with every bad field."""
        try:
            return model.model_validate(self.value)
        except ValidationError as error:
            raise first_of(self.faults(error, ())) from error

    def faults(
        self,
        error: ValidationError,
        under: Where,
        optional: frozenset[str] = frozenset(),
    ) -> list[FileFault]:
        """Return the faults of what a model refused of the part *under*.

        The absence of an *optional* field is none.
        """
        return [
            self.fault(self.typed((*under, *where)), expected=expected, found=found)
            for where, expected, found in where_and_words(error, optional)
        ]

    def at(self, where: Where) -> object:
        """Return the value of *where*, or `None` where there is none."""
        value = self.value
        for step in where:
            if isinstance(value, Mapping):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int):
                value = value[step] if step < len(value) else None
            else:
                return None
        return value

    def typed(self, where: Where) -> Where:
        """Return a place without the names of kinds that pydantic puts in between."""
        steps: list[str | int] = []
        value = self.value
        for step in where:
            if isinstance(value, Mapping) and step not in value:
                if step == value.get("kind"):
                    continue
                value = None
            elif isinstance(value, Mapping):
                value = value[step]
            elif isinstance(value, list) and isinstance(step, int):
                value = value[step] if step < len(value) else None
            steps.append(step)
        return tuple(steps)

    def known(
        self, places: Iterable[tuple[Where, str]], codes: Iterable[str]
    ) -> list[FileFault]:
        """Return the faults of the *places* whose code is none of *codes*."""
        allowed = frozenset(codes)
        return [
            self.fault(where, expected=one_of(allowed), found=shown(code))
            for where, code in places
            if code not in allowed
        ]

    def once(self, places: Iterable[tuple[Where, str]]) -> list[FileFault]:
        """Return the faults of the *places* whose code stood before."""
        faults, seen = [], dict[str, Where]()
        for where, code in places:
            if code in seen:
                found = f"{shown(code)} again, first in line {self.line(seen[code])}"
                faults.append(self.fault(where, expected="each code once", found=found))
            seen.setdefault(code, where)
        return faults
