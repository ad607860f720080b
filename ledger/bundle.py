"""A bundle: everything of one process that anybody needs to decide it again.

    manifest.json      name and SHA-256 of every other member
    manifest.note      the manifest's digest, signed by who exported it
    process.json       process, salt of its leaves, the log's name and key
    entries.jsonl      the entries that may be read, in replay order
    packs/             each pack that an entry names, by digest
    blobs/             public words and papers
    ciphertexts/       what was sealed and opened
    documents/         the data of each document, in the order of issue
    log/leaves.bin     the whole log, 73 bytes a leaf; log/<size>.note the checkpoints
    renditions/        pages and PDFs as they were drawn, with the renderer's fingerprint
    private/           in an auditors' bundle only: blobs with salts, unopened bids

Public and auditors' bundle have the same digest: they differ in `private/` only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final, Literal, TypeVar, cast

from ledger import archive, note
from ledger.digests import bundle_digest, facts_digest
from ledger.entry import Entry, from_bytes
from rules.pack import Pack
from tender import canonical
from tender.canonical import NotCanonicalError, sha256_hex, to_bytes

MANIFEST: Final = "manifest.json"
NOTE: Final = "manifest.note"
PROCESS: Final = "process.json"
ENTRIES: Final = "entries.jsonl"
LEAVES: Final = "log/leaves.bin"

Reader = Literal["public", "auditors"]

T = TypeVar("T")


class BundleError(ValueError):
    """A bundle does not hold together; *member* says where."""

    def __init__(self, member: str, *, expected: str, found: str) -> None:
        super().__init__(f"bundle, {member}: expected {expected}, found {found}")
        self.member = member
        self.expected = expected
        self.found = found


@dataclass(frozen=True)
class Bundle:
    """The members of a bundle, each checked against the manifest."""

    members: Mapping[str, bytes]

    @cached_property
    def process(self) -> Mapping[str, str]:
        """Name, salt, and the log's name and key."""
        return _read(PROCESS, lambda: _process(self.members[PROCESS]))

    @cached_property
    def key(self) -> note.Key:
        """The key that the bundle itself says its log is signed with."""
        return _read(PROCESS, lambda: note.Key.from_text(self.process["key"]))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries, in the order of the file."""
        return _read(ENTRIES, lambda: tuple(map(from_bytes, self.entry_bytes)))

    @cached_property
    def entry_bytes(self) -> tuple[bytes, ...]:
        """The canonical bytes of each entry."""
        return tuple(self.members[ENTRIES].split(b"\n")[:-1])

    @cached_property
    def packs(self) -> Mapping[str, Pack]:
        """The packs by digest."""
        packs = [
            _read(f"packs/{name}", partial(Pack.from_bytes, data))
            for name, data in self.under("packs/")
        ]
        return {pack.digest: pack for pack in packs}

    @cached_property
    def leaves(self) -> tuple[bytes, ...]:
        """The leaves of the whole log."""
        data, size = self.members[LEAVES], 73
        return tuple(data[i : i + size] for i in range(0, len(data), size))

    @cached_property
    def checkpoints(self) -> tuple[str, ...]:
        """The checkpoints, smallest first."""
        return tuple(
            _read(f"log/{name}", data.decode)
            for name, data in self.under("log/", ".note")
        )

    @property
    def reader(self) -> Reader:
        """For whom the bundle was made."""
        private = any(name.startswith("private/") for name in self.members)
        return "auditors" if private else "public"

    @property
    def digest(self) -> str:
        """The bundle digest."""
        return bundle_digest(_hashes(self.members))

    @property
    def facts_digest(self) -> str:
        """The facts digest."""
        return _read(ENTRIES, lambda: facts_digest(self.entries))

    def under(self, prefix: str, suffix: str = "") -> list[tuple[str, bytes]]:
        """Return the members whose names begin with *prefix*, without it, in order."""
        return [
            (name.removeprefix(prefix), data)
            for name, data in sorted(self.members.items())
            if name.startswith(prefix) and name.endswith(suffix)
        ]


def _read(member: str, read: Callable[[], T]) -> T:
    """Return what *read* reads of a member; raise `BundleError` where it cannot."""
    try:
        return read()
    except BundleError:
        raise
    except (ValueError, LookupError, TypeError) as error:
        expected = "what the format says of it"
        raise BundleError(member, expected=expected, found=str(error)) from error


def _process(data: bytes) -> Mapping[str, str]:
    value = canonical.from_bytes(data)
    names = ("process", "salt", "log", "key")
    if not isinstance(value, dict) or sorted(value) != sorted(names):
        raise BundleError(PROCESS, expected=", ".join(names), found=str(value)[:80])
    return {name: str(value[name]) for name in names}


def seal_up(members: Mapping[str, bytes], *, signer: str, seed: bytes) -> bytes:
    """Return the archive of *members*, with a manifest signed by *signer*."""
    hashes = _hashes(members)
    manifest = to_bytes({"v": 1, "members": hashes})
    text = f"saksama bundle\n{bundle_digest(hashes)}\n{sha256_hex(manifest)}\n"
    signed = note.sign(text, signer, seed)
    return archive.write({**members, MANIFEST: manifest, NOTE: signed.encode()})


def open_up(data: bytes) -> Bundle:
    """Read a bundle; raise `ledger.archive.ArchiveError` or `BundleError`.

    Every member is held to the manifest. Who signed it is for `check_signature`.
    """
    members = archive.read(data)
    for name in (MANIFEST, NOTE, PROCESS, ENTRIES, LEAVES):
        if name not in members:
            raise BundleError(name, expected="a member", found="none")
    manifest = _manifest(members[MANIFEST])
    found = _hashes(members)
    if manifest != found:
        wrong = sorted(
            name
            for name in manifest.keys() | found.keys()
            if manifest.get(name) != found.get(name)
        )
        raise BundleError(
            wrong[0],
            expected=manifest.get(wrong[0], "no such member"),
            found=found.get(wrong[0], "none"),
        )
    return Bundle(members)


def check_signature(bundle: Bundle, keys: Iterable[note.Key]) -> tuple[str, ...]:
    """Return who of *keys* signed the manifest; raise `NoteError` and its kin."""
    signed = note.verify(_read(NOTE, bundle.members[NOTE].decode), keys)
    manifest = sha256_hex(bundle.members[MANIFEST])
    expected = f"saksama bundle\n{bundle.digest}\n{manifest}\n"
    if signed.text != expected:
        raise BundleError(NOTE, expected=expected, found=signed.text)
    return tuple(key.name for key in signed.by)


def _manifest(data: bytes) -> dict[str, str]:
    try:
        manifest = canonical.from_bytes(data)
    except NotCanonicalError as error:
        raise BundleError(
            MANIFEST, expected="canonical JSON", found=str(error)
        ) from error
    if isinstance(manifest, dict) and manifest.keys() == {"v", "members"}:
        members = manifest["members"]
        if manifest["v"] == 1 and isinstance(members, dict):
            return cast("dict[str, str]", members)
    raise BundleError(MANIFEST, expected="v 1 and members", found=str(manifest)[:80])


def _hashes(members: Mapping[str, bytes]) -> dict[str, str]:
    return {
        name: sha256_hex(data)
        for name, data in members.items()
        if name not in (MANIFEST, NOTE)
    }
