"""Some bids among others of which nothing is known, not even how many there are.

What the others can do to a bid is to move what it is held against: the lowest and the
highest value of an element or price, the reference of a price, and who is on the
shortlist. These are left open, but for what the bids that are known hold them to: the
lowest is above none of them, and whoever has more quality than one on the shortlist is
on it too. So what is proved here is proved for any number of bids; what is not proved
may still be true.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import z3

from scoring.merit.terms import Terms
from scoring.proof import steps
from scoring.proof.bids import Bid
from scoring.proof.field import Standing
from scoring.proof.formulas import Extremes
from scoring.proof.symbols import Claim, Term, exact, real


def open_standings(
    terms: Terms, bids: Sequence[Bid], when: str
) -> tuple[list[Standing], list[Claim]]:
    """Return how *bids* stand in such a field, and what holds of it.

    *when* tells what is open in one field from what is in another.
    """
    given: list[Claim] = []
    entered = [z3.And(*steps.technical_gates(terms, bid)) for bid in bids]
    around: dict[str, Extremes] = {}
    for rule in terms.rules:
        if rule.takes_field:
            code = rule.element.id
            marks = [bid.marks[code][0] for bid in bids]
            around[code] = _extremes(f"{code}.{when}")
            given += _within(marks, entered, around[code])
    scores = [steps.scored(terms, bid, around) for bid in bids]
    quality = [steps.quality_of(terms, one) for one in scores]
    meeting = [
        z3.And(entered[at], *steps.meets(terms, scores[at], quality[at]))
        for at in range(len(bids))
    ]
    listed, claims = _shortlist(terms, quality, meeting, when)
    given += claims
    paid = [z3.And(*steps.price_gates(terms, bid)) for bid in bids]
    ranked = [z3.And(*one) for one in zip(meeting, listed, paid, strict=True)]
    compared = [
        steps.compared_of(terms, *one)
        for one in zip(bids, scores, quality, strict=True)
    ]
    prices = open_prices(when)
    given += _within(compared, ranked, prices)
    reference = _reference(terms, when)
    return [
        Standing(
            gates=z3.And(entered[at], paid[at]),
            scores=scores[at],
            quality=quality[at],
            compared=compared[at],
            ranked=ranked[at],
            figures=steps.figures(
                terms,
                bid,
                scores[at],
                compared[at],
                steps.price_score(terms, compared[at], prices, reference),
            ),
        )
        for at, bid in enumerate(bids)
    ], given


def open_prices(when: str) -> Extremes:
    """Return the lowest and the highest price that is compared in a field."""
    return _extremes(f"price.{when}")


def is_calm(terms: Terms) -> bool:
    """Say whether no bid has a say in which others are ranked."""
    is_relative = any(rule.takes_field for rule in terms.rules)
    return not is_relative and terms.merit.shortlist is None


def _extremes(name: str) -> Extremes:
    return Extremes(lowest=real(f"{name}.lowest"), highest=real(f"{name}.highest"))


def _within(
    values: Sequence[Term | None], inside: Sequence[Claim], field: Extremes
) -> list[Claim]:
    """Return that the *values* that are *inside* lie between the extremes."""
    return [field.lowest <= field.highest] + [
        z3.Implies(is_in, z3.And(field.lowest <= value, value <= field.highest))
        for value, is_in in zip(values, inside, strict=True)
        if value is not None
    ]


def _shortlist(
    terms: Terms, quality: Sequence[Term], meeting: Sequence[Claim], when: str
) -> tuple[list[Claim], list[Claim]]:
    """Return who is on the shortlist, and that nobody is passed over for less quality."""
    if terms.merit.shortlist is None:
        return [z3.BoolVal(val=True) for _ in quality], []
    listed = [z3.Bool(f"listed.{at}.{when}") for at in range(len(quality))]
    return listed, [
        z3.Implies(
            z3.And(listed[one], meeting[other], quality[other] >= quality[one]),
            listed[other],
        )
        for one, other in permutations(range(len(quality)), 2)
    ]


def _reference(terms: Terms, when: str) -> Term:
    """Return what prices are held against: the estimate, or what others make of it."""
    use = terms.price.points if terms.price is not None else None
    if use is not None and use.params.get("reference") in ("mean", "median"):
        return real(f"reference.{when}")
    return exact(terms.estimate or 0)
