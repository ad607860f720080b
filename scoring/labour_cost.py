"""What labour costs by law: a post for a month, a line of the schedule, a package.

A month of a post, each line rounded by the scheme's step at lines:

    wage                  the wage
    holiday allowance     1/12 of the wage (THR, accrued)
    compensation          1/12 of the wage (PKWT, accrued)
    work accident         share by risk class x wage (JKK)
    death, old age        share x wage (JKM, JHT)
    pension               share x the wage up to a cap (JP)
    health                share x the wage between a floor and a cap

Today's pay counts. A package has so many posts; each is either held by somebody
to whom it is offered, and then its wage is at least that person's pay today, or
by somebody new, and then it is the least that may be paid. So

    wages of a post = months x sum over its places of max(least pay, today's pay)

and every other component is worked from those wages, person by person. What a
line of the price schedule must fund is the sum over the posts that it pays for.

Source: law in force by value: minimum wage (secondary), Permenaker 6/2016 art. 3
(secondary), PP 35/2021 art. 15-16 (secondary), PP 44/2015 (secondary; class of a
job recalled), Perpres 64/2020 art. 30 and 32 (secondary). Counting today's pay is
this house's rule and no statute's: a tender states it in its own documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.rounding import whole
from tender.codes import INSURANCE, MANDATORY, Component, Insurance, Item, Post
from tender.scheme import Rounding
from tender.works import Incumbent, ItemLine, PostOrder, PostPlan, RiskClass


@dataclass(frozen=True, slots=True, kw_only=True)
class LabourTerms:
    """What the law, or the tender above it, asks for labour.

    Amounts are rupiah a month, shares are of one. *owed* are the mandatory
    components of this tender: all of them, or less a programme that does not bind
    those who may bid.
    """

    minimum_wage: int
    thr: Fraction
    compensation: Fraction
    work_accident: Mapping[RiskClass, Fraction]
    death: Fraction
    old_age: Fraction
    pension: Fraction
    pension_cap: int
    health: Fraction
    health_floor: int
    health_cap: int
    owed: tuple[Component, ...] = MANDATORY

    @property
    def insurance(self) -> tuple[Insurance, ...]:
        """The programmes that are owed."""
        return tuple(programme for programme in INSURANCE if programme in self.owed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The posts of a package, and who is offered them at what pay today."""

    posts: tuple[PostPlan, ...]
    orders: tuple[PostOrder, ...] = ()
    incumbents: tuple[Incumbent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Costing:
    """What floors are reckoned from: people, terms, step of rounding, the lines.

    One is equal to itself alone, so that what was reckoned from it can be kept.
    """

    staff: Staff
    labour: LabourTerms
    line: Rounding
    items: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """A component for one person and month: *share* of *base*, rounded, in rupiah."""

    component: Component
    base: int
    share: Fraction
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """People of one post at one wage. *kept* are those whose pay today it is."""

    post: PostPlan
    wage: int
    people: int
    kept: tuple[Incumbent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelCost:
    """A component for all people of a level: people x months x the monthly line."""

    level: Level
    line: CostLine

    @property
    def amount(self) -> int:
        """Rupiah for the whole period."""
        return self.level.people * self.level.post.months * self.line.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What the *items* must come to at least, together, for *component* of *posts*.

    No item means that the price schedule has no line for it.
    """

    component: Component
    items: tuple[Item, ...]
    parts: tuple[LevelCost, ...]

    @property
    def posts(self) -> tuple[Post, ...]:
        """The posts that are paid for, each once, in the tender's order."""
        return tuple(dict.fromkeys(part.level.post.post for part in self.parts))

    @property
    def amount(self) -> int:
        """Rupiah for the whole period."""
        return sum(part.amount for part in self.parts)


def component_cost(
    component: Component,
    wage: int,
    risk: RiskClass,
    labour: LabourTerms,
    line: Rounding,
) -> CostLine:
    """Return one mandatory component for one person and month."""
    share, base = _SHARES[component](labour, risk), _base(component, wage, labour)
    amount = whole(share * base, line)
    return CostLine(component=component, base=base, share=share, amount=amount)


_SHARES: Mapping[Component, Callable[[LabourTerms, RiskClass], Fraction]] = {
    "wage": lambda _, __: Fraction(1),
    "thr": lambda labour, _: labour.thr,
    "compensation": lambda labour, _: labour.compensation,
    "work_accident": lambda labour, risk: labour.work_accident[risk],
    "death": lambda labour, _: labour.death,
    "old_age": lambda labour, _: labour.old_age,
    "pension": lambda labour, _: labour.pension,
    "health": lambda labour, _: labour.health,
}


def _base(component: Component, wage: int, labour: LabourTerms) -> int:
    if component == "pension":
        return min(wage, labour.pension_cap)
    if component == "health":
        return min(max(wage, labour.health_floor), labour.health_cap)
    return wage


def monthly_cost(
    wage: int, risk: RiskClass, labour: LabourTerms, line: Rounding
) -> tuple[CostLine, ...]:
    """Return the mandatory cost of one person for a month, line by line."""
    return tuple(component_cost(c, wage, risk, labour, line) for c in labour.owed)


def levels(post: PostPlan, staff: Staff, at_least: int) -> tuple[Level, ...]:
    """Return the people of a post by wage, when nobody is paid under *at_least*.

    Of those to whom the post is offered, who earns more today stays at that pay.
    Everybody else, places without an incumbent included, is paid *at_least*.
    """
    offered = {
        worker
        for order in staff.orders
        if order.post == post.post
        for worker in order.offered
    }
    above: dict[int, list[Incumbent]] = {}
    for person in sorted(staff.incumbents, key=lambda person: person.worker):
        if person.worker in offered and person.pay > at_least:
            above.setdefault(person.pay, []).append(person)
    rest = post.count - sum(len(people) for people in above.values())
    lowest = (Level(post=post, wage=at_least, people=rest),) if rest else ()
    return lowest + tuple(
        Level(post=post, wage=wage, people=len(people), kept=tuple(people))
        for wage, people in sorted(above.items())
    )


def floors(
    costing: Costing, at_least: Mapping[Post, int], components: tuple[Component, ...]
) -> tuple[Floor, ...]:
    """Return what each line of the schedule must come to, component by component.

    *at_least* is the least pay of each post. A post is paid for by the lines that
    name component and post; where there are none, by the lines of the component
    that name no post. Lines that pay for the same thing are taken together.
    """
    people = [
        (post, levels(post, costing.staff, at_least[post.post]))
        for post in costing.staff.posts
    ]
    return tuple(
        floor
        for component in components
        for floor in _floors_of(component, costing, people)
    )


def package_floor(floors: tuple[Floor, ...]) -> int:
    """Return what the mandatory labour of the whole package costs, in rupiah."""
    return sum(floor.amount for floor in floors)


def unpriced(floors: tuple[Floor, ...]) -> tuple[tuple[Component, Post], ...]:
    """Return what is owed and has no line in the price schedule: a faulty tender."""
    return tuple(
        (floor.component, post)
        for floor in floors
        if not floor.items
        for post in floor.posts
    )


def _floors_of(
    component: Component,
    costing: Costing,
    people: Iterable[tuple[PostPlan, tuple[Level, ...]]],
) -> tuple[Floor, ...]:
    lines = [item for item in costing.items if item.component == component]
    common = tuple(line.item for line in lines if line.post is None)
    paid: dict[tuple[Item, ...], list[LevelCost]] = {}
    for post, at_wages in people:
        own = tuple(line.item for line in lines if line.post == post.post)
        paid.setdefault(own or common, []).extend(
            LevelCost(
                level=level,
                line=component_cost(
                    component, level.wage, post.risk, costing.labour, costing.line
                ),
            )
            for level in at_wages
        )
    return tuple(
        Floor(component=component, items=names, parts=tuple(parts))
        for names, parts in paid.items()
    )
