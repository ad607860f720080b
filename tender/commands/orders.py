"""Orders from outside: what a court, LKPP, KPPU or the budget authority has ordered."""

from __future__ import annotations

from typing import Literal

from tender.codes import Code
from tender.commands.preparation.schedule import Slot
from tender.registry import Command
from tender.stored import Line, Many, Sha256, Stored, Words

Reopened = Literal["evaluation", "bidding"]
"""Where a round begins: with the offers that were opened, or with bids again."""


class Order(Stored):
    """An order, by whom, in which document, on which basis, and its effect.

    *document* is the SHA-256 of the order as it came; *stage* is said where it reopens.
    """

    order: Code
    authority: Literal["court", "lkpp", "kppu", "authority", "inspectorate"]
    document: Sha256
    basis: Line
    effect: Literal["suspend", "resume", "annul", "reopen"]
    stage: Reopened | None = None
    reason: Words


class RecordOrder(Command, Order):
    """Put an order on record, and follow it.

    *slots* is the schedule from a resumption on; it stands whole in the place of the
    one before.
    """

    tag: Literal["record_order"] = "record_order"
    slots: Many[Slot] | None = None
