"""The console: where the command line writes, and what happens when nobody reads it."""

from __future__ import annotations

import os
import sys
from typing import Final, NoReturn

from rich.console import Console
from typing_extensions import override

BROKEN_PIPE: Final = 141
"""What a program ends with that a closed pipe ended: 128, and SIGPIPE."""


class PipedConsole(Console):
    """A console that ends quietly where its reader has gone, as `head` does."""

    @override
    def on_broken_pipe(self) -> NoReturn:
        nobody_reads()


def console() -> Console:
    """Return the console of the command line."""
    return PipedConsole()


def nobody_reads() -> NoReturn:
    """End, and leave nothing to be written on the way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(BROKEN_PIPE)
