"""`saksama run` and `demo`: a package on a simulated clock, to documents and bundle."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from typing_extensions import override

from api.bundles import write_bundles
from api.clock import SimulatedClock
from api.console import console
from api.faults import exits_on_bad_input
from api.files.package import read_package
from api.home import BESIDE, Home, open_home, store_at
from api.predecessors import check_predecessor
from api.terminal import Terminal
from api.words.language import language
from flows import papers
from flows.course import Course
from flows.office import Office, at_hand
from flows.package import Package
from flows.printing import Printers
from flows.quiet import surround
from flows.server import Server, answering, beside
from flows.steps import Step, Stopped
from rules.due import Due
from tender.lifecycle import Stage

MARK = ".saksama-run"
"""A file that says that a folder came of a run, and may be made again.

A run holds it locked, so that no other makes the folder anew meanwhile.
"""


@dataclass(slots=True)
class Timings:
    """Seconds of a run: since it *began*, and those of *prefect* alone."""

    began: float = field(default_factory=time.perf_counter)
    prefect: float = 0.0

    @property
    def whole(self) -> float:
        """Seconds since the run began."""
        return time.perf_counter() - self.began


class TimedCourse(Course):
    """A course that counts the seconds in which it works; the rest is Prefect's."""

    seconds = 0.0

    @override
    def until(self, office: Office, stage: Stage) -> Stopped | None:
        with self._counted():
            return super().until(office, stage)

    @override
    def to_the_end(self, office: Office) -> Stopped | None:
        with self._counted():
            return super().to_the_end(office)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.seconds += time.perf_counter() - began


OFFICE = "office"
"""The office's folder within a run's."""


class NotOursError(OSError):
    """A folder is in the way that no run has made."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder}: expected an empty folder or one of an earlier run, found others' "
            "files: name another with --out"
        )


class RunningAlreadyError(OSError):
    """Another run is at work in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder}: expected no other run at work in it, found one: wait for its "
            "end, or name another folder with --out"
        )


class RealTenderError(OSError):
    """A real tender was to be run from files, with keys that its parties have not given."""

    def __init__(self, package: Package) -> None:
        signers = sorted(p.party for p in package.parties.values() if p.signing_seed)
        openers = sorted(p.party for p in package.parties.values() if p.age_identity)
        super().__init__(
            "tender.toml: process.practice: expected true, found false: a run acts with "
            "the keys that stand in parties.toml, which anybody can use; a real tender "
            "needs a signing key of their own from each of "
            f"{', '.join(signers) or 'its signatories'}, and an age key from each of "
            f"{', '.join(openers) or 'its trustees'}, which no file holds"
        )


class HeldAlreadyError(OSError):
    """The database holds the process already; nothing in it is ever replaced."""

    def __init__(self, process: str) -> None:
        super().__init__(
            f"expected a database without the process {process}, found it there: "
            "name another with --database"
        )


@exits_on_bad_input
def run_package(
    directory: Path, out: Path, wanted: str | None, database: str | None = None
) -> int:
    """Run the package in *directory*; leave documents and bundle in *out*.

    Return 0 where it ran to its end, 1 where somebody is still waited for, 2 for
    bad input, before anything is written.
    """
    package = read_package(directory)
    _check(package, database)
    timings = Timings()
    clock = SimulatedClock(package.acts[0].at if package.acts else _NEVER)
    terminal = Terminal(console(), language(wanted), package.process.offset)
    with ExitStack() as stack:
        stack.enter_context(_cleared(out))
        terminal.title(package.process.title, practice=package.process.practice)
        server = stack.enter_context(_prefect(out.parent / ".prefect"))
        printers = stack.enter_context(Printers())
        printers.warm()
        home = stack.enter_context(_opened(out, clock, package, database))
        run = _Run(
            package=package,
            home=home,
            clock=clock,
            terminal=terminal,
            printers=printers,
            timings=timings,
        )
        stopped = run.phases(server)
        process = package.process.ocid
        terminal.ranking(home.office.state(process))
        if stopped is not None:
            terminal.stopped(stopped)
            return 1
        papers.print_issued(home.office, process, printers)
        terminal.papers(home.office.papers, len(list(printers.printed())))
        write_bundles(home, process, out, terminal)
        prefect = f"{timings.prefect:.1f}"
        terminal.say(f"{timings.whole:.1f} {terminal.phrase('seconds')} {prefect}")
    return 0


def _check(package: Package, database: str | None) -> None:
    """Raise where the package cannot be run here, before anything is written."""
    if not package.process.practice:
        raise RealTenderError(package)
    if database is not None:
        store = store_at(database)
        try:
            if store.holds(package.process.ocid):
                raise HeldAlreadyError(package.process.ocid)
        finally:
            store.close()
    check_predecessor(package, database)


_NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@contextmanager
def _cleared(out: Path) -> Iterator[None]:
    """Make the folder anew, and have it for oneself; remove only what a run has made."""
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        raise NotOursError(out)
    out.mkdir(parents=True, exist_ok=True)
    with (out / MARK).open("ab") as mark:  # the lock ends with the process, however
        try:
            flock(mark, LOCK_EX | LOCK_NB)
        except BlockingIOError as error:
            raise RunningAlreadyError(out) from error
        for path in out.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name != MARK:
                path.unlink()
        yield


@contextmanager
def _prefect(home: Path) -> Iterator[Server | None]:
    """Have Prefect's server start, with *home* for its files."""
    surround(home)
    with beside(home) as server:
        yield server


@contextmanager
def _opened(
    out: Path, clock: SimulatedClock, package: Package, database: str | None
) -> Iterator[Home]:
    """Open an office in *out*."""
    home = open_home(
        out / OFFICE,
        clock,
        practice=package.process.practice,
        database=database,
        papers=out / BESIDE,
    )
    try:
        yield home
    finally:
        home.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A package on its way: the office it runs in, and who is told of its steps."""

    package: Package
    home: Home
    clock: SimulatedClock
    terminal: Terminal
    printers: Printers
    timings: Timings

    def phases(self, server: Server | None) -> Stopped | None:
        """Run phase after phase, each as a flow on *server*; say where it stopped."""
        from flows.phases import PHASES, on_course  # noqa: PLC0415  # after its surroundings

        course = TimedCourse(self.package, self.clock, self._watch)
        began = time.perf_counter()
        stopped = None
        with answering(server), at_hand(self.home.office), on_course(course):
            for phase in PHASES:
                stopped = phase(course.process)
                if stopped is not None:
                    break
        self.timings.prefect = time.perf_counter() - began - course.seconds
        return stopped

    def _watch(self, at: datetime, step: Step) -> None:
        office, process = self.home.office, self.package.process.ocid
        self.terminal.progress(at, step, office, process)
        if isinstance(step, Due) and step.command == "issue_document":
            papers.print_issued(office, process, self.printers)
