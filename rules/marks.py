"""Marks and values of elements: whose count, what is missing, what the evaluation takes.

A panel is the committee. Marks count of its members who are in no conflict of interest,
with any bidder: points compare bids with one another, so whoever may not judge one
judges none. Where those who are left are fewer than a committee may have, or an even
number, no mark counts until the committee is formed again. Once the technical part is
complete, whose marks count is on record, and no later declaration changes it.

Source: odd, at least three, Perpres 16/2018 art. 13(2) (verified); conflicts, art. 7(2)
(verified); that marks of the conflicted are dropped is this house's reading of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tender.codes import Bid, Code, Party
from tender.merit.elements import CommitmentElement, Element, PanelElement
from tender.state import State
from tender.values import Reading


def elements(state: State) -> tuple[Element, ...]:
    """Return the elements of the scheme, if it has points."""
    scheme = state.preparation.scheme
    return scheme.merit.elements if scheme and scheme.merit else ()


def panels(state: State) -> tuple[PanelElement, ...]:
    """Return the elements that each member marks."""
    return tuple(e for e in elements(state) if isinstance(e, PanelElement))


def found_by_committee(state: State) -> tuple[Element, ...]:
    """Return the elements of which the committee finds a value."""
    beside = (PanelElement, CommitmentElement)
    return tuple(e for e in elements(state) if not isinstance(e, beside))


def counting(state: State, reading: Reading) -> tuple[Party, ...]:
    """Return the members whose marks count, in order; nobody, where they are too few."""
    technical = state.evaluation.technical
    if technical is not None:
        return technical.marked_by
    part = state.preparation
    members = part.committee.members if part.committee else ()
    free = sorted(m for m in members if not part.in_conflict(m))
    enough = len(free) >= reading.count("committee.least") and len(free) % 2 == 1
    return tuple(free) if enough else ()


def missing(state: State, bid: Bid, member: Party) -> Iterator[Code]:
    """Yield the elements of a bid that a member has not marked."""
    for element in panels(state):
        if (bid, element.id, member) not in state.evaluation.marks:
            yield element.id


def apart(
    state: State, reading: Reading, bid: Bid
) -> Iterator[tuple[PanelElement, Fraction, Fraction]]:
    """Yield what the members' marks of a bid lie too far apart on: lowest and highest.

    Marks that were talked over once count as they are, but for a consensus: that is one
    mark, and it is talked over until there is.
    """
    part, members = state.evaluation, counting(state, reading)
    for element in panels(state):
        given = [
            part.marks[bid, element.id, member].mark.mark
            for member in members
            if (bid, element.id, member) in part.marks
        ]
        limit = element.params.limit
        if limit is None or not given or len(given) < len(members):
            continue
        once = (bid, element.id) in part.moderated and element.params.by != "consensus"
        if not once and max(given) - min(given) > limit:
            yield element, min(given), max(given)


def values(
    state: State, reading: Reading, bid: Bid
) -> tuple[tuple[Code, tuple[Fraction, ...]], ...]:
    """Return what is found of a bid, by element.

    Of a panel that is all marks, once all are locked and none lie too far apart.
    """
    part = state.evaluation
    found = [
        (element.id, part.values[bid, element.id].what.value)
        for element in found_by_committee(state)
        if (bid, element.id) in part.values
    ]
    members = counting(state, reading)
    locked = bool(members) and all(member in part.locked for member in members)
    beyond = {element.id for element, _, _ in apart(state, reading, bid)}
    marked = [
        (
            element.id,
            tuple(part.marks[bid, element.id, member].mark.mark for member in members),
        )
        for element in panels(state)
        if locked
        and element.id not in beyond
        and all((bid, element.id, m) in part.marks for m in members)
    ]
    return (*found, *marked)
