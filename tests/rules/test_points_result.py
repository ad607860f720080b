"""The result by points: whose marks it rests on, how it is worked out, and what it leaves open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rules import marks
from rules.due import due
from rules.evaluating import evaluate, working
from rules.files import offer
from tender.act import Actor, Fact
from tender.events.evaluation import (
    EvaluationCompleted,
    MarkRecorded,
    MarksLocked,
    TechnicalCompleted,
)
from tender.events.opening import PartUnopenable
from tender.events.preparation import CommitteeFormed, ConflictDeclared, PartyRegistered
from tender.state import State, evolve
from tests.journeys import points
from tests.journeys.points import MERIT
from tests.rules.points_scenes import COMPLETE, CONFLICTED, LAST_LOCK, technical
from tests.rules.scenes import (
    Accepted,
    Refused,
    Scene,
    asked_by_points,
    happened,
    names,
    waiting_in,
    with_part,
)

REFUSED = (
    Refused(
        "a technical result before the last lock, and whose it is",
        COMPLETE.when(LAST_LOCK),
        "evaluation.pending",
        {"waited": "lock_marks pokja-3"},
    ),
    Refused(
        "a technical result when a member has come into conflict",
        COMPLETE.after(CONFLICTED),
        "evaluation.pending",
        {
            "waited": ", ".join(
                f"record_judgement {judged}"
                for judged in (
                    "p-01 nib-kbli",
                    "p-02 pengalaman",
                    "p-03 badan-hukum",
                    "p-04 nib-kbli",
                    "p-05 pengalaman",
                    "p-06 pengalaman",
                    "p-07 badan-hukum",
                )
            )
        },
    ),
)

ACCEPTED = (
    Accepted(
        "the technical result, with whose marks it rests on",
        COMPLETE,
        {"technical_completed": {"marked_by": ["pokja-1", "pokja-2", "pokja-3"]}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


class TestConflict:
    """Five members, of whom some come into conflict after they have marked."""

    def five(self) -> Scene:
        scene = COMPLETE.scene()
        more = ("pokja-4", "pokja-5")
        events: list[Any] = [
            PartyRegistered.from_json(
                {
                    "tag": "party_registered",
                    "party": member,
                    "offices": ["committee"],
                    "organ": "ukpbj",
                }
            )
            for member in more
        ]
        events.append(
            CommitteeFormed(members=(*points.MEMBERS, *more), decree="SK baru")
        )
        events += [ConflictDeclared(member=m, conflicted=False) for m in more]
        return scene._replace(state=happened(scene.state, *events, at=scene.act.at))

    def marked(self) -> Scene:
        """Return the scene with high marks of the two."""
        scene = self.five()
        state = scene.state
        for member in ("pokja-4", "pokja-5"):
            for (_, code, who), given in scene.state.evaluation.marks.items():
                if who == "pokja-1":
                    best = {"metode": "100", "rencana": "5"}[code]
                    mark = MarkRecorded.from_json(
                        {**given.mark.to_json(), "mark": best, "tag": "mark_recorded"}
                    )
                    state = as_member(state, member, mark, scene)
            state = happened(state, MarksLocked(member=member), at=scene.act.at)
        return scene._replace(state=state)

    def test_the_marks_of_new_members_are_waited_for(self) -> None:
        scene = self.five()

        about = {about.split()[-1] for _, about in waiting_in(scene)}
        assert about == {"pokja-4", "pokja-5"}

    def test_of_an_odd_rest_the_others_count(self) -> None:
        scene = self.marked()
        declared = [
            ConflictDeclared(member=m, conflicted=True) for m in ("pokja-4", "pokja-5")
        ]
        dropped = scene._replace(
            state=happened(scene.state, *declared, at=scene.act.at)
        )

        assert technical(scene).marked_by == (*points.MEMBERS, "pokja-4", "pokja-5")
        assert technical(dropped).marked_by == points.MEMBERS
        without = technical(COMPLETE.scene())
        assert technical(dropped).results == without.results
        assert technical(scene).results != without.results

    def test_of_an_even_rest_nobody_counts_and_the_committee_is_formed_again(
        self,
    ) -> None:
        scene = self.marked()
        declared = ConflictDeclared(member="pokja-5", conflicted=True)
        left = scene._replace(state=happened(scene.state, declared, at=scene.act.at))

        assert waiting_in(left) == [("form_committee", "")]
        assert ("form_committee", "unit") in {
            (s.command, s.who) for s in due(left.state, left.pack)
        }

    def test_after_the_technical_result_no_declaration_changes_it(self) -> None:
        scene = asked_by_points("propose_award").scene()
        reading = scene.state.values.over(scene.pack.values)
        state = happened(scene.state, CONFLICTED, at=scene.act.at)

        assert marks.counting(state, reading) == points.MEMBERS
        assert (
            evaluate(state, reading).results == evaluate(scene.state, reading).results
        )


def as_member(state: State, member: str, event: MarkRecorded, scene: Scene) -> State:
    """Return *state* after a mark of *member*."""
    moment = scene.act.at - timedelta(microseconds=1)
    return evolve(state, Fact(event, moment, state.seq + 1, Actor(member, "committee")))


def test_a_price_that_cannot_be_opened_fails_its_bid_and_the_next_one_wins() -> None:
    scene = asked_by_points("complete_evaluation", nth=1).scene()
    offers = dict(scene.state.opening.offers)
    del offers["p-06", "price"]
    finding = PartUnopenable(
        bid="p-06", part="price", ground="key", finding="tidak terbuka"
    )
    state = with_part(
        scene.state,
        "opening",
        offers=offers,
        unopenable={("p-06", "price"): finding},
    )
    seen = scene.state.evaluation.proofs["p-06"]
    proof = replace(seen, what=seen.what.model_copy(update={"bid": "p-07"}))
    unproved = with_part(state, "evaluation", proofs={})
    proved = with_part(state, "evaluation", proofs={"p-07": proof})

    assert waiting_in(scene._replace(state=unproved)) == [
        ("prove_qualification", "p-07")
    ]
    (event,) = scene._replace(state=proved).decide().events
    assert isinstance(event, EvaluationCompleted)
    ends = {line.bid: line for line in event.results}
    assert ends["p-07"].rank == 1
    assert ends["p-06"].verdict == "failed"
    technical = scene.state.evaluation.technical
    assert technical is not None
    before = next(line for line in technical.results if line.bid == "p-06")
    assert ends["p-06"].technical == before.score
    failed = [f.rule for f in ends["p-06"].findings if f.verdict == "fail"]
    assert failed == ["opening.unopenable"]
    tree = working(proved, proved.values.over(scene.pack.values), "p-06")
    assert tree["result"] == "failed"
    assert "formula.element.panel-median.1" in str(tree)
    assert sorted(ends) == list(points.BIDS)


def test_the_working_of_each_bid_can_be_read() -> None:
    run = points.journey()
    scene = asked_by_points("propose_award").scene()
    reading = scene.state.values.over(scene.pack.values)
    result = run.state.evaluation.result
    assert result is not None

    for line in result.results:
        tree = working(scene.state, reading, line.bid)
        assert tree["result"] == line.verdict
    first = result.results[0]
    text = str(working(scene.state, reading, first.bid))
    assert "commitments.graded" in text
    assert "formula.element.panel-median.1" in text
    assert "formula.price.lowest-over-own.1" in text


def test_one_file_is_evaluated_by_points_in_one_step() -> None:
    """The same bids, each in one file: the same winner, in one result."""
    scene = asked_by_points("complete_evaluation", nth=1).scene()
    scheme = points.package().scheme.model_copy(update={"envelopes": "one_file"})
    whole = {
        (bid, "all"): offer(scene.state, bid)
        for bid in sorted(scene.state.bidding.bids)
    }
    state = with_part(scene.state, "preparation", scheme=scheme)
    state = with_part(state, "opening", offers=whole, prices=None, prices_at=None)
    state = replace(
        with_part(state, "evaluation", technical=None, technical_at=None),
        stage="evaluation",
    )

    decision = scene._replace(state=state).decide()

    assert decision.refusal is None
    (event,) = decision.events
    assert isinstance(event, EvaluationCompleted)
    told = points.journey().state.evaluation.result
    assert told is not None
    assert event.results == told.results


def test_a_tie_that_the_scheme_leaves_open_is_for_the_committee() -> None:
    scene = asked_by_points("complete_evaluation", nth=1).scene()
    alike = {
        key: replace(given, mark=given.mark.model_copy(update={"mark": 0}))
        for key, given in scene.state.evaluation.marks.items()
    }
    merit_ = MERIT.model_copy(
        update={
            "elements": tuple(
                e.model_copy(update={"threshold": None}) for e in MERIT.elements[1:3]
            ),
            "price": MERIT.price.model_copy(  # type: ignore[union-attr]
                update={
                    "formula": "formula.price.reference-distance.1",
                    "params": {"reference": "estimate", "slope": 1000},
                }
            ),
            "threshold": None,
            "ties": (),
        }
    )
    scheme = points.package().scheme.model_copy(update={"merit": merit_})
    state = with_part(scene.state, "preparation", scheme=scheme)
    state = with_part(state, "evaluation", marks=alike, proofs={})

    assert waiting_in(scene._replace(state=state)) == [("decide_tie", "p-06 p-07")]


def test_what_the_second_file_says_of_anything_else_counts_for_nothing() -> None:
    scene = asked_by_points("complete_evaluation", "", 1).scene()
    offers = scene.state.opening.offers
    promised = offers["p-06", "technical"].commitments
    assert promised is not None
    said = {
        "commitments": promised.model_copy(update={"offer_to_all": False}),
        "validity_days": 1,
    }
    price = offers["p-06", "price"].model_copy(update=said)
    changed = {**offers, ("p-06", "price"): price}
    state = with_part(scene.state, "opening", offers=changed)

    assert offer(state, "p-06") == offer(scene.state, "p-06")


@pytest.mark.parametrize(
    "promise",
    [
        {"element": "hadiah", "value": "1000"},
        {"element": "metode", "value": "1000"},
        {"element": "pelatihan", "value": "1000", "post": "direktur"},
        {"element": "pelatihan", "value": "1000", "post": "supervisor"},
    ],
)
def test_a_promise_of_what_the_tender_does_not_have_changes_nothing(
    promise: dict[str, str],
) -> None:
    """Nor does a second one for a post: the smaller of the two counts."""
    scene = asked_by_points("complete_evaluation").scene()
    offers = scene.state.opening.offers
    said: Any = offers["p-06", "technical"].to_json()
    said["commitments"]["graded"].append(promise)
    changed = {
        **offers,
        ("p-06", "technical"): type(offers["p-06", "technical"]).from_json(said),
    }
    state = with_part(scene.state, "opening", offers=changed)
    (was,), (now,) = (
        scene.decide().events,
        scene._replace(state=state).decide().events,
    )

    assert isinstance(was, TechnicalCompleted)
    assert isinstance(now, TechnicalCompleted)
    assert now.results == was.results
