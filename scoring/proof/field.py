"""Some bids that are not known yet, compared with one another: who is ranked, who is ahead.

The steps of `scoring.merit.evaluation` are taken one after another for a field of so
many bids. The tests hold the field to the evaluation itself, on numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Final

import z3

from scoring.merit.terms import Terms
from scoring.proof import steps
from scoring.proof.bids import Bid
from scoring.proof.formulas import (
    Extremes,
)
from scoring.proof.symbols import (
    Claim,
    Term,
    count,
    exact,
    middle,
    total,
)
from tender.codes import Code

_NOTHING: Final = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a bid stands: whether it is ranked, and by what; a lower figure is better."""

    gates: Claim
    scores: steps.Scores
    quality: Term
    compared: Term | None
    ranked: Claim
    figures: tuple[Term, ...]


def standings(terms: Terms, bids: Sequence[Bid]) -> list[Standing]:
    """Return how each of *bids* stands among them, in their order."""
    entered = [z3.And(*steps.technical_gates(terms, bid)) for bid in bids]
    scores = [
        steps.scored(terms, bid, _extremes(terms, at, bids, entered))
        for at, bid in enumerate(bids)
    ]
    quality = [steps.quality_of(terms, one) for one in scores]
    meeting = [
        z3.And(entered[at], *steps.meets(terms, scores[at], quality[at]))
        for at in range(len(bids))
    ]
    paid = [z3.And(*steps.price_gates(terms, bid)) for bid in bids]
    going = [
        z3.And(meeting[at], _listed(terms, at, quality, meeting), paid[at])
        for at in range(len(bids))
    ]
    compared = [
        steps.compared_of(terms, bid, scores[at], quality[at])
        for at, bid in enumerate(bids)
    ]
    return [
        Standing(
            gates=z3.And(entered[at], paid[at]),
            scores=scores[at],
            quality=quality[at],
            compared=compared[at],
            ranked=going[at],
            figures=steps.figures(
                terms,
                bid,
                scores[at],
                compared[at],
                steps.price_score(
                    terms,
                    compared[at],
                    _around(at, compared, going),
                    _reference(terms, compared, going),
                ),
            ),
        )
        for at, bid in enumerate(bids)
    ]


def is_ahead(one: Standing, other: Standing, by: Fraction = _NOTHING) -> Claim:
    """Say that *one* is ranked, and before *other* if that is ranked too.

    With *by* it is before the other by at least so much of the figure that counts.
    """
    before = _before(one.figures, other.figures)
    if by:
        before = one.figures[0] + exact(by) <= other.figures[0]
    return z3.And(one.ranked, z3.Or(z3.Not(other.ranked), before))


def is_level(one: Standing, other: Standing) -> Claim:
    """Say that both are ranked, and that nothing tells them apart."""
    same = [a == b for a, b in zip(one.figures, other.figures, strict=True)]
    return z3.And(one.ranked, other.ranked, *same)


def wins(one: Standing, others: Sequence[Standing]) -> Claim:
    """Say that *one* is ranked before all *others*."""
    return z3.And(one.ranked, *(is_ahead(one, other) for other in others))


def _before(one: Sequence[Term], other: Sequence[Term]) -> Claim:
    """Say that the first figure that differs is lower in *one*."""
    if not one:
        return z3.BoolVal(val=False)
    return z3.Or(
        one[0] < other[0], z3.And(one[0] == other[0], _before(one[1:], other[1:]))
    )


def _around(
    at: int, values: Sequence[Term | None], inside: Sequence[Claim]
) -> Extremes | None:
    """Return lowest and highest of the *values* that are *inside*, and of that at *at*."""
    own = values[at]
    if own is None:
        return None
    lowest = highest = own
    for value, is_in in zip(values, inside, strict=True):
        lowest = z3.If(z3.And(is_in, value < lowest), value, lowest)
        highest = z3.If(z3.And(is_in, value > highest), value, highest)
    return Extremes(lowest=lowest, highest=highest)


def _extremes(
    terms: Terms, at: int, bids: Sequence[Bid], entered: Sequence[Claim]
) -> dict[Code, Extremes]:
    found: dict[Code, Extremes] = {}
    for rule in terms.rules:
        if rule.takes_field:
            marks = [bid.marks[rule.element.id][0] for bid in bids]
            around = _around(at, marks, entered)
            if around is not None:
                found[rule.element.id] = around
    return found


def _listed(
    terms: Terms, at: int, quality: Sequence[Term], meeting: Sequence[Claim]
) -> Claim:
    """Say that a bid is on the shortlist, if there is one."""
    shortlist = terms.merit.shortlist
    if shortlist is None:
        return z3.BoolVal(val=True)
    others = [n for n in range(len(quality)) if n != at]
    if shortlist.ties == "in":
        above = [z3.And(meeting[n], quality[n] > quality[at]) for n in others]
        return count(above) < shortlist.top
    level = [z3.And(meeting[n], quality[n] >= quality[at]) for n in others]
    return count(level) < shortlist.top


def _reference(
    terms: Terms, compared: Sequence[Term | None], going: Sequence[Claim]
) -> Term:
    """Return what prices are held against: the estimate, their mean or their median."""
    prices = [price for price in compared if price is not None]
    use = terms.price.points if terms.price is not None else None
    against = use.params.get("reference") if use is not None else None
    if against == "mean" and prices:
        pairs = list(zip(prices, going, strict=True))
        among = total([z3.If(is_in, price, exact(0)) for price, is_in in pairs])
        return among / count([is_in for _, is_in in pairs])
    if against == "median" and prices:
        return _median(prices, going)
    return exact(terms.estimate or 0)


def _median(prices: Sequence[Term], going: Sequence[Claim]) -> Term:
    """Return the median of the prices that are *going*, group by group of who is."""
    found = prices[0]
    everybody = range(len(prices))
    for size in range(1, len(prices) + 1):
        for group in combinations(everybody, size):
            exactly = z3.And(
                *(going[n] if n in group else z3.Not(going[n]) for n in everybody)
            )
            found = z3.If(exactly, middle([prices[n] for n in group]), found)
    return found
