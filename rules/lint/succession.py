"""The risks of a successor tender, read from the list and from what people are owed.

Each names the people by code. What does not hang together is refused by the deciders
and is a breach; what stands here is lawful, and somebody may lose by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rules.decisions.case import Case
from rules.lint import succession_rules as rules
from rules.lint.finding import Finding, risk
from rules.succession import latest_handover
from tender.commands.preparation.works import Works
from tender.events.handover import ArrearStated, ListHandedOver

_DAY = timedelta(days=1)


def succession_risks(case: Case) -> Iterator[Finding]:
    """Yield the risks for the people of the outgoing provider; of a first tender, none."""
    part, works = case.state.handover, case.state.preparation.works
    if part.listed is None:
        return
    yield from _listed(part.listed)
    if works is not None:
        yield from _without_gap(part.listed, works)
    yield from _owed(part.unsettled())


def _listed(listed: ListHandedOver) -> Iterator[Finding]:
    unknown = [one.worker for one in listed.people if one.since is None]
    if unknown:
        yield from risk(rules.SERVICE_UNKNOWN, workers=", ".join(sorted(unknown)))
    if listed.as_of < latest_handover(listed.ends_on):
        yield from risk(
            rules.LIST_OLD,
            as_of=listed.as_of,
            ends=listed.ends_on,
            handover=listed.handover_on,
        )


def _without_gap(listed: ListHandedOver, works: Works) -> Iterator[Finding]:
    """Hold the end of the contracts to the start of the work: the next day, for everybody."""
    last = works.starts_on - _DAY
    facts = {"ends": listed.ends_on, "starts": works.starts_on}
    if listed.ends_on < last:
        yield from risk(rules.GAP, **facts, days=(last - listed.ends_on).days)
    if listed.ends_on > last:
        yield from risk(rules.OVERLAP, **facts)
    early = [one.worker for one in listed.people if one.until and one.until < last]
    if early:
        yield from risk(
            rules.TERM_ENDS_EARLY, workers=", ".join(sorted(early)), last=last
        )


def _owed(arrears: tuple[ArrearStated, ...]) -> Iterator[Finding]:
    unknown = tuple(one for one in arrears if one.amount is None)
    if arrears:
        total = sum(one.amount or 0 for one in arrears)
        yield from risk(rules.ARREARS_OPEN, **_named(arrears), total=total)
    if unknown:
        yield from risk(rules.AMOUNT_UNKNOWN, **_named(unknown))


def _named(arrears: tuple[ArrearStated, ...]) -> dict[str, str]:
    return {
        "codes": ", ".join(one.arrear for one in arrears),
        "workers": ", ".join(sorted({one.worker for one in arrears})),
    }
