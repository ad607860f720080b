"""The opening: who released which shares, what was opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from tender.act import Fact
from tender.commands.opening import ReleasedShare, Unopenable
from tender.events import opening as happened
from tender.offer import Offer
from tender.state.fold import Fold


@dataclass(frozen=True, slots=True)
class Opening:
    """Shares by part and trustee, offers and unopenable parts by bid and part.

    What a trustee releases later, for bids that pass in a later round, is added.
    """

    released: Mapping[tuple[str, str], tuple[ReleasedShare, ...]] = field(
        default_factory=dict
    )
    offers: Mapping[tuple[str, str], Offer] = field(default_factory=dict)
    unopenable: Mapping[tuple[str, str], Unopenable] = field(default_factory=dict)
    completed: happened.OpeningCompleted | None = None
    completed_at: datetime | None = None
    prices: happened.OpeningCompleted | None = None  # the second opening, of two files
    prices_at: datetime | None = None

    def trustees(self, part: str) -> tuple[str, ...]:
        """Return the trustees who have released their shares of a part, in order."""
        return tuple(sorted(t for p, t in self.released if p == part))

    def releasing(self, bid: str, part: str) -> tuple[str, ...]:
        """Return the trustees who have released their shares of a bid's part, in order."""
        return tuple(
            sorted(
                trustee
                for (p, trustee), shares in self.released.items()
                if p == part and any(share.bid == bid for share in shares)
            )
        )

    def again(self) -> Opening:
        """Return the part as the evaluation begins again.

        What is open stays open. Whose prices are compared is known once the technical
        result of the new round is.
        """
        return replace(self, prices=None, prices_at=None)

    def settled(self, bid: str, part: str) -> bool:
        """Say whether a part is open or found unopenable."""
        return (bid, part) in self.offers or (bid, part) in self.unopenable


fold: Fold[Opening] = Fold()


@fold.on(happened.SharesReleased)
def _released(part: Opening, event: happened.SharesReleased, _: Fact) -> Opening:
    key = (event.part, event.trustee)
    shares = (*part.released.get(key, ()), *event.shares)
    return replace(part, released={**part.released, key: shares})


@fold.on(happened.PartOpened)
def _opened(part: Opening, event: happened.PartOpened, _: Fact) -> Opening:
    offers = {**part.offers, (event.bid, event.part): event.offer}
    return replace(part, offers=offers)


@fold.on(happened.PartUnopenable)
def _unopenable(part: Opening, event: happened.PartUnopenable, _: Fact) -> Opening:
    unopenable = {**part.unopenable, (event.bid, event.part): event}
    return replace(part, unopenable=unopenable)


@fold.on(happened.OpeningCompleted)
def _completed(part: Opening, event: happened.OpeningCompleted, fact: Fact) -> Opening:
    if event.part == "price":
        return replace(part, prices=event, prices_at=fact.at)
    return replace(part, completed=event, completed_at=fact.at)
