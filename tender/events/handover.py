"""What the outgoing provider handed over, and what the new one received."""

from __future__ import annotations

from typing import Literal

from tender.codes import Office
from tender.commands.handover import Arrear, Handover, OutgoingList
from tender.registry import Event


class ListHandedOver(Event, OutgoingList):
    """The list was handed over, by the provider itself or by the PPK."""

    tag: Literal["list_handed_over"] = "list_handed_over"
    by: Office


class ArrearStated(Event, Arrear):
    """It was stated what a worker is owed, or how that stands; *by* says whose word it is."""

    tag: Literal["arrear_stated"] = "arrear_stated"
    by: Office


class HandoverReceived(Event, Handover):
    """The new provider received the handover."""

    tag: Literal["handover_received"] = "handover_received"
