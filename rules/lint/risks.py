"""The risks of a tender as it is about to be announced: lawful, and worth a second look.

Each is read from what the tender says of itself. The roster has post, place, first month
and pay of each person, and neither age nor certificates: no requirement is held to
people of whom nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from rules.calendar import OutsideCalendarError
from rules.choices import FOLLOWS_DECREE
from rules.decisions.case import Case
from rules.decisions.labour import highest_wage
from rules.decisions.method import bought_directly
from rules.decisions.schedule import STAGES, least_lengths, term
from rules.lint import risk_rules as rules
from rules.lint.finding import UNASKABLE, Finding, risk
from rules.lint.points_risks import points_risks
from rules.lint.succession import succession_risks
from rules.rule import Citation
from tender.commands.preparation.schedule import Slot

OBJECTION = "stage.objection.length"
WAGE = "labour.minimum_wage"


def risks(case: Case) -> Iterator[Finding]:
    """Yield the risks of the tender of *case*, in the order of its life."""
    for of in _RISKS:
        try:
            yield from of(case)
        except OutsideCalendarError:  # a breach of its own: calendar.unknown-year
            continue


def _recalled(case: Case) -> Iterator[Finding]:
    """Name every value that the pack only recalls, confirmed in practice or not."""
    for value_id, value in sorted(case.reading.by_id.items()):
        if value.status == "recalled":
            citation = case.state.values.confirmed.get(value_id, "-")
            yield from risk(
                rules.VALUE_RECALLED,
                case.article(value_id),
                id=value_id,
                citation=citation,
            )


def _heads(case: Case) -> Iterator[Finding]:
    """Hold the people of the roster to the posts, kind by kind."""
    part = case.state.preparation
    people = [person.post for person in (part.roster or {}).values()]
    for post in part.works.posts if part.works else ():
        count = people.count(post.post)
        facts = {"people": count, "posts": post.count, "post": post.post}
        if count > post.count and part.orders is None:
            yield from risk(rules.NO_ORDER, **facts)
        if count > post.count:
            yield from risk(rules.PEOPLE_WAIT, **facts, left=count - post.count)
        if count < post.count:
            yield from risk(rules.POSTS_VACANT, **facts, left=post.count - count)


def _mixed(case: Case) -> Iterator[Finding]:
    works = case.state.preparation.works
    posts = works.posts if works else ()
    if len({post.risk for post in posts}) > 1:
        told = ", ".join(f"{post.post} {post.risk}" for post in posts)
        yield from risk(
            rules.MIXED_WORK,
            case.article(f"labour.work_accident.{posts[0].risk}"),
            job=case.state.process.job,
            posts=told,
        )


def _package(case: Case) -> Iterator[Finding]:
    """Look twice at what the method gate lets pass with a reason, or does not know."""
    method = case.state.preparation.method
    if method is None:
        return
    if method.unreserved is not None and not method.small_business:
        yield from risk(rules.NOT_RESERVED, reason=method.unreserved)
    if method.packaging is None:
        yield from risk(rules.PLAN_UNKNOWN)
        return
    bought = bought_directly(method.packaging, case.state.process.job)
    if bought:
        plans = ", ".join(one.plan for one in bought)
        reason = method.packaging.reason or "-"
        yield from risk(rules.BOUGHT_BESIDE, plans=plans, reason=reason)


def _wage(case: Case) -> Iterator[Finding]:
    """Say that a wage is of an earlier year than the work that it pays for."""
    works, value = case.state.preparation.works, case.reading.value(WAGE)
    if works is None or value.from_.year >= works.ends_on.year:
        return
    follows = case.reading.has(FOLLOWS_DECREE) and case.reading.flag(FOLLOWS_DECREE)
    yield from risk(
        rules.WAGE_UNKNOWN,
        case.article(WAGE),
        ends=works.ends_on,
        since=value.from_,
        wage=value.value,
        year=works.ends_on.year,
        clause=FOLLOWS_DECREE if follows else "-",
        **_room(case),
    )


def _room(case: Case) -> dict[str, object]:
    """Return how far the wage may rise; unknown of a tender that has breaches of its own."""
    try:
        highest = highest_wage(case)
    except UNASKABLE:
        return {"highest": "-", "room": "-"}
    now = case.reading.rupiah(WAGE)
    return {"highest": highest, "room": Fraction(highest - now, now)}


def _slots(case: Case) -> dict[str, Slot]:
    """Return the schedule by stage, where it is whole; else an empty one."""
    slots: dict[str, Slot] = dict(case.state.preparation.slots)
    return slots if set(STAGES) <= set(slots) else {}


def _points(case: Case) -> Iterator[Finding]:
    """Look twice at a scheme of points, if it is one."""
    scheme = case.state.preparation.scheme
    if scheme is not None and scheme.merit is not None:
        yield from points_risks(scheme.merit)


def _tight(case: Case) -> Iterator[Finding]:
    if slots := _slots(case):
        for least in least_lengths(case, tuple(slots.values()), case.day):
            if least.found == least.earliest:
                yield from risk(
                    rules.NO_SLACK,
                    case.article(least.value),
                    stage=least.stage,
                    found=least.found,
                    value=least.value,
                )


def _appointment(case: Case) -> Iterator[Finding]:
    """Hold appointment and start to the end of objections, which runs from the result."""
    slots, works = _slots(case), case.state.preparation.works
    if not slots or works is None:
        return
    day = case.state.day
    earliest = term(case, day(slots["objection"].starts), OBJECTION)
    article, appointed = case.article(OBJECTION), day(slots["appointment"].starts)
    if appointed <= earliest:  # objections may be lodged until offices close
        yield from risk(
            rules.EARLY_APPOINTMENT,
            article,
            found=appointed,
            earliest=earliest,
            value=OBJECTION,
        )
    if works.starts_on <= earliest:
        yield from risk(
            rules.EARLY_START,
            article,
            starts=works.starts_on,
            earliest=earliest,
            value=OBJECTION,
        )


def _days_off(case: Case) -> Iterator[Finding]:
    """Name the days off within the schedule that are not certain yet."""
    if slots := _slots(case):
        first, last = case.day, case.state.day(slots["start"].ends)
        for off in uncertain(case, first, last):
            article = case.calendar.days_off[off]
            yield from risk(
                rules.DAY_OFF,
                Citation(text=article.source, status=article.status),
                day=off,
                name=article.name,
            )


def uncertain(case: Case, first: date, last: date) -> Iterator[date]:
    """Yield the weekdays from *first* to *last* that count as days off by a text unread."""
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        off = case.calendar.days_off.get(day)
        if off and off.status != "verified" and day.weekday() < 5:  # noqa: PLR2004  # Saturday
            yield day


_RISKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    _recalled,
    _package,
    _wage,
    _mixed,
    _heads,
    succession_risks,
    _points,
    _tight,
    _appointment,
    _days_off,
)
