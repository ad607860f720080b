"""A small tender that fits on a page, and its bids.

Two cleaners for a year at a minimum wage of Rp3,000,000: every mandatory line is a
round number, and they come to Rp3,807,200 a month. Bids are named after flowers,
workers after themselves.

    fee = 400,000: 24 x 4,357,200 = 104,572,800, with 11 % VAT 116,075,808
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Literal

from scoring.arithmetic import ScheduleTerms, correct
from scoring.explanation import Node
from scoring.labour_cost import Costing, LabourTerms, Staff
from scoring.price import PriceTerms
from scoring.price_tree import PriceTree, price_tree
from scoring.rounding import Steps, whole
from scoring.terms import BidFacts, Terms
from scoring.vat import TaxTerms
from tender.codes import INSURANCE, Component, Insurance
from tender.commands.evaluation import Judgement, PriceJudgement, Proof
from tender.offer import (
    Attachment,
    Commitments,
    Evidence,
    Offer,
    PayPromise,
    PriceLine,
    Response,
)
from tender.price_analysis import FoundInput
from tender.scheme import RequirementLine, Rounding, Scheme
from tender.works import (
    EstimateDetail,
    EstimateLine,
    Incumbent,
    ItemLine,
    PostOrder,
    PostPlan,
)

Price = Fraction | int | str | None

STEPS = Steps(line=Rounding(at="line"), tax=Rounding(at="tax"))
TAX = TaxTerms(rate=Fraction(12, 100), base_factor=Fraction(11, 12))
MINIMUM_WAGE = 3_000_000

LABOUR = LabourTerms(
    minimum_wage=MINIMUM_WAGE,
    thr=Fraction(1, 12),
    compensation=Fraction(1, 12),
    work_accident={
        "very_low": Fraction("0.0024"),
        "low": Fraction("0.0054"),
        "medium": Fraction("0.0089"),
        "high": Fraction("0.0127"),
        "very_high": Fraction("0.0174"),
    },
    death=Fraction("0.003"),
    old_age=Fraction("0.037"),
    pension=Fraction("0.02"),
    pension_cap=11_086_300,
    health=Fraction("0.04"),
    health_floor=MINIMUM_WAGE,
    health_cap=12_000_000,
)

CLEANER = PostPlan(post="cleaner", title="Cleaner", count=2, months=12, risk="very_low")

PRICES: Mapping[str, int] = {
    "wage-cleaner": 3_000_000,
    "thr-cleaner": 250_000,
    "compensation-cleaner": 250_000,
    "work-accident-cleaner": 7_200,
    "death-cleaner": 9_000,
    "old-age-cleaner": 111_000,
    "pension-cleaner": 60_000,
    "health-cleaner": 120_000,
    "materials": 150_000,
    "fee": 400_000,
}
"""What a bid asks for a month of a post, unless a test says otherwise."""

TOTAL = 116_075_808
"""What that comes to, VAT included."""


def an_item(
    item: str,
    component: Component,
    *,
    quantity: str = "24",
    post: str | None = "cleaner",
) -> ItemLine:
    return ItemLine(
        item=item,
        title=item,
        unit="person-month",
        quantity=Fraction(quantity),
        component=component,
        post=post,
    )


ITEMS = (
    an_item("wage-cleaner", "wage"),
    an_item("thr-cleaner", "thr"),
    an_item("compensation-cleaner", "compensation"),
    an_item("work-accident-cleaner", "work_accident"),
    an_item("death-cleaner", "death"),
    an_item("old-age-cleaner", "old_age"),
    an_item("pension-cleaner", "pension"),
    an_item("health-cleaner", "health"),
    an_item("materials", "materials", post=None),
    an_item("fee", "fee", post=None),
)


def a_requirement(
    requirement: str,
    phase: Literal["administrative", "qualification", "technical"] = "technical",
    test: Literal["declared", "attached", "judged"] = "judged",
) -> RequirementLine:
    return RequirementLine(
        requirement=requirement,
        phase=phase,
        title=requirement,
        basis="tender documents, clause 1",
        test=test,
    )


REQUIREMENTS = (
    a_requirement("integrity-pact", "administrative", "declared"),
    a_requirement("licence", "qualification", "attached"),
    a_requirement("method", "technical", "judged"),
)


def a_scheme(**changes: object) -> Scheme:
    scheme = Scheme(
        award_criteria="priceOnly",
        envelopes="one_file",
        contract_type="unit_price",
        vat_mode="full_price",
        requirements=REQUIREMENTS,
        rounding=(STEPS.line, STEPS.tax),
        validity_days=60,
    )
    return scheme.model_copy(update=changes)


SCHEDULE = ScheduleTerms(
    items=ITEMS,
    contract_type="unit_price",
    vat_mode="full_price",
    tax=TAX,
    steps=STEPS,
)

TERMS = Terms(
    scheme=a_scheme(),
    posts=(CLEANER,),
    items=ITEMS,
    incumbents=(),
    orders=(),
    estimate=Fraction(120_000_000),
    estimate_detail=None,
    labour=LABOUR,
    tax=TAX,
    price=PriceTerms(reasonable_share=Fraction(4, 5), imbalance_share=Fraction(11, 10)),
    lowest=3,
    reserves=2,
    epoch=0,
)


COSTING = Costing(
    staff=Staff(posts=(CLEANER,)), labour=LABOUR, line=STEPS.line, items=ITEMS
)


def an_estimate_detail(**unit_prices: Price) -> EstimateDetail:
    lines = (
        EstimateLine(item=item.replace("_", "-"), unit_price=Fraction(price or 0))
        for item, price in {**PRICES, **unit_prices}.items()
    )
    return EstimateDetail(lines=tuple(lines))


def a_worker(worker: str, pay: int, post: str = "cleaner") -> Incumbent:
    return Incumbent(
        worker=worker, post=post, site="town hall", since="2019-03", pay=pay
    )


def an_order(
    *offered: str, waiting: Iterable[str] = (), post: str = "cleaner", posts: int = 2
) -> PostOrder:
    return PostOrder(post=post, posts=posts, offered=offered, waiting=tuple(waiting))


PAPER = Attachment(
    name="paper", media_type="application/pdf", size=1024, sha256="a" * 64
)


def a_response(requirement: str, *, answer: bool = True, pages: int = 1) -> Response:
    evidence = (Evidence(attachment=PAPER.sha256, page=p + 1) for p in range(pages))
    return Response(requirement=requirement, answer=answer, evidence=tuple(evidence))


RESPONSES = tuple(a_response(line.requirement) for line in REQUIREMENTS)


def promises(
    pay: int | Mapping[str, int] = MINIMUM_WAGE,
    insurance: tuple[Insurance, ...] = INSURANCE,
    **undertakings: bool,
) -> Commitments:
    by_post = pay if isinstance(pay, Mapping) else {"cleaner": pay}
    given = {
        "offer_to_all": True,
        "in_published_order": True,
        "keep_higher_pay": True,
        "holiday_allowance": True,
        "compensation": True,
        "transfer_clause": True,
        "only_lawful_deductions": True,
        "no_dismissal_without_cause": True,
    } | undertakings
    return Commitments(
        pay=tuple(PayPromise(post=post, monthly=p) for post, p in by_post.items()),
        insurance=insurance,
        **given,
    )


def price_lines(
    prices: Mapping[str, Price] = PRICES, items: tuple[ItemLine, ...] = ITEMS
) -> tuple[PriceLine, ...]:
    """Fill the schedule without a fault. An item that *prices* lacks is left out."""
    return tuple(
        PriceLine(
            item=item.item,
            quantity=item.quantity,
            unit_price=None
            if (price := prices[item.item]) is None
            else Fraction(price),
            amount=whole(item.quantity * Fraction(price or 0), STEPS.line),
        )
        for item in items
        if item.item in prices
    )


def an_offer(
    lines: tuple[PriceLine, ...] | None = None,
    *,
    commitments: Commitments | None = None,
    responses: tuple[Response, ...] = RESPONSES,
    validity_days: int | None = 60,
    total: int | None = None,
) -> Offer:
    """Make an offer that adds up as its lines stand, unless *total* says otherwise."""
    lines = price_lines() if lines is None else lines
    subtotal = sum(line.amount for line in lines)
    vat = whole(TAX.effective * subtotal, STEPS.tax)
    return Offer(
        v=1,
        part="all",
        validity_days=validity_days,
        responses=responses,
        commitments=commitments or promises(),
        prices=lines,
        subtotal=subtotal,
        vat=vat,
        total=subtotal + vat if total is None else total,
        attachments=(PAPER,),
    )


def a_price(
    offer: Offer, schedule: ScheduleTerms = SCHEDULE, bid: str = "melati"
) -> PriceTree:
    """Correct *offer*, and return how its price came about."""
    return price_tree(correct(bid, offer, schedule), offer, schedule)


def verdicts(tests: Iterable[Node]) -> dict[str, str]:
    """Return verdicts by the name of the test, less the bid's own."""
    return {test.name.partition("/")[2]: test.result for test in tests}


