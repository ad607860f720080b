"""Printing: pages become PDFs in processes of their own, while the run goes on.

Drawing a page keeps a core busy for a third of a second, so two processes draw while
the tender goes on. They know the page, its data and what the file says of itself, and
nothing of the ledger; where they draw and in which order changes no byte.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from multiprocessing import get_context, parent_process
from pathlib import Path
from signal import SIG_BLOCK, SIG_SETMASK, SIGINT, pthread_sigmask
from threading import Thread
from types import TracebackType
from typing import Final, NamedTuple, Self, cast

from publication.pdf import fingerprint, render_pdf
from tender.canonical import Json, from_bytes

_PRINTERS: Final = 2


class Sheet(NamedTuple):
    """A page to print: its file without suffix, and what the PDF says of itself."""

    stem: Path
    created: datetime
    identifier: str


class Printers:
    """Two processes that print; they end with this object, or with its process."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self._pool = ProcessPoolExecutor(_PRINTERS, context, _begin)
        self._sent: list[Future[Path]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: object, __: TracebackType | None
    ) -> None:
        """Print what was sent, unless something went wrong."""
        self._pool.shutdown(cancel_futures=kind is not None)

    @property
    def sent(self) -> int:
        """How many sheets were sent."""
        return len(self._sent)

    def warm(self) -> None:
        """Start the processes, and have them load renderer and fonts.

        Where these cannot be had, the first sheet will say so.
        """
        with _deaf_to_interrupts():
            for _ in range(_PRINTERS):
                self._pool.submit(fingerprint)

    def send(self, sheet: Sheet) -> None:
        """Have *sheet* printed."""
        with _deaf_to_interrupts():
            self._sent.append(self._pool.submit(_print, sheet))

    def printed(self) -> Iterator[Path]:
        """Yield the PDFs in the order in which they were sent, as they are ready."""
        for one in self._sent:
            yield one.result()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Have a process that is started inside never hear Ctrl-C: it ends with the run.

    From its first instruction on: told later, it would speak of an interrupt itself.
    """
    before = pthread_sigmask(SIG_BLOCK, {SIGINT})
    try:
        yield
    finally:
        pthread_sigmask(SIG_SETMASK, before)


def _begin() -> None:
    """Begin a printer: it ends when the process that started it has, however it ended.

    What a page leaves behind is collected between pages. Looking for it while millions
    of objects are being made, all of them in use, is an eighth of the work.
    """
    gc.disable()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _print(sheet: Sheet) -> Path:
    """Print a sheet; return the file of its PDF."""
    path = sheet.stem.with_suffix(".pdf")
    path.write_bytes(_drawn(sheet))
    gc.collect()
    return path


def _drawn(sheet: Sheet) -> bytes:
    html = sheet.stem.with_suffix(".html").read_text(encoding="utf-8")
    data = cast(
        "dict[str, Json]", from_bytes(sheet.stem.with_suffix(".json").read_bytes())
    )
    return render_pdf(
        html, data, created=sheet.created, identifier=sheet.identifier.encode()
    )
