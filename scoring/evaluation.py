"""The evaluation: from terms and bids to verdicts, ranking and what is still to do.

Every bid's price is corrected and held against the estimate; the lowest are led
through the tests (`scoring.case`) until enough of them stand (`scoring.ranking`).
Of the bid that would then win the qualification is put to the proof; if it fails
there, the next lowest takes its place.

A bid that waits for a person is `pending`, and `Evaluation.pending` says for what;
whoever completes an evaluation waits until that is empty. Ranks are given once
nothing but proof or a tie is waited for. A tie is decided where it reaches the winner
or a reserve: further down the order changes nothing. The result depends on terms and facts
alone, and not on the order in which bids or findings arrived.

Source: Perpres 16/2018 art. 39(4) and 50(1) (verified); LKPP 12/2021, Lampiran I,
4.2.7 (secondary); proof of the candidate only: recalled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias, cast

from scoring import qualification, ranking
from scoring.case import Case, evaluated, opened
from scoring.case import Priced as CasePriced
from scoring.eligibility import proof_test
from scoring.evaluation_tree import Outline, bid_node, not_reached, result_node
from scoring.explanation import Finding, Node, finding
from scoring.merit.outcome import Score
from scoring.preference import Compared, compared
from scoring.ranking import BidTwiceError, Place, Priced
from scoring.terms import BidFacts, Terms
from tender.codes import Bid, Code, Item, Requirement
from tender.imported_fact import FactKind

Verdict = Literal["passed", "failed", "not_evaluated", "pending"]
"""How a bid ends. `pending`: it waits for a person, and that is no end yet."""


@dataclass(frozen=True, slots=True)
class RequirementToJudge:
    """The committee has to find whether a requirement is met."""

    bid: Bid
    requirement: Requirement


@dataclass(frozen=True, slots=True)
class FactToRecord:
    """The committee has to look up what an issuer says of a bidder."""

    bid: Bid
    kind: FactKind


@dataclass(frozen=True, slots=True)
class PriceToJudge:
    """The committee has to judge a price, as a whole or in one line."""

    bid: Bid
    test: Literal["reasonableness", "imbalance"]
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class ValueToFind:
    """The value of an element has to be found, or its marks given and locked."""

    bid: Bid
    element: Code


@dataclass(frozen=True, slots=True)
class ProofToSee:
    """The committee has to see the originals of the bid that would win."""

    bid: Bid


@dataclass(frozen=True, slots=True)
class TieToDecide:
    """Bids that no figure tells apart would win or stand in reserve: a person decides."""

    bids: tuple[Bid, ...]


ToDo: TypeAlias = (
    RequirementToJudge
    | FactToRecord
    | ValueToFind
    | PriceToJudge
    | ProofToSee
    | TieToDecide
)
"""What a person still has to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BidResult:
    """A bid's end; *price* is corrected, VAT included, in rupiah.

    The fields are those of `tender.events.evaluation.BidResult`.
    """

    bid: Bid
    verdict: Verdict
    price: int | None
    rank: int | None
    findings: tuple[Finding, ...]
    technical: Fraction | None = None
    price_score: Fraction | None = None
    total: Fraction | None = None
    elements: Mapping[Code, Score] | None = None
    evaluated: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Results from the lowest price up, what is still to do, and the working.

    *winner* is the bid that nothing stands in the way of: none while anything is
    pending, and none where no bid stands.
    """

    results: tuple[BidResult, ...]
    pending: tuple[ToDo, ...]
    winner: Bid | None
    explanation: Node


def evaluate(terms: Terms, bids: Iterable[BidFacts]) -> Evaluation:
    """Evaluate *bids* under *terms*; raise `ranking.BidTwiceError`."""
    cases = _opened(terms, bids)
    takers = tuple(one for one in cases.values() if one.standing == "passed")

    reckoned = {one.bid: _compared(one, terms) for one in takers}

    def priced(one: Case) -> Priced:
        by = reckoned[one.bid]
        place = one.facts.place
        return Priced(price=by.price, foreign=by.foreign, place=place, bid=one.bid)

    def has_failed(bid: Bid) -> bool:
        cases[bid] = evaluated(cases[bid], terms)
        return cases[bid].standing == "failed"

    reached = ranking.reach(map(priced, takers), has_failed, terms.lowest)
    standing = [cases[bid] for bid in reached if cases[bid].standing != "failed"]
    places = _places(standing, priced)
    first = _first(standing, priced)
    ties = _ties(first, places, terms.reserves)
    if len(first) == 1 and first[0].facts.proof is None:
        bid = first[0].bid
        cases[bid] = cases[bid].after(proof_test(bid, None))
    open_tests = to_do(cases.values())
    pending = (*open_tests, *ties)
    leads = len(first) == 1 and not open_tests
    nodes = _nodes(cases, reached, terms.lowest, reckoned)
    outline = Outline(
        compared=tuple(reckoned.values()),
        takers=takers,
        reached=reached,
        lowest=terms.lowest,
        tie=terms.scheme.tie,
        places=places,
        winner=first[0].bid if leads else "pending" if pending else "none",
    )
    ranks = {place.bid: place.rank for place in places}
    return Evaluation(
        results=tuple(
            _result(one, nodes[one.bid], ranks, reckoned) for one in cases.values()
        ),
        pending=pending,
        winner=first[0].bid if first and not pending else None,
        explanation=result_node(nodes, outline),
    )


def _opened(terms: Terms, bids: Iterable[BidFacts]) -> dict[Bid, Case]:
    """Return a case for each bid, from the lowest price as compared up, those without one last."""
    cases = [opened(facts, terms) for facts in bids]
    for bid, times in Counter(one.bid for one in cases).items():
        if times > 1:
            raise BidTwiceError(bid)
    cases.sort(key=lambda one: (one.amount is None, _compares(one, terms), one.bid))
    return {one.bid: one for one in cases}


def _compares(one: Case, terms: Terms) -> Fraction:
    return _compared(one, terms).price if one.priced else Fraction(0)


def _compared(one: Case, terms: Terms) -> Compared:
    """Return what a bid that has a price is ranked by."""
    tree = cast("CasePriced", one.priced).tree
    return compared(tree, one.facts.local_content, terms.scheme.preference)


def _places(
    standing: list[Case], priced: Callable[[Case], Priced]
) -> tuple[Place, ...]:
    """Rank those who stand, once none of them waits for a person."""
    if any(one.standing == "pending" for one in standing):
        return ()
    return ranking.rank(map(priced, standing))


def _first(standing: list[Case], priced: Callable[[Case], Priced]) -> tuple[Case, ...]:
    """Return the bid that would win, or those that nobody has told apart.

    None, while a bid at the lowest price waits: whoever is dearer can wait longer.
    """
    by = {one.bid: (priced(one).price, priced(one).foreign) for one in standing}
    best = min(by.values(), default=None)
    tied = [one for one in standing if by[one.bid] == best]
    if any(one.standing == "pending" for one in tied):
        return ()
    places = ranking.rank(map(priced, tied))
    first = {place.bid for place in places if place.rank == 1}
    return tuple(one for one in tied if one.bid in first)


def _ties(
    first: tuple[Case, ...], places: tuple[Place, ...], reserves: int
) -> tuple[TieToDecide, ...]:
    """Return the ties for the first place and for those in reserve.

    That for the first is known before all others: whoever is dearer can wait longer.
    """
    ahead = tuple(one.bid for one in first)
    groups = (ahead, *ranking.level(places, 1 + reserves))
    return tuple(TieToDecide(bids) for bids in dict.fromkeys(groups) if len(bids) > 1)


def to_do(cases: Iterable[Case]) -> tuple[ToDo, ...]:
    """Return what the tests of *cases* wait for, each once."""
    waited = (
        act
        for one in cases
        if one.standing == "pending"
        for test in one.tests
        if test.verdict == "pending"
        for act in _acts(one.bid, test)
    )
    return tuple(dict.fromkeys(waited))


def _acts(bid: Bid, test: Node) -> tuple[ToDo, ...]:
    if test.rule in qualification.KINDS:
        return tuple(FactToRecord(bid, kind) for kind in qualification.missing(test))
    return (_act(bid, test),)


def _act(bid: Bid, test: Node) -> ToDo:
    match test.rule:
        case "eligibility.judged":
            return RequirementToJudge(bid, test.value("requirement"))
        case "price.reasonableness":
            return PriceToJudge(bid, "reasonableness")
        case "price.imbalance":
            return PriceToJudge(bid, "imbalance", test.value("item"))
        case _:
            return ProofToSee(bid)


def _nodes(
    cases: dict[Bid, Case],
    reached: tuple[Bid, ...],
    lowest: int,
    reckoned: Mapping[Bid, Compared],
) -> dict[Bid, Node]:
    """Return the node of each bid; mark in *cases* those that were not reached."""
    nodes = {
        bid: bid_node(one, one.standing, reckoned.get(bid))
        for bid, one in cases.items()
        if bid in reached or one.standing == "failed"
    }
    standing = tuple(nodes[bid] for bid in reached if cases[bid].standing != "failed")
    for bid in cases.keys() - nodes.keys():
        cases[bid] = cases[bid].after(not_reached(cases[bid], lowest, standing))
        nodes[bid] = bid_node(cases[bid], "not_evaluated", reckoned[bid])
    return {bid: nodes[bid] for bid in cases}


def _result(
    one: Case,
    node: Node,
    ranks: Mapping[Bid, int],
    reckoned: Mapping[Bid, Compared],
) -> BidResult:
    by = reckoned.get(one.bid)
    return BidResult(
        bid=one.bid,
        verdict=cast("Verdict", node.result),
        price=one.amount,
        rank=ranks.get(one.bid),
        findings=tuple(finding(test) for test in one.tests),
        evaluated=by.price if by and by.local_content else None,
    )
