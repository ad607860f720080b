"""Sistem nilai: gates, thresholds, the shortlist, prices, ties, rounding."""

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.merit.evaluation import evaluate
from scoring.merit.explaining import explain
from scoring.merit.fault import MeritError
from scoring.merit.outcome import Outcome, Result
from scoring.merit.terms import BidValues, Terms
from tests.scoring.merit.builders import LOWEST_OVER_OWN, a_bid, evaluated, given, terms
from tests.scoring.merit.samples import COMPARISONS

PRICED = terms(given(), price=LOWEST_OVER_OWN)


def of(outcome: Outcome, bid: str) -> Result:
    return next(one for one in outcome.results if one.bid == bid)


def verdicts(outcome: Outcome) -> dict[str, str]:
    return {one.bid: one.verdict for one in outcome.results}


def ranks(outcome: Outcome) -> dict[str, int]:
    return {one.bid: one.rank for one in outcome.results if one.rank is not None}


def fails(outcome: Outcome, bid: str) -> list[str]:
    return [f.rule for f in of(outcome, bid).findings if f.verdict == "fail"]


class TestTheWhole:
    def test_a_dearer_and_better_bid_wins_by_points(self) -> None:
        done = evaluate(
            PRICED, [a_bid("melati", 100, method=90), a_bid("mawar", 80, method=70)]
        )

        assert ranks(done) == {"melati": 1, "mawar": 2}
        assert done.winner == "melati"
        total = of(done, "melati").total
        assert total
        assert total.exact == 90 + Fraction(80, 100) * 30

    def test_weights_are_of_scores(self) -> None:
        weighted = terms(
            given(weight="0.7"),
            combine="weighted",
            price={**LOWEST_OVER_OWN, "max": 100, "weight": "0.3"},
        )

        done = evaluate(
            weighted, [a_bid("melati", 100, method=90), a_bid("mawar", 80, method=70)]
        )

        first = of(done, "melati").total
        assert first
        assert first.exact == Fraction("0.7") * 90 + Fraction("0.3") * 80

    def test_the_lowest_price_compared_wins_under_lowest(self) -> None:
        scheme = terms(given(), **evaluated("quality-value", **{"per-point": 1}))

        done = evaluate(
            scheme, [a_bid("melati", 100, method=90), a_bid("mawar", 80, method=60)]
        )

        assert done.winner == "melati"
        assert of(done, "melati").total is None

    def test_nobody_is_no_winner(self) -> None:
        done = evaluate(PRICED, [])

        assert done.results == ()
        assert done.winner is None
        assert explain(PRICED, [], done).result == "none"

    def test_one_bid_is_first(self) -> None:
        assert evaluate(PRICED, [a_bid("melati", 100, method=1)]).winner == "melati"


class TestThresholds:
    def test_an_element_at_its_threshold_stands_and_below_it_fails(self) -> None:
        scheme = terms(given(threshold=60), price=LOWEST_OVER_OWN)

        done = evaluate(
            scheme,
            [a_bid("melati", 100, method=60), a_bid("mawar", 1, method="59.99")],
        )

        assert verdicts(done) == {"melati": "passed", "mawar": "failed"}
        assert fails(done, "mawar") == ["threshold.element"]

    def test_all_elements_together_have_a_threshold_of_their_own(self) -> None:
        scheme = terms(given(threshold=10), given("team", 50), threshold=80)

        done = evaluate(
            scheme,
            [a_bid("melati", method=50, team=30), a_bid("mawar", method=79, team=0)],
        )

        assert fails(done, "melati") == []
        assert fails(done, "mawar") == ["threshold.total"]

    def test_who_fails_moves_nobody_s_points(self) -> None:
        """The lowest price is of the bids that pass."""
        scheme = terms(given(threshold=60), price=LOWEST_OVER_OWN)

        done = evaluate(
            scheme, [a_bid("melati", 100, method=60), a_bid("mawar", 1, method=10)]
        )

        points = of(done, "melati").points
        assert points
        assert points.exact == 30
        assert of(done, "mawar").points is None

    def test_a_threshold_is_for_the_score_as_it_counts(self) -> None:
        rounding = [{"at": "element", "places": 0, "mode": "half_up"}]
        scheme = terms(given(threshold=60), rounding=rounding)

        done = evaluate(scheme, [a_bid("melati", method="59.5")])

        assert verdicts(done) == {"melati": "passed"}


