"""A package rehearsed up to its announcement: no store, no file, no clock but its own.

The acts of the package are made commands as `flows.desk` makes them, and decided one by
one. What only an office has is stood in for: a commitment to words is one to nothing, a
signature is a mark that there is a key, and a challenge of a key is answered with what
was asked. A package whose acts do not open the process has not been planned day by day
yet; then the acts follow from what the package says, in the order of a preparation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import NamedTuple

from flows import desk
from flows.package import Package, PlannedAct
from rules.decisions import must_sign
from rules.decisions.case import Case
from rules.decisions.values import PRACTICE_CITATION
from rules.estimate import estimate_total
from rules.lint.finding import Finding
from rules.lint.merit import further_faults
from rules.lint.people import Profile, left_out
from rules.lint.rehearsal import Rehearsal
from rules.lint.risks import risks
from rules.pack import Pack
from rules.terms import tax_terms
from tender.act import Act, Actor, legal_day, zone
from tender.canonical.numbers import number_text
from tender.codes import Office
from tender.commands import COMMANDS
from tender.commands.preparation.parties import ChallengeKey
from tender.registry import Command
from tender.state import State

Law = Callable[[date], Pack]
"""From a day to the law that is in force on it."""

_NONCE = b"saksama rehearsal"
_COMMITTED = sha256(_NONCE).hexdigest()
_SIGNED = "rehearsed"
_LONG_BEFORE = timedelta(days=14)  # before the announcement, where no act has a day
_HEARING = timedelta(days=6)
_STEP = timedelta(minutes=1)


class Rehearsed(NamedTuple):
    """What was found, breaches before risks, and the state that the acts led to."""

    findings: tuple[Finding, ...]
    state: State


def rehearse(package: Package, law: Law) -> Rehearsed:
    """Return every breach of *package* that the deciders refuse, then its risks."""
    rehearsal = Rehearsal()
    offset = package.process.offset
    last: Case | None = None
    for planned in _until_published(package, law):
        pack = law(legal_day(planned.at, offset))
        for act in _acts(package, planned, rehearsal.state, pack):
            last = Case(rehearsal.state, act, pack)
            rehearsal.take(act, pack)
    points = further_faults(rehearsal.state, package.scheme)
    more = () if last is None else risks(last)
    known = {**_licensed(package), **package.profiles}
    people = left_out(package.works, package.incumbents, known)
    found = (*rehearsal.breaches, *points, *more, *people)
    return Rehearsed(found, rehearsal.state)


def _licensed(package: Package) -> Mapping[str, Profile]:
    """Return what an outgoing provider's list says of the licences of its people."""
    people = package.outgoing.people if package.outgoing else ()
    return {one.worker: Profile(None, frozenset(one.licences)) for one in people}


def _until_published(package: Package, law: Law) -> Iterator[PlannedAct]:
    """Yield the acts up to the announcement, which is made at its hour if no act makes it."""
    if not any(act.command == "open_process" for act in package.acts):
        yield from _prepared(package, law)
        return
    at = _announced(package)
    for act in package.acts:
        yield act
        if act.command == "publish_tender":
            return
        at = max(at, act.at)
    yield _planned(at, _member(package), "committee", "publish_tender")


def _announced(package: Package) -> datetime:
    """Return the hour of the announcement; of a schedule without one, its first hour."""
    slots = sorted(package.schedule.slots, key=lambda slot: slot.starts)
    named = [slot.starts for slot in slots if slot.stage == "announcement"]
    checked = package.method.catalogue.checked_on
    midnight = datetime.combine(checked, time(), zone(package.process.offset))
    return next(iter([*named, *(slot.starts for slot in slots)]), midnight)


def _member(package: Package) -> str:
    return next(iter(package.committee.members), "-")


def _planned(  # an act is these
    at: datetime,
    party: str,
    office: Office,
    command: str,
    about: str = "",
    **fields: object,
) -> PlannedAct:
    return PlannedAct(
        at=at,
        party=party,
        office=office,
        command=command,
        about=about,
        fields=fields,
        number=1,
        line=0,
    )


