"""Why a command is turned away before it is decided: nothing is written, and nothing kept.

A refusal is the rules' answer, with an article, and is kept; these are about how the
command came. Each says what to do about it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from ledger.blobs import BlobError
from ledger.divergence import Divergence
from tender.canonical.times import time_text

BEHIND: Final = timedelta(seconds=2)
"""How far a clock may stand behind the last entry."""


class ClockBehindError(Exception):
    """The clock stands too far behind the last entry; nothing is written until mended."""

    def __init__(self, clock: datetime, last: datetime) -> None:
        super().__init__(
            f"expected a clock at most {BEHIND.seconds} s behind the last entry, "
            f"{time_text(last)}, found {time_text(clock)}: set the clock right"
        )


class KeyReusedError(Exception):
    """A key of idempotency came back with another command."""

    def __init__(self, party: str) -> None:
        super().__init__(
            f"expected the command that {party!r} first sent under this key, found "
            "another: use a new key for a new command"
        )


class MovedOnError(Exception):
    """The process moved on since the officer looked."""

    def __init__(self, expected: int, found: int) -> None:
        super().__init__(
            f"expected the main stream at {expected}, found it at {found}: "
            "look at what came between, then ask again"
        )
        self.expected = expected
        self.found = found


class PracticeKeyError(Exception):
    """A key that anybody can use was shown outside practice."""

    def __init__(self, party: str) -> None:
        super().__init__(
            f"expected a key of {party!r}'s own, found a practice key: make a new one"
        )


class WrongRoundError(Exception):
    """A command is for another round than the one that the process is in."""

    def __init__(self, expected: int, found: int) -> None:
        super().__init__(
            f"expected a command of round {expected}, found one of round {found}: "
            "make it for the round that the process is in"
        )
        self.expected = expected
        self.found = found


class WrongNameError(Exception):
    """A process was to be opened under another name than its own."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(
            f"expected the process {expected!r} under its own name, found {found!r}"
        )
        self.expected = expected
        self.found = found


class PredecessorError(Exception):
    """A process says of the one before what the ledger, which has it, does not show."""

    def __init__(self, process: str, divergence: Divergence) -> None:
        super().__init__(
            f"{divergence.where}: expected {divergence.expected}, as {process} is on "
            f"record here, found {divergence.found}: name it as it is on record"
        )
        self.divergence = divergence


class MissingCiphertextError(BlobError):
    """A bid names a ciphertext that did not come, or not whole: send it, then commit."""
