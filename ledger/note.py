"""Signed notes and checkpoints, as C2SP publishes them.

A note is text, a blank line, and a signature a line. A checkpoint is a note whose
text is three lines: the log's name (origin), its size, its root. The log signs the
text itself (type 01); a witness cosigns it with the time at which it saw that the
log had only grown (type 04). Any C2SP tool reads what is written here.

A text means nothing until a signature of a known key has been verified, so reading
gives the text and the signers together. Signatures of unknown keys are passed over;
one bad signature of a known key refuses the whole note.

Source: c2sp.org/signed-note, c2sp.org/tlog-checkpoint, c2sp.org/tlog-cosignature.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

ED25519: Final = 1  # a signature over the text
COSIGNATURE: Final = 4  # a witness's: over the time and the text

NOTE_BYTES: Final = 1 << 20
SIGNATURES: Final = 64  # C2SP asks for at least 16
ROOT_BYTES: Final = 32

_KEY_ID: Final = 4
_TIME: Final = 8
_KEY_BYTES: Final = 32
_LARGEST: Final = 2**63 - 1  # of sizes, and of times in seconds
_NAME: Final = re.compile(r"[^\s+]{1,255}")
_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,18}")


class NoteError(ValueError):
    """Text that is not a note, a key or a checkpoint."""

    def __init__(self, found: object, *, expected: str) -> None:
        super().__init__(f"note: expected {expected}, found {found!r:.200}")
        self.found = found
        self.expected = expected


class NoteSignatureError(ValueError):
    """A note is not signed by whom it should be."""

    def __init__(self, names: Iterable[str], *, found: str) -> None:
        self.names = tuple(names)
        super().__init__(
            f"note: expected a good signature by {' or '.join(self.names) or 'a key'}, "
            f"found {found}: do not trust its text"
        )


@dataclass(frozen=True, slots=True)
class Key:
    """A public key by which notes are verified: *name*, type of signature, 32 bytes."""

    name: str
    kind: int
    public: bytes

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise NoteError(self.name, expected="a name without spaces and plus signs")
        if self.kind not in (ED25519, COSIGNATURE):
            raise NoteError(self.kind, expected="a key of type 1 or 4")
        if len(self.public) != _KEY_BYTES:
            raise NoteError(self.public, expected=f"{_KEY_BYTES} bytes of key")

    @property
    def id(self) -> bytes:
        """Return the four bytes by which a signature names the key."""
        hashed = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return sha256(hashed).digest()[:_KEY_ID]

    def to_text(self) -> str:
        """Return the key as a *vkey*, `name+id+key`."""
        public = _base64(bytes([self.kind]) + self.public)
        return f"{self.name}+{self.id.hex()}+{public}"

    @classmethod
    def from_text(cls, text: str) -> Key:
        """Read a *vkey*; raise `NoteError` where it is none, or its id is another's."""
        name, _, rest = text.partition("+")
        key_id, _, encoded = rest.partition("+")
        decoded = _bytes(encoded)
        key = cls(name, decoded[0] if decoded else 0, decoded[1:])
        if key.id.hex() != key_id:
            raise NoteError(key_id, expected=f"the key id {key.id.hex()}")
        return key


