"""Programs run as children: how long each took on the wall, and of the processors."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from typing import Final, NamedTuple

from benchmarks.measuring import WALL

SAKSAMA: Final = str(Path(sys.executable).with_name("saksama"))
"""The command line, as it is installed beside this Python."""


class Spent(NamedTuple):
    """Seconds on the wall, and of all processors together, the child's children too."""

    wall: float
    cpu: float


class ChildFailedError(RuntimeError):
    """A child ended otherwise than well, so that what it took says nothing."""

    def __init__(self, command: Sequence[str], code: int, said: str) -> None:
        super().__init__(f"{command}: expected code 0, found {code}: {said[-2000:]}")


def run(command: Sequence[str]) -> Spent:
    """Run *command* to its end; raise `ChildFailedError` where that is a bad one."""
    cpu, began = _cpu(), WALL()
    ended = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603  # ours
    spent = Spent(WALL() - began, _cpu() - cpu)
    if ended.returncode:
        raise ChildFailedError(command, ended.returncode, ended.stdout + ended.stderr)
    return spent


def in_turns(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Spent]:
    """Return the medians of each of *commands*, run in turns."""
    taken: dict[str, list[Spent]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(run(command))
    return {
        name: Spent(median(s.wall for s in times), median(s.cpu for s in times))
        for name, times in taken.items()
    }


def _cpu() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
