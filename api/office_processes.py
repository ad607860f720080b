"""The processes of an office, each as it is decided again where its ledger is at hand."""

from __future__ import annotations

from pathlib import Path

from api.clock import system_clock
from api.files.fault import FileFault
from api.home import existing_home
from ledger.blobs import BlobError
from ledger.bundle import Bundle
from ledger.export import Exporter
from ledger.replay import Depth


class Ledger:
    """The ledger of the office in a folder, or at an address; it is only read."""

    depth: Depth = "ledger"

    def __init__(self, folder: Path, database: str | None) -> None:
        self._home = existing_home(folder, system_clock, database=database)

    def names(self) -> list[str]:
        """Return the processes by name."""
        with self._home.store.read() as snapshot:
            return snapshot.processes()

    def read(self, name: str) -> Bundle:
        """Return what a process is decided again from; raise `FileFault`."""
        office = self._home.office
        with self._home.store.read() as snapshot:
            exporter = Exporter(
                snapshot,
                blobs=office.blobs,
                private=office.private,
                origin=office.ledger.origin,
                seed=office.ledger.seed,
            )
            try:
                return exporter.at_hand(name)
            except BlobError as error:
                raise FileFault(
                    file=name,
                    line=1,
                    field="blob",
                    expected=error.expected,
                    found=error.found,
                ) from error
