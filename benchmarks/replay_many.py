"""Many processes decided again, beside reading and hashing what they are made of alone.

    python -m benchmarks.replay_many

The processes are bundles of the example, made by the demo without Prefect, so many copies
of it in a folder: nothing that was worked out for one is used for the next. They are
decided again as `saksama replay FOLDER` does it: signatures of parties and seals again
for each, pages and PDFs not drawn. Then the same for one process as an office's ledger
has it, whose log is for `fsck`. Aim: 10,000 processes in 4 minutes on two cores, that is
42 a second, or 48 ms of the processor for each.
"""

from __future__ import annotations

import os
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Final

from api.options import Exit
from api.otherwise import Wanted
from api.replaying_many import Many, replay_many
from benchmarks.machine import machine
from benchmarks.measuring import WALL, in_turns, say, seconds, table
from benchmarks.replay import DivergedError, floor, made
from benchmarks.without import PREFECT
from ledger.bundle import open_up
from ledger.replay import replay

AIM: Final = 10_000 / 240  # processes a second, on two cores
_COUNTS: Final = (50, 100, 200)
_ROUNDS: Final = 7


def main() -> None:
    """Print the tables."""
    with TemporaryDirectory(prefix="saksama-bench-") as name:
        bundle = made(Path(name) / "demo", PREFECT)
        table(
            "One process decided again, ms of the processor",
            ("how", "ms", "of the floor", "a second on two cores"),
            one(bundle, _ROUNDS),
        )
        table(
            f"Bundles in a folder, with the start of the workers (aim {AIM:.0f}/s on two cores)",
            ("bundles", "workers", "seconds", "ms of the processor each", "of the aim"),
            [many(bundle, count, workers) for count in _COUNTS for workers in (1, 2)],
        )


def one(bundle: Path, rounds: int) -> list[tuple[object, ...]]:
    """Return what one process takes in a folder and in a ledger, the floor first."""
    data = bundle.read_bytes()
    opened = open_up(data)
    took = in_turns(
        {
            "the floor": lambda: floor(opened),
            "as its ledger has it": lambda: replay(open_up(data), depth="ledger"),
            "as a bundle": lambda: replay(open_up(data)),
        },
        rounds,
    )
    least = took["the floor"]
    return [
        (how, f"{s * 1e3:,.1f}", f"{s / least:,.1f}", f"{2 / s:,.1f}")
        for how, s in took.items()
    ]


def many(bundle: Path, count: int, workers: int) -> tuple[object, ...]:
    """Return what *count* copies of *bundle* take, decided again by as many *workers*."""
    with TemporaryDirectory(prefix="saksama-bench-") as name:
        folder = Path(name)
        for number in range(count):
            copyfile(bundle, folder / f"{number:05d}.zip")
        began = _processor()
        took = seconds(lambda: _replayed(folder, workers), WALL)
        each = (_processor() - began) / count
    return count, workers, f"{took:.1f}", f"{each * 1e3:.0f}", f"{2 / each / AIM:.2f}"


def _processor() -> float:
    """Return the seconds of the processor that this program and its workers have had."""
    return sum(os.times()[:4])


def _replayed(folder: Path, workers: int) -> None:
    """Decide all in *folder* again as the command line does; raise `DivergedError`."""
    said = StringIO()
    with redirect_stdout(said):
        code = replay_many(
            Many(
                folder=folder,
                database=None,
                facts=False,
                keys=None,
                wanted=Wanted(),
                lang="en",
                workers=workers,
            )
        )
    if code != Exit.SAME:
        raise DivergedError(code, said.getvalue())


if __name__ == "__main__":
    say(machine())
    main()
