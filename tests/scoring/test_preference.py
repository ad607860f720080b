"""Domestic content is preferred in the comparison, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.evaluation import Evaluation, evaluate
from scoring.ranking import Priced, rank
from scoring.terms import BidFacts, Terms
from tender.preference import Preference
from tests.scoring.builders import TERMS, TOTAL, a_bid, a_scheme

QUARTER = Fraction(1, 4)
PREFERRING = replace(
    TERMS, scheme=a_scheme(preference=Preference(most=QUARTER, least=QUARTER))
)


def bid(name: str, fee: int, content: str) -> BidFacts:
    return replace(a_bid(name, fee), local_content=Fraction(content))


def ranks(found: Evaluation) -> dict[str, int | None]:
    return {result.bid: result.rank for result in found.results}


def test_a_dearer_bid_wins_by_its_domestic_content() -> None:
    bids = [bid("melati", 400_000, "1"), bid("lili", 380_000, "0.5")]

    assert ranks(evaluate(PREFERRING, bids)) == {"melati": 1, "lili": 2}
    assert ranks(evaluate(TERMS, bids)) == {"melati": 2, "lili": 1}


def test_the_result_has_the_price_of_the_contract_beside_the_one_compared() -> None:
    (result,) = evaluate(PREFERRING, [bid("melati", 400_000, "0.8")]).results

    assert result.price == TOTAL
    assert result.evaluated == TOTAL * Fraction(80, 100)


def test_without_a_preference_nothing_but_the_price_is_compared() -> None:
    (result,) = evaluate(TERMS, [bid("melati", 400_000, "0.8")]).results

    assert result.evaluated is None


@pytest.mark.parametrize(("content", "kp"), [("0.25", "1/16"), ("0.249999", "0")])
def test_under_the_least_content_there_is_no_preference(content: str, kp: str) -> None:
    (result,) = evaluate(PREFERRING, [bid("melati", 400_000, content)]).results

    assert result.evaluated == TOTAL * (1 - Fraction(kp))


def test_price_tests_are_on_the_real_price() -> None:
    terms: Terms = replace(PREFERRING, estimate=Fraction(TOTAL - 1))

    (result,) = evaluate(terms, [bid("melati", 400_000, "1")]).results

    assert result.verdict == "failed"
    assert result.findings[0].rule == "price.above-estimate"


def test_at_one_evaluated_price_the_larger_content_goes_first() -> None:
    found = evaluate(
        PREFERRING, [bid("melati", 400_000, "0.1"), bid("lili", 400_000, "0.2")]
    )

    assert ranks(found) == {"lili": 1, "melati": 2}
    assert found.pending == ()


def test_bids_that_nothing_tells_apart_are_for_a_person() -> None:
    level = [
        Priced(bid="melati", price=5, foreign=Fraction(1, 2)),
        Priced(bid="lili", price=5, foreign=Fraction(1, 2)),
        Priced(bid="mawar", price=5, foreign=Fraction(1, 4)),
    ]

    assert {place.bid: place.rank for place in rank(level)} == {
        "mawar": 1,
        "lili": 2,
        "melati": 2,
    }


def test_the_lowest_that_are_evaluated_are_the_lowest_as_compared() -> None:
    terms = replace(PREFERRING, lowest=1)

    found = evaluate(terms, [bid("melati", 400_000, "1"), bid("lili", 380_000, "0.5")])

    verdicts = {result.bid: result.verdict for result in found.results}
    assert verdicts == {"melati": "passed", "lili": "not_evaluated"}
