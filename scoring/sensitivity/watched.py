"""What ends the stretch of an axis on which all stays as it is at one place.

    the scheme      its least quality comes above what can be reached, or below it
    who is in       a bid reaches or misses a threshold; one of the shortlist and one that
                    is not change sides, or two that are level part
    who is first    one that is first and another change sides

Only these are asked, and of each the first turn: between two that are not first, or both
on the shortlist, sides may change without anything coming of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from scoring.merit.terms import BidValues
from scoring.sensitivity.figures import Qualities, Ranking
from scoring.sensitivity.first import Place, Unfit
from scoring.sensitivity.turns import Key, first_turn
from tender.codes import Bid

Pair = tuple[Key, Key]


@dataclass(frozen=True)
class Watch:
    """What to watch from one place of an axis on."""

    place: Place | Unfit
    qualities: Qualities
    bids: dict[Bid, BidValues]

    def turn(self, stop: Fraction) -> Fraction | None:
        """Return the first place before *stop* where anything turns.

        It is the own place, where what is so there is not so just beyond.
        """
        nearest: Fraction | None = None
        for one, other in self._pairs:
            # What turns further away than another has turned is not looked for.
            end = stop if nearest is None else nearest
            found = first_turn(one, other, self.place.x, end)
            if found == self.place.x:
                return found
            nearest = nearest if found is None else found
        return nearest

    def next_turn(self, after: Fraction, stop: Fraction) -> Fraction:
        """Return where, beyond *after*, the next of them turns first, or *stop*.

        It is a guess: what has turned once by then may turn again before it.
        """
        found = (first_turn(*pair, self.place.x, stop) for pair in self._pairs)
        beyond = [
            turn
            for turn in found
            if turn is not None and turn != after and (turn > after) == (stop > after)
        ]
        return min(beyond, key=lambda turn: abs(turn - after), default=stop)

    @cached_property
    def _pairs(self) -> tuple[Pair, ...]:
        if isinstance(self.place, Unfit):
            return (((self.qualities.best,), (self.qualities.least,)),)
        return (
            *self._of_thresholds(self.place),
            *self._of_shortlist(self.place),
            *self._of_first(self.place),
        )

    def _of_thresholds(self, place: Place) -> Iterator[Pair]:
        merit, qualities = place.terms.merit, self.qualities
        if merit.threshold is not None and merit.elements:
            least = (qualities.least,)
            yield (qualities.best,), least
            for bid in place.outcome.field:
                yield (qualities.of[bid],), least
        for element in qualities.now.terms.merit.elements:
            if element.threshold is not None:
                least = (qualities.least_score(element.id, element.threshold),)
                for bid in place.outcome.field:
                    yield (qualities.score(bid, element.id),), least

    def _of_shortlist(self, place: Place) -> Iterator[Pair]:
        if place.outcome.shortlist is None:
            return
        listed = set(place.outcome.shortlist)
        meeting = [r for r in place.outcome.results if r.quality_rank is not None]
        for one, other in combinations(meeting, 2):
            parted = (one.bid in listed) != (other.bid in listed)
            if parted or one.quality == other.quality:
                of = self.qualities.of
                yield (of[one.bid],), (of[other.bid],)

    def _of_first(self, place: Place) -> Iterator[Pair]:
        ranking = Ranking(self.qualities, place, self.bids)
        keys = {
            one.bid: ranking.key(one)
            for one in place.outcome.results
            if one.rank is not None
        }
        leaders = place.first.bids
        for leader in leaders:
            for bid, key in keys.items():
                if bid not in leaders or bid > leader:
                    yield keys[leader], key
