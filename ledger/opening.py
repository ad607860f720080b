"""Opening: a sealed object tried with the key that the shares gave, and what comes of it.

The opening and a replay of it try the same: what opens has to open again, and what
was found unopenable has to fail again, on the same ground.
"""

from __future__ import annotations

from typing import Final

from pydantic import ValidationError

from ledger.manifest import Label, Opened, SealError
from ledger.seal import Claim, open_claimed
from ledger.sentence import said
from tender.canonical import from_bytes
from tender.canonical.profile import NotCanonicalError
from tender.commands.bidding import SealedObject
from tender.offer import Offer

OFFER: Final = "offer"
"""The name of the sealed object that is a part's offer; others are attachments."""


class SchemaError(SealError):
    """What was sealed is not an offer for this part in its one spelling."""

    ground = "schema"


def claim(process: str, round_: int, bid: str, item: SealedObject) -> Claim:
    """Return what the envelope of *bid* says of one sealed object."""
    return Claim(
        label=Label(
            process=process, round=round_, party=bid, part=item.part, name=item.name
        ),
        recipient=item.recipient,
        sha256=item.ciphertext,
        size=item.size,
        commitment=item.commitment,
    )


def read_offer(opened: Opened, part: str) -> Offer:
    """Return the offer that was sealed for *part*; raise `SchemaError`."""
    try:
        offer = Offer.from_json(from_bytes(opened.body))
    except (NotCanonicalError, ValidationError) as error:
        halves = said(error, "an offer")
        raise SchemaError(expected=halves.expected, found=halves.found) from error
    if offer.part != part or offer.to_bytes() != opened.body:
        expected = f"an offer for {part} in its one spelling"
        raise SchemaError(expected=expected, found="another")
    return offer


def fault(ciphertext: bytes, key: str, claimed: Claim) -> SealError | None:
    """Return why an object does not open with *key* as its envelope says, if it does not."""
    try:
        opened = open_claimed(ciphertext, key, claimed)
        if claimed.label.name == OFFER:
            read_offer(opened, claimed.label.part)
    except SealError as error:
        return error
    return None
