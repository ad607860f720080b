"""Points in two files: values, blind marks, the technical result, prices that stay shut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rules import blind, marks
from rules.decisions import decide
from rules.documents import document_data
from rules.due import due
from rules.evaluating import evaluate, waited, working
from rules.files import offer
from rules.rule import Decision
from tender.act import Act, Actor, Fact
from tender.canonical import to_bytes
from tender.commands.award import DeclareFailure
from tender.commands.opening import ReleaseShares
from tender.commands.preparation.schedule import ChangeSchedule
from tender.events.evaluation import (
    EvaluationCompleted,
    MarkRecorded,
    MarksLocked,
    TechnicalCompleted,
)
from tender.events.opening import OpeningCompleted, PartUnopenable
from tender.events.preparation import CommitteeFormed, ConflictDeclared, PartyRegistered
from tender.state import State, evolve
from tests.journeys import points
from tests.journeys.points import GOING, MERIT, evidence
from tests.rules.scenes import (
    Accepted,
    Change,
    Plan,
    Refused,
    Scene,
    asked,
    asked_by_points,
    happened,
    names,
    with_part,
)

VALUE = asked_by_points("find_value", "p-06")
MARK = asked_by_points("record_mark", "pokja-1")
LOCK = asked_by_points("lock_marks", "pokja-1")
LAST_LOCK = asked_by_points("lock_marks", "pokja-3")
COMPLETE = asked_by_points("complete_evaluation")
ANNOUNCE = asked_by_points("announce_technical_result")
PRICE_SHARES = asked_by_points("release_shares", "price")
OPEN_PRICE = asked_by_points("open_part", "price")
SCHEME = asked_by_points("set_scheme")
PRICE_OPENED = asked_by_points("complete_opening", nth=1)
LAST_COMPLETE = asked_by_points("complete_evaluation", nth=1)
CONFLICTED = ConflictDeclared(member="pokja-2", conflicted=True)
NOWHERE = "0" * 64
FAILED = DeclareFailure(ground="nobody_passed", reason="alasan")


def merit(**changes: object) -> Mapping[str, object]:
    """Return the scheme with points changed."""
    scheme: dict[str, Any] = points.package().scheme.to_json()
    return {"scheme": {**scheme, "merit": {**MERIT.to_json(), **changes}}}


def element(at: int, **changes: object) -> Mapping[str, object]:
    """Return the scheme with parameters of one element changed."""
    elements: list[Any] = MERIT.to_json()["elements"]  # type: ignore[assignment]
    params = {**elements[at]["params"], **changes}
    kept = {k: v for k, v in params.items() if v is not None}
    elements[at] = {**elements[at], "params": kept}
    return merit(elements=elements)


def without_merit(_: Scene) -> Mapping[str, object]:
    scheme: dict[str, Any] = points.package().scheme.to_json()
    del scheme["merit"]
    return {"scheme": scheme}


def with_merit(scene: Scene) -> Mapping[str, object]:
    command: dict[str, Any] = scene.act.command.to_json()
    return {"scheme": {**command["scheme"], "merit": MERIT.to_json()}}


def shares_of(bid: str) -> Change:
    """Ask for the release of one more bid's shares of its price."""

    def change(scene: Scene) -> Scene:
        command = scene.act.command
        assert isinstance(command, ReleaseShares)
        said = command.to_json()
        said["shares"] = [
            *command.to_json()["shares"],  # type: ignore[misc]
            *(
                {"bid": bid, "name": item.name, "sha256": share.sha256}
                for item in scene.state.bidding.bids[bid].objects("price")
                for share in item.shares
                if share.trustee == command.trustee
            ),
        ]
        asked_for = ReleaseShares.from_json(said)
        return scene._replace(act=replace(scene.act, command=asked_for))

    return change


