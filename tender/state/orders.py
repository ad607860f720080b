"""Orders from outside, and whether one has suspended the tender."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from tender.act import Fact
from tender.events import orders as happened
from tender.state.fold import Fold


@dataclass(frozen=True, slots=True)
class HeardOrder:
    """An order, and when it was recorded."""

    order: happened.OrderRecorded
    at: datetime


@dataclass(frozen=True, slots=True)
class Orders:
    """Every order in turn; *suspended* is the one that holds the tender up, if one does."""

    recorded: tuple[HeardOrder, ...] = ()
    suspended: HeardOrder | None = None

    def known(self, code: str) -> bool:
        """Say whether an order of this code is on record."""
        return any(heard.order.order == code for heard in self.recorded)


fold: Fold[Orders] = Fold()


@fold.on(happened.OrderRecorded)
def _recorded(part: Orders, event: happened.OrderRecorded, fact: Fact) -> Orders:
    heard = HeardOrder(order=event, at=fact.at)
    suspended = heard if event.effect == "suspend" else None
    return replace(part, recorded=(*part.recorded, heard), suspended=suspended)
