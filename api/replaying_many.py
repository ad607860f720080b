"""`saksama replay FOLDER`: every process of a ledger, or every bundle in a folder.

The folder is that of an office, or one with bundles. Each process is decided again by
itself, several at once, each in memory only while it is its turn; what is told comes in
the order of names, whoever was ready first. Of an office it is not the log that is
looked at, which `saksama fsck` does for all processes at once.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from api.console import console
from api.faults import exits_on_bad_input
from api.files.bundle_file import faults_of, read_bundle
from api.files.fault import FileFault
from api.options import Exit
from api.otherwise import Wanted, compared, ends_with, first_said, instead_of
from api.terminal import Terminal
from api.words.language import language
from ledger import note
from ledger.bundle import Bundle
from ledger.otherwise import Compared, Instead
from ledger.replay import Depth, replay

_AT_ONCE: Final = 8  # processes that a worker takes at a time


class Many(NamedTuple):
    """What is to be decided again, and how; *database* is one that is not in the folder."""

    folder: Path
    database: str | None
    facts: bool
    keys: tuple[str, ...] | None
    wanted: Wanted
    lang: str | None
    workers: int


class Source(Protocol):
    """Where processes are read from, and how far each can be held to what it shows."""

    depth: Depth

    def names(self) -> list[str]:
        """Return the processes, or the files, in order."""
        ...

    def read(self, name: str) -> Bundle:
        """Return one; raise `FileFault`."""
        ...


class Told(NamedTuple):
    """How a process ended, and why, in one line."""

    name: str
    ends: Exit
    why: str = ""


@exits_on_bad_input
def replay_many(many: Many) -> int:
    """Decide every process again; return 1 where one differs.

    If none does, return 2 where one could not be read, 3 where one is not comparable, 0
    where all are the same.
    """
    terminal = Terminal(console(), language(many.lang), "+07:00")
    desk = Desk(many)
    _ = desk.instead  # what cannot be read is told before any process is
    ends: Counter[Exit] = Counter()
    for one in _each(many, desk.names()):
        ends[one.ends] += 1
        if one.ends != Exit.SAME:
            style = "yellow" if one.ends == Exit.NOT_COMPARABLE else "red"
            terminal.say(f"{one.name}: {one.why}", style)
    counts = {end.name.lower(): ends[end] for end in Exit}
    said = terminal.phrase("many_otherwise" if many.wanted.is_asked else "many")
    terminal.say(said.format(processes=ends.total(), **counts))
    order = (Exit.DIFFERS, Exit.BAD_INPUT, Exit.NOT_COMPARABLE)
    return next((end for end in order if ends[end]), Exit.SAME)


def _each(many: Many, names: list[str]) -> Iterator[Told]:
    if many.workers == 1 or len(names) == 1:
        desk = Desk(many)
        yield from map(desk.take, names)
        return
    workers = min(many.workers, len(names)) or 1
    with ProcessPoolExecutor(
        workers, get_context("spawn"), initializer=_seated, initargs=(many,)
    ) as pool:
        yield from pool.map(_take, names, chunksize=_AT_ONCE)


_DESKS: Final[list[Desk]] = []
"""The desk of this worker; the program itself has none here."""


def _seated(many: Many) -> None:
    """Set up this worker; what is here now is never garbage, and need not be gone through."""
    _DESKS.append(Desk(many))
    gc.freeze()
    gc.disable()


def _take(name: str) -> Told:
    """Decide one again; what is left of it is collected once, and not while it is decided."""
    told = _DESKS[0].take(name)
    gc.collect()
    return told


@dataclass
class Desk:
    """Where one worker decides processes again, one after another."""

    many: Many

    @cached_property
    def instead(self) -> Instead:
        """What is in force instead."""
        return instead_of(self.many.wanted)

    @cached_property
    def terminal(self) -> Terminal:
        """Whose words are used; nothing is shown here."""
        return Terminal(console(), language(self.many.lang), "+07:00")

    @cached_property
    def source(self) -> Source:
        """Where processes are read from."""
        if any(self.many.folder.glob("*.zip")) and self.many.database is None:
            return Bundles(self.many.folder)
        from api.office_processes import Ledger  # noqa: PLC0415  # not in the light client

        return Ledger(self.many.folder, self.many.database)

    def names(self) -> list[str]:
        """Return the processes, or files, in order."""
        return self.source.names()

    def take(self, name: str) -> Told:
        """Decide one again, and say how it ended."""
        try:
            bundle = self.source.read(name)
            with faults_of(self.many.folder / name):
                return self._decided(name, bundle)
        except FileFault as error:
            return Told(name, Exit.BAD_INPUT, str(error))

    def _decided(self, name: str, bundle: Bundle) -> Told:
        if self.many.wanted.is_asked:
            return self._otherwise(name, compared(bundle, self.instead))
        keys = tuple(note.Key.from_text(key) for key in self.many.keys or ())
        depth: Depth = "facts" if self.many.facts else self.source.depth
        found = replay(bundle, keys or None, depth)
        if found.divergence is not None:
            at = found.divergence
            said = self.terminal.phrase("differs_at").format(
                where=at.where, rule=at.rule, expected=at.expected, found=at.found
            )
            return Told(name, Exit.DIFFERS, said)
        if found.not_comparable:
            return Told(name, Exit.NOT_COMPARABLE, "; ".join(found.not_comparable))
        return Told(name, Exit.SAME)

    def _otherwise(self, name: str, found: Compared | None) -> Told:
        if found is None:
            said = self.terminal.phrase("not_its_own_law")
            return Told(name, Exit.NOT_COMPARABLE, said)
        ends = ends_with(found, self.instead)
        if ends == Exit.NOT_COMPARABLE:
            return Told(name, ends, "; ".join(found.not_comparable))
        said = self.terminal.phrase("acts_otherwise").format(acts=len(found.acts))
        firsts = [s for one in found.results for s in first_said(self.terminal, one)]
        what = firsts if self.instead.scheme is not None else [said, *firsts]
        figures = sum(len(one.figures) for one in found.results)
        if not what:
            what = [self.terminal.phrase("figures_otherwise").format(figures=figures)]
        return Told(name, ends, "; ".join(what) if ends == Exit.DIFFERS else "")


class Bundles:
    """The bundles in a folder."""

    depth: Depth = "whole"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        """Return the files by name."""
        return sorted(path.name for path in self._folder.glob("*.zip"))

    def read(self, name: str) -> Bundle:
        """Return a bundle; raise `FileFault`."""
        return read_bundle(self._folder / name)
