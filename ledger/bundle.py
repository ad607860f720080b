"""A bundle: everything of one process that anybody needs to decide it again.

    manifest.json      name and SHA-256 of every other member
    manifest.note      the manifest's digest, signed by who exported it
    process.json       process, salt of its leaves, the log's name and key
    entries.jsonl      the entries that may be read, in replay order
    packs/             each pack that an entry names, by digest
    blobs/             salt and bytes of words that are for everyone: questions, answers
    ciphertexts/       what was sealed and opened
    documents/         the data of each document, by its number in the order of issue
    log/leaves.bin     the whole log, 73 bytes a leaf; log/<size>.note the checkpoints
    renditions/        pages and PDFs as they were drawn, with the renderer's fingerprint
    private/           in an auditors' bundle only: blobs with salts, unopened bids

Public and auditors' bundle have the same digest: they differ in `private/` only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final, Literal, TypeVar, cast

from ledger import archive, limits, note
from ledger.digests import bundle_digest, entry_facts
from ledger.entry import LEAF_BYTES, Entry, from_bytes
from ledger.sentence import one_line, said
from rules.pack import Pack
from tender import canonical
from tender.canonical import SALT_BYTES, Json, sha256_hex, to_bytes

MANIFEST: Final = "manifest.json"
NOTE: Final = "manifest.note"
PROCESS: Final = "process.json"
ENTRIES: Final = "entries.jsonl"
LEAVES: Final = "log/leaves.bin"
FINGERPRINT: Final = "renditions/fingerprint.json"

_HASH: Final = "[0-9a-f]{64}"
_PAPER: Final = r"[0-9]{4,}-[a-z0-9.-]+"
_MEMBER: Final = re.compile(
    "|".join(
        (
            *map(re.escape, (MANIFEST, NOTE, PROCESS, ENTRIES, LEAVES, FINGERPRINT)),
            rf"packs/{_HASH}\.json",
            rf"blobs/{_HASH}\.bin",
            rf"ciphertexts/{_HASH}\.age",
            rf"documents/{_PAPER}\.json",
            r"log/[0-9]{12}\.note",
            rf"renditions/{_PAPER}\.(?:html|pdf)",
            rf"private/{_HASH}\.(?:bin|age)",
        )
    )
)
"""What a bundle may hold; a member of another name is a stranger, and is refused."""

_SALT: Final = re.compile(f"[0-9a-f]{{{2 * SALT_BYTES}}}")

Reader = Literal["public", "auditors"]


def paper_name(number: int, kind: str, about: str | None) -> str:
    """Return how the *number*-th document that was issued is named, without a suffix.

    Names are in the order of issue as long as there are fewer than ten thousand; what
    is in order is the record, and names are only ever made from it.

    >>> paper_name(8, "result_letter", "p-03"), paper_name(100, "contract", None)
    ('0008-result-letter-p-03', '0100-contract')
    """
    name = f"{number:04d}-{kind.replace('_', '-')}"
    return name if about is None else f"{name}-{about}"


T = TypeVar("T")


class BundleError(ValueError):
    """A bundle does not hold together; *member* says where, and *line* where it has lines."""

    def __init__(
        self, member: str, *, expected: str, found: str, line: int | None = None
    ) -> None:
        place = member if line is None else f"{member}:{line}"
        expected, found = one_line(expected), one_line(found) or "nothing"
        super().__init__(f"bundle: {place}: expected {expected}, found {found}")
        self.member = member
        self.line = line
        self.expected = expected
        self.found = found


@dataclass(frozen=True)
class Bundle:
    """The members of a bundle, each checked against the manifest."""

    members: Mapping[str, bytes]

    @cached_property
    def process(self) -> Mapping[str, str]:
        """Name, salt, and the log's name and key."""
        return _read(PROCESS, "name, salt, log, key", self._process)

    @cached_property
    def key(self) -> note.Key:
        """The key that the bundle itself says its log is signed with."""
        return _read(PROCESS, "a key", lambda: note.Key.from_text(self.process["key"]))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries, in the order of the file."""
        return tuple(
            _read(ENTRIES, "an entry", partial(from_bytes, data), number)
            for number, data in enumerate(self.entry_bytes, start=1)
        )

    @cached_property
    def entry_bytes(self) -> tuple[bytes, ...]:
        """The canonical bytes of each entry."""
        *lines, rest = self.members[ENTRIES].split(b"\n")
        if rest or not lines:
            expected = "a line that ends" if rest else "an entry a line"
            raise BundleError(
                ENTRIES,
                expected=expected,
                found=f"{len(rest)} bytes" if rest else "none",
                line=len(lines) + 1,
            )
        return tuple(lines)

    @cached_property
    def packs(self) -> Mapping[str, Pack]:
        """The packs by digest, each under its own name."""
        packs = {}
        for name, data in self.under("packs/"):
            member = f"packs/{name}"
            pack = _read(member, "a pack", partial(Pack.from_bytes, data))
            if name != f"{pack.digest}.json":
                expected = f"the pack of this name, packs/{pack.digest}.json"
                raise BundleError(member, expected=expected, found="another name")
            packs[pack.digest] = pack
        return packs

    @cached_property
    def leaves(self) -> tuple[bytes, ...]:
        """The leaves of the whole log."""
        data, size = self.members[LEAVES], LEAF_BYTES
        return tuple(data[i : i + size] for i in range(0, len(data), size))

    @cached_property
    def checkpoints(self) -> tuple[str, ...]:
        """The checkpoints, in the order of their members' names."""
        return tuple(
            _read(f"log/{name}", "text", data.decode)
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

    @cached_property
    def facts_digest(self) -> str:
        """The facts digest."""
        facts: list[Json] = [
            _read(ENTRIES, "a command and events", partial(_facts, entry), number)
            for number, entry in enumerate(self.entries, start=1)
        ]
        return canonical.digest(facts)

    def _process(self) -> Mapping[str, str]:
        value = canonical.from_bytes(self.members[PROCESS])
        names, texts = ("key", "log", "process", "salt"), dict[str, str]()
        for name, text in value.items() if isinstance(value, dict) else ():
            if isinstance(text, str):
                texts[name] = text
        if tuple(texts) != names or texts != value:
            expected = ", ".join(names)
            raise BundleError(PROCESS, expected=expected, found=str(value))
        if not _SALT.fullmatch(texts["salt"]):
            expected = f"{SALT_BYTES} bytes of salt"
            raise BundleError(PROCESS, expected=expected, found=texts["salt"])
        return texts

    def under(self, prefix: str, suffix: str = "") -> list[tuple[str, bytes]]:
        """Return the members whose names begin with *prefix*, without it, in order."""
        return [
            (name.removeprefix(prefix), data)
            for name, data in sorted(self.members.items())
            if name.startswith(prefix) and name.endswith(suffix)
        ]


def _facts(entry: Entry) -> Json:
    limits.hold_objects(entry.command.get("objects"))
    return entry_facts(entry)


def _read(
    member: str, expected: str, read: Callable[[], T], line: int | None = None
) -> T:
    """Return what *read* reads of a member; raise `BundleError` where it cannot."""
    try:
        return read()
    except BundleError:
        raise
    except (ValueError, LookupError, TypeError) as error:
        halves = said(error, expected)
        raise BundleError(
            member, expected=halves.expected, found=halves.found, line=line
        ) from error


def seal_up(members: Mapping[str, bytes], *, signer: str, seed: bytes) -> bytes:
    """Return the archive of *members*, with a manifest signed by *signer*."""
    hashes = _hashes(members)
    manifest = to_bytes({"v": 1, "members": hashes})
    signed = note.sign(_signed_text(bundle_digest(hashes), manifest), signer, seed)
    return archive.write({**members, MANIFEST: manifest, NOTE: signed.encode()})


def open_up(data: bytes) -> Bundle:
    """Read a bundle; raise `ledger.archive.ArchiveError` or `BundleError`.

    Every member is held to the manifest. Who signed it is for `check_signature`.
    """
    members = archive.read(data)
    for name in members:
        if not _MEMBER.fullmatch(name):
            raise BundleError(name, expected="a member of a bundle", found="a stranger")
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
            expected=str(manifest.get(wrong[0], "no such member")),
            found=found.get(wrong[0], "none"),
        )
    return Bundle(members)


