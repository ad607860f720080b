"""The demo with something taken out of it: what is missing then is what that thing took.

    python -m benchmarks.without OUT [prefect] [printing]

It is the same program, with a Prefect that calls a flow as a function and has no server,
or with printers that print nothing. Both are put in place before anything is imported,
which is why this runs as a process of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, nullcontext
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Self
from unittest.mock import patch

from api import running
from api.examples import EXAMPLES
from flows.printing import Sheet

PREFECT: Final = "prefect"
PRINTING: Final = "printing"


def command(out: Path, *without: str) -> list[str]:
    """Return the command that runs the demo into *out*, *without* some of it."""
    return [sys.executable, "-m", __name__, str(out), *without]


class NoPrinters:
    """Printers that take every sheet and print none."""

    def __init__(self) -> None:
        self.sent = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Have nothing to wait for."""

    def warm(self) -> None:
        """Load nothing."""

    def send(self, _: Sheet) -> None:
        """Take a sheet."""
        self.sent += 1

    def printed(self) -> Iterator[Path]:
        """Yield no PDF."""
        yield from ()


def _main(out: Path, without: set[str]) -> int:
    with ExitStack() as stack:
        if PREFECT in without:
            stack.enter_context(patch.dict(sys.modules, {PREFECT: _no_prefect()}))
            for name in ("beside", "answering"):
                stack.enter_context(patch.object(running, name, nullcontext))
        if PRINTING in without:
            stack.enter_context(patch.object(running, "Printers", NoPrinters))
        codes = [running.run_package(e, out / e.name, "en") for e in EXAMPLES]
    return max(codes)


def _no_prefect() -> ModuleType:
    """Return a module whose flows are the functions that they are made of."""
    module: Any = ModuleType(PREFECT)

    def flow(**_: object) -> Callable[[object], object]:
        return lambda function: function

    module.flow = flow
    return module  # type: ignore[no-any-return]


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1]), set(sys.argv[2:])))
