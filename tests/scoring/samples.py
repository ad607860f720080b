"""Evaluations that between them apply every rule, for tests of the explanation."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from scoring.affordability import PostSheet, affordable, cost_node, left_node, post_cost
from scoring.evaluation import Evaluation, evaluate
from scoring.explanation import Node
from scoring.extra_quantity import ContractPrice, extra_quantity
from scoring.overtime import OvertimeTerms, overtime_node
from scoring.price import FeeMinimum
from scoring.rated import evaluate as evaluate_rated
from scoring.terms import BidFacts, Terms
from tender.codes import VatMode
from tender.offer import PriceLine
from tender.preference import Preference
from tests.scoring.builders import (
    PRICES,
    STEPS,
    TAX,
    TERMS,
    TOTAL,
    a_bid,
    a_price_judgement,
    a_proof,
    a_scheme,
    a_worker,
    an_estimate_detail,
    an_offer,
    an_order,
    failing,
    found_input,
    price_lines,
    promises,
    waiting,
)
from tests.scoring.merit.samples import MERIT_TREES
from tests.scoring.qualified import (
    QUALIFYING,
    a_fact,
    a_qualified,
    same,
    together,
)
from tests.scoring.rated import a_graded, a_rated, offering, points_terms, sealed

FULL = replace(
    TERMS,
    incumbents=(a_worker("ani-001", 3_400_000), a_worker("udi-002", 3_900_000)),
    orders=(an_order("ani-001", waiting=["udi-002"]),),
    estimate_detail=an_estimate_detail(materials=100_000),
    price=replace(
        TERMS.price,
        labour_floor=True,
        fixed={"materials": Fraction(150_000)},
        fee_minimum=FeeMinimum(share=Fraction(1, 10), base=("wage", "thr")),
    ),
)
"""A tender with every test there is, in which Ani earns more than the floor."""


def generous(bid: str, fee: int = 400_000) -> BidFacts:
    """Make a bid that pays everybody as much as Ani earns today."""
    months = {
        "wage-cleaner": 3_400_000,
        "thr-cleaner": 283_334,
        "compensation-cleaner": 283_334,
        "work-accident-cleaner": 8_160,
        "death-cleaner": 10_200,
        "old-age-cleaner": 125_800,
        "pension-cleaner": 68_000,
        "health-cleaner": 136_000,
        "fee": fee,
    }
    offer = an_offer(price_lines({**PRICES, **months}), commitments=promises(3_200_000))
    imbalanced = a_price_judgement(bid, "rejected", "imbalance", "materials")
    return replace(a_bid(bid, offer=offer), price_judgements=(imbalanced,))


def careless(bid: str) -> BidFacts:
    """Make a bid with one of each fault that arithmetic mends."""
    lines = list(price_lines())
    lines[0] = lines[0].model_copy(update={"quantity": Fraction(20)})
    lines[1] = lines[1].model_copy(update={"amount": 1})
    lines[2] = lines[2].model_copy(update={"unit_price": None})
    return a_bid(bid, offer=an_offer(tuple(lines[:-1])))


def unreadable(bid: str) -> BidFacts:
    twice: tuple[PriceLine, ...] = (*price_lines(), price_lines()[0])
    return a_bid(bid, offer=an_offer(twice))


def under(terms: Terms, *, vat: VatMode, contract: str = "unit_price") -> Terms:
    return replace(terms, scheme=a_scheme(vat_mode=vat, contract_type=contract))


EVALUATIONS: tuple[Evaluation, ...] = (
    evaluate(
        replace(FULL, estimate=Fraction(200_000_000), lowest=3),
        [
            replace(
                generous("melati"),
                price_judgements=(
                    a_price_judgement("melati", "accepted"),
                    a_price_judgement("melati", "rejected", "imbalance", "materials"),
                ),
            ),
            generous("kenanga", fee=420_000),
            replace(
                generous("lili", fee=410_000),
                price_judgements=(
                    a_price_judgement(
                        "lili",
                        "accepted",
                        found=(
                            found_input("materials", "soap", "2.5", 20_000),
                            found_input("materials", "wax", 2, 40_000, "market"),
                        ),
                    ),
                    a_price_judgement("lili", "rejected", "imbalance", "materials"),
                ),
            ),
            careless("tulip"),
            unreadable("teratai"),
        ],
    ),
    evaluate(
        replace(TERMS, lowest=2),
        [
            a_bid("melati", fee=400_000),
            failing(a_bid("kenanga", fee=390_000)),
            waiting(a_bid("mawar", fee=380_000)),
            a_bid("anggrek", fee=430_000),
            a_bid("cempaka", fee=900_000),
        ],
    ),
    evaluate(
        replace(TERMS, lowest=2),
        [
            a_bid("melati"),
            replace(a_bid("lili", proved=False), place=2),
            replace(a_bid("seruni"), proof=a_proof("seruni", "absent")),
            a_bid("anggrek", fee=430_000),
        ],
    ),
    evaluate(
        TERMS, [replace(a_bid("melati"), place=1), replace(a_bid("lili"), place=2)]
    ),
    evaluate(under(TERMS, vat="labour_supply_itemised"), [a_bid("melati")]),
    evaluate(
        under(TERMS, vat="labour_supply_itemised", contract="lump_sum"),
        [a_bid("melati", offer=an_offer(total=TOTAL - 9_000_000))],
    ),
    evaluate(
        under(TERMS, vat="full_price", contract="lump_sum"),
        [a_bid("melati", proved=False)],
    ),
    evaluate(
        replace(TERMS, price=FULL.price, estimate=Fraction(10**9)),
        [a_bid("melati"), a_bid("kenanga", fee=300_000)],
    ),
    evaluate(
        TERMS,
        [
            a_bid("melati", offer=an_offer(validity_days=None)),
            a_bid("lili", offer=an_offer(commitments=promises({}, insurance=()))),
        ],
    ),
    evaluate(
        QUALIFYING,
        together(
            a_qualified("melati", same("melati", "mawar")),
            a_qualified("mawar", a_fact("firm", "mawar", size="large")),
            a_qualified("lili", a_fact("experience", "lili", completed=[])),
            a_qualified("tulip", a_fact("tax", "tulip", confirmed=False)),
            replace(a_qualified("anggrek"), facts=()),
        ),
    ),
    evaluate(
        replace(
            TERMS,
            scheme=a_scheme(
                preference=Preference(most=Fraction(1, 4), least=Fraction(1, 4))
            ),
        ),
        [
            replace(a_bid("melati"), local_content=Fraction(1)),
            replace(a_bid("lili", fee=390_000), local_content=Fraction(1, 2)),
            replace(a_bid("anggrek"), local_content=Fraction(1, 5)),
            replace(a_bid("kenanga"), local_content=Fraction(1, 8)),
        ],
    ),
    evaluate(TERMS, []),
)
"""Passed, failed, waiting and not reached; both taxes; every contract; ties."""


def _others() -> tuple[Node, ...]:
    sheet = PostSheet(mandatory=4_634_526, direct=235_000, fee_share=Fraction(1, 10))
    modes: tuple[VatMode, ...] = ("full_price", "labour_supply_itemised")
    posts = []
    for mode in modes:
        cost = post_cost(sheet, mode, TAX, STEPS, months=12)
        found = affordable(6_000_000_000, 379, cost.period)
        posts.append(left_node(found, cost_node(cost, mode, TAX, STEPS)))
    overtime = OvertimeTerms(
        hours_a_month=173, multipliers={"weekday_first": Fraction(3, 2)}
    )
    return (
        *posts,
        overtime_node("weekday_first", 3_871_052, overtime),
        extra_quantity(
            ContractPrice(item="uniform", offered=Fraction("1000.5")),
            Fraction(3),
            STEPS.line,
        ),
        extra_quantity(
            ContractPrice(
                item="materials", offered=Fraction(150_000), estimate=Fraction(100_000)
            ),
            Fraction("2.5"),
            STEPS.line,
        ),
    )


RATED: tuple[Evaluation, ...] = (
    evaluate_rated(
        points_terms(),
        [
            a_rated(
                "melati",
                offer=offering(
                    a_graded("training", 8),
                    a_graded("training", 9, "cleaner"),
                    a_graded("gap", 3),
                    pay=3_300_000,
                ),
            ),
            a_rated("mawar", 90, offer=offering(a_graded("training", 9000))),
            a_rated("lili", 20),
            replace(a_rated("kenanga"), is_shut=True),
        ],
        priced=True,
    ),
    evaluate_rated(points_terms(), [sealed(a_rated("melati"))], priced=False),
)
"""By points: promises that are funded, one that is not, a threshold that is missed, a
price that could not be opened."""

TREES: tuple[Node, ...] = (
    *(done.explanation for done in RATED),
    *(done.explanation for done in EVALUATIONS),
    *_others(),
    *MERIT_TREES,
)
"""Every explanation there is to tell."""


def nodes(root: Node) -> list[Node]:
    """Return the nodes of a tree, parents first, each as often as it is used."""
    return [root, *(node for child in root.children for node in nodes(child))]
