"""How much the ledger takes at once: each cap by its name, and what is told above it.

A cap is asked before the work that it saves: an envelope is counted before its seals
are read, bytes are counted as they come.
"""

from __future__ import annotations

from typing import Final

OBJECTS: Final = 200
"""Sealed objects of one envelope: an offer a part, and attachments."""

ANSWER_BYTES: Final = 2**20
"""Of an answer, which is kept for ever under its key."""

CIPHERTEXT_BYTES: Final = 33 * 2**20
"""Of one sealed object: an attachment of 32 MiB, and what age adds to it."""

PRIVATE_BYTES: Final = 33 * 2**20
"""Of salt and bytes behind a commitment."""

SHARE_BYTES: Final = 64 * 2**10
"""Of one trustee's share."""

PACK_BYTES: Final = 4 * 2**20
"""Of the law of a day."""

PAPER_BYTES: Final = 16 * 2**20
"""Of a document's data, or of its page."""


class TooManyObjectsError(ValueError):
    """An envelope names more sealed objects than are ever opened."""

    def __init__(self, found: int) -> None:
        super().__init__(
            f"envelope: expected at most {OBJECTS} sealed objects, found {found}: "
            "put papers together, and seal again"
        )
        self.expected = OBJECTS
        self.found = found


class TooLongAnswerError(ValueError):
    """An answer is longer than any that is kept; nothing was written."""

    def __init__(self, found: int) -> None:
        super().__init__(
            f"answer: expected at most {ANSWER_BYTES} bytes, found {found}: "
            "ask for less at once"
        )
        self.expected = ANSWER_BYTES
        self.found = found


def hold_objects(objects: object) -> None:
    """Raise `TooManyObjectsError` for a list of more *objects* than are ever opened.

    What is in them is not looked at, and what is no list is for others to refuse.
    """
    if isinstance(objects, list | tuple) and len(objects) > OBJECTS:
        raise TooManyObjectsError(len(objects))


def hold_answer(answer: bytes) -> bytes:
    """Return *answer*; raise `TooLongAnswerError` where it is longer than is kept."""
    if len(answer) > ANSWER_BYTES:
        raise TooLongAnswerError(len(answer))
    return answer
