"""Plants every mutant of some modules and runs the tests that reach it: `./run mutate`.

The tests are read once; each mutant lives in a fork of that process (`planting`), or in a
process of its own where only an import shows it (`imported`). One that no test kills has
survived: it is told, and the run fails, unless `explained.tsv` says why nobody can.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

import pytest
from _pytest.terminal import TerminalReporter

from tests.mutation.forks import Forks
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.planting import plant
from tests.mutation.reach import Reached, measure

SURVIVED, KILLED, AT_IMPORT = 0, 1, 3
EXPLAINED: Final = Path(__file__).with_name("explained.tsv")
LEAST_TIME: Final = (
    30  # seconds, beside three times what the tests take without a fault
)


def explained() -> dict[tuple[str, str, str], str]:
    """Return why each mutant that survives cannot be killed, by what tells it."""
    with EXPLAINED.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(path, before, after): why for path, before, after, why in rows}


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("mutation")
    group.addoption("--mutate", action="append", default=[], type=Path, metavar="PATH")
    group.addoption("--jobs", type=int, default=2, help="forks at a time")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Run no test as it is, but all of them against the mutants."""
    jobs: int = session.config.getoption("jobs")
    paths = list(_modules(session.config.getoption("mutate")))
    run = partial(_run, session)
    reached = measure(session.items, paths, run, jobs)
    counts, why = {"killed": 0, "survived": 0, "explained": 0}, explained()
    terminal: TerminalReporter = session.config.pluginmanager.getplugin(
        "terminalreporter"
    )
    for mutant, survived in _judged(paths, reached, run, jobs):
        verdict = "killed"
        if survived:
            verdict = "explained" if mutant.told in why else "survived"
        counts[verdict] += 1
        if verdict == "survived":
            terminal.write_line(str(mutant))
    terminal.write_line(", ".join(f"{n} {name}" for name, n in counts.items()))
    session.testsfailed = counts["survived"]
    return True


def _modules(given: Sequence[Path]) -> Iterator[Path]:
    for path in given:
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _run(session: pytest.Session, items: Sequence[pytest.Item]) -> bool:
    failed = session.testsfailed
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed != failed:
            return False
    return True


def _judged(
    paths: Sequence[Path], reached: Reached, run: partial[bool], jobs: int
) -> Iterator[tuple[Mutant, bool]]:
    """Yield each mutant and whether it survived; one that takes too long did not."""
    at_import: list[Mutant] = []
    forks: Forks[Mutant] = Forks(jobs)

    def told(
        ended: Iterator[tuple[Mutant, int | None]],
    ) -> Iterator[tuple[Mutant, bool]]:
        for mutant, code in ended:
            if code == AT_IMPORT:
                at_import.append(mutant)
            else:
                yield mutant, code == SURVIVED

    for path in paths:
        source = path.read_text(encoding="utf-8")
        for mutant in mutants(path):
            tests = reached.of_line(path, mutant.line)
            work = partial(_in_fork, mutant, source, tests, run)
            seconds = LEAST_TIME + 3 * round(reached.seconds(tests))
            yield from told(forks.start(mutant, work, seconds))
    yield from told(forks.rest())
    for mutant in at_import:
        tests = reached.of_line(mutant.path, mutant.line)
        yield from told(forks.start(mutant, partial(_anew, mutant, tests)))
    yield from told(forks.rest())


def _in_fork(
    mutant: Mutant, source: str, tests: Sequence[pytest.Item], run: partial[bool]
) -> int:
    if not plant(mutant.path, source, mutant.source):
        return AT_IMPORT
    return SURVIVED if run(tests) else KILLED


def _anew(mutant: Mutant, tests: Sequence[pytest.Item]) -> int:
    files = dict.fromkeys(item.nodeid.split("::")[0] for item in tests)
    with NamedTemporaryFile("w", encoding="utf-8", suffix=".py") as text:
        text.write(mutant.source)
        text.flush()
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
        command += ["-p", "tests.mutation.imported", "--faulty", str(mutant.path)]
        command += ["--text", text.name, *files]
        return KILLED if subprocess.run(command, check=False).returncode else SURVIVED
