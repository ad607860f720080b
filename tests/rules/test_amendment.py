"""Amendments: held, as the tender would stand after them, to all that held at first."""

from __future__ import annotations

from typing import Any

import pytest

from tender.act import Fact
from tender.canonical import commitment
from tender.commands.announcement import AmendTender
from tender.commands.evaluation import CompleteEvaluation
from tender.commands.preparation.works import RevealEstimateDetail
from tender.events.announcement import TenderAmended
from tender.events.preparation import ConflictDeclared
from tender.state import evolve
from tender.works import EstimateDetail
from tests.journeys.cleaning import package
from tests.rules.scenes import Accepted, Plan, Refused, asked, names

EXAMPLE = package()
WORKS = EXAMPLE.works.to_json()
SCHEME = EXAMPLE.scheme.to_json()
SALT = bytes(16)


def amending(**changes: Any) -> Plan:  # noqa: ANN401  # any field of a record
    """Return an amendment eight days before the deadline."""
    command = AmendTender.from_json(
        {"tag": "amend_tender", "summary": "Seragam", "reason": "Keliru.", **changes}
    )
    plan = asked("ask_question").instead(command)
    return plan.by("pokja-1", "committee", "server")


def works(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  # any field of a record
    return {**WORKS, **changes}


def posts(**counts: int) -> list[dict[str, Any]]:
    """Return the posts, so many of some of them."""
    return [
        {**post.to_json(), "count": counts.get(post.post, post.count)}
        for post in EXAMPLE.works.posts
    ]


def items(without: str = "", **quantities: str) -> list[dict[str, Any]]:
    """Return the price schedule without an item, and with other quantities."""
    lines = [item.to_json() for item in EXAMPLE.works.items if item.item != without]
    return [
        {
            **line,
            "quantity": quantities.get(
                str(line["item"]).replace("-", "_"), line["quantity"]
            ),
        }
        for line in lines
    ]


def estimate(
    amount: str, mode: str = "full_price", detail: EstimateDetail | None = None
) -> dict[str, Any]:
    lines = detail or EXAMPLE.estimate
    return {
        "amount": amount,
        "vat_mode": mode,
        "detail": commitment(SALT, lines.to_bytes()),
    }


def scheme(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  # any field of a record
    return {**SCHEME, **changes}


DROPPED = [
    line.to_json()
    for line in EXAMPLE.scheme.requirements
    if line.requirement != "pengalaman"
]
WITHOUT_TECHNICAL = [
    line.to_json() for line in EXAMPLE.scheme.requirements if line.phase != "technical"
]
WITHOUT_SUPERVISORS = [post for post in posts() if post["post"] != "supervisor"]
OF_CLEANERS = [line for line in items() if line.get("post") != "supervisor"]

REFUSED = (
    Refused("an amendment of nothing", amending(), "amendment.empty"),
    Refused(
        "an amendment by a member in conflict, on record",
        amending(works=WORKS).after(
            ConflictDeclared(member="pokja-1", conflicted=True)
        ),
        "committee.conflicted",
        {"member": "pokja-1"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "an amendment with a post that has no wage",
        amending(works=works(items=items("wage-cleaner"))),
        "works.incomplete",
        {"post": "cleaner", "components": "wage"},
    ),
    Refused(
        "an amendment with no post at all",
        amending(works=works(posts=[], items=[])),
        "works.empty",
    ),
    Refused(
        "an item less, for the estimate of before",
        amending(works=works(items=items("equipment"))),
        "amendment.estimate-needed",
        {"items": "equipment"},
    ),
    Refused(
        "other quantities, for the estimate of before",
        amending(works=works(items=items(wage_cleaner="468", uniform="80"))),
        "amendment.estimate-needed",
        {"items": "uniform, wage-cleaner"},
    ),
    Refused(
        "another unit of an item, for the estimate of before",
        amending(
            works=works(
                items=[
                    {**line, "unit": "set"} if line["item"] == "equipment" else line
                    for line in items()
                ]
            )
        ),
        "amendment.estimate-needed",
        {"items": "equipment"},
    ),
    Refused(
        "a new estimate above the budget",
        amending(
            works=works(items=items("equipment")), estimate=estimate("3150000001")
        ),
        "roster.posts-not-funded",
        {"specified": "42", "budget": "3150000000", "posts": "41"},
    ),
    Refused(
        "a new estimate that cannot pay lawful labour",
        amending(
            works=works(items=items("equipment")), estimate=estimate("2592000000")
        ),
        "estimate.below-floor",
        {"estimate": "2592000000", "floor": "2348628816"},
    ),
    Refused(
        "a new estimate of nothing",
        amending(estimate=estimate("0")),
        "estimate.not-for-tender",
        {"estimate": "0", "ceiling": "200000000"},
    ),
    Refused(
        "posts that the estimate does not pay for by law",
        amending(works=works(posts=posts(cleaner=400))),
        "estimate.below-floor",
        # 360 cleaners more for a year: Rp4,634,526 a month each
        {"estimate": "3074908919", "floor": "22369781136"},
    ),
    Refused(
        "posts dropped that people hold today",
        amending(
            works=works(posts=WITHOUT_SUPERVISORS, items=OF_CLEANERS),
            estimate=estimate("2900000000"),
        ),
        "amendment.people-without-post",
        {"posts": "supervisor"},
    ),
    Refused(
        "work that starts before there is a contract",
        amending(works=works(starts_on="2026-01-01")),
        "schedule.contract-after-start",
        {"contract": "2026-12-09", "start": "2026-01-01"},
    ),
    Refused(
        "a scheme that this release does not evaluate",
        amending(scheme=scheme(rounding=[])),
        "scheme.rounding",
        {"steps": "-"},
    ),
    Refused(
        "a scheme that is not the method's",
        amending(scheme=scheme(contract_type="lump_sum")),
        "scheme.differs-from-method",
        {
            "scheme": "priceOnly, one_file, lump_sum",
            "method": "priceOnly, one_file, unit_price",
        },
    ),
    Refused(
        "a scheme with VAT on another base than the estimate's",
        amending(scheme=scheme(vat_mode="labour_supply_itemised")),
        "estimate.vat-mode",
        {"estimate": "full_price", "scheme": "labour_supply_itemised"},
    ),
    Refused(
        "a scheme that asks for nothing",
        amending(scheme=scheme(requirements=[])),
        "scheme.phases",
        {"phases": "administrative, qualification, technical"},
    ),
    Refused(
        "a scheme that asks for nothing technical",
        amending(scheme=scheme(requirements=WITHOUT_TECHNICAL)),
        "scheme.phases",
        {"phases": "technical"},
    ),
)

ACCEPTED = (
    Accepted(
        "an amendment on the last day for one that moves no deadline",
        amending(works=WORKS).on("2026-10-26 23:59"),
        {
            "tender_amended": {
                "version": 2,
                "summary": "Seragam",
                "orders": None,
                "estimated_on": None,
            }
        },
    ),
    Accepted(
        "another place and another title for the price that was estimated",
        amending(works=works(place="Sengeti")).by("ppk", "ppk"),
        {"tender_amended": {"version": 2, "orders": None}},
    ),
    Accepted(
        "an item less, with its estimate, whose age counts from that day",
        amending(
            works=works(items=items("equipment")), estimate=estimate("3050000000")
        ),
        {"tender_amended": {"version": 2, "estimated_on": "2026-10-21"}},
    ),
    Accepted(
        "a new estimate and nothing else",
        amending(estimate=estimate("3100000000")),
        {"tender_amended": {"version": 2, "works": None}},
    ),
    Accepted(
        "a scheme given whole, which drops a requirement",
        amending(scheme=scheme(requirements=DROPPED)),
        {"tender_amended": {"version": 2}},
    ),
    Accepted(
        "VAT on another base, with an estimate of that base",
        amending(
            scheme=scheme(vat_mode="labour_supply_itemised"),
            estimate=estimate("2900000000", "labour_supply_itemised"),
        ),
        {"tender_amended": {"version": 2}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def amended(plan: Plan) -> TenderAmended:
    (event,) = plan.scene().decide().events
    assert isinstance(event, TenderAmended)
    return event


def test_an_amendment_counts_on_from_the_one_before() -> None:
    first = amended(amending(works=WORKS))

    second = amended(amending(works=WORKS).after(first))

    assert (first.version, second.version) == (2, 3)


def test_fewer_posts_come_with_the_order_of_offer_by_the_same_rule() -> None:
    """Of 41 cleaners the one with the shortest service waits already; of 30, eleven do."""
    plan = amending(works=works(posts=posts(cleaner=30)))
    before = {o.post: o for o in plan.scene().state.preparation.orders or ()}

    event = amended(plan)

    after = {order.post: order for order in event.orders or ()}
    everyone = (*before["cleaner"].offered, *before["cleaner"].waiting)
    assert (*after["cleaner"].offered, *after["cleaner"].waiting) == everyone
    assert after["cleaner"].posts == len(after["cleaner"].offered) == 30
    assert after["supervisor"] == before["supervisor"]


def test_the_orders_and_the_estimate_of_an_amendment_stand_from_then_on() -> None:
    plan = amending(
        works=works(posts=posts(cleaner=30), items=items("equipment")),
        estimate=estimate("2900000000"),
    )
    scene = plan.scene()
    event = amended(plan)

    fact = Fact(event, scene.act.at, scene.state.seq + 1, scene.act.actor)
    part = evolve(scene.state, fact).preparation

    assert part.orders == event.orders
    assert part.estimate is not None
    assert part.estimate.amount == 2_900_000_000
    assert part.estimate.set_on == event.estimated_on
    assert part.estimate.detail == estimate("0")["detail"]


def test_after_an_amendment_the_estimate_is_revealed_and_the_tender_evaluated() -> None:
    """What stopped tenders before: the detail of an estimate of other items."""
    lines = tuple(x for x in EXAMPLE.estimate.lines if x.item != "equipment")
    detail = EstimateDetail(lines=lines)
    total = "3040276919.76"
    event = amended(
        amending(
            works=works(items=items("equipment")),
            estimate=estimate(total, detail=detail),
        )
    )
    reveal = RevealEstimateDetail.from_json(
        {
            "tag": "reveal_estimate_detail",
            "salt": SALT.hex(),
            "detail": detail.to_json(),
        }
    )

    decision = (
        asked("reveal_estimate_detail").instead(reveal).after(event).scene().decide()
    )
    early = (
        asked("reveal_estimate_detail")
        .instead(CompleteEvaluation())
        .by("saksama", "engine", "server")
        .after(event)
        .scene()
        .decide()
    )

    assert decision.accepted, decision.refusal
    assert early.refusal is not None
    assert early.refusal.rule == "evaluation.no-estimate-detail"
