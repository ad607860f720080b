"""The example tender on its way: run without Prefect, once, and kept for all tests.

A run takes seconds, and most tests need one, or a tender that has come as far as some
stage. It is run from stage to stage, when a stage is first asked for, once per worker,
and its office is closed and opened again at each; whoever wants to change something
takes a copy. That a run without such stops gives the same bundle is in `test_repeats`.
"""

from __future__ import annotations

import atexit
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from api.clock import SimulatedClock
from api.files.law import pack_of
from api.files.package import read_package
from api.home import Home, open_home
from flows import desk
from flows.course import Course
from flows.office import Office
from flows.package import Package, PlannedAct
from flows.steps import Step, Stopped, Taken
from ledger.asked import Recorded
from ledger.bundle import Bundle, Reader, open_up
from ledger.entry import Entry
from ledger.export import Exporter
from ledger.history import act, after
from rules.pack import Pack
from tender.act import Act
from tender.lifecycle import STAGES as EVERY_STAGE
from tender.lifecycle import Stage
from tender.state import NEW, State

EXAMPLE = Path(__file__).parents[2] / "examples" / "cleaning-2027"
PROCESS = "ocds-mj0001-2027-kebersihan-setda"
BIDDERS = tuple(f"p-0{n}" for n in range(1, 10))

STAGES: tuple[Stage, ...] = tuple(
    stage
    for stage in EVERY_STAGE
    if stage not in {"technical_evaluated", "price_opening", "price_evaluation"}
)
"""The stages of a tender in one file."""


@cache
def package() -> Package:
    """Return the example, read from its files."""
    return read_package(EXAMPLE)


def scratch() -> Path:
    """Return a folder that goes when this worker does; a fork of it has its own."""
    return _scratch_of(os.getpid())


