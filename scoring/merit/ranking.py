"""The order: by the figure that counts, then by what the scheme says of ties.

A tie is gone through the scheme's chain, one thing after another: the higher quality,
the lower price, the higher points of an element, the higher figure. What is still
level then is for the committee: those bids share a rank until a person has given
each of them a place. Nobody is put first by name or by time of arrival.

Source: equal evaluated prices, the larger local content, Perpres 16/2018 art. 67(9)
(verified); equal points under sistem nilai, the higher technical score (recalled).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from tender.codes import Bid


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A bid's figures in the order in which they are looked at; a lower one is better."""

    bid: Bid
    figures: tuple[Fraction, ...]
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Ranks from 1, best first, and the groups that nothing has told apart."""

    ranks: tuple[tuple[Bid, int], ...]
    tied: tuple[tuple[Bid, ...], ...]


def order(standings: Iterable[Standing]) -> Order:
    """Rank *standings*; of those that are level, by place if each has its own.

    >>> a, b, c = (
    ...     Standing(bid=bid, figures=(Fraction(total), Fraction(price)))
    ...     for bid, total, price in (("a", -92, 10), ("b", -92, 11), ("c", -80, 9))
    ... )
    >>> order([c, b, a]).ranks
    (('a', 1), ('b', 2), ('c', 3))
    """
    ordered = sorted(standings, key=lambda one: (one.figures, one.place, one.bid))
    ranks: list[tuple[Bid, int]] = []
    tied: list[tuple[Bid, ...]] = []
    for _, group in groupby(ordered, key=lambda one: one.figures):
        level = list(group)
        first, decided = len(ranks) + 1, _is_decided(level)
        ranks += [(one.bid, first + decided * at) for at, one in enumerate(level)]
        if not decided:
            tied.append(tuple(one.bid for one in level))
    return Order(ranks=tuple(ranks), tied=tuple(tied))


def _is_decided(level: list[Standing]) -> bool:
    """Say whether one stands alone, or a person gave each a place of its own."""
    places = {one.place for one in level}
    return len(level) == 1 or (0 not in places and len(places) == len(level))
