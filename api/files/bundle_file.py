"""A bundle that was handed in: one file, and its faults as those of any other file.

A fault inside names the member as if it were a file in the bundle:
`run.zip/entries.jsonl:7: entry: expected …, found …`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.files.fault import FileFault
from api.files.folder import Folder
from ledger.archive import LARGEST, ArchiveError
from ledger.bundle import Bundle, BundleError, open_up


def read_bundle(path: Path) -> Bundle:
    """Return the bundle at *path*; raise `FileFault`."""
    above = "" if path.parent == Path() else str(path.parent)
    data = Folder(path.parent, above).read(path.name, most=LARGEST, links=True)
    with faults_of(path):
        return open_up(data)


@contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """Raise what is found inside to be wrong with the bundle at *path* as a `FileFault`."""
    try:
        yield
    except ArchiveError as error:
        raise FileFault(
            file=str(path),
            line=1,
            field="file",
            expected=error.expected,
            found=error.found,
        ) from error
    except BundleError as error:
        raise FileFault(
            file=f"{path}/{error.member}",
            line=error.line or 1,
            field="file" if error.line is None else "entry",
            expected=error.expected,
            found=error.found,
        ) from error
