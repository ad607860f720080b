"""What a new minimum wage makes of a contract that follows it: its lines, its price, its room.

Pay is what the supplier's offer promises each post; rates are those of the pack of the
day, before and after, so that the wage alone makes the difference. Months that begin
before the new wage stay as they are: a post has as many left as the contract has, and
never more than its own. Source: `docs/rules/wage-rise.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from rules.choices import FOLLOWS_DECREE
from rules.documents.contracting import contract_pay
from rules.supplier import price
from rules.terms import evaluation_terms
from scoring.labour_cost import Costing
from scoring.rounding import Steps
from scoring.terms import Terms
from scoring.vat import Taxed, on_top
from scoring.wage_rise import (
    Contract,
    LineRise,
    highest_minimum,
    line_rises,
    price_rise,
)
from tender.codes import Post
from tender.commands.preparation.works import Works
from tender.money import LARGEST
from tender.state import State
from tender.values import Reading

MINIMUM_WAGE = "labour.minimum_wage"
INCREASE = "contract.increase.most"


def follows_decree(reading: Reading) -> bool:
    """Say whether the tender has the clause by which wages follow the decree."""
    return reading.has(FOLLOWS_DECREE) and reading.flag(FOLLOWS_DECREE)


def is_in_contract(works: Works, effective: date) -> bool:
    """Say whether a wage can rise on *effective*: up to the first day of work, or with a month."""
    if effective <= works.starts_on:
        return True
    return effective.day == 1 and effective <= works.ends_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Addendum:
    """What an addendum comes to; amounts in rupiah, prices with VAT.

    *cap* is the share of the price *before* by which it may rise; what is held to it is
    the *exact_rise*, before VAT is rounded. *contract* and *costing* are what both were
    reckoned from.
    """

    lines: tuple[LineRise, ...]
    before: int
    price: int
    cap: Fraction
    budget: int
    exact_rise: Fraction
    contract: Contract
    costing: Costing

    @property
    def is_over_cap(self) -> bool:
        """Whether the price rises by more than the law lets a contract rise."""
        return self.exact_rise > self.cap * self.before

    @property
    def is_over_budget(self) -> bool:
        """Whether the price with the addendum is above the budget."""
        return self.price > self.budget

    @property
    def fits(self) -> bool:
        """Whether it is within both, and anything rises at all."""
        return bool(self.lines) and not (self.is_over_cap or self.is_over_budget)

    def highest_within(self, share: Fraction) -> int:
        """Return the highest minimum wage at which the price rises by at most *share*."""
        return highest_minimum(self.costing, self.contract, share)

    @property
    def room_in_budget(self) -> Fraction:
        """What the budget leaves above the price, as a share of it; none is negative."""
        return Fraction(max(self.budget - self.before, 0), self.before)


def addendum(state: State, reading: Reading, minimum: int, effective: date) -> Addendum:
    """Return the addendum by which the contract follows *minimum* rupiah a month.

    *effective* is in the contract (`is_in_contract`). Raise `Unready` before there is one.
    """
    terms = evaluation_terms(state, reading)
    pay, before = contract_pay(state), price(state)
    costing = _left(terms, pay, state.preparation.works, effective)
    contract = Contract(
        price=Fraction(before), pay=pay, vat_mode=terms.scheme.vat_mode, tax=terms.tax
    )
    minimum = max(minimum, costing.labour.minimum_wage)
    lines = tuple(r for r in line_rises(costing, pay, minimum) if r.amount)
    rise = sum(line.amount for line in lines)
    taxed = Taxed(amount=rise, labour=rise)
    step = Steps.of(terms.scheme.rounding).tax
    budget = state.preparation.budget
    return Addendum(
        lines=lines,
        before=before,
        price=before + rise + on_top(taxed, contract.vat_mode, contract.tax, step),
        cap=reading.share(INCREASE),
        budget=budget.amount if budget else LARGEST,
        exact_rise=price_rise(costing, contract, minimum),
        contract=contract,
        costing=costing,
    )


def _left(
    terms: Terms, pay: Mapping[Post, int], works: Works | None, effective: date
) -> Costing:
    """Return what the months that are left are reckoned from.

    The pack of the day may have the new minimum already. Nobody in this contract is paid
    below the least pay promised, so that this stands for the old minimum: no base of
    health insurance is under it.
    """
    costing, least = terms.costing, min(pay.values())
    months = LARGEST
    if works is not None and effective > works.starts_on:
        years = works.ends_on.year - effective.year
        months = 12 * years + works.ends_on.month - effective.month + 1
    posts = tuple(
        post.model_copy(update={"months": min(post.months, months)})
        for post in costing.staff.posts
    )
    return replace(
        costing,
        staff=replace(costing.staff, posts=posts),
        labour=replace(costing.labour, minimum_wage=least, health_floor=least),
    )


def decreed(state: State, reading: Reading) -> Addendum | None:
    """Return the addendum that the law of the day asks for, if the contract can follow it."""
    works = state.preparation.works
    if works is None or not follows_decree(reading):
        return None
    wage = reading.value(MINIMUM_WAGE)
    if not is_in_contract(works, wage.from_):
        return None
    found = addendum(state, reading, int(reading.rupiah(MINIMUM_WAGE)), wage.from_)
    return found if found.fits else None
