"""Before the announcement: who, what, for how much, for whom, by when."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from tender.codes import (
    Account,
    AwardCriteria,
    Code,
    ContractType,
    Envelopes,
    Intake,
    Ocid,
    Office,
    Party,
    Post,
    ValueId,
    VatMode,
    Worker,
)
from tender.money import Rate, Rupiah
from tender.registry import Command
from tender.scheme import Scheme
from tender.stored import (
    CHANCE,
    Commitment,
    Count,
    Day,
    Each,
    Flag,
    Hex,
    Line,
    Many,
    Moment,
    Positive,
    Sha256,
    Stored,
    Words,
)
from tender.works import EstimateDetail, Incumbent, ItemLine, Job, PostPlan

Offset = Annotated[str, StringConstraints(pattern=r"^[+-](?:0[0-9]|1[0-4]):(?:00|30)$")]
"""The fixed offset at which legal days are counted: `+07:00` is WIB."""

Recipient = Annotated[str, StringConstraints(pattern=r"^age1[0-9a-z]{58}$")]
"""An X25519 recipient of age, to which shares are sealed."""

PublicKey = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""An Ed25519 public key, in hexadecimal."""


class Process(Stored):
    """What a process is from its first entry."""

    ocid: Ocid
    title: Line
    government: Line  # whose letterhead it is
    buyer: Line  # the unit whose budget pays
    office: Code  # the procurement unit that runs the tender
    job: Job
    practice: Flag
    intake: Intake
    offset: Offset
    regime: Literal["first_generation", "successor"]
    programme: Code | None = None


class OpenProcess(Command, Process):
    """Open a process: the first entry, which says whether it is practice."""

    tag: Literal["open_process"] = "open_process"


class PartyFacts(Stored):
    """A party: in what offices it acts, from which organ, with which keys.

    *identity* commits to a private blob with the name and numbers of the party.
    """

    party: Party
    offices: Each[Office]
    organ: Code
    key: PublicKey | None = None
    recipient: Recipient | None = None
    identity: Annotated[Sha256 | None, CHANCE] = None


class RegisterParty(Command, PartyFacts):
    """Put a party and its keys on record."""

    tag: Literal["register_party"] = "register_party"


class Catalogue(Stored):
    """What a look into the electronic catalogue showed."""

    checked_on: Day
    listed: Flag
    exception: (
        Literal["volume", "specification", "time", "place", "more_efficient"] | None
    ) = None
    evidence: Sha256  # of the screen or list that was looked at


class Method(Stored):
    """By which method, and why not by another."""

    method: Literal[
        "tender",
        "quick_tender",
        "direct_procurement",
        "direct_appointment",
        "e_purchasing",
    ]
    award_criteria: AwardCriteria
    envelopes: Envelopes
    contract_type: ContractType
    small_business: Flag  # reserved for small firms and co-operatives
    outsourcing_field: Positive  # of Permenaker 7/2026 art. 3(2)
    catalogue: Catalogue
    reason: Words


class ReasonMethod(Command, Method):
    """Choose the method, with the catalogue check and the reason."""

    tag: Literal["reason_method"] = "reason_method"


class Budget(Stored):
    """Where the money stands: *amount* is the pagu, *plan* the code of the RUP."""

    account: Account
    amount: Rupiah
    year: Positive
    plan: Code
    unit: Line


class SetBudget(Command, Budget):
    """Name budget and account."""

    tag: Literal["set_budget"] = "set_budget"


class Works(Stored):
    """The specification in figures: posts, price schedule, place and time."""

    posts: Many[PostPlan]
    items: Many[ItemLine]
    place: Line
    starts_on: Day
    ends_on: Day


class SpecifyWorks(Command, Works):
    """Set the posts and the price schedule."""

    tag: Literal["specify_works"] = "specify_works"


class Estimate(Stored):
    """The estimate (HPS): its total with VAT is open, its detail a commitment.

    *detail* is the SHA-256 of salt | canonical bytes of an `EstimateDetail`.
    """

    amount: Rate
    vat_mode: VatMode
    detail: Commitment


class SetEstimate(Command, Estimate):
    """Set the estimate."""

    tag: Literal["set_estimate"] = "set_estimate"


class RevealEstimateDetail(Command):
    """Open the commitment on the estimate's detail, once the bids are open."""

    tag: Literal["reveal_estimate_detail"] = "reveal_estimate_detail"
    salt: Annotated[Hex, CHANCE]
    detail: EstimateDetail


class Roster(Stored):
    """The people who do the work today."""

    incumbents: Many[Incumbent]


class ProposeRoster(Command, Roster):
    """Propose the roster, before anybody has been heard."""

    tag: Literal["propose_roster"] = "propose_roster"


