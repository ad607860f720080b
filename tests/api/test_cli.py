"""The command line: exit codes, help, languages, readers that go away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from api.options import Exit
from tests.api.commands import BAD_INPUT, ROOT, SAME, faults, saksama

COMMANDS = (
    *("demo", "run", "export", "replay", "fsck", "doctor"),
    *("evaluate", "prove", "schema", "lint", "schedule"),
)


def test_the_exit_codes_are_these_four() -> None:
    assert [int(code) for code in Exit] == [0, 1, 2, 3]


HEAVY = (
    "alembic",
    "fastapi",
    "flows",
    "jinja2",
    "ledger",
    "nacl",
    "prefect",
    "psycopg",
    "publication",
    "pydantic",
    "pyrage",
    "rules",
    "scoring",
    "sqlalchemy",
    "tender",
    "weasyprint",
)
"""What takes time to load, and rooms that load it: `--help` needs none of them."""


def test_help_is_fast_because_it_loads_nothing() -> None:
    code = "import sys, api.cli; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    assert "typer" in loaded
    assert sorted(set(loaded) & set(HEAVY)) == []


@pytest.mark.parametrize("module", ["api.cli", "api.replaying"])
def test_the_light_client_has_what_replay_needs(module: str) -> None:
    """An auditor installs the base, and neither a server nor a printer."""
    light = ROOT / "tests" / "architecture" / "light_install.py"

    ran = subprocess.run(
        [sys.executable, light, module], capture_output=True, text=True, check=False
    )

    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("command", [*COMMANDS, "examples"])
def test_every_command_says_what_it_does_in_both_languages(command: str) -> None:
    ran = saksama(command, "--help")

    assert ran.exit_code == SAME
    said = " ".join(ran.output.split())
    assert command in said
    summary = said.split("Usage:")[1]
    assert any(
        word in summary
        for word in (
            "Jalankan",
            "Buat",
            "Buktikan",
            "Putuskan",
            "Periksa",
            "Hitung",
            "Contoh",
        )
    )
    assert any(
        word in summary
        for word in ("Run", "Make", "Decide", "Check", "Prove", "Say", "The ")
    )


def test_without_a_command_it_says_which_there_are() -> None:
    ran = saksama()

    assert ran.exit_code == BAD_INPUT
    assert all(command in ran.output for command in COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [("replay",), ("replay", "a", "b"), ("fly",), ("run",), ("fsck", "--all")],
)
def test_a_command_that_cannot_be_read_is_bad_input(arguments: tuple[str, ...]) -> None:
    assert saksama(*arguments).exit_code == BAD_INPUT


@pytest.mark.parametrize("command", ["replay", "fsck", "doctor", "run"])
def test_a_language_that_is_not_spoken_is_refused(command: str) -> None:
    arguments = {"replay": ("x",), "run": ("x",)}.get(command, ())

    ran = saksama(command, *arguments, "--lang", "fr")

    assert ran.exit_code == BAD_INPUT
    assert "expected id or en, found fr" in ran.stderr


def test_a_reader_that_has_gone_ends_a_command_quietly(public: Path) -> None:
    """As in `saksama replay BUNDLE | head -0`: by the pipe, and without a word."""
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "wb") as nobody:
        ran = subprocess.run(
            [
                sys.executable,
                "-c",
                "from api.cli import main; main()",
                "replay",
                public,
            ],
            stdout=nobody,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            cwd=ROOT,
        )

    assert (ran.returncode, ran.stderr) == (141, "")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("lint",), "PACKAGE_DIR:1: folder: expected the name of a folder"),
        (("run",), "PACKAGE_DIR:1: folder: expected the name of a folder"),
        (("schedule", "--start", "2027-01-01"), "PACKAGE_DIR:1: folder: expected "),
        (("examples", "seal"), "PACKAGE_DIR:1: folder: expected the name of a folder"),
        (("evaluate",), "FILE:1: file: expected the name of a file"),
        (("replay",), "BUNDLE:1: file: expected the name of a file"),
        (("fsck", "--home"), "--home:1: folder: expected the name of a folder"),
        (("doctor", "--home"), "--home:1: folder: expected the name of a folder"),
        (("export", "ocds-x", "--out"), "--out:1: file: expected the name of a file"),
        (("demo", "--out"), "--out:1: folder: expected the name of a folder"),
        (("run", "examples", "--out"), "--out:1: folder: expected "),
    ],
)
@pytest.mark.parametrize("empty", ["", " "])
def test_a_file_or_folder_without_a_name_is_not_the_one_we_stand_in(
    command: tuple[str, ...], told: str, empty: str
) -> None:
    ran = saksama(*command, empty)

    assert ran.exit_code == BAD_INPUT
    (fault,) = faults(ran)
    assert fault.startswith(told)
    assert fault.endswith(", found an empty text")


def test_a_point_is_the_folder_we_stand_in() -> None:
    ran = saksama("lint", ".")

    assert ran.exit_code == BAD_INPUT
    assert "in the folder, found " in ran.stderr
