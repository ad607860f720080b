"""What proves that a party asked: an Ed25519 signature over the command.

The party signs where it acts, for whom, in what office and under which key of
idempotency, together with the command. A signed command therefore cannot be moved
to another process, round or office, and whoever holds one cannot have it done a
second time under another key.

Source: RFC 8032; docs/format.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from ledger.entry import SERVER, Entry
from tender import canonical
from tender.act import Actor
from tender.canonical import Json

COMMAND_DOMAIN: Final = b"saksama/command/v1\n"


class ProofError(ValueError):
    """A proof is not a signature of the command by the party."""

    def __init__(self, actor: Actor, public_key: str) -> None:
        super().__init__(
            f"expected a signature of the command by {actor.party!r} with the key "
            f"{public_key}, found {actor.proof:.16}: it is not proved who asked"
        )
        self.actor = actor
        self.public_key = public_key


def proof_message(
    *,
    process: str,
    round_: int,
    actor: Actor,
    key_sha256: str,
    command: Mapping[str, Json],
) -> bytes:
    """Return the bytes that *actor* signs; its own *proof* is no part of them.

    They are a domain prefix and the canonical bytes of `{command, key_sha256,
    office, party, process, round}`.
    """
    signed: Json = {
        "command": command,
        "key_sha256": key_sha256,
        "office": actor.office,
        "party": actor.party,
        "process": process,
        "round": round_,
    }
    return COMMAND_DOMAIN + canonical.to_bytes(signed)


def sign(message: bytes, seed: bytes) -> str:
    """Return the signature of *message* with the 32-byte *seed*, in hexadecimal."""
    return SigningKey(seed).sign(message).signature.hex()


def public_key(seed: bytes) -> str:
    """Return the public key of a 32-byte *seed*, in hexadecimal."""
    return bytes(SigningKey(seed).verify_key).hex()


def verify_proof(entry: Entry, key: str) -> None:
    """Raise `ProofError` unless *entry* is proved by the public *key*, in hexadecimal."""
    message = proof_message(
        process=entry.process,
        round_=entry.round,
        actor=entry.actor,
        key_sha256=entry.key_sha256,
        command=entry.command,
    )
    verify(message, entry.actor, key)


def verify(message: bytes, actor: Actor, key: str) -> None:
    """Raise `ProofError` unless *actor*'s proof signs *message* with *key*."""
    if actor.proof == SERVER:
        raise ProofError(actor, key)
    try:
        VerifyKey(bytes.fromhex(key)).verify(message, bytes.fromhex(actor.proof))
    except (BadSignatureError, ValueError) as error:
        raise ProofError(actor, key) from error
