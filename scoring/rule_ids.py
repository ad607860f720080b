"""The ids of the rules: one list, which the type checker holds every node to.

An id names a formula or a test for ever: results carry it, sentences are looked
up by it, and each has a page in `docs/rules/`.
"""

from __future__ import annotations

from typing import Literal, get_args

from scoring.formulas.ids import FormulaId
from scoring.merit.ids import MeritId

RuleId = Literal[
    # Whether there is a price to look at.
    "opening.unopenable",
    # A price schedule, gone over line by line.
    "arithmetic.line",
    "arithmetic.quantity",
    "arithmetic.product",
    "arithmetic.blank",
    "arithmetic.missing",
    "arithmetic.lump-sum-line",
    "arithmetic.sum",
    "arithmetic.total",
    "arithmetic.lump-sum",
    "arithmetic.rest",
    "arithmetic.schedule",
    # Value added tax, on top of a subtotal or inside a lump sum.
    "vat.full-price",
    "vat.itemised",
    "vat.inside-full-price",
    "vat.inside-itemised",
    # What labour costs by law.
    "labour.wage",
    "labour.holiday-allowance",
    "labour.compensation",
    "labour.work-accident",
    "labour.death",
    "labour.old-age",
    "labour.pension",
    "labour.health",
    "labour.places",
    "labour.level",
    "labour.floor",
    "labour.package",
    # Whether the money pays for the people.
    "labour.overtime",
    "affordability.fee",
    "affordability.before-vat",
    "affordability.month",
    "affordability.period",
    "affordability.posts",
    "affordability.left",
    # Requirements that are met or not.
    "eligibility.validity",
    "eligibility.declared",
    "eligibility.attached",
    "eligibility.judged",
    "eligibility.proof",
    # Requirements that facts show.
    "qualification.kbli",
    "qualification.operating-licence",
    "qualification.legal-form",
    "qualification.tax",
    "qualification.contracts",
    "qualification.exempt",
    "qualification.experience",
    "qualification.capacity-small",
    "qualification.capacity-others",
    "qualification.capacity",
    "qualification.blacklist",
    "qualification.independent",
    "qualification.shared-holder",
    # Promises about the people who do the work today.
    "commitments.made",
    "commitments.offer-to-all",
    "commitments.published-order",
    "commitments.pay",
    "commitments.keep-higher-pay",
    "commitments.insurance",
    "commitments.holiday-allowance",
    "commitments.compensation",
    "commitments.transfer-clause",
    "commitments.lawful-deductions",
    "commitments.no-dismissal",
    "commitments.funded",
    "commitments.funded-package",
    # Promises that have points.
    "commitments.graded",
    "commitments.graded-cost",
    "commitments.graded-funded",
    # Tests of the price, in their legal order.
    "price.above-estimate",
    "price.fixed",
    "price.labour-floor",
    "price.labour-floor-package",
    "price.fee-minimum",
    "price.found-input",
    "price.found-unit-price",
    "price.rebuilt",
    "price.reasonableness",
    "price.imbalance",
    # What is paid beyond the bill.
    "price.extra-quantity",
    "price.extra-quantity-imbalanced",
    # The order, and the end.
    "ranking.lowest",
    "ranking.not-reached",
    "ranking.order",
    "ranking.order-evaluated",
    "evaluation.bid",
    "evaluation.result",
    # Points and price, for schemes that name them.
    FormulaId,
    MeritId,
]

RULE_IDS: tuple[RuleId, ...] = get_args(RuleId)
"""Every rule id, in the order in which an evaluation comes to them."""
