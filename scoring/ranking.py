"""Ranking by the lowest price (harga terendah), and which bids are evaluated at all.

Bids are ordered by corrected price, VAT included, exactly; where the scheme prefers
domestic content, by that price less the preference (`scoring.preference`). The three lowest are
evaluated; if one fails, the next lowest takes its place, until three stand or the
bids run out. Bids that are never reached are not evaluated.

How this is read here, where the sources say no more:

- *lowest* is by corrected price. A bid whose price schedule cannot be corrected, and
  one above the estimate, has failed before and is not among the lowest;
- a bid that waits for somebody's judgement stands until it fails, so that nobody is
  evaluated before it is known that their turn comes;
- bids at one price come together: whoever has the price of the third is evaluated.

Bids at one price share a rank. Which of them goes first is decided by a person, on
the ground that the scheme names: under lowest price nothing that is computed can
tell them apart.

Source: Perpres 16/2018 art. 39(4) (verified); LKPP 12/2021, Lampiran IV, for the
three lowest (secondary); equal prices (secondary from older rules, today recalled).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from tender.codes import Bid


class BidTwiceError(ValueError):
    """One bid was handed in more than once."""

    def __init__(self, bid: Bid) -> None:
        super().__init__(f"expected each bid once, found {bid!r} twice")
        self.bid = bid


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Priced:
    """A bid at the price by which it is compared, in rupiah.

    At one price the smaller share that is *foreign* goes first: nothing is, unless
    domestic content is preferred. *place* is what a person decided among bids at one price: 1 goes first.
    """

    price: Fraction | int
    foreign: Fraction | int = 0
    place: int = 0
    bid: Bid


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A bid's rank: 1 is best. Bids that nobody has told apart share a rank."""

    rank: int
    bid: Bid
    price: Fraction | int


def reach(
    bids: Iterable[Priced], has_failed: Callable[[Bid], bool], lowest: int
) -> tuple[Bid, ...]:
    """Return the bids that are evaluated, lowest price first.

    *has_failed* is asked of each bid that is reached, once. Arrival does not matter.
    """
    reached: list[Bid] = []
    standing = 0
    ordered = sorted(bids, key=lambda bid: (bid.price, bid.bid))
    for _, group in groupby(ordered, key=lambda bid: bid.price):
        if standing >= lowest:
            break
        for bid in group:
            reached.append(bid.bid)
            standing += not has_failed(bid.bid)
    return tuple(reached)


def rank(bids: Iterable[Priced]) -> tuple[Place, ...]:
    """Order *bids* by price, then by domestic content, then by what a person decided.

    A decision counts where it gives each bid at the price a place of its own.
    Raise `BidTwiceError`.
    """
    ordered = sorted(bids)
    for bid, times in Counter(bid.bid for bid in ordered).items():
        if times > 1:
            raise BidTwiceError(bid)
    places: list[Place] = []
    for (price, _), group in groupby(ordered, key=lambda bid: (bid.price, bid.foreign)):
        tied = list(group)
        first, decided = len(places) + 1, is_decided(tied)
        places += [
            Place(rank=first + decided * at, bid=bid.bid, price=price)
            for at, bid in enumerate(tied)
        ]
    return tuple(places)


def level(places: Iterable[Place], within: int) -> tuple[tuple[Bid, ...], ...]:
    """Return the groups of bids that share a rank up to *within*, best first."""
    groups = groupby(places, key=lambda place: place.rank)
    each = ((rank, tuple(place.bid for place in group)) for rank, group in groups)
    return tuple(bids for rank, bids in each if len(bids) > 1 and rank <= within)


def is_decided(tied: list[Priced]) -> bool:
    """Say whether a person has given each of the bids at one price its own place."""
    places = {bid.place for bid in tied}
    return 0 not in places and len(places) == len(tied)
