"""How the benchmarks measure: everything in turns, medians, and a table.

Machines are shared and their disks uneven, so a figure by itself says little. What is
compared is measured in turns within one run, and what is told is the ratio of medians.
Work of the processor is counted in its own time, which other people's work moves less
than the clock on the wall; waiting for a disk only that clock knows.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median

Clock = Callable[[], float]
CPU: Clock = time.process_time
WALL: Clock = time.perf_counter


def seconds(work: Callable[[], object], clock: Clock = CPU) -> float:
    """Return how long *work* took once."""
    began = clock()
    work()
    return clock() - began


def in_turns(
    works: Mapping[str, Callable[[], object]], rounds: int, clock: Clock = CPU
) -> dict[str, float]:
    """Return the median seconds of each of *works*, done in turns.

    A round before the first warms up, unless there is only one.
    """
    taken: dict[str, list[float]] = {name: [] for name in works}
    gc.freeze()  # what is here already is not gone through at each collection
    for _ in range(rounds + (rounds > 1)):
        for name, work in works.items():
            gc.collect()
            taken[name].append(seconds(work, clock))
    gc.unfreeze()
    return {name: median(times[-rounds:]) for name, times in taken.items()}


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table: the first column to the left, numbers to the right."""
    lines = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    say(f"\n{title}")
    for number, line in enumerate(lines):
        first, *rest = (
            cell.ljust(width) if not place else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        say("  ".join([first, *rest]).rstrip())
        if not number:
            say("  ".join("-" * width for width in widths))


def say(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
