"""The contract: bond, signatures, start, addendum, and the documents that were issued."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from tender.act import Fact
from tender.commands.fulfilment import Bond, IssuedDocument, Start
from tender.events import fulfilment as happened
from tender.events.award import AppointmentDeclined, SupplierPassedOver
from tender.registry import Event
from tender.state.fold import Fold

HEARD = ("announcement", "clarification_minutes", "opening_minutes")
"""Documents that are for all at once, and of what is not done again with the evaluation."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A document, and when it was issued."""

    document: IssuedDocument
    at: datetime
    stands: bool = True  # until what it speaks of is done again


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What became of the award."""

    bond: Bond | None = None
    bond_at: datetime | None = None
    signatures: Mapping[str, happened.ContractSigned] = field(default_factory=dict)
    concluded_at: datetime | None = None
    start: Start | None = None
    start_at: datetime | None = None
    adjusted: happened.WagesAdjusted | None = None
    adjusted_at: datetime | None = None
    addendum_at: datetime | None = None  # when the supplier agreed
    documents: tuple[Issued, ...] = ()

    def issued(self, kind: str, about: str | None = None) -> Issued | None:
        """Return the last document of a kind, about a bid where it is about one."""
        return next(
            (
                issued
                for issued in reversed(self.documents)
                if (issued.document.kind, issued.document.about) == (kind, about)
                and issued.stands
            ),
            None,
        )

    @property
    def risen(self) -> happened.WagesAdjusted | None:
        """The rise of wages that stands: the officer proposed it, the supplier agreed."""
        return self.adjusted if self.addendum_at else None

    def again(self, at: str) -> Fulfilment:
        """Return the part as a round begins, *at* evaluation or bidding.

        Documents keep their numbers; those of what is done again stand no longer.
        """
        kept = HEARD if at == "evaluation" else ()
        return Fulfilment(documents=self.without(lambda kind: kind not in kept))

    def without(self, falls: Callable[[str], bool]) -> tuple[Issued, ...]:
        """Return the documents, of which those whose kind *falls* stand no longer."""
        return tuple(
            replace(one, stands=one.stands and not falls(one.document.kind))
            for one in self.documents
        )


fold: Fold[Fulfilment] = Fold()


@fold.on(happened.BondLodged)
def _lodged(part: Fulfilment, event: happened.BondLodged, fact: Fact) -> Fulfilment:
    return replace(part, bond=event, bond_at=fact.at)


@fold.on(happened.ContractSigned)
def _signed(part: Fulfilment, event: happened.ContractSigned, _: Fact) -> Fulfilment:
    return replace(part, signatures={**part.signatures, event.side: event})


@fold.on(happened.ContractConcluded)
def _concluded(
    part: Fulfilment, _: happened.ContractConcluded, fact: Fact
) -> Fulfilment:
    return replace(part, concluded_at=fact.at)


@fold.on(happened.StartOrdered)
def _ordered(part: Fulfilment, event: happened.StartOrdered, fact: Fact) -> Fulfilment:
    return replace(part, start=event, start_at=fact.at)


@fold.on(happened.WagesAdjusted)
def _adjusted(
    part: Fulfilment, event: happened.WagesAdjusted, fact: Fact
) -> Fulfilment:
    return replace(part, adjusted=event, adjusted_at=fact.at)


@fold.on(happened.AddendumConcluded)
def _agreed(part: Fulfilment, _: happened.AddendumConcluded, fact: Fact) -> Fulfilment:
    """Have the people be told anew what they are paid."""
    return replace(
        part,
        addendum_at=fact.at,
        documents=part.without(lambda kind: kind == "worker_slips"),
    )


@fold.on(AppointmentDeclined, SupplierPassedOver)
def _gone(part: Fulfilment, _: Event, __: Fact) -> Fulfilment:
    """Have the next in line get a letter, lodge a bond and sign."""
    return replace(
        part,
        bond=None,
        bond_at=None,
        signatures={},
        documents=part.without(lambda kind: kind == "appointment"),
    )


@fold.on(happened.DocumentIssued)
def _issued(part: Fulfilment, event: happened.DocumentIssued, fact: Fact) -> Fulfilment:
    return replace(part, documents=(*part.documents, Issued(event, fact.at)))
