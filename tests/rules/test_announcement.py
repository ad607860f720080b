"""The announcement: complete, affordable and lawful; and what is said until the deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rules.decisions.case import Case
from rules.decisions.labour import posts_and_people
from tender.commands.preparation.process import Budget
from tender.events.announcement import TenderPublished
from tender.events.preparation import ConflictDeclared, EstimateSet, ValueChosen
from tender.works import Incumbent, PostOrder
from tests.journeys.cleaning import package
from tests.rules.scenes import Accepted, Change, Plan, Refused, Scene, asked, names, wib

EXAMPLE = package()
PUBLISH = asked("publish_tender")
DEADLINE = "2026-10-29T03:00:00.000000Z"


def conflicted(member: str) -> ConflictDeclared:
    return ConflictDeclared(member=member, conflicted=True)


def estimated(amount: str, mode: str = "full_price") -> EstimateSet:
    """Return the example's estimate at another amount."""
    return EstimateSet.from_json(
        {
            "tag": "estimate_set",
            "amount": amount,
            "vat_mode": mode,
            "detail": "0" * 64,
            "set_on": "2026-10-15",
        }
    )


def expecting(share: str) -> ValueChosen:
    """Return that the tender reckons with a rise of the minimum wage."""
    return ValueChosen(
        id="wage.expected_rise",
        value=share,
        unit="share",
        clause="SSKK 12",
        chosen_on=date(2026, 10, 14),
    )


def budget(amount: int) -> Budget:
    return Budget.from_json({**EXAMPLE.budget.to_json(), "amount": amount})


NEEDED = (
    "method",
    "budget",
    "works",
    "estimate",
    "roster",
    "notice",
    "orders",
    "scheme",
)


def without_choice(value_id: str) -> Change:
    """Return a change: the tender has not chosen one of the values."""

    def change(scene: Scene) -> Scene:
        values = scene.state.values
        kept = {k: v for k, v in values.chosen.items() if k != value_id}
        state = replace(scene.state, values=replace(values, chosen=kept))
        return scene._replace(state=state)

    return change


WORKS = EXAMPLE.works.to_json()
FEWER_ITEMS = [i.to_json() for i in EXAMPLE.works.items if i.item != "wage-cleaner"]

