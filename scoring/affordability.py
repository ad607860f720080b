"""Affordability: how many posts a budget pays for, and how many people that leaves.

A month of a post, each line rounded by the scheme's step at lines, the tax by its
step at the tax:

    fee          share x (mandatory labour + other direct cost)
    before VAT   mandatory labour + other direct cost + fee
    VAT          by the mode (`scoring.vat`)
    total        before VAT + VAT

Over the period a post costs months x total, and a budget pays for

    posts = budget / cost of a post, whole posts only
    left  = people - posts, where there are more people than posts

This is asked before anybody is promised anything: who is left without a post is
told so, with the order in which posts are offered, in the tender itself.

Source: the sheet is a worked example (assumption of fee and direct cost) on the
sources of `scoring.labour_cost` and `scoring.vat`; a contract needs its budget:
Perpres 16/2018 art. 52(2) (verified).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scoring import vat
from scoring.explanation import Node, cell, formula
from scoring.price_tree import step_cell, tax_cells
from scoring.rounding import Steps, whole
from scoring.vat import TaxTerms
from tender.codes import VatMode


@dataclass(frozen=True, slots=True, kw_only=True)
class PostSheet:
    """A month of a post: rupiah of labour and other direct cost; the fee's share."""

    mandatory: int
    direct: int
    fee_share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCost:
    """What a post costs, in rupiah: the lines of a month, and *months* of them."""

    sheet: PostSheet
    fee: int
    before_vat: int
    vat: int
    months: int

    @property
    def month(self) -> int:
        """A month, VAT included."""
        return self.before_vat + self.vat

    @property
    def period(self) -> int:
        """All months, VAT included."""
        return self.months * self.month


@dataclass(frozen=True, slots=True, kw_only=True)
class Affordability:
    """What a budget comes to: whole *posts*, and people *left* without one."""

    budget: int
    people: int
    cost: int
    posts: int
    left: int


def post_cost(
    sheet: PostSheet, mode: VatMode, tax: TaxTerms, steps: Steps, months: int
) -> PostCost:
    """Return what a post costs under *mode*."""
    direct = sheet.mandatory + sheet.direct
    fee = whole(sheet.fee_share * direct, steps.line)
    taxed = vat.Taxed(amount=direct + fee, labour=sheet.mandatory)
    return PostCost(
        sheet=sheet,
        fee=fee,
        before_vat=direct + fee,
        vat=vat.on_top(taxed, mode, tax, steps.tax),
        months=months,
    )


def affordable(budget: int, people: int, cost: int) -> Affordability:
    """Return how many posts of *cost* rupiah each a *budget* pays for.

    >>> affordable(budget=6_000_000_000, people=379, cost=71_348_304).posts
    84
    """
    posts = budget // cost
    return Affordability(
        budget=budget,
        people=people,
        cost=cost,
        posts=posts,
        left=max(0, people - posts),
    )


def cost_node(cost: PostCost, mode: VatMode, tax: TaxTerms, steps: Steps) -> Node:
    """Return how the cost of a post came about."""
    sheet = cost.sheet
    mandatory = cell(sheet.mandatory, "sheet.mandatory")
    direct = cell(sheet.direct, "sheet.direct")
    fee = formula(
        "post/fee",
        "affordability.fee",
        cost.fee,
        mandatory=mandatory,
        direct=direct,
        share=cell(sheet.fee_share, "sheet.fee_share"),
        rounding=step_cell(steps.line),
    )
    before = formula(
        "post/before-vat",
        "affordability.before-vat",
        cost.before_vat,
        mandatory=mandatory,
        direct=direct,
        fee=fee,
    )
    labour = {} if mode == "full_price" else {"labour": mandatory}
    due = formula(
        "post/vat",
        "vat.full-price" if mode == "full_price" else "vat.itemised",
        cost.vat,
        subtotal=before,
        **labour,
        **tax_cells(tax),
        rounding=step_cell(steps.tax),
    )
    month = formula(
        "post/month", "affordability.month", cost.month, before_vat=before, vat=due
    )
    return formula(
        "post/period",
        "affordability.period",
        cost.period,
        month=month,
        months=cell(cost.months, "sheet.months"),
    )


def left_node(result: Affordability, cost: Node) -> Node:
    """Return how many people are left; *cost* is the node of what a post costs."""
    posts = formula(
        "posts",
        "affordability.posts",
        result.posts,
        budget=cell(result.budget, "tender.budget.amount"),
        cost=cost,
    )
    people = cell(result.people, "tender.roster")
    return formula(
        "left", "affordability.left", result.left, people=people, posts=posts
    )
