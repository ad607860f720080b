"""Bids under seal, and the closing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from tender.act import Fact
from tender.commands.bidding import Envelope, SealedObject
from tender.events import bidding as happened
from tender.events.orders import BiddingStopped
from tender.registry import Event
from tender.state.fold import Fold

SEALED = (happened.BidCommitted, happened.BidReplaced, happened.BidWithdrawn)
"""The events of the sealed stream; no other event stands there."""


@dataclass(frozen=True, slots=True)
class StandingBid:
    """A bidder's last envelope, by its digest, and when it was committed."""

    bid: str
    envelope: Envelope
    digest: str
    at: datetime

    def objects(self, part: str) -> tuple[SealedObject, ...]:
        """Return the sealed objects of a part."""
        return tuple(o for o in self.envelope.objects if o.part == part)

    def offer(self, part: str) -> SealedObject | None:
        """Return the sealed offer of a part."""
        return next((o for o in self.objects(part) if o.name == "offer"), None)


@dataclass(frozen=True, slots=True)
class Late:
    """An attempt after the closing: evidence, not a bid."""

    bid: str
    envelope: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Bidding:
    """Standing bids, withdrawn ones, late attempts, and the closing.

    *round* is the round that the bids were sealed for: an evaluation again keeps them.
    """

    bids: Mapping[str, StandingBid] = field(default_factory=dict)
    withdrawn: Mapping[str, str] = field(default_factory=dict)  # bid -> envelope
    replaced: tuple[str, ...] = ()  # envelopes that gave way
    late: tuple[Late, ...] = ()
    closed_at: datetime | None = None
    round: int = 1

    def without_sealed(self) -> Bidding:
        """Return the part as a main command may see it while intake is open."""
        return replace(self, bids={}, withdrawn={}, replaced=())


fold: Fold[Bidding] = Fold()


@fold.on(happened.BidCommitted)
def _committed(part: Bidding, event: happened.BidCommitted, fact: Fact) -> Bidding:
    standing = StandingBid(event.bid, event, event.envelope, fact.at)
    withdrawn = {b: e for b, e in part.withdrawn.items() if b != event.bid}
    return replace(part, bids={**part.bids, event.bid: standing}, withdrawn=withdrawn)


@fold.on(happened.BidReplaced)
def _replaced(part: Bidding, event: happened.BidReplaced, fact: Fact) -> Bidding:
    standing = StandingBid(event.bid, event, event.envelope, fact.at)
    return replace(
        part,
        bids={**part.bids, event.bid: standing},
        replaced=(*part.replaced, event.replaces),
    )


@fold.on(happened.BidWithdrawn)
def _withdrawn(part: Bidding, event: happened.BidWithdrawn, _: Fact) -> Bidding:
    bids = {b: s for b, s in part.bids.items() if b != event.bid}
    withdrawn = {**part.withdrawn, event.bid: event.envelope}
    return replace(part, bids=bids, withdrawn=withdrawn)


@fold.on(happened.LateBidRefused)
def _late(part: Bidding, event: happened.LateBidRefused, fact: Fact) -> Bidding:
    late = Late(event.bid, event.envelope, fact.at)
    return replace(part, late=(*part.late, late))


@fold.on(happened.BiddingClosed, BiddingStopped)
def _closed(part: Bidding, _: Event, fact: Fact) -> Bidding:
    return replace(part, closed_at=fact.at)
