"""No losing bid's presence flips two others: of bids a and b, and a third that loses.

If a is ahead of b without c, and c is not among the first with it, then a is still ahead
of b with c. It is proved with what a and b are held against left open: the lowest and the
highest of the field, the reference of a price, who is on the shortlist. c, and any number
of other bids, may move them to anything that a and b themselves allow.

A search for a counterexample takes three bids, and then four.
"""

from __future__ import annotations

from collections.abc import Sequence

import z3

from scoring.merit.outcome import Outcome
from scoring.merit.terms import Terms
from scoring.proof import field
from scoring.proof.bids import Bid, admitted, any_bid
from scoring.proof.open_field import is_calm, open_prices, open_standings
from scoring.proof.outcome import Part, Proof, Witness
from scoring.proof.search import Attempt, attempts
from scoring.proof.solver import find, holds
from scoring.proof.symbols import Claim, Term, greatest, least
from scoring.proof.witness import shown, written
from tender.codes import Bid as BidCode

ORDER = Part(kind="order")

_A, _B, _C, _D = "penawaran-a", "penawaran-b", "penawaran-c", "penawaran-d"


def losing_bid(terms: Terms) -> Proof:
    """Return whether a losing bid can change the order of two others."""
    if is_proved(terms):
        return Proof(about="losing-bid", proved=(ORDER,))
    witness = _searched(terms)
    if witness is not None:
        return Proof(about="losing-bid", witnesses=(witness,))
    return Proof(about="losing-bid", open=(ORDER,))


def is_flipped(without: Outcome, having: Outcome) -> bool:
    """Say whether the third bid loses, and what was a before b is not any more."""
    before = {one.bid: one.rank for one in without.results}
    after = {one.bid: one.rank for one in having.results}
    return (
        after[_C] != 1
        and _leads(before, _A, _B)
        and not _leads(after, _A, _B)
        and after[_B] is not None
    )


def _leads(ranks: dict[BidCode, int | None], one: BidCode, other: BidCode) -> bool:
    first, second = ranks[one], ranks[other]
    return first is not None and (second is None or first < second)


def is_proved(terms: Terms) -> bool:
    """Say whether it is proved; d, who may be anybody, is one that is ahead of c."""
    a, b, c, d = (any_bid(terms, name) for name in (_A, _B, _C, _D))
    without, given = open_standings(terms, (a, b, d), "without")
    having, also = open_standings(terms, (a, b, d, c), "with")
    third = having[3]
    known = [claim for bid in (a, b, c, d) for claim in admitted(terms, bid)]
    if is_calm(terms) and third.compared is not None:
        known += _moved(third.ranked, third.compared)
    loses = [field.is_ahead(one, third) for one in having[:3]]
    flipped = z3.And(
        field.is_ahead(without[0], without[1]),
        z3.Not(field.is_ahead(having[0], having[1])),
        having[1].ranked,
        z3.Or(z3.Not(third.ranked), *loses),
    )
    return holds(z3.Not(flipped), [*known, *given, *also])


def _moved(is_ranked: Claim, price: Term) -> list[Claim]:
    """Return what one price more makes of the lowest and the highest.

    So much is known where no bid has a say in which others are ranked.
    """
    before, after = open_prices("without"), open_prices("with")
    low, high = least(before.lowest, price), greatest(before.highest, price)
    return [
        after.lowest == z3.If(is_ranked, low, before.lowest),
        after.highest == z3.If(is_ranked, high, before.highest),
    ]


def _searched(terms: Terms) -> Witness | None:
    a, b, c, d = (any_bid(terms, name) for name in (_A, _B, _C, _D))
    for rest in ((), (d,)):
        for attempt in attempts(terms):
            without, having = (a, b, *rest), (a, b, c, *rest)
            claims = _flipped(attempt, without, having)
            found = find(claims, attempt.steps)
            if found is None:
                continue
            fields = shown(terms, written(terms, found, without, having), is_flipped)
            if fields is not None:
                return Witness(
                    part=ORDER,
                    bid=_C,
                    rivals=(_A, _B),
                    before=fields[0],
                    after=fields[1],
                )
    return None


def _flipped(
    attempt: Attempt, without: Sequence[Bid], having: Sequence[Bid]
) -> list[Claim]:
    terms, by = attempt.terms, attempt.by
    a, b, *_ = field.standings(terms, without)
    a_then, b_then, c_then, *others = field.standings(terms, having)
    first = [field.is_ahead(one, c_then, by) for one in (a_then, b_then, *others)]
    return [
        *attempt.given(having),
        field.is_ahead(a, b, by),
        field.is_ahead(b_then, a_then, by),
        z3.Or(z3.Not(c_then.ranked), *first),
    ]
