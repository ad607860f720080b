"""`saksama replay NEW --predecessor OLD`: what was carried over, held to the process before.

Both are decided again; then every piece that the new one names has to be what stood in the
old one, from the entry that is named.
"""

from __future__ import annotations

from api.options import Exit
from api.terminal import Terminal
from ledger import note
from ledger.bundle import Bundle
from ledger.divergence import DivergedError, Divergence
from ledger.entry import ACCEPTED
from ledger.predecessor import hold_to, stood
from ledger.replay import Depth, replay
from rules.carrying import pieces
from tender.commands.preparation.carrying import CarryOver
from tender.commands.preparation.process import OpenProcess


def followed(bundle: Bundle) -> CarryOver | None:
    """Return what *bundle* says of the process that it follows, if it follows one."""
    for entry in bundle.entries:
        if entry.command["tag"] == "carry_over" and entry.outcome == ACCEPTED:
            return CarryOver.from_json(entry.command)
    return None


def tell_followed(terminal: Terminal, bundle: Bundle) -> None:
    """Say which process is followed, and how what it says of it can be checked."""
    command = followed(bundle)
    if command is not None:
        ocid = command.predecessor.ocid
        terminal.say(terminal.phrase("follows").format(process=ocid))


def held_to(
    terminal: Terminal,
    bundle: Bundle,
    before: Bundle,
    keys: tuple[note.Key, ...] | None,
    depth: Depth,
) -> Exit:
    """Hold *bundle* to the one of the process *before*, and say how it ended."""
    command = followed(bundle)
    if command is None:
        terminal.say(terminal.phrase("follows_nothing"), "red")
        return Exit.BAD_INPUT
    found = replay(before, keys, depth)
    if found.divergence is not None:
        return _differs(terminal, found.divergence, f"{found.process} ")
    if found.not_comparable:
        why = "; ".join(found.not_comparable)
        terminal.say(f"{terminal.phrase('not_comparable')}: {why}", "yellow")
        return Exit.NOT_COMPARABLE
    opened = OpenProcess.from_json(bundle.entries[0].command)
    try:
        then = stood(before.entry_bytes, command.predecessor.head)
        hold_to(command, then, practice=opened.practice)
    except DivergedError as error:
        return _differs(terminal, error.divergence)
    names = ", ".join(piece.name for piece in pieces(command)) or "-"
    said = terminal.phrase("follows_held")
    terminal.say(said.format(process=found.process, pieces=names), "green")
    return Exit.SAME


def _differs(terminal: Terminal, at: Divergence, whose: str = "") -> Exit:
    said = terminal.phrase("differs_at").format(
        where=f"{whose}{at.where}", rule=at.rule, expected=at.expected, found=at.found
    )
    terminal.say(said, "red")
    return Exit.DIFFERS
