"""Commands, run in this process or in one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner, Result

from api.cli import app
from api.options import Exit

ROOT = Path(__file__).parents[2]
SAME, DIFFERS, BAD_INPUT, NOT_COMPARABLE = Exit

UNREACHABLE = "postgresql://saksama:secret@127.0.0.1:9/none"
"""A database that is not there; its address has a password in it."""


def saksama(*arguments: object) -> Result:
    """Run a command in this process, in English; what goes wrong in it is raised here."""
    runner = CliRunner(env={"SAKSAMA_LANG": "en", "COLUMNS": "200"})
    return runner.invoke(app, [str(a) for a in arguments], catch_exceptions=False)


def started(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from api.cli import main; main()",
            *map(str, arguments),
        ],
        env={**os.environ, "SAKSAMA_LANG": "en", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def faults(ran: Result) -> list[str]:
    """Return what is told of each fault in English, beside the same in Indonesian.

    Of each there are four lines: what is wrong, then what to do, in both languages.
    """
    lines = ran.stderr.splitlines()
    told = [lines[at : at + 4] for at in range(0, len(lines), 4)]
    for indonesian, english, remedy, mend in told:
        place, _, said = indonesian.partition(": diharapkan ")
        assert said
        assert english.startswith(f"{place}: expected ")
        assert remedy.startswith("    Yang harus dilakukan: ")
        assert mend.startswith("    What to do: ")
    return [english for _, english, _, _ in told]
