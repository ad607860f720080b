"""What holds of any bids under sistem nilai: what a losing bidder wants to see proved."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from scoring import explanation
from scoring.merit.evaluation import evaluate
from scoring.merit.explaining import explain
from scoring.merit.outcome import Outcome
from scoring.merit.terms import BidValues, Terms
from tests.scoring.merit import builders
from tests.scoring.merit.samples import COMPARISONS

NAMES = ("melati", "kenanga", "mawar", "anggrek")
FORMULAS = ("lowest-over-own", "linear-distance", "min-max")

marks = st.sampled_from([0, 50, 60]) | st.integers(0, 100)
amounts = st.sampled_from([80, 100]) | st.integers(1, 200)
fields = st.lists(st.tuples(marks, amounts), min_size=1, max_size=len(NAMES)).map(
    lambda drawn: [
        builders.a_bid(name, price, method=mark)
        for name, (mark, price) in zip(NAMES, drawn, strict=False)
    ]
)


@st.composite
def schemes(draw: st.DrawFn) -> Terms:
    formula = f"formula.price.{draw(st.sampled_from(FORMULAS))}.1"
    more: dict[str, object] = {}
    if draw(st.booleans()):
        top = {
            "top": draw(st.integers(1, 3)),
            "ties": draw(st.sampled_from(["in", "out"])),
        }
        more["shortlist"] = top
    if draw(st.booleans()):
        more["ties"] = [{"by": "quality"}, {"by": "price"}]
    if draw(st.booleans()):
        more["rounding"] = [
            {"at": "total", "places": draw(st.integers(0, 2)), "mode": "half_up"}
        ]
    return builders.terms(
        builders.given(threshold=draw(st.sampled_from([0, 50]))),
        price={"formula": formula, "max": 30},
        **more,  # type: ignore[arg-type]
    )


def rank(outcome: Outcome, bid: str) -> int:
    return next(one.rank or 99 for one in outcome.results if one.bid == bid)


@given(schemes(), fields, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(
    scheme: Terms, bids: list[BidValues], chance: object
) -> None:
    shuffled = list(bids)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    one, other = evaluate(scheme, bids), evaluate(scheme, shuffled)

    assert one == other
    trees = explain(scheme, bids, one), explain(scheme, shuffled, other)
    assert explanation.digest(trees[0]) == explanation.digest(trees[1])


@given(fields, st.integers(0, 3), st.integers(1, 100))
def test_bidding_less_never_ranks_lower(
    bids: list[BidValues], at: int, less: int
) -> None:
    """By lowest over own, exactly; min-max, say, does not promise it to a third."""
    scheme = builders.terms(
        builders.given(), price=builders.LOWEST_OVER_OWN, ties=[{"by": "price"}]
    )
    own = bids[at % len(bids)]
    cheaper = replace(own, price=max(1, (own.price or 0) - less))
    after = [cheaper if bid is own else bid for bid in bids]

    assert rank(evaluate(scheme, after), own.bid) <= rank(
        evaluate(scheme, bids), own.bid
    )


@given(schemes(), fields, st.integers(0, 3), st.integers(1, 100))
def test_more_quality_never_ranks_lower(
    scheme: Terms, bids: list[BidValues], at: int, more: int
) -> None:
    """Unless it changes whose prices are compared, which thresholds and shortlists do."""
    plain = Terms(
        merit=scheme.merit.model_copy(
            update={"shortlist": None, "elements": scheme.merit.elements}
        )
    )
    own = bids[at % len(bids)]
    mark = min(Fraction(100), own.values["method"][0] + more)
    better = replace(own, values={"method": (mark,)})
    after = [better if bid is own else bid for bid in bids]
    before_it, after_it = evaluate(plain, bids), evaluate(plain, after)

    if before_it.priced == after_it.priced:
        assert rank(after_it, own.bid) <= rank(before_it, own.bid)


@given(schemes(), fields, st.integers(2, 1_000))
def test_another_unit_of_the_currency_changes_no_points(
    scheme: Terms, bids: list[BidValues], times: int
) -> None:
    scaled = [replace(bid, price=(bid.price or 0) * times) for bid in bids]

    one, other = evaluate(scheme, bids), evaluate(scheme, scaled)

    assert [(r.bid, r.rank, r.total) for r in one.results] == [
        (r.bid, r.rank, r.total) for r in other.results
    ]


@given(schemes(), fields)
def test_ranks_are_as_totals_say(scheme: Terms, bids: list[BidValues]) -> None:
    done = evaluate(scheme, bids)

    ranked = [one for one in done.results if one.rank is not None]
    totals = [one.total.counted for one in ranked if one.total]
    assert totals == sorted(totals, reverse=True)
    assert [one.rank for one in ranked] == sorted(one.rank or 0 for one in ranked)
    level = {bid for group in done.tied for bid in group}
    alone = [one.rank for one in ranked if one.bid not in level]
    assert len(set(alone)) == len(alone)


def test_the_same_bids_have_one_digest() -> None:
    digests = {
        explanation.digest(explain(scheme, bids, evaluate(scheme, bids)))
        for scheme, bids in COMPARISONS
        for _ in range(2)
    }

    assert len(digests) == len(COMPARISONS)
