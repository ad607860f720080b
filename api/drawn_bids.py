"""Bids that are drawn under a scheme: the same for the same seed, on every machine.

A draw is the SHA-256 of the seed, the bid and what is drawn, taken as a number; chance
lives here, in no room that decides. What comes out is a bid that the scheme takes:

    price        from 80 % of the estimate, or what a gate asks, up to the estimate, whole
    a score      from half of what there is, or the threshold if that is more, to all of it
    bands        one of them, by chance, that is above the threshold where there is one
    promises     up to their cap, paid for by a line; none where no room is left in the price
    figures      costs up to a tenth of the price, shares of one from a tenth up
    undertakings yes

So a drawn bid is neither hopeless nor perfect. It says nothing of how firms bid.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from hashlib import sha256
from math import ceil, floor
from typing import Final

from scoring.merit.reading import AT_MOST_WITH_MAX, Rule, codes
from scoring.merit.terms import BidValues, Terms
from tender.codes import Code
from tender.merit.elements import BandsElement, CommitmentElement

MOST: Final = 200
_MARKS: Final = 3  # members of a panel, parts of a mean
_FINE: Final = 4  # quarters of a unit
_LEAST_PRICE: Final = Fraction(4, 5)
_HALF: Final = Fraction(1, 2)


def drawn_bids(terms: Terms, count: int, seed: str) -> tuple[BidValues, ...]:
    """Return *count* bids under *terms*; a scheme with a price has an estimate.

    >>> from tender.merit import Merit
    >>> price = {"formula": "formula.evaluated.own-price.1"}
    >>> merit = Merit.from_json({"combine": "lowest", "price": price})
    >>> terms = Terms(merit=merit, estimate=Fraction(1_000))
    >>> [bid.price for bid in drawn_bids(terms, 3, "1")]
    [857, 972, 914]
    """
    width = len(str(count))
    return tuple(
        _Drawing(terms, f"{seed}/{at}", f"sim-{at:0{width}}").bid()
        for at in range(1, count + 1)
    )


class _Drawing:
    """A bid, as it is drawn."""

    def __init__(self, terms: Terms, seed: str, name: str) -> None:
        self._terms = terms
        self._seed = seed
        self._name = name
        self._figures: dict[Code, Fraction] = {}
        self._left = Fraction(0)  # of the price, for lines that pay for promises

    def bid(self) -> BidValues:
        price = None if self._terms.price is None else self._price()
        self._left = Fraction(price or 0)
        values = {
            rule.element.id: tuple(self._marks(rule)) for rule in self._terms.rules
        }
        self._beside(Fraction(price or 0))
        return BidValues(
            bid=self._name,
            price=price,
            values=values,
            figures=self._figures,
            declared=self._declared(),
        )

    def _price(self) -> int:
        estimate = self._terms.estimate or Fraction(1)
        shares = [
            g.params.share for g in self._terms.gates if g.kind == "share-of-estimate"
        ]
        share = min(max([_LEAST_PRICE, *shares]), Fraction(1))
        top = max(floor(estimate), 1)
        return self._whole(min(ceil(share * estimate), top), top, "price")

    def _marks(self, rule: Rule) -> Iterator[Fraction]:
        element, weights = rule.element, rule.params.get("weights")
        if isinstance(element, BandsElement):
            reached = [
                band.at_least
                for band in element.params.bands
                if band.points >= (element.threshold or 0)
            ]
            at = self._whole(0, len(reached) - 1, element.id) if reached else 0
            yield max(
                (reached or [element.params.bands[-1].at_least])[at], self._least(rule)
            )
            return
        if isinstance(element, CommitmentElement):
            yield self._promise(element)
            return
        top = rule.scale or element.max
        low = max((element.threshold or 0) / element.max, _HALF) * top
        one = rule.takes_one or rule.formula.id == AT_MOST_WITH_MAX
        count = len(weights) if isinstance(weights, tuple) else 1 if one else _MARKS
        for part in range(count):
            least = min(max(low, self._least(rule)), top)
            yield self._number(least, top, f"{element.id}/{part}")

    def _promise(self, element: CommitmentElement) -> Fraction:
        promise = Fraction(
            floor(self._number(Fraction(0), element.params.cap, element.id))
        )
        line = element.params.funded_by
        if line is None:
            return promise
        people = sum(self._terms.people or ()) or 1
        cost = max(promise * (element.params.unit_cost or 0) * people, Fraction(1))
        if cost > self._left:
            promise, cost = Fraction(0), Fraction(0)
        self._left -= cost
        self._figures[line] = cost
        return promise

    def _beside(self, price: Fraction) -> None:
        """Draw the figures that a formula, a gate or a tie asks for beside the price."""
        params = self._terms.price.compared.params if self._terms.price else {}
        asked = [
            codes(params, name)
            for name in ("costs", "inside", "beside")
            if name in params
        ]
        for name in (name for names in asked for name in names):
            top = Fraction(floor(price / 10))
            self._figures.setdefault(name, self._number(Fraction(0), top, name))
        if "local-content" in params:
            share = Fraction(self._whole(10, 100, "local-content"), 100)
            self._figures.setdefault(codes(params, "local-content")[0], share)
        elements = {element.id for element in self._terms.merit.elements}
        for gate in self._terms.gates:
            if gate.kind == "least" and gate.params.of not in elements:
                have = self._figures.get(gate.params.of, gate.params.least)
                self._figures[gate.params.of] = max(have, gate.params.least)
        for tie in self._terms.merit.ties:
            if tie.by == "figure" and tie.of is not None:
                drawn = Fraction(self._whole(10, 100, tie.of), 100)
                self._figures.setdefault(tie.of, drawn)

    def _declared(self) -> dict[Code, bool]:
        declared = {
            g.params.of: True for g in self._terms.gates if g.kind == "undertaking"
        }
        params = self._terms.price.compared.params if self._terms.price else {}
        if "burdened" in params:
            name = codes(params, "burdened")[0]
            declared.setdefault(name, bool(self._whole(0, 1, name)))
        return declared

    def _least(self, rule: Rule) -> Fraction:
        """Return what a gate asks of an element at least."""
        asked = [
            gate.params.least
            for gate in self._terms.gates
            if gate.kind == "least" and gate.params.of == rule.element.id
        ]
        return max(asked, default=Fraction(0))

    def _number(self, low: Fraction, high: Fraction, what: str) -> Fraction:
        """Draw a number of quarters, or where there is none between, *low* itself."""
        first, last = ceil(low * _FINE), floor(high * _FINE)
        return Fraction(self._whole(first, last, what), _FINE) if first <= last else low

    def _whole(self, low: int, high: int, what: str) -> int:
        """Draw a whole number from *low* to *high*."""
        drawn = sha256(f"saksama simulate/{self._seed}/{what}".encode()).digest()
        return low + int.from_bytes(drawn, "big") % (high - low + 1)
