"""What stands before the announcement, and the register of parties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from tender.act import Fact
from tender.codes import Office
from tender.commands.preparation.carrying import HeardRoster
from tender.commands.preparation.parties import Committee, PartyFacts
from tender.commands.preparation.process import Budget, Method, Process
from tender.commands.preparation.roster import RosterNotice
from tender.commands.preparation.schedule import Slot
from tender.commands.preparation.works import Works
from tender.events import announcement
from tender.events import handover as handed
from tender.events import preparation as happened
from tender.scheme import Scheme
from tender.state.fold import Fold
from tender.state.records import Declared as Declared  # noqa: PLC0414  # parts of this
from tender.state.records import HeardClaim as HeardClaim  # noqa: PLC0414
from tender.state.records import ScheduleChange as ScheduleChange  # noqa: PLC0414
from tender.works import EstimateDetail, Incumbent, PostOrder


@dataclass(frozen=True, slots=True)
class Preparation:
    """Who, what, for how much, for whom, by when."""

    process: Process | None = None
    epoch: int = 0
    opened_at: datetime | None = None
    parties: Mapping[str, PartyFacts] = field(default_factory=dict)
    carried: happened.CarriedOver | None = None
    method: Method | None = None
    budget: Budget | None = None
    works: Works | None = None
    estimate: happened.EstimateSet | None = None
    detail: EstimateDetail | None = None
    roster: Mapping[str, Incumbent] | None = None
    notice: RosterNotice | None = None
    claims: Mapping[str, HeardClaim] = field(default_factory=dict)
    orders: tuple[PostOrder, ...] | None = (
        None  # of these works, this roster and notice
    )
    frozen_at: datetime | None = None
    slots: Mapping[str, Slot] = field(default_factory=dict)
    schedule_changes: tuple[ScheduleChange, ...] = ()
    scheme: Scheme | None = None
    committee: Committee | None = None
    conflicts: Mapping[str, Declared] = field(default_factory=dict)
    left: Mapping[str, Declared] = field(default_factory=dict)  # off it, in conflict
    threshold: int = 0
    trustees: Mapping[str, happened.Trustee] = field(default_factory=dict)
    challenges: Mapping[str, str] = field(default_factory=dict)  # trustee -> nonce hash
    alive: Mapping[str, datetime] = field(default_factory=dict)

    def acts_as(self, party: str, office: Office) -> bool:
        """Say whether *party* is registered in *office*."""
        facts = self.parties.get(party)
        return facts is not None and office in facts.offices

    def in_conflict(self, member: str, bid: str | None = None) -> bool:
        """Say whether *member* declared a conflict: with a bidder, or with anybody.

        A declaration that names no bidder is of all of them.
        """
        declared = self.conflicts.get(member)
        if declared is None or not declared.declaration.conflicted:
            return False
        named = declared.declaration.with_bidders
        return bid is None or not named or bid in named

    def heard_before(self) -> HeardRoster | None:
        """Return what was heard of the roster in the process before, while that stands."""
        heard = self.carried.roster if self.carried else None
        if heard is None or self.notice is None:
            return None
        notice = (self.notice.posted_at, self.notice.claims_until)
        same = notice == (heard.notice.posted_at, heard.notice.claims_until)
        return heard if same else None

    def open_claims(self) -> tuple[str, ...]:
        """Return the claims that nobody has ruled on, in order."""
        return tuple(sorted(c for c, h in self.claims.items() if h.ruling is None))

    def unannounced(self) -> Preparation:
        """Return the part as a tender needs it that is to be announced again.

        The schedule is set anew, keys are proved alive again, and the estimate's
        detail is revealed again once there are bids again.
        """
        return replace(
            self,
            slots={},
            schedule_changes=(),
            challenges={},
            alive={},
            detail=None,
        )


fold: Fold[Preparation] = Fold()


@fold.on(happened.ProcessOpened)
def _opened(
    part: Preparation, event: happened.ProcessOpened, fact: Fact
) -> Preparation:
    return replace(part, process=event, epoch=event.epoch, opened_at=fact.at)


@fold.on(happened.CarriedOver)
def _carried(part: Preparation, event: happened.CarriedOver, _: Fact) -> Preparation:
    return replace(part, carried=event)


@fold.on(happened.EpochAdopted)
def _adopted(part: Preparation, event: happened.EpochAdopted, _: Fact) -> Preparation:
    return replace(part, epoch=event.epoch)


@fold.on(happened.PartyRegistered)
def _registered(
    part: Preparation, event: happened.PartyRegistered, _: Fact
) -> Preparation:
    return replace(part, parties={**part.parties, event.party: event})


@fold.on(happened.MethodReasoned)
def _reasoned(
    part: Preparation, event: happened.MethodReasoned, _: Fact
) -> Preparation:
    return replace(part, method=event)


@fold.on(happened.BudgetSet)
def _budgeted(part: Preparation, event: happened.BudgetSet, _: Fact) -> Preparation:
    return replace(part, budget=event)


@fold.on(happened.WorksSpecified)
def _specified(
    part: Preparation, event: happened.WorksSpecified, _: Fact
) -> Preparation:
    return replace(part, works=event, orders=None, estimate=None)


@fold.on(happened.EstimateSet)
def _estimated(part: Preparation, event: happened.EstimateSet, _: Fact) -> Preparation:
    return replace(part, estimate=event)


@fold.on(happened.EstimateDetailRevealed)
def _revealed(
    part: Preparation, event: happened.EstimateDetailRevealed, _: Fact
) -> Preparation:
    return replace(part, detail=event.detail)


@fold.on(happened.RosterProposed)
def _proposed(
    part: Preparation, event: happened.RosterProposed, _: Fact
) -> Preparation:
    roster = {line.worker: line for line in event.incumbents}
    return replace(part, roster=roster, notice=None, orders=None)


@fold.on(handed.ListHandedOver)
def _listed(part: Preparation, _: handed.ListHandedOver, __: Fact) -> Preparation:
    """Have a roster proposed on the list that is in force, and people heard on it."""
    return replace(part, roster=None, notice=None, orders=None)


@fold.on(happened.RosterNotified)
def _notified(
    part: Preparation, event: happened.RosterNotified, _: Fact
) -> Preparation:
    return replace(part, notice=event, orders=None)


@fold.on(happened.PlaceClaimed)
def _claimed(
    part: Preparation, event: happened.PlaceClaimed, fact: Fact
) -> Preparation:
    heard = HeardClaim(claim=event, claimed_at=fact.at)
    return replace(part, claims={**part.claims, event.claim: heard})


@fold.on(happened.ClaimRuled)
def _ruled(part: Preparation, event: happened.ClaimRuled, _: Fact) -> Preparation:
    heard = replace(part.claims[event.claim], ruling=event)
    roster = dict(part.roster or {})
    if event.verdict == "upheld" and heard.claim.ground == "not_mine":
        roster.pop(heard.claim.worker or "", None)
    elif event.verdict == "upheld" and event.line is not None:
        roster[event.line.worker] = event.line
    return replace(part, claims={**part.claims, event.claim: heard}, roster=roster)


@fold.on(happened.RosterFrozen)
def _frozen(part: Preparation, event: happened.RosterFrozen, fact: Fact) -> Preparation:
    return replace(part, orders=event.orders, frozen_at=fact.at)


@fold.on(happened.ScheduleSet)
def _scheduled(part: Preparation, event: happened.ScheduleSet, _: Fact) -> Preparation:
    return replace(part, slots={slot.stage: slot for slot in event.slots})


@fold.on(happened.ScheduleChanged)
def _moved(
    part: Preparation, event: happened.ScheduleChanged, fact: Fact
) -> Preparation:
    slots: dict[str, Slot] = {slot.stage: slot for slot in event.slots}
    deadline = slots["bidding"].ends if "bidding" in slots else None
    change = ScheduleChange(fact.at, event.ground, event.reason, deadline)
    return replace(
        part,
        slots=slots,
        schedule_changes=(*part.schedule_changes, change),
    )


@fold.on(happened.SchemeSet)
def _schemed(part: Preparation, event: happened.SchemeSet, _: Fact) -> Preparation:
    return replace(part, scheme=event.scheme)


@fold.on(announcement.TenderAmended)
def _amended(
    part: Preparation, event: announcement.TenderAmended, _: Fact
) -> Preparation:
    estimate, asked = part.estimate, event.estimate
    if asked is not None and event.estimated_on is not None:
        estimate = happened.EstimateSet(
            amount=asked.amount,
            vat_mode=asked.vat_mode,
            detail=asked.detail,
            set_on=event.estimated_on,
        )
    return replace(
        part,
        works=event.works or part.works,
        scheme=event.scheme or part.scheme,
        estimate=estimate,
        orders=part.orders if event.orders is None else event.orders,
    )


@fold.on(happened.CommitteeFormed)
def _formed(part: Preparation, event: happened.CommitteeFormed, _: Fact) -> Preparation:
    """Keep what members said; of who leaves, that it was in conflict.

    Who comes back declares again: the unit answers for it, by two decrees.
    """
    off = {
        member: declared
        for member, declared in {**part.left, **part.conflicts}.items()
        if member not in event.members and declared.declaration.conflicted
    }
    stay = {m: d for m, d in part.conflicts.items() if m in event.members}
    return replace(part, committee=event, conflicts=stay, left=off)


@fold.on(happened.ConflictDeclared)
def _declared(
    part: Preparation, event: happened.ConflictDeclared, fact: Fact
) -> Preparation:
    declared = Declared(declaration=event, at=fact.at)
    return replace(part, conflicts={**part.conflicts, event.member: declared})


@fold.on(happened.TrusteesNamed)
def _named(part: Preparation, event: happened.TrusteesNamed, _: Fact) -> Preparation:
    trustees = {trustee.trustee: trustee for trustee in event.trustees}
    return replace(
        part, threshold=event.threshold, trustees=trustees, challenges={}, alive={}
    )


@fold.on(happened.KeyChallenged)
def _challenged(
    part: Preparation, event: happened.KeyChallenged, _: Fact
) -> Preparation:
    challenges = {**part.challenges, event.trustee: event.nonce_sha256}
    return replace(part, challenges=challenges)


@fold.on(happened.KeyProvenAlive)
def _alive(
    part: Preparation, event: happened.KeyProvenAlive, fact: Fact
) -> Preparation:
    challenges = {t: c for t, c in part.challenges.items() if t != event.trustee}
    alive = {**part.alive, event.trustee: fact.at}
    return replace(part, challenges=challenges, alive=alive)
