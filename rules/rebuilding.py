"""A bid's price as it was offered, and as it is with what the committee found of it."""

from __future__ import annotations

from typing import NamedTuple

from rules.evaluating import NotEvaluatedError
from rules.files import offer
from rules.terms import evaluation_terms
from scoring import case
from scoring.explanation import Node
from scoring.price_tree import PriceTree
from scoring.rebuilt_price import rebuilt, under_floor
from scoring.terms import BidFacts
from tender.price_analysis import FoundInput
from tender.state import State
from tender.values import Reading


class Prices(NamedTuple):
    """One bid's price twice, and the floors of labour that the second falls under."""

    own: PriceTree
    again: PriceTree
    under_floor: tuple[Node, ...]


def prices(
    state: State, reading: Reading, bid: str, found: tuple[FoundInput, ...]
) -> Prices:
    """Return the corrected price of a bid, and the one that is built from what was *found*.

    Raise `NotEvaluatedError` for a bid whose price schedule cannot be corrected.
    """
    terms = evaluation_terms(state, reading)
    facts = BidFacts(bid=bid, offer=offer(state, bid))
    priced = case.opened(facts, terms).priced
    if priced is None:
        raise NotEvaluatedError(bid)
    again = rebuilt(priced.tree, found, terms.schedule)
    return Prices(priced.tree, again, under_floor(again, found, terms.costing))
