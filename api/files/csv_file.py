"""CSV that was handed in: a header that is the model's fields, then a record a row.

Commas part the cells, CRLF or LF ends a row, a cell may stand in double quotes. A
byte order mark at the beginning, which spreadsheets write, is read over. An empty
cell is an absent value. A cell is text and stays text: what begins with `=`, `+`,
`-` or `@` is never worked out, and whoever writes a spreadsheet quotes it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from api.files.document import Document
from api.files.fault import FileFault, Where, first_of
from api.files.folder import lone
from api.files.text import BOM, CONTROL_FREE, Text, control_in

MOST: Final = 2**20  # bytes
MOST_FAULTS: Final = 20  # told of one file

_LONE_CR = re.compile(r"\r(?!\n)")

Record = TypeVar("Record", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Table(Generic[Record]):
    """The *records* of a file, in its order; *document* says where each stands."""

    records: tuple[Record, ...]
    document: Document

    def column(self, name: str) -> list[tuple[Where, str]]:
        """Return the places and values of a column, where a row has one."""
        cells = ((index, getattr(r, name)) for index, r in enumerate(self.records))
        return [((index, name), value) for index, value in cells if value is not None]


def parse(data: bytes, file: str, model: type[Record]) -> Table[Record]:
    """Return the records of *data*; raise `FileFault`, with *file* as its name."""
    source = Text.of(data, file, most=MOST)
    if cr := _LONE_CR.search(source.text):
        expected = "rows that end in LF or CRLF"
        raise source.fault(cr.start(), ("row",), expected=expected, found="a lone CR")
    reader = _reader(source)
    line, header = next(reader, (1, []))
    names = list(model.model_fields)
    if header != names:
        raise FileFault(
            file=file,
            line=line,
            field="header",
            expected=",".join(names),
            found=",".join(header) or "nothing",
        )
    records: list[Record] = []
    lines: dict[Where, int] = {}
    document = Document(file, records, lines, rows=True)
    faults: list[FileFault] = []
    for index, (line, cells) in enumerate(reader):
        lines[index,] = line
        try:
            records.append(_record(document, index, cells, model))
        except FileFault as fault:
            faults += (fault, *fault.others)
        if len(faults) >= MOST_FAULTS:
            break
    if faults:
        raise first_of(faults)
    return Table(tuple(records), document)


def read(path: Path, model: type[Record]) -> Table[Record]:
    """Return the records of the file at *path*; raise `FileFault`."""
    return parse(lone(path, most=MOST), path.name, model)


def _reader(source: Text) -> Iterator[tuple[int, list[str]]]:
    """Yield the line in which each row begins, and its cells."""
    text = io.StringIO(source.text.removeprefix(BOM), newline="")
    reader = csv.reader(text, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise FileFault(
                file=source.file,
                line=line,
                field="row",
                expected="cells parted by commas, in quotes that end",
                found=f"{error}",
            ) from error
        if cells is None:
            return
        yield line, cells


def _record(
    document: Document, index: int, cells: list[str], model: type[Record]
) -> Record:
    names = list(model.model_fields)
    if len(cells) != len(names):
        expected = f"{len(names)} cells"
        raise document.fault((index,), expected=expected, found=f"{len(cells)}")
    for name, cell in zip(names, cells, strict=True):
        if control := control_in(cell):
            raise document.fault((index, name), expected=CONTROL_FREE, found=control)
    given = {name: cell for name, cell in zip(names, cells, strict=True) if cell}
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise first_of(document.faults(error, (index,))) from error
