"""The opening: trustees release shares, parts open or are found unopenable."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from tender.codes import Bid, Code, Part, Party
from tender.offer import Offer
from tender.registry import Command
from tender.stored import CHANCE, Each, Hex, Sha256, Stored, Words

SecretKey = Annotated[str, StringConstraints(pattern=r"^AGE-SECRET-KEY-1[0-9A-Z]{58}$")]
"""The age key of one sealed object, public from the moment it is used."""


class ReleasedShare(Stored):
    """Of which sealed object a share was released, and the share's hash."""

    bid: Bid
    name: Code
    sha256: Sha256


class Release(Stored):
    """One trustee's shares for one part of every bid that is to be opened."""

    trustee: Party
    part: Part
    shares: Annotated[Each[ReleasedShare], CHANCE]


class ReleaseShares(Command, Release):
    """Release one's shares; the chain holds their hashes."""

    tag: Literal["release_shares"] = "release_shares"


class OpenPart(Command):
    """Open a part with the key that the shares gave.

    *salt* and *offer* must meet the commitment in the envelope.
    """

    tag: Literal["open_part"] = "open_part"
    bid: Bid
    part: Part
    key: Annotated[SecretKey, CHANCE]
    salt: Annotated[Hex, CHANCE]
    offer: Offer


class Unopenable(Stored):
    """A part that cannot be opened, and what shows it."""

    bid: Bid
    part: Part
    ground: Literal["share", "key", "ciphertext", "manifest", "commitment", "schema"]
    finding: Words


class DeclareUnopenable(Command, Unopenable):
    """Find that a part cannot be opened.

    *name* is the sealed object that cannot; *key* the age key that the released
    shares gave for it, if they gave one. With both, whoever holds the ciphertext can
    try again.
    """

    tag: Literal["declare_unopenable"] = "declare_unopenable"
    name: Code | None = None
    key: Annotated[SecretKey | None, CHANCE] = None


class CompleteOpening(Command):
    """End the opening: every part is open or found unopenable."""

    tag: Literal["complete_opening"] = "complete_opening"
