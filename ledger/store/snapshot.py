"""What can be read of the ledger, as it stands at one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from sqlalchemy import Connection, and_, bindparam, func, or_, select, true, tuple_

from ledger import log
from ledger.log import Node, Subtree
from ledger.store.prepared import Driver, Parameters, Prepared, Row
from ledger.store.tables import (
    answer,
    blob,
    checkpoint,
    cosignature,
    entry,
    log_leaf,
    log_node,
    process,
)

_PAGE: Final = 1_000  # rows held in memory while many are read

_newest = (
    select(entry.c.stream, func.max(entry.c.seq).label("seq"))
    .where(entry.c.process == bindparam("process"))
    .group_by(entry.c.stream)
    .subquery()
)
_is_newest = and_(
    entry.c.process == bindparam("process"),
    entry.c.stream == _newest.c.stream,
    entry.c.seq == _newest.c.seq,
)
_HEADS: Final = Prepared(
    select(process.c.salt, entry.c.stream, entry.c.seq, entry.c.hash, entry.c.at)
    .select_from(process.outerjoin(_newest.join(entry, _is_newest), true()))
    .where(process.c.process == bindparam("process"))
)
_CLOSED: Final = Prepared(
    select(entry.c.closes).where(
        entry.c.process == bindparam("process"), entry.c.closes.is_not(None)
    )
)
_LATEST: Final = Prepared(select(func.max(entry.c.at)))
_SIZE: Final = select(func.coalesce(func.max(log_leaf.c.index) + 1, 0))
_ANSWER: Final = Prepared(
    select(answer.c.command_sha256, answer.c.answer).where(
        answer.c.party == bindparam("party"), answer.c.key_sha256 == bindparam("key")
    )
)


class UnknownProcessError(LookupError):
    """The ledger has no such process."""

    def __init__(self, name: str) -> None:
        super().__init__(f"expected a process of this ledger, found {name!r}")
        self.process = name


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a stream."""

    seq: int
    hash: str
    at: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of the log, and the entry that it stands for."""

    index: int
    process: str
    stream: str
    seq: int
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered under a key of idempotency, and to which command."""

    command_sha256: str
    answer: bytes


@dataclass(frozen=True, slots=True)
class BlobRow:
    """A blob that belongs to a process; *private* ones are named by a commitment."""

    sha256: str
    size: int
    private: bool


class Need(NamedTuple):
    """What somebody will read first: a process, and perhaps the answer under a key."""

    process: str
    party: str = ""
    key_sha256: str = ""


class Read(NamedTuple):
    """A statement, and who takes the rows that it gives."""

    prepared: Prepared
    parameters: Parameters
    take: Callable[[list[Row]], None]


