"""What orders from outside led to, and the rounds that begin again."""

from __future__ import annotations

from typing import Literal

from typing_extensions import override

from tender.codes import Code
from tender.commands.orders import Order, Reopened
from tender.registry import Event
from tender.stored import Day, Many, Moment, Positive, Stored


class LaterAnswer(Stored):
    """Until when an enquiry may be answered after a suspension."""

    enquiry: Code
    answer_by: Moment


class OrderRecorded(Event, Order):
    """An order was recorded and followed.

    A resumption gives back the time that a suspension took: the ends of what was
    running then are these.
    """

    tag: Literal["order_recorded"] = "order_recorded"
    objections_until: Moment | None = None
    answers_until: Moment | None = None
    sign_by: Day | None = None
    enquiries: Many[LaterAnswer] | None = None

    @property
    @override
    def leads_to(self) -> str | None:
        """To the end, where the tender is annulled."""
        return "annulled" if self.effect == "annul" else None


class BiddingStopped(Event):
    """Intake ended without a deadline. The entry's `sealed` block ends the sealed stream."""

    tag: Literal["bidding_stopped"] = "bidding_stopped"


class RoundOpened(Event):
    """A round began: at the evaluation of the same offers, or with bids again.

    *about* is the objection or the order that led to it.
    """

    tag: Literal["round_opened"] = "round_opened"
    round: Positive
    at: Reopened
    ground: Literal["objection", "disagreement", "order"]
    about: Code | None = None

    @property
    @override
    def leads_to(self) -> str | None:
        """To the evaluation; bids again begin with a new announcement, so before it."""
        return "evaluation" if self.at == "evaluation" else "preparation"
