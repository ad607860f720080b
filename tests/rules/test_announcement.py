"""The announcement: complete, affordable and lawful; and what is said until the deadline."""

from __future__ import annotations

from typing import Any

import pytest

from rules.decisions.case import Case
from rules.decisions.labour import posts_and_people
from tender.commands.announcement import AmendTender
from tender.commands.preparation import Budget
from tender.events.announcement import TenderAmended, TenderPublished
from tender.events.preparation import ConflictDeclared, EstimateSet
from tender.works import Incumbent, PostOrder
from tests.journeys.cleaning import package
from tests.rules.scenes import Accepted, Plan, Refused, asked, names, wib

EXAMPLE = package()
PUBLISH = asked("publish_tender")
DEADLINE = "2026-10-29T03:00:00.000000Z"


def conflicted(member: str) -> ConflictDeclared:
    return ConflictDeclared(member=member, conflicted=True)


def amending(**changes: Any) -> Plan:  # noqa: ANN401  # any field of a record
    """Return an amendment on the day before the last on which one may come."""
    command = AmendTender.from_json(
        {"tag": "amend_tender", "summary": "Seragam", "reason": "Keliru.", **changes}
    )
    plan = asked("ask_question").instead(command)
    return plan.by("pokja-1", "committee", "server")


WORKS = EXAMPLE.works.to_json()
FEWER_ITEMS = [i.to_json() for i in EXAMPLE.works.items if i.item != "wage-cleaner"]

REFUSED = (
    Refused(
        "an announcement with nothing but a process",
        PUBLISH.when(asked("set_budget")),
        "announcement.not-ready",
        {
            "missing": "reason_method, set_budget, specify_works, set_estimate, "
            "propose_roster, notify_roster, set_scheme, form_committee, set_schedule, "
            "name_trustees, confirm_value stage.announcement.least, "
            "confirm_value stage.bidding.after_clarification, "
            "confirm_value stage.clarification.after_announcement, "
            "confirm_value stage.contract.most, confirm_value stage.objection.length, "
            "confirm_value stage.objection_answer.most, confirm_value stage.start.most, "
            "confirm_value tax.vat.base_factor, confirm_value tax.vat.rate"
        },
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
        "an announcement before its hour",
        PUBLISH.on("2026-10-19 07:59"),
        "announcement.before-schedule",
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
        PUBLISH.after(
            EstimateSet.from_json(
                {
                    "tag": "estimate_set",
                    "amount": "2592000000",
                    "vat_mode": "full_price",
                    "detail": "0" * 64,
                    "set_on": "2026-10-15",
                }
            )
        ),
        "estimate.below-floor",
        # 504 person-months at Rp4,634,526, the minimum wage with what is owed on it (as in
        # tests/scoring), and Rp12,827,712 for the four who are paid more today.
        {"estimate": "2592000000", "floor": "2348628816"},
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
        PUBLISH.having(
            "preparation",
            budget=Budget.from_json(
                {**EXAMPLE.budget.to_json(), "amount": 3_000_000_000}
            ),
        ),
        "roster.posts-not-funded",
        {"specified": "42", "budget": "3000000000", "posts": "40"},
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
    Refused(
        "an amendment two days before the deadline",
        amending(works=WORKS).on("2026-10-27 00:00"),
        "amendment.late",
        {"latest": "3 d", "deadline": DEADLINE},
    ),
    Refused(
        "an amendment of nothing",
        amending(),
        "amendment.empty",
    ),
    Refused(
        "an amendment with a post that has no wage",
        amending(works={**WORKS, "items": FEWER_ITEMS}),
        "works.incomplete",
        {"post": "cleaner", "components": "wage"},
    ),
    Refused(
        "an amendment with a scheme that this release does not evaluate",
        amending(scheme={**EXAMPLE.scheme.to_json(), "rounding": []}),
        "scheme.rounding",
        {"steps": "-"},
    ),
    Refused(
        "an amendment with a scheme that is not the method's",
        amending(scheme={**EXAMPLE.scheme.to_json(), "contract_type": "lump_sum"}),
        "scheme.differs-from-method",
        {
            "scheme": "priceOnly, one_file, lump_sum",
            "method": "priceOnly, one_file, unit_price",
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
        "an amendment on the last day for one",
        amending(works=WORKS).on("2026-10-26 23:59"),
        {"tender_amended": {"version": 2, "summary": "Seragam"}},
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
                *asked("choose_value").but(id="uniform.colour").scene().decide().events
            ),
            PUBLISH.under(**{"contract.late_fine": "0.002"}),
        )
    )

    assert isinstance(event, TenderPublished)
    assert isinstance(other, TenderPublished)
    assert isinstance(lawful, TenderPublished)
    assert event.pack == other.pack == scene.pack.digest != lawful.pack
    assert len({event.frozen_sha256, other.frozen_sha256, lawful.frozen_sha256}) == 3


def test_an_amendment_counts_on_from_the_one_before() -> None:
    first = amending(works=WORKS).scene().decide().events[0]
    assert isinstance(first, TenderAmended)

    second = amending(works=WORKS).after(first).scene().decide().events[0]

    assert isinstance(second, TenderAmended)
    assert (first.version, second.version) == (2, 3)


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
    estimate = EstimateSet.from_json(
        {
            "tag": "estimate_set",
            "amount": str(cost * posts),
            "vat_mode": mode,
            "detail": "0" * 64,
            "set_on": "2026-10-15",
        }
    )
    return PUBLISH.having(
        "preparation",
        works=works,
        scheme=scheme,
        estimate=estimate,
        budget=Budget.from_json({**EXAMPLE.budget.to_json(), "amount": 6_000_000_000}),
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
