"""The sequencer: one thread that puts many pieces of work into one transaction.

A commit costs a wait for the disk, whatever it holds, so up to 256 pieces of work
share one; their callers are answered after it. The order of work is the order of the
entries: nobody decides on a state that someone else is changing.

A piece of work that raises must not harm its neighbours, and after it has raised
nobody knows what it has left in the transaction. So the whole batch is rolled back
and each piece is done again, alone in a transaction of its own: the one at fault
raises again, to its caller only, and the others are kept. A savepoint around every
piece would cost two statements each, always, for what happens seldom.

Work is therefore done up to twice, and must be such that this is harmless: all that
it changes is in the transaction, which was rolled back. That holds too where the
commit itself fails and nobody knows whether it was kept: the key of idempotency, read
in the same transaction, finds what was answered the first time.

Two sequencers on one database, in two processes, are safe: the store lets one write
at a time. They are only slower than one.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, Full, Queue
from threading import Lock, Thread
from typing import Any, Final, Generic, Self, TypeVar

from ledger.store import Need, Store, Transaction

T = TypeVar("T")

BATCH: Final = 256  # pieces of work in one transaction
WAITING: Final = 4_096  # pieces of work that may wait; more are turned away


class SequencerBusyError(Exception):
    """More work waits than can be done soon; nothing was written, try again."""

    def __init__(self, waiting: int) -> None:
        super().__init__(
            f"expected fewer than {waiting} pieces of work, found as many waiting: "
            "nothing was written; try again with the same key"
        )
        self.waiting = waiting


class SequencerStoppedError(Exception):
    """The sequencer does not take work: it was stopped, or not started."""

    def __init__(self) -> None:
        super().__init__("expected a sequencer that runs, found one that has stopped")


@dataclass(frozen=True, slots=True)
class _Piece(Generic[T]):
    """A piece of work, what it will read, and where its caller waits for what comes of it."""

    work: Callable[[Transaction], T]
    need: Need | None
    future: Future[T] = field(default_factory=Future)


class Sequencer:
    """Takes work for *store* from any thread, and does it in one of its own.

    As a context manager it runs from entry to exit. Without its thread, `run` does
    the work in the thread of its caller.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._queue: Queue[_Piece[Any] | None] = Queue(WAITING)
        self._thread: Thread | None = None
        self._gate = Lock()  # nothing is taken behind the word to stop

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the thread."""
        with self._gate:
            self._thread = Thread(target=self._run, name="sequencer", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Take no more work, do what was taken, and end the thread."""
        with self._gate:
            thread, self._thread = self._thread, None
            if thread:
                self._queue.put(None)
        if thread:
            thread.join()

    def submit(
        self, work: Callable[[Transaction], T], need: Need | None = None
    ) -> Future[T]:
        """Take *work*, and return at once.

        What it will *need* is read together for all the work of a transaction. The
        future has its result once that is committed, or what it raised. Raise
        `SequencerBusyError` where too much waits, `SequencerStoppedError` where no
        thread runs.
        """
        piece = _Piece(work, need)
        with self._gate:
            if not self._thread:
                raise SequencerStoppedError
            try:
                self._queue.put_nowait(piece)
            except Full as error:
                raise SequencerBusyError(WAITING) from error
        return piece.future

    def run(self, work: Callable[[Transaction], T], need: Need | None = None) -> T:
        """Do *work*; return its result once it is committed, or raise what it raised."""
        if self._thread:
            return self.submit(work, need).result()
        return run_now(self._store, work, need)

    def _run(self) -> None:
        """Do batch after batch, until the word to stop."""
        more = True
        while more:
            pieces = [self._queue.get()]
            with suppress(Empty):
                while len(pieces) < BATCH:
                    pieces.append(self._queue.get_nowait())
            more = None not in pieces
            batch = [p for p in pieces if p and p.future.set_running_or_notify_cancel()]
            if batch:
                self._do(batch)

    def _do(self, batch: list[_Piece[Any]]) -> None:
        """Do a batch in one transaction; where that fails, each piece in its own."""
        try:
            with self._store.write() as transaction:
                transaction.expect(piece.need for piece in batch if piece.need)
                results = [piece.work(transaction) for piece in batch]
        except BaseException as error:  # noqa: BLE001  # the caller's, and not this thread's
            if len(batch) == 1:
                batch[0].future.set_exception(error)
                return
            for piece in batch:
                self._do([piece])
            return
        for piece, result in zip(batch, results, strict=True):
            piece.future.set_result(result)


def run_now(
    store: Store, work: Callable[[Transaction], T], need: Need | None = None
) -> T:
    """Do *work* alone, in this thread, in a transaction of its own."""
    with store.write() as transaction:
        if need is not None:
            transaction.expect([need])
        return work(transaction)
