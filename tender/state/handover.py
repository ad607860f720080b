"""What the outgoing provider handed over, what its workers are owed, what was received."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from tender.act import Fact
from tender.events import handover as happened
from tender.state.fold import Fold


@dataclass(frozen=True, slots=True)
class Succession:
    """The list in force, each arrear as it was stated last, and the handover received."""

    listed: happened.ListHandedOver | None = None
    listed_at: datetime | None = None
    arrears: Mapping[str, happened.ArrearStated] = field(default_factory=dict)
    received: happened.HandoverReceived | None = None

    def again(self) -> Succession:
        """Return the part for a new round: whoever wins it has received nothing yet."""
        return replace(self, received=None)

    def unsettled(self) -> tuple[happened.ArrearStated, ...]:
        """Return the arrears that are not paid, by their codes."""
        by_code = sorted(self.arrears.items())
        return tuple(one for _, one in by_code if one.state != "paid")


fold: Fold[Succession] = Fold()


@fold.on(happened.ListHandedOver)
def _listed(part: Succession, event: happened.ListHandedOver, fact: Fact) -> Succession:
    return replace(part, listed=event, listed_at=fact.at)


@fold.on(happened.ArrearStated)
def _stated(part: Succession, event: happened.ArrearStated, _: Fact) -> Succession:
    return replace(part, arrears={**part.arrears, event.arrear: event})


@fold.on(happened.HandoverReceived)
def _received(
    part: Succession, event: happened.HandoverReceived, _: Fact
) -> Succession:
    return replace(part, received=event)
