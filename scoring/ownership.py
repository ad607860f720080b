"""Ownership: who holds two bidders of one tender at once.

Offers declare their holders by codes of their own; facts say which of them are one
person or firm. What is one with the same thing is one: if a holder of Melati is one
with a holder of Kenanga, and that one with a holder of Mawar, all three are the same.

Two bids are in conflict where one person is director, commissioner or key person of
both, or has more of the shares than *limit* in each.

Source: Perpres 16/2018 art. 7(2) (verified). That the shares are those of one holder,
and not of several added up, is this house's reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from tender.codes import Bid
from tender.imported_fact import HoldersFact, ImportedFact
from tender.offer import Holder, HolderCode

Held: TypeAlias = tuple[Bid, HolderCode]
"""A holder of a bid, as its offer names it."""

OFFICES = frozenset({"director", "commissioner", "key_person"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one person is in one bid: under which codes, in which roles, with what share."""

    bid: Bid
    holders: tuple[HolderCode, ...]
    roles: tuple[str, ...]
    share: Fraction

    @property
    def has_office(self) -> bool:
        """Whether the person acts for the bidder."""
        return not OFFICES.isdisjoint(self.roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """One person in a bid and in a rival's, and the latest fact that says so."""

    own: Part
    other: Part
    fact: ImportedFact

    def is_conflict(self, limit: Fraction) -> bool:
        """Say whether this makes the two bids one interest."""
        in_office = self.own.has_office and self.other.has_office
        return in_office or (self.own.share > limit and self.other.share > limit)


def shared(
    bid: Bid,
    declared: Mapping[Bid, tuple[Holder, ...]],
    facts: Iterable[ImportedFact],
) -> tuple[Shared, ...]:
    """Return whom *bid* shares with each rival, in order of its holders and the rivals.

    *declared* are the holders of every bid; a fact about one that no bid declares says
    nothing.
    """
    links = tuple(_links(declared, facts))
    found = []
    for person in _persons(links):
        said_by = (fact for one, _, fact in links if one in person)
        latest = max(said_by, key=lambda fact: (fact.as_of, fact.issuer, fact.bid))
        parts = {
            b: _part(b, person, declared[b]) for b in sorted({b for b, _ in person})
        }
        found += [
            Shared(own=parts[bid], other=part, fact=latest)
            for rival, part in parts.items()
            if bid in parts and rival != bid
        ]
    return tuple(sorted(found, key=lambda one: (one.own.holders, one.other.bid)))


def _links(
    declared: Mapping[Bid, tuple[Holder, ...]], facts: Iterable[ImportedFact]
) -> Iterable[tuple[Held, Held, ImportedFact]]:
    known = {(bid, one.holder) for bid, each in declared.items() for one in each}
    for fact in facts:
        for same in fact.says.same if isinstance(fact.says, HoldersFact) else ():
            one, other = (fact.bid, same.holder), (same.bid, same.other)
            if one in known and other in known:
                yield one, other, fact


def _persons(
    links: Iterable[tuple[Held, Held, ImportedFact]],
) -> tuple[frozenset[Held], ...]:
    """Return the holders that are one, person by person."""
    persons: list[frozenset[Held]] = []
    for one, other, _ in links:
        joined = [person for person in persons if one in person or other in person]
        persons = [person for person in persons if person not in joined]
        persons.append(frozenset({one, other}).union(*joined))
    return tuple(persons)


def _part(bid: Bid, person: frozenset[Held], declared: tuple[Holder, ...]) -> Part:
    lines = [one for one in declared if (bid, one.holder) in person]
    return Part(
        bid=bid,
        holders=tuple(sorted({one.holder for one in lines})),
        roles=tuple(sorted({one.role for one in lines})),
        share=sum((one.share or Fraction(0) for one in lines), Fraction(0)),
    )
