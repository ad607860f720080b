"""The moments at which the log is signed, and the one at which a sealed stream ends.

Both are known by the tags of events, so that whoever holds nothing but entries finds
them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from tender.canonical import Json

LEGAL_MOMENTS: Final = frozenset(
    {
        "tender_published",
        "bidding_closed",
        "bidding_stopped",
        "opening_completed",
        "technical_result_announced",
        "evaluation_completed",
        "award_decided",
        "contract_concluded",
        "start_ordered",
        "order_recorded",
    }
)
"""Events after which the log is signed as it stands."""

ENDS_INTAKE: Final = frozenset({"bidding_closed", "bidding_stopped"})
"""The events whose entry ends the sealed stream of its round: in time, and by an order."""


def is_legal_moment(events: Iterable[Mapping[str, Json]]) -> bool:
    """Say whether the log is signed after an entry with these *events*."""
    return any(event["tag"] in LEGAL_MOMENTS for event in events)


def ends_intake(events: Iterable[Mapping[str, Json]]) -> bool:
    """Say whether an entry with these *events* ends the sealed stream of its round."""
    return any(event["tag"] in ENDS_INTAKE for event in events)
