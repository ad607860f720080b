"""Bids that were made to do harm: sealed, signed, taken in, and not what they should be."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flows.package import BidFolder, Package, Sealed
from ledger.manifest import Label, wrap
from ledger.seal import seal
from tender.canonical import commitment, sha256_hex, to_bytes
from tender.commands.bidding import Envelope
from tests.journeys.cleaning import PROCESS, package

SALT = bytes(16)

Item = dict[str, Any]


def envelope_of(bid: str) -> Item:
    """Return the example's envelope of *bid*, to be changed."""
    sealed = package().bids[bid].sealed
    assert sealed is not None
    return dict(sealed.envelope.to_json())


def recipients() -> dict[str, str]:
    parties = package().parties
    return {t: parties[t].recipient or "" for t in package().trustees.trustees}


def offer_json(bid: str) -> Item:
    """Return the example's offer of *bid*, to be changed."""
    return dict(package().bids[bid].offers["all"].to_json())


def sealing(bid: str, body: bytes, *, label: Label | None = None) -> tuple[Item, bytes]:
    """Seal any *body* as the offer of *bid*; return its line in the envelope, and itself."""
    own = Label(process=PROCESS, round=1, party=bid, part="all", name="offer")
    sealed = seal(wrap(label or own, SALT, body), recipients(), 3)
    item = {
        "name": "offer",
        "part": "all",
        "recipient": sealed.recipient,
        "ciphertext": sealed.sha256,
        "size": sealed.size,
        "commitment": commitment(SALT, body),
        "shares": [
            {"trustee": s.trustee, "sha256": s.sha256, "box": s.box}
            for s in sealed.shares
        ],
    }
    return item, sealed.ciphertext


def with_bid(
    bid: str, change: Callable[[Item], bytes | None], what: Package | None = None
) -> Package:
    """Return the example with the offer of *bid* changed in its envelope.

    *change* edits the offer's line in place, and gives its ciphertext if that is new.
    """
    what = what or package()
    folder = what.bids[bid]
    assert folder.sealed is not None
    envelope = dict(folder.sealed.envelope.to_json())
    offer, *others = [dict(item) for item in envelope["objects"]]  # type: ignore[union-attr,arg-type]
    fresh = change(offer)
    ciphertexts = dict(folder.sealed.ciphertexts)
    if fresh is not None:
        ciphertexts[sha256_hex(fresh)] = fresh
    sealed = Sealed(
        envelope=Envelope.from_json({**envelope, "objects": [offer, *others]}),
        ciphertexts=ciphertexts,
    )
    changed: BidFolder = replace(folder, sealed=sealed)
    return replace(what, bids={**what.bids, bid: changed})


def with_body(bid: str, body: bytes) -> Package:
    """Return the example with any bytes as the offer of *bid*, properly sealed."""

    def change(offer: Item) -> bytes:
        item, ciphertext = sealing(bid, body)
        offer.update(item)
        return ciphertext

    return with_bid(bid, change)


def with_offer(bid: str, **changes: object) -> Package:
    """Return the example with some fields of the offer of *bid* changed, or gone if None."""
    said = {**offer_json(bid), **changes}
    return with_body(bid, to_bytes({k: v for k, v in said.items() if v is not None}))


def empty_boxes(offer: Item) -> None:
    """Have every box hold what no trustee can open."""
    junk = b64encode(b"age-encryption.org/v1\n").decode()
    offer["shares"] = [{**share, "box": junk} for share in offer["shares"]]


def boxes_turned_round(offer: Item) -> None:
    """Have each trustee's box hold another's share, which it cannot open."""
    boxes = [share["box"] for share in offer["shares"]]
    turned = [*boxes[1:], boxes[0]]
    offer["shares"] = [
        {**share, "box": box}
        for share, box in zip(offer["shares"], turned, strict=True)
    ]
