"""Which lines of a module a test reaches, and how long it takes.

Each file of tests is measured in a fork of its own: what one file has cached hides nothing
from another. Within a file a cache may; so whoever reaches a line stands for its file.
"""

from __future__ import annotations

import pickle
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import coverage
import pytest

from tests.mutation.forks import Forks

Run = Callable[[Sequence[pytest.Item]], bool]
"""Runs tests until one fails; says whether all passed."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What one test reaches, as lines by file, and how long it takes, in seconds."""

    seconds: float
    passed: bool
    lines: dict[str, set[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reached:
    """All tests, and what each reaches."""

    items: Mapping[str, pytest.Item]
    reach: Mapping[str, Reach]

    def seconds(self, tests: Iterable[pytest.Item]) -> float:
        """Return how long *tests* take without a fault."""
        return sum(self.reach[item.nodeid].seconds for item in tests)

    def of_line(self, path: Path, line: int) -> list[pytest.Item]:
        """Return the tests of a line, the quickest first, and behind them those of their files.

        A line inside an expression is told by one near it.
        """
        file = str(path.resolve())
        for near in (line, line - 1, line + 1, line - 2):
            at = [n for n, r in self.reach.items() if near in r.lines.get(file, ())]
            if at:
                return self._in_order(at)
        return self._in_order(n for n, r in self.reach.items() if file in r.lines)

    def _in_order(self, at: Iterable[str]) -> list[pytest.Item]:
        first = set(at)
        files = {_file(name) for name in first}
        names = [n for n in self.items if _file(n) in files]
        names.sort(key=lambda n: (n not in first, self.reach[n].seconds))
        return [self.items[name] for name in names]


def measure(
    items: Sequence[pytest.Item], paths: Sequence[Path], run: Run, jobs: int
) -> Reached:
    """Run each of *items* once and see what it reaches of *paths*.

    Raise `pytest.UsageError` where one fails as the code is: nothing could be told by it.
    """
    by_file: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        by_file[_file(item.nodeid)].append(item)
    reach: dict[str, Reach] = {}
    forks: Forks[Path] = Forks(jobs)
    with TemporaryDirectory() as folder:
        for number, of_file in enumerate(by_file.values()):
            kept = Path(folder) / str(number)
            for _ in forks.start(kept, partial(_keep, kept, of_file, paths, run)):
                pass
        for _ in forks.rest():
            pass
        for kept in Path(folder).iterdir():
            reach |= pickle.loads(kept.read_bytes())  # noqa: S301  # written just now, by us
    failing = [name for name, one in reach.items() if not one.passed]
    unheard = {_file(item.nodeid) for item in items if item.nodeid not in reach}
    if failing or unheard:
        told = "\n  ".join(
            [*failing, *(f"{file}: no word" for file in sorted(unheard))]
        )
        msg = f"expected tests that pass as the code is, found\n  {told}"
        raise pytest.UsageError(msg)
    return Reached({item.nodeid: item for item in items}, reach)


def _keep(
    kept: Path, items: Sequence[pytest.Item], paths: Sequence[Path], run: Run
) -> int:
    cov = coverage.Coverage(
        data_file=None,
        config_file=False,
        include=[str(path.resolve()) for path in paths],
    )
    # A file of tests may reach none of them, and a warning is an error here.
    cov.set_option("run:disable_warnings", ["no-data-collected"])
    found: dict[str, Reach] = {}
    cov.start()
    for item in items:
        cov.switch_context(item.nodeid)
        start = time.perf_counter()
        passed = run([item])
        found[item.nodeid] = Reach(time.perf_counter() - start, passed)
    cov.stop()
    data = cov.get_data()
    for file in data.measured_files():
        for line, contexts in data.contexts_by_lineno(file).items():
            for context in contexts:
                if context in found:
                    found[context].lines.setdefault(file, set()).add(line)
    kept.write_bytes(pickle.dumps(found))
    return 0


def _file(name: str) -> str:
    return name.split("::", maxsplit=1)[0]
