"""What people are free to do in the tender of guards: without it the facts are others.

Nobody waits for these acts. Without one of them the run goes on with other facts, or
it stops at the act that answers it; then that is taken away too.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from flows.package import PlannedAct
from ledger.digests import facts_digest
from ledger.entry import from_bytes
from tests.journeys import security
from tests.journeys.cleaning import Journey, on_the_way
from tests.journeys.free import (
    Stops,
    Unproved,
    Without,
    acts_of,
    differing,
    differs,
    free_acts,
    name_of,
    what_comes,
    without,
)
from tests.journeys.security import KEPT

_NOT_HELD: Final = "office.not-held"
_NO_BID: Final = "evaluation.no-such-bid"
_CHOSEN: Final = differs("bidding", "value_chosen", "tender_published")
_HALF: Final = Stops("publish_tender", "pokja-1", "value.chosen-alone")

FREE: Final[Mapping[str, Without]] = {
    "register_party ukpbj": Stops("register_party", "ukpbj", "party.unit-first"),
    "register_party ppk": Stops("set_budget", "ppk", "party.not-registered"),
    "register_party pa": differs("bidding", "party_registered"),
    **{
        f"register_party pokja-{n}": Stops("form_committee", "ukpbj", _NOT_HELD)
        for n in (1, 2, 3, 4)  # the fourth when the committee is formed again
    },
    **{
        f"register_party {trustee}": Stops("name_trustees", "ukpbj", _NOT_HELD)
        for trustee in security.package().trustees.trustees
    },
    "choose_value labour.floor_gate": _CHOSEN,
    "choose_value insurance.pension": _CHOSEN,
    "choose_value fee.least": _CHOSEN,
    "choose_value fee.base": _HALF,
    "choose_value wage.follows_decree": _CHOSEN,
    "choose_value outage.silence": _CHOSEN,
    "choose_value outage.extension": _HALF,
    **{f"register_party bujp-0{n}": Unproved(f"bujp-0{n}") for n in range(1, 8)},
    "register_party bujp-08": differs("opening", "party_registered", "document_issued"),
    "ask_question tanya-1": Stops("answer_question", "pokja-2", "question.code"),
    "commit_bid bujp-01": Stops("record_fact", "pokja-1", _NO_BID),
    "commit_bid bujp-04": Stops("record_fact", "pokja-1", _NO_BID),
    "commit_bid bujp-03": Stops("record_fact", "pokja-4", _NO_BID),
    "commit_bid bujp-05": Stops("record_fact", "pokja-2", _NO_BID),
    "commit_bid bujp-07": Stops("record_fact", "pokja-1", _NO_BID),
    "commit_bid bujp-06": Stops("record_judgement", "pokja-3", _NO_BID),
    "commit_bid bujp-02": Stops("record_fact", "pokja-2", _NO_BID),
    "record_judgement pokja-3": differs(
        "technical_evaluated", "act_by_conflicted_refused"
    ),
    "form_committee ukpbj": Stops(
        "declare_conflict", "pokja-4", "committee.not-a-member"
    ),
    "lodge_objection sanggah-1": Stops("answer_objection", "pokja-1", "objection.code"),
}
"""The free acts in their order, and what comes of the run without each of them."""


@pytest.fixture(scope="module")
def run() -> Journey:
    return security.journey()


def test_these_are_the_acts_that_nobody_waits_for(run: Journey) -> None:
    assert [name_of(act) for act in free_acts(run)] == list(FREE)


@pytest.mark.parametrize("name", FREE)
def test_without_a_free_act_the_facts_differ_or_what_answers_it_is_refused(
    run: Journey, name: str, tmp_path: Path
) -> None:
    gone = tuple(act for act in free_acts(run) if name_of(act) == name)

    assert what_comes(run, KEPT, tmp_path, gone, FREE[name]) == FREE[name]


def about_bid(bid: str) -> tuple[PlannedAct, ...]:
    """Return a bid, and all that is found of it."""
    return tuple(
        act
        for act in security.package().acts
        if act.fields.get("bid") == bid
        or (act.command, act.party) == ("commit_bid", bid)
    )


DECLARED: Final = tuple(
    act
    for act in acts_of(KEPT, ("declare_conflict", "pokja-3"))
    if act.fields["conflicted"]
)
ATTEMPTED: Final = acts_of(KEPT, ("record_judgement", "pokja-3"))
FORMED: Final = acts_of(KEPT, ("form_committee", "ukpbj"))[1:]
SUCCEEDED: Final = acts_of(KEPT, ("declare_conflict", "pokja-4"))
QUESTION: Final = acts_of(
    KEPT, ("ask_question", "tanya-1"), ("answer_question", "tanya-1")
)
OBJECTION: Final = acts_of(
    KEPT, ("lodge_objection", "sanggah-1"), ("answer_objection", "sanggah-1")
)
_UNDECLARED: Final = Stops("record_judgement", "pokja-3", "committee.undeclared")
_NO_MEMBER: Final = Stops("declare_conflict", "pokja-4", "committee.not-a-member")


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        pytest.param(
            QUESTION,
            differs(
                "opening", "question_asked", "question_answered", "document_issued"
            ),
            id="the question and its answer",
        ),
        pytest.param(
            about_bid("bujp-04"),
            differs(
                "technical_evaluated",
                "bid_committed",
                "part_opened",
                "opening_completed",
                "document_issued",
                "fact_recorded",
                "technical_completed",
            ),
            id="a bid and what is found of it",
        ),
        pytest.param(
            OBJECTION,
            differs("reported", "objection_lodged", "objection_answered"),
            id="the objection and its answer",
        ),
        pytest.param(DECLARED, _UNDECLARED, id="the declaration"),
        pytest.param(
            DECLARED + ATTEMPTED,
            differs(
                "technical_evaluated", "conflict_declared", "act_by_conflicted_refused"
            ),
            id="the declaration and the attempt",
        ),
        pytest.param(
            DECLARED + FORMED, _UNDECLARED, id="the declaration and the forming"
        ),
        pytest.param(ATTEMPTED + FORMED, _NO_MEMBER, id="the attempt and the forming"),
        pytest.param(
            DECLARED + ATTEMPTED + FORMED,
            _NO_MEMBER,
            id="the declaration, the attempt and the forming",
        ),
    ],
)
def test_with_what_hangs_on_it_a_free_act_is_taken_away(
    run: Journey, gone: tuple[PlannedAct, ...], expected: Without, tmp_path: Path
) -> None:
    assert gone
    assert what_comes(run, KEPT, tmp_path, gone, expected) == expected


def test_a_member_who_is_not_replaced_is_waited_for(tmp_path: Path) -> None:
    """Nobody has declared or replaced pokja-3, who is to declare and to mark."""
    found = without(KEPT, tmp_path, DECLARED + ATTEMPTED + FORMED + SUCCEEDED)

    assert found.refused == ("record_fact", "pokja-4", "committee.not-a-member")
    assert ("declare_conflict", "committee", "pokja-3") in found.waited
    assert any(
        command == "record_mark" and about.endswith("pokja-3")
        for command, _, about in found.waited
    )


def test_without_the_winners_bid_the_second_has_to_prove_what_it_is(
    tmp_path: Path,
) -> None:
    found = without(KEPT, tmp_path, about_bid("bujp-02"))

    assert found.stage == "price_evaluation"
    assert found.waited == {("prove_qualification", "committee", "bujp-06")}


def test_without_all_that_holds_up_nothing_it_comes_to_its_end(
    run: Journey, tmp_path: Path
) -> None:
    chosen = tuple(act for act in free_acts(run) if act.command == "choose_value")
    parties = acts_of(KEPT, ("register_party", "pa"), ("register_party", "bujp-08"))
    conflict = DECLARED + ATTEMPTED

    found = without(KEPT, tmp_path, parties + chosen + QUESTION + conflict + OBJECTION)

    assert found.stopped is None
    assert found.stage == "started"
    assert {
        "party_registered",
        "value_chosen",
        "question_asked",
        "act_by_conflicted_refused",
        "objection_lodged",
    } <= differing(run, found)


def test_the_same_acts_give_the_same_facts_without_a_stop(
    run: Journey, tmp_path: Path
) -> None:
    """Without this the tests above would pass for any two runs at all.

    Here the office stays open; the other run was closed and opened at every stage.
    """
    with on_the_way(tmp_path, security.package()) as way:
        stopped = way.course.to_the_end(way.office)
        again = facts_digest(map(from_bytes, way.entries()))

    assert stopped is None
    assert again == run.opened.facts_digest
