"""What an evaluation is made from: the tender's terms, and what is known of each bid.

`rules` fills both from packs and state; nothing here has a value of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from scoring.arithmetic import ScheduleTerms
from scoring.labour_cost import Costing, LabourTerms, Staff
from scoring.merit import terms as points
from scoring.ownership import Shared
from scoring.price import PriceTerms
from scoring.rounding import Steps
from scoring.shown import QualificationTerms
from scoring.vat import TaxTerms
from tender.codes import Bid, Code, Item
from tender.commands.evaluation import Judgement, PriceJudgement, Proof
from tender.imported_fact import ImportedFact
from tender.merit.elements import CommitmentElement
from tender.offer import Offer
from tender.scheme import Scheme
from tender.works import EstimateDetail, Incumbent, ItemLine, PostOrder, PostPlan


class TermsError(ValueError):
    """Terms do not fit together, or ask for what this release cannot evaluate."""

    def __init__(self, expected: str, found: object) -> None:
        super().__init__(f"expected {expected}, found {found}")
        self.found = found


@dataclass(frozen=True, kw_only=True, eq=False)
class Terms:
    """A tender as bids are held against it; raise `TermsError` if it does not fit.

    One is equal to itself alone, so that what follows from it can be kept.

    *estimate* is rupiah with VAT; its *estimate_detail*, unit prices without VAT, is
    confidential until the opening: without it imbalance is not tested, which is how
    a bidder runs the evaluation on a bid of its own. *lowest* bids are evaluated;
    behind the winner stand *reserves*, in an order.
    *lump_sum_items* are the lines of a mixed contract that are priced as a lump.
    *epoch* is the number of errata in force for the tender (`rules.errata`).
    """

    scheme: Scheme
    posts: tuple[PostPlan, ...]
    items: tuple[ItemLine, ...]
    incumbents: tuple[Incumbent, ...]
    orders: tuple[PostOrder, ...]
    estimate: Fraction
    estimate_detail: EstimateDetail | None
    labour: LabourTerms
    tax: TaxTerms
    price: PriceTerms
    lowest: int
    reserves: int
    epoch: int
    lump_sum_items: frozenset[Item] = frozenset()
    facts_against: QualificationTerms | None = None  # what facts are held to

    def __post_init__(self) -> None:
        method = (self.scheme.award_criteria, self.scheme.envelopes)
        rated = self.scheme.award_criteria == "ratedCriteria"
        if not rated and method != ("priceOnly", "one_file"):
            expected = "lowest price in one file, or sistem nilai"
            raise TermsError(expected, " in ".join(method))
        if rated != (self.scheme.merit is not None):
            expected = "a merit with ratedCriteria, and with nothing else"
            found = "one" if self.scheme.merit is not None else "none"
            raise TermsError(expected, f"{found} with {self.scheme.award_criteria}")
        if self.lowest < 1:
            expected = "at least one bid to evaluate"
            raise TermsError(expected, self.lowest)
        items = {item.item for item in self.items}
        _each_known("items", {*self.price.fixed, *self.lump_sum_items}, items)
        posts = {post.post: post for post in self.posts}
        paid_for = (item.post for item in self.items if item.post is not None)
        _each_known("posts", paid_for, posts)
        _each_known("posts", (order.post for order in self.orders), posts)
        workers = {person.worker for person in self.incumbents}
        for order in self.orders:
            _each_known("workers", order.offered, workers)
            if len(order.offered) > posts[order.post].count:
                expected = f"at most {posts[order.post].count} offers of {order.post}"
                raise TermsError(expected, len(order.offered))

    @cached_property
    def points(self) -> points.Terms:
        """How points and price are compared; raise `MeritError`, `TermsError`."""
        if self.scheme.merit is None:
            expected = "a scheme of points and price"
            raise TermsError(expected, self.scheme.award_criteria)
        return points.Terms(
            merit=self.scheme.merit, estimate=self.estimate, epoch=self.epoch
        )

    @property
    def qualification(self) -> QualificationTerms | None:
        """What facts are held to, where any are asked for; raise `TermsError`."""
        asks = any(line.fact is not None for line in self.scheme.requirements)
        if asks and self.facts_against is None:
            expected = "a schedule and values of the law, to hold facts to"
            raise TermsError(expected, "none")
        return self.facts_against if asks else None

    @property
    def graded(self) -> tuple[CommitmentElement, ...]:
        """The promises that have points."""
        elements = self.scheme.merit.elements if self.scheme.merit else ()
        return tuple(e for e in elements if isinstance(e, CommitmentElement))

    @cached_property
    def schedule(self) -> ScheduleTerms:
        """What price schedules are corrected against; raise `RoundingStepError`."""
        return ScheduleTerms(
            items=self.items,
            contract_type=self.scheme.contract_type,
            vat_mode=self.scheme.vat_mode,
            tax=self.tax,
            steps=Steps.of(self.scheme.rounding),
            lump_sum_items=self.lump_sum_items,
        )

    @cached_property
    def costing(self) -> Costing:
        """What floors of labour are reckoned from."""
        return Costing(
            staff=Staff(
                posts=self.posts, orders=self.orders, incumbents=self.incumbents
            ),
            labour=self.labour,
            line=Steps.of(self.scheme.rounding).line,
            items=self.items,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BidFacts:
    """A bid and what people have found on it, latest findings only.

    *place* is what a person decided among bids at one price: 1 goes first. *values* are
    those of elements, as far as they are found: of a panel, all its members' marks.
    *shared* are the people whom facts find in another bid as well (`scoring.ownership`).
    Of a bid whose price *is_shut* the file of prices could not be opened.
    *local_content* is the domestic share of its price, as declared or found.
    """

    bid: Bid
    offer: Offer
    judgements: tuple[Judgement, ...] = ()
    facts: tuple[ImportedFact, ...] = ()
    shared: tuple[Shared, ...] = ()
    price_judgements: tuple[PriceJudgement, ...] = ()
    proof: Proof | None = None
    place: int = 0
    values: tuple[tuple[Code, tuple[Fraction, ...]], ...] = ()
    is_shut: bool = False
    local_content: Fraction = Fraction(0)


def _each_known(what: str, named: Iterable[str], known: Iterable[str]) -> None:
    unknown = set(named) - set(known)
    if unknown:
        expected = f"{what} of this tender"
        raise TermsError(expected, ", ".join(sorted(unknown)))