def failed(tests: Iterable[Node]) -> set[str]:
    """Return the names of the tests that fail."""
    return {name for name, verdict in verdicts(tests).items() if verdict == "fail"}


def a_judgement(
    bid: str, requirement: str, verdict: Literal["met", "not_met"] = "met"
) -> Judgement:
    return Judgement(
        bid=bid,
        requirement=requirement,
        verdict=verdict,
        evidence=(Evidence(attachment=PAPER.sha256, page=1),),
        reason=None if verdict == "met" else "the plan leaves the night shift open",
    )


def a_price_judgement(
    bid: str,
    verdict: Literal["accepted", "rejected"],
    test: Literal["reasonableness", "imbalance"] = "reasonableness",
    item: str | None = None,
    found: tuple[FoundInput, ...] | None = None,
) -> PriceJudgement:
    return PriceJudgement(
        bid=bid,
        test=test,
        item=item,
        verdict=verdict,
        reason="analysis seen",
        found=found,
    )


def found_input(
    item: str,
    resource: str,
    quantity: Price,
    unit_price: Price,
    basis: Literal["proven", "market", "estimate"] = "proven",
) -> FoundInput:
    return FoundInput(
        item=item,
        resource=resource,
        quantity=Fraction(quantity or 0),
        unit_price=Fraction(unit_price or 0),
        basis=basis,
        source=None if basis == "proven" else "price list of a shop",
    )


def a_proof(
    bid: str, verdict: Literal["proved", "not_proved", "absent"] = "proved"
) -> Proof:
    return Proof(
        bid=bid,
        verdict=verdict,
        seen_on=date(2026, 12, 1),
        seen=("licence",) if verdict == "proved" else (),
        reason=None if verdict == "proved" else "nobody came",
    )


def a_bid(
    bid: str,
    fee: Price = PRICES["fee"],
    *,
    offer: Offer | None = None,
    proved: bool = True,
) -> BidFacts:
    """Make a bid that has met everything asked of it, at a price set by its fee."""
    return BidFacts(
        bid=bid,
        offer=offer or an_offer(price_lines({**PRICES, "fee": fee})),
        judgements=(a_judgement(bid, "method"),),
        proof=a_proof(bid) if proved else None,
    )


def failing(bid: BidFacts) -> BidFacts:
    """Return *bid* with its method found wanting."""
    return replace(bid, judgements=(a_judgement(bid.bid, "method", "not_met"),))


def waiting(bid: BidFacts) -> BidFacts:
    """Return *bid* with its method not judged yet."""
    return replace(bid, judgements=())
