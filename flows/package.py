"""A package: one tender as people prepared it in files, read and checked, not yet run.

Nothing here reads or writes a file: `api.files.package` reads, the flows run. What
rules can compute stands in no package; what people decide stands in its acts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from rules.lint.people import Profile
from tender.codes import Code, Ocid, Office, Part, Party, VatMode, Worker
from tender.commands.bidding import Envelope
from tender.commands.fulfilment import RequestedKind
from tender.commands.handover import OutgoingList
from tender.commands.preparation.carrying import Piece, Relation
from tender.commands.preparation.choices import Choice
from tender.commands.preparation.parties import Committee, Trustees
from tender.commands.preparation.process import Budget, Method, Process
from tender.commands.preparation.schedule import Schedule
from tender.commands.preparation.works import Works
from tender.offer import Offer
from tender.scheme import Scheme
from tender.works import EstimateDetail, Incumbent

EVERY: Final = frozenset({"*"})
"""Every field of a command is filled in."""

FILLED_IN: Final[Mapping[str, frozenset[str]]] = {
    "open_process": EVERY,
    "register_party": EVERY,  # the party that the act is about
    "carry_over": frozenset(
        {
            "predecessor",
            "relation",
            "budget",
            "works",
            "values",
            "scheme",
            "roster",
        }
    ),
    "reason_method": EVERY,
    "set_budget": EVERY,
    "specify_works": EVERY,
    "set_estimate": EVERY,
    "reveal_estimate_detail": EVERY,
    "hand_over_list": EVERY,
    "propose_roster": EVERY,
    "claim_place": frozenset({"words"}),
    "freeze_roster": frozenset({"order"}),
    "set_scheme": EVERY,
    "set_schedule": EVERY,
    "choose_value": EVERY,  # the choice that the act is about
    "form_committee": EVERY,
    "name_trustees": EVERY,
    "prove_key_alive": EVERY,
    "ask_question": frozenset({"words"}),
    "commit_bid": EVERY,
    "replace_bid": EVERY,
    "withdraw_bid": EVERY,
    "release_shares": EVERY,
    "answer_clarification": frozenset({"words"}),
    "lodge_objection": frozenset({"words"}),
    "sign_contract": frozenset({"contract"}),
}
"""What `flows.desk` fills in, by command; every other field stands in the act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageParty:
    """A party with the keys it acts with in practice; a real party keeps its own.

    *signing_seed* is the seed of an Ed25519 key, 32 bytes in hexadecimal;
    *age_identity* and *recipient* are the two halves of an age key. *identity*
    is who the party is, by name and number: it becomes a private blob.
    """

    party: Party
    offices: tuple[Office, ...]
    organ: Code
    signing_seed: str | None = field(default=None, repr=False)
    age_identity: str | None = field(default=None, repr=False)
    recipient: str | None = None
    identity: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A bid as it was sealed: its envelope, and each ciphertext by its SHA-256."""

    envelope: Envelope
    ciphertexts: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BidFolder:
    """A bid: *code* is its bidder's; each part an offer; attachments by their names."""

    code: Party
    offers: Mapping[Part, Offer]
    attachments: Mapping[str, bytes] = field(repr=False)
    sealed: Sealed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAct:
    """What a party does in an office at a moment, in UTC.

    *fields* are those of the command that people fill in, as its class reads them
    (`from_json`); what is filled in at the run (`FILLED_IN`) may be absent. *words*
    become a blob. *number* is the act's among the acts, from 1, which its key is made
    of; *line* is where it stands in `acts.toml`.
    """

    at: datetime
    party: Party
    office: Office
    command: str
    about: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)
    words: str | None = None
    number: int
    line: int


class UnknownSubjectError(LookupError):
    """An act is about something that the package does not have."""

    def __init__(self, act: PlannedAct, expected: str) -> None:
        super().__init__(
            f"acts.toml:{act.line}: about: expected {expected}, found {act.about!r}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriesOver:
    """That the package follows a process: which, as what, and what it takes over.

    *line* is where `tender.toml` says so.
    """

    predecessor: Ocid
    relation: Relation
    pieces: tuple[Piece, ...]
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One tender; *name* is that of its folder."""

    name: str
    process: Process
    method: Method
    budget: Budget
    works: Works
    vat_mode: VatMode
    estimate: EstimateDetail
    incumbents: tuple[Incumbent, ...]
    scheme: Scheme
    schedule: Schedule
    choices: tuple[Choice, ...]
    committee: Committee
    trustees: Trustees
    parties: Mapping[str, PackageParty]
    bids: Mapping[str, BidFolder]
    acts: tuple[PlannedAct, ...]
    papers: tuple[
        RequestedKind, ...
    ] = ()  # documents asked for beside those of each tender
    carries_over: CarriesOver | None = None
    outgoing: OutgoingList | None = None  # of a successor tender
    profiles: Mapping[Worker, Profile] = field(default_factory=dict, repr=False)
