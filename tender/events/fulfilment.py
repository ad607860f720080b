"""What happened to the contract."""

from __future__ import annotations

from typing import Literal

from tender.codes import Component, Item, Office
from tender.commands.fulfilment import (
    AddendumAgreed,
    Bond,
    IssuedDocument,
    Signature,
    Start,
    WageRise,
)
from tender.money import Rupiah
from tender.registry import Event
from tender.stored import Many, Some, Stored


class BondLodged(Event, Bond):
    """The performance bond was lodged."""

    tag: Literal["bond_lodged"] = "bond_lodged"


class ContractSigned(Event, Signature):
    """One side signed."""

    tag: Literal["contract_signed"] = "contract_signed"
    side: Office


class ContractConcluded(Event):
    """Both sides have signed."""

    tag: Literal["contract_concluded"] = "contract_concluded"


class StartOrdered(Event, Start):
    """The start of work was ordered."""

    tag: Literal["start_ordered"] = "start_ordered"


class RisenLine(Stored):
    """By how much the *items* that pay for *component* rise together, without VAT."""

    component: Component
    items: Many[Item]
    amount: Rupiah


class WagesAdjusted(Event, WageRise):
    """The addendum was proposed: what rises, and the price *before* it and with it.

    Prices are the contract's, with VAT.
    """

    tag: Literal["wages_adjusted"] = "wages_adjusted"
    lines: Some[RisenLine]
    before: Rupiah
    price: Rupiah


class AddendumConcluded(Event, AddendumAgreed):
    """Both sides have agreed to the addendum."""

    tag: Literal["addendum_concluded"] = "addendum_concluded"


class DocumentIssued(Event, IssuedDocument):
    """A document was issued."""

    tag: Literal["document_issued"] = "document_issued"
