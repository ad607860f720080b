"""Connections: what each database is told, so that committed means kept.

SQLite: WAL with synchronous=FULL, so a commit is on the disk when it returns; a
writer takes the write lock as it begins, so two never find out late. PostgreSQL:
synchronous_commit on; a writer begins with an advisory lock, which is given in turn
and freed with the transaction, and reads what the one before it committed. Readers
see one moment and wait for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    OperationalError,
)

from ledger.store.prepared import Driver

WAIT_SECONDS: Final = 30  # for the lock of a writer before; then an error
REACH_SECONDS: Final = 10  # for a server of PostgreSQL to answer at all
LOCK: Final = 0x53414B53_414D4131  # "SAKSAMA1": one writer per PostgreSQL database

_WRITES: Final = "saksama_writes"


class UnknownDatabaseError(ValueError):
    """The address is of a database that this store does not know."""

    def __init__(self, backend: str) -> None:
        super().__init__(
            f"expected sqlite:///path or postgresql://…, found {backend}: "
            "only these two are tested to keep what they commit"
        )


class NoDatabaseError(ConnectionError):
    """No database answers at the address, or none that is whole; nothing was written."""

    def __init__(self, address: str, found: object) -> None:
        reason = (str(found).strip().splitlines() or ["no answer"])[0]
        super().__init__(
            f"{address}: expected a database that answers and is whole, found {reason}"
        )


def connect(address: str) -> Engine:
    """Return an engine for *address*, `sqlite:///path` or `postgresql://…`."""
    try:
        url = make_url(address)
    except ArgumentError:
        raise UnknownDatabaseError(address.partition(":")[0][:40]) from None
    match url.get_backend_name():
        case "sqlite":
            engine = create_engine(url.set(drivername="sqlite+pysqlite"))
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        case "postgresql":
            engine = create_engine(
                url.set(drivername="postgresql+psycopg"),
                connect_args={"connect_timeout": REACH_SECONDS},
            )
            event.listen(engine, "connect", _prepare_postgresql)
            event.listen(engine, "begin", _begin_postgresql)
        case backend:
            raise UnknownDatabaseError(backend)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give the one connection that may write; commit at the end, or roll back.

    On PostgreSQL each statement sees what was committed before it, so whoever gets
    the lock sees all that the writer before has written.
    """
    with _reached(engine) as connection:
        connection.execution_options(**{_WRITES: True})
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="READ COMMITTED")
        with _told(engine), connection.begin():
            yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one moment, and on PostgreSQL cannot write."""
    with _reached(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with _told(engine), connection.begin():
            yield connection


def is_there(engine: Engine) -> bool:
    """Say whether there is a database to reach; asking SQLite itself would make one."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or name in (None, "", ":memory:"):
        return True
    return Path(str(name)).is_file()


def _reached(engine: Engine) -> Connection:
    """Return a connection; the address in what is raised has no password."""
    try:
        return engine.connect()
    except DBAPIError as error:
        raise NoDatabaseError(address_of(engine), error.orig) from error


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Tell of a database that has gone, or is damaged, as of one that is not there.

    What else a database says against a statement is a fault of the program.
    """
    try:
        yield
    except DBAPIError as error:
        if type(error) in (DatabaseError, OperationalError):
            raise NoDatabaseError(address_of(engine), error.orig) from error
        raise


def address_of(engine: Engine) -> str:
    """Return where a database is, as a person names it, and without a password."""
    return str(engine.url.set(drivername=engine.dialect.name))


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401  # DB-API
    connection.isolation_level = None  # transactions begin where `_begin_sqlite` says
    for setting in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        f"busy_timeout = {WAIT_SECONDS * 1000}",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    Driver(connection).run("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_postgresql(connection: Any, _record: object) -> None:  # noqa: ANN401
    connection.autocommit = True
    connection.execute("SET synchronous_commit = on")
    connection.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'")
    connection.autocommit = False


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES):
        Driver(connection).run(f"SELECT pg_advisory_xact_lock({LOCK})")
