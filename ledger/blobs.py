"""Blobs: files named by the hash of what is in them, and nothing else.

A name is a SHA-256, so a blob cannot be changed under its name, is stored once, and
tells nothing of whose it is. Bytes arrive in pieces, are counted and hashed as they
come, and reach their name by one rename, after they are safe on the disk: whoever
sees a name sees the whole blob, after a crash too.

What is not for everyone is a *private* blob: its file is `salt | bytes`, so its name
is the commitment that stands in the chain, SHA-256(salt | bytes). Erasing the file
erases both; the chain still holds, and nobody can try guesses against it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from ledger.limits import PRIVATE_BYTES
from tender.canonical import SALT_BYTES, commitment, sha256_hex

_DIGEST: Final = frozenset("0123456789abcdef")
_DIGITS: Final = 64


class BlobError(Exception):
    """A blob is not stored, or is not what its name says."""

    def __init__(self, name: str, *, expected: str, found: str) -> None:
        super().__init__(f"blob {name}: expected {expected}, found {found}")
        self.name = name
        self.expected = expected
        self.found = found


class NoBlobError(BlobError):
    """No blob has this name: it was never stored, or has been erased."""


class DamagedBlobError(BlobError):
    """A file's bytes are not those of its name; take it from another copy."""


class TooLargeError(BlobError):
    """More bytes came than are allowed; nothing was kept."""


class Blobs:
    """A folder of blobs. Several processes may use one folder at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        _sync(folder.parent)

    def put(
        self, pieces: Iterable[bytes], *, limit: int, expected: str | None = None
    ) -> str:
        """Store the bytes of *pieces*, at most *limit* of them, and return their name.

        Raise `TooLargeError` as soon as there are more, and `DamagedBlobError` where
        they are not those of the name *expected*. Storing the same again does nothing.
        """
        with NamedTemporaryFile(dir=self.folder, prefix="new-", delete=False) as file:
            path = Path(file.name)
            try:
                hashed, size = sha256(), 0
                for piece in pieces:
                    size += len(piece)
                    if size > limit:
                        raise TooLargeError(
                            expected or "new", expected=f"at most {limit}", found="more"
                        )
                    hashed.update(piece)
                    file.write(piece)
                name = hashed.hexdigest()
                if name != (expected or name):
                    raise DamagedBlobError(name, expected=str(expected), found=name)
                file.flush()
                os.fsync(file.fileno())
                path.replace(_path(self.folder, name))  # by the same bytes, if at all
                _sync(self.folder)
            finally:
                path.unlink(missing_ok=True)
        return name

    def get(self, name: str) -> bytes:
        """Return the bytes of blob *name*, read and hashed again.

        Raise `NoBlobError` or `DamagedBlobError`.
        """
        try:
            data = _path(self.folder, name).read_bytes()
        except FileNotFoundError as error:
            raise NoBlobError(name, expected="a blob", found="none") from error
        found = sha256_hex(data)
        if found != name:
            raise DamagedBlobError(name, expected=name, found=found)
        return data

    def has(self, name: str) -> bool:
        """Say whether there is a blob *name*; whether it is whole, `get` says."""
        return _path(self.folder, name).is_file()

    def size(self, name: str) -> int:
        """Return how many bytes blob *name* has; raise `NoBlobError`."""
        try:
            return _path(self.folder, name).stat().st_size
        except FileNotFoundError as error:
            raise NoBlobError(name, expected="a blob", found="none") from error


class PrivateBlobs:
    """A folder of blobs that can be erased, each with its salt before its bytes."""

    def __init__(self, folder: Path) -> None:
        self._blobs = Blobs(folder)

    def put(self, salt: bytes, data: bytes) -> str:
        """Store *data* under *salt*, and return the commitment that names both."""
        name = commitment(salt, data)
        self._blobs.put([salt, data], limit=PRIVATE_BYTES, expected=name)
        _mark(self._blobs.folder, name).unlink(missing_ok=True)
        return name

    def get(self, committed: str) -> tuple[bytes, bytes]:
        """Return salt and bytes; raise `NoBlobError` where they have been erased."""
        both = self._blobs.get(committed)
        return both[:SALT_BYTES], both[SALT_BYTES:]

    def has(self, committed: str) -> bool:
        """Say whether salt and bytes are still here."""
        return self._blobs.has(committed)

    def size(self, committed: str) -> int:
        """Return how many bytes there are, the salt's included; raise `NoBlobError`."""
        return self._blobs.size(committed)

    def erase(self, committed: str) -> None:
        """Erase salt and bytes, and leave a mark that they were. Again does nothing.

        The file system may keep the freed blocks until it needs them, and copies
        made elsewhere have to be erased there.
        """
        path = _path(self._blobs.folder, committed)
        _mark(self._blobs.folder, committed).touch()
        path.unlink(missing_ok=True)
        _sync(self._blobs.folder)

    def erased(self, committed: str) -> bool:
        """Say whether salt and bytes were erased: else what is not here was lost."""
        return _mark(self._blobs.folder, committed).is_file()


def _path(folder: Path, name: str) -> Path:
    if len(name) != _DIGITS or not _DIGEST.issuperset(name):
        raise NoBlobError(name, expected="a SHA-256 for a name", found=name)
    return folder / name


def _mark(folder: Path, name: str) -> Path:
    """Return the file that says that a blob was erased."""
    path = _path(folder, name)
    return path.with_name(f"{path.name}.erased")


def _sync(folder: Path) -> None:
    """Make renames and removals in *folder* survive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
