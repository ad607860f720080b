"""The streams of a process: what order they give, and whether they hold together.

A process has one *main* stream and one *sealed* stream a round. Each counts from 1
without gaps, and each entry names the hash of the one before it (`prev`). A sealed
entry also names the main entry that it was decided on (`after`); the main entry
that ends intake names the size and the head of the stream that it closes (`sealed`).

Replay order is main entry k, then the sealed entries decided on it. That is the
order in which things happened, so time grows along it.

Verification is over bytes, and shares nothing with the store that wrote them but
the form of an entry. Source: docs/format.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeAlias

from ledger.columns import read_all
from ledger.entry import (
    LEAF_BYTES,
    LEAF_VERSION,
    MAIN,
    SEALED,
    START,
    Entry,
    EntryError,
    entry_hash,
    read,
    stream_name,
)
from tender.canonical.profile import NotCanonicalError

_TOGETHER: Final = 64  # entries read at once; more at once are no faster
_NOTHING: Final = (0, START)  # number and hash of the head of an empty stream


class BrokenChainError(ValueError):
    """The first place where the streams of a process do not hold together.

    A subclass says what is wrong there; *where* is an entry, as process, stream
    and number.
    """

    def __init__(self, where: str, *, expected: str, found: str) -> None:
        super().__init__(
            f"{where}: {self.__doc__} Expected {expected}, found {found}. "
            "Compare with a copy that someone else has kept."
        )
        self.where = where
        self.expected = expected
        self.found = found


class NotAnEntryError(BrokenChainError):
    """These bytes are not an entry."""


class TwoProcessesError(BrokenChainError):
    """An entry of another process stands among these."""


class ForkError(BrokenChainError):
    """Two entries have one place in a stream."""


class GapError(BrokenChainError):
    """An entry before this one is missing."""


class PreviousError(BrokenChainError):
    """The entry does not follow the one before it."""


class AfterError(BrokenChainError):
    """The entry was not decided on the main entry that it names."""


class ClosedError(BrokenChainError):
    """The sealed stream is not the one that was closed here."""


class ClockError(BrokenChainError):
    """The entry is not later than the one before it."""


def replay_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries of one process in the order in which they are decided again."""

    def place(entry: Entry) -> _Place:
        after = entry.after.seq if entry.after else None
        return _place(after, entry.round, entry.seq)

    return tuple(sorted(entries, key=place))


def verify_streams(entries: Iterable[bytes]) -> None:
    """Raise `BrokenChainError` at the first place where a process does not hold.

    *entries* are all the entries of one process, in any order. In turn:

    1. each is canonical, and of the form of an entry;
    2. all are of one process;
    3. each stream counts from 1, with no gap and no fork, and each `prev` is the
       hash of the entry before it;
    4. each `after` is a main entry of that hash, and never goes back;
    5. each `sealed` is the size and head of the stream that it closes, once, and
       nothing was decided in that stream afterwards;
    6. in replay order, each entry is later than the one before it.

    Entries that hold and come in replay order, as a store gives them, are found to
    hold in one walk. Whatever does not pass there is gone through step by step.
    """
    lines = list(entries)
    if not hold_in_order(lines):
        find_break(lines)


def find_break(lines: Iterable[bytes]) -> None:
    """Go through *lines*, in any order, step by step, as `verify_streams` says."""
    links = [_link(number, data) for number, data in enumerate(lines, 1)]  # 1
    streams: dict[str, list[_Link]] = {MAIN: []}
    for link in links:
        if link.process != links[0].process:  # 2
            expected = links[0].process
            raise TwoProcessesError(link.where, expected=expected, found=link.process)
        streams.setdefault(link.stream, []).append(link)
    for stream in streams.values():
        _verify_stream(stream)  # 3
    main = streams.pop(MAIN)
    for stream in streams.values():
        _verify_after(stream, main)  # 4
    _verify_closings(main, streams)  # 5
    links.sort(key=attrgetter("place"))
    for before, link in pairwise(links):
        if link.at <= before.at:  # 6
            expected = f"a time after {before.at}, of {before.where}"
            raise ClockError(link.where, expected=expected, found=link.at)


def verify_leaves(leaves: Iterable[bytes]) -> dict[bytes, tuple[int, str]]:
    """Raise at the first gap or fork of any stream in the log, knowing none of them.

    *leaves* are all leaves of a log, in order. Proofs of inclusion do not show these:
    two entries with one number can both be included. Return number and hash of the
    last entry of each stream, by the hash that stands for the stream; whoever holds
    a stream whole compares its head, and so finds a tail that was cut off.
    """
    heads: dict[bytes, tuple[int, str]] = {}
    for index, leaf in enumerate(leaves):
        where = f"leaf {index}"
        if len(leaf) != LEAF_BYTES or leaf[:1] != LEAF_VERSION:
            expected = f"{LEAF_BYTES} bytes of version 1"
            raise NotAnEntryError(where, expected=expected, found=leaf[:80].hex())
        stream, seq = leaf[1:33], int.from_bytes(leaf[33:41], "big")
        last, _ = heads.get(stream, (0, START))
        if seq <= last:
            raise ForkError(where, expected=f"entry {last + 1}", found=f"{seq} again")
        if seq > last + 1:
            raise GapError(where, expected=f"entry {last + 1}", found=f"{seq}")
        heads[stream] = (seq, leaf[41:].hex())
    return heads


