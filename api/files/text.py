"""The text of a file: not too large, strict UTF-8, with a line for every offset."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Final

from api.files.fault import FileFault, Where, shown, spelled

BOM: Final = "\ufeff"

CONTROL_FREE: Final = "text without control characters"

_WORD = re.compile(r"[^\s,\]}#]{1,40}|[,\]}#]")

# All but tab and line ends; half a surrogate pair has no UTF-8 form at all.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class Text:
    """A text, and where its lines begin."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file

    @classmethod
    def of(cls, data: bytes, file: str, *, most: int) -> Text:
        """Decode *data*, of at most *most* bytes; raise `FileFault` where it is not UTF-8."""
        if len(data) > most:
            raise too_large(file, most=most, found=len(data))
        try:
            return cls(data.decode("utf-8"), file)
        except UnicodeDecodeError as error:
            raise FileFault(
                file=file,
                line=data.count(b"\n", 0, error.start) + 1,
                field="file",
                expected="text in UTF-8",
                found=f"the byte 0x{data[error.start]:02x}",
            ) from error

    def line(self, offset: int) -> int:
        """Return the line in which *offset* stands, from 1."""
        return bisect_right(self._starts, offset)

    def at(self, offset: int) -> str:
        """Return the word at *offset*, as it is shown in a fault."""
        if word := _WORD.match(self.text, offset):
            return shown(word.group())
        if not self.text[offset:].strip():
            return "the end of the file"
        return "the end of the line" if self.text[offset] in "\r\n" else "a gap"

    def fault(
        self, offset: int, where: Where, *, expected: str, found: str | None = None
    ) -> FileFault:
        """Return the fault at *offset*; without *found*, of the word that stands there."""
        return FileFault(
            file=self.file,
            line=self.line(offset),
            field=spelled(where),
            expected=expected,
            found=self.at(offset) if found is None else found,
        )

    def without_mark(self) -> Text:
        """Return the text itself; raise `FileFault` where a byte order mark precedes it."""
        if self.text.startswith(BOM):
            raise self.fault(
                0, (), expected="no byte order mark", found="one before the first line"
            )
        return self

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]


def too_large(file: str, *, most: int, found: int) -> FileFault:
    """Return the fault of a file of *found* bytes where *most* are read."""
    return FileFault(
        file=file,
        line=1,
        field="file",
        expected=f"at most {most} bytes",
        found=f"{found}",
    )


def control_in(text: str) -> str | None:
    """Return the first character of *text* that prints nothing: a control, half a pair.

    >>> control_in("rapi"), control_in("rapi" + chr(27) + "[2J")
    (None, 'U+001B')
    """
    found = _CONTROL.search(text)
    return f"U+{ord(found.group()):04X}" if found else None
