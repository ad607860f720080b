"""What happened at the opening."""

from __future__ import annotations

from typing import ClassVar, Literal

from tender.codes import Bid, Disclosure, Part, Party
from tender.commands.opening import Release, Unopenable
from tender.money import Rupiah
from tender.offer import Offer
from tender.registry import Event
from tender.stored import Each, Moment, Stored


class SharesReleased(Event, Release):
    """A trustee released shares."""

    tag: Literal["shares_released"] = "shares_released"
    disclosure: ClassVar[Disclosure] = "at_result"


class EarlyReleaseRefused(Event):
    """Evidence: a release or an opening was tried before its time."""

    tag: Literal["early_release_refused"] = "early_release_refused"
    disclosure: ClassVar[Disclosure] = "at_closing"
    trustee: Party
    part: Part
    not_before: Moment


class PartOpened(Event):
    """A part was opened and met its commitment."""

    tag: Literal["part_opened"] = "part_opened"
    disclosure: ClassVar[Disclosure] = "at_result"
    bid: Bid
    part: Part
    offer: Offer


class PartUnopenable(Event, Unopenable):
    """A part could not be opened."""

    tag: Literal["part_unopenable"] = "part_unopenable"
    disclosure: ClassVar[Disclosure] = "at_result"


class OpenedBid(Stored):
    """A bid as read out at the opening; *total* is the sum it names, uncorrected."""

    bid: Bid
    state: Literal["opened", "unopenable"]
    total: Rupiah | None = None


class OpeningCompleted(Event):
    """The opening is over: these bids take part. Withdrawn ones were never opened.

    *part* is absent at the first opening; at that of the prices it says so.
    """

    tag: Literal["opening_completed"] = "opening_completed"
    bids: Each[OpenedBid]
    withdrawn: Each[Bid]
    part: Part | None = None
