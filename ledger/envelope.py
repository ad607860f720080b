"""An envelope: a bid's offers and attachments, each sealed by itself, described for signing.

This is the bidder's side of the seal. What it makes is opened again before it is
sent (`ledger.seal.self_check`), so that nobody finds out at the opening that a bid
cannot be opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ledger.manifest import Label, wrap
from ledger.seal import seal
from tender.canonical import commitment
from tender.codes import Part
from tender.commands.bidding import Envelope, SealedObject, Share
from tender.offer import Offer

OFFER = "offer"


class AttachmentDiffersError(ValueError):
    """An attachment is not the one that the offer lists."""

    def __init__(self, name: str, expected: str, found: str) -> None:
        super().__init__(
            f"attachment {name!r}: expected {expected}, as the offer lists it, "
            f"found {found}: list it again"
        )
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Bid:
    """A bid before it is sealed: offers by part, attachments by name.

    *salts* has one of 16 bytes for the offer of each part (`offer/all`) and one
    for each attachment, with which the offer's list was made.
    """

    process: str
    round: int
    party: str
    version: int
    offers: Mapping[Part, Offer]
    attachments: Mapping[str, bytes]
    salts: Mapping[str, bytes]


def close(
    bid: Bid, trustees: Mapping[str, str], threshold: int
) -> tuple[Envelope, dict[str, bytes]]:
    """Seal *bid* for *trustees* (code to age recipient).

    Return the envelope to sign, and the ciphertexts by SHA-256. Raise
    `AttachmentDiffersError`, or `ledger.manifest.SealError`.
    """
    objects: list[SealedObject] = []
    ciphertexts: dict[str, bytes] = {}
    for part, name, salt, body in _bodies(bid):
        label = Label(
            process=bid.process, round=bid.round, party=bid.party, part=part, name=name
        )
        sealed = seal(wrap(label, salt, body), trustees, threshold)
        ciphertexts[sealed.sha256] = sealed.ciphertext
        objects.append(
            SealedObject(
                name=name,
                part=part,
                recipient=sealed.recipient,
                ciphertext=sealed.sha256,
                size=sealed.size,
                commitment=commitment(salt, body),
                shares=tuple(
                    Share(trustee=s.trustee, sha256=s.sha256, box=s.box)
                    for s in sealed.shares
                ),
            )
        )
    envelope = Envelope(
        version=bid.version, threshold=threshold, objects=tuple(objects)
    )
    return envelope, ciphertexts


def _bodies(bid: Bid) -> list[tuple[Part, str, bytes, bytes]]:
    bodies: list[tuple[Part, str, bytes, bytes]] = []
    for part, offer in bid.offers.items():
        bodies.append((part, OFFER, bid.salts[f"{OFFER}/{part}"], offer.to_bytes()))
        for listed in offer.attachments:
            salt, body = bid.salts[listed.name], bid.attachments[listed.name]
            found = commitment(salt, body)
            if found != listed.sha256:
                raise AttachmentDiffersError(listed.name, listed.sha256, found)
            bodies.append((part, listed.name, salt, body))
    return bodies
