"""From the ranking to the appointment: quorum, announcement, objections, agreement."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from rules import bond as performance_bond
from rules.decisions.case import Case
from tender.commands.award import DecideAward, LodgeObjection
from tender.events.award import AppointmentIssued, ObjectionAnswered, ResultAnnounced
from tender.events.evaluation import EvaluationCompleted
from tender.events.preparation import (
    CommitteeFormed,
    ConflictDeclared,
    PartyRegistered,
)
from tests.rules.scenes import (
    SIGNATURE,
    Accepted,
    Plan,
    Refused,
    Scene,
    asked,
    names,
    with_part,
)

PROPOSE = asked("propose_award")
APPROVE = asked("approve_award", "pokja-2")
ANNOUNCE = asked("announce_result")
OBJECT = asked("lodge_objection")
ANSWER = asked("answer_objection")
REPORT = asked("hand_over_report")
APPOINT = asked("issue_appointment")
UNTIL = "2026-11-16T09:00:00.000000Z"


def proposing(**ranks: int | None) -> Plan:
    """Return the proposal after another ranking: `p_07=1` puts p-07 first."""

    def change(scene: Scene) -> Scene:
        result = scene.state.evaluation.result
        assert isinstance(result, EvaluationCompleted)
        lines = tuple(
            line.model_copy(
                update={"rank": ranks.get(line.bid.replace("-", "_"), line.rank)}
            )
            for line in result.results
        )
        other = result.model_copy(update={"results": lines})
        return scene._replace(state=with_part(scene.state, "evaluation", result=other))

    return PROPOSE.then(change)


def objecting(bid: str) -> Plan:
    command = LodgeObjection.from_json(
        {
            "tag": "lodge_objection",
            "objection": "sanggah-2",
            "grounds": ["collusion"],
            "words": "0" * 64,
        }
    )
    return OBJECT.instead(command).by(bid, "bidder", SIGNATURE)


NEWCOMER = PartyRegistered.from_json(
    {
        "tag": "party_registered",
        "party": "pokja-9",
        "offices": ["committee"],
        "organ": "ukpbj",
    }
)
REFORMED = CommitteeFormed(
    members=("pokja-1", "pokja-2", "pokja-9"), decree="SK pengganti"
)
"""The committee with another member in the place of pokja-3."""

UPHELD = ObjectionAnswered.from_json(
    {
        "tag": "objection_answered",
        "objection": "sanggah-1",
        "points": [
            {"ground": "evaluation_error", "finding": "founded", "reason": "Benar."}
        ],
        "verdict": "upheld",
    }
)

ABOVE = 100_000_000_001


def above(plan: Plan) -> Plan:
    """Return *plan* in a tender whose winner the authority sets."""

    def change(scene: Scene) -> Scene:
        budget = scene.state.preparation.budget
        assert budget is not None
        more = budget.model_copy(update={"amount": ABOVE})
        return scene._replace(state=with_part(scene.state, "preparation", budget=more))

    return plan.then(change)


DECIDE = APPROVE.instead(DecideAward()).by("pa", "authority")
"""The authority's act, when one of three members has approved."""


def quorum(plan: Plan) -> Plan:
    """Return *plan* once two of three members have approved."""
    return plan.having("award", approvals=("pokja-1", "pokja-2"))


