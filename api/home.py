"""Home: the folder in which an office keeps its ledger, blobs, keys and papers.

    ledger.db  blobs/  private/  shares/  papers/  challenges/  losses/  server.key
    office.json

The database may be elsewhere (`SAKSAMA_DATABASE`); everything else is here. An office
is one of practice or a real one, for good: `office.json` says which.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from api.files.fault import FileFault
from api.files.law import pack_of
from flows.office import Office
from ledger.blobs import Blobs, NoBlobError, PrivateBlobs
from ledger.entropy import Entropy, PracticeEntropy, SystemEntropy
from ledger.execute import Ledger
from ledger.sequencer import Sequencer
from ledger.store import Store, UnknownDatabaseError
from rules.pack import Pack
from tender.canonical import to_bytes

PRACTICE_SEED = b"saksama practice"
KEY = "server.key"
"""The file by which a folder is known to be an office's."""

PAPERS = "papers"
BESIDE = "documents"
"""Where documents are: in the office's folder, or beside it where a run made both."""

RECORD = "office.json"
"""The file that says whether an office is one of practice."""

_SEED_BYTES = 32


class NoPackError(LookupError):
    """An entry names a pack that is not here."""

    def __init__(self, digest: str) -> None:
        super().__init__(f"expected the pack {digest} among the blobs, found none")


class StoredPacks:
    """Packs of a day from `rules/law/`, packs by name from the blobs."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        self._known: dict[str, Pack] = {}

    def of_day(self, day: date) -> Pack:
        """Return the pack in force on *day*."""
        pack = pack_of(day)
        self._known[pack.digest] = pack
        return pack

    def named(self, digest: str) -> Pack:
        """Return the pack with this digest; raise `NoPackError`."""
        if digest not in self._known:
            try:
                self._known[digest] = Pack.from_bytes(self._blobs.get(digest))
            except NoBlobError as error:
                raise NoPackError(digest) from error
        return self._known[digest]


class OtherOfficeError(OSError):
    """An office of practice was taken for a real one, or a real one for practice."""

    def __init__(self, folder: Path, *, practice: bool) -> None:
        kinds = ("a real office", "an office of practice")
        expected, found = kinds[practice], kinds[not practice]
        super().__init__(f"{folder}: expected {expected}, found {found}")


class NoSuchDatabaseError(OSError):
    """The address of a database is none that the ledger can be kept in."""


class DamagedOfficeError(OSError):
    """A file of an office is missing, or is not what was written there."""

    def __init__(self, path: Path | str, *, expected: str, found: str) -> None:
        super().__init__(
            f"{path}: expected {expected}, found {found}: put it back from a copy"
        )


class NotAnOfficeError(FileFault):
    """A folder was named in which no office has been opened, or an office without a process."""

    def __init__(self, folder: Path, expected: str = "the folder of an office") -> None:
        super().__init__(
            file=str(folder), line=1, field="folder", expected=expected, found="none"
        )


@dataclass(frozen=True, slots=True)
class Home:
    """An office's folder, opened."""

    folder: Path
    store: Store
    office: Office

    def close(self) -> None:
        """Give the database back."""
        self.store.close()


