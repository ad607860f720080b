"""What happened before the announcement."""

from __future__ import annotations

from typing import ClassVar, Literal

from tender.codes import Code, Disclosure, Party, Tag, ValueId
from tender.commands.preparation.carrying import Following, HeardRoster, Piece
from tender.commands.preparation.choices import Choice, Confirmation, SchemeFacts
from tender.commands.preparation.parties import (
    Committee,
    ConflictDeclaration,
    KeyAnswer,
    KeyChallenge,
    PartyFacts,
    Recipient,
)
from tender.commands.preparation.process import Budget, Epoch, Method, Process
from tender.commands.preparation.roster import Claim, Roster, RosterNotice, Ruling
from tender.commands.preparation.schedule import Schedule
from tender.commands.preparation.works import Estimate, Works
from tender.registry import Event
from tender.stored import Commitment, Count, Day, Each, Many, Stored, Words
from tender.works import EstimateDetail, PostOrder


class ProcessOpened(Event, Process):
    """A process was opened, with the epoch that it keeps."""

    tag: Literal["process_opened"] = "process_opened"
    epoch: Count


class PieceCarried(Stored):
    """A piece that was carried over, from the entry of that hash; of a value, which."""

    piece: Piece
    entry: Commitment
    value: ValueId | None = None


class CarriedOver(Event, Following):
    """The process follows one before; the events behind this one are what it takes over.

    *roster* says when the people were heard, whose roster is taken over.
    """

    tag: Literal["carried_over"] = "carried_over"
    pieces: Many[PieceCarried]
    roster: HeardRoster | None = None


class EpochAdopted(Event, Epoch):
    """From here on the process is decided with the errata up to this one."""

    tag: Literal["epoch_adopted"] = "epoch_adopted"


class PartyRegistered(Event, PartyFacts):
    """A party is on record. Who is interested in bidding stays hidden until the closing."""

    tag: Literal["party_registered"] = "party_registered"
    disclosure: ClassVar[Disclosure] = "at_closing"


class MethodReasoned(Event, Method):
    """The method was chosen, with its reason."""

    tag: Literal["method_reasoned"] = "method_reasoned"


class BudgetSet(Event, Budget):
    """Budget and account are named."""

    tag: Literal["budget_set"] = "budget_set"


class WorksSpecified(Event, Works):
    """Posts and price schedule are set."""

    tag: Literal["works_specified"] = "works_specified"


class EstimateSet(Event, Estimate):
    """The estimate was set, on a legal day from which its age counts."""

    tag: Literal["estimate_set"] = "estimate_set"
    set_on: Day


class EstimateDetailRevealed(Event):
    """The estimate's detail met its commitment."""

    tag: Literal["estimate_detail_revealed"] = "estimate_detail_revealed"
    disclosure: ClassVar[Disclosure] = "at_result"
    detail: EstimateDetail


class RosterProposed(Event, Roster):
    """A roster was proposed."""

    tag: Literal["roster_proposed"] = "roster_proposed"


class RosterNotified(Event, RosterNotice):
    """Notice of the roster was given."""

    tag: Literal["roster_notified"] = "roster_notified"


class PlaceClaimed(Event, Claim):
    """A worker claimed a place or a correction."""

    tag: Literal["place_claimed"] = "place_claimed"


class ClaimRuled(Event, Ruling):
    """A claim was ruled on."""

    tag: Literal["claim_ruled"] = "claim_ruled"


class RosterFrozen(Event):
    """The roster stands: who is offered which post in what order, and who waits."""

    tag: Literal["roster_frozen"] = "roster_frozen"
    orders: Many[PostOrder]


class ScheduleSet(Event, Schedule):
    """The schedule was set."""

    tag: Literal["schedule_set"] = "schedule_set"


class ScheduleChanged(Event, Schedule):
    """The schedule was changed, by an officer or by rule on a ground, for a public reason."""

    tag: Literal["schedule_changed"] = "schedule_changed"
    ground: Literal["officer", "outage", "amendment", "questions"]
    reason: Words


class ValueChosen(Event, Choice):
    """A value was set by the tender itself."""

    tag: Literal["value_chosen"] = "value_chosen"
    chosen_on: Day


class ValueConfirmed(Event, Confirmation):
    """A human stands for a recalled value."""

    tag: Literal["value_confirmed"] = "value_confirmed"


class SchemeSet(Event, SchemeFacts):
    """The scheme was set."""

    tag: Literal["scheme_set"] = "scheme_set"


class CommitteeFormed(Event, Committee):
    """The committee was formed."""

    tag: Literal["committee_formed"] = "committee_formed"


class ConflictDeclared(Event, ConflictDeclaration):
    """A member declared, or denied, a conflict of interest."""

    tag: Literal["conflict_declared"] = "conflict_declared"


class ActByConflictedRefused(Event):
    """Evidence: somebody acted where a conflict of interest forbade it."""

    tag: Literal["act_by_conflicted_refused"] = "act_by_conflicted_refused"
    disclosure: ClassVar[Disclosure] = "at_result"
    member: Party
    act: Tag


class Trustee(Stored):
    """A trustee, the organ behind, and the recipient to which shares are sealed."""

    trustee: Party
    organ: Code
    recipient: Recipient


class TrusteesNamed(Event):
    """So many of these trustees open a seal."""

    tag: Literal["trustees_named"] = "trustees_named"
    threshold: Count
    trustees: Each[Trustee]


class KeyChallenged(Event, KeyChallenge):
    """A trustee was asked to prove the key alive."""

    tag: Literal["key_challenged"] = "key_challenged"


class KeyProvenAlive(Event, KeyAnswer):
    """A trustee opened the nonce."""

    tag: Literal["key_proven_alive"] = "key_proven_alive"
