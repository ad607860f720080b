"""So many forks at a time, each with a task and temporary files of its own, and how each ended."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from typing import Final, Generic, TypeVar

Task = TypeVar("Task")
Done = tuple[Task, int | None]

BROKEN: Final = 70
"""The exit code of a fork whose work raised."""


class Forks(Generic[Task]):
    """Forks of this process, at most *most* at a time."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._running: dict[int, tuple[Task, str]] = {}

    def start(
        self, task: Task, work: Callable[[], int], seconds: int | None = None
    ) -> Iterator[Done[Task]]:
        """Do *work* in a fork, which ends with what it returns; yield what ended before.

        A fork that takes more than *seconds* ends with `None`.
        """
        while len(self._running) >= self._most:
            yield self._wait()
        folder = tempfile.mkdtemp(prefix="saksama-fork-")
        pid = os.fork()
        if pid == 0:
            tempfile.tempdir = folder
            _end_with(work, seconds)
        self._running[pid] = (task, folder)

    def rest(self) -> Iterator[Done[Task]]:
        """Yield what is still running, as it ends."""
        while self._running:
            yield self._wait()

    def _wait(self) -> Done[Task]:
        pid, status = os.wait()
        code = None if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        task, folder = self._running.pop(pid)
        shutil.rmtree(folder, ignore_errors=True)
        return task, code


def _end_with(work: Callable[[], int], seconds: int | None) -> None:
    code = BROKEN
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(nowhere, fd)
        if seconds is not None:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(seconds)
        code = work()
    finally:
        os._exit(code)
