"""The servers that the product stands on run in the versions of the lock.

A lock that resolves proves nothing: Prefect 3.8 resolves beside a FastAPI with which
its server stops at import. So a flow runs.
"""

import pytest
from sqlalchemy import create_engine, text


@pytest.mark.usefixtures("prefect_server")
def test_a_flow_with_a_task_runs_on_the_locked_prefect_and_fastapi() -> None:
    from prefect import flow, task  # noqa: PLC0415  # reads its settings at import

    @task
    def double(number: int) -> int:
        return 2 * number

    @flow
    def reckon(number: int) -> int:
        return double(number) + 1

    assert reckon(20) == 41


class TestPostgreSQL:
    def test_each_class_begins_with_an_empty_database(self, postgres_url: str) -> None:
        engine = create_engine(postgres_url)

        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE entry (sequence bigint PRIMARY KEY)"))
        engine.dispose()


class TestPostgreSQLAgain(TestPostgreSQL):
    """The same table again: it would be refused in the database of the first class."""
