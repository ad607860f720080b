"""Many callers, one transaction, and nobody harmed by a neighbour."""

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, wait
from contextlib import closing
from threading import Event, Thread

import pytest

from ledger import sequencer as module
from ledger.sequencer import (
    Sequencer,
    SequencerBusyError,
    SequencerStoppedError,
    run_now,
)
from ledger.store import NotNextError, Store, Transaction
from tests.ledger.entries import SALT, Process, a_tender


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    with closing(Store(sqlite_url)) as store:
        store.migrate()
        yield store


@pytest.fixture
def sequencer(store: Store) -> Iterator[Sequencer]:
    with Sequencer(store) as sequencer:
        yield sequencer


def opening(name: str) -> Callable[[Transaction], str]:
    """Return work that opens a process."""

    def work(transaction: Transaction) -> str:
        transaction.open_process(name, SALT)
        return name

    return work


def failing(_transaction: Transaction) -> None:
    """Raise, whatever is asked."""
    raise ZeroDivisionError


class Held:
    """Keeps the sequencer busy, so that what comes meanwhile is one batch."""

    def __init__(self, sequencer: Sequencer) -> None:
        self._begun, self._free = Event(), Event()
        self.future = sequencer.submit(self._work)
        self._begun.wait()

    def _work(self, _transaction: Transaction) -> None:
        self._begun.set()
        self._free.wait()

    def let_go(self) -> None:
        self._free.set()


def test_work_is_answered_once_it_is_committed(
    sequencer: Sequencer, store: Store
) -> None:
    assert sequencer.run(opening("ocds-s4k54m-a")) == "ocds-s4k54m-a"

    with store.read() as snapshot:
        assert "ocds-s4k54m-a" in snapshot.processes()


def test_a_batch_is_one_transaction(sequencer: Sequencer) -> None:
    held = Held(sequencer)
    seen: list[Transaction] = []

    def look(transaction: Transaction) -> None:
        seen.append(transaction)

    futures = [sequencer.submit(look) for _ in range(20)]
    held.let_go()
    wait(futures)

    assert len(set(map(id, seen))) == 1


def test_who_fails_fails_alone(sequencer: Sequencer, store: Store) -> None:
    held = Held(sequencer)
    names = [f"ocds-s4k54m-b{n}" for n in range(6)]
    futures = [sequencer.submit(opening(name)) for name in names[:3]]
    bad = sequencer.submit(failing)
    futures += [sequencer.submit(opening(name)) for name in names[3:]]
    held.let_go()

    assert [future.result() for future in futures] == names
    with pytest.raises(ZeroDivisionError):
        bad.result()
    with store.read() as snapshot:
        assert set(names) <= set(snapshot.processes())


def test_what_a_failing_work_had_written_is_not_kept(
    sequencer: Sequencer, store: Store
) -> None:
    process = a_tender("ocds-s4k54m-c")

    def half(transaction: Transaction) -> None:
        transaction.open_process(process.name, SALT)
        transaction.append(process.entries[0])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        sequencer.run(half)
    with store.read() as snapshot:
        assert process.name not in snapshot.processes()


def test_work_decided_on_another_state_is_told_and_the_rest_is_kept(
    sequencer: Sequencer, store: Store
) -> None:
    """Two callers make an entry for the same place; one has to decide again."""
    process = Process("ocds-s4k54m-d")
    first = process.add("open_process")
    sequencer.run(opening(process.name))
    held = Held(sequencer)

    def append(transaction: Transaction) -> str:
        return transaction.append(first)

    one, other = sequencer.submit(append), sequencer.submit(append)
    held.let_go()

    assert one.result()
    with pytest.raises(NotNextError):
        other.result()
    with store.read() as snapshot:
        assert snapshot.entries(process.name) == [first]


def test_the_thread_survives_even_who_wants_to_end_it(sequencer: Sequencer) -> None:
    def leave(_transaction: Transaction) -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        sequencer.run(leave)

    assert sequencer.run(opening("ocds-s4k54m-e")) == "ocds-s4k54m-e"


def test_work_that_was_cancelled_is_not_done(
    sequencer: Sequencer, store: Store
) -> None:
    held = Held(sequencer)
    future = sequencer.submit(opening("ocds-s4k54m-f"))
    assert future.cancel()
    held.let_go()

    sequencer.run(opening("ocds-s4k54m-g"))
    with pytest.raises(CancelledError):
        future.result()
    with store.read() as snapshot:
        assert "ocds-s4k54m-f" not in snapshot.processes()


def test_more_work_than_can_wait_is_turned_away(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAITING", 3)
    with Sequencer(store) as sequencer:
        held = Held(sequencer)
        futures = [sequencer.submit(opening(f"ocds-s4k54m-h{n}")) for n in range(3)]

        with pytest.raises(SequencerBusyError, match="nothing was written"):
            sequencer.submit(opening("ocds-s4k54m-h3"))

        held.let_go()
        wait(futures)


def test_stopping_does_what_was_taken_and_takes_no_more(store: Store) -> None:
    sequencer = Sequencer(store)
    sequencer.start()
    held = Held(sequencer)
    future = sequencer.submit(opening("ocds-s4k54m-i"))
    stopping = Thread(target=sequencer.stop)
    stopping.start()
    held.let_go()
    stopping.join()

    assert future.result() == "ocds-s4k54m-i"
    with pytest.raises(SequencerStoppedError):
        sequencer.submit(opening("ocds-s4k54m-j"))
    sequencer.stop()


def test_without_a_thread_work_is_done_here_and_now(store: Store) -> None:
    assert Sequencer(store).run(opening("ocds-s4k54m-k")) == "ocds-s4k54m-k"
    assert run_now(store, opening("ocds-s4k54m-l")) == "ocds-s4k54m-l"

    with pytest.raises(ZeroDivisionError):
        run_now(store, failing)
    with store.read() as snapshot:
        assert {"ocds-s4k54m-k", "ocds-s4k54m-l"} <= set(snapshot.processes())


def test_the_order_of_work_is_the_order_of_the_callers(
    sequencer: Sequencer,
) -> None:
    held = Held(sequencer)
    done: list[int] = []

    def noting(number: int) -> Callable[[Transaction], None]:
        return lambda _transaction: done.append(number)

    futures = [sequencer.submit(noting(number)) for number in range(50)]
    held.let_go()
    wait(futures)

    assert done == list(range(50))
