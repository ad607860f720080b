"""The award: proposal, approvals, announcement, objections, appointment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from tender.act import Fact
from tender.codes import Office
from tender.commands.award import Acceptance
from tender.commands.evaluation import Proof
from tender.events import award as happened
from tender.events.evaluation import QualificationProved
from tender.events.orders import OrderRecorded
from tender.events.preparation import CommitteeFormed, ConflictDeclared
from tender.state.evaluation import Found
from tender.state.fold import Fold


@dataclass(frozen=True, slots=True)
class HeardObjection:
    """An objection and, once there is one, the answer."""

    objection: happened.ObjectionLodged
    lodged_at: datetime
    answer: happened.ObjectionAnswered | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """Who is to be awarded, and how far that has come."""

    revised: happened.PriceRevised | None = None
    negotiated: happened.NegotiationConcluded | None = None
    negotiated_at: datetime | None = None
    proposed: happened.AwardProposed | None = None
    approvals: tuple[str, ...] = ()
    decided_at: datetime | None = None
    announced: happened.ResultAnnounced | None = None
    announced_at: datetime | None = None
    objections: Mapping[str, HeardObjection] = field(default_factory=dict)
    reported_at: datetime | None = None
    agreed_at: datetime | None = None
    appointment: happened.AppointmentIssued | None = None
    appointed_at: datetime | None = None
    acceptance: Acceptance | None = None
    accepted_at: datetime | None = None
    proofs: Mapping[str, Found[Proof]] = field(default_factory=dict)  # of reserves
    gone: Mapping[str, happened.AppointmentDeclined | happened.SupplierPassedOver] = (
        field(default_factory=dict)
    )
    disagreed: happened.ResultDisagreed | None = None
    disagreed_at: datetime | None = None
    failure: happened.TenderFailed | None = None
    failed_at: datetime | None = None
    failed_by: Office | None = None

    def in_line(self) -> tuple[str, ...]:
        """Return the winner and the reserves that are left, in the order of the award.

        A reserve who has not proved its qualification is out of line.
        """
        if self.proposed is None:
            return ()
        line = (self.proposed.winner, *self.proposed.reserves)
        failed = {b for b, f in self.proofs.items() if f.what.verdict != "proved"}
        return tuple(bid for bid in line if bid not in failed.union(self.gone))

    def open_objections(self) -> tuple[str, ...]:
        """Return the objections without an answer, in order."""
        return tuple(sorted(o for o, h in self.objections.items() if h.answer is None))

    def upheld(self) -> tuple[str, ...]:
        """Return the objections that were upheld, in order."""
        return tuple(
            sorted(
                o
                for o, h in self.objections.items()
                if h.answer is not None and h.answer.verdict == "upheld"
            )
        )


fold: Fold[Award] = Fold()


@fold.on(happened.PriceRevised)
def _revised(part: Award, event: happened.PriceRevised, _: Fact) -> Award:
    return replace(part, revised=event)


@fold.on(happened.NegotiationConcluded)
def _negotiated(part: Award, event: happened.NegotiationConcluded, fact: Fact) -> Award:
    return replace(part, negotiated=event, negotiated_at=fact.at)


@fold.on(happened.AwardProposed)
def _proposed(part: Award, event: happened.AwardProposed, _: Fact) -> Award:
    return replace(part, proposed=event, approvals=())


@fold.on(happened.AwardApproved)
def _approved(part: Award, event: happened.AwardApproved, _: Fact) -> Award:
    return replace(part, approvals=(*part.approvals, event.member))


@fold.on(CommitteeFormed)
def _formed(part: Award, event: CommitteeFormed, _: Fact) -> Award:
    """Have a committee that is formed again approve again, until it is decided.

    Approvals that were kept could be half of a smaller committee without anybody's
    having decided.
    """
    del event
    return part if part.decided_at is not None else replace(part, approvals=())


@fold.on(ConflictDeclared)
def _conflicted(part: Award, event: ConflictDeclared, _: Fact) -> Award:
    """Count no approval of a member who turns out to be in conflict, until it is decided.

    Nor a proof that it took of a reserve, until somebody is appointed.
    """
    if not event.conflicted:
        return part
    if part.appointment is None:
        named = event.with_bidders
        kept = {
            bid: found
            for bid, found in part.proofs.items()
            if found.by != event.member or (named and bid not in named)
        }
        part = replace(part, proofs=kept)
    if part.decided_at is not None:
        return part
    stay = tuple(member for member in part.approvals if member != event.member)
    return replace(part, approvals=stay)


@fold.on(happened.AwardDecided)
def _decided(part: Award, _: happened.AwardDecided, fact: Fact) -> Award:
    return replace(part, decided_at=fact.at)


@fold.on(happened.ResultAnnounced)
def _announced(part: Award, event: happened.ResultAnnounced, fact: Fact) -> Award:
    return replace(part, announced=event, announced_at=fact.at)


@fold.on(happened.ObjectionLodged)
def _lodged(part: Award, event: happened.ObjectionLodged, fact: Fact) -> Award:
    heard = HeardObjection(objection=event, lodged_at=fact.at)
    return replace(part, objections={**part.objections, event.objection: heard})


@fold.on(happened.ObjectionAnswered)
def _answered(part: Award, event: happened.ObjectionAnswered, fact: Fact) -> Award:
    heard = replace(part.objections[event.objection], answer=event, answered_at=fact.at)
    return replace(part, objections={**part.objections, event.objection: heard})


@fold.on(happened.TenderFailed)
def _failed(part: Award, event: happened.TenderFailed, fact: Fact) -> Award:
    return replace(part, failure=event, failed_at=fact.at, failed_by=fact.actor.office)


@fold.on(happened.ReportHandedOver)
def _reported(part: Award, _: happened.ReportHandedOver, fact: Fact) -> Award:
    return replace(part, reported_at=fact.at)


@fold.on(happened.ResultAgreed)
def _agreed(part: Award, _: happened.ResultAgreed, fact: Fact) -> Award:
    return replace(part, agreed_at=fact.at)


@fold.on(happened.AppointmentIssued)
def _appointed(part: Award, event: happened.AppointmentIssued, fact: Fact) -> Award:
    return replace(part, appointment=event, appointed_at=fact.at)


@fold.on(happened.AppointmentAccepted)
def _accepted(part: Award, event: happened.AppointmentAccepted, fact: Fact) -> Award:
    return replace(part, acceptance=event, accepted_at=fact.at)


@fold.on(happened.ResultDisagreed)
def _disagreed(part: Award, event: happened.ResultDisagreed, fact: Fact) -> Award:
    return replace(part, disagreed=event, disagreed_at=fact.at)


@fold.on(happened.DisagreementDecided)
def _settled(part: Award, event: happened.DisagreementDecided, fact: Fact) -> Award:
    stands = event.verdict == "award_stands"
    return replace(part, agreed_at=fact.at if stands else None)


@fold.on(QualificationProved)
def _proved(part: Award, event: QualificationProved, fact: Fact) -> Award:
    """Keep the proof of a reserve whose turn has come."""
    if part.proposed is None:
        return part
    found: Found[Proof] = Found(what=event, by=fact.actor.party, at=fact.at)
    return replace(part, proofs={**part.proofs, event.bid: found})


@fold.on(happened.AppointmentDeclined)
def _declined(part: Award, event: happened.AppointmentDeclined, _: Fact) -> Award:
    return _gone(part, event)


@fold.on(happened.SupplierPassedOver)
def _passed(part: Award, event: happened.SupplierPassedOver, _: Fact) -> Award:
    return _gone(part, event)


def _gone(
    part: Award, event: happened.AppointmentDeclined | happened.SupplierPassedOver
) -> Award:
    """Return the part without an appointment, and its bidder out of line."""
    return replace(
        part,
        gone={**part.gone, event.bidder: event},
        appointment=None,
        appointed_at=None,
        acceptance=None,
        accepted_at=None,
    )


@fold.on(OrderRecorded)
def _later(part: Award, event: OrderRecorded, _: Fact) -> Award:
    """Give the time back that a suspension took of what was running."""
    announced, appointment = part.announced, part.appointment
    if announced is not None and event.answers_until is not None:
        until = event.objections_until or announced.objections_until
        later = {"objections_until": until, "answers_until": event.answers_until}
        announced = announced.model_copy(update=later)
    if appointment is not None and event.sign_by is not None:
        appointment = appointment.model_copy(update={"sign_by": event.sign_by})
    return replace(part, announced=announced, appointment=appointment)
