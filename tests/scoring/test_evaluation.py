"""The whole evaluation: stages in the legal order, who is asked what, who wins."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.case import evaluated, opened
from scoring.evaluation import (
    Evaluation,
    PriceToJudge,
    ProofToSee,
    RequirementToJudge,
    TieToDecide,
    ToDo,
    evaluate,
)
from scoring.ranking import BidTwiceError
from scoring.terms import BidFacts, Terms
from tender.events import evaluation as happened
from tests.scoring.builders import (
    PRICES,
    RESPONSES,
    TERMS,
    TOTAL,
    Price,
    a_bid,
    a_price_judgement,
    a_proof,
    a_requirement,
    a_response,
    a_scheme,
    an_estimate_detail,
    an_offer,
    failing,
    price_lines,
    promises,
    waiting,
)

MELATI = a_bid("melati", fee=400_000)
KENANGA = a_bid("kenanga", fee=410_000)
MAWAR = a_bid("mawar", fee=420_000)
ANGGREK = a_bid("anggrek", fee=430_000)
CEMPAKA = a_bid("cempaka", fee=440_000)
FIELD = (MELATI, KENANGA, MAWAR, ANGGREK, CEMPAKA)


def verdicts(done: Evaluation) -> dict[str, str]:
    return {result.bid: result.verdict for result in done.results}


def ranks(done: Evaluation) -> dict[str, int | None]:
    return {result.bid: result.rank for result in done.results}


def failures(done: Evaluation, bid: str) -> list[str]:
    (result,) = (result for result in done.results if result.bid == bid)
    return [found.rule for found in result.findings if found.verdict == "fail"]


def changed(bid: BidFacts, **offer: object) -> BidFacts:
    return replace(bid, offer=bid.offer.model_copy(update=offer))


def at_prices(bid: str, **prices: Price) -> BidFacts:
    changes = {name.replace("_", "-"): price for name, price in prices.items()}
    return a_bid(bid, offer=an_offer(price_lines({**PRICES, **changes})))


class TestTheLowestPriceWins:
    def test_of_those_who_meet_what_was_asked(self) -> None:
        done = evaluate(TERMS, FIELD)

        assert done.winner == "melati"
        assert verdicts(done) == {
            "melati": "passed",
            "kenanga": "passed",
            "mawar": "passed",
            "anggrek": "not_evaluated",
            "cempaka": "not_evaluated",
        }
        assert ranks(done) == {
            "melati": 1,
            "kenanga": 2,
            "mawar": 3,
            "anggrek": None,
            "cempaka": None,
        }
        assert not done.pending

    def test_results_name_the_corrected_price(self) -> None:
        assert evaluate(TERMS, [MELATI]).results[0].price == TOTAL

    def test_each_that_fails_is_replaced_by_the_next(self) -> None:
        done = evaluate(TERMS, [failing(MELATI), failing(MAWAR), KENANGA, ANGGREK])

        assert done.winner == "kenanga"
        assert ranks(done) == {
            "melati": None,
            "kenanga": 1,
            "mawar": None,
            "anggrek": 2,
        }

    def test_who_is_not_reached_is_told_why(self) -> None:
        done = evaluate(TERMS, FIELD)

        last = done.results[-1].findings[-1]
        assert (last.rule, last.verdict) == ("ranking.not-reached", "note")
        assert last.operands == {
            "lowest": "3",
            "melati/verdict": "passed",
            "kenanga/verdict": "passed",
            "mawar/verdict": "passed",
        }

    def test_nobody_passes(self) -> None:
        done = evaluate(TERMS, map(failing, FIELD))

        assert done.winner is None
        assert set(verdicts(done).values()) == {"failed"}
        assert not done.pending

    def test_nobody_bids(self) -> None:
        done = evaluate(TERMS, [])

        assert (done.results, done.pending, done.winner) == ((), (), None)

    def test_a_bid_is_evaluated_once(self) -> None:
        with pytest.raises(BidTwiceError):
            evaluate(TERMS, [MELATI, MELATI])


class TestBeforeThePlacesAreCounted:
    def test_a_bid_above_the_estimate_takes_no_place(self) -> None:
        terms = replace(TERMS, estimate=Fraction(TOTAL), lowest=1)

        done = evaluate(terms, [KENANGA, MELATI])

        assert verdicts(done) == {"melati": "passed", "kenanga": "failed"}
        assert failures(done, "kenanga") == ["price.above-estimate"]

    def test_nor_does_one_whose_prices_cannot_be_read(self) -> None:
        """A sealed bid may hold anything; none of it stops the others."""
        odd = changed(a_bid("tulip"), prices=None)

        done = evaluate(replace(TERMS, lowest=1), [odd, MELATI])

        assert done.winner == "melati"
        assert failures(done, "tulip") == ["arithmetic.schedule"]
        assert done.results[-1].price is None

    def test_a_bid_without_a_price_goes_through_no_stage(self) -> None:
        odd = opened(changed(MELATI, prices=None), TERMS)

        assert evaluated(odd, TERMS) == odd


def requirements(*tests: tuple[str, str]) -> Terms:
    lines = tuple(
        a_requirement(name, phase, "declared")  # type: ignore[arg-type]
        for name, phase in tests
    )
    return replace(TERMS, scheme=a_scheme(requirements=lines))


class TestTheLegalOrder:
    """No stage is entered before the one before it is passed."""

    TERMS = requirements(
        ("pact", "administrative"), ("iso", "qualification"), ("staff", "technical")
    )

    @pytest.mark.parametrize(
        ("answered", "found"),
        [
            ("", ["eligibility.declared"]),
            ("pact", ["eligibility.declared"]),
            ("pact iso", ["eligibility.declared"]),
            ("pact iso staff", ["commitments.offer-to-all"]),
        ],
    )
    def test_of_requirements(self, answered: str, found: list[str]) -> None:
        responses = tuple(a_response(name) for name in answered.split())
        bid = changed(
            MELATI, responses=responses, commitments=promises(offer_to_all=False)
        )

        done = evaluate(self.TERMS, [bid])

        assert failures(done, "melati") == found

    def test_within_a_stage_every_fault_is_told(self) -> None:
        terms = requirements(
            ("iso", "qualification"), ("smk3", "qualification"), ("staff", "technical")
        )
        bid = changed(MELATI, responses=())

        done = evaluate(terms, [bid])

        told = [found.operands.get("requirement") for found in done.results[0].findings]
        assert told[-2:] == ["iso", "smk3"]

    def test_a_bid_without_commitments_is_told_so_once(self) -> None:
        done = evaluate(TERMS, [changed(MELATI, commitments=None)])

        assert failures(done, "melati") == ["commitments.made"]

    def test_the_floor_comes_before_what_the_price_pays_for(self) -> None:
        floor = replace(TERMS, price=replace(TERMS.price, labour_floor=True))
        cheap = at_prices("melati", wage_cleaner=2_900_000)

        assert failures(evaluate(floor, [cheap]), "melati") == ["price.labour-floor"]
        assert failures(evaluate(TERMS, [cheap]), "melati") == ["commitments.funded"]

    def test_then_the_price_is_tested(self) -> None:
        fixed = {"materials": Fraction(150_000)}
        terms = replace(
            TERMS, price=replace(TERMS.price, labour_floor=True, fixed=fixed)
        )
        cheap = at_prices("melati", materials=1, fee=0)

        done = evaluate(replace(terms, estimate=Fraction(10**9)), [cheap])

        assert failures(done, "melati") == ["price.fixed"]
        assert not done.pending  # nobody is asked about a price that has failed


class TestWhatPeopleStillHaveToDo:
    def to_do(self, bids: Iterable[BidFacts], terms: Terms = TERMS) -> tuple[ToDo, ...]:
        return evaluate(terms, bids).pending

    def test_judge_the_requirements_of_those_who_are_reached(self) -> None:
        assert self.to_do(map(waiting, FIELD)) == (
            RequirementToJudge("melati", "method"),
            RequirementToJudge("kenanga", "method"),
            RequirementToJudge("mawar", "method"),
        )

    def test_who_waits_holds_a_place(self) -> None:
        done = evaluate(TERMS, [waiting(MELATI), KENANGA, MAWAR, ANGGREK])

        assert verdicts(done) == {
            "melati": "pending",
            "kenanga": "passed",
            "mawar": "passed",
            "anggrek": "not_evaluated",
        }
        assert set(ranks(done).values()) == {None}

    def test_nobody_is_asked_about_a_bid_that_has_failed(self) -> None:
        no_licence = changed(waiting(MELATI), responses=RESPONSES[::2])

        assert self.to_do([no_licence]) == ()

    def test_judge_a_price_that_is_low(self) -> None:
        low = replace(TERMS, estimate=Fraction(TOTAL * 2))

        assert self.to_do([MELATI], low) == (PriceToJudge("melati", "reasonableness"),)

    def test_judge_each_unit_price_that_is_high(self) -> None:
        detail = an_estimate_detail(fee=300_000, materials=100_000)
        terms = replace(TERMS, estimate_detail=detail)

        assert self.to_do([MELATI], terms) == (
            PriceToJudge("melati", "imbalance", "materials"),
            PriceToJudge("melati", "imbalance", "fee"),
        )

    def test_a_judged_price_is_not_asked_about_again(self) -> None:
        terms = replace(
            TERMS,
            estimate=Fraction(TOTAL * 2),
            estimate_detail=an_estimate_detail(fee=300_000),
        )
        judged = replace(
            MELATI,
            price_judgements=(
                a_price_judgement("melati", "accepted"),
                a_price_judgement("melati", "rejected", "imbalance", "fee"),
            ),
        )

        done = evaluate(terms, [judged])

        assert (done.pending, done.winner) == ((), "melati")
        notes = [f.rule for f in done.results[0].findings if f.verdict == "note"]
        assert notes == ["price.reasonableness", "price.imbalance"]

    def test_a_price_found_unreasonable_fails_and_the_next_is_reached(self) -> None:
        terms = replace(TERMS, estimate=Fraction(TOTAL * 5, 4) + 1, lowest=1)
        judgements = (a_price_judgement("melati", "rejected"),)

        done = evaluate(terms, [replace(MELATI, price_judgements=judgements), KENANGA])

        assert failures(done, "melati") == ["price.reasonableness"]
        assert done.winner == "kenanga"

    def test_without_the_estimate_s_detail_imbalance_is_not_tested(self) -> None:
        """So a bidder can run the evaluation on its own bid before it is sealed."""
        alone = evaluate(TERMS, [replace(waiting(MELATI), proof=None)])

        assert alone.pending == (RequirementToJudge("melati", "method"),)
        assert failures(alone, "melati") == []

    def test_a_lump_sum_line_is_never_imbalanced(self) -> None:
        terms = replace(
            TERMS,
            scheme=a_scheme(contract_type="mixed"),
            estimate_detail=an_estimate_detail(fee=1, materials=1),
            lump_sum_items=frozenset({"fee"}),
        )

        assert self.to_do([MELATI], terms) == (
            PriceToJudge("melati", "imbalance", "materials"),
        )


class TestProof:
    def unproved(self, *bids: BidFacts) -> list[BidFacts]:
        return [replace(bid, proof=None) for bid in bids]

    def test_is_asked_of_the_bid_that_would_win_and_of_no_other(self) -> None:
        done = evaluate(TERMS, self.unproved(*FIELD))

        assert done.pending == (ProofToSee("melati"),)
        assert verdicts(done)["melati"] == "pending"
        assert verdicts(done)["kenanga"] == "passed"
        assert ranks(done)["melati"] == 1
        assert done.winner is None

    def test_may_begin_while_dearer_bids_wait(self) -> None:
        done = evaluate(TERMS, self.unproved(MELATI, waiting(KENANGA)))

        assert done.pending == (
            ProofToSee("melati"),
            RequirementToJudge("kenanga", "method"),
        )

    def test_waits_while_a_cheaper_bid_waits(self) -> None:
        done = evaluate(TERMS, self.unproved(waiting(MELATI), KENANGA))

        assert done.pending == (RequirementToJudge("melati", "method"),)

    @pytest.mark.parametrize("verdict", ["not_proved", "absent"])
    def test_who_fails_it_is_replaced_by_the_next(self, verdict: str) -> None:
        absent = replace(
            MELATI, proof=a_proof("melati").model_copy(update={"verdict": verdict})
        )

        done = evaluate(TERMS, [absent, *self.unproved(KENANGA, MAWAR, ANGGREK)])

        assert failures(done, "melati") == ["eligibility.proof"]
        assert done.pending == (ProofToSee("kenanga"),)
        assert verdicts(done)["anggrek"] == "passed"


class TestTies:
    TWIN = a_bid("lili", fee=400_000)

    def test_bids_at_the_winning_price_wait_for_a_person(self) -> None:
        done = evaluate(TERMS, [KENANGA, MELATI, self.TWIN])

        assert done.pending == (TieToDecide(("lili", "melati")),)
        assert ranks(done) == {"lili": 1, "melati": 1, "kenanga": 3}
        assert done.winner is None

    def test_nobody_is_put_to_the_proof_before_the_tie_is_decided(self) -> None:
        unproved = [replace(bid, proof=None) for bid in (MELATI, self.TWIN)]

        assert evaluate(TERMS, unproved).pending == (TieToDecide(("lili", "melati")),)

    def test_a_decision_makes_one_of_them_the_winner(self) -> None:
        decided = [replace(MELATI, place=1), replace(self.TWIN, place=2)]

        done = evaluate(TERMS, decided)

        assert (done.winner, done.pending) == ("melati", ())
        assert ranks(done) == {"melati": 1, "lili": 2}

    def test_one_that_fails_leaves_no_tie(self) -> None:
        assert evaluate(TERMS, [failing(MELATI), self.TWIN]).winner == "lili"

    @pytest.mark.parametrize("reserves", [1, 2])
    def test_a_tie_for_a_reserve_waits_for_a_person_too(self, reserves: int) -> None:
        terms = replace(TERMS, reserves=reserves)
        twin = a_bid("lili", fee=410_000, proved=False)

        done = evaluate(terms, [MELATI, KENANGA, twin])

        assert ranks(done) == {"melati": 1, "kenanga": 2, "lili": 2}
        assert done.pending == (TieToDecide(("kenanga", "lili")),)
        assert done.winner is None
        decided = [MELATI, replace(KENANGA, place=2), replace(twin, place=1)]
        done = evaluate(terms, decided)
        assert ranks(done) == {"melati": 1, "lili": 2, "kenanga": 3}
        assert (done.winner, done.pending) == ("melati", ())

    def test_a_tie_for_the_last_reserve_is_one_of_more_than_there_is_room_for(
        self,
    ) -> None:
        bids = [
            MELATI,
            KENANGA,
            a_bid("lili", fee=420_000),
            a_bid("tulip", fee=420_000),
        ]

        two = evaluate(replace(TERMS, lowest=4), bids)
        one = evaluate(replace(TERMS, lowest=4, reserves=1), bids)

        assert two.pending == (TieToDecide(("lili", "tulip")),)
        assert (one.winner, one.pending) == ("melati", ())


def test_arithmetic_can_turn_the_order_round() -> None:
    """Melati's slip of Rp1,000,000 in one product made it look the cheapest."""
    lines = price_lines({**PRICES, "fee": 420_000})
    slip = lines[0].model_copy(update={"amount": lines[0].amount - 1_000_000})
    melati = a_bid("melati", offer=an_offer((slip, *lines[1:])))

    done = evaluate(TERMS, [melati, KENANGA])

    assert melati.offer.total is not None
    assert KENANGA.offer.total is not None
    assert melati.offer.total < KENANGA.offer.total
    assert ranks(done) == {"kenanga": 1, "melati": 2}


def test_results_are_stored_as_they_are() -> None:
    """Field for field they are the event's, once nothing is pending."""
    done = evaluate(TERMS, [*FIELD, failing(a_bid("tulip", fee=390_000))])

    event = happened.EvaluationCompleted(
        results=tuple(
            happened.BidResult(
                bid=result.bid,
                verdict=result.verdict,
                price=result.price,
                rank=result.rank,
                findings=tuple(
                    happened.FindingLine(
                        rule=found.rule,
                        verdict=found.verdict,
                        operands=dict(found.operands),
                    )
                    for found in result.findings
                ),
            )
            for result in done.results
        ),
        explanation_sha256="0" * 64,
    )

    assert happened.EvaluationCompleted.from_json(event.to_json()) == event
