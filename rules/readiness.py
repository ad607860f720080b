"""What a tender still needs before it may be announced, and from whom.

One list, read twice: the decider of the announcement refuses while anything stands
on it, and `rules.due` waits for that of it which can be done now (`doable`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rules.rule import Citation
from rules.succession import succeeds
from tender.codes import Office
from tender.state import State
from tender.values import Value


class Missing(NamedTuple):
    """A command that has to come first, who gives it, about what, and by which article."""

    command: str
    who: Office
    about: str
    citation: Citation


_PERPRES = "Perpres 16/2018"


def _cite(article: str) -> Citation:
    return Citation(text=article, status="verified")


def _house(page: str) -> Citation:
    return Citation(text=page, status="chosen")


_LIST = "docs/handover.md, the list"

_PARTS: tuple[tuple[str, str, Office, Citation], ...] = (
    ("method", "reason_method", "ppk", _cite(f"{_PERPRES} art. 38(7)")),
    ("budget", "set_budget", "ppk", _cite(f"{_PERPRES} art. 9(1)")),
    ("works", "specify_works", "ppk", _cite(f"{_PERPRES} art. 11(1)")),
    ("estimate", "set_estimate", "ppk", _cite(f"{_PERPRES} art. 26")),
    ("roster", "propose_roster", "ppk", _house("docs/roster.md")),
    ("notice", "notify_roster", "ppk", _house("docs/roster.md")),
    ("scheme", "set_scheme", "ppk", _cite(f"{_PERPRES} art. 39")),
    ("committee", "form_committee", "unit", _cite(f"{_PERPRES} art. 13")),
)


def missing(state: State, values: Mapping[str, Value]) -> Iterator[Missing]:
    """Yield what stands between *state* and the announcement, in order of work."""
    part = state.preparation
    for name, command, who, citation in _PARTS:
        if getattr(part, name) is None:
            yield Missing(command, who, "", citation)
    if succeeds(state) and state.handover.listed is None:
        yield Missing("hand_over_list", _lister(state), "", _house(_LIST))
    for claim in part.open_claims():
        yield Missing("rule_on_claim", "ppk", claim, _house("docs/roster.md"))
    if part.notice is not None and part.orders is None:
        fits = _posts_of_people(state) <= _posts(state)
        command = "freeze_roster" if fits else "propose_roster"
        yield Missing(command, "ppk", "", _house("docs/roster.md"))
    if not part.slots:
        yield Missing("set_schedule", "committee", "", _cite(f"{_PERPRES} art. 50"))
    yield from _people(state)
    for value_id in state.values.unconfirmed(values):
        source = values[value_id]
        yield Missing(
            "confirm_value",
            "ppk",
            value_id,
            Citation(text=source.source, status=source.status),
        )


_AFTER: Mapping[str, frozenset[str]] = {
    "set_estimate": frozenset({"set_budget", "specify_works"}),
    "hand_over_list": frozenset({"specify_works"}),
    "propose_roster": frozenset({"specify_works", "hand_over_list"}),
    "notify_roster": frozenset({"specify_works", "hand_over_list", "propose_roster"}),
    "freeze_roster": frozenset({"specify_works", "hand_over_list"}),
    "set_scheme": frozenset({"reason_method"}),
    "set_schedule": frozenset({"form_committee"}),
}
"""What a command is refused without."""


def doable(waited: Iterable[Missing]) -> Iterator[Missing]:
    """Yield what of all that is *waited* for waits for nothing else of it."""
    steps = tuple(waited)
    commands = {step.command for step in steps}
    for step in steps:
        if not _AFTER.get(step.command, frozenset()) & commands:
            yield step


def _lister(state: State) -> Office:
    """Return who gives the list: the outgoing provider, and where it has no seat, the PPK."""
    parties = state.preparation.parties.values()
    registered = any("outgoing" in facts.offices for facts in parties)
    return "outgoing" if registered else "ppk"


def _posts(state: State) -> set[str]:
    works = state.preparation.works
    return {post.post for post in works.posts} if works else set()


def _posts_of_people(state: State) -> set[str]:
    return {person.post for person in (state.preparation.roster or {}).values()}


def _people(state: State) -> Iterator[Missing]:
    part = state.preparation
    if part.committee is not None:
        for member in part.committee.members:
            if member not in part.conflicts:
                yield Missing(
                    "declare_conflict",
                    "committee",
                    member,
                    _house(f"docs/lifecycle.md, conflicts; {_PERPRES} art. 7"),
                )
    if not part.trustees:
        yield Missing("name_trustees", "unit", "", _house("docs/lifecycle.md, seals"))
    for trustee in part.trustees:
        if trustee in part.alive:
            continue
        if trustee in part.challenges:
            yield Missing(
                "prove_key_alive",
                "trustee",
                trustee,
                _house("docs/lifecycle.md, seals"),
            )
        else:
            yield Missing(
                "challenge_key", "engine", trustee, _house("docs/lifecycle.md, seals")
            )
