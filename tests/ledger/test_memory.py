"""A remembered state is used where the store shows its heads, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ledger import memory as module
from ledger.entry import Entry, from_bytes, to_bytes
from ledger.memory import Memory
from ledger.store import Store
from tender.state import State
from tests.journeys.cleaning import PROCESS, Way, acts_of, at_stage


@pytest.fixture
def way(tmp_path: Path) -> Iterator[Way]:
    with at_stage("preparation", tmp_path, ()) as way:
        way.take(*acts_of("preparation", "register_party"))
        yield way


def recall(way: Way, memory: Memory, process: str = PROCESS) -> State:
    with way.home.store.read() as snapshot:
        return memory.recall(snapshot, process).state


def count_folds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list to which each folding of a whole process adds its length."""
    folded: list[int] = []
    whole = module.replayed  # type: ignore[attr-defined]

    def counting(entries: Iterable[Entry], state: State) -> State:
        listed = list(entries)
        folded.append(len(listed))
        return whole(listed, state)

    monkeypatch.setattr(module, "replayed", counting)
    return folded


def test_a_state_is_folded_once(way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    folded = count_folds(monkeypatch)
    memory = Memory()

    assert recall(way, memory) == recall(way, memory) == way.state
    assert folded == [12]


def test_what_was_appended_is_taken_in_without_folding_anew(
    way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    seq = way.state.seq
    folded = count_folds(monkeypatch)

    way.take(*acts_of("preparation", "set_budget", "specify_works"))

    assert way.state.seq == seq + 2
    assert folded == []


def test_what_another_process_wrote_is_folded_anew(
    way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two servers on one database: neither trusts what it remembers."""
    memory = Memory()
    before = recall(way, memory)
    way.take(*acts_of("preparation", "set_budget"))
    folded = count_folds(monkeypatch)

    after = recall(way, memory)

    assert after.seq == before.seq + 1
    assert after.preparation.budget is not None
    assert folded == [13]


class UndoError(Exception):
    """Ends a transaction, so that nothing of it is kept."""


def test_what_was_rolled_back_is_forgotten(way: Way) -> None:
    memory = Memory()
    before = recall(way, memory)
    last = from_bytes(way.entries()[-1])

    def undone() -> None:
        with way.home.store.write() as transaction:
            head = transaction.heads(PROCESS)["main"]
            following = replace(
                last,
                seq=head.seq + 1,
                prev=head.hash,
                at="2026-09-28T02:00:00.000000Z",
            )
            transaction.append(to_bytes(following))
            memory.add(transaction, following)
            assert memory.recall(transaction, PROCESS).state.seq == before.seq + 1
            raise UndoError

    with pytest.raises(UndoError):
        undone()

    assert recall(way, memory) == before


def test_of_a_process_that_there_is_not_nothing_has_happened(way: Way) -> None:
    state = recall(way, Memory(), "ocds-mj0001-2027-lain")

    assert (state.stage, state.seq) == ("new", 0)


def test_only_so_many_processes_are_remembered(
    way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 2)
    memory = Memory()
    recall(way, memory)
    for other in ("ocds-mj0001-2027-a", "ocds-mj0001-2027-b"):
        recall(way, memory, other)
    folded = count_folds(monkeypatch)

    recall(way, memory, "ocds-mj0001-2027-b")
    recall(way, memory)

    assert folded == [12]  # the first was forgotten, the last was not


def test_a_second_ledger_on_the_same_store_has_the_same_state(way: Way) -> None:
    store = Store(f"sqlite:///{way.home.folder / 'ledger.db'}")
    try:
        with store.read() as snapshot:
            assert Memory().recall(snapshot, PROCESS).state == way.state
    finally:
        store.close()
