"""What happened to the contract."""

from __future__ import annotations

from typing import Literal

from tender.codes import Office
from tender.commands.fulfilment import Bond, IssuedDocument, Signature, Start
from tender.registry import Event


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


class DocumentIssued(Event, IssuedDocument):
    """A document was issued."""

    tag: Literal["document_issued"] = "document_issued"
