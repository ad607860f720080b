"""Chance, from one source, by purpose.

In an office it is the operating system's. In practice it is derived from a seed,
the purpose and what it is for, so that a practice run gives the same bytes
everywhere; a practice process says in its first entry that it is one.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Final, Protocol

from tender.canonical import SALT_BYTES, to_bytes

PRACTICE_DOMAIN: Final = b"saksama/practice/v1\n"


class Entropy(Protocol):
    """A source of bytes that nobody can guess, or that anybody can make again."""

    def take(self, purpose: str, *subject: str, size: int = SALT_BYTES) -> bytes:
        """Return *size* bytes, at most 32, for one *purpose* and *subject*."""
        ...


class SystemEntropy:
    """The operating system's chance; *purpose* and *subject* do not matter."""

    def take(self, purpose: str, *subject: str, size: int = SALT_BYTES) -> bytes:
        """Return *size* fresh bytes."""
        del purpose, subject
        return secrets.token_bytes(size)


class PracticeEntropy:
    """Bytes that repeat: HMAC-SHA-256 of purpose and subject under a *seed*."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed

    def take(self, purpose: str, *subject: str, size: int = SALT_BYTES) -> bytes:
        """Return the same *size* bytes for the same purpose and subject."""
        message = PRACTICE_DOMAIN + to_bytes([purpose, *subject])
        return hmac.digest(self._seed, message, "sha256")[:size]
