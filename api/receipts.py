"""`saksama receipt verify`: a receipt held to the key that signed it, and to nothing else.

The file is what a bidder was answered, `{"receipt": …}`, with `"inclusion": …` beside it
once the log shows the entry.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from api.console import console
from api.faults import exits_on_bad_input
from api.files import receipt_file
from api.options import Exit
from api.terminal import Terminal
from api.words.language import language
from ledger.inclusion import NotIncludedError
from ledger.note import Key, NoteError, NoteSignatureError
from ledger.receipt import ReceiptError
from rules.sentences import moment
from tender.canonical.times import parse_time

OFFSET: Final = "+07:00"  # where the moment is told; it is stored in UTC


@exits_on_bad_input
def verify_receipt(path: Path, key: str, wanted: str | None) -> int:
    """Say whether *key* signed the receipt at *path*, and whether the log has its entry.

    Return 0 where both are so, 3 where the log does not show it yet, 1 where either is
    belied, 2 for bad input.
    """
    spoken = language(wanted)
    terminal = Terminal(console(), spoken, OFFSET)
    trusted = Key.from_text(key)
    receipt, inclusion = receipt_file.read(path)
    try:
        receipt.verify(trusted.public.hex())
    except ReceiptError:
        terminal.say(terminal.phrase("receipt_forged").format(key=trusted.name), "red")
        return Exit.DIFFERS
    at = parse_time(receipt.at)
    said = terminal.phrase("receipt_signed")
    terminal.say(
        said.format(
            key=trusted.name,
            party=receipt.party,
            process=receipt.process,
            at=moment(at, OFFSET, spoken),
        ),
        "green",
    )
    if inclusion is None:
        terminal.say(terminal.phrase("receipt_not_shown"), "yellow")
        return Exit.NOT_COMPARABLE
    try:
        inclusion.proves(receipt, trusted)
    except (NotIncludedError, NoteError, NoteSignatureError, ValueError):
        terminal.say(terminal.phrase("receipt_not_kept"), "red")
        return Exit.DIFFERS
    said = terminal.phrase("receipt_kept")
    terminal.say(said.format(index=inclusion.index, size=inclusion.size), "green")
    return Exit.SAME
