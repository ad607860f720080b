"""Amendments: what changes in an announced tender, held to all that held at first.

An amendment is decided on the tender as it would stand after it. Whatever would stop
the evaluation later, or leave somebody without what they were promised, is refused now.
"""

from __future__ import annotations

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.extending import for_amendment
from rules.decisions.gate import gate
from rules.decisions.lawful import check_tender
from rules.decisions.works import check_works
from rules.offering import by_service, orders
from rules.rule import Decision, accept, rule
from tender.act import Fact
from tender.commands import announcement as asked
from tender.commands.preparation.works import Works
from tender.events import announcement as happened
from tender.registry import Event
from tender.state import evolve
from tender.works import PostOrder

deciders = Deciders()

_AMENDERS = power("Perpres 16/2018 art. 50(1)", "verified", "committee", "ppk")

AMENDS_NOTHING = rule(
    "amendment.empty",
    "docs/lifecycle.md, versions",
    "chosen",
    indonesian="Adendum tidak mengubah apa pun.",
    english="The amendment changes nothing.",
    remedy=("Sebut yang berubah.", "Say what changes."),
)

OTHER_ITEMS = rule(
    "amendment.estimate-needed",
    "Perpres 16/2018 art. 26",
    "verified",
    indonesian="Adendum mengubah item {items:list}; HPS yang ada bukan lagi untuk daftar itu.",
    english="The amendment changes the items {items:list}; the estimate is no longer of that list.",
    remedy=(
        "Sertakan HPS baru dalam adendum yang sama.",
        "Give a new estimate in the same amendment.",
    ),
)

PEOPLE_LEFT = rule(
    "amendment.people-without-post",
    "docs/roster.md",
    "chosen",
    indonesian="Adendum menghapus pos {posts:list}, yang dipegang orang dalam daftar.",
    english="The amendment drops the posts {posts:list}, which people on the roster hold.",
    remedy=(
        "Pertahankan pos itu; tanpa pos itu perlu tender baru.",
        "Keep the posts; without them a new tender is needed.",
    ),
)


@deciders.on(asked.AmendTender, _AMENDERS)
def amend_tender(case: Case, command: asked.AmendTender) -> Decision:
    """Amend, and leave time to read it; bids that stand are judged by the last version.

    An amendment that is late moves the deadline. A scheme is given whole: what it leaves
    out of the one before is dropped.
    """
    refused = gate(case) or _of_one_piece(case, command)
    if refused:
        return refused
    amended = happen(
        happened.TenderAmended,
        command,
        version=case.state.announcement.version + 1,
        estimated_on=None if command.estimate is None else case.day,
        orders=_orders(case, command.works),
    )
    moved = for_amendment(case, command.reason)
    events: tuple[Event, ...] = (amended,) if moved is None else (amended, moved)
    state = case.state
    for event in events:
        fact = Fact(event, case.at, case.state.seq + 1, case.actor)
        state = evolve(state, fact)
    after = Case(state, case.act, case.pack)
    return check_tender(after) or accept(*events)


def _of_one_piece(case: Case, command: asked.AmendTender) -> Decision | None:
    if command.works is None:
        return None if command.scheme or command.estimate else AMENDS_NOTHING.no()
    refused = check_works(command.works)
    if refused:
        return refused
    changed = _changed_items(case, command.works)
    if changed and command.estimate is None:
        return OTHER_ITEMS.no(items=", ".join(changed))
    posts = {post.post for post in command.works.posts}
    people = (case.state.preparation.roster or {}).values()
    left = sorted({person.post for person in people} - posts)
    return PEOPLE_LEFT.no(posts=", ".join(left)) if left else None


def _changed_items(case: Case, works: Works) -> list[str]:
    """Return the items that another price would be paid for than before."""
    standing = case.state.preparation.works
    before = _priced(standing) if standing else {}
    after = _priced(works)
    return sorted(
        item for item in {*before, *after} if before.get(item) != after.get(item)
    )


def _priced(works: Works) -> dict[str, tuple[object, ...]]:
    return {
        item.item: (item.unit, item.quantity, item.component, item.post)
        for item in works.items
    }


def _orders(case: Case, works: Works | None) -> tuple[PostOrder, ...] | None:
    """Return in what order the people are offered other posts than before, if there are."""
    part = case.state.preparation
    if works is None:
        return None
    roster = part.roster or {}
    after = orders(works.posts, roster, by_service(roster.values()))
    return None if after == part.orders else after
