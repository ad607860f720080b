"""State: what a process is after its facts, one frozen part per phase.

`evolve` folds one fact. It never computes and never refuses: what reached the
ledger has happened. The same fold serves live decisions and replay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timezone

from tender import lifecycle
from tender.act import Fact, legal_day, zone
from tender.commands.preparation.process import Process
from tender.events.orders import RoundOpened
from tender.events.preparation import ValueChosen, ValueConfirmed
from tender.state import (
    announcement,
    award,
    bidding,
    evaluation,
    fulfilment,
    handover,
    opening,
    orders,
    preparation,
)
from tender.values import Value, Values


class NotOpenError(LookupError):
    """Something was asked of a process that has not been opened."""

    def __init__(self) -> None:
        super().__init__("expected an opened process, found no `process_opened`")


@dataclass(frozen=True, slots=True)
class State:
    """A round of a process: *seq* is the main stream's head, *at* its moment."""

    stage: lifecycle.Stage = "new"
    seq: int = 0
    at: datetime | None = None
    values: Values = field(default_factory=Values)
    preparation: preparation.Preparation = field(
        default_factory=preparation.Preparation
    )
    announcement: announcement.Announcement = field(
        default_factory=announcement.Announcement
    )
    bidding: bidding.Bidding = field(default_factory=bidding.Bidding)
    opening: opening.Opening = field(default_factory=opening.Opening)
    evaluation: evaluation.Evaluation = field(default_factory=evaluation.Evaluation)
    award: award.Award = field(default_factory=award.Award)
    fulfilment: fulfilment.Fulfilment = field(default_factory=fulfilment.Fulfilment)
    handover: handover.Succession = field(default_factory=handover.Succession)
    orders: orders.Orders = field(default_factory=orders.Orders)
    round: int = 1
    round_at: datetime | None = None  # when a round after the first began
    earlier: tuple[State, ...] = ()  # each round before this one, as it ended

    @property
    def rounds(self) -> tuple[State, ...]:
        """Every round as it ended, and this one as it stands."""
        return (*self.earlier, self)

    @property
    def process(self) -> Process:
        """The process, which every act after the first takes for granted."""
        if self.preparation.process is None:
            raise NotOpenError
        return self.preparation.process

    @property
    def zone(self) -> timezone:
        """The fixed zone in which legal days are counted."""
        return zone(self.process.offset)

    def day(self, moment: datetime) -> date:
        """Return the legal day of *moment*."""
        return legal_day(moment, self.process.offset)

    @property
    def intake_open(self) -> bool:
        """Whether bids are being taken in: the sealed stream is hidden then."""
        return self.stage == "bidding"

    def without_sealed(self) -> State:
        """Return the state as a main command is decided on while intake is open."""
        if not self.intake_open:
            return self
        return replace(self, bidding=self.bidding.without_sealed())


NEW = State()
"""A process of which nothing has happened yet."""


def unopened(epoch: int) -> State:
    """Return a process of which nothing has happened yet, to be opened in *epoch*."""
    return State(preparation=preparation.Preparation(epoch=epoch))


def evolve(state: State, fact: Fact) -> State:
    """Return *state* after *fact*."""
    if isinstance(fact.event, bidding.SEALED):
        return replace(state, bidding=bidding.fold(state.bidding, fact))
    named = fact.event.leads_to
    then = replace(
        state,
        stage=lifecycle.after(state.stage, fact.event.tag, named) or state.stage,
        seq=fact.seq,
        at=fact.at,
        values=_values(state, fact),
        preparation=preparation.fold(state.preparation, fact),
        announcement=announcement.fold(state.announcement, fact),
        bidding=bidding.fold(state.bidding, fact),
        opening=opening.fold(state.opening, fact),
        evaluation=evaluation.fold(state.evaluation, fact),
        award=award.fold(state.award, fact),
        fulfilment=fulfilment.fold(state.fulfilment, fact),
        handover=handover.fold(state.handover, fact),
        orders=orders.fold(state.orders, fact),
    )
    if isinstance(fact.event, RoundOpened):
        return _in_new_round(state, then, fact.event)
    return then


def _in_new_round(before: State, then: State, event: RoundOpened) -> State:
    """Return the round that *event* opens: what it does not keep is with the one before.

    The evaluation again keeps the offers that were opened. Bids again keep what was
    prepared, and nothing that was announced.
    """
    again = replace(
        then,
        round=event.round,
        round_at=then.at,
        earlier=(*before.earlier, replace(before, earlier=())),
        evaluation=evaluation.Evaluation(),
        award=award.Award(),
        fulfilment=then.fulfilment.again(event.at),
        opening=then.opening.again(),
        handover=then.handover.again(),
    )
    if event.at == "evaluation":
        return again
    return replace(
        again,
        preparation=then.preparation.unannounced(),
        announcement=announcement.Announcement(),
        bidding=bidding.Bidding(round=event.round),
        opening=opening.Opening(),
    )


def fold(facts: Iterable[Fact], state: State = NEW) -> State:
    """Return *state* after all *facts*, in order."""
    for fact in facts:
        state = evolve(state, fact)
    return state


def _values(state: State, fact: Fact) -> Values:
    match fact.event:
        case ValueChosen() as event:
            value = Value(
                id=event.id,
                value=event.value,
                unit=event.unit,
                from_=event.chosen_on,
                source=event.clause,
                status="chosen",
            )
            return state.values.choosing(value)
        case ValueConfirmed() as event:
            return state.values.confirming(event.id, event.citation)
        case _:
            return state.values
