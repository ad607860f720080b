"""A folder that was handed in: nothing outside it is read, and no file without a cap.

A link is refused, because what it points at was not handed in. Names that begin
with a point are what file systems and editors leave behind, and are not seen.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from api.files.fault import FileFault, one_of, shown
from api.files.text import too_large

MOST_NAMES: Final = 1_000  # in one folder


def lone(path: Path, *, most: int) -> bytes:
    """Return the bytes of one file that was handed in by its path, or by a link to it."""
    return Folder(path.parent).read(path.name, most=most, links=True)


class Folder:
    """The folder *path*; *under* is how messages name it, from what was handed in."""

    def __init__(self, path: Path, under: str = "") -> None:
        self.path = path
        self.under = under

    def file(self, name: str) -> str:
        """Return how messages name the file *name*."""
        return f"{self.under.rstrip('/')}/{name}" if self.under else name

    def names(self) -> tuple[str, ...]:
        """Return the names in the folder, in order; raise `FileFault` where it is none."""
        try:
            names = sorted(p.name for p in self.path.iterdir() if p.name[:1] != ".")
        except OSError as error:
            found = "none" if isinstance(error, FileNotFoundError) else "no folder"
            raise self.fault(expected="a folder", found=found) from error
        if len(names) > MOST_NAMES:
            expected = f"at most {MOST_NAMES} files in the folder"
            raise self.fault(expected=expected, found=f"{len(names)}")
        return tuple(names)

    def only(self, *names: str) -> tuple[str, ...]:
        """Return the names in the folder; raise `FileFault` for one not in *names*."""
        for name in self.names():
            if name not in names:
                expected = f"{one_of(names) if names else 'nothing'} in the folder"
                raise self.fault(name, expected=expected, found=shown(name))
        return self.names()

    def within(self, name: str) -> Folder:
        """Return the folder *name* in this one; raise `FileFault` where it is none."""
        if not stat.S_ISDIR(self._mode(name, "a folder")):
            raise self.fault(name, expected="a folder", found="something else")
        return Folder(self.path / name, self.file(name))

    def read(self, name: str, *, most: int, links: bool = False) -> bytes:
        """Return the bytes of a file, of at most *most*; raise `FileFault`."""
        mode = self._mode(name, "a file", links=links)
        if not stat.S_ISREG(mode):
            found = "a folder" if stat.S_ISDIR(mode) else "something else"
            raise self.fault(name, expected="a file", found=found)
        try:
            with (self.path / name).open("rb") as file:
                data = file.read(most + 1)  # no more is read, whatever size it has
        except OSError as error:
            expected = "a file that can be read"
            raise self.fault(
                name, expected=expected, found=f"{error.strerror}"
            ) from error
        if len(data) > most:
            size = (self.path / name).stat().st_size
            raise too_large(self.file(name), most=most, found=size)
        return data

    def fault(self, name: str = "", *, expected: str, found: str) -> FileFault:
        """Return a fault of the entry *name*, or of the folder itself."""
        file = self.file(name) if name else self.under or str(self.path)
        return FileFault(
            file=file, line=1, field="file", expected=expected, found=found
        )

    def _mode(self, name: str, expected: str, *, links: bool = False) -> int:
        try:
            mode = (self.path / name).stat(follow_symlinks=links).st_mode
        except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
            raise self.fault(name, expected=expected, found="none") from error
        if stat.S_ISLNK(mode):
            raise self.fault(name, expected=expected, found="a link")
        return mode
