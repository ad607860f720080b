"""Marks that lie too far apart: talked over on record, given again, and then they count."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from rules import marks
from rules.due import due
from tender.act import Actor, Fact
from tender.commands.evaluation import ModerateMarks
from tender.events.evaluation import MarkRecorded, MarksModerated
from tender.events.preparation import ConflictDeclared
from tender.merit.elements import PanelParams
from tender.state import State, evolve
from tests.journeys import points
from tests.journeys.points import evidence
from tests.rules.points_scenes import COMPLETE, LAST_LOCK, MARK, technical
from tests.rules.scenes import (
    SIGNATURE,
    Accepted,
    Change,
    Plan,
    Refused,
    Scene,
    names,
    waiting_in,
    with_part,
)

ASIDE = timedelta(microseconds=1)
TALK = ModerateMarks(bid="p-04", element="metode", reason="Tabel jadwal luput dibaca.")


def panel(**params: Any) -> Change:  # noqa: ANN401  # any parameter of a panel
    """Return a change of what is made of the marks of the method."""

    def change(scene: Scene) -> Scene:
        scheme = scene.state.preparation.scheme
        assert scheme is not None
        told = scheme.to_json()
        (element,) = (e for e in told["merit"]["elements"] if e["id"] == "metode")  # type: ignore[call-overload, index, union-attr]
        element["params"] |= params  # type: ignore[call-overload, index, operator]
        changed = type(scheme).from_json(told)
        return scene._replace(
            state=with_part(scene.state, "preparation", scheme=changed)
        )

    return change


# p-04 has 30, 20 and 40 of 100; p-02, p-06 and p-07 lie ten apart, and p-03 none.
APART = COMPLETE.then(panel(spread="15"))
MODERATING = APART.instead(TALK).by("pokja-2", "committee", "server")
MODERATED = MarksModerated(
    bid="p-04",
    element="metode",
    reason=TALK.reason,
    lowest=Fraction(20),
    highest=Fraction(40),
)
AGAIN = (
    MARK.but(
        bid="p-04",
        element="metode",
        rubric="peralihan",
        evidence=evidence("p-04"),
        reason="Masih di bawah ambang.",
    )
    .when(APART)
    .after(MODERATED)
)

REFUSED = (
    Refused(
        "a moderation of marks that do not lie apart",
        MODERATING.but(bid="p-07"),
        "evaluation.not-waited-for",
        {"command": "moderate_marks", "about": "p-07 metode"},
    ),
    Refused(
        "a moderation in a scheme that has no limit",
        COMPLETE.instead(TALK).by("pokja-2", "committee", "server"),
        "evaluation.not-waited-for",
        {"command": "moderate_marks", "about": "p-04 metode"},
    ),
    Refused(
        "a moderation before everybody has locked",
        LAST_LOCK.then(panel(spread="15"))
        .instead(TALK)
        .by("pokja-2", "committee", "server"),
        "evaluation.not-waited-for",
        {"command": "moderate_marks", "about": "p-04 metode"},
    ),
    Refused(
        "a second moderation of the same marks",
        MODERATING.after(MODERATED),
        "evaluation.not-waited-for",
        {"command": "moderate_marks", "about": "p-04 metode"},
    ),
    Refused(
        "a moderation by a member in conflict, on record",
        MODERATING.after(ConflictDeclared(member="pokja-2", conflicted=True)),
        "committee.conflicted",
        {"member": "pokja-2"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "another mark after the moderation, and no why",
        AGAIN.but(mark="45", reason=None),
        "marks.moved-without-reason",
        {
            "member": "pokja-1",
            "before": "30",
            "element": "metode",
            "bid": "p-04",
            "mark": "45",
        },
    ),
    Refused(
        "a result while marks lie apart",
        APART,
        "evaluation.pending",
        {"waited": "moderate_marks p-04 metode"},
    ),
)

ACCEPTED = (
    Accepted(
        "a moderation, which says how far the marks lay apart",
        MODERATING,
        {"marks_moderated": {"bid": "p-04", "lowest": "20", "highest": "40"}},
    ),
    Accepted(
        "another mark after the moderation, with its reason",
        AGAIN.but(mark="35"),
        {"mark_recorded": {"mark": "35"}},
    ),
    Accepted(
        "the same mark again, which needs no reason of its own",
        AGAIN.then(panel(spread="15")).but(mark="30"),
        {"mark_recorded": {"mark": "30"}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def given(scene: Scene, state: State, *figures: int) -> State:
    """Return *state* after each member marks the method of p-04 again."""
    for member, figure in zip(points.MEMBERS, figures, strict=True):
        mark = MarkRecorded(
            bid="p-04",
            element="metode",
            mark=Fraction(figure),
            rubric="peralihan",
            evidence=AGAIN.scene().act.command.evidence,  # type: ignore[attr-defined]
            reason="Sesudah moderasi.",
        )
        actor = Actor(member, "committee", SIGNATURE)
        state = evolve(state, Fact(mark, scene.act.at - ASIDE, state.seq + 1, actor))
    return state


def after(plan: Plan, *figures: int) -> Scene:
    """Return the scene of the result after a moderation and those marks."""
    scene = plan.after(MODERATED).scene()
    return scene._replace(state=given(scene, scene.state, *figures))


class TestSpread:
    def test_beyond_the_limit_is_waited_for_by_name(self) -> None:
        scene = APART.scene()

        assert waiting_in(scene) == [("moderate_marks", "p-04 metode")]
        steps = due(scene.state, scene.pack)
        assert [(s.command, s.who, s.about) for s in steps] == [
            ("moderate_marks", "committee", "p-04 metode")
        ]

    def test_at_the_limit_is_within_it(self) -> None:
        scene = COMPLETE.then(panel(spread="20")).scene()

        assert waiting_in(scene) == []
        assert technical(scene).results == technical(COMPLETE.scene()).results

    def test_sends_every_member_back_to_that_element_of_that_bid(self) -> None:
        scene = APART.after(MODERATED).scene()

        assert waiting_in(scene) == [
            ("record_mark", f"p-04 metode {member}") for member in points.MEMBERS
        ]

    def test_after_the_talk_counts_as_it_is(self) -> None:
        """Still forty apart: their mean, 50 of 100 at 30 points, is 15."""
        result = technical(after(APART, 30, 50, 70))

        (line,) = (one for one in result.results if one.bid == "p-04")
        (metode,) = (e for e in line.elements or () if e.element == "metode")
        assert metode.score == 15

    def test_leaves_the_marks_from_before_on_record(self) -> None:
        state = after(APART, 40, 40, 40).state

        (talk,) = state.evaluation.moderated["p-04", "metode"]
        assert {m: int(mark.mark) for m, mark in talk.before.items()} == {
            "pokja-1": 30,
            "pokja-2": 20,
            "pokja-3": 40,
        }

    def test_is_that_of_the_members_whose_marks_count(self) -> None:
        """No mark counts of two members, and nothing is to be talked over."""
        scene = APART.after(ConflictDeclared(member="pokja-2", conflicted=True)).scene()
        reading = scene.state.values.over(scene.pack.values)

        assert list(marks.apart(scene.state, reading, "p-04")) == []
        assert ("moderate_marks", "p-04 metode") not in waiting_in(scene)


class TestConsensus:
    SOUGHT = COMPLETE.then(panel(by="consensus"))

    def test_is_talked_over_wherever_two_marks_differ(self) -> None:
        assert waiting_in(self.SOUGHT.scene()) == [
            ("moderate_marks", f"{bid} metode")
            for bid in ("p-02", "p-04", "p-06", "p-07")
        ]

    def test_is_talked_over_again_until_there_is_one(self) -> None:
        still_apart = after(self.SOUGHT, 40, 40, 50)
        agreed = after(self.SOUGHT, 45, 45, 45)

        assert ("moderate_marks", "p-04 metode") in waiting_in(still_apart)
        assert ("moderate_marks", "p-04 metode") not in waiting_in(agreed)

    def test_has_no_spread_of_its_own(self) -> None:
        with pytest.raises(
            ValidationError, match="expected no spread beside consensus"
        ):
            points.MERIT.from_json(
                {
                    **points.MERIT.to_json(),
                    "elements": [
                        {
                            "id": "metode",
                            "kind": "panel",
                            "max": 30,
                            "params": {"scale": 5, "by": "consensus", "spread": 1},
                        }
                    ],
                }
            )

    def test_a_limit_is_the_scheme_s_and_of_a_consensus_none(self) -> None:
        def limit(**params: Any) -> Fraction | None:  # noqa: ANN401
            return PanelParams.from_json({"scale": 100, **params}).limit

        assert limit(by="consensus") == 0
        assert limit(by="mean") is None
        assert limit(by="median", spread="12.5") == Fraction(25, 2)
