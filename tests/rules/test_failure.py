"""A tender that fails: by who may say so, on a ground that the record does not belie."""

from __future__ import annotations

from typing import get_args

import pytest

from rules.due import due
from tender.commands.award import DeclareFailure, Failure
from tender.events.award import NegotiationConcluded, SupplierPassedOver
from tender.events.evaluation import EvaluationCompleted
from tender.events.preparation import ConflictDeclared
from tests.rules.scenes import (
    Accepted,
    Change,
    Plan,
    Refused,
    Scene,
    asked,
    names,
    with_part,
)

OPENING = asked("release_shares")
EVALUATING = asked("prove_qualification")
EVALUATED = asked("propose_award")
PROPOSED = asked("approve_award", "pokja-1")
STANDSTILL = asked("answer_objection")
ACCEPTED_ = asked("sign_contract", "p-07")
CONTRACTED = asked("order_start")

DECLINED = tuple(
    SupplierPassedOver(bidder=bid, ground="silent", reason="Lewat tenggat.")
    for bid in ("p-07", "p-06")
)
TALKED = NegotiationConcluded(
    bid="p-07", price=3_015_892_085, verdict="agreed", reason="Harga wajar."
)
NOBODY_LEFT = asked("accept_appointment").after(*DECLINED)

COMMITTEE = ("pokja-1", "committee")
AUTHORITY = ("pa", "authority")


def failing(
    plan: Plan, ground: str, who: tuple[str, str] = COMMITTEE, why: str = "Rapat Pokja."
) -> Plan:
    """Return a declaration of failure, in the state of *plan*."""
    command = DeclareFailure.from_json(
        {"tag": "declare_failure", "ground": ground, "reason": why}
    )
    return plan.instead(command).by(who[0], who[1], "server")  # type: ignore[arg-type]


def without_bids(scene: Scene) -> Scene:
    """Have nobody bid."""
    return scene._replace(state=with_part(scene.state, "bidding", bids={}))


def ending(**changes: object) -> Change:
    """Return a change: every bid has ended otherwise."""

    def change(scene: Scene) -> Scene:
        result = scene.state.evaluation.result
        assert isinstance(result, EvaluationCompleted)
        lines = tuple(line.model_copy(update=changes) for line in result.results)
        other = result.model_copy(update={"results": lines})
        return scene._replace(state=with_part(scene.state, "evaluation", result=other))

    return change


ALL_SEVEN = "p-01, p-02, p-03, p-04, p-05, p-06, p-07"
NOBODY_PASSED = EVALUATED.then(ending(verdict="failed", rank=None))

