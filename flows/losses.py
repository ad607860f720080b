"""Losses: ciphertexts that an office has lost, and that its operator was told so.

Nothing brings back a bid that was found unopenable, so nobody finds it so on account
of a disk before somebody could have put the file back. The telling is a note in the
folder `losses/` of the office, and an error that is raised once.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flows.office import Office
from flows.seals import LostError


class LossesError(OSError):
    """Ciphertexts of bids are lost; it is said here once, and noted in the office."""

    def __init__(self, lost: tuple[LostError, ...], folder: Path) -> None:
        said = "; ".join(str(error) for error in lost)
        super().__init__(f"{said} (noted in {folder})")
        self.lost = lost


def was_told(office: Office, process: str, lost: LostError) -> bool:
    """Say whether the operator was told that these very ciphertexts are lost."""
    note = _note(office, process, lost)
    return note.is_file() and note.read_text(encoding="utf-8") == _told(lost)


def tell(office: Office, process: str, lost: Iterable[LostError]) -> None:
    """Note what is *lost* and raise `LossesError`; do nothing where nothing is."""
    every = tuple(lost)
    if not every:
        return
    for error in every:
        note = _note(office, process, error)
        note.parent.mkdir(exist_ok=True)
        note.write_text(_told(error), encoding="utf-8")
    raise LossesError(every, office.home / "losses")


def _told(lost: LostError) -> str:
    return f"{lost}\n"


def _note(office: Office, process: str, lost: LostError) -> Path:
    return office.home / "losses" / f"{process}-{lost.bid}-{lost.part}.txt"
