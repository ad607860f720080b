"""Sealed bids. The signed command is the envelope: its bytes name every ciphertext."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from tender.codes import Code, Part, Party
from tender.commands.preparation.parties import Recipient
from tender.registry import Command
from tender.stored import CHANCE, Commitment, Each, Many, Positive, Sha256, Stored

Box = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9+/]+={0,2}$", max_length=4096)
]
"""A share, sealed to its trustee with age, in base 64."""


class Share(Stored):
    """One trustee's share of the key of one sealed object.

    *sha256* is of the share itself: a wrong share is known, and so is whose.
    """

    trustee: Party
    sha256: Sha256
    box: Box


class SealedObject(Stored):
    """An offer or an attachment under a key of its own.

    *commitment* is the SHA-256 of salt | body; salt and body are inside.
    """

    name: Code  # `offer`, or the name of an attachment
    part: Part
    recipient: Recipient
    ciphertext: Sha256
    size: Positive  # bytes of ciphertext
    commitment: Commitment
    shares: Many[Share]


class Envelope(Stored):
    """What a bidder signs: which sealed objects, made for which version."""

    version: Positive  # of the tender
    threshold: Positive
    objects: Annotated[Each[SealedObject], CHANCE]


class CommitBid(Command, Envelope):
    """Commit a bid."""

    tag: Literal["commit_bid"] = "commit_bid"


class ReplaceBid(Command, Envelope):
    """Replace one's bid; *replaces* is the digest of the envelope that goes."""

    tag: Literal["replace_bid"] = "replace_bid"
    replaces: Commitment


class WithdrawBid(Command):
    """Withdraw one's bid; its seals are never opened."""

    tag: Literal["withdraw_bid"] = "withdraw_bid"
    envelope: Commitment


class CloseBidding(Command):
    """Close the bidding at the deadline in force."""

    tag: Literal["close_bidding"] = "close_bidding"