def practice_keys() -> frozenset[str]:
    """Return the public keys and recipients that anybody can use."""
    lines = files("ledger").joinpath("practice_keys.txt").read_text().splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def open_home(
    folder: Path,
    clock: Callable[[], datetime],
    *,
    practice: bool,
    database: str | None = None,
    papers: Path | None = None,
) -> Home:
    """Open the office in *folder*, made where it is missing.

    *papers* is where documents go; without it, a folder of the office. Raise
    `OtherOfficeError` where it is there already, and of the other kind, and
    `DamagedOfficeError`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if is_practice(folder, otherwise=practice) != practice:
        raise OtherOfficeError(folder, practice=practice)
    entropy: Entropy = PracticeEntropy(PRACTICE_SEED) if practice else SystemEntropy()
    seed = server_seed(folder, entropy)
    store = store_at(database or _own_database(folder))
    store.migrate()
    if not (folder / RECORD).is_file():
        _make(folder / RECORD, to_bytes({"practice": practice}))
    blobs, private = Blobs(folder / "blobs"), PrivateBlobs(folder / "private")
    ledger = Ledger(
        sequencer=Sequencer(store),
        packs=StoredPacks(blobs),
        blobs=blobs,
        private=private,
        clock=clock,
        entropy=entropy,
        seed=seed,
        origin="saksama.practice/log" if practice else "saksama/log",
        practice_keys=practice_keys(),
    )
    office = Office(
        home=folder,
        ledger=ledger,
        blobs=blobs,
        private=private,
        shares=Blobs(folder / "shares"),
        clock=clock,
        papers=papers or folder / PAPERS,
    )
    return Home(folder, store, office)


def existing_home(
    folder: Path, clock: Callable[[], datetime], *, database: str | None
) -> Home:
    """Open an office that is there already; raise `NotAnOfficeError`, and make nothing.

    The documents of a run stand beside its office, those of an office in it. Raise
    `DamagedOfficeError` where its ledger is gone: an empty one in its place would be
    whole, and hold nothing.
    """
    if not (folder / KEY).is_file() and not (folder / RECORD).is_file():
        raise NotAnOfficeError(folder)
    beside = folder.absolute().parent / BESIDE
    papers = beside if beside.is_dir() and not (folder / PAPERS).exists() else None
    practice = is_practice(folder, otherwise=True)
    _hold_ledger(folder, database)
    return open_home(folder, clock, practice=practice, database=database, papers=papers)


def _hold_ledger(folder: Path, database: str | None) -> None:
    """Raise `DamagedOfficeError` where an office has no ledger any more."""
    store = store_at(database or _own_database(folder))
    try:
        if not store.is_made():
            raise DamagedOfficeError(
                store.address, expected=f"the ledger of {folder}", found="none"
            )
    finally:
        store.close()


def is_practice(folder: Path, *, otherwise: bool) -> bool:
    """Say whether an office is one of practice; where there is none yet, *otherwise*.

    Its key shows it too, which in practice everyone knows. Raise `DamagedOfficeError`
    where the record of it says something else, or nothing.
    """
    record, key = folder / RECORD, folder / KEY
    by_key = None
    if key.is_file():
        by_key = _seed(key) == _new_seed(PracticeEntropy(PRACTICE_SEED))
    if not record.is_file():
        return otherwise if by_key is None else by_key
    found = _RECORDED.get(record.read_bytes())
    if found is None or by_key not in (None, found):
        expected = " or ".join(text.decode() for text in _RECORDED)
        if by_key is not None:
            expected = f"{to_bytes({'practice': by_key}).decode()}, as {KEY} is"
        raise DamagedOfficeError(record, expected=expected, found="something else")
    return found


_RECORDED: Final = {to_bytes({"practice": said}): said for said in (True, False)}
"""What `office.json` says, and what it means."""


def _own_database(folder: Path) -> str:
    return f"sqlite:///{folder / 'ledger.db'}"


def store_at(address: str) -> Store:
    """Return the store at *address*; raise `NoSuchDatabaseError`."""
    try:
        return Store(address)
    except UnknownDatabaseError as error:
        raise NoSuchDatabaseError(str(error)) from error


def server_seed(folder: Path, entropy: Entropy) -> bytes:
    """Return the server's key, made at the first opening; only its owner may read it.

    An office that is on record has had one: another would sign another log. Raise
    `DamagedOfficeError`.
    """
    path = folder / KEY
    if not path.exists():
        if (folder / RECORD).is_file():
            raise DamagedOfficeError(path, expected="the office's key", found="none")
        _make(path, _new_seed(entropy).hex().encode())
    return _seed(path)


def _make(path: Path, data: bytes) -> None:
    """Make a file of its owner's alone; of two that make it at once the first does.

    Whoever sees it sees all of it.
    """
    with NamedTemporaryFile(dir=path.parent, prefix="new-") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(file.name)


def _seed(path: Path) -> bytes:
    """Return the key in a file; raise `DamagedOfficeError`, and do not say what it holds."""
    try:
        seed = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        seed = b""
    if len(seed) != _SEED_BYTES:
        expected = f"a key of {_SEED_BYTES} bytes in hexadecimal"
        raise DamagedOfficeError(path, expected=expected, found="none")
    return seed


def _new_seed(entropy: Entropy) -> bytes:
    return entropy.take("server", size=_SEED_BYTES)