REFUSED = (
    Refused(
        "a winner set by the authority of a tender that the committee decides on",
        quorum(DECIDE),
        "award.committee-decides",
        {"budget": "3150000000", "ceiling": "100000000000"},
    ),
    Refused(
        "a winner set by the authority before more than half of the committee approve",
        above(DECIDE),
        "award.not-approved",
        {"approvals": "1", "members": "3"},
    ),
    Refused(
        "a winner set by the authority without its own signature",
        quorum(above(DECIDE)).by("pa", "authority", "server"),
        "proof.unsigned",
        {"command": "decide_award", "office": "authority", "party": "pa"},
    ),
    Refused(
        "a winner set by the committee where the authority sets it",
        quorum(above(DECIDE)).by("pokja-1", "committee"),
        "office.not-competent",
        {"office": "committee", "command": "decide_award", "competent": "authority"},
    ),
    Refused(
        "an award where nobody passed",
        proposing(p_06=None, p_07=None),
        "award.nobody-passed",
    ),
    Refused(
        "an award where two stand first",
        proposing(p_06=1, p_07=1),
        "award.tie",
        {"bids": "p-06, p-07"},
    ),
    Refused(
        "a proposal by somebody registered for a committee who is no member of this one",
        PROPOSE.after(NEWCOMER).by("pokja-9"),
        "committee.not-a-member",
        {"party": "pokja-9"},
    ),
    Refused(
        "a proposal by a new member who has not declared",
        PROPOSE.after(NEWCOMER, REFORMED).by("pokja-9"),
        "committee.undeclared",
        {"member": "pokja-9"},
    ),
    *(
        Refused(
            f"{plan.command} by a member in conflict, on record",
            plan.after(ConflictDeclared(member="pokja-1", conflicted=True)),
            "committee.conflicted",
            {"member": "pokja-1"},
            ("act_by_conflicted_refused",),
        )
        for plan in (PROPOSE, ANNOUNCE, ANSWER, REPORT)
    ),
    Refused(
        "an approval for another member",
        APPROVE.but(member="pokja-3"),
        "act.not-ones-own",
        {"actor": "pokja-2", "member": "pokja-3"},
    ),
    Refused(
        "a second approval",
        asked("approve_award", "pokja-1").when(APPROVE),
        "award.approved-twice",
        {"member": "pokja-1"},
    ),
    Refused(
        "an approval by a member in conflict, on record",
        APPROVE.after(ConflictDeclared(member="pokja-2", conflicted=True)),
        "committee.conflicted",
        {"member": "pokja-2"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "an approval by a member in conflict with one bidder, on record",
        APPROVE.after(
            ConflictDeclared(member="pokja-2", conflicted=True, with_bidders=("p-01",))
        ),
        "committee.conflicted",
        {"member": "pokja-2"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "an objection of somebody whose bid came too late",
        objecting("p-08"),
        "objection.no-standing",
        {"party": "p-08"},
    ),
    Refused(
        "an objection of somebody who withdrew",
        objecting("p-09"),
        "objection.no-standing",
        {"party": "p-09"},
    ),
    Refused(
        "an objection a second too late",
        OBJECT.on("2026-11-16 16:00:01"),
        "objection.late",
        {"until": UNTIL},
    ),
    Refused(
        "an objection under the code of another",
        OBJECT.when(ANSWER).on("2026-11-16 15:00"),
        "objection.code",
        {"objection": "sanggah-1", "fault": "lodged_twice"},
    ),
    Refused(
        "an objection on no ground",
        OBJECT.but(grounds=[]),
        "objection.code",
        {"objection": "sanggah-1", "fault": "no_ground"},
    ),
    Refused(
        "an answer to no objection",
        ANSWER.but(objection="sanggah-2"),
        "objection.code",
        {"objection": "sanggah-2", "fault": "unknown"},
    ),
    Refused(
        "a second answer",
        ANSWER.when(REPORT),
        "objection.code",
        {"objection": "sanggah-1", "fault": "answered_already"},
    ),
    Refused(
        "an answer that leaves a ground out",
        ANSWER.but(points=[]),
        "objection.code",
        {"objection": "sanggah-1", "fault": "grounds_differ"},
    ),
    Refused(
        "an answer that finds one ground both founded and unfounded",
        ANSWER.but(
            points=[
                {"ground": "evaluation_error", "finding": finding, "reason": "Ya."}
                for finding in ("founded", "unfounded")
            ]
        ),
        "objection.code",
        {"objection": "sanggah-1", "fault": "ground_twice"},
    ),
    Refused(
        "an answer that says one thing twice",
        ANSWER.but(
            points=[
                {"ground": "evaluation_error", "finding": "unfounded", "reason": reason}
                for reason in ("Tidak.", "Sungguh tidak.")
            ]
        ),
        "objection.code",
        {"objection": "sanggah-1", "fault": "ground_twice"},
    ),
    Refused(
        "an answer to another ground",
        ANSWER.but(
            points=[{"ground": "collusion", "finding": "unfounded", "reason": "Tidak."}]
        ),
        "objection.code",
        {"objection": "sanggah-1", "fault": "grounds_differ"},
    ),
    Refused(
        "a report while objections may be lodged",
        REPORT.on("2026-11-16 16:00"),
        "award.standstill",
        {"until": UNTIL, "open": "-"},
    ),
    Refused(
        "a report before every objection is answered",
        REPORT.when(ANSWER),
        "award.standstill",
        {"until": UNTIL, "open": "sanggah-1"},
    ),
    Refused(
        "a report after an objection was upheld",
        REPORT.after(UPHELD),
        "award.objection-upheld",
        {"objections": "sanggah-1"},
    ),
    Refused(
        "an appointment while objections may be lodged, on record",
        APPOINT.when(OBJECT),
        "award.standstill",
        {"until": UNTIL, "open": "-"},
        ("early_appointment_refused",),
    ),
    Refused(
        "an appointment after an objection was upheld, on record",
        APPOINT.when(REPORT).after(UPHELD),
        "award.objection-upheld",
        {"objections": "sanggah-1"},
        ("early_appointment_refused",),
    ),
    Refused(
        "an appointment before the officer has agreed, on record",
        APPOINT.when(asked("agree_result")),
        "award.not-agreed",
        {},
        ("early_appointment_refused",),
    ),
    Refused(
        "an acceptance by another bidder",
        asked("accept_appointment").by("p-06"),
        "appointment.not-the-winner",
        {"bidder": "p-07", "party": "p-06"},
    ),
    Refused(
        "an acceptance after the last day for the contract",
        asked("accept_appointment").on("2026-12-15 00:00"),
        "contract.late",
        {"sign_by": "2026-12-14"},
    ),
)

ACCEPTED = (
    Accepted(
        "the first in rank, and the next in reserve",
        PROPOSE,
        {
            "award_proposed": {
                "winner": "p-07",
                "reserves": ["p-06"],
                "price": "3015892085",
            }
        },
    ),
    Accepted(
        "two reserves and no more",
        proposing(p_01=3, p_02=4, p_03=5),
        {"award_proposed": {"winner": "p-07", "reserves": ["p-06", "p-01"]}},
    ),
    Accepted(
        "an approval that is not yet a quorum",
        asked("approve_award", "pokja-1"),
        {"award_approved": {"member": "pokja-1"}},
    ),
    Accepted(
        "an approval with which more than half approve",
        APPROVE,
        {"award_approved": {"member": "pokja-2"}, "award_decided": {}},
    ),
    Accepted(
        "above the committee's ceiling more than half propose, and do not decide",
        above(APPROVE),
        {"award_approved": {"member": "pokja-2"}},
    ),
    Accepted(
        "above it the authority decides, once more than half propose",
        quorum(above(DECIDE)),
        {"award_decided": {}},
    ),
    Accepted(
        "an approval by a member who has denied a conflict",
        APPROVE.after(ConflictDeclared(member="pokja-2", conflicted=False)),
        {"award_approved": {}, "award_decided": {}},
    ),
    Accepted(
        "an objection at the last moment",
        OBJECT.on("2026-11-16 16:00"),
        {"objection_lodged": {"bid": "p-01"}},
    ),
    Accepted(
        "an objection of the winner's",
        objecting("p-07"),
        {"objection_lodged": {"bid": "p-07", "grounds": ["collusion"]}},
    ),
    Accepted(
        "one founded point upholds an objection",
        ANSWER.but(
            points=[
                {"ground": "evaluation_error", "finding": "founded", "reason": "Benar."}
            ],
            consequence="evaluate_again",
        ),
        {
            "objection_answered": {"verdict": "upheld"},
            "round_opened": {
                "round": 2,
                "at": "evaluation",
                "ground": "objection",
                "about": "sanggah-1",
            },
        },
    ),
    Accepted(
        "no founded point rejects it",
        ANSWER,
        {"objection_answered": {"verdict": "rejected"}},
    ),
    Accepted(
        "a report a second after the last moment for objections",
        REPORT.on("2026-11-16 16:00:01"),
        {"report_handed_over": {}},
    ),
    Accepted(
        "an appointment with its bond",
        APPOINT,
        {
            "appointment_issued": {
                "bidder": "p-07",
                "price": "3015892085",
                "bond": "150794605",  # 5 % of it, rounded up to a rupiah
                "bond_until": "2027-12-31",
            }
        },
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


@pytest.mark.parametrize(
    ("announced", "objections", "answers"),
    [
        pytest.param(
            "2026-11-10 09:00",
            "2026-11-16",
            "2026-11-19",
            id="the fifth day is a Sunday",
        ),
        pytest.param(
            "2026-11-11 09:00", "2026-11-16", "2026-11-19", id="it is a working day"
        ),
        pytest.param(
            "2026-11-10 23:59", "2026-11-16", "2026-11-19", id="late in the evening"
        ),
        pytest.param(
            "2026-12-21 09:00", "2026-12-28", "2026-12-31", id="over Christmas"
        ),
    ],
)
def test_the_objection_period_runs_on_the_calendar(
    announced: str, objections: str, answers: str
) -> None:
    """Five days to object and three to answer, each ending on a working day at four."""
    scene = ANNOUNCE.on(announced).scene()

    (event,) = scene.decide().events

    assert isinstance(event, ResultAnnounced)
    wib = scene.state.zone
    ends = [m.astimezone(wib) for m in (event.objections_until, event.answers_until)]
    assert [f"{end:%Y-%m-%d %H:%M}" for end in ends] == [
        f"{objections} 16:00",
        f"{answers} 16:00",
    ]


def test_the_contract_is_signed_within_fourteen_working_days() -> None:
    (event,) = APPOINT.scene().decide().events

    assert isinstance(event, AppointmentIssued)
    assert event.sign_by == date(2026, 12, 14)


@pytest.mark.parametrize(
    ("price", "bond"),
    [
        pytest.param(200_000_000, None, id="none at 200 million"),
        pytest.param(200_000_001, 153_745_446, id="of the estimate, above it"),
        # 80 % of the estimate of 3,074,908,919.76 is 2,459,927,135.808
        pytest.param(
            2_459_927_135, 153_745_446, id="of the estimate, under 80 % of it"
        ),
        pytest.param(2_459_927_136, 122_996_357, id="of the price, at 80 %"),
        pytest.param(3_015_892_085, 150_794_605, id="of the price, rounded up"),
        pytest.param(3_000_000_000, 150_000_000, id="of the price, without a rest"),
    ],
)
def test_the_bond_follows_from_price_and_estimate(price: int, bond: int | None) -> None:
    scene = APPOINT.scene()

    case = Case(scene.state, scene.act, scene.pack)
    assert performance_bond.amount(case.state, case.reading, price) == bond


def test_exactly_80_percent_of_the_estimate_is_not_under_it() -> None:
    scene = APPOINT.scene()
    estimate = scene.state.preparation.estimate
    assert estimate is not None
    round_one = estimate.model_copy(update={"amount": Fraction(3_000_000_000)})
    state = with_part(scene.state, "preparation", estimate=round_one)

    case = Case(state, scene.act, scene.pack)
    bond = performance_bond.amount(state, case.reading, 2_400_000_000)

    assert bond == 120_000_000
    assert performance_bond.base(state, case.reading, 2_399_999_999).of == "estimate"


def test_without_a_bond_there_is_no_day_until_which_it_holds() -> None:
    (event,) = (
        APPOINT.under(**{"bond.required_above": "4000000000"}).scene().decide().events
    )

    assert isinstance(event, AppointmentIssued)
    assert (event.bond, event.bond_until) == (None, None)


@pytest.mark.parametrize(("members", "needed"), [(3, 2), (5, 3), (7, 4)], ids=str)
def test_more_than_half_of_the_committee_decide(members: int, needed: int) -> None:
    committee = tuple(f"pokja-{n}" for n in range(1, members + 1))
    scene = asked("approve_award", "pokja-1").scene()
    formed = scene.state.preparation.committee
    assert formed is not None
    plan = asked("approve_award", "pokja-1").having(
        "preparation", committee=formed.model_copy(update={"members": committee})
    )

    for approved in range(members - 1):
        others = tuple(f"pokja-{n}" for n in range(2, 2 + approved))
        decision = plan.having("award", approvals=others).scene().decide()
        decided = any(event.tag == "award_decided" for event in decision.events)
        assert decided == (approved + 1 >= needed)


def test_who_leaves_the_committee_takes_the_approval_along() -> None:
    """Of three one has approved and is replaced: two more have to."""
    plan = APPROVE.after(
        NEWCOMER,
        CommitteeFormed(members=("pokja-2", "pokja-3", "pokja-9"), decree="SK lain"),
    )

    (event,) = plan.scene().decide().events

    assert event.tag == "award_approved"
    assert plan.scene().state.award.approvals == ()