class TestShortlist:
    BIDS = (
        a_bid("a", 4, method=9),
        a_bid("b", 3, method=7),
        a_bid("c", 2, method=7),
        a_bid("d", 1, method=5),
    )

    def listed(self, ties: str, top: int = 2) -> Outcome:
        shortlist = {"top": top, "ties": ties}
        scheme = terms(given(), price=LOWEST_OVER_OWN, shortlist=shortlist)
        return evaluate(scheme, self.BIDS)

    def test_those_level_with_the_last_all_go_on(self) -> None:
        done = self.listed("in")

        assert done.shortlist == ("a", "b", "c")
        assert verdicts(done)["d"] == "not_shortlisted"

    def test_or_none_of_them_does(self) -> None:
        done = self.listed("out")

        assert done.shortlist == ("a",)
        assert done.winner == "a"

    def test_where_all_have_room_nobody_is_left_out(self) -> None:
        assert self.listed("out", 3).shortlist == ("a", "b", "c")

    def test_left_out_there_may_be_nobody(self) -> None:
        scheme = terms(given(), shortlist={"top": 1, "ties": "out"})

        bids = [a_bid("a", method=5), a_bid("b", method=5)]

        done = evaluate(scheme, bids)

        assert done.shortlist == ()
        assert done.winner is None
        assert explain(scheme, bids, done).result == "none"

    def test_nobody_moves_up_for_a_bid_whose_price_fails(self) -> None:
        scheme = terms(
            given(),
            price=LOWEST_OVER_OWN,
            shortlist={"top": 1, "ties": "in"},
            gates=({"id": "hps", "kind": "ceiling"},),
            estimate=3,
        )

        done = evaluate(scheme, self.BIDS)

        assert verdicts(done)["a"] == "failed"
        assert done.winner is None


class TestGates:
    GATES = (
        {"id": "order", "kind": "undertaking", "params": {"of": "keeps-order"}},
        {"id": "plan", "kind": "least", "params": {"of": "method", "least": 3}},
        {"id": "content", "kind": "least", "params": {"of": "tkdn", "least": "0.25"}},
        {"id": "hps", "kind": "ceiling"},
        {
            "id": "low",
            "kind": "share-of-estimate",
            "params": {"share": "0.8", "below": "fail"},
        },
    )
    SCHEME = terms(given(), price=LOWEST_OVER_OWN, gates=GATES, estimate=100)

    @pytest.mark.parametrize(
        ("rule", "price", "method", "tkdn", "keeps"),
        [
            ("", 100, 3, "0.25", True),
            ("", 80, 3, "0.25", True),
            ("gate.undertaking", 100, 3, "0.25", False),
            ("gate.least", 100, "2.9", "0.25", True),
            ("gate.least", 100, 3, "0.2", True),
            ("gate.ceiling", 101, 3, "0.25", True),
            ("gate.share-of-estimate", 79, 3, "0.25", True),
        ],
    )
    def test_each_gate(
        self, rule: str, price: int, method: object, tkdn: str, *, keeps: bool
    ) -> None:
        bid = a_bid(
            "melati",
            price,
            figures={"tkdn": tkdn},
            declared={"keeps-order": keeps},
            method=method,
        )

        assert fails(evaluate(self.SCHEME, [bid]), "melati") == ([rule] if rule else [])

    @pytest.mark.parametrize("price", [90, None])
    def test_what_is_not_declared_is_asked_for(self, price: int | None) -> None:
        """A slip in the name would else fail every bid, and look like their own no."""
        bid = a_bid("melati", price, figures={"tkdn": 1}, method=3)

        with pytest.raises(MeritError) as caught:
            evaluate(self.SCHEME, [bid])

        assert str(caught.value) == (
            "bids.0.declared.keeps-order: expected true or false, found none"
        )

    def test_of_several_values_each_is_held_to_the_least(self) -> None:
        bid = a_bid(
            "melati",
            90,
            figures={"tkdn": 1},
            declared={"keeps-order": True},
            method=[50, 2],
        )

        assert fails(evaluate(self.SCHEME, [bid]), "melati") == ["gate.least"]

    def test_a_low_price_may_be_noted_alone(self) -> None:
        gate = {**self.GATES[4], "params": {"share": "0.8", "below": "note"}}
        scheme = terms(given(), price=LOWEST_OVER_OWN, gates=(gate,), estimate=100)

        done = evaluate(scheme, [a_bid("melati", 79, method=3)])

        assert [f.verdict for f in of(done, "melati").findings] == ["note"]
        assert done.winner == "melati"


PROMISE = {
    "id": "pay",
    "kind": "commitment",
    "max": 8,
    "params": {"cap": 300_000, "funded_by": "wages"},
}