@cache
def _scratch_of(_: int) -> Path:
    folder = Path(mkdtemp(prefix="saksama-journeys-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@dataclass(slots=True)
class Way:
    """A tender on its way in an office of its own."""

    home: Home
    clock: SimulatedClock
    course: Course
    steps: list[tuple[datetime, Step]] = field(default_factory=list)

    @property
    def office(self) -> Office:
        """The office."""
        return self.home.office

    @property
    def state(self) -> State:
        """The state as the ledger has it."""
        return self.office.state(self.course.process)

    def bundle(self, reader: Reader) -> bytes:
        """Return the bundle for *reader*, with the pages and without their PDFs."""
        office = self.office
        papers = {
            f"{folder}/{path.name}": path.read_bytes()
            for folder, suffix in (("documents", "json"), ("renditions", "html"))
            for path in sorted(office.papers.glob(f"*.{suffix}"))
        }
        with self.home.store.read() as snapshot:
            exporter = Exporter(
                snapshot,
                blobs=office.blobs,
                private=office.private,
                origin=office.ledger.origin,
                seed=office.ledger.seed,
            )
            return exporter.bundle(self.course.process, reader, papers)

    def take(self, *acts: PlannedAct) -> None:
        """Have *acts* done, each at its time, and nothing of the engine between them."""
        for planned in acts:
            self.clock.set(planned.at)
            answer = self.office.ask(
                desk.asked(self.office, self.course.package, planned)
            )
            assert isinstance(answer, Recorded), answer

    def upload(self, *bids: str) -> None:
        """Put the ciphertexts of the example's *bids* among the blobs, as bidders do."""
        for bid in bids:
            sealed = package().bids[bid].sealed
            assert sealed is not None
            for name, ciphertext in sealed.ciphertexts.items():
                limit = len(ciphertext)
                self.office.blobs.put([ciphertext], limit=limit, expected=name)

    def entries(self) -> list[bytes]:
        """Return the entries as they are stored, in replay order."""
        with self.home.store.read() as snapshot:
            return snapshot.entries(self.course.process)


@contextmanager
def on_the_way(
    folder: Path,
    what: Package | None = None,
    *,
    since: datetime | None = None,
    database: str | None = None,
) -> Iterator[Way]:
    """Open an office in *folder* and set out with *what*, the clock at *since*."""
    what = what or package()
    clock = SimulatedClock(since or what.acts[0].at)
    home = open_home(folder, clock, practice=True, database=database)
    steps: list[tuple[datetime, Step]] = []
    course = Course(what, clock, lambda at, step: steps.append((at, step)))
    try:
        yield Way(home, clock, course, steps)
    finally:
        home.close()


class Stop(NamedTuple):
    """An office that was closed as the tender reached a stage: nobody changes it."""

    folder: Path
    at: datetime
    steps: tuple[tuple[datetime, Step], ...]
    acts: tuple[PlannedAct, ...]

    @property
    def acts_left(self) -> tuple[PlannedAct, ...]:
        """The acts that are still to come."""
        taken = sum(isinstance(step, Taken) for _, step in self.steps)
        return self.acts[taken:]


class Moment(NamedTuple):
    """An entry, the state before it, what was asked, and the pack it names."""

    entry: Entry
    state: State
    act: Act
    pack: Pack

    @property
    def seen(self) -> State:
        """The state that the decider was shown."""
        sealed = self.entry.stream == "sealed"
        return self.state if sealed else self.state.without_sealed()


@dataclass(frozen=True)
class Journey:
    """The whole run, its bundles, and the state before each entry."""

    way: Way
    stopped: Stopped | None
    public: bytes
    auditors: bytes

    @cached_property
    def opened(self) -> Bundle:
        """The public bundle, opened."""
        return open_up(self.public)

    @property
    def state(self) -> State:
        """The state at the end."""
        return self.way.state

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Every entry with the state before it, in replay order."""
        moments: list[Moment] = []
        state = NEW
        for entry in self.opened.entries:
            pack = self.opened.packs[entry.pack]
            moments.append(Moment(entry, state, act(entry), pack))
            state = after(state, entry)
        return tuple(moments)

    @cached_property
    def folded(self) -> State:
        """The state that the entries of the bundle fold to."""
        last = self.moments[-1]
        return after(last.state, last.entry)

    def moment(self, command: str, about: str = "", nth: int = 0) -> Moment:
        """Return the *nth* entry of *command* whose party or command names *about*."""
        found = [
            m
            for m in self.moments
            if m.entry.command["tag"] == command
            and (not about or about in _named(m.entry))
        ]
        return found[nth]


def _named(entry: Entry) -> tuple[object, ...]:
    return entry.actor.party, *entry.command.values()


@dataclass(frozen=True, eq=False)
class Stages:
    """A package and its *stages*, each kept in *folder* once it has been reached."""

    package: Callable[[], Package]
    stages: tuple[Stage, ...]
    folder: str
    _kept: dict[Stage, Stop] = field(default_factory=dict)

    def reached(self, stage: Stage) -> Stop:
        """Return the package as it first stood at *stage*."""
        if stage not in self._kept:
            self._kept[stage] = self._reach(stage)
        return self._kept[stage]

    def _reach(self, stage: Stage) -> Stop:
        number, acts = self.stages.index(stage), self.package().acts
        folder = scratch() / self.folder / stage
        shutil.rmtree(folder, ignore_errors=True)
        if number == 0:
            folder.mkdir(parents=True)
            return Stop(folder, acts[0].at, (), acts)
        before = self.stages[number - 1]
        with self.at_stage(before, folder) as way:
            assert way.course.until(way.office, stage) is None
            assert way.state.stage == stage
            steps = (*self.reached(before).steps, *way.steps)
            return Stop(folder, way.clock(), steps, acts)

    @contextmanager
    def at_stage(
        self,
        stage: Stage,
        folder: Path,
        acts: tuple[PlannedAct, ...] | None = None,
        what: Package | None = None,
    ) -> Iterator[Way]:
        """Give a copy of the package at *stage*, to go on with *acts* or those that are left.

        It goes on as *what*, a package that is this one up to there.
        """
        stop = self.reached(stage)
        shutil.copytree(stop.folder, folder, dirs_exist_ok=True)
        left = stop.acts_left if acts is None else acts
        going = replace(what or self.package(), acts=left)
        with on_the_way(folder, going, since=stop.at) as way:
            yield way

    def last_before(self, act: PlannedAct) -> Stage:
        """Return the last stage that was reached before *act*."""
        return next(
            stage
            for stage, following in pairwise(self.stages)
            if act not in self.reached(following).acts_left
        )

    def to_the_end(self) -> Journey:
        """Run the package to its end, from stage to stage, and keep its office open."""
        kept = ExitStack()
        atexit.register(kept.close)
        whole = scratch() / self.folder / "whole"
        way = kept.enter_context(self.at_stage("started", whole))
        stopped = way.course.to_the_end(way.office)
        way.steps[:0] = self.reached("started").steps
        return Journey(way, stopped, way.bundle("public"), way.bundle("auditors"))


KEPT = Stages(package, STAGES, "cleaning")
reached = KEPT.reached
at_stage = KEPT.at_stage


@cache
def journey() -> Journey:
    """Run the example to its end and keep its office open."""
    return KEPT.to_the_end()


def acts_of(stage: Stage, *commands: str) -> tuple[PlannedAct, ...]:
    """Return the acts of some commands that the example takes at *stage*."""
    following = STAGES[STAGES.index(stage) + 1]
    later = reached(following).acts_left
    acts = reached(stage).acts_left
    return tuple(
        act for act in acts[: len(acts) - len(later)] if act.command in commands
    )


def law(day: str = "2026-10-19") -> Pack:
    """Return the pack of a day, that of the announcement if none is named."""
    return pack_of(datetime.fromisoformat(day).date())


def reasons(run: Journey) -> Mapping[str, tuple[str, ...]]:
    """Return, by bid, the rules that it failed by."""
    result = run.state.evaluation.result
    assert result is not None
    return {
        line.bid: tuple(sorted({f.rule for f in line.findings if f.verdict == "fail"}))
        for line in result.results
    }
