"""Values and blind marks: by whom, of what, by which line, and not after the lock."""

from __future__ import annotations

import pytest

from rules import blind
from rules.due import due
from tender.events.evaluation import MarksLocked
from tender.events.preparation import ConflictDeclared
from tests.journeys.points import evidence
from tests.rules.points_scenes import ANNOUNCE, LAST_LOCK, MARK, PRICE_SHARES, VALUE
from tests.rules.scenes import (
    Accepted,
    Refused,
    asked,
    asked_by_points,
    names,
    waiting_in,
)

LOCK = asked_by_points("lock_marks", "pokja-1")
NOWHERE = "0" * 64

REFUSED = (
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
        MARK.when(LAST_LOCK),
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
        VALUE.when(LAST_LOCK),
        "marks.locked",
        {"members": "pokja-1, pokja-2", "command": "find_value"},
    ),
    Refused(
        "another judgement after somebody has locked",
        asked_by_points("record_judgement").when(LAST_LOCK),
        "marks.locked",
        {"members": "pokja-1, pokja-2", "command": "record_judgement"},
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
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_who_has_not_marked_is_named_and_then_who_has_not_locked() -> None:
    before = asked_by_points("record_mark", "pokja-3", 9).scene()

    assert waiting_in(before) == [("record_mark", "p-07 rencana pokja-3")]
    assert waiting_in(LAST_LOCK.scene()) == [("lock_marks", "pokja-3")]
    steps = due(before.state, before.pack)
    assert [(s.command, s.who, s.about) for s in steps] == [
        ("record_mark", "committee", "p-07 rencana pokja-3")
    ]


class TestBlind:
    def test_a_member_sees_the_marks_of_others_after_the_own_lock_alone(self) -> None:
        state = asked_by_points("lock_marks", "pokja-2").scene().state

        assert "pokja-1" in state.evaluation.locked
        assert blind.may_see(state, "pokja-2", "pokja-2", "p-07")
        assert not blind.may_see(state, "pokja-2", "pokja-1", "p-07")
        assert blind.may_see(state, "pokja-1", "pokja-2", "p-07")
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


def test_no_value_is_found_of_a_bid_that_has_failed_before() -> None:
    """Its points are looked at no more, and a mark of it is refused in the same way."""
    decision = VALUE.but(bid="p-01", evidence=evidence("p-01")).scene().decide()

    assert decision.refusal is not None
    assert decision.refusal.rule == "evaluation.not-waited-for"
    assert decision.refusal.operands == {"about": "p-01", "command": "find_value"}
