"""The two regimes: who are the people of a tender, and by what they are taken over.

*First generation*: nobody's alih daya firm changes, so PP 35/2021 art. 19 does not
reach the people; what is promised to them stands in the tender and in the contract.
*Successor*: their firm changes and the work goes on. Then art. 19 has their rights
transferred, and the firm that goes knows the terms on which they work.

Sources: PP 35/2021 art. 19, paragraphs 2 and 3 read, paragraph 1 reported. The days of
notice are this house's (`docs/handover.md`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from tender.commands.handover import Employed
from tender.state import State
from tender.works import Incumbent

NOTICE: Final = timedelta(days=28)  # docs/handover.md, the handover


def succeeds(state: State) -> bool:
    """Say whether the people of this tender come from another alih daya firm."""
    return state.process.regime == "successor"


def latest_handover(ends_on: date) -> date:
    """Return the last day on which a firm hands over whose contract ends on *ends_on*."""
    return ends_on - NOTICE


def differing(people: Iterable[Employed], roster: Iterable[Incumbent]) -> Iterator[str]:
    """Yield by code whose line of the *roster* is not as it was handed over.

    Pay today is pay and fixed allowances together. A first month that the provider does
    not know may be any: whoever it is may claim another.
    """
    listed: Mapping[str, Employed] = {one.worker: one for one in people}
    proposed: Mapping[str, Incumbent] = {one.worker: one for one in roster}
    for worker in sorted({*listed, *proposed}):
        one, line = listed.get(worker), proposed.get(worker)
        if one is None or line is None or line != as_incumbent(one, line.since):
            yield worker


def as_incumbent(one: Employed, since: str) -> Incumbent:
    """Return the line of the roster of somebody handed over; *since* if it is not known."""
    return Incumbent(
        worker=one.worker,
        post=one.post,
        site=one.site,
        since=one.since or since,
        pay=one.pay + one.allowances,
    )