REFUSED = (
    Refused(
        "that nobody bid, where seven have",
        failing(OPENING, "nobody_bid"),
        "failure.belied",
        {"ground": "nobody_bid", "fault": ALL_SEVEN},
    ),
    Refused(
        "that nobody passed, before the evaluation is complete",
        failing(EVALUATING, "nobody_passed"),
        "failure.belied",
        {"ground": "nobody_passed", "fault": "not_evaluated"},
    ),
    Refused(
        "that nobody passed, where two have",
        failing(EVALUATED, "nobody_passed"),
        "failure.belied",
        {"ground": "nobody_passed", "fault": "p-07, p-06"},
    ),
    Refused(
        "that nobody passed, where nobody bid",
        failing(OPENING.then(without_bids), "nobody_passed"),
        "failure.belied",
        {"ground": "nobody_passed", "fault": "no_bids"},
    ),
    Refused(
        "that all are above the estimate, where all but one are not",
        failing(EVALUATED, "all_above_estimate"),
        "failure.belied",
        {
            "ground": "all_above_estimate",
            "fault": "p-01, p-03, p-04, p-05, p-06, p-07",
        },
    ),
    Refused(
        "that all are above the estimate, before their prices are known",
        failing(OPENING, "all_above_estimate"),
        "failure.belied",
        {"ground": "all_above_estimate", "fault": "not_evaluated"},
    ),
    Refused(
        "that all are above the estimate, where no bid has a price",
        failing(EVALUATED.then(ending(price=None)), "all_above_estimate"),
        "failure.belied",
        {"ground": "all_above_estimate", "fault": "no_prices"},
    ),
    Refused(
        "that the evaluation went wrong, before there was one",
        failing(OPENING, "evaluation_error"),
        "failure.belied",
        {"ground": "evaluation_error", "fault": "not_evaluated"},
    ),
    *(
        Refused(
            f"{ground} of bidders that there are not",
            failing(OPENING.then(without_bids), ground),
            "failure.belied",
            {"ground": ground, "fault": "no_bids"},
        )
        for ground in ("all_collude", "unfair_competition")
    ),
    Refused(
        "corruption of the committee, by the committee",
        failing(EVALUATED, "corruption"),
        "failure.other-office",
        {"ground": "corruption", "competent": "authority", "office": "committee"},
    ),
    Refused(
        "an error of the evaluation, by the authority",
        failing(EVALUATED, "evaluation_error", AUTHORITY),
        "failure.other-office",
        {"ground": "evaluation_error", "competent": "committee", "office": "authority"},
    ),
    Refused(
        "nobody left where somebody is",
        failing(asked("issue_appointment"), "nobody_left"),
        "failure.belied",
        {"ground": "nobody_left", "fault": "p-07"},
    ),
    Refused(
        "no agreement where nobody has talked",
        failing(EVALUATED, "no_agreement"),
        "failure.belied",
        {"ground": "no_agreement", "fault": "not_negotiated"},
    ),
    Refused(
        "no agreement where there was one",
        failing(EVALUATED.after(TALKED), "no_agreement"),
        "failure.belied",
        {"ground": "no_agreement", "fault": "p-07"},
    ),
    Refused(
        "by the commitment officer",
        failing(EVALUATED, "evaluation_error", ("ppk", "ppk")),
        "office.not-competent",
        {
            "office": "ppk",
            "command": "declare_failure",
            "competent": "committee, authority",
        },
    ),
    Refused(
        "by a member in conflict, on record",
        failing(EVALUATED, "evaluation_error").after(
            ConflictDeclared(member="pokja-1", conflicted=True, with_bidders=("p-01",))
        ),
        "committee.conflicted",
        {"member": "pokja-1"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "while bids are taken in, of which nobody knows",
        failing(asked("ask_question"), "documents_or_rules"),
        "stage.not-now",
        {"command": "declare_failure", "stage": "bidding"},
    ),
    Refused(
        "after the contract",
        failing(CONTRACTED, "documents_or_rules"),
        "stage.not-now",
        {"command": "declare_failure", "stage": "contracted"},
    ),
)


def fails(name: str, plan: Plan) -> Accepted:
    return Accepted(name, plan, {"tender_failed": {"reason": "Rapat Pokja."}})


ACCEPTED = (
    fails("nobody has bid", failing(OPENING.then(without_bids), "nobody_bid")),
    fails("nobody has passed", failing(NOBODY_PASSED, "nobody_passed")),
    fails(
        "all are above the estimate",
        failing(EVALUATED.then(ending(price=3_074_908_920)), "all_above_estimate"),
    ),
    fails("an objection was right", failing(STANDSTILL, "evaluation_error")),
    fails("too few trustees release", failing(OPENING, "documents_or_rules")),
    fails("all of them collude", failing(EVALUATING, "all_collude")),
    fails("they do not compete", failing(PROPOSED, "unfair_competition")),
    fails("no contract is signed in time", failing(ACCEPTED_, "documents_or_rules")),
    fails(
        "the only one left did not agree",
        failing(
            EVALUATED.after(TALKED.model_copy(update={"verdict": "no_agreement"})),
            "no_agreement",
        ),
    ),
    fails("nobody is left in line", failing(NOBODY_LEFT, "nobody_left")),
    fails("the committee is corrupt", failing(PROPOSED, "corruption", AUTHORITY)),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_every_ground_of_the_article_is_taken_somewhere() -> None:
    grounds = set(get_args(Failure.model_fields["ground"].annotation))

    accepted = {row.plan.scene().act.command.to_json()["ground"] for row in ACCEPTED}

    assert accepted == grounds


def test_a_price_of_exactly_the_estimate_is_not_above_it() -> None:
    """The estimate has decimals: Rp3,074,908,919.76."""
    plan = failing(EVALUATED.then(ending(price=3_074_908_919)), "all_above_estimate")

    assert not plan.scene().decide().accepted


def test_a_tender_that_has_failed_is_at_its_end() -> None:
    plan = failing(NOBODY_PASSED, "nobody_passed")
    (failed,) = plan.scene().decide().events

    after = EVALUATED.after(failed).scene()

    assert after.state.stage == "failed"
    assert after.state.award.failure == failed
    waited = due(after.state, after.pack)
    assert {(step.command, step.who) for step in waited} == {
        ("issue_document", "engine")
    }
    assert waited[0].about == "failure_announcement"
    refusal = after.decide().refusal
    assert refusal is not None
    assert refusal.rule == "stage.not-now"
    late = asked("commit_bid", "p-08").when(EVALUATED).after(failed).scene().decide()
    assert [event.tag for event in late.events] == ["late_bid_refused"]
