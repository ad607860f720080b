"""What every store must do. One class; each database runs it (`test_store`)."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from hashlib import sha256
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from ledger import log
from ledger.chain import verify_streams
from ledger.entry import (
    START,
    Closed,
    EntryError,
    Position,
    entry_hash,
    from_bytes,
    leaf,
    to_bytes,
)
from ledger.log import leaf_hash, verify_consistency, verify_inclusion
from ledger.store import (
    Answer,
    BlobRow,
    NotNextError,
    Snapshot,
    Store,
    TakenError,
    Transaction,
    UnknownProcessError,
)
from ledger.store.engine import connect, writing
from tender.canonical.profile import NotCanonicalError
from tests.ledger.entries import SALT, Process, a_tender

KEY, COMMAND = "ab" * 32, "cd" * 32
TABLES = {
    "process": "salt",
    "entry": "bytes",
    "log_leaf": "leaf",
    "log_node": "hash",
    "checkpoint": "note",
    "cosignature": "line",
    "answer": "answer",
    "blob": "size",
}


class StoreContract:
    """The tests. A subclass has a fixture `database`; its database is its own."""

    address: str  # known from the moment a test has its store
    truncate: str  # what empties a table on this database
    replace: str  # what puts a row in the place of a row

    @pytest.fixture
    def store(self, database: str) -> Iterator[Store]:
        """Give a store with tables, on whatever the tests before have left in it."""
        self.address = database
        with closing(Store(database)) as store:
            store.migrate()
            yield store

    @pytest.fixture
    def process(self, request: pytest.FixtureRequest) -> Process:
        """Give eight entries of a process that no other test has."""
        test = sha256(request.node.name.encode()).hexdigest()[:16]
        return a_tender(f"ocds-s4k54m-{test}")

    @contextmanager
    def changing(self) -> Iterator[Any]:
        """Give a connection of an administrator who goes past the store."""
        engine = connect(self.address)
        try:
            with writing(engine) as connection:
                yield connection
        finally:
            engine.dispose()

    def test_migrating_again_does_nothing(self, store: Store) -> None:
        store.migrate()

    def test_the_tables_are_those_that_the_code_describes(self, store: Store) -> None:
        store.check()

    def test_what_is_committed_is_read(self, store: Store, process: Process) -> None:
        write(store, process)

        with store.read() as snapshot:
            assert snapshot.entries(process.name) == process.entries
            assert snapshot.salt(process.name) == SALT
            assert process.name in snapshot.processes()
        verify_streams(process.entries)

    def test_entries_come_in_replay_order_and_only_those_not_yet_had(
        self, store: Store, process: Process
    ) -> None:
        write(store, process)

        with store.read() as snapshot:
            since = {"main": 3, "sealed-1": 2}
            later = snapshot.entries(process.name, since)

        assert later == process.entries[5:]

    def test_heads_are_the_last_entry_of_each_stream(
        self, store: Store, process: Process
    ) -> None:
        write(store, process)

        with store.read() as snapshot:
            heads = snapshot.heads(process.name)
            assert {name: (h.seq, h.hash) for name, h in heads.items()} == process.heads
            assert heads["main"].at == from_bytes(process.entries[-1]).at
            assert snapshot.closed(process.name) == {"sealed-1"}
            assert snapshot.heads("ocds-s4k54m-none") == {}

    def test_what_a_transaction_has_written_it_reads(
        self, store: Store, process: Process
    ) -> None:
        with store.write() as transaction:
            transaction.open_process(process.name, SALT)
            before = transaction.size()
            for number, data in enumerate(process.entries, 1):
                assert transaction.append(data) == entry_hash(data)
                assert transaction.entries(process.name) == process.entries[:number]
            assert transaction.size() == before + 8
            assert transaction.heads(process.name)["main"].seq == 5
            assert transaction.last_at()

    def test_a_transaction_that_raises_leaves_nothing(
        self, store: Store, process: Process
    ) -> None:
        with store.read() as snapshot:
            size = snapshot.size()

        def work(transaction: Transaction) -> None:
            transaction.open_process(process.name, SALT)
            for data in process.entries:
                transaction.append(data)
            transaction.put_answer("cv-sinar", "99" * 32, COMMAND, b"x")
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            run(store, work)

        with store.read() as snapshot:
            assert snapshot.size() == size
            assert snapshot.entries(process.name) == []
            assert snapshot.answer("cv-sinar", "99" * 32) is None
            with pytest.raises(UnknownProcessError):
                snapshot.salt(process.name)

    def test_a_snapshot_is_of_one_moment(self, store: Store, process: Process) -> None:
        with store.read() as snapshot:
            size = snapshot.size()
            write(store, process)

            assert snapshot.size() == size
            assert snapshot.entries(process.name) == []

    # What does not follow is not stored.

    @pytest.mark.parametrize(
        ("count", "change"),
        [
            (1, {"seq": 3}),
            (1, {"seq": 1, "prev": START}),
            (1, {"prev": "ab" * 32}),
            (1, {"at": "2026-11-24T01:01:00.000000Z"}),
            (1, {"at": "2026-11-24T01:00:59.999999Z"}),
            (3, {"after": Position(seq=1, hash="ab" * 32)}),
            (3, {"after": Position(seq=2, hash="ab" * 32)}),
            (6, {"sealed": Closed(round=1, size=2, head="ab" * 32)}),
            (6, {"sealed": Closed(round=1, size=0, head=START)}),
            (6, {"sealed": Closed(round=2, size=3, head="ab" * 32)}),
        ],
    )
    def test_what_does_not_follow_is_refused(
        self, store: Store, process: Process, count: int, change: dict[str, Any]
    ) -> None:
        write(store, process, count)
        entry = replace(from_bytes(process.entries[count]), **change)

        with pytest.raises(NotNextError, match="decide again"):
            append(store, to_bytes(entry))
        append(store, process.entries[count])

    def test_nothing_joins_a_closed_stream(
        self, store: Store, process: Process
    ) -> None:
        write(store, process)

        with pytest.raises(NotNextError, match="sealed-1 open, found closed"):
            append(store, process.bid())

    def test_a_stream_that_was_empty_is_closed_too(
        self, store: Store, process: Process
    ) -> None:
        empty = Process(process.name)
        empty.add("open_process")
        empty.close("cancel_tender")
        write(store, empty)

        with pytest.raises(NotNextError, match="open, found closed"):
            append(store, empty.bid())

    def test_a_stream_is_closed_once(self, store: Store, process: Process) -> None:
        write(store, process)

        with pytest.raises(NotNextError, match="open, found closed"):
            append(store, process.close("cancel_tender"))

    def test_the_next_round_has_a_stream_of_its_own(
        self, store: Store, process: Process
    ) -> None:
        process.round = 2
        process.add("call_for_bids_again")
        process.bid()
        process.close()
        write(store, process)

        with store.read() as snapshot:
            assert snapshot.closed(process.name) == {"sealed-1", "sealed-2"}
            assert snapshot.entries(process.name) == process.entries

    def test_bytes_that_are_no_entry_are_refused(
        self, store: Store, process: Process
    ) -> None:
        write(store, process, 1)

        with pytest.raises(NotCanonicalError):
            append(store, process.entries[1] + b" ")
        with pytest.raises(EntryError):
            append(store, b"{}")

    def test_an_entry_of_no_process_is_refused(
        self, store: Store, process: Process
    ) -> None:
        with pytest.raises(UnknownProcessError, match=process.name):
            append(store, process.entries[0])

    def test_a_process_has_one_salt(self, store: Store, process: Process) -> None:
        write(store, process)

        run(store, lambda t: t.open_process(process.name, SALT))
        with pytest.raises(TakenError):
            run(store, lambda t: t.open_process(process.name, "5b" * 16))
        with pytest.raises(NotCanonicalError, match="16 bytes, found 4"):
            run(store, lambda t: t.open_process("ocds-s4k54m-short", "5b" * 4))

    # The log.

    def test_a_main_entry_is_published_at_once_a_bid_is_not(
        self, store: Store, process: Process
    ) -> None:
        sizes = []
        run(store, lambda t: t.open_process(process.name, SALT))
        with store.read() as snapshot:
            start = snapshot.size()
        for data in process.entries:
            append(store, data)
            with store.read() as snapshot:
                sizes.append(snapshot.size() - start)

        #               main main bid bid main bid closing main
        assert sizes == [1, 2, 2, 2, 3, 3, 7, 8]

    def test_the_bids_come_right_behind_what_ends_intake(
        self, store: Store, process: Process
    ) -> None:
        other = a_tender(process.name + "-other")
        with store.read() as snapshot:
            start = snapshot.size()
        write(store, process, 6)
        write(store, other, 2)
        for data in process.entries[6:]:
            append(store, data)

        with store.read() as snapshot:
            leaves = [
                (leaf.process == process.name, leaf.stream, leaf.seq)
                for leaf in snapshot.leaves(start)
            ]
            assert [leaf.index for leaf in snapshot.leaves(start, start + 2)] == [
                start,
                start + 1,
            ]

        assert leaves == [
            (True, "main", 1),
            (True, "main", 2),
            (True, "main", 3),
            (False, "main", 1),
            (False, "main", 2),
            (True, "main", 4),
            (True, "sealed-1", 1),
            (True, "sealed-1", 2),
            (True, "sealed-1", 3),
            (True, "main", 5),
        ]

    def test_a_leaf_is_found_by_its_entry_once_it_is_published(
        self, store: Store, process: Process
    ) -> None:
        write(store, process, 3)
        bid = entry_hash(process.entries[2])
        with store.read() as snapshot:
            assert snapshot.leaf_of(bid) is None

        for data in process.entries[3:]:
            append(store, data)

        with store.read() as snapshot:
            found = snapshot.leaf_of(bid)
        assert found
        assert (found.stream, found.seq) == ("sealed-1", 1)
        assert found.leaf == leaf(
            process=process.name, stream="sealed-1", salt=SALT, seq=1, entry=bid
        )

    def test_roots_and_proofs_are_those_of_a_tree_of_all_leaves(
        self, store: Store, process: Process
    ) -> None:
        write(store, process)
        tree = log.Tree()

        with store.read() as snapshot:
            leaves = list(snapshot.leaves())
            for stored in leaves:
                assert tree.append(stored.leaf) == stored.index
            for size in {0, 1, 2, *range(max(0, tree.size - 20), tree.size + 1)}:
                assert snapshot.root(size) == tree.root(size)
                assert snapshot.consistency(size, tree.size) == tree.consistency(
                    size, tree.size
                )
            for index in range(0, tree.size, 5):
                assert snapshot.inclusion(index, tree.size) == tree.inclusion(
                    index, tree.size
                )
                verify_inclusion(
                    leaf=leaf_hash(leaves[index].leaf),
                    index=index,
                    size=tree.size,
                    proof=snapshot.inclusion(index, tree.size),
                    root=snapshot.root(tree.size),
                )

    def test_a_transaction_proves_what_it_has_just_written(
        self, store: Store, process: Process
    ) -> None:
        with store.write() as transaction:
            size, root = transaction.size(), transaction.root(transaction.size())
            transaction.open_process(process.name, SALT)
            for data in process.entries:
                transaction.append(data)
            now = transaction.size()
            verify_consistency(
                first=size,
                second=now,
                proof=transaction.consistency(size, now),
                root=root,
                later_root=transaction.root(now),
            )

    def test_checkpoints_are_kept_once_and_gather_witnesses(
        self, store: Store, process: Process
    ) -> None:
        write(store, process)
        with store.write() as transaction:
            size = transaction.size()
            transaction.put_checkpoint(size, "note\n")
            transaction.put_checkpoint(size, "note\n")
            transaction.put_cosignature(size, "— w-2 x\n")
            transaction.put_cosignature(size, "— w-1 x\n")
            transaction.put_cosignature(size, "— w-1 x\n")

        with store.read() as snapshot:
            assert snapshot.checkpoint() == "note\n— w-1 x\n— w-2 x\n"
            assert snapshot.checkpoint(size) == snapshot.checkpoint()
            assert snapshot.checkpoint(size + 1) is None
            assert snapshot.checkpoints(size - 1) == [size]
            assert snapshot.checkpoints(size) == []
        with pytest.raises(TakenError, match="it stays"):
            run(store, lambda t: t.put_checkpoint(size, "another\n"))

    # Answers and blobs.

    def test_an_answer_is_kept_word_for_word(self, store: Store) -> None:
        with store.write() as transaction:
            assert transaction.answer("cv-sinar", KEY) is None
            transaction.put_answer("cv-sinar", KEY, COMMAND, b'{"a":1}')
            assert transaction.answer("cv-sinar", KEY) == Answer(COMMAND, b'{"a":1}')

        with store.read() as snapshot:
            assert snapshot.answer("cv-sinar", KEY) == Answer(COMMAND, b'{"a":1}')
            assert snapshot.answer("pt-bulan", KEY) is None
            assert snapshot.answer("cv-sinar", COMMAND) is None

    def test_a_key_is_answered_once(self, store: Store) -> None:
        key = "aa" * 32
        run(store, lambda t: t.put_answer("cv-sinar", key, COMMAND, b"first"))

        with pytest.raises(IntegrityError):
            run(store, lambda t: t.put_answer("cv-sinar", key, COMMAND, b"second"))
        with store.read() as snapshot:
            assert snapshot.answer("cv-sinar", key) == Answer(COMMAND, b"first")

    def test_blobs_belong_to_processes(self, store: Store, process: Process) -> None:
        with store.write() as transaction:
            transaction.open_process(process.name, SALT)
            transaction.put_blob(process.name, "bb" * 32, 2_000, private=False)
            transaction.put_blob(process.name, "aa" * 32, 1_000, private=True)
            transaction.put_blob(process.name, "aa" * 32, 1_000, private=True)

        with store.read() as snapshot:
            assert snapshot.blobs(process.name) == [
                BlobRow("aa" * 32, 1_000, private=True),
                BlobRow("bb" * 32, 2_000, private=False),
            ]
        with pytest.raises(TakenError):
            run(
                store,
                lambda t: t.put_blob(process.name, "aa" * 32, 999, private=True),
            )

    # All of it.

    def test_the_export_has_every_entry_once_and_each_process_in_replay_order(
        self, store: Store, process: Process
    ) -> None:
        write(store, process)

        with store.read() as snapshot:
            exported = list(snapshot.export())
            expected = {name: snapshot.entries(name) for name in snapshot.processes()}
            times = [from_bytes(data).at for data in exported]

        assert times == sorted(times)
        for name, entries in expected.items():
            assert [d for d in exported if from_bytes(d).process == name] == entries

    def test_an_empty_ledger_says_so(self, store: Store) -> None:
        with store.read() as snapshot:
            assert snapshot.consistency(0, snapshot.size()) == []
            assert snapshot.root(0) == log.EMPTY_ROOT

    # Append-only, against the administrator too, as far as a database can.

    @pytest.mark.parametrize("table", TABLES)
    @pytest.mark.parametrize("change", ["update", "delete", "truncate", "replace"])
    def test_nothing_is_changed_by_anybody(
        self, store: Store, process: Process, table: str, change: str
    ) -> None:
        fill(store, process)
        column = TABLES[table]
        before = self.rows(table)
        statements = {
            "update": f"UPDATE {table} SET {column} = {column}",  # noqa: S608
            "delete": f"DELETE FROM {table}",  # noqa: S608
            "truncate": self.truncate.format(table=table),
            "replace": self.replace.format(table=table, column=column),
        }

        with pytest.raises(DBAPIError, match="append-only"), self.changing() as admin:
            admin.execute(text(statements[change]))

        assert self.rows(table) == before

    def rows(self, table: str) -> list[Any]:
        """Return all rows of *table*."""
        with self.changing() as admin:
            found = admin.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608
            return sorted(map(repr, found))

    # Several at once.

    def test_writers_take_turns_and_none_is_lost(
        self, store: Store, process: Process
    ) -> None:
        others = [a_tender(f"{process.name}-{n}") for n in range(4)]
        start = Barrier(len(others))
        with store.read() as snapshot:
            before = snapshot.size()

        def work(tender: Process) -> None:
            with closing(Store(self.address)) as mine:
                start.wait()
                write(mine, tender)

        threads = [Thread(target=work, args=[tender]) for tender in others]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        with store.read() as snapshot:
            leaves = list(snapshot.leaves(before))
            assert [leaf.index for leaf in leaves] == list(
                range(before, before + 8 * len(others))
            )
            for tender in others:
                assert snapshot.entries(tender.name) == tender.entries

    def test_a_reader_does_not_wait_for_a_writer(self, store: Store) -> None:
        with store.write() as transaction:
            transaction.open_process("ocds-s4k54m-slow", SALT)
            with closing(Store(self.address)) as other, other.read() as snapshot:
                assert "ocds-s4k54m-slow" not in snapshot.processes()

    def test_a_reader_cannot_write(self, store: Store) -> None:
        with store.read() as snapshot:
            assert not isinstance(snapshot, Transaction)
            assert isinstance(snapshot, Snapshot)


def write(store: Store, process: Process, count: int | None = None) -> None:
    """Store a process, or the first *count* of its entries, each in a transaction."""
    run(store, lambda t: t.open_process(process.name, SALT))
    for data in process.entries[:count]:
        append(store, data)


def append(store: Store, data: bytes) -> None:
    """Store one entry."""
    run(store, lambda transaction: transaction.append(data))


def run(store: Store, work: Callable[[Transaction], object]) -> None:
    """Do one thing in a transaction."""
    with store.write() as transaction:
        work(transaction)


def fill(store: Store, process: Process) -> None:
    """Put a row into every table."""
    write(store, process)
    with store.write() as transaction:
        size = transaction.size()
        key = entry_hash(process.entries[0])
        transaction.put_answer("cv-sinar", key, COMMAND, b"x")
        transaction.put_checkpoint(size, f"note {size}\n")
        transaction.put_cosignature(size, "— w-1 x\n")
        transaction.put_blob(process.name, key, 1_000, private=False)