class Snapshot:
    """Everything that can be read. In a transaction it sees what that has written.

    *settle* is called with a process, or with none for the whole log, before rows
    are read that the transaction may still hold back.
    """

    def __init__(
        self, connection: Connection, settle: Callable[[str | None], None]
    ) -> None:
        self._connection = connection
        self._driver = Driver(connection)
        self._settle = settle
        self._heads: dict[str, dict[str, Head]] = {}
        self._salts: dict[str, bytes] = {}
        self._answers: dict[tuple[str, str], Answer | None] = {}
        self._stored_at: str | None = None  # the latest, once it was asked for
        self._added_at = ""  # the latest of this transaction

    def processes(self) -> list[str]:
        """Return the processes, in the order of their names."""
        rows = select(process.c.process).order_by(process.c.process)
        return list(self._connection.scalars(rows))

    def expect(self, needs: Iterable[Need]) -> None:
        """Read at once what will be asked one by one."""
        reads = list(self._reads(list(needs)))
        found = self._driver.rows_of_all([(r.prepared, r.parameters) for r in reads])
        for read, rows in zip(reads, found, strict=True):
            read.take(rows)

    def _reads(self, needs: list[Need]) -> Iterator[Read]:
        """Yield what is to be read for *needs*, and is not known yet."""
        for name in dict.fromkeys(need.process for need in needs):
            if name not in self._heads:
                yield Read(_HEADS, {"process": name}, partial(self._take_heads, name))
        for party, key in dict.fromkeys(n[1:] for n in needs if n.party):
            if (party, key) not in self._answers:
                take = partial(self._take_answer, party, key)
                yield Read(_ANSWER, _answer_key(party, key), take)
        if self._stored_at is None:
            yield Read(_LATEST, {}, self._take_latest)

    def salt(self, name: str) -> str:
        """Return the salt of a process, in hexadecimal; raise `UnknownProcessError`."""
        if name not in self._salts:
            self._heads_of(name)
        if name not in self._salts:
            raise UnknownProcessError(name)
        return self._salts[name].hex()

    def heads(self, name: str) -> Mapping[str, Head]:
        """Return the last entry of each stream of a process, by the stream's name."""
        return dict(self._heads_of(name))

    def closed(self, name: str) -> frozenset[str]:
        """Return the sealed streams of a process that are closed, by their names."""
        self._settle(name)
        rows = self._driver.rows(_CLOSED, {"process": name})
        return frozenset(stream for (stream,) in rows)

    def last_at(self) -> str | None:
        """Return the time of the latest entry of all processes."""
        if self._stored_at is None:
            self._take_latest(self._driver.rows(_LATEST, {}))
        return max(self._stored_at or "", self._added_at) or None

    def entries(self, name: str, since: Mapping[str, int] | None = None) -> list[bytes]:
        """Return entries of a process in replay order.

        *since* gives, by stream, the last entry that the caller has: a stream that it
        does not name is given whole. Times grow in replay order, so time gives it.
        """
        self._settle(name)
        known = [
            and_(entry.c.stream == stream, entry.c.seq <= seq)
            for stream, seq in (since or {}).items()
        ]
        rows = select(entry.c.bytes).where(entry.c.process == name)
        if known:
            rows = rows.where(~or_(*known))
        return list(self._connection.scalars(rows.order_by(entry.c.at)))

    def export(self) -> Iterator[bytes]:
        """Yield all entries in one order: by time, and by process where times are one.

        Of each process that is its replay order.
        """
        self._settle(None)
        rows = select(entry.c.bytes).order_by(entry.c.at, entry.c.process)
        yield from self._connection.execution_options(yield_per=_PAGE).scalars(rows)

    def size(self) -> int:
        """Return how many leaves the log has."""
        self._settle(None)
        return self._connection.scalar(_SIZE) or 0

    def leaves(self, start: int = 0, end: int | None = None) -> Iterator[Leaf]:
        """Yield the leaves from index *start* up to, not including, *end*."""
        self._settle(None)
        rows = select(log_leaf).where(log_leaf.c.index >= start)
        if end is not None:
            rows = rows.where(log_leaf.c.index < end)
        paged = self._connection.execution_options(yield_per=_PAGE)
        for row in paged.execute(rows.order_by(log_leaf.c.index)):
            yield Leaf(*row)

    def published(self, start: int, end: int) -> list[tuple[Leaf, bytes]]:
        """Return the leaves from *start* up to, not including, *end*, with their entries."""
        self._settle(None)
        of_entry = and_(
            entry.c.process == log_leaf.c.process,
            entry.c.stream == log_leaf.c.stream,
            entry.c.seq == log_leaf.c.seq,
        )
        rows = select(log_leaf, entry.c.bytes).join(entry, of_entry)
        within = rows.where(log_leaf.c.index >= start, log_leaf.c.index < end)
        found = self._connection.execute(within.order_by(log_leaf.c.index))
        return [(Leaf(*row[:-1]), row[-1]) for row in found]

    def leaf_of(self, hash_: str) -> Leaf | None:
        """Return the leaf of the entry with *hash_*; none while it is not published."""
        self._settle(None)
        of_entry = and_(
            entry.c.process == log_leaf.c.process,
            entry.c.stream == log_leaf.c.stream,
            entry.c.seq == log_leaf.c.seq,
        )
        rows = select(log_leaf).join(entry, of_entry)
        found = rows.where(entry.c.hash == bytes.fromhex(hash_))
        row = self._connection.execute(found).one_or_none()
        return Leaf(*row) if row else None

    def root(self, size: int) -> bytes:
        """Return the root of the log when it had *size* leaves."""
        return self._hashes([Subtree(0, size)])[0]

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """Return the proof of leaf *index* in the log of *size* leaves."""
        return self._hashes(log.inclusion_path(index, size))

    def consistency(self, first: int, second: int) -> list[bytes]:
        """Return the proof that the log of *first* leaves grew into that of *second*."""
        return self._hashes(log.consistency_path(first, second))

    def checkpoint(self, size: int | None = None) -> str | None:
        """Return the checkpoint at *size*, or the latest, with what cosigns it."""
        rows = select(checkpoint.c.size, checkpoint.c.note)
        if size is not None:
            rows = rows.where(checkpoint.c.size == size)
        row = self._connection.execute(
            rows.order_by(checkpoint.c.size.desc()).limit(1)
        ).one_or_none()
        if row is None:
            return None
        lines = select(cosignature.c.line).where(cosignature.c.size == row.size)
        note: str = row.note
        return note + "".join(sorted(self._connection.scalars(lines)))

    def checkpoints(self, after: int = -1) -> list[int]:
        """Return the sizes of the checkpoints after size *after*, in order."""
        rows = select(checkpoint.c.size).where(checkpoint.c.size > after)
        return list(self._connection.scalars(rows.order_by(checkpoint.c.size)))

    def answer(self, party: str, key_sha256: str) -> Answer | None:
        """Return what *party* was answered under this key, if it was used."""
        key = (party, key_sha256)
        if key not in self._answers:
            self._take_answer(*key, self._driver.rows(_ANSWER, _answer_key(*key)))
        return self._answers[key]

    def blobs(self, name: str) -> list[BlobRow]:
        """Return the blobs of a process, in the order of their names."""
        rows = select(blob.c.sha256, blob.c.size, blob.c.private)
        mine = rows.where(blob.c.process == name).order_by(blob.c.sha256)
        return [
            BlobRow(row.sha256.hex(), row.size, row.private)
            for row in self._connection.execute(mine)
        ]

    def _heads_of(self, name: str) -> dict[str, Head]:
        """Return the heads, as they are kept; none of a process that there is not yet."""
        if name not in self._heads:
            self._take_heads(name, self._driver.rows(_HEADS, {"process": name}))
        return self._heads.get(name, {})

    def _take_heads(self, name: str, rows: list[Row]) -> None:
        """Keep the heads in *rows*; the row of a process brings its salt too."""
        heads: dict[str, Head] = {}
        for salt, stream, seq, hash_, at in rows:
            self._salts[name], self._heads[name] = salt, heads
            if stream is not None:
                heads[stream] = Head(seq, hash_.hex(), at)

    def _take_answer(self, party: str, key_sha256: str, rows: list[Row]) -> None:
        answers = [Answer(command.hex(), answer_) for command, answer_ in rows]
        self._answers[party, key_sha256] = answers[0] if answers else None

    def _take_latest(self, rows: list[Row]) -> None:
        ((latest,),) = rows
        self._stored_at = latest or ""

    def _hashes(self, subtrees: Iterable[Subtree]) -> list[bytes]:
        subtrees = list(subtrees)
        nodes = self._nodes(n for subtree in subtrees for n in log.cover(*subtree))
        return [log.subtree_hash(subtree, nodes) for subtree in subtrees]

    def _nodes(self, wanted: Iterable[Node]) -> dict[Node, bytes]:
        """Return the hashes of nodes: of leaves as they are, of others as stored."""
        self._settle(None)
        wanted = set(wanted)
        numbers = [node.number for node in wanted if node.level == 0]
        inner = [tuple(node) for node in wanted if node.level > 0]
        found: dict[Node, bytes] = {}
        if numbers:
            index, leaf = log_leaf.c.index, log_leaf.c.leaf
            rows = select(index, leaf).where(index.in_(numbers))
            for number, data in self._connection.execute(rows):
                found[Node(0, number)] = log.leaf_hash(data)
        if inner:
            place = tuple_(log_node.c.level, log_node.c.number)
            nodes = select(log_node).where(place.in_(inner))
            for level, number, hash_ in self._connection.execute(nodes):
                found[Node(level, number)] = hash_
        return found


def _answer_key(party: str, key_sha256: str) -> dict[str, object]:
    return {"party": party, "key": bytes.fromhex(key_sha256)}