def _acts(
    package: Package, planned: PlannedAct, state: State, pack: Pack
) -> Iterator[Act]:
    """Yield what *planned* asks for, and before it what the engine would have asked."""
    process = package.process.ocid
    if planned.command == "prove_key_alive":
        challenge = ChallengeKey(trustee=planned.party, nonce_sha256=_COMMITTED)
        yield Act(challenge, planned.at, Actor("engine", "engine"), process)
    filled = _filled(package, planned, state, pack)
    command: Command = COMMANDS.read(
        {"tag": planned.command, **filled, **planned.fields}
    )
    party = package.parties.get(planned.party)
    signs = must_sign(planned.office, planned.command)
    signed = signs and party is not None and party.signing_seed is not None
    actor = Actor(planned.party, planned.office, _SIGNED if signed else "server")
    yield Act(command, planned.at, actor, process)


def _filled(
    package: Package, planned: PlannedAct, state: State, pack: Pack
) -> Mapping[str, object]:
    filled: Mapping[str, object] = {}
    match planned.command:
        case command if command in desk.WRITTEN:
            filled = desk.WRITTEN[command](package)
        case "register_party":
            filled = desk.on_record(desk.party_of(package, planned))
        case "choose_value":
            filled = desk.chosen(package, planned)
        case "freeze_roster":
            filled = desk.in_order(state, planned)
        case "claim_place":
            filled = {"words": _COMMITTED}
        case "prove_key_alive":
            filled = {"trustee": planned.party, "nonce": _NONCE.hex()}
        case "set_estimate":
            filled = {**_estimate(package, state, pack), "detail": _COMMITTED}
    return filled


def _estimate(package: Package, state: State, pack: Pack) -> Mapping[str, object]:
    tax = tax_terms(state.values.over(pack.values))
    total = estimate_total(package.works, package.estimate, package.vat_mode, tax)
    return {"amount": number_text(total), "vat_mode": package.vat_mode}


def _holder(package: Package, office: Office) -> str:
    """Return who holds *office* in the package."""
    parties = package.parties.values()
    return next((p.party for p in parties if office in p.offices), "-")


def _prepared(package: Package, law: Law) -> Iterator[PlannedAct]:
    """Yield a preparation that follows from what the package says."""
    announced = _announced(package)
    begun = announced - _LONG_BEFORE
    heard = begun + _HEARING
    unit, ppk = _holder(package, "unit"), _holder(package, "ppk")
    steps: list[tuple[str, Office, str, str, dict[str, object]]] = [
        (unit, "unit", "open_process", "", {}),
        (unit, "unit", "register_party", unit, {}),
    ]
    others = [p for p in package.parties if p != unit]
    steps += [(unit, "unit", "register_party", p, {}) for p in others]
    handed: list[tuple[str, Office, str, str, dict[str, object]]] = (
        [(ppk, "ppk", "hand_over_list", "", {})] if package.outgoing else []
    )
    notice = {"posted_at": "-", "claims_until": heard}
    steps += [
        (ppk, "ppk", "reason_method", "", {}),
        (ppk, "ppk", "set_budget", "", {}),
        (ppk, "ppk", "specify_works", "", {}),
        *((ppk, "ppk", "choose_value", choice.id, {}) for choice in package.choices),
        (ppk, "ppk", "set_estimate", "", {}),
        *handed,
        (ppk, "ppk", "propose_roster", "", {}),
        (ppk, "ppk", "notify_roster", "", notice),
        (ppk, "ppk", "set_scheme", "", {}),
        (unit, "unit", "form_committee", "", {}),
    ]
    steps += [
        (m, "committee", "declare_conflict", "", {"member": m, "conflicted": False})
        for m in package.committee.members
    ]
    trustees = package.trustees.trustees
    steps += [
        (_member(package), "committee", "set_schedule", "", {}),
        (unit, "unit", "name_trustees", "", {}),
        *((t, "trustee", "prove_key_alive", "", {}) for t in trustees),
    ]
    pack = law(legal_day(begun, package.process.offset))
    recalled = sorted(v.id for v in pack.values.values() if v.status == "recalled")
    cited = PRACTICE_CITATION if package.process.practice else "saksama lint"
    steps += [
        (ppk, "ppk", "confirm_value", "", {"id": one, "citation": cited})
        for one in recalled
    ]
    for count, (party, office, command, about, fields) in enumerate(steps):
        yield _planned(begun + count * _STEP, party, office, command, about, **fields)
    frozen = heard + _STEP
    yield _planned(frozen, ppk, "ppk", "freeze_roster", "", ground="longest_service")
    yield _planned(announced, _member(package), "committee", "publish_tender")
