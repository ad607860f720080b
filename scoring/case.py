"""A case: one bid, led through the tests stage by stage.

For every bid: its price schedule can be corrected, and comes to no more than the
estimate. For those among the lowest (`scoring.ranking`), in this order and no
further than the first stage that is not passed:

    1. administrative, 2. qualification, 3. technical requirements
    4. commitments
    5. lines not competed, labour floor, fee minimum
    6. whether the price pays for what was promised
    7. reasonableness of the price
    8. imbalance of unit prices
    9. proof of qualification, where it was seen

Within a stage every test is made.

Source: Perpres 16/2018 art. 50(1) (verified); LKPP 12/2021, Lampiran I, 4.2.7
(secondary). That commitments stand between technical requirements and price is this
house's choice: what is promised belongs to what is offered, and whether the price
pays for it is asked once the price is known to be lawful.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import Final, Literal

from scoring import eligibility, judged_price, price
from scoring.arithmetic import Correction, ScheduleFault, attempt
from scoring.commitments import promise_tests
from scoring.explanation import Node, cell, check
from scoring.funding import funding_tests
from scoring.graded import graded_funding
from scoring.price_tree import PriceTree, price_tree
from scoring.rebuilt_price import rebuilt
from scoring.terms import BidFacts, Terms
from tender.codes import Bid
from tender.commands.evaluation import PriceJudgement

_KEPT: Final = 64  # cases; a finding changes one bid's, and the others stay as they are

Standing = Literal["passed", "failed", "pending"]
"""Where a case stands. `pending`: it waits for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """A corrected price and its nodes."""

    correction: Correction
    tree: PriceTree


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """A bid, its price where it has one, and the tests made so far.

    One is equal to itself alone, so that what follows from it can be kept.
    """

    facts: BidFacts
    priced: Priced | None
    tests: tuple[Node, ...]

    @property
    def bid(self) -> Bid:
        """The bid's name."""
        return self.facts.bid

    @property
    def amount(self) -> int | None:
        """The corrected price in rupiah, VAT included."""
        return self.priced.correction.corrected if self.priced else None

    @property
    def standing(self) -> Standing:
        """Where the case stands after the tests made so far."""
        found = {node.verdict for node in self.tests}
        if "fail" in found:
            return "failed"
        return "pending" if "pending" in found else "passed"

    def after(self, *tests: Node) -> Case:
        """Return the case after *tests*."""
        return replace(self, tests=(*self.tests, *tests))


@lru_cache(maxsize=_KEPT)
def opened(facts: BidFacts, terms: Terms) -> Case:
    """Return the case of a bid: its price corrected, and held against the estimate."""
    if facts.is_shut:
        return Case(facts=facts, priced=None, tests=(_shut(facts.bid),))
    done = attempt(facts.bid, facts.offer, terms.schedule)
    if isinstance(done, ScheduleFault):
        return Case(facts=facts, priced=None, tests=(_misfit(facts.bid, done),))
    tree = price_tree(done, facts.offer, terms.schedule)
    return Case(
        facts=facts,
        priced=Priced(correction=done, tree=tree),
        tests=(price.above_estimate(tree, terms.estimate),),
    )


@lru_cache(maxsize=_KEPT)
def evaluated(case: Case, terms: Terms) -> Case:
    """Return the case after as many stages as it gets through."""
    if case.priced is None:
        return case
    return _through(
        case,
        chain(
            _technical_stages(case.facts, terms),
            _price_stages(case.facts, case.priced, terms),
        ),
    )


@lru_cache(maxsize=_KEPT)
def technical(facts: BidFacts, terms: Terms) -> Case:
    """Return the case of a bid without its price: stages 1 to 4."""
    case = Case(facts=facts, priced=None, tests=())
    return _through(case, _technical_stages(facts, terms))


@lru_cache(maxsize=_KEPT)
def price_alone(facts: BidFacts, terms: Terms) -> Case:
    """Return the case of a bid's price alone, of one that passed what comes before it."""
    case = opened(facts, terms)
    if case.priced is None:
        return case
    return _through(case, _price_stages(facts, case.priced, terms))


def _through(case: Case, stages: Iterable[tuple[Node, ...]]) -> Case:
    """Return *case* after as many of the *stages* as it gets through."""
    for stage in stages:
        if case.standing != "passed":
            break
        case = case.after(*stage)
    return case


def _technical_stages(facts: BidFacts, terms: Terms) -> Iterator[tuple[Node, ...]]:
    answers = eligibility.Answers(
        bid=facts.bid,
        offer=facts.offer,
        judgements={found.requirement: found for found in facts.judgements},
        facts=facts.facts,
        shared=facts.shared,
    )
    asked = (terms.scheme, terms.qualification)
    for phase in eligibility.PHASES:
        yield eligibility.phase_tests(phase, answers, *asked)
    yield promise_tests(facts.bid, facts.offer.commitments, terms.costing)


def _price_stages(
    facts: BidFacts, priced: Priced, terms: Terms
) -> Iterator[tuple[Node, ...]]:
    yield _decided_by_rule(priced, terms)
    if facts.offer.commitments is not None:
        promised = facts.offer.commitments
        yield (
            *funding_tests(promised, priced.tree, terms.costing),
            *graded_funding(promised, priced.tree, terms.graded, terms.posts),
        )
    judgements = {(found.test, found.item): found for found in facts.price_judgements}
    judged = judgements.get(("reasonableness", None))
    yield (
        judged_price.reasonableness(
            priced.tree,
            judged,
            terms.estimate,
            terms.price.reasonable_share,
            rebuilt(priced.tree, judged.found, terms.schedule)
            if judged is not None and judged.found
            else None,
        ),
    )
    yield _imbalance(priced, facts.price_judgements, terms)
    if facts.proof is not None:
        yield (eligibility.proof_test(facts.bid, facts.proof),)


def _shut(bid: Bid) -> Node:
    place = cell(bid, f"bids[{bid}]")
    return check(f"{bid}/opening", "opening.unopenable", "fail", bid=place)


def _misfit(bid: Bid, fault: ScheduleFault) -> Node:
    return check(
        f"{bid}/schedule",
        "arithmetic.schedule",
        "fail",
        fault=cell(fault.fault, f"bids[{bid}].prices"),
        item=cell(fault.item or "none", f"bids[{bid}].prices"),
    )


def _decided_by_rule(priced: Priced, terms: Terms) -> tuple[Node, ...]:
    limits, correction = terms.price, priced.correction
    unit_prices = {line.item: line.unit_price for line in correction.lines}
    tests = price.fixed_lines(correction.bid, unit_prices, limits.fixed)
    if limits.labour_floor:
        tests += price.labour_floor(priced.tree, terms.costing)
    if limits.fee_minimum is not None:
        tests += (price.fee_minimum(priced.tree, terms.items, limits.fee_minimum),)
    return tests


def _imbalance(
    priced: Priced, judgements: tuple[PriceJudgement, ...], terms: Terms
) -> tuple[Node, ...]:
    if terms.estimate_detail is None:
        return ()
    unit_prices = {
        line.item: line.unit_price
        for line in priced.correction.lines
        if line.unit_price is not None and not terms.schedule.is_lump_sum(line.item)
    }
    return judged_price.imbalance(
        priced.correction.bid,
        unit_prices,
        {found.item: found for found in judgements if found.item is not None},
        terms.estimate_detail,
        terms.price.imbalance_share,
    )