class RosterNotice(Stored):
    """Where and until when the roster can be read and contested."""

    posted_at: Line
    claims_until: Moment


class NotifyRoster(Command, RosterNotice):
    """Give notice of the roster to the people on it and to those who are not."""

    tag: Literal["notify_roster"] = "notify_roster"


class Claim(Stored):
    """A worker's claim; the worker's own words are a private blob."""

    claim: Code
    ground: Literal["omitted", "wrong_post", "wrong_start", "wrong_pay", "not_mine"]
    worker: Worker | None = None
    post: Post
    words: Commitment


class ClaimPlace(Command, Claim):
    """Claim a place on the roster, or a correction of one's line."""

    tag: Literal["claim_place"] = "claim_place"


class Ruling(Stored):
    """How a claim ends: with a reason, and with the line as it now stands."""

    claim: Code
    verdict: Literal["upheld", "rejected"]
    reason: Words
    line: Incumbent | None = None


class RuleOnClaim(Command, Ruling):
    """Rule on a claim."""

    tag: Literal["rule_on_claim"] = "rule_on_claim"


class FreezeRoster(Command):
    """Freeze the roster, with the order in which the people are offered the posts.

    *order* names every incumbent once; *ground* is the published reason for it.
    Both are needed where there are more people than posts.
    """

    tag: Literal["freeze_roster"] = "freeze_roster"
    order: Each[Worker] | None = None
    ground: Literal["longest_service"] | None = None


class Slot(Stored):
    """A stage of the schedule, from and until."""

    stage: Literal[
        "announcement",
        "clarification",
        "bidding",
        "opening",
        "evaluation",
        "technical_result",
        "price_opening",
        "proof",
        "award",
        "objection",
        "objection_answer",
        "appointment",
        "contract",
        "start",
    ]
    starts: Moment
    ends: Moment


class Schedule(Stored):
    """When everything is to happen."""

    slots: Many[Slot]


class SetSchedule(Command, Schedule):
    """Set the schedule."""

    tag: Literal["set_schedule"] = "set_schedule"


class ChangeSchedule(Command, Schedule):
    """Change the schedule, for a reason that is published."""

    tag: Literal["change_schedule"] = "change_schedule"
    reason: Words


class Choice(Stored):
    """A value that this tender's own documents set, and the clause that sets it."""

    id: ValueId
    value: Line
    unit: Line
    clause: Line


class ChooseValue(Command, Choice):
    """Set a value for this tender."""

    tag: Literal["choose_value"] = "choose_value"


class Confirmation(Stored):
    """A human's word for a value that the pack only recalls."""

    id: ValueId
    citation: Line


class ConfirmValue(Command, Confirmation):
    """Confirm a recalled value, with the text it was checked against."""

    tag: Literal["confirm_value"] = "confirm_value"


class SchemeFacts(Stored):
    """The scheme of evaluation."""

    scheme: Scheme


class SetScheme(Command, SchemeFacts):
    """Set the scheme."""

    tag: Literal["set_scheme"] = "set_scheme"


class Committee(Stored):
    """The members of the Pokja Pemilihan and the decree that names them."""

    members: Each[Party]
    decree: Line


class FormCommittee(Command, Committee):
    """Form the committee."""

    tag: Literal["form_committee"] = "form_committee"


class ConflictDeclaration(Stored):
    """A member's own word on conflicts of interest; grounds are a private blob.

    *with_bidders* names the bidders concerned, once bidders are known.
    """

    member: Party
    conflicted: Flag
    with_bidders: Each[Party] = ()
    ground: Annotated[Sha256 | None, CHANCE] = None


class DeclareConflict(Command, ConflictDeclaration):
    """Declare a conflict of interest, or that there is none."""

    tag: Literal["declare_conflict"] = "declare_conflict"


class Trustees(Stored):
    """Who holds shares, and how many of them open a seal."""

    threshold: Count
    trustees: Each[Party]


class NameTrustees(Command, Trustees):
    """Name the trustees."""

    tag: Literal["name_trustees"] = "name_trustees"


class KeyChallenge(Stored):
    """A nonce was sealed to a trustee; its hash is on record."""

    trustee: Party
    nonce_sha256: Commitment


class ChallengeKey(Command, KeyChallenge):
    """Ask a trustee to prove that the key is alive."""

    tag: Literal["challenge_key"] = "challenge_key"


class KeyAnswer(Stored):
    """The nonce, opened."""

    trustee: Party
    nonce: Annotated[Hex, CHANCE]


class ProveKeyAlive(Command, KeyAnswer):
    """Answer a challenge."""

    tag: Literal["prove_key_alive"] = "prove_key_alive"
