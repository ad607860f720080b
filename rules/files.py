"""The files of a bid: its parts, which of them is opened when, and of which bids.

In one file a bid is one part. In two, the technical part of every bid is opened first;
then, once the technical result is announced, the prices of those that passed it.
"""

from __future__ import annotations

from datetime import datetime

from tender.codes import Part, Party
from tender.commands.bidding import SealedObject
from tender.lifecycle import STAGES, Stage
from tender.offer import Offer
from tender.state import State

PARTS_OF_FILES: dict[str, tuple[Part, ...]] = {
    "one_file": ("all",),
    "two_files": ("technical", "price"),
}


def parts_of(state: State) -> tuple[Part, ...]:
    """Return the parts of a bid."""
    scheme = state.preparation.scheme
    return PARTS_OF_FILES[scheme.envelopes if scheme is not None else "one_file"]


def before(state: State, stage: Stage) -> bool:
    """Say whether *state* has not come to a stage yet."""
    return STAGES.index(state.stage) < STAGES.index(stage)


def parts(state: State) -> tuple[Part, ...]:
    """Return the parts that are opened at the opening that is on, or that comes next."""
    first, *later = parts_of(state)
    if before(state, "evaluation"):
        return (first,)
    return tuple(later) if before(state, "price_evaluation") else ()


def to_open(state: State, part: Part) -> tuple[str, ...]:
    """Return the standing bids of which a part is opened, in order.

    Prices are of those that passed the technical part, and of nobody before it is known.
    """
    if part != "price":
        return tuple(sorted(state.bidding.bids))
    technical = state.evaluation.technical
    return technical.passed() if technical is not None else ()


def wanted(
    state: State, part: Part, trustee: Party
) -> tuple[tuple[str, SealedObject], ...]:
    """Return the objects that *trustee* has a share of to release, by bid, in order.

    They are those of the bids that are opened, but for what the trustee has released:
    where more bids pass in a later round, theirs alone are left.
    """
    given = {
        (share.bid, share.name)
        for share in state.opening.released.get((part, trustee), ())
    }
    return tuple(
        (bid, item)
        for bid in to_open(state, part)
        for item in state.bidding.bids[bid].objects(part)
        if (bid, item.name) not in given
    )


def opens_at(state: State, part: Part | None = None) -> datetime:
    """Return the moment before which a part may not be opened; the first, if none is named."""
    slots = state.preparation.slots
    if part == "price" and "price_opening" in slots:
        return slots["price_opening"].starts
    return max(slots["bidding"].ends, slots["opening"].starts)


def offer(state: State, bid: str) -> Offer:
    """Return what is open of a bid as one offer: in two files, prices once they are compared.

    What the technical part says of prices is no price of the bid. Where the evaluation is
    made again, prices that are open since the round before say nothing before the new
    technical result, and nothing after it of a bid that does not pass it.
    """
    offers = state.opening.offers
    if (bid, "all") in offers:
        return offers[bid, "all"]
    technical, price = offers[bid, "technical"], None
    if prices_are_open(state) and bid in to_open(state, "price"):
        price = offers.get((bid, "price"))
    return technical.model_copy(
        update={
            "part": "all",
            "prices": price and price.prices,
            "subtotal": price and price.subtotal,
            "vat": price and price.vat,
            "total": price and price.total,
            "attachments": (
                *technical.attachments,
                *(price.attachments if price else ()),
            ),
        }
    )


def prices_are_open(state: State) -> bool:
    """Say whether prices are opened as far as they will be in this round."""
    scheme = state.preparation.scheme
    two = scheme is not None and scheme.envelopes == "two_files"
    return not two or state.opening.prices is not None