REFUSED = (
    Refused(
        "a scheme of points without elements and weights",
        SCHEME.but_with(without_merit),
        "scheme.points-and-method",
        {"criteria": "ratedCriteria", "fault": "points_missing"},
    ),
    Refused(
        "points beside the lowest price",
        asked("set_scheme").but_with(with_merit),
        "scheme.points-and-method",
        {"criteria": "priceOnly", "fault": "points_beside"},
    ),
    Refused(
        "a threshold that nobody can reach",
        SCHEME.but(**merit(threshold=71)),
        "scheme.points",
        {
            "where": "threshold",
            "expected": "a number from 0 to 70",
            "found": "71",
        },
    ),
    Refused(
        "a promise that an item which is not there pays for",
        SCHEME.but(**element(3, funded_by="parking")),
        "scheme.points",
        {
            "where": "elements.3.params.funded_by",
            "expected": "an item of the works",
            "found": "parking",
        },
    ),
    Refused(
        "a funded promise without what one unit costs",
        SCHEME.but(**element(3, unit_cost=None)),
        "scheme.points",
        {
            "where": "elements.3.params.unit_cost",
            "expected": "unit_cost beside funded_by",
            "found": "none",
        },
    ),
    Refused(
        "points of nothing in particular",
        SCHEME.but(**element(3, promise=None)),
        "scheme.points",
        {
            "where": "elements.3.params.promise",
            "expected": "what is promised",
            "found": "none",
        },
    ),
    Refused(
        "a price that figures are compared by which no offer has",
        SCHEME.but(
            **merit(
                price={
                    **MERIT.price.to_json(),  # type: ignore[union-attr]
                    "adjusted": {
                        "formula": "formula.evaluated.life-cycle.1",
                        "params": {"costs": ["power"]},
                    },
                }
            )
        ),
        "scheme.points",
        {
            "where": "price.adjusted.params.costs",
            "expected": "a formula of price and elements alone",
            "found": "costs",
        },
    ),
    Refused(
        "a tie that a figure breaks which no offer has",
        SCHEME.but(**merit(ties=[{"by": "figure", "of": "tkdn"}])),
        "scheme.points",
        {
            "where": "ties.0.by",
            "expected": "quality, price, element, committee",
            "found": "figure",
        },
    ),
    Refused(
        "points without a price",
        SCHEME.but(**merit(price=None, ties=[], rounding=[])),
        "scheme.points",
        {"where": "price", "expected": "how the price counts", "found": "none"},
    ),
    Refused(
        "a rubric of which two lines have one code",
        SCHEME.but(
            **element(1, rubric=[{"line": "satu", "says": "Satu"}] * 2),
        ),
        "scheme.points",
        {
            "where": "elements.1.params.rubric",
            "expected": "lines, each with a code of its own",
            "found": "others",
        },
    ),
    Refused(
        "a schedule without the stages of prices",
        asked_by_points("set_schedule").but_with(
            lambda scene: {
                "slots": [
                    slot
                    for slot in scene.act.command.to_json()["slots"]  # type: ignore[union-attr]
                    if slot["stage"] not in {"technical_result", "price_opening"}  # type: ignore[index, call-overload, operator]
                ]
            }
        ),
        "schedule.incomplete",
        {"stages": "price_opening, technical_result"},
    ),
    Refused(
        "the value of what the members mark",
        VALUE.but(element="metode"),
        "marks.no-such-element",
        {"element": "metode", "command": "find_value"},
    ),
    Refused(
        "a mark of what the committee finds",
        MARK.but(element="pengalaman"),
        "marks.no-such-element",
        {"element": "pengalaman", "command": "record_mark"},
    ),
    Refused(
        "a mark of what was promised",
        MARK.but(element="pelatihan"),
        "marks.no-such-element",
        {"element": "pelatihan", "command": "record_mark"},
    ),
    Refused(
        "several values where one is asked for",
        VALUE.but(value=["1", "2"]),
        "marks.out-of-range",
        {"bid": "p-06", "element": "pengalaman", "fault": "wrong_count 2"},
    ),
    Refused(
        "a mark above the scale",
        MARK.but(mark="101"),
        "marks.out-of-range",
        {"bid": "p-02", "element": "metode", "fault": "above_most 101 100"},
    ),
    Refused(
        "a mark by a line that was not announced",
        MARK.but(rubric="selera"),
        "marks.not-in-rubric",
        {"rubric": "selera", "element": "metode", "lines": "peralihan, pengawasan"},
    ),
    Refused(
        "a mark by another line than the element, which has no rubric",
        MARK.but(element="rencana", mark="3"),
        "marks.not-in-rubric",
        {"rubric": "peralihan", "element": "rencana", "lines": "rencana"},
    ),
    Refused(
        "a mark under the threshold without a reason",
        MARK.but(mark="39"),
        "evaluation.no-reason",
        {"bid": "p-02"},
    ),
    Refused(
        "a mark that points at nothing",
        MARK.but(evidence=[]),
        "evaluation.no-evidence",
        {"bid": "p-02", "evidence": "-"},
    ),
    Refused(
        "a value that is shown in a paper which the bid does not list",
        VALUE.but(evidence=[{"attachment": NOWHERE, "page": 1}]),
        "evaluation.no-evidence",
        {"bid": "p-06", "evidence": NOWHERE[:12]},
    ),
    Refused(
        "a value unlike the one declared, without a reason",
        VALUE.but(value="4"),
        "marks.differs-from-offer",
        {"bid": "p-06", "element": "pengalaman", "declared": "5", "found": "4"},
    ),
    Refused(
        "a mark of a bid that has failed before",
        MARK.but(bid="p-01", evidence=evidence("p-01")),
        "evaluation.not-waited-for",
        {"command": "record_mark", "about": "p-01"},
    ),
    Refused(
        "a mark of a bid that was not opened",
        MARK.but(bid="p-09"),
        "evaluation.no-such-bid",
        {"bid": "p-09"},
    ),
    Refused(
        "another mark after the lock",
        MARK.after(MarksLocked(member="pokja-1")),
        "marks.locked",
        {"members": "pokja-1", "command": "record_mark"},
    ),
    Refused(
        "a second lock",
        LOCK.after(MarksLocked(member="pokja-1")),
        "marks.locked",
        {"members": "pokja-1", "command": "lock_marks"},
    ),
    Refused(
        "another value after somebody has locked",
        VALUE.after(MarksLocked(member="pokja-3")),
        "marks.locked",
        {"members": "pokja-3", "command": "find_value"},
    ),
    Refused(
        "another judgement after somebody has locked",
        asked_by_points("record_judgement").after(MarksLocked(member="pokja-3")),
        "marks.locked",
        {"members": "pokja-3", "command": "record_judgement"},
    ),
    Refused(
        "a lock before the last mark",
        LAST_LOCK.when(asked_by_points("record_mark", "pokja-3", 9)),
        "marks.missing",
        {"member": "pokja-3", "waited": "record_mark p-07 rencana pokja-3"},
    ),
    Refused(
        "a lock where nothing is marked",
        LOCK.when(asked("record_judgement")),
        "evaluation.not-waited-for",
        {"command": "lock_marks", "about": "pokja-1"},
    ),
    Refused(
        "a mark in conflict",
        MARK.after(ConflictDeclared(member="pokja-1", conflicted=True)),
        "committee.conflicted",
        {"member": "pokja-1"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "a mark of one bid in conflict with another",
        MARK.after(
            ConflictDeclared(member="pokja-1", conflicted=True, with_bidders=("p-07",))
        ),
        "committee.conflicted",
        {"member": "pokja-1"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "a lock in conflict",
        LOCK.after(ConflictDeclared(member="pokja-1", conflicted=True)),
        "committee.conflicted",
        {"member": "pokja-1"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "a value in conflict",
        VALUE.after(ConflictDeclared(member="pokja-1", conflicted=True)),
        "committee.conflicted",
        {"member": "pokja-1"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "an announcement in conflict",
        ANNOUNCE.after(ConflictDeclared(member="pokja-1", conflicted=True)),
        "committee.conflicted",
        {"member": "pokja-1"},
        ("act_by_conflicted_refused",),
    ),
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
        {"waited": "form_committee"},
    ),
    Refused(
        "a price of a bid that has failed, with those that go on",
        PRICE_SHARES.then(shares_of("p-01")),
        "opening.not-for-opening",
        {"part": "price", "bids": "p-01"},
    ),
    Refused(
        "the opening of a price of a bid that has failed",
        OPEN_PRICE.but(bid="p-04"),
        "opening.not-for-opening",
        {"part": "price", "bids": "p-04"},
    ),
    Refused(
        "a price before the technical result is announced",
        PRICE_SHARES.when(ANNOUNCE),
        "opening.too-early",
        {"not_before": "2026-11-04T06:00:00.000000Z"},
        ("early_release_refused",),
    ),
    Refused(
        "a price while the technical part is evaluated",
        PRICE_SHARES.when(MARK),
        "opening.too-early",
        {"not_before": "2026-11-04T06:00:00.000000Z"},
        ("early_release_refused",),
    ),
    Refused(
        "a price at the first opening",
        PRICE_SHARES.when(asked_by_points("release_shares", "technical")),
        "opening.too-early",
        {"not_before": "2026-11-04T06:00:00.000000Z"},
        ("early_release_refused",),
    ),
    Refused(
        "a price before its hour, after the announcement",
        PRICE_SHARES.on("2026-11-04 12:59"),
        "opening.too-early",
        {"not_before": "2026-11-04T06:00:00.000000Z"},
        ("early_release_refused",),
    ),
    Refused(
        "the technical part again when prices are opened",
        asked_by_points("release_shares", "technical").when(PRICE_SHARES),
        "opening.no-such-part",
        {"part": "technical", "parts": "price"},
    ),
    Refused(
        "a late trustee of one file, when the evaluation is on",
        asked("release_shares").when(asked("record_judgement")),
        "opening.no-such-part",
        {"part": "all", "parts": "-"},
    ),
    Refused(
        "the end of an opening that is over",
        asked("complete_opening").when(asked("record_judgement")),
        "opening.no-such-part",
        {"part": "all", "parts": "-"},
    ),
    Refused(
        "a failure for nobody having passed where somebody has",
        ANNOUNCE.instead(FAILED),
        "failure.belied",
        {"ground": "nobody_passed", "fault": ", ".join(GOING)},
    ),
)

ACCEPTED = (
    Accepted(
        "a value as the bid declares it",
        VALUE,
        {"value_found": {"bid": "p-06", "value": "5"}},
    ),
    Accepted(
        "a value unlike the one declared, with its reason",
        VALUE.but(value="4", reason="Satu kontrak bukan pekerjaan sejenis."),
        {"value_found": {"value": "4"}},
    ),
    Accepted(
        "another mark before the lock",
        MARK.but(mark="55"),
        {"mark_recorded": {"bid": "p-02", "mark": "55", "rubric": "peralihan"}},
    ),
    Accepted(
        "a mark under the threshold with its reason",
        MARK.but(mark="39", reason="Giliran malam tidak diawasi."),
        {"mark_recorded": {"mark": "39"}},
    ),
    Accepted("a lock", LOCK, {"marks_locked": {"member": "pokja-1"}}),
    Accepted(
        "the technical result, with whose marks it rests on",
        COMPLETE,
        {"technical_completed": {"marked_by": ["pokja-1", "pokja-2", "pokja-3"]}},
    ),
    Accepted("its announcement", ANNOUNCE, {"technical_result_announced": {}}),
    Accepted(
        "the shares of the prices of those that passed",
        PRICE_SHARES,
        {"shares_released": {"part": "price"}},
    ),
    Accepted(
        "the end of the opening of prices",
        asked_by_points("complete_opening", nth=1),
        {"opening_completed": {"part": "price"}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def waiting_in(scene: Scene) -> list[tuple[str, str]]:
    reading = scene.state.values.over(scene.pack.values)
    return [(w.command, w.about) for w in waited(scene.state, reading)]


def test_who_has_not_marked_is_named_and_then_who_has_not_locked() -> None:
    before = asked_by_points("record_mark", "pokja-3", 9).scene()

    assert waiting_in(before) == [("record_mark", "p-07 rencana pokja-3")]
    assert waiting_in(LAST_LOCK.scene()) == [("lock_marks", "pokja-3")]
    steps = due(before.state, before.pack)
    assert [(s.command, s.who, s.about) for s in steps] == [
        ("record_mark", "committee", "p-07 rencana pokja-3")
    ]


def papers_in(plan: Plan) -> list[str]:
    scene = plan.scene()
    steps = due(scene.state, scene.pack)
    return [step.about for step in steps if step.command == "issue_document"]


@pytest.mark.parametrize(
    ("kind", "before"),
    [
        ("technical_minutes", ANNOUNCE),
        ("price_opening_minutes", PRICE_OPENED),
        ("evaluation_minutes", LAST_COMPLETE),
    ],
)
def test_minutes_are_waited_for_once_there_is_something_to_minute(
    kind: str, before: Plan
) -> None:
    """And before the next act of anybody: no price is open when the first are issued."""
    issued = asked_by_points("issue_document", kind)

    assert kind not in papers_in(before)
    assert kind in papers_in(issued)
    assert issued.scene().decide().refusal is None


def test_the_first_minutes_stand_before_any_share_of_a_price_is_released() -> None:
    issued = asked_by_points("issue_document", "technical_minutes").scene()

    assert not issued.state.opening.trustees("price")


class TestBlind:
    def test_a_member_sees_the_marks_of_others_after_the_own_lock_alone(self) -> None:
        state = asked_by_points("lock_marks", "pokja-2").scene().state

        assert "pokja-1" in state.evaluation.locked
        assert blind.may_see(state, "pokja-2", "pokja-2")
        assert not blind.may_see(state, "pokja-2", "pokja-1")
        assert blind.may_see(state, "pokja-1", "pokja-2")
        assert {key[2] for key in blind.visible(state, "pokja-2")} == {"pokja-2"}
        assert {key[2] for key in blind.visible(state, "pokja-1")} == {
            "pokja-1",
            "pokja-2",
        }

    def test_nobody_else_sees_any_until_the_technical_result(self) -> None:
        before, after = ANNOUNCE.scene().state, PRICE_SHARES.scene().state

        assert blind.visible(before, "ppk") == {}
        assert len(blind.visible(after, "ppk")) == 30
        assert blind.is_public(after)
        assert not blind.is_public(before)


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


def technical(scene: Scene) -> TechnicalCompleted:
    decision = scene.decide()
    assert decision.refusal is None
    (event,) = decision.events
    assert isinstance(event, TechnicalCompleted)
    return event


class TestShutPrices:
    def test_at_every_later_moment_the_price_of_a_failed_bid_stays_shut(self) -> None:
        """Before the technical result, at the opening, after it, after the award."""
        run = points.journey()
        shares = PRICE_SHARES.then(shares_of("p-01")).scene().act
        opening = OPEN_PRICE.but(bid="p-01").scene().act
        for moment in run.moments:
            state = moment.seen
            if state.stage in {"new", "preparation", "bidding"}:
                continue
            for act in (shares, opening):
                later = replace(act, at=max(act.at, moment.act.at))
                decision: Decision = decide(state, later, moment.pack)
                assert decision.refusal is not None
                assert "shares_released" not in {e.tag for e in decision.events}

    def test_after_the_opening_a_late_trustee_releases_nothing(self) -> None:
        late = PRICE_SHARES.by("kunci-hukum").but(trustee="kunci-hukum")
        decision = late.when(asked_by_points("propose_award")).scene().decide()

        assert decision.refusal is not None
        assert decision.refusal.rule == "stage.not-now"

    def test_of_the_failed_only_the_first_part_was_ever_opened(self) -> None:
        opened = points.journey().state.opening.offers

        assert {bid for bid, part in opened if part == "price"} == set(GOING)
        assert {bid for bid, part in opened if part == "technical"} == set(points.BIDS)

    def test_a_price_in_the_first_file_is_no_price_and_is_not_read_out(self) -> None:
        scene = asked_by_points("complete_opening").scene()
        telling = scene.state.opening.offers["p-06", "technical"].model_copy(
            update={"total": 7}
        )
        offers = {**scene.state.opening.offers, ("p-06", "technical"): telling}
        state = with_part(scene.state, "opening", offers=offers)

        (event,) = scene._replace(state=state).decide().events
        assert "total" not in str(event.to_json())
        assert offer(state, "p-06").total is None


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
    proof = scene.state.evaluation.proofs["p-06"].model_copy(update={"bid": "p-07"})
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


class TestNobodyLeft:
    def test_where_nobody_passed_no_price_is_opened_and_the_tender_fails(self) -> None:
        scene = PRICE_SHARES.scene()
        result = scene.state.evaluation.technical
        assert result is not None
        failed = result.model_copy(
            update={
                "results": tuple(
                    r.model_copy(update={"verdict": "failed"}) for r in result.results
                )
            }
        )
        state = with_part(scene.state, "evaluation", technical=failed)

        steps = [(s.command, s.about) for s in due(state, scene.pack)]
        assert steps == [("declare_failure", "nobody_passed")]
        act = Act(FAILED, scene.act.at, Actor("pokja-1", "committee"))
        assert decide(state, act, scene.pack).accepted


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


def test_an_estimate_that_is_not_set_yet_holds_up_no_scheme() -> None:
    scene = SCHEME.scene()
    assert scene.state.preparation.estimate is None
    assert scene.decide().accepted


LATE_SCHEDULE = {
    "evaluation": "11-06 09:00",
    "technical_result": "11-06 16:00",
    "price_opening": "11-09 12:00",
}


@pytest.mark.parametrize("command", ["find_value", "announce_technical_result"])
def test_a_late_technical_part_puts_off_what_it_holds_up(command: str) -> None:
    """The announcement is a matter of hours: it has passed before anybody can say so."""
    slots = [
        slot.model_copy(update={"ends": points.at(LATE_SCHEDULE[slot.stage])})
        if slot.stage in LATE_SCHEDULE
        and not (slot.stage == "evaluation" and command != "find_value")
        else slot
        for slot in points.schedule().slots
    ]
    change = ChangeSchedule(slots=tuple(slots), reason="Evaluasi teknis terlambat.")
    plan = asked_by_points(command).instead(change).on("2026-11-05 09:00")
    decision = plan.by("pokja-1").scene().decide()

    assert decision.refusal is None


def test_no_value_is_found_of_a_bid_that_has_failed_before() -> None:
    """Its points are looked at no more, and a mark of it is refused in the same way."""
    decision = VALUE.but(bid="p-01", evidence=evidence("p-01")).scene().decide()

    assert decision.refusal is not None
    assert decision.refusal.rule == "evaluation.not-waited-for"
    assert decision.refusal.operands == {"about": "p-01", "command": "find_value"}


def with_prices_in_the_technical_part(state: State) -> State:
    """Return the state in which a bid has said its price in the first file too."""
    offers = state.opening.offers
    said = offers["p-06", "technical"].model_copy(update={"total": 1, "subtotal": 1})
    return with_part(state, "opening", offers={**offers, ("p-06", "technical"): said})


def test_a_price_in_the_first_file_is_not_read_out_and_is_no_price() -> None:
    scene = asked_by_points("complete_opening").scene()
    state = with_prices_in_the_technical_part(scene.state)
    decision = scene._replace(state=state).decide()

    (event,) = decision.events
    assert isinstance(event, OpeningCompleted)
    assert all(bid.total is None for bid in event.bids)
    assert offer(state, "p-06").total is None
    opened = happened(state, event, at=scene.act.at + timedelta(seconds=1))
    minutes = document_data(
        opened, opened.values.over(scene.pack.values), "opening_minutes"
    )
    assert '"total"' not in to_bytes(minutes["bids"]).decode()


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
