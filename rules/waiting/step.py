"""A step that is waited for, and what of a state every stage asks when it says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rules.pack import Pack
from rules.rule import Citation
from tender.codes import Office
from tender.state import State

SEALS = Citation(text="docs/lifecycle.md, seals", status="chosen")

_DOCUMENTS = Citation(text="docs/lifecycle.md, documents", status="chosen")
_CONFLICTS = Citation(
    text="docs/lifecycle.md, conflicts; Perpres 16/2018 art. 7", status="chosen"
)
_FAILED = Citation(text="Perpres 16/2018 art. 51(2)", status="verified")


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is waited for.

    *at* is the moment from which it may be done, `None` for now; *by* the
    moment by which it should be, `None` where the law names none. What *lapses*
    is over after *by*, and the process goes on without it. *article* is that by which
    *who* may do it, where no other is nearer (`rules.due`).
    """

    command: str
    who: Office
    about: str = ""
    at: datetime | None = None
    by: datetime | None = None
    article: Citation | None = None
    lapses: bool = False


@dataclass(frozen=True, slots=True)
class Now:
    """A state and the law of the day, *at* the moment at which somebody asks."""

    state: State
    pack: Pack
    at: datetime

    def ends(self, slot: str) -> datetime:
        """Return the moment at which a stage of the schedule ends."""
        return self.state.preparation.slots[slot].ends

    def members(self) -> tuple[str, ...]:
        """Return the members of the committee."""
        committee = self.state.preparation.committee
        return committee.members if committee else ()

    def free(self, bid: str | None = None) -> tuple[str, ...]:
        """Return the members who may act on a bid, or on all of them, once they declare."""
        part = self.state.preparation
        return tuple(m for m in self.members() if not part.in_conflict(m, bid))


def documents(now: Now, kind: str, bid: str | None = None) -> Iterator[Due]:
    """Yield the issue of a document that has not been issued."""
    if now.state.fulfilment.issued(kind, bid) is None:
        about = kind if bid is None else f"{kind} {bid}"
        yield Due("issue_document", "engine", about, article=_DOCUMENTS)


def declarations(now: Now, by: datetime | None = None) -> Iterator[Due]:
    """Yield the declarations of members who have made none since the bids were opened."""
    opened_at = now.state.opening.completed_at
    for member in now.members():
        declared = now.state.preparation.conflicts.get(member)
        if declared is None or (opened_at and declared.at < opened_at):
            yield Due(
                "declare_conflict", "committee", member, by=by, article=_CONFLICTS
            )


def committee(now: Now, step: Due, bid: str | None = None) -> Due:
    """Return a committee's step; where no member may take it, its forming again."""
    if now.free(bid):
        return step
    return Due("form_committee", "unit", by=step.by)


def failure(now: Now, ground: str = "", article: Citation = _FAILED) -> Iterator[Due]:
    """Yield what is left where nothing else is: the failure of the tender."""
    yield from declarations(now)
    yield committee(now, Due("declare_failure", "committee", ground, article=article))


def suspended(now: Now) -> Iterator[Due]:
    """Wait for the order that leads on from a suspension."""
    heard = now.state.orders.suspended
    if heard is not None:
        yield Due("record_order", "unit", heard.order.order)
