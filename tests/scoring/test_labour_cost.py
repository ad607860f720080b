"""What labour costs by law, to the rupiah: sheets that were published, and today's pay."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.labour_cost import (
    Costing,
    LabourTerms,
    Staff,
    component_cost,
    floors,
    levels,
    monthly_cost,
    package_floor,
    unpriced,
)
from tender.codes import MANDATORY, Component
from tender.scheme import Rounding
from tender.works import ItemLine, PostPlan, RiskClass
from tests.scoring.builders import (
    CLEANER,
    COSTING,
    ITEMS,
    LABOUR,
    MINIMUM_WAGE,
    STEPS,
    a_worker,
    an_item,
    an_order,
)

MUARO_JAMBI = replace(LABOUR, minimum_wage=3_651_917, health_floor=3_651_917)
"""2026: minimum wage by decree of the governor; secondary."""

SURABAYA = replace(LABOUR, minimum_wage=3_871_052, health_floor=3_871_052)
"""2019: an offer for one driver, published with its lines (cs-02)."""

LEAST = {"cleaner": MINIMUM_WAGE}


def a_month(labour: LabourTerms, risk: RiskClass) -> dict[Component, int]:
    lines = monthly_cost(labour.minimum_wage, risk, labour, STEPS.line)
    return {line.component: line.amount for line in lines}


def test_a_cleaner_in_muaro_jambi_in_2026() -> None:
    month = a_month(MUARO_JAMBI, "very_low")

    assert month == {
        "wage": 3_651_917,
        "thr": 304_326,
        "compensation": 304_326,
        "work_accident": 8_765,
        "death": 10_956,
        "old_age": 135_121,
        "pension": 73_038,
        "health": 146_077,
    }
    assert sum(month.values()) == 4_634_526


@pytest.mark.parametrize(
    ("risk", "expected"),
    [("very_low", 8_765), ("low", 19_720), ("medium", 32_502)],
)
def test_work_accident_insurance_goes_by_class_of_risk(
    risk: RiskClass, expected: int
) -> None:
    assert a_month(MUARO_JAMBI, risk)["work_accident"] == expected


def test_a_driver_in_surabaya_in_2019() -> None:
    """cs-02. Each line is rounded by itself: the printed total is one rupiah short."""
    month = a_month(SURABAYA, "low")

    bpjs_tk = month["work_accident"] + month["death"] + month["old_age"]
    meals, substitute, uniform = 22 * 15_000, 175_957, 50_000

    assert bpjs_tk == 175_746
    assert (month["pension"], month["health"]) == (77_421, 154_842)
    assert (month["thr"], month["compensation"]) == (322_588, 322_588)
    assert sum(month.values()) + meals + substitute + uniform == 5_480_194


HOSPITAL: Mapping[str, int] = {
    "nurse-assistant": 65,
    "helper": 4,
    "cook": 11,
    "waiter": 31,
    "pharmacy-assistant": 7,
    "attendant": 1,
    "machine-operator": 10,
    "laundry": 8,
    "clerk": 3,
    "telephone-operator": 5,
}
"""cs-01: the staff of a ministry hospital in Jakarta, 2024."""


def test_a_hospital_s_145_people_are_1740_person_months_at_6_54_percent() -> None:
    """cs-01. One line of the schedule for each programme pays for all ten posts."""
    programmes: tuple[Component, ...] = ("work_accident", "death", "old_age", "pension")
    labour = replace(LABOUR, minimum_wage=5_000_000, health_floor=5_000_000)
    posts = tuple(
        PostPlan(post=post, title=post, count=count, months=12, risk="low")
        for post, count in HOSPITAL.items()
    )
    costing = Costing(
        staff=Staff(posts=posts),
        labour=labour,
        line=STEPS.line,
        items=tuple(
            an_item(f"line-{n}", programme, quantity="1740", post=None)
            for n, programme in enumerate(programmes)
        ),
    )

    found = floors(costing, dict.fromkeys(HOSPITAL, 5_000_000), programmes)

    assert sum(HOSPITAL.values()) == 145
    assert [floor.items for floor in found] == [(f"line-{n}",) for n in range(4)]
    person_months = {sum(part.level.people * 12 for part in f.parts) for f in found}
    assert person_months == {1740}
    assert sum(floor.parts[0].line.share for floor in found) == Fraction("0.0654")
    assert package_floor(found) == 1740 * 327_000


@pytest.mark.parametrize(
    ("wage", "pension", "health"),
    [
        (1_000_000, 20_000, 120_000),  # health is reckoned on its floor
        (3_000_000, 60_000, 120_000),
        (11_086_300, 221_726, 443_452),
        (12_000_000, 221_726, 480_000),  # pension on its cap
        (20_000_000, 221_726, 480_000),  # both on their caps
    ],
)
def test_pension_and_health_have_limits(wage: int, pension: int, health: int) -> None:
    month = monthly_cost(wage, "low", LABOUR, STEPS.line)
    found = {line.component: line.amount for line in month}

    assert (found["pension"], found["health"]) == (pension, health)


def test_each_line_is_rounded_by_the_scheme_s_step() -> None:
    down = Rounding(at="line", mode="down")

    cost = component_cost("work_accident", 3_651_917, "very_low", LABOUR, down)

    assert cost.amount == 8_764


def test_a_programme_that_does_not_bind_is_not_owed() -> None:
    small = replace(LABOUR, owed=tuple(c for c in MANDATORY if c != "pension"))

    assert "pension" not in a_month(small, "low")
    assert small.insurance == ("work_accident", "death", "old_age", "health")


class TestTodaysPay:
    """The wage that a line must fund, person by person."""

    STAFF = Staff(
        posts=(CLEANER,),
        orders=(an_order("ani-001", waiting=["udi-003"]),),
        incumbents=(
            a_worker("ani-001", 3_400_000),
            a_worker("ido-002", 9_900_000),  # is offered no post
            a_worker("udi-003", 9_900_000),  # waits for one
        ),
    )

    def test_who_earns_more_today_keeps_it_and_others_get_the_floor(self) -> None:
        found = levels(CLEANER, self.STAFF, MINIMUM_WAGE)

        assert [(level.wage, level.people) for level in found] == [
            (3_000_000, 1),
            (3_400_000, 1),
        ]
        assert [person.worker for person in found[1].kept] == ["ani-001"]

    def test_pay_below_the_floor_is_raised_to_it(self) -> None:
        poor = replace(self.STAFF, incumbents=(a_worker("ani-001", 1_500_000),))

        (level,) = levels(CLEANER, poor, MINIMUM_WAGE)

        assert (level.wage, level.people, level.kept) == (3_000_000, 2, ())

    def test_where_everybody_earns_more_nobody_is_at_the_floor(self) -> None:
        both = Staff(
            posts=(CLEANER,),
            orders=(an_order("ani-001", "udi-003"),),
            incumbents=(a_worker("ani-001", 3_400_000), a_worker("udi-003", 3_400_000)),
        )

        (level,) = levels(CLEANER, both, MINIMUM_WAGE)

        assert (level.wage, level.people) == (3_400_000, 2)

    def test_the_wage_line_funds_every_month_of_it(self) -> None:
        costing = replace(COSTING, staff=self.STAFF)

        wages, allowance, *_ = floors(costing, LEAST, MANDATORY)

        assert wages.items == ("wage-cleaner",)
        assert wages.amount == 12 * (3_000_000 + 3_400_000)
        assert allowance.amount == 12 * (250_000 + 283_333)


class TestLines:
    def test_the_package_is_the_sum_of_its_lines(self) -> None:
        found = floors(COSTING, LEAST, MANDATORY)

        assert [floor.items for floor in found] == [(i.item,) for i in ITEMS[:8]]
        assert package_floor(found) == 24 * 3_807_200

    def test_lines_for_the_same_thing_are_taken_together(self) -> None:
        halves = (an_item("wage-day", "wage"), an_item("wage-night", "wage"))

        (wages,) = floors(replace(COSTING, items=halves), LEAST, ("wage",))

        assert wages.items == ("wage-day", "wage-night")
        assert wages.amount == 24 * 3_000_000

    def test_a_common_line_pays_for_posts_without_one_of_their_own(self) -> None:
        guard = CLEANER.model_copy(update={"post": "guard", "count": 1})
        staff = Staff(posts=(CLEANER, guard))
        items = (an_item("wage-cleaner", "wage"), an_item("wages", "wage", post=None))

        own, common = floors(
            replace(COSTING, staff=staff, items=items),
            {"cleaner": 3_000_000, "guard": 4_000_000},
            ("wage",),
        )

        assert (own.items, own.posts, own.amount) == (
            ("wage-cleaner",),
            ("cleaner",),
            72_000_000,
        )
        assert (common.items, common.posts, common.amount) == (
            ("wages",),
            ("guard",),
            48_000_000,
        )

    def test_what_is_owed_and_has_no_line_is_named(self) -> None:
        without_health = tuple(i for i in ITEMS if i.component != "health")

        found = floors(replace(COSTING, items=without_health), LEAST, MANDATORY)

        assert unpriced(found) == (("health", "cleaner"),)


# Properties.

wages = st.integers(0, 20_000_000)


@given(wage=wages, more=wages)
def test_a_higher_wage_never_costs_less(wage: int, more: int) -> None:
    lower = monthly_cost(wage, "low", LABOUR, STEPS.line)
    higher = monthly_cost(wage + more, "low", LABOUR, STEPS.line)

    assert all(a.amount <= b.amount for a, b in zip(lower, higher, strict=True))


@given(pay=st.lists(wages, max_size=2), least=wages, waits=wages)
def test_the_wage_floor_is_a_sum_over_people(
    pay: list[int], least: int, waits: int
) -> None:
    """As the page has it: months x (sum of max(least, today's pay) + rest x least)."""
    people = [a_worker(f"k-{n:03}", p) for n, p in enumerate(pay)]
    order = an_order(*(person.worker for person in people), waiting=["k-900"])
    staff = Staff(
        posts=(CLEANER,),
        orders=(order,),
        incumbents=(*people, a_worker("k-900", waits)),
    )

    (line,) = floors(replace(COSTING, staff=staff), {"cleaner": least}, ("wage",))

    by_person = sum(max(least, p) for p in pay) + (CLEANER.count - len(pay)) * least
    assert line.amount == CLEANER.months * by_person


def test_items_of_other_components_pay_for_no_labour() -> None:
    only_fee: tuple[ItemLine, ...] = (an_item("fee", "fee", post=None),)

    found = floors(replace(COSTING, items=only_fee), LEAST, ("wage",))

    assert [floor.items for floor in found] == [()]
