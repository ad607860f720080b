"""The whole demo as a user starts it, what of it is Prefect's, and what printing is.

    python -m benchmarks.demo

`./run demo` is `saksama demo` once the environment stands. It is run beside the same
program without Prefect, and without Prefect and printers (`benchmarks.without`): what
is missing then is their share of the time on the wall. Aim: 30 s on two cores. What the
printers draw is drawn again, one document after the other.

`saksama --help` is run beside a bare Python and one that has imported typer. Aim: 0.3 s.
"""

from __future__ import annotations

import gc
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias, cast
from unittest.mock import patch

from pypdf import PdfReader

from benchmarks.children import SAKSAMA, Spent, in_turns, run
from benchmarks.machine import machine
from benchmarks.measuring import WALL, say, seconds, table
from benchmarks.without import PREFECT, PRINTING, command
from flows.quiet import surround
from flows.server import beside
from publication.pdf import render_pdf
from tender.canonical import Json, from_bytes

AIM: Final = 30  # seconds, of the demo on two cores
HELP_AIM: Final = 0.3  # seconds
Row: TypeAlias = tuple[object, ...]

_CREATED: Final = datetime(2027, 1, 1, tzinfo=UTC)
_ROUNDS: Final = 3
_HELP_ROUNDS: Final = 15


def main() -> None:
    """Print the tables."""
    with TemporaryDirectory(prefix="saksama-bench-") as name:
        folder = Path(name)
        table(
            f"The demo (aim {AIM} s on two cores), medians of {_ROUNDS}",
            ("part", "s", "of the whole", "s of all cores"),
            shares(demos(folder), _ROUNDS),
        )
        table(
            "What printing draws, page by page, on one core",
            ("document", "drawn", "pages", "s", "ms a page"),
            drawn(folder / "out"),
        )
        table(
            "Prefect alone, beside nothing else",
            ("what", "s", "s of all cores"),
            prefect_alone(folder, _ROUNDS),
        )
    table(
        f"saksama --help (aim {HELP_AIM} s), medians of {_HELP_ROUNDS}",
        ("program", "ms", "ms of all cores"),
        helps(_HELP_ROUNDS),
    )


def demos(folder: Path) -> dict[str, list[str]]:
    """Return the demo, its results in *folder*, and the same with less and less in it."""
    out = folder / "out"
    return {
        "whole": [SAKSAMA, "demo", "--lang", "en", "--out", str(out)],
        "without Prefect": command(out, PREFECT),
        "without both": command(out, PREFECT, PRINTING),
    }


def shares(programs: Mapping[str, Sequence[str]], rounds: int) -> list[Row]:
    """Return the parts of the first of *programs*: what is missing in the next."""
    took = in_turns(programs, rounds)
    all_, printed, rest = took.values()
    parts = {
        "the whole demo": all_,
        "Prefect": _less(all_, printed),
        "printing PDFs": _less(printed, rest),
        "the rest": rest,
    }
    return [
        (name, f"{p.wall:.1f}", f"{p.wall / all_.wall:.0%}", f"{p.cpu:.1f}")
        for name, p in parts.items()
    ]


def _less(spent: Spent, other: Spent) -> Spent:
    return Spent(spent.wall - other.wall, spent.cpu - other.cpu)


def drawn(out: Path) -> list[Row]:
    """Return what drawing the documents in *out* again takes, by their kind."""
    times: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    for page in sorted(out.glob("*/documents/*.html")):
        html = page.read_text(encoding="utf-8")
        data = cast(
            "dict[str, Json]", from_bytes(page.with_suffix(".json").read_bytes())
        )
        drawn_once = partial(
            render_pdf, html, data, created=_CREATED, identifier=b"benchmark"
        )
        pages = len(PdfReader(BytesIO(drawn_once())).pages)
        times[str(data["kind"])].append((_as_printers(drawn_once), pages))
    times["all"] = [one for some in times.values() for one in some]
    return [
        (
            kind,
            len(some),
            whole := sum(pages for _, pages in some),
            f"{sum(took for took, _ in some):.2f}",
            f"{sum(took for took, _ in some) / whole * 1e3:.0f}",
        )
        for kind, some in times.items()
    ]


def _as_printers(work: Callable[[], object]) -> float:
    """Return what *work* takes while nothing is collected, as printers draw."""
    gc.collect()
    gc.disable()
    try:
        return seconds(work)
    finally:
        gc.enable()


def prefect_alone(folder: Path, rounds: int) -> list[Row]:
    """Return how long Prefect's import takes, and its server from start to answer."""
    with patch.dict(os.environ):
        surround(folder / "prefect")
        imported = in_turns({"": _python("import prefect")}, rounds)[""]
        waited = sorted(_answer(folder / f"server-{n}") for n in range(rounds))
    return [
        ("import prefect", f"{imported.wall:.1f}", f"{imported.cpu:.1f}"),
        ("its server, from start to answer", f"{waited[rounds // 2]:.1f}", ""),
    ]


def _answer(home: Path) -> float:
    """Return the seconds in which a server on a fresh database answers."""
    surround(home)
    began = WALL()
    with beside(home) as server:
        if server is not None:
            server.wait()
        return WALL() - began


def helps(rounds: int) -> list[Row]:
    """Return how long the help takes, beside what no program in typer is without."""
    programs = {
        "python -c pass": _python("pass"),
        "python -c 'import typer'": _python("import typer"),
        "saksama --help": [SAKSAMA, "--help"],
    }
    for program in programs.values():
        run(program)  # warms up
    return [
        (name, f"{spent.wall * 1e3:.0f}", f"{spent.cpu * 1e3:.0f}")
        for name, spent in in_turns(programs, rounds).items()
    ]


def _python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


if __name__ == "__main__":
    say(machine())
    main()
