"""Who may leave a ciphertext: a bidder of the process, who has signed for these very bytes.

Nothing of it is stored but the blob. Without a signature anybody could fill the disk of an
office on the day of a deadline. The bytes signed are a domain prefix and the canonical
bytes of `{party, process, sha256}`.
"""

from __future__ import annotations

from typing import Final

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from tender.canonical import to_bytes

UPLOAD_DOMAIN: Final = b"saksama/upload/v1\n"


class UploadProofError(ValueError):
    """A ciphertext comes from nobody who has signed for it with the key on record."""

    def __init__(self, party: str) -> None:
        super().__init__(
            f"expected a signature for these bytes with the key of {party!r}, found another"
        )


def sign_upload(process: str, party: str, sha256: str, seed: bytes) -> str:
    """Return the signature, in hexadecimal, by which *party* leaves a ciphertext."""
    return SigningKey(seed).sign(_message(process, party, sha256)).signature.hex()


def hold_upload(process: str, party: str, sha256: str, proof: str, key: str) -> None:
    """Raise `UploadProofError` unless the public *key*, in hexadecimal, signed for it."""
    try:
        VerifyKey(bytes.fromhex(key)).verify(
            _message(process, party, sha256), bytes.fromhex(proof)
        )
    except (BadSignatureError, ValueError) as error:
        raise UploadProofError(party) from error


def _message(process: str, party: str, sha256: str) -> bytes:
    return UPLOAD_DOMAIN + to_bytes(
        {"party": party, "process": process, "sha256": sha256}
    )
