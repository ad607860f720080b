"""The fact that a refused act of the preparation would have made.

A tender with one breach is refused at the first; whoever has to mend it wants to know
all. So a rehearsal goes on as if the act had been accepted, and what follows is decided
on what the package says. No fact made here ever reaches a ledger.
"""

from __future__ import annotations

from rules.decisions.case import Case, happen
from rules.errata import EPOCH
from rules.offering import by_service, orders
from tender.commands import preparation as asked
from tender.events import preparation as happened
from tender.registry import Command, Event


def forced(case: Case, command: Command) -> Event | None:  # noqa: C901, PLR0911, PLR0912  # a table
    """Return what *command* would have made, or `None` where nothing follows from it.

    A choice is not forced: a value of another form would be read by the rules.
    """
    match command:
        case asked.OpenProcess():
            return happen(happened.ProcessOpened, command, epoch=EPOCH)
        case asked.RegisterParty():
            return happen(happened.PartyRegistered, command)
        case asked.ReasonMethod():
            return happen(happened.MethodReasoned, command)
        case asked.SetBudget():
            return happen(happened.BudgetSet, command)
        case asked.SpecifyWorks():
            return happen(happened.WorksSpecified, command)
        case asked.SetEstimate():
            return happen(happened.EstimateSet, command, set_on=case.day)
        case asked.ProposeRoster():
            return happen(happened.RosterProposed, command)
        case asked.NotifyRoster():
            return happen(happened.RosterNotified, command)
        case asked.FreezeRoster():
            return _frozen(case, command)
        case asked.SetSchedule():
            return happen(happened.ScheduleSet, command)
        case asked.ConfirmValue():
            return happen(happened.ValueConfirmed, command)
        case asked.SetScheme():
            return happen(happened.SchemeSet, command)
        case asked.FormCommittee():
            return happen(happened.CommitteeFormed, command)
        case asked.DeclareConflict():
            return happen(happened.ConflictDeclared, command)
        case asked.NameTrustees():
            return _named(case, command)
        case asked.ProveKeyAlive():
            return happen(happened.KeyProvenAlive, command)
        case _:
            return None


def _frozen(case: Case, command: asked.FreezeRoster) -> Event | None:
    part = case.state.preparation
    if part.roster is None or part.works is None:
        return None
    order = command.order or by_service(part.roster.values())
    known = [worker for worker in order if worker in part.roster]
    return happened.RosterFrozen(orders=orders(part.works.posts, part.roster, known))


def _named(case: Case, command: asked.NameTrustees) -> Event | None:
    parties = case.state.preparation.parties
    trustees = tuple(
        happened.Trustee(trustee=name, organ=facts.organ, recipient=facts.recipient)
        for name in command.trustees
        if (facts := parties.get(name)) is not None and facts.recipient is not None
    )
    return happened.TrusteesNamed(threshold=command.threshold, trustees=trustees)
