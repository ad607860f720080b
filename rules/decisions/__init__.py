"""Decisions: what may be done, and why not. One module per phase.

    decide(state, act, pack) -> Decision

The order of the questions is the order of the checks: is there such a stage for
this (`tender.lifecycle`), may this office ask, is this actor who it says, is a
committee's actor a member of it, and then the phase's own rules. Nothing here reads
a clock, draws a number or touches a disk; replay asks the same questions again.
"""

from __future__ import annotations

from datetime import MAXYEAR

from rules.calendar import OutsideCalendarError
from rules.decisions import (
    addendum,
    amendment,
    announcement,
    appointment,
    award,
    bidding,
    carrying,
    committee,
    consequences,
    declining,
    disagreement,
    enquiries,
    epochs,
    evaluation,
    extending,
    facts,
    failure,
    findings,
    following,
    fulfilment,
    gate,
    handover,
    judged_price,
    labour,
    lawful,
    listed,
    marks,
    method,
    moving,
    narrowing,
    negotiation,
    objections,
    opening,
    orders,
    papers,
    parties,
    preferring,
    preparation,
    resuming,
    roster,
    rounds,
    schedule,
    scheme,
    shares,
    technical,
    trustees,
    unit_prices,
    values,
    works,
)
from rules.decisions.case import Case, Deciders, Power
from rules.pack import Pack
from rules.rule import Decision, rule
from tender import lifecycle
from tender.act import Act
from tender.codes import Office
from tender.commands.preparation.parties import RegisterParty
from tender.state import State

MODULES = (
    preparation,
    method,
    parties,
    works,
    labour,
    handover,
    listed,
    roster,
    scheme,
    preferring,
    narrowing,
    values,
    following,
    carrying,
    committee,
    gate,
    epochs,
    trustees,
    schedule,
    moving,
    extending,
    lawful,
    announcement,
    amendment,
    bidding,
    opening,
    shares,
    technical,
    evaluation,
    facts,
    findings,
    marks,
    enquiries,
    unit_prices,
    judged_price,
    negotiation,
    award,
    objections,
    consequences,
    failure,
    rounds,
    disagreement,
    appointment,
    declining,
    fulfilment,
    addendum,
    papers,
    orders,
    resuming,
)
"""The rooms of the law, in the order of a tender's life."""

DECIDERS = Deciders()
for _module in MODULES:
    DECIDERS.update(getattr(_module, "deciders", {}))

WRONG_STAGE = rule(
    "stage.not-now",
    "docs/lifecycle.md",
    "chosen",
    indonesian="{command} tidak dapat dilakukan pada tahap {stage}.",
    english="{command} cannot be done at the stage {stage}.",
    remedy=(
        "Lihat apa yang sedang ditunggu oleh proses ini.",
        "See what the process is waiting for.",
    ),
)

NOT_REGISTERED = rule(
    "party.not-registered",
    "docs/lifecycle.md, parties",
    "chosen",
    indonesian="{party} tidak terdaftar sebagai {office}.",
    english="{party} is not registered as {office}.",
    remedy=("Daftarkan pihak itu dahulu.", "Register the party first."),
)

UNSIGNED = rule(
    "proof.unsigned",
    "docs/lifecycle.md, signatures",
    "chosen",
    indonesian="{command} oleh {office} harus ditandatangani dengan kunci {party}.",
    english="{command} by {office} has to be signed with the key of {party}.",
    remedy=("Tandatangani perintah itu.", "Sign the command."),
)

UNKNOWN_YEAR = rule(
    "calendar.unknown-year",
    "docs/lifecycle.md, values",
    "chosen",
    indonesian="Kalender tidak memuat hari libur tahun {year}; yang ada: {years}.",
    english="The calendar has no days off of the year {year}; it has those of {years}.",
    remedy=(
        "Tambahkan hari libur tahun itu ke kalender daerah di rules/law.",
        "Add that year's days off to the region's calendar in rules/law.",
    ),
)

_SIGNING_OFFICES = ("bidder", "outgoing", "trustee")
_SIGNED_COMMANDS = ("approve_award", "decide_award", "sign_contract", "adjust_wages")
_UNREGISTERED = ("engine", "worker")  # the engine itself; people not yet on a list


class ImpossibleEventError(RuntimeError):
    """A decider made an event that the table does not have at this stage."""

    def __init__(self, stage: str, event: str) -> None:
        super().__init__(f"expected an event of the stage {stage}, found {event}")


def must_sign(office: Office, command: str) -> bool:
    """Say whether a party signs the command with its own key; an officer's session will do for the rest."""
    return office in _SIGNING_OFFICES or command in _SIGNED_COMMANDS


def decide(state: State, act: Act, pack: Pack) -> Decision:
    """Say what *act* leads to in *state* under *pack*."""
    case = Case(state, act, pack)
    registered = DECIDERS[type(act.command)]
    try:
        decision = _not_asked_so(case, registered.power) or registered.decide(
            case, act.command
        )
    except OutsideCalendarError as error:
        return _unknown_year(error.day.year, pack)
    except OverflowError:  # a day after the last that there is
        return _unknown_year(MAXYEAR + 1, pack)
    _hold_to_table(state, decision)
    return decision


def _unknown_year(year: int, pack: Pack) -> Decision:
    return UNKNOWN_YEAR.no(year=year, years=", ".join(map(str, pack.calendar.years)))


def _not_asked_so(case: Case, who: Power) -> Decision | None:
    """Return why the command may not be asked now, or by this actor, or `None`."""
    state, act = case.state, case.act
    tag, party, office = act.command.tag, act.actor.party, act.actor.office
    if not lifecycle.allows(state.stage, tag):
        return WRONG_STAGE.no(command=tag, stage=state.stage)
    if office not in who.offices:
        return who.rule.no(office=office, command=tag, competent=", ".join(who.offices))
    if state.stage != "new" and not _known(state, act):
        return NOT_REGISTERED.no(party=party, office=office)
    if act.actor.proof == "server" and must_sign(office, tag):
        return UNSIGNED.no(command=tag, office=office, party=party)
    return orders.suspension(case) or gate.membership(case)


def _known(state: State, act: Act) -> bool:
    """Whether the actor is registered, or registers itself, as the first party does."""
    actor = act.actor
    return (
        actor.office in _UNREGISTERED
        or state.preparation.acts_as(actor.party, actor.office)
        or (isinstance(act.command, RegisterParty) and not state.preparation.parties)
    )


def _hold_to_table(state: State, decision: Decision) -> None:
    stage = state.stage
    for event in decision.events:
        following = lifecycle.after(stage, event.tag, event.leads_to)
        if following is None:
            raise ImpossibleEventError(stage, event.tag)
        stage = following