@dataclass(frozen=True, slots=True)
class Signed:
    """A text, and which of the known keys signed it, with the time of a cosignature."""

    text: str
    by: Mapping[Key, int | None]  # seconds since 1970


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log *origin* when it had *size* leaves: its *root* then."""

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not self.origin or "\n" in self.origin:
            raise NoteError(self.origin, expected="an origin of one line")
        if not 0 <= self.size <= _LARGEST or len(self.root) != ROOT_BYTES:
            raise NoteError(self, expected=f"a size, and {ROOT_BYTES} bytes of root")

    def to_text(self) -> str:
        """Return the text that is signed."""
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"

    @classmethod
    def from_text(cls, text: str) -> Checkpoint:
        """Read a checkpoint.

        Raise `NoteError` for any other text, and for lines of extension: a log
        of ours has none, since no auditor could check them.
        """
        match text.split("\n"):
            case [origin, size, root, ""] if _SIZE.fullmatch(size):
                return cls(origin, int(size), _bytes(root))
        raise NoteError(text, expected="three lines: origin, size, root")


def key(name: str, seed: bytes, kind: int = ED25519) -> Key:
    """Return the public key of the 32-byte *seed*."""
    return Key(name, kind, bytes(SigningKey(seed).verify_key))


def sign(text: str, name: str, seed: bytes) -> str:
    """Return *text* as a note signed by *name*; raise `NoteError` for text that cannot be."""
    _check_text(text)
    signature = SigningKey(seed).sign(text.encode()).signature
    return f"{text}\n{_line(key(name, seed), signature)}"


def cosign(note: str, name: str, seed: bytes, time: int) -> str:
    """Return *note* with a cosignature by *name* at *time*, in seconds since 1970.

    The caller has verified the note, and that the log it shows has only grown.
    """
    text, _ = _parse(note)
    if not 0 <= time <= _LARGEST:
        raise NoteError(time, expected="seconds since 1970")
    signature = SigningKey(seed).sign(_cosigned(text, time)).signature
    stamped = time.to_bytes(_TIME, "big") + signature
    return note + _line(key(name, seed, COSIGNATURE), stamped)


def verify(note: str, keys: Iterable[Key]) -> Signed:
    """Return the text of *note* and who of *keys* signed it.

    Raise `NoteError` for what is not a note, `NoteSignatureError` where a known key's
    signature is bad or none of them signed.
    """
    text, signatures = _parse(note)
    known = {(key.name, key.id): key for key in keys}
    by: dict[Key, int | None] = {}
    for name, key_id, signature in signatures:
        if signer := known.get((name, key_id)):
            by[signer] = _verify(text, signer, signature)
    if not by:
        names = {name for name, _ in known}
        raise NoteSignatureError(sorted(names), found="none of a known key")
    return Signed(text, by)


def _verify(text: str, signer: Key, signature: bytes) -> int | None:
    time, message = None, text.encode()
    if signer.kind == COSIGNATURE:
        time = int.from_bytes(signature[:_TIME], "big")
        signature, message = signature[_TIME:], _cosigned(text, time)
    try:
        VerifyKey(signer.public).verify(message, signature)
    except (BadSignatureError, ValueError) as error:
        raise NoteSignatureError([signer.name], found="a bad one") from error
    if time is not None and time > _LARGEST:
        raise NoteSignatureError([signer.name], found=f"one at {time}")
    return time


def _cosigned(text: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def _parse(note: str) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """Return text and signatures (name, key id, signature); limits before all else."""
    if len(note) > NOTE_BYTES or len(note.encode(errors="replace")) > NOTE_BYTES:
        raise NoteError(len(note), expected=f"at most {NOTE_BYTES} bytes")
    body, blank, block = note.rpartition("\n\n")
    if not blank or not block.endswith("\n"):
        raise NoteError(note, expected="text, a blank line, lines of signature")
    text = body + "\n"
    _check_text(text)
    lines = block[:-1].split("\n")
    if len(lines) > SIGNATURES:
        raise NoteError(len(lines), expected=f"at most {SIGNATURES} signatures")
    return text, [_signature(line) for line in lines]


def _signature(line: str) -> tuple[str, bytes, bytes]:
    match line.split(" "):
        case ["\u2014", name, encoded] if _NAME.fullmatch(name):
            decoded = _bytes(encoded)
            if len(decoded) > _KEY_ID:
                return name, decoded[:_KEY_ID], decoded[_KEY_ID:]
    raise NoteError(line, expected="dash, name and signature")


def _check_text(text: str) -> None:
    if not text.endswith("\n"):
        raise NoteError(text, expected="text that ends with a line's end")
    if any(character < " " and character != "\n" for character in text):
        raise NoteError(text, expected="no control characters but line's ends")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NoteError(text, expected="text that has a UTF-8 form") from error


def _line(signer: Key, signature: bytes) -> str:
    return f"\u2014 {signer.name} {_base64(signer.id + signature)}\n"


def _base64(data: bytes) -> str:
    return b64encode(data).decode()


def _bytes(text: str) -> bytes:
    """Read base 64; raise `NoteError` for any but its one spelling."""
    try:
        data = b64decode(text, validate=True)
    except ValueError as error:
        raise NoteError(text, expected="base 64") from error
    if _base64(data) != text:
        raise NoteError(text, expected=_base64(data))
    return data
