"""What is moved, and along which line: a weight, or the score of one bid.

An axis goes from *low* to *high*, with the present at *present*. At each place it has a
scheme and bids, which the evaluation itself compares; how figures move along it is told
by two lines, that of a weight and that of a score:

    a weight       x itself; the others in proportion, or one other alone, what is left
    a score        its share of its maximum, which no weight changes, times the maximum;
                   on the axis of a score x itself

A weight is above 0, so that its axis does not have its ends; a score may be 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from scoring.formulas.exact import total
from scoring.merit.gates import price_gates, technical_gates
from scoring.merit.terms import BidValues, Terms
from scoring.sensitivity.criteria import Criterion, weights_of, with_merit, with_weights
from scoring.sensitivity.line import Line
from tender.codes import Bid, Code
from tender.merit.elements import GivenElement

Bids = tuple[BidValues, ...]


class Axis(Protocol):
    """What can be moved from *low* to *high*; *closed* axes have their ends."""

    @property
    def terms(self) -> Terms:
        """The scheme at present."""
        ...

    @property
    def present(self) -> Fraction:
        """Where the scheme and the bids are."""
        ...

    @property
    def low(self) -> Fraction:
        """The least."""
        ...

    @property
    def high(self) -> Fraction:
        """The most."""
        ...

    @property
    def closed(self) -> bool:
        """Say whether the ends belong to it."""
        ...

    @property
    def weights(self) -> Mapping[Criterion, Line]:
        """How the weight of each criterion moves."""
        ...

    def at(self, x: Fraction) -> tuple[Terms, Bids]:
        """Return what is compared at *x*; raise `MeritError` where it does not fit."""
        ...

    def score(self, bid: Bid, of: Criterion, exact: Fraction, x: Fraction) -> Line:
        """Return how a score moves that is *exact* at *x*."""
        ...


@dataclass(frozen=True)
class WeightAxis:
    """The weight of one criterion.

    What it gives or takes is shared by all others in proportion, or is *against*'s alone.
    """

    terms: Terms
    bids: Bids
    of: Criterion
    against: Criterion | None = None

    low = Fraction(0)
    closed = False

    @cached_property
    def present(self) -> Fraction:
        """Return the weight at present."""
        return weights_of(self.terms)[self.of]

    @cached_property
    def high(self) -> Fraction:
        """Return the weight at which nothing is left for who gives it."""
        now = weights_of(self.terms)
        return self.present + (
            total(now.values()) - self.present
            if self.against is None
            else now[self.against]
        )

    @cached_property
    def weights(self) -> Mapping[Criterion, Line]:
        """Return how each weight moves."""
        now = weights_of(self.terms)
        if self.against is None:
            others = [code for code in now if code != self.of]
        else:
            others = [self.against]
        given = total(now[code] for code in others)
        lines = {code: Line(weight) for code, weight in now.items()}
        lines[self.of] = Line(Fraction(0), Fraction(1))
        for code in others:
            share = now[code] / given
            lines[code] = Line(self.high * share, -share)
        return lines

    def at(self, x: Fraction) -> tuple[Terms, Bids]:
        """Return the scheme with its weights at *x*."""
        weights = {code: line.at(x) for code, line in self.weights.items()}
        return with_weights(self.terms, self.bids, weights)

    def score(self, bid: Bid, of: Criterion, exact: Fraction, x: Fraction) -> Line:  # noqa: ARG002
        """Return how a score moves: with its maximum under `sum`, and else not at all."""
        if self.terms.merit.combine != "sum":
            return Line(exact)
        top = self.weights[of]
        return top.times(exact / top.at(x))


@dataclass(frozen=True)
class ScoreAxis:
    """The score of one bid for one element, from what it is down to none.

    The element is written as points that are given, so that the evaluation takes a score
    as it takes any. What gates have found at present stands with each bid as its tests:
    marks and promises behind the score stay what they are. *scores* are those of all
    bids whose elements are compared, exactly.
    """

    terms: Terms
    bids: Bids
    bid: Bid
    of: Code
    scores: Mapping[Bid, Fraction]

    low = Fraction(0)
    closed = True

    @property
    def present(self) -> Fraction:
        """Return the score that the bid has."""
        return self.scores[self.bid]

    @property
    def high(self) -> Fraction:
        """Return the same: nobody asks what more would change for who is first."""
        return self.present

    @cached_property
    def weights(self) -> Mapping[Criterion, Line]:
        """Return the weights, which do not move."""
        return {code: Line(weight) for code, weight in weights_of(self.terms).items()}

    @cached_property
    def _as_given(self) -> Terms:
        elements = [
            GivenElement(
                id=one.id,
                kind="given",
                max=one.max,
                weight=one.weight,
                threshold=one.threshold,
            )
            if one.id == self.of
            else one
            for one in self.terms.merit.elements
        ]
        return with_merit(self.terms, {"elements": tuple(elements)}, ())

    @cached_property
    def _as_tested(self) -> Bids:
        return tuple(
            replace(
                one,
                tests=tuple(technical_gates(self.terms, one)),
                price_tests=tuple(price_gates(self.terms, one)),
                values={
                    **one.values,
                    self.of: (self.scores.get(one.bid, Fraction(0)),),
                },
            )
            for one in self.bids
        )

    def at(self, x: Fraction) -> tuple[Terms, Bids]:
        """Return the scheme, and the bids with the score *x* for one of them."""
        return self._as_given, tuple(
            replace(one, values={**one.values, self.of: (x,)})
            if one.bid == self.bid
            else one
            for one in self._as_tested
        )

    def score(self, bid: Bid, of: Criterion, exact: Fraction, x: Fraction) -> Line:  # noqa: ARG002
        """Return how a score moves: one does, and all others stay."""
        if (bid, of) == (self.bid, self.of):
            return Line(Fraction(0), Fraction(1))
        return Line(exact)