UNIT_COST = {**PROMISE, "params": {"cap": 24, "funded_by": "wages", "unit_cost": 100}}


class TestPromises:
    SCHEME = terms(PROMISE, price=LOWEST_OVER_OWN)

    def test_the_worst_treated_group_counts_and_no_more_than_the_cap(self) -> None:
        wages = {"wages": 1}
        done = evaluate(
            self.SCHEME,
            [
                a_bid("melati", 10, figures=wages, pay=[900_000, 150_000]),
                a_bid("mawar", 10, figures=wages, pay=[900_000, 600_000]),
            ],
        )

        assert of(done, "melati").scores["pay"].exact == 4
        assert of(done, "mawar").scores["pay"].exact == 8

    def test_a_promise_that_no_line_pays_for_fails(self) -> None:
        done = evaluate(
            self.SCHEME, [a_bid("melati", 10, figures={"wages": 0}, pay=[1])]
        )

        assert fails(done, "melati") == ["gate.promise-funded"]
        (found,) = of(done, "melati").findings
        assert found.operands["line"] == "wages"

    @pytest.mark.parametrize(
        ("people", "offered", "rules"),
        [
            ((), 3_600, []),
            ((), 3_599, ["gate.promise-covered"]),
            ((2, 3), 8_400, []),
            ((2, 3), 8_399, ["gate.promise-covered"]),
            (None, 1, []),  # a tender, whose posts say what it costs
            (None, 0, ["gate.promise-funded"]),
        ],
    )
    def test_a_line_pays_for_each_unit_of_each_worker(
        self, people: tuple[int, ...] | None, offered: int, rules: list[str]
    ) -> None:
        scheme = terms(UNIT_COST, price=LOWEST_OVER_OWN, people=people)
        bid = a_bid("melati", 10, figures={"wages": offered}, pay=[24, 12])

        assert fails(evaluate(scheme, [bid]), "melati") == rules

    def test_no_promise_needs_no_line(self) -> None:
        assert evaluate(self.SCHEME, [a_bid("melati", 10, pay=0)]).winner == "melati"

    def test_what_is_free_of_cost_needs_none_either(self) -> None:
        free = {**PROMISE, "params": {"cap": 5, "free_of_cost": True}}

        done = evaluate(
            terms(free, price=LOWEST_OVER_OWN), [a_bid("melati", 10, pay=5)]
        )

        assert done.winner == "melati"


class TestSealedPrices:
    """In two files the technical part has a result before any price is opened."""

    SCHEME = terms(given(threshold=60), price=LOWEST_OVER_OWN)

    def test_who_passes_waits_for_every_price(self) -> None:
        done = evaluate(
            self.SCHEME,
            [
                a_bid("melati", method=90),
                a_bid("mawar", 10, method=80),
                a_bid("lili", method=50),
            ],
        )

        assert verdicts(done) == {
            "melati": "pending",
            "mawar": "pending",
            "lili": "failed",
        }
        assert of(done, "melati").quality_rank == 1
        assert ranks(done) == {}
        assert done.waits

    def test_a_sealed_price_of_a_bid_that_fails_is_not_waited_for(self) -> None:
        done = evaluate(
            self.SCHEME, [a_bid("melati", 10, method=90), a_bid("lili", method=50)]
        )

        assert done.winner == "melati"


class TestTies:
    LEVEL = (
        a_bid("melati", 100, method=60, team=5),
        a_bid("mawar", 80, method=54, team=5),
    )

    def settled(
        self, *ties: dict[str, str], places: tuple[int, int] = (0, 0)
    ) -> Outcome:
        scheme = terms(
            given(), given("team", 5), price=LOWEST_OVER_OWN, ties=list(ties)
        )
        bids = [
            replace(bid, place=place)
            for bid, place in zip(self.LEVEL, places, strict=True)
        ]
        return evaluate(scheme, bids)

    def test_what_nothing_settles_is_left_to_the_committee(self) -> None:
        done = self.settled({"by": "element", "of": "team"}, {"by": "committee"})

        assert done.tied == (("mawar", "melati"),)
        assert ranks(done) == {"mawar": 1, "melati": 1}
        assert done.winner is None

    def test_without_a_chain_it_is_too(self) -> None:
        assert self.settled().tied == (("mawar", "melati"),)

    def test_the_chain_is_gone_through_in_its_order(self) -> None:
        by_quality = self.settled({"by": "quality"}, {"by": "price"})
        by_price = self.settled(
            {"by": "element", "of": "team"}, {"by": "price"}, {"by": "quality"}
        )

        assert by_quality.winner == "melati"
        assert by_price.winner == "mawar"
        assert by_quality.tied == by_price.tied == ()

    @pytest.mark.parametrize(
        ("places", "winner"),
        [((1, 2), "melati"), ((2, 1), "mawar"), ((0, 1), None), ((1, 1), None)],
    )
    def test_a_person_gives_each_a_place_or_decides_nothing(
        self, places: tuple[int, int], winner: str | None
    ) -> None:
        assert self.settled({"by": "committee"}, places=places).winner == winner

    def test_a_place_changes_nothing_where_there_is_no_tie(self) -> None:
        done = self.settled({"by": "quality"}, places=(2, 1))

        assert done.winner == "melati"

    def test_equal_evaluated_prices_go_to_the_larger_local_content(self) -> None:
        scheme = terms(**evaluated("own-price"), ties=[{"by": "figure", "of": "tkdn"}])

        done = evaluate(
            scheme,
            [
                a_bid("melati", 9, figures={"tkdn": "0.4"}),
                a_bid("mawar", 9, figures={"tkdn": "0.5"}),
            ],
        )

        assert done.winner == "mawar"


