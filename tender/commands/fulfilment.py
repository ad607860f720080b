"""The contract: bond, signatures, start of work, addendum, and the documents issued."""

from __future__ import annotations

from typing import Annotated, Literal

from tender.codes import Bid
from tender.money import Rupiah
from tender.registry import Command
from tender.stored import CHANCE, Commitment, Count, Day, Line, Sha256, Stored, Words

DocumentKind = Literal[
    "announcement",
    "opening_minutes",
    "selection_report",
    "award_decision",
    "award_announcement",
    "result_letter",
    "appointment",
    "contract",
    "clarification_minutes",
    "start_order",
    "worker_slips",
    "technical_minutes",
    "price_opening_minutes",
    "evaluation_minutes",
    "failure_announcement",
    "contract_addendum",
]
"""Pengumuman, BA pembukaan, BAHP, penetapan, pengumuman pemenang, letter, SPPBJ, contract;
BA pemberian penjelasan, SPMK, and what is promised to each worker;
BA evaluasi teknis, pembukaan file harga, evaluasi, of a tender by points or in two files;
pengumuman tender gagal; adendum kontrak."""

RequestedKind = Literal["clarification_minutes", "start_order", "worker_slips"]
"""The documents that a package asks for; the others are issued in every tender."""

FilesKind = Literal["technical_minutes", "price_opening_minutes", "evaluation_minutes"]
"""The minutes of a tender in two files, and the last one of a tender by points."""


class Bond(Stored):
    """The performance bond: who pays, how much, until when."""

    issuer: Line
    kind: Literal["bank", "guarantee_company", "insurance"]
    number: Line
    amount: Rupiah
    valid_until: Day
    paper: Sha256


class LodgeBond(Command, Bond):
    """Lodge the performance bond."""

    tag: Literal["lodge_bond"] = "lodge_bond"


class Signature(Stored):
    """A party's signature under the contract data: *contract* is their digest."""

    contract: Sha256
    number: Line


class SignContract(Command, Signature):
    """Sign the contract; it stands when both sides have signed."""

    tag: Literal["sign_contract"] = "sign_contract"


class Start(Stored):
    """The day on which work starts; an order that comes late says why."""

    starts_on: Day
    reason: Words | None = None


class OrderStart(Command, Start):
    """Order the start of work (SPMK)."""

    tag: Literal["order_start"] = "order_start"


class WageRise(Stored):
    """A minimum wage that has risen: from *effective* on wages follow it, by *decree*.

    *minimum_wage* is rupiah a month, *number* that of the addendum, *paper* the decree's
    own text.
    """

    number: Line
    minimum_wage: Rupiah
    decree: Line
    paper: Sha256
    effective: Day


class AdjustWages(Command, WageRise):
    """Propose the addendum by which the wages of the contract follow a decree."""

    tag: Literal["adjust_wages"] = "adjust_wages"


class AddendumAgreed(Stored):
    """The supplier's word to an addendum, by its *number*."""

    number: Line


class AcceptAddendum(Command, AddendumAgreed):
    """Agree to the addendum, as supplier; with it the addendum stands."""

    tag: Literal["accept_addendum"] = "accept_addendum"


class IssuedDocument(Stored):
    """A document as it left: its data, its page, its template, each by hash.

    *data* is of the document data at entry *as_of_seq*, which replay computes
    again; *html* is of the masked rendition made of it with *template*.
    """

    kind: DocumentKind
    number: Line
    about: Bid | None = None
    as_of_seq: Count
    data_sha256: Commitment
    html_sha256: Commitment
    template_sha256: Sha256
    original: Annotated[Sha256 | None, CHANCE] = (
        None  # salted hash of the signed original
    )


class IssueDocument(Command, IssuedDocument):
    """Issue a document."""

    tag: Literal["issue_document"] = "issue_document"
