"""A member who declares a conflict after acting: what they found of that bid is found again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from rules.supplier import supplier, unproved
from tender.events.evaluation import QualificationProved
from tender.state.evaluation import Evaluation, Found
from tests.rules.evaluation_scenes import COMPLETE, conflicted
from tests.rules.scenes import asked, asked_by_points, waiting_in
from tests.rules.test_declining import ACCEPT, DECLINED, PROVED

AT = datetime(2026, 12, 14, tzinfo=UTC)


def judged_by(part: Evaluation, member: str, bid: str) -> set[tuple[str, str]]:
    """Return what a member has found of a bid, as it would be waited for."""
    return {
        ("record_judgement", f"{bid} {requirement}")
        for (one, requirement), found in part.judged.items()
        if one == bid and found.by == member
    } | {
        ("prove_qualification", one)
        for one, proof in part.proofs.items()
        if one == bid and proof.by == member
    }


def test_judgements_and_proof_of_that_bid_are_waited_for_again_and_no_others() -> None:
    part = COMPLETE.scene().state.evaluation
    member = part.proofs["p-07"].by
    expected = judged_by(part, member, "p-07")
    assert ("prove_qualification", "p-07") in expected

    later = COMPLETE.after(conflicted(member, "p-07")).scene()

    assert waiting_in(COMPLETE.scene()) == []
    waited = set(waiting_in(later))
    # One phase after another, and the proof last, of the bid that would win by then.
    judgements = {one for one in expected if one[0] == "record_judgement"}
    assert waited
    assert waited <= judgements
    kept = later.state.evaluation.judged
    assert {key for key in part.judged if key not in kept} == {
        ("p-07", about.split()[1]) for command, about in judgements
    }


def test_a_conflict_with_anybody_takes_all_that_the_member_found() -> None:
    part = COMPLETE.scene().state.evaluation
    member = part.proofs["p-07"].by

    after = COMPLETE.after(conflicted(member)).scene().state.evaluation

    found = (*after.judged.values(), *after.prices.values(), *after.proofs.values())
    assert found
    assert member not in {one.by for one in found}


def test_what_a_result_rests_on_stays() -> None:
    """The award is proposed by then: what was decided on is not what is found later."""
    plan = asked("propose_award")
    before = plan.scene().state.evaluation
    member = before.proofs["p-07"].by

    assert plan.after(conflicted(member, "p-07")).scene().state.evaluation == before


def test_values_are_found_again_although_marks_are_locked() -> None:
    """Locked marks stay; of the value that was dropped another is taken, and then none."""
    plan = asked_by_points("lock_marks", nth=2)
    (event,) = plan.scene().decide().events
    locked = plan.after(event)
    part = locked.scene().state.evaluation
    (bid, element), value = next(iter(part.values.items()))
    others = [m for m in ("pokja-1", "pokja-2", "pokja-3") if m != value.by]

    conflict = locked.after(conflicted(value.by, bid))
    again = conflict.instead(asked_by_points("find_value", bid).scene().act.command).by(
        others[0], "committee", "server"
    )

    assert (bid, element) not in conflict.scene().state.evaluation.values
    assert again.scene().decide().refusal is None
    unchanged = locked.instead(again.scene().act.command).by(
        others[0], "committee", "server"
    )
    refusal = unchanged.scene().decide().refusal
    assert refusal is not None
    assert refusal.rule == "marks.locked"


def test_the_proof_of_a_reserve_by_a_member_in_conflict_is_taken_again() -> None:
    turn = ACCEPT.after(DECLINED).scene().state
    failed = PROVED.model_copy(update={"verdict": "absent"})
    for event in (PROVED, failed):
        assert isinstance(event, QualificationProved)
        proofs = {"p-06": Found(event, "pokja-3", AT)}
        seen = replace(turn, award=replace(turn.award, proofs=proofs))
        plan = ACCEPT.after(DECLINED).having("award", proofs=proofs)

        assert unproved(seen) is None
        assert supplier(seen) == ("p-06" if event is PROVED else None)
        after = plan.after(conflicted("pokja-3", "p-06")).scene().state
        assert (supplier(after), unproved(after)) == ("p-06", "p-06")
        other = plan.after(conflicted("pokja-3", "p-01")).scene().state
        assert unproved(other) is None
