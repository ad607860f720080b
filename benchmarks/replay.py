"""A bundle decided again, beside reading its entries and hashing its members alone.

    python -m benchmarks.replay

The bundle is that of the example, made by the demo without Prefect. It is decided again
as `saksama replay` does it, without the start of a program: its decisions alone
(`--facts`), with signatures, log and seals, and with every page and PDF drawn again
(`--documents`). The floor is what nobody can do without who holds entries to their one
spelling and members to their hashes. No aim is set; a bundle is of one size, so how it
grows is told by quarters of its entries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import redirect_stdout
from hashlib import sha256
from io import StringIO
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import orjson

from api.examples import EXAMPLES
from api.replaying import replay_bundle
from benchmarks.children import run
from benchmarks.machine import machine
from benchmarks.measuring import CPU, in_turns, say, table
from benchmarks.without import PREFECT, command
from ledger.bundle import Bundle, open_up
from ledger.entry import MAIN
from ledger.history import act, after
from rules.decisions import decide
from tender.state import NEW

_ROUNDS: Final = 7
_DRAWN_ROUNDS: Final = 2  # drawing takes a thousand times as long as deciding
_QUARTERS: Final = 4
_LONGEST: Final = 8  # commands that are told by name


class DivergedError(RuntimeError):
    """A replay ended otherwise than with an identical record."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(f"expected code 0, found {code}: {said[-2000:]}")


class Took(NamedTuple):
    """Seconds of one entry: to read what was asked, decide it again, fold what came of it."""

    command: str
    read: float
    decided: float
    folded: float


def main() -> None:
    """Print the tables."""
    with TemporaryDirectory(prefix="saksama-bench-") as name:
        bundle = made(Path(name), PREFECT)
        opened = open_up(bundle.read_bytes())
        took = decided(opened, _ROUNDS)
        count, size = len(opened.entries), sum(map(len, opened.entry_bytes))
        table(
            f"The example decided again: {count} entries of {size:,} bytes, "
            f"{len(opened.members)} members of {bundle.stat().st_size:,}",
            ("how", "ms", "of the floor", "us an entry"),
            modes(bundle, _ROUNDS, _DRAWN_ROUNDS),
        )
    table(
        "What deciding takes, by command",
        ("command", "entries", "ms", "of all", "us each"),
        by_command(took),
    )
    table(
        "How it grows: us an entry, by quarters of the entries",
        ("entries", "to read", "to decide", "to fold"),
        by_quarter(took),
    )


def made(folder: Path, *without: str) -> Path:
    """Run the demo in *folder*, *without* some of it; return its first public bundle."""
    run(command(folder, *without))
    found = (folder / EXAMPLES[0].name).glob("*.zip")
    bundles = [path for path in found if ".auditors" not in path.name]
    (bundle,) = bundles
    return bundle


def modes(
    bundle: Path, rounds: int, drawn_rounds: int | None = None
) -> list[tuple[object, ...]]:
    """Return how long each way to decide *bundle* again takes, the floor first.

    Without *drawn_rounds* nothing is drawn again.
    """
    data = bundle.read_bytes()
    opened = open_up(data)
    took = in_turns(
        {
            "the floor": lambda: floor(opened),
            "open, and read the entries": lambda: open_up(data).entries,
            "saksama replay --facts": lambda: replayed(bundle, facts=True),
            "saksama replay": lambda: replayed(bundle),
        },
        rounds,
    )
    if drawn_rounds is not None:
        drawn = {"saksama replay --documents": lambda: replayed(bundle, drawn=True)}
        took |= in_turns(drawn, drawn_rounds)
    least, entries = took["the floor"], len(opened.entries)
    return [
        (how, f"{s * 1e3:,.1f}", f"{s / least:,.1f}", f"{s / entries * 1e6:,.0f}")
        for how, s in took.items()
    ]


def floor(opened: Bundle) -> None:
    """Read, write again and hash every entry, and hash every member."""
    for line in opened.entry_bytes:
        orjson.dumps(orjson.loads(line), option=orjson.OPT_SORT_KEYS)
        sha256(line).digest()
    for member in opened.members.values():
        sha256(member).digest()


def replayed(bundle: Path, *, facts: bool = False, drawn: bool = False) -> None:
    """Decide *bundle* again as the command line does; raise `DivergedError`."""
    said = StringIO()
    with redirect_stdout(said):
        code = replay_bundle(
            bundle, facts=facts, documents=drawn, keys=None, wanted="en"
        )
    if code:
        raise DivergedError(code, said.getvalue())


def decided(bundle: Bundle, rounds: int) -> list[Took]:
    """Return what each entry takes: the medians of *rounds*."""
    took: list[list[Took]] = [list(_once(bundle)) for _ in range(rounds)]
    return [
        Took(
            same[0].command,
            median(t.read for t in same),
            median(t.decided for t in same),
            median(t.folded for t in same),
        )
        for same in zip(*took, strict=True)
    ]


def _once(bundle: Bundle) -> Iterable[Took]:
    state = NEW
    for entry in bundle.entries:
        pack = bundle.packs[entry.pack]
        began = CPU()
        asked = act(entry)
        read = CPU()
        decide(state if entry.stream != MAIN else state.without_sealed(), asked, pack)
        done = CPU()
        state = after(state, entry)
        yield Took(asked.command.tag, read - began, done - read, CPU() - done)


def by_command(took: list[Took]) -> list[tuple[object, ...]]:
    """Return what deciding takes by command, the longest first."""
    each: defaultdict[str, list[float]] = defaultdict(list)
    for one in took:
        each[one.command].append(one.decided)
    whole = sum(one.decided for one in took)
    ordered = sorted(each.items(), key=lambda item: -sum(item[1]))
    named, others = ordered[:_LONGEST], ordered[_LONGEST:]
    rest = [s for _, times in others for s in times]
    return [
        (
            command,
            len(times),
            f"{sum(times) * 1e3:.2f}",
            f"{sum(times) / whole:.0%}",
            f"{sum(times) / len(times) * 1e6:.0f}",
        )
        for command, times in [*named, (f"{len(others)} others", rest)]
        if times
    ]


def by_quarter(took: list[Took]) -> list[tuple[object, ...]]:
    """Return what an entry takes to read, decide and fold, by quarters of the entries."""
    edges = [len(took) * number // _QUARTERS for number in range(_QUARTERS + 1)]
    return [
        (
            f"{start + 1} to {end}",
            _each(t.read for t in took[start:end]),
            _each(t.decided for t in took[start:end]),
            _each(t.folded for t in took[start:end]),
        )
        for start, end in pairwise(edges)
    ]


def _each(times: Iterable[float]) -> str:
    counted = list(times)
    return f"{sum(counted) / len(counted) * 1e6:.0f}"


if __name__ == "__main__":
    say(machine())
    main()
