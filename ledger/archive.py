"""An archive: a zip file that has one form for its contents.

Members are stored uncompressed, in the order of their names, dated 1980-01-01,
with fixed attributes and no extra fields. The same members give the same bytes
everywhere; and an archive that is not what writing its members again gives is
refused, so that no byte of it is beyond checking.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

LARGEST: Final = 2 * 2**30  # bytes of an archive
MOST: Final = 100_000  # members

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_PLAIN_FILE: Final = 0o100644 << 16
_BEGINS: Final = b"PK\x03\x04"
_ZIP: Final = "a bundle: a whole zip file, as `saksama export` makes it"
_NAME: Final = re.compile(r"[a-z0-9_][a-zA-Z0-9_.-]*(?:/[a-zA-Z0-9_][a-zA-Z0-9_.-]*)*")


class ArchiveError(ValueError):
    """The bytes are not an archive in its one form."""

    def __init__(self, *, expected: str, found: str) -> None:
        super().__init__(f"archive: expected {expected}, found {found}")
        self.expected = expected
        self.found = found


def write(members: Mapping[str, bytes]) -> bytes:
    """Return the archive of *members*, by name."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED, allowZip64=True) as archive:
        for name in sorted(members):
            info = ZipInfo(name, _EPOCH)
            info.create_system = _UNIX
            info.external_attr = _PLAIN_FILE
            archive.writestr(info, members[name])
    return buffer.getvalue()


def read(data: bytes) -> dict[str, bytes]:
    """Return the members of an archive; raise `ArchiveError` for any other bytes."""
    if len(data) > LARGEST:
        raise ArchiveError(expected=f"at most {LARGEST} bytes", found=str(len(data)))
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > MOST or sum(i.file_size for i in infos) > LARGEST:
                raise ArchiveError(expected=f"at most {MOST} members", found="more")
            members = {_plain(info): archive.read(info) for info in infos}
    except (BadZipFile, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, ArchiveError):
            raise
        raise ArchiveError(expected=_ZIP, found=_instead(data)) from error
    if write(members) != data:
        raise ArchiveError(
            expected="the bytes that its members give", found="other bytes"
        )
    return members


def _plain(info: ZipInfo) -> str:
    if info.compress_type != ZIP_STORED or not _NAME.fullmatch(info.filename):
        raise ArchiveError(expected="plain stored members", found=info.filename[:80])
    return info.filename


def _instead(data: bytes) -> str:
    """Return what bytes are that are no whole zip file, as far as they tell."""
    if not data:
        return "nothing"
    return "a zip file that breaks off" if data.startswith(_BEGINS) else "no zip file"
