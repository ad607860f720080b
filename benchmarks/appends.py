"""Appends, each kept when it is answered, beside the disk's own `fdatasync` of 4 KB.

    python -m benchmarks.appends [sqlite|postgresql]

A commit waits for the disk, so the floor is what the disk alone takes; raw and product
are measured in turns, since a shared disk changes from second to second. One writer
commits alone; of 32, the sequencer puts what waits into one transaction. Each is
measured through the store (entries are ready, they are only stored) and through
`Ledger.execute` (a command is decided, its entry stored, its answer signed and kept).

Aims: at one writer on SQLite 0.6 of raw; at 32 writers 5 appends a raw fdatasync.
Put `TMPDIR` on a disk that keeps things: memory waits for nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import count, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Final

from api.examples import EXAMPLES
from api.files.package import read_package
from api.home import Home, open_home
from benchmarks.databases import Disk, postgresql, sqlite
from benchmarks.machine import machine
from benchmarks.material import SALT, Process, process_name
from benchmarks.measuring import CPU, WALL, say, seconds, table
from ledger.asked import Asked, Recorded
from ledger.execute import Ledger
from ledger.sequencer import Sequencer
from ledger.store import Need, Store, Transaction
from rules.choices import FOLLOWS_DECREE
from tender.act import Actor
from tender.commands.preparation.choices import ChooseValue
from tender.commands.preparation.parties import RegisterParty
from tender.commands.preparation.process import OpenProcess

Append = Callable[[], object]

WRITERS: Final = (1, 32)
_APPENDS: Final = 640  # a round, of all writers together
_ROUNDS: Final = 7
_FLAGS: Final = ("true", "false")
_UNIT: Final = Actor("ukpbj", "unit")
_PPK: Final = Actor("ppk", "ppk")
_DATABASES: Final[dict[str, Callable[[Path], AbstractContextManager[Store]]]] = {
    "sqlite": sqlite,
    "postgresql": postgresql,
}


def main(databases: Iterable[str] = tuple(_DATABASES)) -> None:
    """Print a table."""
    table(
        "Appends, each kept when it is answered (aims: SQLite, 1 writer: 0.6 of raw; "
        "32 writers: 5 of raw)",
        (
            "database, way",
            "writers",
            "raw/s",
            "appends/s",
            "of raw",
            "CPU us",
            "raw us",
        ),
        (
            row
            for name in databases
            for writers in WRITERS
            for row in rows(name, writers, _APPENDS, _ROUNDS)
        ),
    )


def rows(
    database: str, writers: int, appends: int, rounds: int
) -> Iterator[tuple[object, ...]]:
    """Yield what an append takes by both ways, of as many *appends* a round."""
    with (
        TemporaryDirectory(prefix="saksama-bench-") as name,
        _DATABASES[database](Path(name)) as store,
        closing(Disk(Path(name))) as disk,
        _sequencer(store, writers) as sequencer,
        closing(_home(Path(name) / "office")) as home,
    ):
        ledger = replace(home.office.ledger, sequencer=sequencer)
        for way, supply in (
            ("store", through_store(sequencer)),
            ("execute", through_execute(ledger)),
        ):
            supplies = [supply(writer) for writer in range(writers)]
            figures = _measured(supplies, disk, appends, rounds)
            yield (f"{database}, {way}", writers, *figures)


def _sequencer(store: Store, writers: int) -> AbstractContextManager[Sequencer]:
    """Give a sequencer, with a thread of its own where there are many *writers*."""
    sequencer = Sequencer(store)
    return sequencer if writers > 1 else nullcontext(sequencer)


def _measured(
    supplies: list[Iterator[Append]], disk: Disk, whole: int, rounds: int
) -> tuple[str, ...]:
    each = whole // len(supplies)
    raw, product, cpu = [], [], []
    for number in range(rounds + 1):
        pages = seconds(lambda: disk.write(whole), WALL)
        ready = [list(islice(supply, each)) for supply in supplies]
        began = CPU()
        appends = seconds(lambda: _all(ready), WALL)  # noqa: B023  # called at once
        if number:
            raw.append(pages / whole)
            product.append(appends / whole)
            cpu.append((CPU() - began) / whole)
    ratio = median(r / p for r, p in zip(raw, product, strict=True))
    return (
        f"{1 / median(raw):,.0f}",
        f"{1 / median(product):,.0f}",
        f"{ratio:.2f}",
        f"{median(cpu) * 1e6:.0f}",
        f"{median(raw) * 1e6:.0f}",
    )


def _all(ready: list[list[Append]]) -> None:
    """Make all appends: each writer waits for one before it makes its next."""

    def write(appends: list[Append]) -> None:
        for append in appends:
            append()

    if len(ready) == 1:
        write(ready[0])
        return
    writers = [Thread(target=write, args=[appends]) for appends in ready]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()


def through_store(sequencer: Sequencer) -> Callable[[int], Iterator[Append]]:
    """Return a supply of entries that are ready to be stored."""

    def supply(writer: int) -> Iterator[Append]:
        process = Process(process_name(writer))
        sequencer.run(lambda tx: tx.open_process(process.name, SALT))
        need = Need(process.name)
        while True:
            data = process.act()
            yield partial(sequencer.run, partial(Transaction.append, data=data), need)

    return supply


def _home(folder: Path) -> Home:
    """Return an office whose clock goes on by a second with each reading."""
    moments = count()
    return open_home(
        folder,
        lambda: datetime.fromtimestamp(1_791_162_000 + next(moments), UTC),
        practice=True,
    )


def through_execute(ledger: Ledger) -> Callable[[int], Iterator[Append]]:
    """Return a supply of commands that are accepted: a PPK sets the same value anew."""
    package = read_package(EXAMPLES[0])

    def supply(writer: int) -> Iterator[Append]:
        name = f"{process_name(writer)}-executed"
        opened = {**package.process.to_json(), "tag": "open_process", "ocid": name}
        asks = (
            Asked(process=name, actor=actor, command=command, key=key)
            for actor, command, key in (
                (_UNIT, OpenProcess.from_json(opened), "open"),
                (_UNIT, _party("ukpbj", "unit"), "unit"),
                (_UNIT, _party("ppk", "ppk"), "ppk"),
            )
        )
        for asked in asks:
            _recorded(ledger, asked)
        for number in count():
            value = _FLAGS[number % len(_FLAGS)]
            command = ChooseValue(
                id=FOLLOWS_DECREE, value=value, unit="flag", clause="LDP 1"
            )
            asked = Asked(process=name, actor=_PPK, command=command, key=f"{number}")
            yield partial(_recorded, ledger, asked)

    return supply


def _party(party: str, office: str) -> RegisterParty:
    return RegisterParty.from_json(
        {"tag": "register_party", "party": party, "offices": [office], "organ": party}
    )


def _recorded(ledger: Ledger, asked: Asked) -> None:
    answer = ledger.execute(asked)
    if not isinstance(answer, Recorded):
        raise TypeError(answer)


if __name__ == "__main__":
    say(machine())
    main(sys.argv[1:] or list(_DATABASES))
