"""Where people come from another alih daya firm: its list, what it owes, the handover.

The firm whose contract ends gives the list, or the PPK for it where it does not; a
worker may say what is owed. What is open stops nothing: it is shown, until it is paid,
with who answers for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.fulfilment import NOT_THE_SUPPLIER
from rules.rule import Decision, accept, rule
from rules.succession import latest_handover, succeeds
from rules.supplier import supplier
from tender.commands import handover as asked
from tender.events import handover as happened

deciders = Deciders()

_LISTING = power("docs/handover.md, the list", "chosen", "outgoing", "ppk")
_STATING = power("docs/handover.md, arrears", "chosen", "outgoing", "ppk", "worker")
_RECEIVING = power("docs/handover.md, the handover", "chosen", "bidder")

FIRST_GENERATION = rule(
    "handover.first-generation",
    "PP 35/2021 art. 19(1)",
    "secondary",
    indonesian="{command} tidak ada dalam tender pertama bagi para pekerja ini: yang diatur ialah pergantian dari satu perusahaan alih daya ke perusahaan alih daya lain.",
    english="There is no {command} in the first tender for these people: what is ruled is a change from one alih daya firm to another.",
    remedy=(
        "Usulkan daftar pekerja sendiri; janji kepada mereka termuat dalam tender dan kontrak.",
        "Propose the roster oneself; what they are promised stands in tender and contract.",
    ),
)

ANOTHER_PROVIDER = rule(
    "handover.another-provider",
    "docs/handover.md, the list",
    "chosen",
    indonesian="{party} bukan penyedia yang kontraknya berakhir, yaitu {provider}.",
    english="{party} is not the provider whose contract ends, which is {provider}.",
    remedy=(
        "Penyedia itu sendiri yang menyampaikan, atau PPK baginya.",
        "That provider says it itself, or the PPK for it.",
    ),
)

LIST_SHAPE = rule(
    "handover.list",
    "docs/handover.md, the list",
    "chosen",
    indonesian="Daftar dari penyedia sebelumnya tidak dapat diterima: {fault}.",
    english="The list of the outgoing provider cannot stand: {fault}.",
    remedy=("Perbaiki daftar.", "Mend the list."),
)

TOO_LATE = rule(
    "handover.late",
    "docs/handover.md, the handover",
    "chosen",
    indonesian="Serah terima pada {found:day} kurang dari 28 hari sebelum kontrak berakhir; paling lambat {latest:day}.",
    english="A handover on {found:day} is less than 28 days before the contract ends; the latest is {latest:day}.",
    remedy=("Majukan hari serah terima.", "Have the handover earlier."),
)


@deciders.on(asked.HandOverList, _LISTING)
def hand_over_list(case: Case, command: asked.HandOverList) -> Decision:
    """Take the list of those who work there, and the day of the handover."""
    if not succeeds(case.state):
        return FIRST_GENERATION.no(command=command.tag)
    actor = case.actor
    if actor.office == "outgoing" and actor.party != command.provider:
        return ANOTHER_PROVIDER.no(party=actor.party, provider=command.provider)
    fault = _list_fault(case, command)
    if fault:
        return LIST_SHAPE.no(fault=fault)
    latest = latest_handover(command.ends_on)
    if command.handover_on > latest:
        return TOO_LATE.no(found=command.handover_on, latest=latest)
    return accept(happen(happened.ListHandedOver, command, by=actor.office))


def _list_fault(case: Case, command: asked.HandOverList) -> str | None:
    """Return why the list does not hang together, in codes, or `None`."""
    if command.as_of > min(case.day, command.ends_on):
        return "list_of_the_future"
    if command.handover_on < command.as_of:
        return "handover_before_list"
    works = case.state.preparation.works
    posts = {post.post for post in works.posts} if works else set()
    return _people_fault(command.people, posts, f"{command.as_of:%Y-%m}")


def _people_fault(
    people: tuple[asked.Employed, ...], posts: set[str], month: str
) -> str | None:
    """Return whose line cannot be, by code; *month* is that of the list."""
    if twice := _twice(one.worker for one in people):
        return f"workers_twice {twice}"
    if unknown := _told(one.post for one in people if one.post not in posts):
        return f"posts_unknown {unknown}"
    endless = (o.worker for o in people if o.contract == "pkwt" and not o.until)
    if missing := _told(endless):
        return f"term_missing {missing}"
    if given := _told(o.worker for o in people if o.contract == "pkwtt" and o.until):
        return f"term_given {given}"
    if later := _told(one.worker for one in people if (one.since or "") > month):
        return f"since_later {later}"
    return None


def _told(codes: Iterable[str]) -> str:
    return ", ".join(sorted(set(codes)))


def _twice(codes: Iterable[str]) -> str:
    return _told(code for code, count in Counter(codes).items() if count > 1)


ARREAR = rule(
    "handover.arrear",
    "docs/handover.md, arrears",
    "chosen",
    indonesian="Hak {arrear} tidak dapat dicatat: {fault}.",
    english="The arrear {arrear} cannot be recorded: {fault}.",
    remedy=("Perbaiki catatan itu.", "Mend what is stated."),
)


@deciders.on(asked.StateArrear, _STATING)
def state_arrear(case: Case, command: asked.StateArrear) -> Decision:
    """Record what a worker is owed as it is said, and by whom."""
    if not succeeds(case.state):
        return FIRST_GENERATION.no(command=command.tag)
    listed, actor = case.state.handover.listed, case.actor
    if listed is None:
        return ARREAR.no(arrear=command.arrear, fault="list_missing")
    if actor.office == "outgoing" and actor.party != listed.provider:
        return ANOTHER_PROVIDER.no(party=actor.party, provider=listed.provider)
    fault = _arrear_fault(case, command)
    if fault:
        return ARREAR.no(arrear=command.arrear, fault=fault)
    return accept(happen(happened.ArrearStated, command, by=actor.office))


def _arrear_fault(case: Case, command: asked.StateArrear) -> str | None:
    part = case.state.handover
    listed = {one.worker for one in part.listed.people} if part.listed else set()
    if command.worker not in listed | set(case.state.preparation.roster or {}):
        return "worker_not_listed"
    before = part.arrears.get(command.arrear)
    if before and (before.worker, before.kind) != (command.worker, command.kind):
        return "arrear_of_another"
    if case.actor.office == "worker":
        if case.actor.party != command.worker:
            return "not_ones_own"
        if command.state != "open":
            return "not_for_a_worker_to_say"
    if command.state == "paid" and command.amount is None:
        return "paid_how_much"
    return None


RECEIVED = rule(
    "handover.received",
    "docs/handover.md, the handover",
    "chosen",
    indonesian="Serah terima tidak dapat dicatat: {fault}.",
    english="The handover cannot be recorded: {fault}.",
    remedy=("Perbaiki catatan itu.", "Mend what is stated."),
)

SERVICE_SHORTENED = rule(
    "handover.service-shortened",
    "Putusan MK 27/PUU-IX/2011; PP 35/2021 art. 19(2)",
    "secondary",
    indonesian="Masa kerja {workers:list} diakui lebih pendek dari daftar pekerja.",
    english="The service of {workers:list} is recognised for less than the roster has.",
    remedy=(
        "Akui masa kerja sejak bulan dalam daftar pekerja.",
        "Recognise service from the month on the roster.",
    ),
)


@deciders.on(asked.ReceiveHandover, _RECEIVING)
def receive_handover(case: Case, command: asked.ReceiveHandover) -> Decision:
    """Record what the new provider received; service goes on as it stands on the roster."""
    if not succeeds(case.state):
        return FIRST_GENERATION.no(command=command.tag)
    if case.actor.party != supplier(case.state):
        return NOT_THE_SUPPLIER.no(party=case.actor.party)
    fault = _received_fault(case, command)
    if fault:
        return RECEIVED.no(fault=fault)
    roster = case.state.preparation.roster or {}
    shortened = sorted(
        one.worker for one in command.people if one.since > roster[one.worker].since
    )
    if shortened:
        return SERVICE_SHORTENED.no(workers=", ".join(shortened))
    return accept(happen(happened.HandoverReceived, command))


def _received_fault(case: Case, command: asked.ReceiveHandover) -> str | None:
    """Return why what was received does not hang together, in codes, or `None`."""
    if command.received_on > case.day:
        return "day_to_come"
    if twice := _twice(one.worker for one in command.people):
        return f"workers_twice {twice}"
    roster = case.state.preparation.roster or {}
    unknown = _told(one.worker for one in command.people if one.worker not in roster)
    return f"not_on_roster {unknown}" if unknown else None