def check_signature(bundle: Bundle, keys: Iterable[note.Key]) -> tuple[str, ...]:
    """Return who of *keys* signed the manifest; raise `NoteError` and its kin."""
    text = _read(NOTE, "text", bundle.members[NOTE].decode)
    signed = note.verify(text, keys)
    expected = _signed_text(bundle.digest, bundle.members[MANIFEST])
    if signed.text != expected:
        raise BundleError(NOTE, expected=expected, found=signed.text)
    return tuple(key.name for key in signed.by)


def _signed_text(digest: str, manifest: bytes) -> str:
    return f"saksama bundle\n{digest}\n{sha256_hex(manifest)}\n"


def _manifest(data: bytes) -> dict[str, str]:
    manifest = _read(MANIFEST, "canonical JSON", partial(canonical.from_bytes, data))
    if isinstance(manifest, dict) and manifest.keys() == {"v", "members"}:
        members = manifest["members"]
        if manifest["v"] == 1 and isinstance(members, dict):
            return cast("dict[str, str]", members)
    raise BundleError(MANIFEST, expected="v 1 and members", found=str(manifest))


def _hashes(members: Mapping[str, bytes]) -> dict[str, str]:
    return {
        name: sha256_hex(data)
        for name, data in members.items()
        if name not in (MANIFEST, NOTE)
    }
