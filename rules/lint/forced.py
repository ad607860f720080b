"""The fact that a refused act of the preparation would have made.

A tender with one breach is refused at the first; whoever has to mend it wants to know
all. So a rehearsal goes on as if the act had been accepted, and what follows is decided
on what the package says. No fact made here ever reaches a ledger.
"""

from __future__ import annotations

from rules.decisions.case import Case, happen
from rules.offering import by_service, orders
from tender.commands.handover import HandOverList
from tender.commands.preparation.choices import ConfirmValue, SetScheme
from tender.commands.preparation.parties import (
    DeclareConflict,
    FormCommittee,
    NameTrustees,
    ProveKeyAlive,
    RegisterParty,
)
from tender.commands.preparation.process import OpenProcess, ReasonMethod, SetBudget
from tender.commands.preparation.roster import FreezeRoster, NotifyRoster, ProposeRoster
from tender.commands.preparation.schedule import SetSchedule
from tender.commands.preparation.works import SetEstimate, SpecifyWorks
from tender.events import handover as handed
from tender.events import preparation as happened
from tender.registry import Command, Event


def forced(case: Case, command: Command) -> Event | None:  # noqa: C901, PLR0911, PLR0912  # a table
    """Return what *command* would have made, or `None` where nothing follows from it.

    A choice is not forced: a value of another form would be read by the rules.
    """
    match command:
        case OpenProcess():
            epoch = case.state.preparation.epoch
            return happen(happened.ProcessOpened, command, epoch=epoch)
        case RegisterParty():
            return happen(happened.PartyRegistered, command)
        case ReasonMethod():
            return happen(happened.MethodReasoned, command)
        case SetBudget():
            return happen(happened.BudgetSet, command)
        case SpecifyWorks():
            return happen(happened.WorksSpecified, command)
        case SetEstimate():
            return happen(happened.EstimateSet, command, set_on=case.day)
        case HandOverList():
            office = case.actor.office
            return happen(handed.ListHandedOver, command, by=office)
        case ProposeRoster():
            return happen(happened.RosterProposed, command)
        case NotifyRoster():
            return happen(happened.RosterNotified, command)
        case FreezeRoster():
            return _frozen(case, command)
        case SetSchedule():
            return happen(happened.ScheduleSet, command)
        case ConfirmValue():
            return happen(happened.ValueConfirmed, command)
        case SetScheme():
            return happen(happened.SchemeSet, command)
        case FormCommittee():
            return happen(happened.CommitteeFormed, command)
        case DeclareConflict():
            return happen(happened.ConflictDeclared, command)
        case NameTrustees():
            return _named(case, command)
        case ProveKeyAlive():
            return happen(happened.KeyProvenAlive, command)
        case _:
            return None


def _frozen(case: Case, command: FreezeRoster) -> Event | None:
    part = case.state.preparation
    if part.roster is None or part.works is None:
        return None
    order = command.order or by_service(part.roster.values())
    known = [worker for worker in order if worker in part.roster]
    return happened.RosterFrozen(orders=orders(part.works.posts, part.roster, known))


def _named(case: Case, command: NameTrustees) -> Event | None:
    parties = case.state.preparation.parties
    trustees = tuple(
        happened.Trustee(trustee=name, organ=facts.organ, recipient=facts.recipient)
        for name in command.trustees
        if (facts := parties.get(name)) is not None and facts.recipient is not None
    )
    return happened.TrusteesNamed(threshold=command.threshold, trustees=trustees)
