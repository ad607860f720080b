"""The example fails in its evaluation, and is tendered again in a new process of the office.

The package of the tender again is the example's with an ocid of its own, a table
[carries_over], a schedule three weeks later and seals made for it; what is carried over no
act of it sets.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from api.clock import SimulatedClock
from api.home import open_home
from flows.course import Course
from flows.package import CarriesOver, Package, PlannedAct
from tests.journeys.cleaning import PROCESS, Way, acts_of, at_stage, package
from tests.ledger.again import act, go, later, scheduled, sealed_for

AGAIN: Final = "ocds-mj0001-2027-kebersihan-setda-ulang"
LATER: Final = timedelta(days=21)
ALL: Final = ("budget", "works", "values", "scheme", "roster")
_CARRIED: Final = frozenset(
    {
        "set_budget",
        "specify_works",
        "propose_roster",
        "notify_roster",
        "claim_place",
        "rule_on_claim",
        "freeze_roster",
        "choose_value",
        "set_scheme",
    }
)
_ANNOUNCED: Final = 52  # the number of the act
FAILED: Final = act(
    "declare_failure",
    "2026-11-02 08:30",
    "pokja-1",
    "committee",
    ground="all_collude",
    reason="Penawaran disusun oleh satu tangan.",
)
CARRYING: Final = act(
    "carry_over",
    "2026-11-03 10:00",
    "ppk",
    "ppk",
    reason="Tender gagal karena semua peserta bersekongkol; kebutuhan tetap.",
)


def fail(way: Way) -> None:
    """Have the example fail in its evaluation."""
    go(way, (*acts_of("evaluation", "declare_conflict"), FAILED))


@contextmanager
def failed(folder: Path) -> Iterator[Way]:
    """Give the example in an office in *folder*, once it has failed."""
    with at_stage("evaluation", folder, ()) as way:
        fail(way)
        yield way


@cache
def again() -> Package:
    """Return the package of the tender again."""
    what = package()
    return replace(
        what,
        process=what.process.model_copy(update={"ocid": AGAIN}),
        carries_over=CarriesOver(
            predecessor=PROCESS, relation="tender_again", pieces=ALL
        ),
        schedule=scheduled(LATER),
        bids=sealed_for(1, AGAIN),
        acts=tuple(_acts()),
    )


def _acts() -> Iterator[PlannedAct]:
    """Yield preparation on two days, the carrying over once there is a method, and the rest."""
    day = datetime.fromisoformat("2026-11-03T08:00:00+07:00")
    before = [
        a for a in package().acts if a.number < _ANNOUNCED and a.command not in _CARRIED
    ]
    method = next(a for a in before if a.command == "reason_method")
    first = [a for a in before if a.number < method.number]
    for minute, one in enumerate((*first, method)):
        yield replace(one, at=day + timedelta(minutes=minute))
    yield CARRYING
    then = day + timedelta(days=1)
    for minute, one in enumerate(a for a in before if a.number > method.number):
        yield replace(one, at=then + timedelta(minutes=minute))
    last = max(a.number for a in package().acts)
    numbers = range(
        _ANNOUNCED, last
    )  # work starts when it did; so the last is moved less
    yield from later(LATER, *numbers)
    yield replace(later(timedelta(days=15), last)[0], number=last)


@contextmanager
def on_the_way_again(folder: Path, what: Package | None = None) -> Iterator[Way]:
    """Set out with the tender again in the office in *folder*, whose process has failed."""
    going = what or again()
    clock = SimulatedClock(going.acts[0].at)
    home = open_home(folder, clock, practice=True, papers=folder / "papers-again")
    try:
        yield Way(home, clock, Course(going, clock, lambda *_: None))
    finally:
        home.close()
