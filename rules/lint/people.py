"""What a tender asks of workers, held to the people who do the work today.

Ages and licences are nobody's business but theirs: they stand in no ledger. An office
that knows them holds them against what it asks, before it asks it, and keeps them.
Whoever works today and would be left out is told by code; of whom nothing is known, that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rules.lint import risk_rules as rules
from rules.lint.finding import Finding, risk
from tender.codes import Code, Worker
from tender.commands.preparation.works import Works
from tender.works import Asked, Incumbent


@dataclass(frozen=True, slots=True)
class Profile:
    """The year in which a worker was born, if it is known, and the licences that they hold."""

    born: int | None
    licences: frozenset[Code]


def left_out(
    works: Works,
    incumbents: Iterable[Incumbent],
    profiles: Mapping[Worker, Profile],
) -> Iterator[Finding]:
    """Yield what is asked for a post that people who hold it today do not meet."""
    people = sorted(incumbents, key=lambda one: one.worker)
    for post in works.posts:
        holders = [one.worker for one in people if one.post == post.post]
        for asked in post.asked or ():
            met = {
                worker: _meets(asked, profiles.get(worker), works.starts_on.year)
                for worker in holders
            }
            out = [worker for worker, meets in met.items() if meets is False]
            unknown = sum(meets is None for meets in met.values())
            if out or unknown:
                yield from risk(
                    rules.LEAVES_OUT if out else rules.NOT_KNOWN,
                    **({"workers": ", ".join(out), "out": len(out)} if out else {}),
                    title=asked.title,
                    basis=asked.basis,
                    people=len(holders),
                    post=post.post,
                    unknown=unknown,
                )


def _meets(asked: Asked, profile: Profile | None, year: int) -> bool | None:
    """Say whether somebody meets what is *asked*; nothing, where that is not known."""
    if profile is None:
        return None
    found: list[bool | None] = []
    if asked.licence is not None:
        found.append(asked.licence in profile.licences)
    if asked.youngest is not None or asked.oldest is not None:
        age = None if profile.born is None else year - profile.born
        least, most = asked.youngest or 0, asked.oldest or 200
        found.append(None if age is None else least <= age <= most)
    if False in found:
        return False
    return None if None in found else True
