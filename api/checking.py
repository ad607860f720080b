"""`saksama fsck`: a ledger checked from its bytes."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from api.clock import system_clock
from api.console import console
from api.faults import exits_on_bad_input
from api.home import existing_home
from api.terminal import Terminal
from api.words.language import language
from ledger import note
from ledger.fsck import check


@exits_on_bad_input
def check_ledger(folder: Path, database: str | None, wanted: str | None) -> int:
    """Check the ledger of an office; return 0 where it is whole, 1 where it is not."""
    home = existing_home(folder, system_clock, database=database)
    try:
        ledger = home.office.ledger
        with home.store.read() as snapshot:
            key = note.key(ledger.origin, ledger.seed)
            found = check(snapshot, home.office.blobs, key, home.office.private)
    finally:
        home.close()
    terminal = Terminal(console(), language(wanted), "+07:00")
    for fault in found.faults:
        told = terminal.phrase("fault").format(
            where=fault.where, expected=fault.expected, found=fault.found
        )
        terminal.say(told, "red")
    if not found.faults:
        terminal.say(terminal.phrase("clean"), "green")
    counts = {k: v for k, v in asdict(found).items() if k != "faults"}
    terminal.say(terminal.phrase("checked").format(**counts))
    return 1 if found.faults else 0