_Place: TypeAlias = tuple[int, bool, int, int]


class _Link(NamedTuple):
    """What of an entry the streams hang on."""

    process: str
    stream: str
    seq: int
    prev: str
    hash: str
    at: str
    place: _Place
    after: dict[str, Any] | None
    sealed: dict[str, Any] | None

    @property
    def where(self) -> str:
        return f"{self.process} {self.stream} {self.seq}"


def _place(after: int | None, round_: int, seq: int) -> _Place:
    return (seq, False, 0, 0) if after is None else (after, True, round_, seq)


def hold_in_order(lines: list[bytes]) -> bool:
    """Say whether *lines* are entries, and hold in the order in which they come."""
    walk = _Walk()
    for start in range(0, len(lines), _TOGETHER):
        together = lines[start : start + _TOGETHER]
        entries = read_all(together)
        if entries is None:
            return False
        if not all(map(walk.goes_on, entries, map(entry_hash, together))):
            return False
    return True


class _Walk:
    """Goes through the entries of a process in replay order, and stops at a break.

    Where none is found, replay order is what it was: a sealed entry names the main
    head that stands, so it comes right behind that, and behind a lower round.
    """

    def __init__(self) -> None:
        self._heads: dict[str, tuple[int, str]] = {}
        self._closed: set[str] = set()
        self._process = self._at = ""
        self._round = 0  # of the sealed entry before, or none

    def goes_on(self, entry: dict[str, Any], hash_: str) -> bool:
        """Say whether *entry* comes next."""
        name, round_, heads = MAIN, 0, self._heads
        if "after" in entry:
            round_ = entry["round"]
            name = stream_name(SEALED, round_)
            after = entry["after"]
            if heads.get(MAIN) != (after["seq"], after["hash"]):
                return False
            if name in self._closed or round_ < self._round:
                return False
        elif "sealed" in entry and not self._closes(entry["sealed"]):
            return False
        seq, prev = heads.get(name, _NOTHING)
        if entry["prev"] != prev or entry["seq"] != seq + 1:
            return False
        at, process = entry["at"], entry["process"]
        if at <= self._at or process != (self._process or process):
            return False
        self._at, self._process, self._round = at, process, round_
        heads[name] = (seq + 1, hash_)
        return True

    def _closes(self, sealed: dict[str, Any]) -> bool:
        name = stream_name(SEALED, sealed["round"])
        head = self._heads.get(name, _NOTHING) == (sealed["size"], sealed["head"])
        opened = name not in self._closed
        self._closed.add(name)
        return head and opened


def _link(number: int, data: bytes) -> _Link:
    try:
        entry = read(data)
    except (NotCanonicalError, EntryError) as error:
        where, found = f"number {number} of those given", str(error)
        raise NotAnEntryError(where, expected="an entry", found=found) from error
    after, round_, seq = entry.get("after"), entry["round"], entry["seq"]
    return _Link(
        entry["process"],
        stream_name(entry["stream"], round_),
        seq,
        entry["prev"],
        entry_hash(data),
        entry["at"],
        _place(after and after["seq"], round_, seq),
        after,
        entry.get("sealed"),
    )


def _verify_stream(stream: list[_Link]) -> None:
    """Check count and links of one stream, and leave it in order."""
    stream.sort(key=attrgetter("seq"))
    head = START
    for seq, link in enumerate(stream, 1):
        if link.seq < seq:
            raise ForkError(link.where, expected="one", found="two")
        if link.seq > seq:
            raise GapError(link.where, expected=f"entry {seq}", found="none")
        if link.prev != head:
            raise PreviousError(link.where, expected=head, found=link.prev)
        head = link.hash


def _verify_after(stream: list[_Link], main: list[_Link]) -> None:
    last = 0
    for link in stream:
        after = link.after or {}
        seq = after["seq"]
        decided_on = main[seq - 1].hash if seq <= len(main) else "no such main entry"
        if after["hash"] != decided_on:
            expected = f"main {seq}, {decided_on}"
            raise AfterError(link.where, expected=expected, found=after["hash"])
        if seq < last:
            expected = f"main {last} or later"
            raise AfterError(link.where, expected=expected, found=f"main {seq}")
        last = seq


def _verify_closings(main: list[_Link], streams: Mapping[str, list[_Link]]) -> None:
    closed: set[str] = set()
    for link in main:
        if link.sealed is None:
            continue
        name = stream_name(SEALED, link.sealed["round"])
        if name in closed:
            raise ClosedError(
                link.where, expected=f"{name} open", found="closed before"
            )
        closed.add(name)
        stream = streams.get(name, [])
        if stream and stream[-1].place[0] >= link.seq:
            late = f"{name} {stream[-1].seq} decided on main {stream[-1].place[0]}"
            raise ClosedError(
                link.where, expected="no bid decided after it", found=late
            )
        head = stream[-1].hash if stream else START
        expected = {"head": head, "round": link.sealed["round"], "size": len(stream)}
        if link.sealed != expected:
            raise ClosedError(
                link.where, expected=str(expected), found=str(link.sealed)
            )
