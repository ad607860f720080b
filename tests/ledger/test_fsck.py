"""fsck finds what is not as it was written, whoever changed it and however."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ledger import note
from ledger.chain import ClosedError
from ledger.closing import verify_closing
from ledger.entry import from_bytes
from ledger.fsck import Checked, check
from ledger.note import Checkpoint, sign
from ledger.store import Store
from tests.journeys.cleaning import Way, at_stage
from tests.ledger.entries import Process

Tamper = Callable[[sqlite3.Connection], object]


@pytest.fixture
def way(tmp_path: Path) -> Iterator[Way]:
    """Give the example after its opening: bids have joined the log, blobs are there."""
    with at_stage("evaluation", tmp_path, ()) as way:
        yield way


def checked(way: Way) -> Checked:
    """Check the ledger with eyes that have not seen it before."""
    ledger = way.office.ledger
    store = Store(f"sqlite:///{way.home.folder / 'ledger.db'}")
    try:
        with store.read() as snapshot:
            key = note.key(ledger.origin, ledger.seed)
            return check(snapshot, way.office.blobs, key, way.office.private)
    finally:
        store.close()


def tamper(way: Way, act: Tamper) -> None:
    """Change the database past its triggers, as whoever owns the disk can."""
    way.home.store.close()
    with closing(sqlite3.connect(way.home.folder / "ledger.db")) as database:
        triggers = database.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        )
        for (name,) in triggers.fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        act(database)
        database.commit()


def test_a_ledger_as_it_was_written_is_whole(way: Way) -> None:
    found = checked(way)

    assert found.faults == ()
    assert found.processes == 1
    assert found.entries == found.leaves == len(way.entries())
    assert found.checkpoints == 3
    assert found.blobs >= 1


def test_while_bids_are_taken_in_a_ledger_is_whole_without_their_leaves(
    tmp_path: Path,
) -> None:
    with at_stage("bidding", tmp_path) as way:
        bids = [a for a in way.course.package.acts if a.command == "commit_bid"]
        registered = [
            a for a in way.course.package.acts if a.command == "register_party"
        ]
        way.take(*registered, *bids[:3])
        found = checked(way)

    assert found.faults == ()
    assert found.leaves == found.entries - 3


def the_word(old: str, new: str) -> Tamper:
    """Change one word of the entry that has it."""

    def act(database: sqlite3.Connection) -> None:
        rows = database.execute("SELECT rowid, bytes FROM entry").fetchall()
        (row, data) = next((r, d) for r, d in rows if old.encode() in d)
        changed = data.replace(old.encode(), new.encode())
        database.execute("UPDATE entry SET bytes = ? WHERE rowid = ?", (changed, row))

    return act


LAST_MAIN = "SELECT max(seq) FROM entry WHERE stream = 'main'"

TAMPERED = [
    pytest.param(
        the_word("3150000000", "3150000001"), "main", id="an amount of an entry"
    ),
    pytest.param(the_word('"tag"', ' "tag"'), "number", id="a space in an entry"),
    pytest.param(
        lambda db: db.execute(
            f"DELETE FROM entry WHERE stream = 'main' AND seq = ({LAST_MAIN})"  # noqa: S608  # a number of ours
        ),
        "log",
        id="the last entry is gone",
    ),
    pytest.param(
        lambda db: db.execute("DELETE FROM entry WHERE stream = 'main' AND seq = 20"),
        "main 21",
        id="an entry in the middle is gone",
    ),
    pytest.param(
        lambda db: db.execute(
            "DELETE FROM entry WHERE stream = 'sealed-1' AND seq = 3"
        ),
        "sealed-1 4",
        id="a bid is gone",
    ),
    pytest.param(
        lambda db: db.execute(
            "DELETE FROM entry WHERE stream = 'sealed-1' AND seq = "
            "(SELECT max(seq) FROM entry WHERE stream = 'sealed-1')"
        ),
        "main",
        id="the last bid is gone",
    ),
    pytest.param(
        lambda db: db.execute(
            'DELETE FROM log_leaf WHERE "index" = (SELECT max("index") FROM log_leaf)'
        ),
        "log",
        id="the last leaf is gone",
    ),
    pytest.param(
        lambda db: db.execute('DELETE FROM log_leaf WHERE "index" = 30'),
        "leaf 30",
        id="a leaf in the middle is gone",
    ),
    pytest.param(
        lambda db: db.execute(
            'UPDATE log_leaf SET leaf = (SELECT leaf FROM log_leaf WHERE "index" = 29) '
            'WHERE "index" = 30'
        ),
        "leaf 30",
        id="a leaf stands twice",
    ),
    pytest.param(
        lambda db: db.execute(
            "UPDATE checkpoint SET note = replace(note, 'saksama', 'saksomo')"
        ),
        "checkpoint",
        id="a checkpoint of another log",
    ),
]


@pytest.mark.parametrize(("act", "where"), TAMPERED)
def test_what_was_changed_is_found_and_named(way: Way, act: Tamper, where: str) -> None:
    tamper(way, act)

    faults = checked(way).faults

    assert faults
    assert any(where in fault.where for fault in faults), faults
    assert all(fault.expected != fault.found for fault in faults)


def test_a_checkpoint_signed_by_another_key_is_found(way: Way) -> None:
    with way.home.store.read() as snapshot:
        size = snapshot.checkpoints()[-1]
        root = snapshot.root(size)
    origin = way.office.ledger.origin
    forged = sign(Checkpoint(origin, size, root).to_text(), origin, bytes(32))

    tamper(
        way,
        lambda db: db.execute(
            "UPDATE checkpoint SET note = ? WHERE size = ?", (forged, size)
        ),
    )

    (fault,) = checked(way).faults
    assert fault.where == f"checkpoint {size}"
    assert fault.expected == "a note signed by the server"


def test_a_checkpoint_with_another_root_is_found(way: Way) -> None:
    """The server itself signed it: a split view, held against the log."""
    ledger = way.office.ledger
    with way.home.store.read() as snapshot:
        size = snapshot.checkpoints()[-1]
        root = snapshot.root(size)
    text = Checkpoint(ledger.origin, size, bytes(32)).to_text()
    forged = sign(text, ledger.origin, ledger.seed)

    tamper(
        way,
        lambda db: db.execute(
            "UPDATE checkpoint SET note = ? WHERE size = ?", (forged, size)
        ),
    )

    (fault,) = checked(way).faults
    assert (fault.expected, fault.found) == (bytes(32).hex(), root.hex())


def test_a_checkpoint_of_more_leaves_than_there_are_is_found(way: Way) -> None:
    """The tail of the log was cut off after it had been signed."""
    with way.home.store.read() as snapshot:
        size = snapshot.checkpoints()[-1]

    tamper(
        way,
        lambda db: db.execute('DELETE FROM log_leaf WHERE "index" >= ?', (size - 1,)),
    )

    faults = {fault.where: fault for fault in checked(way).faults}
    assert faults[f"checkpoint {size}"].expected == f"{size} leaves"
    assert faults[f"checkpoint {size}"].found == f"{size - 1}"


def pack_of(way: Way) -> Path:
    return way.home.folder / "blobs" / from_bytes(way.entries()[-1]).pack


def ciphertext_of(way: Way) -> Path:
    """Return the ciphertext of the first paper of a bid, opened by now."""
    item = way.state.bidding.bids["p-03"].envelope.objects[1]
    return way.home.folder / "blobs" / item.ciphertext


@pytest.mark.parametrize("blob", [pack_of, ciphertext_of])
def test_a_blob_that_is_gone_is_found(way: Way, blob: Callable[[Way], Path]) -> None:
    gone = blob(way)
    gone.unlink()

    (fault,) = checked(way).faults

    assert fault.where == f"blob {gone.name}"
    assert fault.found == "none"


@pytest.mark.parametrize("blob", [pack_of, ciphertext_of])
def test_a_blob_that_was_changed_is_found(
    way: Way, blob: Callable[[Way], Path]
) -> None:
    changed = blob(way)
    changed.write_bytes(changed.read_bytes() + b" ")

    (fault,) = checked(way).faults

    assert fault.where == f"blob {changed.name}"
    assert fault.expected == changed.name
    assert fault.found not in (changed.name, "none")


def identity_of(way: Way, party: str) -> str:
    identity = way.state.preparation.parties[party].identity
    assert identity is not None
    return identity


def test_a_private_blob_that_is_lost_is_found(way: Way) -> None:
    gone = way.home.folder / "private" / identity_of(way, "ppk")
    gone.unlink()

    (fault,) = checked(way).faults

    assert fault.where == f"private blob {gone.name}"
    assert fault.found == "none"


def test_a_private_blob_that_was_erased_is_no_fault(way: Way) -> None:
    way.office.private.erase(identity_of(way, "ppk"))

    assert checked(way).faults == ()


def test_a_private_blob_that_was_changed_is_found(way: Way) -> None:
    changed = way.home.folder / "private" / identity_of(way, "ppk")
    changed.write_bytes(changed.read_bytes() + b" ")

    (fault,) = checked(way).faults

    assert fault.where == f"private blob {changed.name}"
    assert fault.expected == changed.name


def test_leaves_that_are_missing_for_a_closed_stream_are_found(way: Way) -> None:
    """The closing says that it closes nothing, and the bids never joined the log."""

    def act(database: sqlite3.Connection) -> None:
        database.execute("DELETE FROM log_leaf WHERE stream = 'sealed-1'")
        rows = database.execute("SELECT rowid, bytes FROM entry").fetchall()
        (row, data) = next((r, d) for r, d in rows if b'"sealed":{' in d)
        start = data.index(b',"sealed":{')
        end = data.index(b"}", start) + 1
        changed = data[:start] + data[end:]
        database.execute("UPDATE entry SET bytes = ? WHERE rowid = ?", (changed, row))

    tamper(way, act)
    faults = checked(way).faults

    assert sum("the leaf" in fault.expected for fault in faults) >= 9


def test_a_checkpoint_under_another_size_is_found(way: Way) -> None:
    with way.home.store.read() as snapshot:
        first, second, *_ = snapshot.checkpoints()
        note_ = snapshot.checkpoint(first)

    tamper(
        way,
        lambda db: db.execute(
            "UPDATE checkpoint SET note = ? WHERE size = ?", (note_, second)
        ),
    )

    (fault,) = checked(way).faults
    assert fault.where == f"checkpoint {second}"
    assert fault.found == f"one of {first}"


CLOSES = ({"tag": "bidding_closed"},)


class TestClosings:
    """An entry that ends intake closes the stream of its round."""

    def test_a_closing_that_closes_its_round_holds(self) -> None:
        process = Process()
        process.add("publish_tender")
        process.bid()
        process.close(events=CLOSES)
        process.add("open_part")

        verify_closing(process.entries)

    def test_nobody_has_bid_and_it_is_closed_all_the_same(self) -> None:
        process = Process()
        process.close(events=CLOSES)

        verify_closing(process.entries)

    def test_one_that_closes_nothing_does_not(self) -> None:
        process = Process()
        process.add("publish_tender")
        process.bid()
        process.add("close_bidding", events=CLOSES)

        with pytest.raises(ClosedError, match="nothing closed"):
            verify_closing(process.entries)

    def test_nor_one_that_closes_another_round(self) -> None:
        process = Process()
        process.add("publish_tender")
        process.round = 2
        process.close(events=CLOSES, round=1)

        with pytest.raises(ClosedError, match="round 2 closed"):
            verify_closing(process.entries)

    def test_nor_does_a_stream_that_stays_open(self) -> None:
        """A bid of a round that never was: it could still be withdrawn, or another come."""
        process = Process()
        process.add("publish_tender")
        process.bid(round=7)
        process.close(events=CLOSES)

        with pytest.raises(ClosedError, match="sealed-7 open"):
            verify_closing(process.entries)

    def test_before_the_closing_a_stream_is_open(self) -> None:
        process = Process()
        process.add("publish_tender")
        process.bid()

        verify_closing(process.entries)

    def test_the_word_alone_closes_nothing(self) -> None:
        process = Process()
        process.add("publish_tender", command={"tag": "x", "why": "bidding_closed"})
        process.bid()

        verify_closing(process.entries)
