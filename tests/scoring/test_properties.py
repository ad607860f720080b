"""What holds of any field of bids: what a losing bidder would want to see proved."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from scoring import explanation
from scoring.evaluation import Evaluation, RequirementToJudge, evaluate
from scoring.terms import BidFacts, Terms
from tender.codes import INSURANCE
from tender.offer import Commitments
from tests.scoring.builders import (
    PRICES,
    TERMS,
    a_bid,
    a_proof,
    a_worker,
    an_estimate_detail,
    an_offer,
    an_order,
    failing,
    price_lines,
    promises,
    waiting,
)

# Few fees, so that ties are met in almost every run; and bids of every fate.

NAMES = ("melati", "kenanga", "mawar", "anggrek", "cempaka")

terms = st.builds(
    replace,
    st.just(TERMS),
    lowest=st.integers(1, 3),
    estimate=st.sampled_from([Fraction(120_000_000), Fraction(116_500_000)]),
    estimate_detail=st.sampled_from([None, an_estimate_detail(fee=400_000)]),
)
fees = st.sampled_from([390_000, 400_000, 410_000]) | st.integers(300_000, 500_000)
fates = st.sampled_from(
    [
        lambda bid: bid,
        failing,
        waiting,
        lambda bid: replace(bid, proof=None),
        lambda bid: replace(bid, proof=a_proof(bid.bid, "absent")),
    ]
)
fields = st.lists(st.tuples(fees, fates), max_size=len(NAMES)).map(
    lambda drawn: [
        fate(a_bid(name, fee=fee))
        for name, (fee, fate) in zip(NAMES, drawn, strict=False)
    ]
)


def rank_of(done: Evaluation, bid: str) -> int | None:
    return next(result.rank for result in done.results if result.bid == bid)


def verdict_of(done: Evaluation, bid: str) -> str:
    return next(result.verdict for result in done.results if result.bid == bid)


@given(terms=terms, field=fields, data=st.data())
def test_order_of_arrival_does_not_matter(
    terms: Terms, field: list[BidFacts], data: st.DataObject
) -> None:
    """Neither of bids nor of findings: results, to-do list and working are the same."""
    shuffled = [
        replace(bid, judgements=tuple(data.draw(st.permutations(bid.judgements))))
        for bid in data.draw(st.permutations(field))
    ]

    one, other = evaluate(terms, field), evaluate(terms, shuffled)

    assert one == other
    assert explanation.digest(one.explanation) == explanation.digest(other.explanation)


@given(terms=terms, field=fields.filter(bool), discount=st.integers(0, 100_000))
def test_bidding_less_never_ranks_lower(
    terms: Terms, field: list[BidFacts], discount: int
) -> None:
    """Of a bid that is ranked both times; its other lines are as they were."""
    first, *others = field
    fee = (first.offer.prices or ())[-1].unit_price or 0
    less = a_bid(first.bid, fee=max(0, int(fee) - discount))
    cheaper = replace(first, offer=less.offer)

    before = rank_of(evaluate(terms, field), first.bid)
    after = rank_of(evaluate(terms, [cheaper, *others]), first.bid)

    if before is not None and after is not None:
        assert after <= before


@given(field=fields.filter(bool), discount=st.integers(0, 100_000))
def test_bidding_less_never_loses_a_place_among_the_lowest(
    field: list[BidFacts], discount: int
) -> None:
    first, *others = field
    fee = (first.offer.prices or ())[-1].unit_price or 0
    less = a_bid(first.bid, fee=max(0, int(fee) - discount))
    cheaper = replace(first, offer=less.offer)
    generous = replace(TERMS, estimate=Fraction(140_000_000))

    before = verdict_of(evaluate(generous, field), first.bid)
    after = verdict_of(evaluate(generous, [cheaper, *others]), first.bid)

    assert after != "not_evaluated" or before == "not_evaluated"


@given(terms=terms, field=fields, fee=fees)
def test_a_dearer_bid_takes_nothing_from_the_winner(
    terms: Terms, field: list[BidFacts], fee: int
) -> None:
    won = evaluate(terms, field)
    if won.winner is None:
        return
    price = next(r.price for r in won.results if r.bid == won.winner) or 0
    late = a_bid("zinnia", fee=fee)

    again = evaluate(terms, [*field, late])

    zinnia = next(r.price for r in again.results if r.bid == "zinnia") or 0
    if zinnia > price and not again.pending:
        assert again.winner == won.winner


@given(terms=terms, field=fields)
def test_who_wins_has_the_lowest_price_of_those_who_passed(
    terms: Terms, field: list[BidFacts]
) -> None:
    done = evaluate(terms, field)

    passed = [r.price for r in done.results if r.verdict == "passed" and r.price]
    if done.winner is not None:
        assert next(r.price for r in done.results if r.bid == done.winner) == min(
            passed
        )
    assert (done.winner is None) or not done.pending


@given(terms=terms, field=fields)
def test_people_are_asked_only_about_bids_that_stand(
    terms: Terms, field: list[BidFacts]
) -> None:
    done = evaluate(terms, field)

    for act in done.pending:
        bids = getattr(act, "bids", None) or (getattr(act, "bid", ""),)
        for bid in bids:
            assert verdict_of(done, bid) in {"pending", "passed"}
            if isinstance(act, RequirementToJudge):
                assert verdict_of(done, bid) == "pending"


# Promising more.

ANI = a_worker("ani-001", 3_400_000)
WITH_ANI = replace(TERMS, incumbents=(ANI,), orders=(an_order("ani-001"),))

UNDERTAKINGS = (
    "offer_to_all",
    "in_published_order",
    "keep_higher_pay",
    "holiday_allowance",
    "compensation",
    "transfer_clause",
    "only_lawful_deductions",
    "no_dismissal_without_cause",
)
pays = st.sampled_from([2_900_000, 3_000_000, 3_400_000]) | st.integers(0, 5_000_000)
wages = st.sampled_from([3_000_000, 3_200_000, 3_400_000]) | st.integers(0, 5_000_000)

NO_WORSE: Mapping[str, int] = {"fail": 0, "pending": 1, "note": 2, "pass": 3}
Told: TypeAlias = tuple[str, str]
FUNDING = {"commitments.funded", "commitments.funded-package"}


@st.composite
def promises_and_more(draw: st.DrawFn) -> tuple[Commitments, Commitments]:
    """Draw promises, and others that promise as much or more in every field."""
    given_first = draw(st.sets(st.sampled_from(UNDERTAKINGS)))
    given_second = given_first | draw(st.sets(st.sampled_from(UNDERTAKINGS)))
    insured = draw(st.sets(st.sampled_from(INSURANCE)))
    insured_more = insured | draw(st.sets(st.sampled_from(INSURANCE)))
    pay = draw(pays)

    def made(given: set[str], insured: AbstractSet[str], pay: int) -> Commitments:
        programmes = tuple(p for p in INSURANCE if p in insured)
        yes = {name: name in given for name in UNDERTAKINGS}
        return promises(pay, programmes).model_copy(update=yes)

    more = pay + draw(st.just(0) | st.integers(0, 2_000_000))
    return made(given_first, insured, pay), made(given_second, insured_more, more)


GENEROUS = {
    "thr-cleaner": 600_000,
    "compensation-cleaner": 600_000,
    "work-accident-cleaner": 17_000,
    "death-cleaner": 21_000,
    "old-age-cleaner": 259_000,
    "pension-cleaner": 140_000,
    "health-cleaner": 280_000,
}
"""Enough for wages of 7,000,000, so that the wage line alone decides."""


def told(commitments: Commitments, wage: int) -> tuple[str, Mapping[str, Told]]:
    """Return a bid's verdict, and each test's rule and verdict."""
    lines = price_lines({**PRICES, **GENEROUS, "wage-cleaner": wage})
    offer = an_offer(lines, commitments=commitments)
    big = replace(WITH_ANI, estimate=Fraction(200_000_000))
    limits = replace(big.price, reasonable_share=Fraction(0), labour_floor=False)
    (result,) = evaluate(
        replace(big, price=limits), [a_bid("melati", offer=offer)]
    ).results
    keys = ("programme", "post", "promise", "requirement")
    tests: dict[str, Told] = {
        f"{found.rule} {[found.operands.get(key) for key in keys]}": (
            found.rule,
            found.verdict,
        )
        for found in result.findings
    }
    return result.verdict, tests


@given(promised=promises_and_more(), wage=wages)
def test_promising_more_at_the_same_price_fails_by_funding_alone(
    promised: tuple[Commitments, Commitments], wage: int
) -> None:
    """Every test but those of funding comes out the same or better.

    So where more pay turns a pass into a fail, it is because the bidder's own price
    schedule does not pay for it, and every finding that fails says so.
    """
    (before, less), (after, more) = (told(made, wage) for made in promised)

    for name in less.keys() & more.keys():
        (rule, was), (_, now) = less[name], more[name]
        assert rule in FUNDING or NO_WORSE[now] >= NO_WORSE[was], name
    if (before, after) == ("passed", "failed"):
        assert {rule for rule, now in more.values() if now == "fail"} <= FUNDING


def test_more_pay_turns_a_pass_into_a_fail_where_the_price_does_not_fund_it() -> None:
    """Ani costs 3,400,000 and the other 3,000,000: 3,200,000 a place, and no more."""
    (passed, _), (failed, more) = (
        told(promises(pay), wage=3_200_000) for pay in (3_000_000, 3_000_100)
    )

    assert (passed, failed) == ("passed", "failed")
    assert {rule for rule, now in more.values() if now == "fail"} == {
        "commitments.funded"
    }


@given(promised=promises_and_more(), wage=wages)
def test_what_is_promised_is_paid_for_or_the_bid_fails(
    promised: tuple[Commitments, Commitments], wage: int
) -> None:
    """For everybody: Ani at the greater of promise and pay today, the other at the promise."""
    commitments, _ = promised

    verdict, _ = told(commitments, wage)

    if verdict == "passed":
        (pay,) = commitments.pay
        assert 24 * wage >= 12 * (max(pay.monthly, ANI.pay) + pay.monthly)
