"""Who is supplier: the first of the award's line who has not declined, the one place of it.

The line is the winner and the reserves that the committee set. Letter, acceptance,
bond, contract, documents and what is waited for all ask here. A reserve's originals are
seen when its turn comes; whoever does not prove its qualification is out of line.
"""

from __future__ import annotations

from tender.events.award import PriceRevised
from tender.events.evaluation import ArithmeticCorrected, BidResult
from tender.state import State


def ranked(state: State) -> tuple[BidResult, ...]:
    """Return the bids that passed, best first."""
    result = state.evaluation.result
    passed = [r for r in result.results if r.rank is not None] if result else []
    return tuple(sorted(passed, key=lambda r: (r.rank or 0, r.bid)))


def supplier(state: State) -> str | None:
    """Return the bidder who is, or is to be, appointed; none where nobody is left."""
    return next(iter(state.award.in_line()), None)


def unproved(state: State) -> str | None:
    """Return the supplier to be, if nobody has seen the originals of its qualification."""
    bid = supplier(state)
    seen = {*state.evaluation.proofs, *state.award.proofs}
    return None if bid is None or bid in seen else bid


def alone(state: State) -> BidResult | None:
    """Return the only bid that passed, if there is one alone: it is negotiated with."""
    places = ranked(state)
    return places[0] if len(places) == 1 else None


def price_schedule(state: State, bid: str) -> ArithmeticCorrected | PriceRevised:
    """Return the prices on which a contract with *bid* is made, line by line."""
    revised = state.award.revised
    if revised is not None and revised.bid == bid:
        return revised
    return state.evaluation.corrected[bid]


def price(state: State) -> int:
    """Return the supplier's price in rupiah, corrected, VAT included."""
    first, bid = state.award.proposed, supplier(state)
    if first is not None and first.winner == bid:
        return first.price
    return next((r.price or 0 for r in ranked(state) if r.bid == bid), 0)