class TestRounding:
    """Early or late is another winner, so it is the scheme that says it."""

    ELEMENTS = tuple(
        {
            "id": id_,
            "kind": "formula",
            "formula": "formula.element.mark-over-scale.1",
            "max": 1,
            "params": {"scale": 3},
        }
        for id_ in ("a", "b", "c")
    )
    BIDS = (a_bid("melati", a=2, b=2, c=0), a_bid("mawar", a=1, b=1, c="2.01"))

    def test_exact_without_a_step(self) -> None:
        done = evaluate(terms(*self.ELEMENTS), self.BIDS)

        assert ranks(done) == {"mawar": 1, "melati": 2}

    def test_early_the_other_one_wins(self) -> None:
        early = [{"at": "element", "places": 0, "mode": "half_up"}]

        done = evaluate(terms(*self.ELEMENTS, rounding=early), self.BIDS)

        assert ranks(done) == {"melati": 1, "mawar": 2}
        assert of(done, "melati").scores["a"].exact == Fraction(2, 3)
        assert of(done, "melati").scores["a"].counted == 1

    def test_late_it_is_a_tie(self) -> None:
        late = [{"at": "total", "places": 2, "mode": "down"}]

        done = evaluate(terms(*self.ELEMENTS, rounding=late), self.BIDS)

        assert done.tied == (("mawar", "melati"),)
        total = of(done, "mawar").total
        assert total
        assert (total.exact, total.counted) == (Fraction("401/300"), Fraction("1.33"))

    def test_the_price_that_is_compared_is_rounded_before_its_points(self) -> None:
        price = {
            **LOWEST_OVER_OWN,
            "adjusted": {
                "formula": "formula.evaluated.preference-divided.1",
                "params": {"local-content": "tkdn", "margin": "0.15"},
            },
        }
        scheme = terms(
            price=price, rounding=[{"at": "evaluated", "places": 0, "mode": "half_up"}]
        )
        bids = [
            a_bid("melati", 1_000_000, figures={"tkdn": "0.5"}),
            a_bid("mawar", 930_233, figures={"tkdn": 0}),
        ]

        done = evaluate(scheme, bids)

        compared = of(done, "melati").compared
        assert compared
        assert compared.counted == 930_233
        assert done.tied == (("mawar", "melati"),)


@pytest.mark.parametrize("at", range(len(COMPARISONS)))
def test_findings_are_those_of_the_tree(at: int) -> None:
    """What a result says of a test, its working says too."""
    scheme, bids = COMPARISONS[at]
    done = evaluate(scheme, bids)

    nodes = {node.name: node for node in explain(scheme, bids, done).children}
    for one in done.results:
        verdict = nodes[f"{one.bid}/verdict"]
        told = {
            (test.rule, test.result, tuple((n, test.value(n)) for n in test.operands))
            for test in verdict.children
            if test.rule.startswith("gate.")
            or (test.rule.startswith("threshold.") and test.result == "fail")
        }
        found = {(f.rule, f.verdict, tuple(f.operands.items())) for f in one.findings}
        assert told == found
        assert verdict.result == one.verdict


def test_terms_are_made_once_and_serve_many() -> None:
    assert isinstance(PRICED, Terms)
    bids = [BidValues(bid="a", price=1, values={"method": (Fraction(1),)})]
    assert evaluate(PRICED, bids) == evaluate(PRICED, bids)
