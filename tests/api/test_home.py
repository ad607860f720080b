"""An office whose files were harmed: what is missing is said, and nothing takes its place."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest

from api.clock import system_clock
from api.home import DamagedOfficeError, open_home, server_seed
from ledger.entropy import SystemEntropy
from tests.api.commands import BAD_INPUT, saksama
from tests.journeys.cleaning import PROCESS, at_stage

FSCK = ("fsck",)
EXPORT = ("export", PROCESS)

COMMANDS = pytest.mark.parametrize("command", [FSCK, EXPORT], ids=" ".join)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Give the folder of an office, in which a tender has been announced."""
    folder = tmp_path / "office"
    with at_stage("bidding", folder, ()):
        pass
    return folder


def said(office: Path, command: tuple[str, ...]) -> str:
    """Return the one line that a command says of a harmed office, having written nothing."""
    before = sorted(office.rglob("*"))

    ran = (
        saksama(*command, "--home", office, "--out", office / "x.zip")
        if (command == EXPORT)
        else saksama(*command, "--home", office)
    )

    assert ran.exit_code == BAD_INPUT
    assert ran.stderr.count("\n") == 1
    assert sorted(office.rglob("*")) == before
    return ran.stderr


@COMMANDS
@pytest.mark.parametrize("key", [b"", b"no key", b"5a" * 31, b"\xff" * 64])
def test_a_key_that_is_none(office: Path, command: tuple[str, ...], key: bytes) -> None:
    """What stands in its place is not shown."""
    (office / "server.key").write_bytes(key)

    assert said(office, command) == (
        f"{office / 'server.key'}: expected a key of 32 bytes in hexadecimal, "
        "found none: put it back from a copy\n"
    )


@COMMANDS
def test_a_key_that_is_gone(office: Path, command: tuple[str, ...]) -> None:
    """Another in its place would sign another log."""
    (office / "server.key").unlink()

    assert said(office, command).startswith(
        f"{office / 'server.key'}: expected the office's key, found none"
    )


def test_no_server_starts_without_the_key_of_its_office(tmp_path: Path) -> None:
    open_home(tmp_path, system_clock, practice=False).close()
    (tmp_path / "server.key").unlink()

    with pytest.raises(DamagedOfficeError, match="expected the office's key"):
        open_home(tmp_path, system_clock, practice=False)

    assert not (tmp_path / "server.key").exists()


@COMMANDS
def test_a_ledger_that_is_gone(office: Path, command: tuple[str, ...]) -> None:
    """An empty one in its place would be found whole."""
    for path in office.glob("ledger.db*"):
        path.unlink()

    assert f"ledger.db: expected the ledger of {office}, found none" in said(
        office, command
    )


@COMMANDS
def test_a_ledger_of_which_the_file_alone_is_left(
    office: Path, command: tuple[str, ...]
) -> None:
    for path in office.glob("ledger.db*"):
        path.unlink()
    (office / "ledger.db").touch()

    assert f"expected the ledger of {office}, found none" in said(office, command)


class TestPostgreSQL:
    def test_a_database_without_the_ledger(
        self, office: Path, postgres_url: str
    ) -> None:
        ran = saksama("fsck", "--home", office, "--database", postgres_url)

        assert ran.exit_code == BAD_INPUT
        assert f"expected the ledger of {office}, found none" in ran.stderr


@COMMANDS
def test_a_ledger_with_damaged_pages(office: Path, command: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(office / "ledger.db")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray((office / "ledger.db").read_bytes())
    for position in range(8_192, len(data), 97):
        data[position] ^= 0x55
    (office / "ledger.db").write_bytes(data)

    line = said(office, command)

    assert "ledger.db: expected a database that answers and is whole, found " in line
    assert "SELECT" not in line


@COMMANDS
@pytest.mark.parametrize(
    "record", [b"", b"{}", b'{"practice":true}\n', b'{"practice":false}', b"\xff"]
)
def test_a_record_that_is_none_or_speaks_against_the_key(
    office: Path, command: tuple[str, ...], record: bytes
) -> None:
    """Else an office of practice could be passed off as a real one, by a word in a file."""
    (office / "office.json").write_bytes(record)

    assert said(office, command).startswith(
        f'{office / "office.json"}: expected {{"practice":true}}, as server.key is, '
    )


def test_a_real_office_does_not_become_one_of_practice(tmp_path: Path) -> None:
    open_home(tmp_path, system_clock, practice=False).close()
    (tmp_path / "office.json").write_bytes(b'{"practice":true}')

    for practice in (True, False):
        with pytest.raises(DamagedOfficeError, match=r"as server\.key is"):
            open_home(tmp_path, system_clock, practice=practice)


def test_of_two_that_open_an_office_at_once_both_have_its_one_key(
    tmp_path: Path,
) -> None:
    start = Barrier(8)

    def made(_: int) -> bytes:
        start.wait()
        return server_seed(tmp_path, SystemEntropy())

    with ThreadPoolExecutor(8) as pool:
        seeds = set(pool.map(made, range(8)))

    assert len(seeds) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["server.key"]
    assert (tmp_path / "server.key").stat().st_mode & 0o777 == 0o600
