"""What can be written to the ledger: only what follows, and nothing twice.

An entry is stored if it is the next of its stream and nothing has closed that stream;
its leaf joins the log when it may be seen. A main entry's leaf does so at once. The
leaves of a sealed stream wait, without an index, for the main entry that ends intake,
and come right behind that entry's leaf, in one batch: until then neither the size of
the log nor any proof shows how many bids there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Table, bindparam, func, insert, select
from typing_extensions import override

from ledger import log
from ledger.entry import (
    MAIN,
    SEALED,
    START,
    Closed,
    Entry,
    entry_hash,
    from_bytes,
    leaf,
    stream_name,
    to_bytes,
)
from ledger.store import tables
from ledger.store.prepared import Prepared, Row
from ledger.store.snapshot import Answer, Head, Need, Read, Snapshot
from tender.canonical import SALT_BYTES
from tender.canonical.profile import NotCanonicalError


class Edge(NamedTuple):
    """The right edge of the log: all that the next leaf needs to join it.

    A store remembers the edge that it has last committed. It holds as long as size
    and last leaf are those in the database: the log only grows.
    """

    size: int
    last: bytes
    peaks: tuple[bytes, ...]  # as `ledger.log.grow` has them


NO_LOG: Final = Edge(0, b"", ())

_NOTHING: Final = Head(0, START, "")
_INSERTS: Final = [(t, Prepared(insert(t))) for t in tables.metadata.sorted_tables]
_LAST: Final = Prepared(
    select(tables.log_leaf.c.index, tables.log_leaf.c.leaf).where(
        tables.log_leaf.c.index
        == select(func.max(tables.log_leaf.c.index)).scalar_subquery()
    )
)
_HASHES: Final = (
    select(tables.entry.c.seq, tables.entry.c.hash)
    .where(
        tables.entry.c.process == bindparam("process"),
        tables.entry.c.stream == bindparam("stream"),
    )
    .order_by(tables.entry.c.seq)
)


class NotNextError(Exception):
    """An entry does not follow what is stored: it was decided on another state."""

    def __init__(self, entry: Entry, *, expected: str, found: str) -> None:
        name = stream_name(entry.stream, entry.round)
        super().__init__(
            f"{entry.process} {name} {entry.seq}: expected {expected}, found {found}; "
            "read the heads again and decide again"
        )
        self.entry = entry
        self.expected = expected
        self.found = found


class TakenError(Exception):
    """Something else is stored in this place already, and nothing is ever replaced."""

    def __init__(self, place: str, *, expected: str, found: str) -> None:
        super().__init__(f"{place}: expected {expected}, found {found}; it stays")
        self.place = place
        self.expected = expected
        self.found = found


class Transaction(Snapshot):
    """A snapshot that can be added to. All of it is kept, or none.

    Rows are held back, and inserted many at a time: before the commit, and before a
    read that would miss them.
    """

    def __init__(self, connection: Connection, known: Edge) -> None:
        super().__init__(connection, self._settle_for)
        self._held: defaultdict[Table, list[dict[str, Any]]] = defaultdict(list)
        self._known = known
        self._last: tuple[int, bytes] | None = None  # size and last leaf, once read
        self.edge: Edge | None = None  # of the log, once a leaf has joined it

    def open_process(self, name: str, salt: str) -> None:
        """Add a process, with the salt (16 bytes, in hexadecimal) that hides its leaves.

        Adding it again with the same salt does nothing; `TakenError` with another.
        """
        data = bytes.fromhex(salt)
        if len(data) != SALT_BYTES:
            raise NotCanonicalError(
                where="salt", expected=f"{SALT_BYTES} bytes", found=f"{len(data)}"
            )
        self._put_once(tables.process, {"process": name}, {"salt": data})

    def append(self, data: bytes) -> str:
        """Store an entry and return its hash; publish the leaves that it makes public.

        Raise as `ledger.entry.from_bytes` for other bytes, `UnknownProcessError`, and
        `NotNextError` where the entry does not follow.
        """
        return self._append(from_bytes(data), data)

    def add(self, entry: Entry) -> str:
        """Store *entry*, as `append` does its bytes; raise as `to_bytes` and `append`."""
        return self._append(entry, to_bytes(entry))

    def _append(self, entry: Entry, data: bytes) -> str:
        name, hash_ = stream_name(entry.stream, entry.round), entry_hash(data)
        closes = stream_name(SEALED, entry.sealed.round) if entry.sealed else None
        self.salt(entry.process)
        self._check_next(entry, name)
        if entry.sealed:
            self._check_closing(entry, entry.sealed)
        self._held[tables.entry].append(
            {
                "process": entry.process,
                "stream": name,
                "seq": entry.seq,
                "prev": bytes.fromhex(entry.prev),
                "hash": bytes.fromhex(hash_),
                "at": entry.at,
                "closes": closes,
                "bytes": data,
            }
        )
        self._heads_of(entry.process)[name] = Head(entry.seq, hash_, entry.at)
        self._added_at = max(self._added_at, entry.at)
        if name == MAIN:
            self._publish(entry.process, MAIN, entry.seq, hash_)
        if closes:
            self._settle_for(entry.process)
            sealed = {"process": entry.process, "stream": closes}
            for row in self._connection.execute(_HASHES, sealed).all():
                self._publish(entry.process, closes, row.seq, row.hash.hex())
        return hash_

    def put_answer(
        self, party: str, key_sha256: str, command_sha256: str, answer: bytes
    ) -> None:
        """Keep what *party* is answered under a key that it has not used before.

        The caller has asked `answer` in this transaction; a key used in spite of
        that fails the commit.
        """
        self._answers[party, key_sha256] = Answer(command_sha256, answer)
        self._held[tables.answer].append(
            {
                "party": party,
                "key_sha256": bytes.fromhex(key_sha256),
                "command_sha256": bytes.fromhex(command_sha256),
                "answer": answer,
            }
        )

    def put_checkpoint(self, size: int, note: str) -> None:
        """Keep the signed checkpoint at *size*: once, and the same again does nothing."""
        self._put_once(tables.checkpoint, {"size": size}, {"note": note})

    def put_cosignature(self, size: int, line: str) -> None:
        """Keep a witness's line under the checkpoint at *size*."""
        self._put_once(tables.cosignature, {"size": size, "line": line}, {})

    def put_blob(self, name: str, sha256: str, size: int, *, private: bool) -> None:
        """Note that a process has a blob; *private* ones are named by a commitment."""
        key = {"process": name, "sha256": bytes.fromhex(sha256)}
        self._put_once(tables.blob, key, {"size": size, "private": private})

    def settle(self) -> None:
        """Insert what is held back, in an order that references allow."""
        held = [(s, self._held.pop(t)) for t, s in _INSERTS if self._held.get(t)]
        if held:
            self._driver.insert(held)

    @override
    def _reads(self, needs: list[Need]) -> Iterator[Read]:
        yield from super()._reads(needs)
        if self._last is None:
            yield Read(_LAST, {}, self._take_last)

    def _take_last(self, rows: list[Row]) -> None:
        self._last = (rows[0][0] + 1, rows[0][1]) if rows else (0, b"")

    def _settle_for(self, name: str | None) -> None:
        held = self._held[tables.entry]
        if name is None or any(row["process"] == name for row in held):
            self.settle()

    def _check_next(self, entry: Entry, name: str) -> None:
        heads = self._heads_of(entry.process)
        head = heads.get(name, _NOTHING)
        latest = max((head.at for head in heads.values()), default="")
        expected = (
            f"seq {head.seq + 1} after {head.hash}, later than {latest or 'none'}"
        )
        if (entry.seq, entry.prev) != (head.seq + 1, head.hash) or entry.at <= latest:
            found = f"seq {entry.seq} after {entry.prev}, at {entry.at}"
            raise NotNextError(entry, expected=expected, found=found)
        if entry.after:
            main = heads.get(MAIN, _NOTHING)
            if (entry.after.seq, entry.after.hash) != (main.seq, main.hash):
                expected = f"the main head {main.seq} {main.hash}"
                raise NotNextError(entry, expected=expected, found=str(entry.after))
            if name in self.closed(entry.process):
                raise NotNextError(entry, expected=f"{name} open", found="closed")

    def _check_closing(self, entry: Entry, sealed: Closed) -> None:
        name = stream_name(SEALED, sealed.round)
        head = self._heads_of(entry.process).get(name, _NOTHING)
        if (sealed.size, sealed.head) != (head.seq, head.hash):
            expected = f"{name} closed at {head.seq} {head.hash}"
            raise NotNextError(entry, expected=expected, found=str(sealed))
        if name in self.closed(entry.process):
            raise NotNextError(entry, expected=f"{name} open", found="closed")

    def _publish(self, name: str, stream: str, seq: int, hash_: str) -> None:
        """Append a leaf to the log."""
        edge = self.edge or self._read_edge()
        size, peaks = edge.size, list(edge.peaks)
        data = leaf(
            process=name, stream=stream, salt=self.salt(name), seq=seq, entry=hash_
        )
        row = {"index": size, "process": name, "stream": stream, "seq": seq}
        self._held[tables.log_leaf].append({**row, "leaf": data})
        self._held[tables.log_node].extend(
            {"level": node.level, "number": node.number, "hash": node_hash}
            for node, node_hash in log.grow(size, peaks, log.leaf_hash(data))
            if node.level
        )
        self.edge = Edge(size + 1, data, tuple(peaks))

    def _read_edge(self) -> Edge:
        """Return the right edge of the log as it was when the transaction began."""
        if self._last is None:
            self._take_last(self._driver.rows(_LAST, {}))
        size, data = self._last or (0, b"")
        if (size, data) == (self._known.size, self._known.last):
            return self._known
        whole = list(log.cover(0, size))
        nodes = self._nodes(whole)
        return Edge(size, data, tuple(nodes[node] for node in whole))

    def _put_once(
        self, table: Table, key: dict[str, Any], rest: dict[str, Any]
    ) -> None:
        row = {**key, **rest}
        same = [table.c[column] == value for column, value in key.items()]
        found = self._connection.execute(select(table).where(*same)).one_or_none()
        if found is None:
            self._connection.execute(insert(table), row)
        elif dict(found._mapping) != row:  # noqa: SLF001  # SQLAlchemy's public name
            place = f"{table.name} {key}"
            raise TakenError(place, expected=str(row), found=str(found))
