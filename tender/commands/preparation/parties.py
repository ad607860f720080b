"""Who takes part: parties and their keys, the committee, the trustees of the bids' keys."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from tender.codes import Code, Office, Party
from tender.registry import Command
from tender.stored import (
    CHANCE,
    Commitment,
    Count,
    Each,
    Flag,
    Hex,
    Line,
    Sha256,
    Stored,
)

Recipient = Annotated[str, StringConstraints(pattern=r"^age1[0-9a-z]{58}$")]
"""An X25519 recipient of age, to which shares are sealed."""

PublicKey = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""An Ed25519 public key, in hexadecimal."""


class PartyFacts(Stored):
    """A party: in what offices it acts, from which organ, with which keys.

    *identity* commits to a private blob with the name and numbers of the party.
    """

    party: Party
    offices: Each[Office]
    organ: Code
    key: PublicKey | None = None
    recipient: Recipient | None = None
    identity: Annotated[Sha256 | None, CHANCE] = None


class RegisterParty(Command, PartyFacts):
    """Put a party and its keys on record."""

    tag: Literal["register_party"] = "register_party"


class Committee(Stored):
    """The members of the Pokja Pemilihan and the decree that names them."""

    members: Each[Party]
    decree: Line


class FormCommittee(Command, Committee):
    """Form the committee."""

    tag: Literal["form_committee"] = "form_committee"


class ConflictDeclaration(Stored):
    """A member's own word on conflicts of interest; grounds are a private blob.

    *with_bidders* names the bidders concerned, once bidders are known.
    """

    member: Party
    conflicted: Flag
    with_bidders: Each[Party] = ()
    ground: Annotated[Sha256 | None, CHANCE] = None


class DeclareConflict(Command, ConflictDeclaration):
    """Declare a conflict of interest, or that there is none."""

    tag: Literal["declare_conflict"] = "declare_conflict"


class Trustees(Stored):
    """Who holds shares, and how many of them open a seal."""

    threshold: Count
    trustees: Each[Party]


class NameTrustees(Command, Trustees):
    """Name the trustees."""

    tag: Literal["name_trustees"] = "name_trustees"


class KeyChallenge(Stored):
    """A nonce was sealed to a trustee; its hash is on record."""

    trustee: Party
    nonce_sha256: Commitment


class ChallengeKey(Command, KeyChallenge):
    """Ask a trustee to prove that the key is alive."""

    tag: Literal["challenge_key"] = "challenge_key"


class KeyAnswer(Stored):
    """The nonce, opened."""

    trustee: Party
    nonce: Annotated[Hex, CHANCE]


class ProveKeyAlive(Command, KeyAnswer):
    """Answer a challenge."""

    tag: Literal["prove_key_alive"] = "prove_key_alive"
