"""A receipt: the server's signed promise that an entry stands and will be in the log.

    {process, round, party, command_sha256, at, entry_sha256}

It tells neither sequence nor index nor the size of the log, so that a receipt
does not tell how many have bid. After the closing its holder checks that the
entry is in the log; an entry that is not there breaks the promise, provably.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from tender.canonical import Json, to_bytes

RECEIPT_DOMAIN: Final = b"saksama/receipt/v1\n"


class ReceiptError(ValueError):
    """A receipt was not signed by the key that it is held to."""

    def __init__(self, key: str) -> None:
        super().__init__(f"expected a receipt signed by {key}, found another signature")
        self.key = key


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was taken in, from whom, and when; *signature* is Ed25519, in hexadecimal."""

    process: str
    round: int
    party: str
    command_sha256: str
    at: str
    entry_sha256: str
    signature: str = ""

    def signed(self, seed: bytes) -> Receipt:
        """Return the receipt signed with the server's 32-byte *seed*."""
        signature = _signing_key(seed).sign(self._message()).signature.hex()
        return replace(self, signature=signature)

    def verify(self, key: str) -> None:
        """Raise `ReceiptError` unless the public *key*, in hexadecimal, signed it."""
        try:
            VerifyKey(bytes.fromhex(key)).verify(
                self._message(), bytes.fromhex(self.signature)
            )
        except (BadSignatureError, ValueError) as error:
            raise ReceiptError(key) from error

    def to_json(self) -> dict[str, Json]:
        """Return the receipt as plain JSON."""
        return {**self._promised(), "signature": self.signature}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Receipt:
        """Read a receipt."""
        return cls(**value)

    def _message(self) -> bytes:
        return RECEIPT_DOMAIN + to_bytes(self._promised())

    def _promised(self) -> dict[str, Json]:
        return {
            "process": self.process,
            "round": self.round,
            "party": self.party,
            "command_sha256": self.command_sha256,
            "at": self.at,
            "entry_sha256": self.entry_sha256,
        }


@lru_cache(maxsize=2)
def _signing_key(seed: bytes) -> SigningKey:
    """Return the key of a server's *seed*: to work it out costs as much as to sign."""
    return SigningKey(seed)
