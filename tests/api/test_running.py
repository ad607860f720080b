"""A run that is not alone, or does not come to its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

from api.running import MARK
from tests.api.commands import BAD_INPUT, ROOT, saksama
from tests.journeys.cleaning import EXAMPLE

IN_THE_FOREGROUND = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from api.cli import main; main()"
)
"""The command line as a terminal starts it; one in the background hears no Ctrl-C."""

SECONDS = 120  # for a run to say something, on a machine that does much else


def test_of_two_runs_into_one_folder_the_second_is_told(tmp_path: Path) -> None:
    """And changes nothing of what the first is at."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "documents").mkdir()
    with (out / MARK).open("ab") as mark:
        flock(mark, LOCK_EX)

        ran = saksama("run", EXAMPLE, "--out", out)

    assert ran.exit_code == BAD_INPUT
    assert ran.stdout == ""
    assert ran.stderr == (
        f"{out}: expected no other run at work in it, found one: wait for its end, "
        "or name another folder with --out\n"
    )
    assert {path.name for path in out.iterdir()} == {MARK, "documents"}


@pytest.mark.xdist_group("prefect")  # starts a server: one at a time
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_was_ended_leaves_no_process_and_no_bundle(
    tmp_path: Path, how: signal.Signals
) -> None:
    """By Ctrl-C, which all of a terminal's processes hear, without a word of theirs."""
    out = tmp_path / "out"
    with (
        (tmp_path / "said").open("wb") as said,
        (tmp_path / "errors").open("wb") as err,
    ):
        run = subprocess.Popen(
            [
                *(sys.executable, "-c", IN_THE_FOREGROUND),
                *("run", EXAMPLE, "--out", out),
            ],
            stdout=said,
            stderr=err,
            cwd=ROOT,
            start_new_session=True,
            env={**os.environ, "SAKSAMA_LANG": "en"},
        )
    wait_for(lambda: "Opening of bids" in (tmp_path / "said").read_text())
    children = descendants(run.pid)
    assert len(children) > 2  # a server, two printers

    if how is signal.SIGINT:
        os.killpg(run.pid, how)
    else:
        run.send_signal(how)

    assert run.wait(SECONDS) == (130 if how is signal.SIGINT else -how)
    wait_for(lambda: not any(map(is_running, children)))
    assert not list(out.glob("*.zip*"))
    assert "Waited for: " in (tmp_path / "said").read_text()
    if how is signal.SIGINT:
        assert (tmp_path / "errors").read_text() == ""


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def descendants(of: int) -> set[int]:
    """Return the processes that a process has started, and those that these have."""
    parents = {
        int(path.name): int(stat[1])
        for path in Path("/proc").glob("[0-9]*")
        if (stat := status(int(path.name)))
    }
    found: set[int] = set()
    while more := {p for p, pp in parents.items() if pp in {of, *found}} - found:
        found |= more
    return found


def is_running(process: int) -> bool:
    """Say whether a process is there, and not only waits to be counted out."""
    return status(process)[:1] not in ([], ["Z"])


def status(process: int) -> list[str]:
    """Return state and parent of a process; nothing of one that is not there."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return []
    return stat.rpartition(")")[2].split()[:2]
