"""The roster has due process: proposed, notice, claims, rulings, frozen.

Whoever works today is offered the work first. So the list of who works today
must be right, and the people on it, and those left off it, are heard before it
stands. Where there are fewer posts than people, the order of offer and the
waiting list are part of the tender, published with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.listed import not_as_listed
from rules.offering import by_service, orders, place
from rules.rule import Decision, accept, rule
from tender.canonical.times import time_text
from tender.commands.preparation import roster as asked
from tender.events import preparation as happened
from tender.works import Incumbent

deciders = Deciders()

_PPK = power("Perpres 16/2018 art. 11(1), 68", "verified", "ppk")
_WORKER = power("docs/roster.md", "chosen", "worker", "ppk")

ROSTER_CODES = rule(
    "roster.codes",
    "docs/roster.md",
    "chosen",
    indonesian="Kode pekerja ganda atau pos tidak dikenal: {codes}.",
    english="Workers that stand twice, or unknown posts: {codes}.",
    remedy=("Perbaiki daftar.", "Mend the list."),
)


@deciders.on(asked.ProposeRoster, _PPK)
def propose_roster(case: Case, command: asked.ProposeRoster) -> Decision:
    """Propose who works today, by code."""
    works = case.state.preparation.works
    posts = {post.post for post in works.posts} if works else set()
    workers = [line.worker for line in command.incumbents]
    wrong = {w for w in workers if workers.count(w) > 1}
    wrong |= {line.post for line in command.incumbents if line.post not in posts}
    if wrong:
        return ROSTER_CODES.no(codes=", ".join(sorted(wrong)))
    return not_as_listed(case, command) or accept(
        happen(happened.RosterProposed, command)
    )


NO_ROSTER = rule(
    "roster.none",
    "docs/roster.md",
    "chosen",
    indonesian="Belum ada daftar pekerja yang {lacking}.",
    english="There is no roster that is {lacking} yet.",
    remedy=("Dahulukan langkah itu.", "Take that step first."),
)

NOTICE_SHORT = rule(
    "roster.notice-short",
    "docs/roster.md",
    "chosen",
    indonesian="Keberatan ditutup {until}, kurang dari {least} hari setelah pengumuman.",
    english="Claims end on {until}, less than {least} days after the notice.",
    remedy=("Beri waktu lebih lama.", "Give more time."),
)

LEAST_NOTICE = 5  # calendar days: docs/roster.md


@deciders.on(asked.NotifyRoster, _PPK)
def notify_roster(case: Case, command: asked.NotifyRoster) -> Decision:
    """Give people time to read the list."""
    if case.state.preparation.roster is None:
        return NO_ROSTER.no(lacking="proposed")
    until = case.state.day(command.claims_until)
    if (until - case.day).days < LEAST_NOTICE:
        return NOTICE_SHORT.no(until=until, least=LEAST_NOTICE)
    return accept(happen(happened.RosterNotified, command))


CLAIM_TIME = rule(
    "roster.claim-time",
    "docs/roster.md",
    "chosen",
    indonesian="Keberatan diterima sejak daftar diumumkan sampai {until}.",
    english="Claims are taken from the notice until {until}.",
    remedy=(
        "Hubungi PPK; daftar dapat dibuka lagi sebelum tender diumumkan.",
        "Ask the PPK; the list can be opened again before the announcement.",
    ),
)

CLAIM_SHAPE = rule(
    "roster.claim-shape",
    "docs/roster.md",
    "chosen",
    indonesian="Keberatan {claim} tidak lengkap: {fault}.",
    english="The claim {claim} does not hang together: {fault}.",
    remedy=("Lengkapi.", "Complete it."),
)


@deciders.on(asked.ClaimPlace, _WORKER)
def claim_place(case: Case, command: asked.ClaimPlace) -> Decision:
    """Hear everyone who says that the list is wrong, in time."""
    part = case.state.preparation
    if part.notice is None or case.at > part.notice.claims_until:
        until = part.notice.claims_until if part.notice else "-"
        return CLAIM_TIME.no(until=until)
    fault = _claim_fault(case, command)
    if fault:
        return CLAIM_SHAPE.no(claim=command.claim, fault=fault)
    return accept(happen(happened.PlaceClaimed, command))


def _claim_fault(case: Case, command: asked.ClaimPlace) -> str | None:
    part = case.state.preparation
    if command.claim in part.claims:
        return "claim_twice"
    if command.ground == "omitted":
        return "worker_named" if command.worker is not None else None
    if command.worker not in (part.roster or {}):
        return "worker_not_on_roster"
    return None


RULING = rule(
    "roster.ruling",
    "docs/roster.md",
    "chosen",
    indonesian="Putusan atas {claim} tidak dapat dicatat: {fault}.",
    english="The ruling on {claim} cannot stand: {fault}.",
    remedy=("Perbaiki putusan.", "Mend the ruling."),
)


@deciders.on(asked.RuleOnClaim, _PPK)
def rule_on_claim(case: Case, command: asked.RuleOnClaim) -> Decision:
    """Rule once, with the line as it will stand."""
    fault = _ruling_fault(case, command)
    if fault:
        return RULING.no(claim=command.claim, fault=fault)
    return accept(happen(happened.ClaimRuled, command))


def _ruling_fault(case: Case, command: asked.RuleOnClaim) -> str | None:
    part = case.state.preparation
    heard = part.claims.get(command.claim)
    if heard is None:
        return "no_such_claim"
    if heard.ruling is not None:
        return "ruled_already"
    if command.verdict == "rejected" or heard.claim.ground == "not_mine":
        return "line_given" if command.line is not None else None
    if command.line is None:
        return "line_missing"
    on_roster = command.line.worker in (part.roster or {})
    if heard.claim.ground == "omitted":
        return "worker_on_roster_already" if on_roster else None
    return None if command.line.worker == heard.claim.worker else "another_worker"


NOT_HEARD = rule(
    "roster.not-heard",
    "docs/roster.md",
    "chosen",
    indonesian="Daftar belum dapat dibekukan: {fault}.",
    english="The roster cannot be frozen yet: {fault}.",
    remedy=(
        "Tunggu sampai masa keberatan lewat dan semua keberatan diputus.",
        "Wait until claims have ended and each is ruled on.",
    ),
)

NO_ORDER = rule(
    "roster.no-order",
    "docs/roster.md",
    "chosen",
    indonesian="{people} orang untuk {posts} pos {post}: urutan penawaran harus ditetapkan.",
    english="{people} people for {posts} posts of {post}: an order of offer is needed.",
    remedy=(
        "Tetapkan urutan untuk semua orang dan alasannya.",
        "Set the order of all of them, and its ground.",
    ),
)

WRONG_ORDER = rule(
    "roster.wrong-order",
    "docs/roster.md",
    "chosen",
    indonesian="Urutan tidak sesuai dengan {ground}: {worker}.",
    english="The order does not follow {ground}: {worker}.",
    remedy=("Perbaiki urutan.", "Mend the order."),
)


@deciders.on(asked.FreezeRoster, _PPK)
def freeze_roster(case: Case, command: asked.FreezeRoster) -> Decision:
    """Freeze the list, with the order of offer and the waiting list per post."""
    part = case.state.preparation
    if part.roster is None or part.works is None:
        return NO_ROSTER.no(lacking="proposed")
    fault = _hearing_fault(case)
    if fault:
        return NOT_HEARD.no(fault=fault)
    posts = {post.post for post in part.works.posts}
    unknown = sorted({i.post for i in part.roster.values()} - posts)
    if unknown:  # the works were specified again, or a ruling named another post
        return ROSTER_CODES.no(codes=", ".join(unknown))
    people = {
        post.post: [i for i in part.roster.values() if i.post == post.post]
        for post in part.works.posts
    }
    for post in part.works.posts:
        if len(people[post.post]) > post.count and command.order is None:
            return NO_ORDER.no(
                people=len(people[post.post]), posts=post.count, post=post.post
            )
    wrong = _wrong_in_order(command, part.roster)
    if wrong:
        return WRONG_ORDER.no(ground=command.ground or "-", worker=wrong)
    order = command.order or by_service(part.roster.values())
    return accept(
        happened.RosterFrozen(orders=orders(part.works.posts, part.roster, order))
    )


def _hearing_fault(case: Case) -> str | None:
    part = case.state.preparation
    if part.notice is None:
        return "no_notice"
    if case.at <= part.notice.claims_until:
        return f"claims_until {time_text(part.notice.claims_until)}"
    open_claims = part.open_claims()
    return f"open_claims {', '.join(open_claims)}" if open_claims else None


def _wrong_in_order(
    command: asked.FreezeRoster, roster: Mapping[str, Incumbent]
) -> str | None:
    """Return the first worker who stands in the wrong place, or `None`."""
    if command.order is None:
        return None
    if set(command.order) != set(roster):
        return ", ".join(sorted(set(command.order) ^ set(roster)))
    if command.ground is None:
        return "ground"
    for before, then in pairwise(command.order):
        if place(roster[then]) < place(roster[before]):
            return then
    return None
