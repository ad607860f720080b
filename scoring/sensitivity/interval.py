"""How far something may move before another is first: exactly, and who is first then.

From the present the axis is gone along outwards, from one place where something turns to
the next (`scoring.sensitivity.watched`). At each of them, and between it and the next,
the evaluation itself says who is first; the first other answer is the end.

That nothing turns between two places is not assumed: what is read off the evaluation
between them is followed back to the nearer one, and where something does turn on the
way, a place before it is taken instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scoring.merit.terms import BidValues
from scoring.sensitivity.axis import Axis
from scoring.sensitivity.figures import Qualities
from scoring.sensitivity.first import First, Place, Unfit, evaluated
from scoring.sensitivity.watched import Watch
from tender.codes import Bid


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Where it ends that the same are first.

    *included* says whether they are first at the end itself. *there* are first at it,
    *beyond* just beyond it; at the end of a closed axis there is nothing beyond.
    """

    at: Fraction
    included: bool
    there: First
    beyond: First | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From where to where the same are first; an end that is none is that of the axis."""

    low: Fraction
    high: Fraction
    present: Fraction
    first: First
    below: End | None
    above: End | None


def interval(axis: Axis, bids: tuple[BidValues, ...], now: Place) -> Interval:
    """Return the interval around the present, where *now* was evaluated."""
    return Interval(
        low=axis.low,
        high=axis.high,
        present=axis.present,
        first=now.first,
        below=end_towards(axis.low, axis, bids, now),
        above=end_towards(axis.high, axis, bids, now),
    )


def end_towards(
    stop: Fraction, axis: Axis, bids: tuple[BidValues, ...], now: Place
) -> End | None:
    """Return where from the present towards *stop* others are first, if they ever are."""
    if now.x == stop:
        return None
    return _Walk(axis, {one.bid: one for one in bids}, Qualities(axis, now), stop).end()


@dataclass(frozen=True)
class _Walk:
    """A way along an axis, from the present to *stop*."""

    axis: Axis
    bids: dict[Bid, BidValues]
    qualities: Qualities
    stop: Fraction

    def end(self) -> End | None:
        now = self.qualities.now
        watch = self._watch(now)
        turn = watch.turn(self.stop)
        here: Place | Unfit = now
        if turn == now.x:  # what is so at present is not so just beyond
            watch = self._beyond(now.x, watch)
            turn = watch.turn(self.stop)
        while watch.place.first == now.first:
            if turn is None:
                return self._at_stop(now)
            here = evaluated(self.axis, turn)
            watch = self._beyond(turn, watch)
            if here.first != now.first:
                break
            turn = watch.turn(self.stop)
        return End(
            at=here.x,
            included=here.first == now.first,
            there=here.first,
            beyond=watch.place.first,
        )

    def _watch(self, place: Place | Unfit) -> Watch:
        return Watch(place, self.qualities, self.bids)

    def _beyond(self, here: Fraction, watch: Watch) -> Watch:
        """Return the watch of a place beyond *here*, with nothing that turns between.

        *watch*, from before, says where to look first.
        """
        last = watch.next_turn(here, self.stop)
        while True:
            found = self._watch(evaluated(self.axis, (here + last) / 2))
            turn = found.turn(here)
            if turn is None:
                return found
            last = turn

    def _at_stop(self, now: Place) -> End | None:
        """Return the end of the axis where it belongs to it, and others are first there."""
        if not self.axis.closed:
            return None
        there = evaluated(self.axis, self.stop).first
        if there == now.first:
            return None
        return End(at=self.stop, included=False, there=there, beyond=None)
