"""What led from the ranking to the appointment."""

from __future__ import annotations

from typing import ClassVar, Literal

from typing_extensions import override

from tender.codes import Bid, Disclosure, Status
from tender.commands.award import (
    Acceptance,
    Approval,
    Declining,
    Disagreement,
    DisagreementVerdict,
    Failure,
    NegotiationResult,
    Objection,
    ObjectionAnswer,
    PassedOver,
)
from tender.events.evaluation import CorrectedLine
from tender.money import Rupiah
from tender.registry import Event
from tender.stored import Day, Each, Line, Many, Moment


class PriceRevised(Event):
    """The only bidder left asks for less: its schedule with the lower prices.

    Of each line *offered* is the amount before, *corrected* the one after.
    """

    tag: Literal["price_revised"] = "price_revised"
    disclosure: ClassVar[Disclosure] = "at_result"
    bid: Bid
    lines: Many[CorrectedLine]
    subtotal: Rupiah
    vat: Rupiah
    offered: Rupiah
    corrected: Rupiah


class NegotiationConcluded(Event, NegotiationResult):
    """The negotiation with the only bidder left ended, at this price."""

    tag: Literal["negotiation_concluded"] = "negotiation_concluded"
    disclosure: ClassVar[Disclosure] = "at_result"
    bid: Bid
    price: Rupiah


class AwardProposed(Event):
    """An award was proposed: the first in rank, and the next ones in reserve."""

    tag: Literal["award_proposed"] = "award_proposed"
    disclosure: ClassVar[Disclosure] = "at_result"
    winner: Bid
    reserves: Each[Bid]
    price: Rupiah


class AwardApproved(Event, Approval):
    """A member approved the proposal."""

    tag: Literal["award_approved"] = "award_approved"
    disclosure: ClassVar[Disclosure] = "at_result"


class AwardDecided(Event):
    """The winner is set (penetapan): by a quorum, or by the authority on its proposal."""

    tag: Literal["award_decided"] = "award_decided"
    disclosure: ClassVar[Disclosure] = "at_result"


class ResultAnnounced(Event):
    """The result is public; objections may be lodged until *objections_until*."""

    tag: Literal["result_announced"] = "result_announced"
    objections_until: Moment
    answers_until: Moment


class ObjectionLodged(Event, Objection):
    """An objection was lodged by a bidder."""

    tag: Literal["objection_lodged"] = "objection_lodged"
    bid: Bid


class ObjectionAnswered(Event, ObjectionAnswer):
    """An objection was answered: upheld where a point was founded."""

    tag: Literal["objection_answered"] = "objection_answered"
    verdict: Literal["upheld", "rejected"]


class TenderFailed(Event, Failure):
    """The tender has failed; nothing of it can be awarded."""

    tag: Literal["tender_failed"] = "tender_failed"


class ReportHandedOver(Event):
    """The commitment officer has the report."""

    tag: Literal["report_handed_over"] = "report_handed_over"


class ResultAgreed(Event):
    """The commitment officer agrees."""

    tag: Literal["result_agreed"] = "result_agreed"


class ResultDisagreed(Event, Disagreement):
    """The commitment officer does not agree; the budget authority decides."""

    tag: Literal["result_disagreed"] = "result_disagreed"


class DisagreementDecided(Event, DisagreementVerdict):
    """The budget authority decided; where the award stands, the way is open again."""

    tag: Literal["disagreement_decided"] = "disagreement_decided"

    @property
    @override
    def leads_to(self) -> str | None:
        """To the appointment, where the award stands; else the event beside it says."""
        return "agreed" if self.verdict == "award_stands" else None


class EarlyAppointmentRefused(Event):
    """Evidence: an appointment was tried that the rules forbid."""

    tag: Literal["early_appointment_refused"] = "early_appointment_refused"


class AppointmentIssued(Event):
    """The winner was appointed, at this price, with this bond, to sign by this day."""

    tag: Literal["appointment_issued"] = "appointment_issued"
    bidder: Bid
    price: Rupiah
    bond: Rupiah | None = None
    bond_until: Day | None = None
    sign_by: Day


class AppointmentAccepted(Event, Acceptance):
    """The winner accepted."""

    tag: Literal["appointment_accepted"] = "appointment_accepted"


class AppointmentDeclined(Event, Declining):
    """The appointed bidder declined; a sanction is proposed to the authority, no more.

    *article* is what the proposal rests on, *status* how far that is known.
    """

    tag: Literal["appointment_declined"] = "appointment_declined"
    bidder: Bid
    sanction: Literal["blacklist"]
    article: Line
    status: Status


class SupplierPassedOver(Event, PassedOver):
    """The appointed bidder was passed over; no sanction comes with it."""

    tag: Literal["supplier_passed_over"] = "supplier_passed_over"
    bidder: Bid
