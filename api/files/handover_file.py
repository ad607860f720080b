"""`handover.csv`: the people of the outgoing provider, as it lists them, one a row.

Its head stands in `[outgoing]` of `tender.toml`. Both belong to a successor tender and
to no other. Insurance and licences are codes with spaces between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pydantic import ValidationError

from api.files import csv_file
from api.files.document import Document
from api.files.fault import FileFault, first_of
from api.files.folder import Folder
from api.files.tables import EmployedRow, OutgoingTable
from flows.package import PlannedAct
from tender.commands.handover import Employed, OutgoingList

NAME: Final = "handover.csv"


def read_outgoing(
    folder: Folder,
    tender: Document,
    regime: str,
    table: OutgoingTable | None,
    posts: Iterable[str],
) -> OutgoingList | None:
    """Return the list of a successor tender, `None` of another; raise `FileFault`."""
    if regime != "successor":
        if table is not None:
            expected = f"none for {regime}"
            raise tender.fault(("outgoing",), expected=expected, found="some")
        if NAME in folder.names():
            expected = f"none for {regime}"
            raise folder.fault(NAME, expected=expected, found="some")
        return None
    if table is None:
        raise tender.fault(("outgoing",), expected="a table", found="none")
    data = folder.read(NAME, most=csv_file.MOST)
    read = csv_file.parse(data, folder.file(NAME), EmployedRow)
    people: list[Employed] = []
    faults: list[FileFault] = [
        *read.document.once(read.column("worker")),
        *read.document.known(read.column("post"), posts),
    ]
    for index, row in enumerate(read.records):
        try:
            people.append(row.employed())
        except ValidationError as error:
            faults += read.document.faults(error, (index,))
    if not read.records:
        faults.append(
            folder.fault(NAME, expected="a list of 1 or more", found="nothing")
        )
    if faults:
        raise first_of(faults)
    return OutgoingList(**dict(table), people=tuple(people))


def without_list(
    acts: Document, planned: Iterable[PlannedAct], outgoing: OutgoingList | None
) -> Iterator[FileFault]:
    """Yield the acts that hand over a list where the package has none."""
    for act in planned:
        if act.command == "hand_over_list" and outgoing is None:
            yield acts.fault(
                ("act", act.number - 1, "command"),
                expected="the list of a successor tender, handover.csv",
                found="none",
            )
