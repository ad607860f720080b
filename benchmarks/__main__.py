"""Run all benchmarks, or the named ones in their order: `python -m benchmarks [NAME...]`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Final

from benchmarks import (
    appends,
    demo,
    evaluate,
    fsck,
    replay,
    replay_many,
    seals,
    simulate,
)
from benchmarks.machine import machine
from benchmarks.measuring import say

BENCHMARKS: Final[Mapping[str, Callable[[], None]]] = {
    "fsck": fsck.main,
    "appends": appends.main,
    "replay": replay.main,
    "replay_many": replay_many.main,
    "seals": seals.main,
    "evaluate": evaluate.main,
    "simulate": simulate.main,
    "demo": demo.main,
}
"""Every benchmark by its name, in the order in which all are run."""

_BAD_INPUT: Final = 2


def main(names: list[str]) -> int:
    """Run the benchmarks of these *names*, or all; return 2 for a name that is none."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        known = ", ".join(BENCHMARKS)
        sys.stderr.write(f"expected some of {known}; found {', '.join(unknown)}\n")
        return _BAD_INPUT
    say(machine())
    for name in names or BENCHMARKS:
        BENCHMARKS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
