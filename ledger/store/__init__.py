"""The store: the one place that speaks SQL, on SQLite or PostgreSQL.

`Store.read` gives a snapshot of one moment, `Store.write` a transaction; nothing else
reads or writes. There is one writer at a time, whatever the number of processes: what
a transaction has read stays true until it commits. `ledger.sequencer` puts many pieces
of work into one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect

from ledger.store import tables
from ledger.store.engine import (
    NoDatabaseError,
    UnknownDatabaseError,
    address_of,
    connect,
    is_there,
    reading,
    writing,
)
from ledger.store.snapshot import (
    Answer,
    BlobRow,
    Head,
    Leaf,
    Need,
    Snapshot,
    UnknownProcessError,
)
from ledger.store.transaction import NO_LOG, NotNextError, TakenError, Transaction

__all__ = [
    "Answer",
    "BlobRow",
    "Head",
    "Leaf",
    "Need",
    "NoDatabaseError",
    "NotNextError",
    "Snapshot",
    "Store",
    "TakenError",
    "Transaction",
    "UnknownDatabaseError",
    "UnknownProcessError",
]

_MIGRATIONS: Final = Path(__file__).parents[1] / "migrations"


class Store:
    """The ledger in the database at *address*, `sqlite:///path` or `postgresql://…`."""

    def __init__(self, address: str) -> None:
        self._engine = connect(address)
        self._edge = NO_LOG

    @property
    def address(self) -> str:
        """Where it is, without a password."""
        return address_of(self._engine)

    def migrate(self) -> None:
        """Bring the tables up to date. Doing so again does nothing.

        All of it is one transaction of the one writer, so of two processes that
        start at once the second finds the work done.
        """
        with writing(self._engine) as connection:
            command.upgrade(_configured(connection), "head")

    def check(self) -> None:
        """Raise `alembic.util.CommandError` unless the tables are those of the code."""
        with writing(self._engine) as connection:
            command.check(_configured(connection))

    def is_made(self) -> bool:
        """Say whether a ledger is there, with or without a process; make nothing."""
        if not is_there(self._engine):
            return False
        with reading(self._engine) as connection:
            return inspect(connection).has_table(tables.process.name)

    def holds(self, process: str) -> bool:
        """Say whether there is such a process; make nothing where there is no ledger."""
        if not self.is_made():
            return False
        with self.read() as snapshot:
            return process in snapshot.processes()

    @contextmanager
    def read(self) -> Iterator[Snapshot]:
        """Give a snapshot: what was committed as it began."""
        with reading(self._engine) as connection:
            yield Snapshot(connection, lambda _process: None)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Give the one transaction that may write now; commit it at the end.

        An exception inside rolls all of it back.
        """
        with writing(self._engine) as connection:
            transaction = Transaction(connection, self._edge)
            yield transaction
            transaction.settle()
        self._edge = transaction.edge or self._edge

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()


def _configured(connection: Connection) -> Config:
    config = Config(stdout=StringIO())  # what is found is raised, not printed
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    return config
