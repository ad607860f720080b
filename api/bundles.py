"""`saksama export`: the bundle of a process, for everyone or for auditors."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from api.clock import system_clock
from api.console import console
from api.faults import exits_on_bad_input
from api.home import Home, NotAnOfficeError, existing_home
from api.terminal import Terminal
from api.words.language import language
from ledger.bundle import FINGERPRINT, Reader, open_up
from ledger.export import Exporter
from ledger.store import UnknownProcessError
from publication.documents import fingerprint
from tender.canonical import to_bytes


@exits_on_bad_input
def export_bundle(  # noqa: PLR0913  # the command's options
    process: str,
    folder: Path,
    database: str | None,
    out: Path | None,
    *,
    for_audit: bool,
    wanted: str | None,
) -> int:
    """Write a bundle of *process* and say its digest."""
    home = existing_home(folder, system_clock, database=database)
    try:
        reader: Reader = "auditors" if for_audit else "public"
        try:
            data = _bundle(home, process, reader)
        except UnknownProcessError as error:
            raise NotAnOfficeError(folder, f"the process {process}") from error
        path = out or Path(_name(process, reader))
        _write(path, data)
        _say(Terminal(console(), language(wanted), "+07:00"), path, data)
    finally:
        home.close()
    return 0


def write_bundles(home: Home, process: str, out: Path, terminal: Terminal) -> None:
    """Write both bundles of a run into *out*, and say how to decide them again."""
    for reader in _READERS:
        path = out / _name(process, reader)
        data = _bundle(home, process, reader)
        _write(path, data)
        if reader == "public":
            _say(terminal, path, data)
            terminal.line("again", f".venv/bin/saksama replay {path}")


def _write(path: Path, data: bytes) -> None:
    """Write a bundle under its name by a rename: whoever sees it sees all of it."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        error.filename = str(path)
        raise
    finally:
        fresh.unlink(missing_ok=True)


_READERS: tuple[Reader, ...] = ("public", "auditors")


def _name(process: str, reader: Reader) -> str:
    return f"{process}.zip" if reader == "public" else f"{process}.auditors.zip"


def _say(terminal: Terminal, path: Path, data: bytes) -> None:
    bundle = open_up(data)
    terminal.line("bundle", path)
    terminal.line("digest", bundle.digest)
    terminal.line("facts", bundle.facts_digest)


def _bundle(home: Home, process: str, reader: Reader) -> bytes:
    office = home.office
    with home.store.read() as snapshot:
        exporter = Exporter(
            snapshot,
            blobs=office.blobs,
            private=office.private,
            origin=office.ledger.origin,
            seed=office.ledger.seed,
        )
        return exporter.bundle(process, reader, _papers(office.papers))


def _papers(folder: Path) -> Mapping[str, bytes]:
    """Return the office's papers as members: data, and how they were drawn."""
    places = {".json": "documents", ".html": "renditions", ".pdf": "renditions"}
    members = {
        f"{places[path.suffix]}/{path.name}": path.read_bytes()
        for path in sorted(folder.glob("*.*"))
        if path.suffix in places
    }
    members[FINGERPRINT] = to_bytes(fingerprint())
    return members