REFUSED = (
    Refused(
        "an announcement with nothing but a committee",
        PUBLISH.having("preparation", **dict.fromkeys(NEEDED), slots={}, trustees={}),
        "announcement.not-ready",
        {
            "missing": "reason_method, set_budget, specify_works, set_estimate, "
            "propose_roster, notify_roster, set_scheme, set_schedule, name_trustees"
        },
    ),
    Refused(
        "an announcement by a member of no committee",
        PUBLISH.when(asked("set_budget")),
        "committee.not-a-member",
        {"party": "pokja-1"},
    ),
    Refused(
        "an announcement without an order of offer",
        PUBLISH.having("preparation", orders=None),
        "announcement.not-ready",
        {"missing": "freeze_roster"},
    ),
    Refused(
        "an announcement with an unconfirmed tax",
        PUBLISH.when(asked("confirm_value", "tax.vat.rate")),
        "announcement.not-ready",
        {"missing": "set_schedule, confirm_value tax.vat.rate"},
    ),
    Refused(
        "an announcement with a conflicted member",
        PUBLISH.after(conflicted("pokja-3"), conflicted("pokja-2")),
        "committee.conflicted",
        {"member": "pokja-2, pokja-3"},
    ),
    Refused(
        "an announcement by a member in conflict, on record",
        PUBLISH.after(conflicted("pokja-1")),
        "committee.conflicted",
        {"member": "pokja-1"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "an announcement before its hour",
        PUBLISH.on("2026-10-19 07:59"),
        "announcement.before-schedule",
        {"starts": "2026-10-19T01:00:00.000000Z"},
    ),
    Refused(
        "an announcement on the day after its day",
        PUBLISH.on("2026-10-20 00:00"),
        "announcement.after-schedule",
        {"starts": "2026-10-19T01:00:00.000000Z"},
    ),
    Refused(
        "an announcement an hour before the deadline",
        PUBLISH.on("2026-10-29 09:00"),
        "announcement.after-schedule",
        {"starts": "2026-10-19T01:00:00.000000Z"},
    ),
    Refused(
        "an announcement with a schedule that has become too short",
        PUBLISH.under(**{"stage.announcement.least": "6"}),
        "schedule.too-short",
        {
            "stage": "announcement",
            "found": "2026-10-26",
            "least": "2026-10-27",
            "value": "stage.announcement.least",
        },
    ),
    Refused(
        "an estimate that cannot pay lawful labour",
        PUBLISH.after(estimated("2592000000")),
        "estimate.below-floor",
        # 504 person-months at Rp4,634,526, the minimum wage with what is owed on it (as in
        # tests/scoring), and Rp12,827,712 for the four who are paid more today.
        {"estimate": "2592000000", "floor": "2348628816"},
    ),
    Refused(
        "an estimate that is a hundredth of a rupiah short of lawful labour",
        PUBLISH.after(estimated("2606977985.75")),
        "estimate.below-floor",
        {"estimate": "2606977985", "floor": "2348628816"},
    ),
    Refused(
        "a rise of the minimum wage that the contract could not follow",
        PUBLISH.after(expecting("0.13")),
        "contract.wage-rise-over-cap",
        {
            "expected": "0.13",
            "wage": "4126667",
            "cap": "0.1",
            "highest": "4105078",
        },
    ),
    Refused(
        "works without a line for the wage",
        PUBLISH.having(
            "preparation",
            works=EXAMPLE.works.from_json({**WORKS, "items": FEWER_ITEMS}),
        ),
        "works.unpriced-labour",
        {"lines": "wage cleaner"},
    ),
    Refused(
        "more posts than the budget pays for",
        PUBLISH.having("preparation", budget=budget(3_000_000_000)),
        "roster.posts-not-funded",
        {"specified": "42", "budget": "3000000000", "posts": "40"},
    ),
    Refused(
        "a method that was reasoned again after the scheme",
        PUBLISH.having(
            "preparation",
            method=EXAMPLE.method.model_copy(update={"contract_type": "lump_sum"}),
        ),
        "scheme.differs-from-method",
        {
            "scheme": "priceOnly, one_file, unit_price",
            "method": "priceOnly, one_file, lump_sum",
        },
    ),
    Refused(
        "an estimate with VAT on the fee for a scheme with VAT on all",
        PUBLISH.after(estimated("3074908919.76", "labour_supply_itemised")),
        "estimate.vat-mode",
        {"estimate": "labour_supply_itemised", "scheme": "full_price"},
    ),
    Refused(
        "a least fee of which nobody knows what it is a share of",
        PUBLISH.then(without_choice("fee.base")),
        "value.chosen-alone",
        {"id": "fee.least", "other": "fee.base"},
    ),
    Refused(
        "an outage that extends by nothing",
        PUBLISH.then(without_choice("outage.extension")),
        "value.chosen-alone",
        {"id": "outage.silence", "other": "outage.extension"},
    ),
    Refused(
        "an estimate that has become one for direct procurement",
        PUBLISH.under(**{"method.direct_procurement.ceiling": "4000000000"}),
        "estimate.not-for-tender",
        {"estimate": "3074908919.76", "ceiling": "4000000000"},
    ),
    Refused(
        "people who have no place in the order",
        PUBLISH.having(
            "preparation",
            orders=(PostOrder(post="cleaner", posts=40, offered=(), waiting=()),),
        ),
        "roster.people-without-post",
        {"budget": "3150000000", "posts": "43", "people": "44", "left": "44"},
    ),
    Refused(
        "a question after the clarification",
        asked("ask_question").on("2026-10-22 11:00:01"),
        "question.time",
        {"until": "2026-10-22T04:00:00.000000Z"},
    ),
    Refused(
        "a question under the code of another",
        asked("ask_question").when(asked("answer_question")),
        "question.code",
        {"question": "tanya-1", "fault": "asked_twice"},
    ),
    Refused(
        "an answer to no question",
        asked("answer_question").but(question="tanya-2"),
        "question.code",
        {"question": "tanya-2", "fault": "unknown"},
    ),
    Refused(
        "a second answer",
        asked("answer_question").when(asked("minute_clarification")),
        "question.code",
        {"question": "tanya-1", "fault": "answered_already"},
    ),
    Refused(
        "minutes of what has not ended",
        asked("minute_clarification").on("2026-10-22 10:59"),
        "clarification.time",
        {
            "held_from": "2026-10-22T02:00:00.000000Z",
            "held_until": "2026-10-22T04:00:00.000000Z",
            "starts": "2026-10-22T02:00:00.000000Z",
            "ends": "2026-10-22T04:00:00.000000Z",
        },
    ),
    Refused(
        "minutes of what began before the hour that was announced",
        asked("minute_clarification").but(held_from="2026-10-22T01:59:00.000000Z"),
        "clarification.time",
        {
            "held_from": "2026-10-22T01:59:00.000000Z",
            "held_until": "2026-10-22T04:00:00.000000Z",
            "starts": "2026-10-22T02:00:00.000000Z",
            "ends": "2026-10-22T04:00:00.000000Z",
        },
    ),
)

ACCEPTED = (
    Accepted(
        "an announcement of version 1 with its deadline",
        PUBLISH,
        {"tender_published": {"version": 1, "deadline": DEADLINE}},
    ),
    Accepted(
        "a question as the clarification ends",
        asked("ask_question").on("2026-10-22 11:00"),
        {"question_asked": {"question": "tanya-1"}},
    ),
    Accepted(
        "an answer by the commitment officer",
        asked("answer_question").by("ppk", "ppk"),
        {"question_answered": {"question": "tanya-1"}},
    ),
    Accepted(
        "an announcement at the last minute of its day",
        PUBLISH.on("2026-10-19 23:59"),
        {"tender_published": {"version": 1}},
    ),
    Accepted(
        "an estimate that pays lawful labour to the rupiah: 2,348,628,816 and 11 % of VAT",
        PUBLISH.after(estimated("2606977985.76")),
        {"tender_published": {"version": 1}},
    ),
    Accepted(
        "an estimate of the whole budget, which the posts do not divide",
        PUBLISH.after(estimated("3149999999")).having(
            "preparation", budget=budget(3_149_999_999)
        ),
        {"tender_published": {"version": 1}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_the_law_is_frozen_with_what_the_tender_has_chosen() -> None:
    scene = PUBLISH.scene()
    event, other, lawful = (
        plan.scene().decide().events[0]
        for plan in (
            PUBLISH,
            PUBLISH.after(
                *asked("choose_value").but(value="false").scene().decide().events
            ),
            PUBLISH.under(**{"contract.late_fine": "0.002"}),
        )
    )

    assert isinstance(event, TenderPublished)
    assert isinstance(other, TenderPublished)
    assert isinstance(lawful, TenderPublished)
    assert event.pack == other.pack == scene.pack.digest != lawful.pack
    assert len({event.frozen_sha256, other.frozen_sha256, lawful.frozen_sha256}) == 3


PEOPLE = tuple(
    Incumbent.from_json(
        {
            "worker": f"k-{number:03}",
            "post": "cleaner",
            "site": "Kantor",
            "since": f"{2000 + number // 20}-01",
            "pay": "1500000",
        }
    )
    for number in range(1, 380)
)


def six_billion(mode: str, posts: int) -> Plan:
    """Return the announcement of 379 people's work for Rp6 billion, at what a post costs.

    A post costs Rp71,348,304 a year with VAT on all of it, and Rp65,230,728 with VAT on
    the fee and goods alone (`tests/scoring/test_affordability.py`).
    """
    cost = {"full_price": 71_348_304, "labour_supply_itemised": 65_230_728}[mode]
    (cleaner, _), items = EXAMPLE.works.posts, EXAMPLE.works.items
    works = EXAMPLE.works.model_copy(
        update={
            "posts": (cleaner.model_copy(update={"count": posts}),),
            "items": tuple(item for item in items if item.post != "supervisor"),
        }
    )
    scheme = EXAMPLE.scheme.model_copy(update={"vat_mode": mode})
    return PUBLISH.having(
        "preparation",
        works=works,
        scheme=scheme,
        estimate=estimated(str(cost * posts), mode),
        budget=budget(6_000_000_000),
        roster={person.worker: person for person in PEOPLE},
        orders=None,
    )


SIX_BILLION = [
    pytest.param("full_price", 84, id="VAT on the whole price"),
    pytest.param("labour_supply_itemised", 91, id="VAT on fee and goods"),
]


@pytest.mark.parametrize(("mode", "posts"), SIX_BILLION)
def test_six_billion_pays_for_fewer_posts_than_there_are_people(
    mode: str, posts: int
) -> None:
    scene = six_billion(mode, posts).scene()

    found = posts_and_people(Case(scene.state, scene.act, scene.pack))

    assert (found.posts, found.people, found.left) == (posts, 379, 379 - posts)


@pytest.mark.parametrize(("mode", "posts"), SIX_BILLION)
def test_379_people_are_not_announced_to_without_an_order(
    mode: str, posts: int
) -> None:
    refusal = six_billion(mode, posts).scene().decide().refusal

    assert refusal is not None
    assert (refusal.rule, refusal.operands) == (
        "announcement.not-ready",
        {"missing": "freeze_roster"},
    )


@pytest.mark.parametrize(("mode", "posts"), SIX_BILLION)
def test_379_people_are_not_frozen_without_an_order(mode: str, posts: int) -> None:
    scene = six_billion(mode, posts).scene()
    freeze = asked("freeze_roster").but(order=None, ground=None).scene().act

    refusal = scene._replace(act=freeze).decide().refusal

    assert refusal is not None
    assert refusal.rule == "roster.no-order"
    assert refusal.operands == {
        "people": "379",
        "posts": str(posts),
        "post": "cleaner",
    }


@pytest.mark.parametrize(("mode", "posts"), SIX_BILLION)
def test_one_post_more_than_the_money_pays_for_is_refused(
    mode: str, posts: int
) -> None:
    refusal = six_billion(mode, posts + 1).scene().decide().refusal

    assert refusal is not None
    assert refusal.rule in ("roster.posts-not-funded", "announcement.not-ready")
    frozen = six_billion(mode, posts + 1).having("preparation", orders=())
    refusal = frozen.scene().decide().refusal
    assert refusal is not None
    assert refusal.rule == "roster.posts-not-funded"
    assert refusal.operands == {
        "specified": str(posts + 1),
        "budget": "6000000000",
        "posts": str(posts),
    }


@pytest.mark.parametrize(("mode", "posts"), SIX_BILLION)
def test_with_the_order_and_who_waits_379_people_are_announced_to(
    mode: str, posts: int
) -> None:
    """Whoever waits is told so, with the place in the line."""
    scene = six_billion(mode, posts).scene()
    order = [person.worker for person in PEOPLE]
    freeze = asked("freeze_roster").but(order=order).scene().act
    (frozen,) = scene._replace(act=freeze).decide().events

    published = six_billion(mode, posts).after(frozen).scene()

    assert published.decide().accepted
    orders = published.state.preparation.orders or ()
    assert [(len(o.offered), len(o.waiting)) for o in orders] == [(posts, 379 - posts)]


def test_one_person_without_a_place_is_one_too_many() -> None:
    scene = six_billion("full_price", 84).scene()
    order = [person.worker for person in PEOPLE]
    (short,) = (
        scene._replace(act=asked("freeze_roster").but(order=order).scene().act)
        .decide()
        .events
    )
    plan = six_billion("full_price", 84).after(short)
    newcomer = {**{p.worker: p for p in PEOPLE}, "k-999": PEOPLE[0]}

    refusal = plan.having("preparation", roster=newcomer).scene().decide().refusal

    assert refusal is not None
    assert refusal.rule == "roster.people-without-post"
    assert refusal.operands == {
        "budget": "6000000000",
        "posts": "84",
        "people": "380",
        "left": "1",
    }


def test_the_deadline_of_the_example_is_ten_in_the_morning() -> None:
    """The tables above write it in UTC."""
    slots = {slot.stage: slot for slot in EXAMPLE.schedule.slots}

    assert slots["bidding"].ends == wib("2026-10-29 10:00")
