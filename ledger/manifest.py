"""What a seal holds: a body, and the manifest that says whose it is.

age knows no associated data, so the binding is inside. What is encrypted is
`length of manifest (4 bytes, big-endian) | manifest | body`, the manifest being
canonical JSON: `{v, process, round, party, part, name, salt, commitment}`. A
ciphertext copied under another name is refused when it opens.

The commitment is SHA-256(salt | body). It also stands in the envelope: the opened
offer can be checked against it without decrypting, and a guess at an offer cannot.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import ClassVar, Final

from tender import canonical
from tender.canonical import commitment, meets
from tender.canonical.profile import NotCanonicalError

MANIFEST_BYTES: Final = 4_096  # at most
_LENGTH: Final = 4
_HEX: Final = re.compile(r"(?:[0-9a-f]{2})*")


class SealError(ValueError):
    """A seal cannot be made, or does not open as its envelope says.

    *ground* is the word under which an opening records it.
    """

    ground: ClassVar[str]

    def __init__(self, *, expected: str, found: str) -> None:
        super().__init__(f"{self.__doc__} Expected {expected}, found {found}.")
        self.expected = expected
        self.found = found


class ManifestError(SealError):
    """What was sealed is not this party's offer for this part."""

    ground = "manifest"


class CommitmentError(SealError):
    """The body is not the one that was committed to."""

    ground = "commitment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a sealed object is, and whose: the binding that the manifest makes."""

    process: str
    round: int
    party: str
    part: str
    name: str  # `offer`, or the name of an attachment


@dataclass(frozen=True, slots=True)
class Opened:
    """The salt and the body that were sealed."""

    salt: bytes
    body: bytes


def wrap(label: Label, salt: bytes, body: bytes) -> bytes:
    """Return what is to be sealed: a manifest that binds *body* to *label*, and *body*."""
    manifest = _manifest(label, salt.hex(), commitment(salt, body))
    return len(manifest).to_bytes(_LENGTH, "big") + manifest + body


def unwrap(plaintext: bytes, label: Label) -> Opened:
    """Return what *plaintext* holds.

    Raise `ManifestError` unless its manifest is that of *label*, byte for byte, and
    `CommitmentError` where the body is not the manifest's.
    """
    size = int.from_bytes(plaintext[:_LENGTH], "big")
    manifest, body = plaintext[_LENGTH:][:size], plaintext[_LENGTH:][size:]
    if not len(manifest) == size <= MANIFEST_BYTES:
        expected = f"a manifest of at most {MANIFEST_BYTES} bytes"
        raise ManifestError(expected=expected, found=f"{size} of {len(plaintext)}")
    try:
        value = canonical.from_bytes(manifest)
    except NotCanonicalError as error:
        raise ManifestError(expected="canonical JSON", found=str(error)) from error
    match value:
        case {"salt": str(salt), "commitment": str(committed)} if (
            _HEX.fullmatch(salt) and _manifest(label, salt, committed) == manifest
        ):
            opened = Opened(bytes.fromhex(salt), body)
            if meets(committed, opened.salt, opened.body):
                return opened
            raise CommitmentError(expected=committed, found="another body or salt")
    raise ManifestError(expected=f"{label}", found=f"{manifest[:400]!r}")


def _manifest(label: Label, salt: str, committed: str) -> bytes:
    return canonical.to_bytes(
        {"v": 1, **asdict(label), "salt": salt, "commitment": committed}
    )
