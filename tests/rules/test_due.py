"""What is waited for: of whom, from when and until when, at every stage of the example."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

import pytest

from rules.decisions import DECIDERS, decide
from rules.due import Due, due
from rules.readiness import missing
from tender import lifecycle
from tender.commands import COMMANDS
from tender.commands.preparation.parties import Committee
from tender.events.award import ObjectionLodged
from tender.events.evaluation import ClarificationAsked
from tender.events.preparation import ConflictDeclared
from tender.state import NEW
from tests.journeys import points
from tests.journeys.cleaning import STAGES, Journey, package
from tests.rules.scenes import Plan, Scene, asked, happened, wib, with_part

EXAMPLE = package()


class Row(NamedTuple):
    """A moment of the example, and what is waited for first, by whom, about what."""

    name: str
    before: Plan
    waited: tuple[tuple[str, str, str], ...]
    at: str | None = None  # from when, of the first
    by: str | None = None  # until when, of the first


def letters(*bids: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(("issue_document", "engine", f"result_letter {bid}") for bid in bids)


OPENED = ("p-01", "p-02", "p-03", "p-04", "p-05", "p-06", "p-07")

ROWS = (
    Row(
        "a process of which nothing is known",
        asked("register_party", "ppk"),
        (
            ("reason_method", "ppk", ""),
            ("set_budget", "ppk", ""),
            ("specify_works", "ppk", ""),
            ("form_committee", "unit", ""),
            ("name_trustees", "unit", ""),
            *(
                ("confirm_value", "ppk", value)
                for value in (
                    "stage.announcement.least",
                    "stage.bidding.after_clarification",
                    "stage.clarification.after_announcement",
                    "stage.contract.most",
                    "stage.objection.length",
                    "stage.objection_answer.most",
                    "stage.start.most",
                    "tax.vat.base_factor",
                    "tax.vat.rate",
                )
            ),
        ),
    ),
    Row(
        "everything is there and the hour of the announcement comes",
        asked("publish_tender"),
        (("publish_tender", "committee", ""),),
        at="2026-10-19 08:00",
        by="2026-10-19 08:00",
    ),
    Row(
        "announced, and the announcement is to be issued",
        asked("issue_document", "announcement"),
        (
            ("issue_document", "engine", "announcement"),
            ("minute_clarification", "committee", ""),
            *(
                ("challenge_key", "engine", f"kunci-{name}")
                for name in ("ukpbj", "inspektorat", "kominfo", "hukum", "unja")
            ),
            ("close_bidding", "engine", ""),
        ),
    ),
    Row(
        "the opening waits for trustees alone",
        asked("release_shares", "kunci-ukpbj"),
        tuple(
            ("release_shares", "trustee", f"kunci-{name}")
            for name in ("ukpbj", "inspektorat", "kominfo", "hukum", "unja")
        ),
        at="2026-10-29 10:05",
        by="2026-10-29 16:00",
    ),
    Row(
        "who has released is not asked again",
        asked("release_shares", "kunci-unja"),
        tuple(
            ("release_shares", "trustee", f"kunci-{name}")
            for name in ("kominfo", "hukum", "unja")
        ),
    ),
    Row(
        "enough have released, and the engine opens",
        asked("open_part", "p-01"),
        tuple(("open_part", "engine", bid) for bid in OPENED),
        at="2026-10-29 10:05",
        by="2026-10-29 16:00",
    ),
    Row(
        "all are open",
        asked("complete_opening"),
        (("complete_opening", "committee", ""),),
    ),
    Row(
        "the evaluation begins",
        asked("issue_document", "opening_minutes"),
        (
            ("issue_document", "engine", "opening_minutes"),
            ("reveal_estimate_detail", "ppk", ""),
            *(("declare_conflict", "committee", f"pokja-{n}") for n in (1, 2, 3)),
            *(("correct_arithmetic", "engine", bid) for bid in OPENED),
        ),
    ),
    Row(
        "the last thing is the proof",
        asked("prove_qualification"),
        (("prove_qualification", "committee", "p-07"),),
        by="2026-11-06 16:00",
    ),
    Row(
        "a bidder has been asked",
        asked("answer_clarification"),
        (
            ("answer_clarification", "bidder", "klarifikasi-1"),
            ("prove_qualification", "committee", "p-07"),
            ("judge_price", "committee", "p-06 imbalance equipment"),
        ),
        by="2026-11-05 16:00",
    ),
    Row(
        "nothing is left to find",
        asked("complete_evaluation"),
        (("complete_evaluation", "engine", ""),),
    ),
    Row(
        "the report before the proposal",
        asked("issue_document", "selection_report"),
        (
            ("issue_document", "engine", "selection_report"),
            ("propose_award", "committee", ""),
        ),
    ),
    Row(
        "who has approved is not asked again",
        asked("approve_award", "pokja-2"),
        (
            ("approve_award", "committee", "pokja-2"),
            ("approve_award", "committee", "pokja-3"),
        ),
        by="2026-11-10 16:00",
    ),
    Row(
        "the decision is to be announced",
        asked("announce_result"),
        (("announce_result", "committee", ""),),
        by="2026-11-11 08:00",
    ),
    Row(
        "a letter to every bidder that was opened",
        asked("issue_document", "award_announcement"),
        (
            ("issue_document", "engine", "award_announcement"),
            *letters(*OPENED),
            ("hand_over_report", "committee", ""),
        ),
    ),
    Row(
        "an objection stands before the report",
        asked("answer_objection"),
        (("answer_objection", "committee", "sanggah-1"),),
        by="2026-11-19 16:00",
    ),
    Row(
        "the report comes after the objection period",
        asked("hand_over_report"),
        (("hand_over_report", "committee", ""),),
        at="2026-11-16 16:00",
    ),
    Row("the officer reads", asked("agree_result"), (("agree_result", "ppk", ""),)),
    Row(
        "the officer appoints",
        asked("issue_appointment"),
        (("issue_appointment", "ppk", ""),),
        by="2026-11-25 16:00",
    ),
    Row(
        "the winner accepts",
        asked("accept_appointment"),
        (("accept_appointment", "bidder", "p-07"),),
    ),
    Row(
        "the bond comes before the signatures",
        asked("lodge_bond"),
        (("lodge_bond", "bidder", "p-07"),),
        by="2026-12-14 23:59:59.999999",
    ),
    Row(
        "both sides sign",
        asked("sign_contract", "p-07"),
        (("sign_contract", "bidder", "p-07"), ("sign_contract", "ppk", "")),
    ),
    Row(
        "one side has signed",
        asked("sign_contract", "ppk"),
        (("sign_contract", "ppk", ""),),
    ),
    Row(
        "the contract stands",
        asked("order_start"),
        (("order_start", "ppk", ""),),
        by="2026-12-28 16:00",
    ),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_is_waited_for(row: Row) -> None:
    scene = row.before.scene()

    waited = due(scene.state, scene.pack)

    assert tuple((d.command, d.who, d.about) for d in waited) == row.waited
    if row.at is not None:
        assert waited[0].at == wib(row.at)
    if row.by is not None:
        assert waited[0].by == wib(row.by)


def test_of_a_process_that_was_not_opened_its_opening_is_waited_for(
    journey: Journey,
) -> None:
    (waited,) = due(NEW, journey.moments[0].pack)

    assert (waited.command, waited.who) == ("open_process", "unit")


def test_after_the_start_of_work_nobody_is_waited_for(journey: Journey) -> None:
    assert journey.folded.stage == "started"
    assert due(journey.folded, journey.moments[-1].pack) == ()


def test_every_stage_but_the_last_waits_for_somebody(journey: Journey) -> None:
    waiting = {m.state.stage: due(m.state, m.pack) for m in journey.moments}

    assert set(waiting) == set(STAGES) - {"started", "disputed", "failed", "annulled"}
    assert all(waiting.values())


def test_so_does_every_stage_of_two_files() -> None:
    run = points.journey()
    waiting = {m.state.stage: due(m.state, m.pack) for m in run.moments}

    assert {"technical_evaluated", "price_opening", "price_evaluation"} < set(waiting)
    assert all(waiting.values())


def test_what_is_waited_for_is_a_command_that_may_be_given_by_who_is_waited_for(
    journey: Journey,
) -> None:
    """Else nobody could ever do it."""
    for moment in journey.moments:
        for one in due(moment.state, moment.pack):
            assert lifecycle.allows(moment.state.stage, one.command)
            power = DECIDERS[COMMANDS[one.command]].power
            assert one.who in power.offices
            assert one.article is not None
            assert one.article.text


@pytest.mark.parametrize(
    ("plan", "article"),
    [
        (asked("agree_result"), "Perpres 16/2018 art. 11(1)"),
        (asked("lodge_bond"), "Perpres 16/2018 art. 33"),
        (asked("release_shares"), "docs/lifecycle.md, seals"),
        (asked("approve_award", "pokja-2"), "Perpres 16/2018 art. 13(1)"),
    ],
)
def test_what_is_waited_for_cites_the_article_by_which_it_may_be_done(
    plan: Plan, article: str
) -> None:
    scene = plan.scene()
    steps = due(scene.state, scene.pack, scene.act.at)

    (cited,) = {s.article for s in steps if s.command == plan.command}
    assert cited is not None
    assert cited.text == article


WITHOUT = (
    "committee.not-a-member",
    "estimate.too-early",
    "roster.codes",
    "roster.none",
    "scheme.differs-from-method",
)
"""How a step is refused that comes before what it needs."""


def test_what_a_step_needs_is_waited_for_first(journey: Journey) -> None:
    """Whoever is waited for before the announcement can act at once."""
    steps = [m for m in journey.moments if m.state.stage == "preparation"]
    registered = [m for m in steps if m.act.command.tag != "register_party"]
    for number, moment in enumerate(registered):
        waited = {s.command for s in due(moment.state, moment.pack) if s.at is None}
        for later in registered[number:]:
            if later.act.command.tag not in waited:
                continue
            act = replace(later.act, at=moment.act.at)
            refusal = decide(moment.state, act, moment.pack).refusal
            assert refusal is None or refusal.rule not in WITHOUT, act.command.tag


def test_what_the_engine_is_waited_for_can_be_done_by_the_time_it_is(
    journey: Journey,
) -> None:
    """The engine takes no step that the rules refuse: each of its entries was due."""
    for moment in journey.moments:
        if moment.act.actor.office != "engine":
            continue
        waited = [d for d in due(moment.state, moment.pack) if d.who == "engine"]
        now = [d.command for d in waited if came(d, moment.act.at)]
        assert moment.act.command.tag in now


def came(one: Due, at: datetime) -> bool:
    return one.at is None or one.at <= at


def test_each_act_of_a_person_that_was_waited_for_is_waited_for_no_more(
    journey: Journey,
) -> None:
    for before, after in zip(journey.moments, journey.moments[1:], strict=False):
        done = (before.act.command.tag, before.act.actor.party)
        asks_again = [
            d
            for d in due(after.state, after.pack)
            if (d.command, d.about) == done and d.who == before.act.actor.office
        ]
        assert asks_again == []


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [(True, "rule_on_claim"), (False, "freeze_roster")],
    ids=["a claim stands open", "every claim is ruled on"],
)
def test_the_roster_waits_for_rulings_and_then_for_its_freezing(
    claimed: bool,  # noqa: FBT001  # a column
    expected: str,
) -> None:
    plan = asked("rule_on_claim") if claimed else asked("freeze_roster")
    scene = plan.scene()

    waited = [m.command for m in missing(scene.state, scene.pack.values)]

    assert expected in waited
    assert ("rule_on_claim" in waited) == claimed


def test_a_roster_can_be_frozen_when_the_time_for_claims_is_over() -> None:
    scene = asked("freeze_roster").scene()

    (freeze,) = [
        d for d in due(scene.state, scene.pack) if d.command == "freeze_roster"
    ]

    assert freeze.at == wib("2026-10-12 16:00")


@pytest.mark.parametrize(("in_conflict", "formed"), [(2, False), (3, True)])
def test_where_no_quorum_is_left_the_committee_is_formed_again(
    in_conflict: int, *, formed: bool
) -> None:
    """Of five members three have to approve."""
    five = tuple(f"pokja-{n}" for n in range(1, 6))
    scene = asked("approve_award").scene()
    committee = Committee(members=five, decree="SK lima")
    state = with_part(scene.state, "preparation", committee=committee)
    conflicts = [
        ConflictDeclared(member=member, conflicted=True)
        for member in five[:in_conflict]
    ]

    waited = due(happened(state, *conflicts, at=scene.act.at), scene.pack, scene.act.at)

    assert ("form_committee" in {step.command for step in waited}) is formed


@pytest.mark.parametrize(
    ("early", "asked_again"), [(timedelta(microseconds=1), True), (timedelta(0), False)]
)
def test_a_key_that_was_alive_two_days_before_the_deadline_is_not_asked_for_again(
    early: timedelta, *, asked_again: bool
) -> None:
    scene = asked("ask_question").scene()
    part = scene.state.preparation
    since = part.slots["bidding"].ends - timedelta(days=2)
    alive = dict.fromkeys(part.trustees, since - early)
    state = with_part(scene.state, "preparation", alive=alive)

    waited = {step.command for step in due(state, scene.pack)}

    assert ("challenge_key" in waited) is asked_again


def test_a_trustee_is_challenged_and_then_waited_for() -> None:
    challenged = asked("prove_key_alive", "kunci-unja").scene()
    not_yet = asked("challenge_key", "kunci-unja").scene()

    assert who(not_yet, "kunci-unja") == {("challenge_key", "engine")}
    assert who(challenged, "kunci-unja") == {("prove_key_alive", "trustee")}


def who(scene: Scene, about: str) -> set[tuple[str, str]]:
    waited = due(scene.state, scene.pack)
    return {(d.command, d.who) for d in waited if d.about == about}


def waited(plan: Plan, at: str | None = None) -> list[tuple[str, str, str]]:
    """Return what the state of *plan* waits for, asked at a moment."""
    scene = plan.scene()
    found = due(scene.state, scene.pack, None if at is None else wib(at))
    return [(d.command, d.who, d.about) for d in found]


FAILURE = ("declare_failure", "committee", "")
PASSED = ("pass_over_supplier", "ppk", "p-07")
REFORM = ("form_committee", "unit", "")


def conflicted(*members: str) -> tuple[ConflictDeclared, ...]:
    return tuple(ConflictDeclared(member=m, conflicted=True) for m in members)


PUBLISH = asked("publish_tender")


@pytest.mark.parametrize(
    ("plan", "mended_by"),
    [
        pytest.param(
            PUBLISH.under(**{"stage.announcement.least": "6"}),
            ("set_schedule", "committee", ""),
            id="a schedule that is too short",
        ),
        pytest.param(
            PUBLISH.having(
                "preparation",
                budget=EXAMPLE.budget.model_copy(update={"amount": 3_000_000_000}),
            ),
            ("set_budget", "ppk", ""),
            id="a budget that does not pay",
        ),
        pytest.param(
            PUBLISH.having(
                "preparation",
                scheme=EXAMPLE.scheme.model_copy(
                    update={"vat_mode": "labour_supply_itemised"}
                ),
            ),
            ("set_estimate", "ppk", ""),
            id="an estimate with another VAT",
        ),
        pytest.param(
            PUBLISH.after(*conflicted("pokja-2")),
            ("form_committee", "unit", "pokja-2"),
            id="a member in conflict",
        ),
    ],
)
def test_what_cannot_be_announced_waits_for_what_mends_it(
    plan: Plan, mended_by: tuple[str, str, str]
) -> None:
    """Else the announcement would be waited for, and refused for ever."""
    assert not plan.scene().decide().accepted
    assert waited(plan) == [mended_by]


def test_after_the_day_of_the_announcement_another_schedule_is_waited_for() -> None:
    assert waited(PUBLISH, "2026-10-19 23:59") == [("publish_tender", "committee", "")]
    assert waited(PUBLISH, "2026-10-20 00:00") == [("set_schedule", "committee", "")]


def test_people_on_a_post_that_is_gone_are_proposed_again() -> None:
    scene = asked("freeze_roster").scene()
    assert scene.state.preparation.works is not None
    (cleaner, _) = scene.state.preparation.works.posts
    works = scene.state.preparation.works.model_copy(update={"posts": (cleaner,)})
    plan = asked("freeze_roster").having("preparation", works=works)

    commands = [command for command, _, _ in waited(plan)]

    assert "propose_roster" in commands
    assert "freeze_roster" not in commands


def without_bids(scene: Scene) -> Scene:
    return scene._replace(state=with_part(scene.state, "bidding", bids={}))


@pytest.mark.parametrize("before", ["release_shares", "complete_opening"])
def test_where_nobody_has_bid_the_failure_is_waited_for(before: str) -> None:
    plan = asked(before).then(without_bids)

    assert waited(plan) == [("declare_failure", "committee", "nobody_bid")]


def test_where_nobody_has_passed_the_failure_is_waited_for() -> None:
    def nobody(scene: Scene) -> Scene:
        result = scene.state.evaluation.result
        assert result is not None
        lines = tuple(r.model_copy(update={"rank": None}) for r in result.results)
        other = result.model_copy(update={"results": lines})
        return scene._replace(state=with_part(scene.state, "evaluation", result=other))

    assert waited(asked("propose_award").then(nobody)) == [
        ("declare_failure", "committee", "nobody_passed")
    ]


def test_after_an_objection_was_upheld_the_failure_is_waited_for() -> None:
    """As long as the answer says nothing else; another objection was open then."""
    second = ObjectionLodged(
        objection="sanggah-2", grounds=("collusion",), words="0" * 64, bid="p-02"
    )
    answer = asked("answer_objection").after(second)
    answer = answer.but(
        points=[{"ground": "evaluation_error", "finding": "founded", "reason": "Ya."}]
    )
    (upheld,) = answer.scene().decide().events

    assert waited(asked("hand_over_report").after(upheld))[-1] == FAILURE
    plan = asked("hand_over_report").after(upheld)
    assert ("hand_over_report", "committee", "") not in waited(plan)


@pytest.mark.parametrize(
    ("plan", "in_time", "over"),
    [
        (asked("accept_appointment"), ("accept_appointment", "bidder", "p-07"), PASSED),
        (asked("lodge_bond"), ("lodge_bond", "bidder", "p-07"), PASSED),
        (asked("sign_contract", "ppk"), ("sign_contract", "ppk", ""), FAILURE),
    ],
    ids=["the winner says nothing", "there is no bond", "the officer does not sign"],
)
def test_after_the_last_day_for_the_contract_whoever_was_late_is_not_waited_for(
    plan: Plan, in_time: tuple[str, str, str], over: tuple[str, str, str]
) -> None:
    """The next in line comes after a supplier; a failure, where it was the officer."""
    assert waited(plan, "2026-12-14 23:59") == [in_time]
    assert waited(plan, "2026-12-15 00:00") == [over]


def test_an_order_to_start_is_waited_for_however_late_it_is() -> None:
    """With its reason it is taken."""
    late = asked("order_start").but(reason="Banjir.").on("2026-12-31 09:00")

    assert ("order_start", "ppk", "") in waited(
        asked("order_start"), "2026-12-31 09:00"
    )
    assert late.scene().decide().accepted


def test_a_bidder_is_waited_for_until_the_last_moment_and_not_longer() -> None:
    plan = asked("answer_clarification")
    answer = ("answer_clarification", "bidder", "klarifikasi-1")

    assert answer in waited(plan, "2026-11-05 16:00")
    assert answer not in waited(plan, "2026-11-05 16:01")
    assert answer not in waited(asked("propose_award"))


def unanswered(answer_by: str) -> ClarificationAsked:
    return ClarificationAsked(
        enquiry="klarifikasi-2",
        bid="p-06",
        about="price",
        question="Jelaskan.",
        answer_by=wib(answer_by),
    )


def test_the_evaluation_goes_on_when_the_answer_can_come_no_more() -> None:
    """The engine's hour is a microsecond after the bidder's last one."""
    plan = asked("complete_evaluation").after(unanswered("2026-11-06 10:00"))
    scene = plan.scene()

    answer, complete = due(scene.state, scene.pack)

    assert (answer.command, answer.by, answer.lapses) == (
        "answer_clarification",
        wib("2026-11-06 10:00"),
        True,
    )
    assert complete.command == "complete_evaluation"
    assert complete.at is not None
    act = replace(scene.act, at=complete.at)
    assert scene._replace(act=act).decide().accepted
    early = replace(scene.act, at=complete.at - timedelta(microseconds=1))
    assert not scene._replace(act=early).decide().accepted


LOW = asked("judge_price").under(**{"price.reasonable_from": "1"})
JUDGED = ("judge_price", "committee", "p-07 reasonableness")


def test_a_low_price_waits_first_for_a_question_to_its_bidder() -> None:
    asking = ("ask_clarification", "committee", "p-07 price")
    question = unanswered("2026-11-05 10:00").model_copy(update={"bid": "p-07"})

    assert asking in waited(LOW)
    assert JUDGED not in waited(LOW)
    assert JUDGED in waited(LOW.after(question))
    scene = LOW.after(question).scene()
    (step,) = [d for d in due(scene.state, scene.pack) if d.about == JUDGED[2]]
    assert step.at == wib("2026-11-05 10:00") + timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("plan", "members"),
    [
        pytest.param(asked("complete_opening"), (1, 2, 3), id="the opening"),
        pytest.param(asked("prove_qualification"), (1, 2, 3), id="a finding"),
        pytest.param(asked("propose_award"), (1, 2, 3), id="the proposal"),
        pytest.param(asked("approve_award", "pokja-1"), (2, 3), id="the quorum"),
        pytest.param(
            asked("approve_award", "pokja-2"), (2, 3), id="the other approval"
        ),
        pytest.param(asked("announce_result"), (1, 2, 3), id="the announcement"),
        pytest.param(asked("answer_objection"), (1, 2, 3), id="an answer"),
        pytest.param(asked("hand_over_report"), (1, 2, 3), id="the report"),
    ],
)
def test_where_too_few_members_may_act_the_committee_is_formed_again(
    plan: Plan, members: tuple[int, ...]
) -> None:
    in_conflict = conflicted(*(f"pokja-{n}" for n in members))

    assert REFORM in waited(plan.after(*in_conflict))
    assert REFORM not in waited(plan)


def test_who_is_in_conflict_is_not_waited_for_to_approve() -> None:
    plan = asked("approve_award", "pokja-2").after(*conflicted("pokja-2"))

    assert waited(plan) == [("approve_award", "committee", "pokja-3")]
