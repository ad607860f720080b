"""Statements that every append runs: SQLAlchemy writes them once, the driver runs them.

An append is a handful of short statements. Asked for each of them anew, SQLAlchemy
takes several times as long over one as SQLite takes to answer it. So it is asked for
the text once, for each kind of database; from then on the driver's own cursor runs that
text, on the connection and in the transaction that SQLAlchemy holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any, NamedTuple, TypeAlias, cast

from sqlalchemy import ClauseElement, Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

Row: TypeAlias = tuple[Any, ...]
Parameters: TypeAlias = Mapping[str, Any]


class _Text(NamedTuple):
    """A statement as one driver takes it: names in order, or none where it takes names."""

    sql: str
    names: tuple[str, ...] | None

    def given(self, parameters: Parameters) -> Any:  # noqa: ANN401  # what the driver takes
        if self.names is None:
            return parameters
        return tuple(parameters[name] for name in self.names)


class Prepared:
    """A statement of SQLAlchemy's, with its text for each kind of database."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._texts: dict[str, _Text] = {}

    def text(self, dialect: Dialect) -> _Text:
        """Return the statement as the driver of *dialect* takes it."""
        if dialect.name not in self._texts:
            compiled = cast("SQLCompiler", self._statement.compile(dialect=dialect))
            names = tuple(compiled.positiontup or ()) if compiled.positional else None
            self._texts[dialect.name] = _Text(str(compiled), names)
        return self._texts[dialect.name]


class Driver:
    """The driver's cursor on a connection; its errors are raised as SQLAlchemy's."""

    def __init__(self, connection: Connection) -> None:
        self._dialect = connection.dialect
        driver: Any = connection.connection.driver_connection
        self._connection = driver
        self._cursor = driver.cursor()
        # Statements that do not wait for one another: a server's way, not a file's.
        self._pipeline = getattr(driver, "pipeline", nullcontext)

    def run(self, sql: str) -> None:
        """Run a statement as it is written, that takes nothing and gives nothing."""
        with self._told(sql):
            self._cursor.execute(sql)

    def rows(self, prepared: Prepared, parameters: Parameters) -> list[Row]:
        """Return the rows that a statement gives for *parameters*."""
        text = prepared.text(self._dialect)
        with self._told(text.sql):
            self._cursor.execute(text.sql, text.given(parameters))
            rows: list[Row] = self._cursor.fetchall()
            return rows

    def rows_of_all(
        self, questions: Sequence[tuple[Prepared, Parameters]]
    ) -> list[list[Row]]:
        """Return the rows of many statements; a server is asked for all of them at once."""
        if self._pipeline is nullcontext:
            return [self.rows(prepared, given) for prepared, given in questions]
        asked: list[Any] = []
        with self._told("questions in one pipeline"), self._pipeline():
            for prepared, parameters in questions:
                text = prepared.text(self._dialect)
                cursor = self._connection.cursor()
                cursor.execute(text.sql, text.given(parameters))
                asked.append(cursor)
        return [cursor.fetchall() for cursor in asked]

    def insert(self, many: Sequence[tuple[Prepared, Sequence[Parameters]]]) -> None:
        """Insert rows, each by its statement; a server is handed all of them at once."""
        with self._told("rows in one pipeline"), self._pipeline():
            for prepared, rows in many:
                text = prepared.text(self._dialect)
                with self._told(text.sql):
                    self._cursor.executemany(text.sql, list(map(text.given, rows)))

    @contextmanager
    def _told(self, sql: str) -> Iterator[None]:
        errors = self._dialect.loaded_dbapi.Error
        try:
            yield
        except errors as error:
            raise DBAPIError.instance(
                sql, None, error, errors, dialect=self._dialect
            ) from error
