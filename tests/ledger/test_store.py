"""The contract on SQLite and on PostgreSQL, and what each is told so that it keeps."""

from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ledger.store import Store, UnknownDatabaseError
from ledger.store.engine import connect, reading, writing
from tests.ledger.contract import StoreContract


class TestSQLite(StoreContract):
    """A file."""

    truncate = "DELETE FROM {table} WHERE 1"
    replace = "INSERT OR REPLACE INTO {table} SELECT * FROM {table}"

    @pytest.fixture
    def database(self, sqlite_url: str) -> str:
        return sqlite_url

    def test_a_commit_waits_for_the_disk(self, store: Store) -> None:
        with closing(store):
            engine = connect(self.address)
            with reading(engine) as connection:
                settings = {
                    name: connection.scalar(text(f"PRAGMA {name}"))
                    for name in ("journal_mode", "synchronous", "foreign_keys")
                }
            engine.dispose()

        assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


class TestPostgreSQL(StoreContract):
    """A server."""

    truncate = "TRUNCATE {table} CASCADE"
    replace = (
        "INSERT INTO {table} SELECT * FROM {table} "
        "ON CONFLICT ON CONSTRAINT pk_{table} DO UPDATE SET {column} = EXCLUDED.{column}"
    )

    @pytest.fixture
    def database(self, postgres_url: str) -> str:
        return postgres_url

    def test_a_commit_waits_for_the_disk(self, store: Store) -> None:
        with closing(store):
            engine = connect(self.address)
            with writing(engine) as connection:
                commit = connection.scalar(text("SHOW synchronous_commit"))
                level = connection.scalar(text("SHOW transaction_isolation"))
            engine.dispose()

        assert (commit, level) == ("on", "read committed")

    def test_the_triggers_hold_for_a_replica_s_role_too(self, store: Store) -> None:
        def change() -> None:
            with self.changing() as admin:
                admin.execute(text("SET session_replication_role = replica"))
                admin.execute(text("DELETE FROM entry"))

        with closing(store), pytest.raises(DBAPIError, match="append-only"):
            change()


@pytest.mark.parametrize("address", ["mysql://x/y", "oracle://x", "mssql://x"])
def test_only_databases_that_are_tested_are_taken(address: str) -> None:
    with pytest.raises(UnknownDatabaseError, match="sqlite"):
        connect(address)
