"""`saksama export` and `saksama fsck`: an office that is opened again, by its folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from api.clock import system_clock
from api.home import OtherOfficeError, existing_home, open_home
from ledger.archive import read
from ledger.asked import Recorded
from ledger.bundle import open_up
from tests.api.commands import BAD_INPUT, DIFFERS, SAME, UNREACHABLE, saksama
from tests.journeys.cleaning import PROCESS, Journey
from tests.ledger.asking import opening


def test_fsck_of_an_office_is_clean(office: Path) -> None:
    ran = saksama("fsck", "--home", office)

    assert ran.exit_code == SAME
    assert "CLEAN" in ran.output
    assert "processes 1" in ran.output


def test_fsck_of_what_was_changed_differs_and_names_it(office: Path) -> None:
    with closing(sqlite3.connect(office / "ledger.db")) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
        for (name,) in names.fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("DELETE FROM entry WHERE stream='main' AND seq = 40")
        database.commit()

    ran = saksama("fsck", "--home", office)

    assert ran.exit_code == DIFFERS
    assert f"{PROCESS} main 41: expected entry 40, found none" in ran.output
    assert "CLEAN" not in ran.output


@pytest.mark.parametrize(
    "arguments",
    [("fsck",), ("export", PROCESS), ("export", PROCESS, "--for-audit")],
    ids=" ".join,
)
def test_where_there_is_no_office_none_is_made(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    """Neither where there is no folder, nor in a folder of somebody else's."""
    (tmp_path / "notes.txt").write_text("mine")

    for folder in (tmp_path / "typo", tmp_path):
        ran = saksama(*arguments, "--home", folder)
        assert ran.exit_code == BAD_INPUT
        assert ran.stderr.splitlines() == [
            f"{folder}:1: folder: diharapkan folder sebuah kantor, ditemukan tidak ada",
            f"{folder}:1: folder: expected the folder of an office, found none",
            "    Yang harus dilakukan: Sebut folder sebuah kantor pada --home, atau jalankan ./run demo.",
            "    What to do: Name the folder of an office with --home, or run ./run demo.",
        ]

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_export_makes_the_bundle_of_a_process(
    office: Path, journey: Journey, tmp_path: Path
) -> None:
    """From an office that is opened again, by its folder alone."""
    out = tmp_path / "exported.zip"

    ran = saksama("export", PROCESS, "--home", office, "--out", out)

    assert ran.exit_code == SAME
    bundle = open_up(out.read_bytes())
    assert bundle.reader == "public"
    assert bundle.facts_digest in ran.output
    before = {e.command["tag"] for e in journey.opened.entries}
    assert {e.command["tag"] for e in bundle.entries} <= before
    assert saksama("replay", out).exit_code == SAME


def test_export_finds_the_documents_of_a_run_beside_its_office(
    office: Path, tmp_path: Path
) -> None:
    """A run leaves `office/` and `documents/`; the bundle is the one that it made."""
    made = tmp_path / "made.zip"
    saksama("export", PROCESS, "--home", office, "--out", made)
    (office / "papers").rename(tmp_path / "documents")
    out = tmp_path / "exported.zip"

    ran = saksama("export", PROCESS, "--home", office, "--out", out)

    assert ran.exit_code == SAME
    assert out.read_bytes() == made.read_bytes()
    assert saksama("replay", out).exit_code == SAME


def test_export_for_audit_has_the_private_files(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "exported.zip"

    ran = saksama("export", PROCESS, "--for-audit", "--home", office, "--out", out)

    assert ran.exit_code == SAME
    assert open_up(out.read_bytes()).reader == "auditors"
    assert any(name.startswith("private/") for name in read(out.read_bytes()))


def test_export_of_an_unknown_process_is_bad_input(
    office: Path, tmp_path: Path
) -> None:
    out = tmp_path / "exported.zip"

    ran = saksama("export", "ocds-mj0001-2027-lain", "--home", office, "--out", out)

    assert ran.exit_code == BAD_INPUT
    assert "ocds-mj0001-2027-lain" in ran.stderr
    assert not out.exists()


@pytest.mark.parametrize("arguments", [(), ("--for-audit",)], ids=["", "for audit"])
def test_export_without_a_blob_that_is_named_says_which(
    office: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    blobs = sorted((office / "blobs").iterdir(), key=lambda path: path.stat().st_size)
    gone = next(p for p in blobs if b'"days_off"' in p.read_bytes()[:40])
    gone.unlink()
    out = tmp_path / "exported.zip"

    ran = saksama("export", PROCESS, *arguments, "--home", office, "--out", out)

    assert ran.exit_code == BAD_INPUT
    assert gone.name in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert not out.exists()


def test_fsck_misses_a_ciphertext_that_is_lost(office: Path, journey: Journey) -> None:
    item = journey.state.bidding.bids["p-03"].envelope.objects[1]
    (office / "blobs" / item.ciphertext).unlink()

    ran = saksama("fsck", "--home", office)

    assert ran.exit_code == DIFFERS
    assert f"blob {item.ciphertext}: expected a blob, found none" in ran.output


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Path]:
    """Give the folder of a real office, in which a tender has been opened."""
    folder = tmp_path / "real"
    home = open_home(folder, system_clock, practice=False)
    try:
        answer = home.office.ask(opening(REAL, practice=False))
        assert isinstance(answer, Recorded)
        yield folder
    finally:
        home.close()


REAL = "ocds-mj0001-2027-sungguh"


def test_a_real_office_is_opened_as_one(real: Path, tmp_path: Path) -> None:
    """Its log has its own name, and its checkpoints are held to it."""
    out = tmp_path / "real.zip"

    assert saksama("fsck", "--home", real).exit_code == SAME
    assert saksama("export", REAL, "--home", real, "--out", out).exit_code == SAME
    bundle = open_up(out.read_bytes())
    assert bundle.process["log"] == "saksama/log"
    assert bundle.key.name == "saksama/log"
    assert saksama("replay", out).exit_code == SAME


def test_an_office_without_a_record_of_it_is_known_by_its_key(
    real: Path, office: Path
) -> None:
    for folder, name in ((real, "saksama/log"), (office, "saksama.practice/log")):
        (folder / "office.json").unlink()
        home = existing_home(folder, system_clock, database=None)
        home.close()
        assert home.office.ledger.origin == name


def test_an_office_of_one_kind_is_not_opened_as_the_other(
    real: Path, office: Path
) -> None:
    with pytest.raises(OtherOfficeError, match="expected an office of practice"):
        open_home(real, system_clock, practice=True)
    with pytest.raises(OtherOfficeError, match="expected a real office"):
        open_home(office, system_clock, practice=False)


@pytest.mark.parametrize(
    "address", [UNREACHABLE, "mysql://x/y", "nonsense", "sqlite:////none/such/x.db"]
)
@pytest.mark.parametrize("command", ["fsck", "export"])
def test_a_database_that_is_not_there_is_bad_input(
    office: Path, command: str, address: str
) -> None:
    arguments = (command, PROCESS) if command == "export" else (command,)

    ran = saksama(*arguments, "--home", office, "--database", address)

    assert ran.exit_code == BAD_INPUT
    assert "expected " in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert "secret" not in ran.stderr
