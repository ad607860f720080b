"""Home: the folder in which an office keeps its ledger, blobs, keys and papers.

    ledger.db  blobs/  private/  shares/  papers/  challenges/  server.key

The database may be elsewhere (`SAKSAMA_DATABASE`); everything else is here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path

from api.files.law import pack_of
from flows.office import Office
from ledger.blobs import Blobs, NoBlobError, PrivateBlobs
from ledger.entropy import Entropy, PracticeEntropy, SystemEntropy
from ledger.execute import Ledger
from ledger.sequencer import Sequencer
from ledger.store import Store
from rules.pack import Pack

PRACTICE_SEED = b"saksama practice"
KEY = "server.key"
"""The file by which a folder is known to be an office's."""

PAPERS = "papers"
BESIDE = "documents"
"""Where documents are: in the office's folder, or beside it where a run made both."""

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


class NotAnOfficeError(OSError):
    """A folder was named in which no office has been opened, or an office without a process."""

    def __init__(self, folder: Path, expected: str = "the folder of an office") -> None:
        super().__init__(f"{folder}: expected {expected}, found none")


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

    *papers* is where documents go; without it, a folder of the office.
    """
    folder.mkdir(parents=True, exist_ok=True)
    store = Store(database or f"sqlite:///{folder / 'ledger.db'}")
    store.migrate()
    entropy: Entropy = PracticeEntropy(PRACTICE_SEED) if practice else SystemEntropy()
    blobs = Blobs(folder / "blobs")
    ledger = Ledger(
        sequencer=Sequencer(store),
        packs=StoredPacks(blobs),
        clock=clock,
        entropy=entropy,
        seed=server_seed(folder, entropy),
        origin="saksama.practice/log" if practice else "saksama/log",
        practice_keys=practice_keys(),
    )
    office = Office(
        home=folder,
        ledger=ledger,
        blobs=blobs,
        private=PrivateBlobs(folder / "private"),
        shares=Blobs(folder / "shares"),
        clock=clock,
        papers=papers or folder / PAPERS,
    )
    return Home(folder, store, office)


def existing_home(
    folder: Path, clock: Callable[[], datetime], *, database: str | None
) -> Home:
    """Open an office that is there already; raise `NotAnOfficeError`, and make nothing.

    The documents of a run stand beside its office, those of an office in it.
    """
    if not (folder / KEY).is_file():
        raise NotAnOfficeError(folder)
    beside = folder.absolute().parent / BESIDE
    papers = beside if beside.is_dir() and not (folder / PAPERS).exists() else None
    return open_home(folder, clock, practice=True, database=database, papers=papers)


def server_seed(folder: Path, entropy: Entropy) -> bytes:
    """Return the server's key, made at the first opening; only its owner may read it."""
    path = folder / KEY
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(entropy.take("server", size=_SEED_BYTES).hex())
    return bytes.fromhex(path.read_text())
