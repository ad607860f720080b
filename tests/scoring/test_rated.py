"""Sistem nilai in a tender: the legal order, points, and prices that are not looked at."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import explanation
from scoring.evaluation import (
    Evaluation,
    ProofToSee,
    RequirementToJudge,
    TieToDecide,
    ValueToFind,
)
from scoring.graded import graded_node
from scoring.ranking import BidTwiceError
from scoring.rated import evaluate
from scoring.terms import TermsError
from tender.merit.elements import CommitmentElement
from tender.offer import PriceLine
from tests.scoring.builders import (
    TERMS,
    a_scheme,
    a_worker,
    an_offer,
    failing,
    price_lines,
    promises,
    waiting,
)
from tests.scoring.rated import (
    a_graded,
    a_merit,
    a_rated,
    offering,
    points_terms,
    sealed,
)

POINTS = points_terms()


def ranking(found: Evaluation) -> list[tuple[str, int]]:
    return [(one.bid, one.rank) for one in found.results if one.rank is not None]


def failures(found: Evaluation, bid: str) -> set[str]:
    (line,) = (one for one in found.results if one.bid == bid)
    return {one.rule for one in line.findings if one.verdict == "fail"}


def test_the_better_bid_goes_before_the_cheaper_one() -> None:
    found = evaluate(
        POINTS,
        [a_rated("melati", 60, fee=390_000), a_rated("lili", 90, fee=410_000)],
        priced=True,
    )

    assert ranking(found) == [("lili", 1), ("melati", 2)]
    assert found.winner == "lili"
    better = found.results[0]
    assert better.technical == 54
    assert better.price == 116_342_208
    assert better.total == 54 + Fraction(115_809_408 * 30, 116_342_208)
    assert better.price_score == better.total - 54


def test_a_threshold_that_is_missed_fails_whatever_the_price() -> None:
    found = evaluate(POINTS, [a_rated("melati"), a_rated("lili", 20)], priced=True)

    assert failures(found, "lili") == {"threshold.element"}
    assert ranking(found) == [("melati", 1)]


def test_the_legal_order_holds_who_fails_before_is_not_scored() -> None:
    found = evaluate(POINTS, [failing(a_rated("melati")), a_rated("lili")], priced=True)
    (failed,) = (one for one in found.results if one.bid == "melati")

    assert failures(found, "melati") == {"eligibility.judged"}
    assert (failed.elements, failed.technical, failed.price) == (None, None, None)


def test_without_prices_the_technical_result_stands() -> None:
    bids = [sealed(a_rated("melati", 90)), sealed(a_rated("lili", 20))]
    found = evaluate(POINTS, bids, priced=False)

    assert [(o.bid, o.verdict) for o in found.results] == [
        ("melati", "passed"),
        ("lili", "failed"),
    ]
    assert [o.technical for o in found.results] == [54, 12]
    assert [o.price for o in found.results] == [None, None]
    assert found.pending == ()
    assert found.winner is None


def test_what_waits_is_named_bid_by_bid() -> None:
    unmarked = replace(a_rated("melati"), values=())
    found = evaluate(POINTS, [unmarked, waiting(a_rated("lili"))], priced=True)

    assert found.pending == (
        RequirementToJudge("lili", "method"),
        ValueToFind("melati", "plan"),
    )
    assert {one.verdict for one in found.results} == {"pending"}


def test_who_has_failed_is_waited_for_no_more() -> None:
    unmarked = replace(failing(a_rated("lili")), values=())
    found = evaluate(POINTS, [a_rated("melati"), unmarked], priced=True)

    assert found.pending == ()


def test_bids_that_nothing_tells_apart_are_for_a_person() -> None:
    bids = [a_rated("melati"), a_rated("lili")]
    found = evaluate(POINTS, bids, priced=True)

    assert found.pending == (TieToDecide(("lili", "melati")),)
    placed = [replace(bids[0], place=1), replace(bids[1], place=2)]
    assert evaluate(POINTS, placed, priced=True).winner == "melati"


@pytest.mark.parametrize(("reserves", "waits"), [(0, False), (1, True)])
def test_level_reserves_are_for_a_person_too(
    reserves: int,
    waits: bool,  # noqa: FBT001  # a column of the table
) -> None:
    terms = replace(points_terms(), reserves=reserves)
    bids = [a_rated("melati", 90), a_rated("lili"), a_rated("tulip")]

    found = evaluate(terms, bids, priced=True)

    assert ranking(found) == [("melati", 1), ("lili", 2), ("tulip", 2)]
    assert found.pending == ((TieToDecide(("lili", "tulip")),) if waits else ())
    assert found.winner == (None if waits else "melati")


def test_the_first_is_put_to_the_proof_and_makes_room_if_it_fails() -> None:
    first = replace(a_rated("melati", 90), proof=None)
    assert evaluate(POINTS, [first, a_rated("lili")], priced=True).pending == (
        ProofToSee("melati"),
    )
    absent = replace(
        first,
        proof=a_rated("x").proof.model_copy(update={"verdict": "absent"}),  # type: ignore[union-attr]
    )
    found = evaluate(POINTS, [absent, a_rated("lili")], priced=True)
    assert failures(found, "melati") == {"eligibility.proof"}
    assert found.winner == "lili"


def test_a_bid_in_two_minds_is_refused() -> None:
    with pytest.raises(BidTwiceError):
        evaluate(POINTS, [a_rated("melati"), a_rated("melati")], priced=True)


class TestGradedPromises:
    def test_the_least_of_the_posts_counts(self) -> None:
        offer = offering(a_graded("training", 8), a_graded("training", 4, "cleaner"))
        found = evaluate(POINTS, [a_rated("melati", offer=offer)], priced=True)

        scores = found.results[0].elements
        assert scores is not None
        assert scores["training"].exact == 2

    def test_more_than_the_cap_is_worth_no_more(self) -> None:
        for hours in (10, 100):
            offer = offering(a_graded("training", hours))
            found = evaluate(POINTS, [a_rated("melati", offer=offer)], priced=True)
            scores = found.results[0].elements
            assert scores is not None
            assert scores["training"].exact == 5

    def test_a_promise_that_no_line_pays_for_fails_and_names_both_cells(self) -> None:
        """A line of 24 x 150,000 pays for 1,800 hours of two people at 1,000."""
        paid = offering(a_graded("training", 1800))
        unpaid = offering(a_graded("training", 1801))
        found = evaluate(
            POINTS,
            [a_rated("melati", offer=paid), a_rated("lili", offer=unpaid)],
            priced=True,
        )

        assert failures(found, "melati") == set()
        assert failures(found, "lili") == {"commitments.graded-funded"}
        (finding,) = (
            one
            for line in found.results
            for one in line.findings
            if one.rule == "commitments.graded-funded" and one.verdict == "fail"
        )
        assert finding.operands["promise"] == "commitments.graded[training]"
        assert finding.operands["price"] == "prices[materials].unit_price"
        assert finding.operands["required"] == "3602000"
        assert finding.operands["offered"] == "3600000"

    @pytest.mark.parametrize(
        ("element", "graded", "pay", "counted"),
        [
            ("pay", (), 3_300_000, "10"),
            ("pay", (), 3_000_000, "0"),
            ("gap", (a_graded("gap", 3),), 3_000_000, "11"),
            ("gap", (a_graded("gap", 20),), 3_000_000, "0"),
            ("gap", (), 3_000_000, "0"),
            ("training", (), 3_000_000, "0"),
        ],
    )
    def test_what_counts_of_a_promise(
        self, element: str, graded: tuple[object, ...], pay: int, counted: str
    ) -> None:
        (found,) = (e for e in a_merit().elements if e.id == element)
        assert isinstance(found, CommitmentElement)
        promised = promises(pay).model_copy(update={"graded": graded})

        assert graded_node("melati", found, promised, TERMS.costing).result == counted

    @pytest.mark.parametrize(
        ("today", "counted"),
        [
            ({}, "10"),
            ({"k-001": 1_900_000}, "10"),
            ({"k-001": 3_200_000}, "3.125"),
            ({"k-001": 3_200_000, "k-002": 3_250_000}, "20/13"),
            ({"k-001": 3_300_000}, "0"),
            ({"k-001": 4_150_000}, "0"),
        ],
    )
    def test_of_a_promise_of_pay_the_worker_who_has_the_least_of_it_counts(
        self, today: dict[str, int], counted: str
    ) -> None:
        """To whoever earns Rp3,300,000 today, Rp3,300,000 promises nothing."""
        (found,) = (e for e in a_merit().elements if e.id == "pay")
        assert isinstance(found, CommitmentElement)
        people = tuple(a_worker(code, pay) for code, pay in today.items())
        costing = replace(
            TERMS.costing, staff=replace(TERMS.costing.staff, incumbents=people)
        )

        node = graded_node("melati", found, promises(3_300_000), costing)

        assert node.result == counted


def test_points_go_with_sistem_nilai_and_with_nothing_else() -> None:
    with pytest.raises(TermsError, match="a merit with ratedCriteria"):
        replace(TERMS, scheme=a_scheme(merit=a_merit()))
    with pytest.raises(TermsError, match="a merit with ratedCriteria"):
        replace(TERMS, scheme=a_scheme(award_criteria="ratedCriteria"))


some_lines = st.none() | st.lists(
    st.sampled_from(price_lines())
    | st.just(PriceLine.from_json({"item": "unknown", "quantity": "1", "amount": "7"})),
    max_size=12,
).map(tuple)


@given(some_lines, some_lines, st.integers(0, 10**12))
def test_the_prices_of_who_failed_before_change_nothing(
    one: tuple[PriceLine, ...] | None, other: tuple[PriceLine, ...] | None, total: int
) -> None:
    """Whether they are sealed or open, whatever stands in them."""
    going = [a_rated("melati", 60), a_rated("lili", 90, fee=410_000)]
    bids = [failing(a_rated("mawar", fee=1)), a_rated("tulip", 20, fee=1)]
    told = evaluate(POINTS, [*going, *map(sealed, bids)], priced=True)

    changed = [
        replace(
            facts, offer=facts.offer.model_copy(update={"prices": p, "total": total})
        )
        for facts, p in zip(bids, (one, other), strict=True)
    ]
    found = evaluate(POINTS, [*going, *changed], priced=True)

    assert found.results == told.results
    assert found.winner == told.winner == "lili"
    assert explanation.digest(found.explanation) == explanation.digest(told.explanation)


@given(
    st.permutations(["a", "b", "c", "d"]),
    st.lists(st.integers(0, 100), min_size=4, max_size=4),
)
def test_the_order_of_the_bids_changes_nothing(
    order: list[str], marks: list[int]
) -> None:
    bids = {
        bid: a_rated(bid, mark, fee=400_000 + 7 * n)
        for n, (bid, mark) in enumerate(zip("abcd", marks, strict=True))
    }
    first = evaluate(POINTS, bids.values(), priced=True)

    assert evaluate(POINTS, [bids[b] for b in order], priced=True).results == (
        first.results
    )


def test_a_price_schedule_that_does_not_fit_fails_by_that_alone() -> None:
    twice = (*price_lines(), price_lines()[0])
    found = evaluate(
        POINTS,
        [a_rated("melati"), a_rated("lili", offer=an_offer(twice))],
        priced=True,
    )

    assert failures(found, "lili") == {"arithmetic.schedule"}
    assert ranking(found) == [("melati", 1)]


def test_a_price_that_could_not_be_opened_fails_by_that_alone() -> None:
    shut = replace(sealed(a_rated("lili", 90)), is_shut=True)
    found = evaluate(POINTS, [a_rated("melati"), shut], priced=True)

    assert failures(found, "lili") == {"opening.unopenable"}
    (line,) = (one for one in found.results if one.bid == "lili")
    assert line.technical is not None
    assert (line.price, line.total) == (None, None)
    assert ranking(found) == [("melati", 1)]
