"""What happened to sealed bids; nothing of it is read before the closing."""

from __future__ import annotations

from typing import ClassVar, Literal

from tender.codes import Bid, Disclosure
from tender.commands.bidding import Envelope
from tender.registry import Event
from tender.stored import Commitment, Moment


class BidCommitted(Event, Envelope):
    """A bid stands; *envelope* is the digest of the signed command."""

    tag: Literal["bid_committed"] = "bid_committed"
    disclosure: ClassVar[Disclosure] = "at_closing"
    bid: Bid
    envelope: Commitment


class BidReplaced(Event, Envelope):
    """A bid took the place of another of the same bidder."""

    tag: Literal["bid_replaced"] = "bid_replaced"
    disclosure: ClassVar[Disclosure] = "at_closing"
    bid: Bid
    envelope: Commitment
    replaces: Commitment


class BidWithdrawn(Event):
    """A bid was withdrawn and is never opened."""

    tag: Literal["bid_withdrawn"] = "bid_withdrawn"
    disclosure: ClassVar[Disclosure] = "at_closing"
    bid: Bid
    envelope: Commitment


class LateBidRefused(Event):
    """Evidence: a bid, a replacement or a withdrawal came after the closing."""

    tag: Literal["late_bid_refused"] = "late_bid_refused"
    bid: Bid
    envelope: Commitment
    deadline: Moment


class BiddingClosed(Event):
    """The deadline came. The entry's `sealed` block ends the sealed stream."""

    tag: Literal["bidding_closed"] = "bidding_closed"
    deadline: Moment
