"""A command as it comes in, and the answer that it gets, word for word, for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, cast

from ledger.entry import MAIN, SEALED
from ledger.proof import proof_message
from ledger.receipt import Receipt
from rules.rule import Refusal
from tender.act import Actor
from tender.canonical import Json, from_bytes, sha256_hex, to_bytes
from tender.commands.bidding import CommitBid, ReplaceBid, WithdrawBid
from tender.registry import Command

SEALED_COMMANDS: Final = (CommitBid, ReplaceBid, WithdrawBid)
"""What stands in the sealed stream while intake is open."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A command, for which process, by whom, under which key of idempotency.

    *if_seq* is the main position that an officer looked at; bidders carry none.
    """

    process: str
    actor: Actor
    command: Command
    key: str
    round: int = 1
    if_seq: int | None = None

    @cached_property
    def command_json(self) -> Mapping[str, Json]:
        """The command as plain JSON."""
        return self.command.to_json()

    @cached_property
    def key_sha256(self) -> str:
        """The hash of the key; the key itself is never stored."""
        return sha256_hex(self.key.encode())

    @property
    def stream(self) -> str:
        """The stream that the command goes to while intake is open."""
        return SEALED if isinstance(self.command, SEALED_COMMANDS) else MAIN

    def message(self) -> bytes:
        """Return the bytes that the party signs."""
        return proof_message(
            process=self.process,
            round_=self.round,
            actor=self.actor,
            key_sha256=self.key_sha256,
            command=self.command_json,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The command was accepted and stands; the receipt proves it."""

    receipt: Receipt

    def to_bytes(self) -> bytes:
        """Return the answer as it is kept."""
        return to_bytes({"outcome": "recorded", "receipt": self.receipt.to_json()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The command was refused; with a receipt where the attempt is on record."""

    refusal: Refusal
    at: str
    receipt: Receipt | None = None

    def to_bytes(self) -> bytes:
        """Return the answer as it is kept."""
        kept: dict[str, Json] = {
            "outcome": "refused",
            "refusal": self.refusal.to_json(),
            "at": self.at,
        }
        if self.receipt is not None:
            kept["receipt"] = self.receipt.to_json()
        return to_bytes(kept)


def answer_from_bytes(data: bytes) -> Recorded | Refused:
    """Read an answer that was kept."""
    kept = cast("dict[str, Any]", from_bytes(data))
    receipt = Receipt.from_json(kept["receipt"]) if "receipt" in kept else None
    if kept["outcome"] == "recorded" and receipt is not None:
        return Recorded(receipt=receipt)
    return Refused(
        refusal=Refusal.from_json(kept["refusal"]), at=kept["at"], receipt=receipt
    )
