"""A new process that follows one before: whether it may, and what it takes over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

import pytest

from rules.carrying import ANEW, pieces, standing
from rules.due import due
from rules.failing import GROUNDS
from tender.commands.award import FailureGround
from tender.commands.preparation.carrying import CarryOver, Piece
from tender.commands.preparation.process import Process
from tender.events.preparation import CarriedOver
from tests.rules.scenes import (
    Accepted,
    Plan,
    Refused,
    Scene,
    asked,
    happened,
    names,
    with_part,
)

BEFORE = "ocds-mj0001-2026-kebersihan-setda"
FROM = "ab" * 32
FAILED = {
    "ocid": BEFORE,
    "head": "cd" * 32,
    "ended": "failed",
    "ground": "nobody_passed",
}
APPROVAL = {
    "document": "ef" * 32,
    "cannot_wait": "Gedung tidak dapat ditinggal tanpa pembersihan.",
    "no_time": "Kontrak berakhir dalam sepekan.",
}
DIRECT = {
    "relation": "direct_appointment",
    "approval": APPROVAL,
    "predecessor": {**FAILED, "relation": "tender_again"},
}
PUBLISH = asked("publish_tender")
"""The state behind it has every piece: it stands for the process before as well."""


def said(scene: Scene) -> dict[str, Any]:
    """Return every piece of the scene's own state, as a command has it."""
    found = {n: {**p, "entry": FROM} for n, p in standing(scene.state).items()}
    values = [found.pop(name) for name in sorted(found) if name.startswith("values ")]
    return {**found, "values": values}


def command(scene: Scene, fields: Mapping[str, Any]) -> CarryOver:
    asked_for = {"relation": "tender_again", "reason": "Tender gagal.", **fields}
    return CarryOver.from_json(
        {"tag": "carry_over", "predecessor": FAILED, **said(scene), **asked_for}
    )


def carrying(**fields: object) -> Plan:
    """Return the act with every piece, and *fields* instead."""

    def change(scene: Scene) -> Scene:
        act = replace(scene.act, command=command(scene, fields))
        return scene._replace(act=act)

    return PUBLISH.by("ppk", "ppk").then(change)


def alone(**fields: object) -> Plan:
    """Return the act with no piece at all."""
    none = dict.fromkeys(("budget", "works", "scheme", "roster"))
    return carrying(**{**none, "values": [], **fields})


def with_piece(name: str, **fields: object) -> Plan:
    """Return the act with every piece, and *fields* of the one of that *name* instead."""

    def change(scene: Scene) -> Scene:
        piece = {**said(scene)[name], **fields}
        act = replace(scene.act, command=command(scene, {name: piece}))
        return scene._replace(act=act)

    return PUBLISH.by("ppk", "ppk").then(change)


def of_regime(plan: Plan, regime: str) -> Plan:
    def change(scene: Scene) -> Scene:
        process = Process(
            **{
                n: getattr(scene.state.process, n)
                for n in Process.model_fields
                if n != "regime"
            },
            regime=regime,
        )
        state = with_part(scene.state, "preparation", process=process)
        return scene._replace(state=state)

    return plan.then(change)


def without_method(plan: Plan) -> Plan:
    return plan.having("preparation", method=None)


def posts(scene: Scene, count: int) -> dict[str, Any]:
    """Return the works with another count of the first post."""
    works = said(scene)["works"]["works"]
    first, *others = works["posts"]
    return {**works, "posts": [{**first, "count": count}, *others]}


def fewer_posts() -> Plan:
    def change(scene: Scene) -> Scene:
        works = {"entry": FROM, "works": posts(scene, 39)}
        return scene._replace(
            act=replace(scene.act, command=command(scene, {"works": works}))
        )

    return PUBLISH.by("ppk", "ppk").then(change)


def heard(plan: Plan, days: int) -> Plan:
    """Return *plan* with the roster heard in a process before, frozen so many days ago."""

    def change(scene: Scene) -> Scene:
        roster = said(scene)["roster"]
        frozen_on = scene.state.day(scene.act.at) - timedelta(days=days)
        event = CarriedOver.from_json(
            {
                "tag": "carried_over",
                "predecessor": FAILED,
                "relation": "tender_again",
                "reason": "Tender gagal.",
                "pieces": [{"piece": "roster", "entry": FROM}],
                "roster": {
                    **{n: v for n, v in roster.items() if n != "incumbents"},
                    "frozen_on": frozen_on.isoformat(),
                },
            }
        )
        state = happened(scene.state, event, at=scene.act.at)
        return scene._replace(state=state)

    return plan.then(change)


FOLLOWS_ONE = CarriedOver.from_json(
    {
        "tag": "carried_over",
        "predecessor": FAILED,
        "relation": "tender_again",
        "reason": "Tender gagal.",
        "pieces": [],
    }
)
APPOINTED = CarriedOver.from_json(
    {
        "tag": "carried_over",
        "reason": "Tender ulang gagal.",
        "pieces": [],
        **DIRECT,
    }
)


def in_round_two(scene: Scene) -> Scene:
    return scene._replace(state=replace(scene.state, round=2))


REFUSED = (
    Refused(
        "a process that follows another already",
        carrying().after(FOLLOWS_ONE),
        "carry.twice",
        {"ocid": BEFORE},
    ),
    Refused(
        "a process that was announced before",
        carrying().then(in_round_two),
        "carry.announced",
    ),
    Refused(
        "a process that follows itself",
        carrying(predecessor={**FAILED, "ocid": "ocds-mj0001-2027-kebersihan-setda"}),
        "carry.itself",
        {"ocid": "ocds-mj0001-2027-kebersihan-setda"},
    ),
    *(
        Refused(
            f"the tender again after one that has {told}",
            carrying(predecessor=before),
            "carry.end",
            {
                "relation": "tender_again",
                "expected": "failed",
                "ocid": BEFORE,
                "ended": before["ended"],
                "ground": before.get("ground", "-"),
            },
        )
        for told, before in (
            ("started", {**FAILED, "ended": "started", "ground": None}),
            ("been annulled", {**FAILED, "ended": "annulled", "ground": None}),
            ("failed on no ground", {k: FAILED[k] for k in ("ocid", "head", "ended")}),
        )
        for before in ({k: v for k, v in before.items() if v is not None},)
    ),
    Refused(
        "the next contract's tender after one that has failed",
        of_regime(alone(relation="successor"), "successor"),
        "carry.end",
        {
            "relation": "successor",
            "expected": "started",
            "ocid": BEFORE,
            "ended": "failed",
            "ground": "nobody_passed",
        },
    ),
    *(
        Refused(
            f"the tender again after {ground}",
            carrying(predecessor={**FAILED, "ground": ground}),
            "carry.other-follows",
            {"ground": ground, "follows": follows, "article": article},
        )
        for ground, follows, article in (
            ("evaluation_error", "evaluation_again", "Perpres 16/2018 art. 51(7)"),
            ("documents_or_rules", "bids_again", "Perpres 16/2018 art. 51(8)"),
        )
    ),
    Refused(
        "a direct appointment that nobody has approved",
        without_method(alone(**{**DIRECT, "approval": None})),
        "carry.approval",
        {"relation": "direct_appointment"},
    ),
    Refused(
        "an approval for a tender again",
        carrying(approval=APPROVAL),
        "carry.approval",
        {"relation": "tender_again"},
    ),
    Refused(
        "a direct appointment after a first tender",
        without_method(alone(**{**DIRECT, "predecessor": FAILED})),
        "carry.no-retender",
        {"ocid": BEFORE, "relation": "-"},
    ),
    Refused(
        "a direct appointment where the method of a tender was chosen",
        alone(**DIRECT),
        "method.appointed-elsewhere",
        {"ocid": BEFORE},
    ),
    Refused(
        "the method of a tender for a direct appointment",
        asked("reason_method").after(APPOINTED),
        "method.appointed-elsewhere",
        {"ocid": BEFORE},
    ),
    Refused(
        "the next contract's tender in a process of another regime",
        alone(
            relation="successor",
            predecessor={"ocid": BEFORE, "head": FROM, "ended": "started"},
        ),
        "carry.regime",
        {"regime": "first_generation"},
    ),
    Refused(
        "the roster of a contract that ran for the tender of the next",
        of_regime(
            carrying(
                relation="successor",
                predecessor={"ocid": BEFORE, "head": FROM, "ended": "started"},
            ),
            "successor",
        ),
        "carry.roster-anew",
        {"relation": "successor"},
    ),
    Refused(
        "a roster that was frozen 91 days ago",
        with_piece("roster", frozen_on="2026-07-20"),
        "carry.roster-old",
        {
            "frozen": "2026-07-20",
            "days": "91",
            "today": "2026-10-19",
            "most": "90",
        },
    ),
    Refused(
        "a roster that is frozen tomorrow",
        with_piece("roster", frozen_on="2026-10-20"),
        "carry.roster-old",
        {"frozen": "2026-10-20", "days": "-1", "today": "2026-10-19", "most": "90"},
    ),
    Refused(
        "a roster for fewer posts than were heard of",
        fewer_posts(),
        "carry.roster-posts",
        {"posts": "cleaner"},
    ),
    Refused(
        "a roster whose claims are still heard",
        with_piece(
            "roster",
            notice={
                "posted_at": "Papan",
                "claims_until": "2026-10-30T09:00:00.000000Z",
            },
        ),
        "roster.not-heard",
        {"fault": "claims_until 2026-10-30T09:00:00.000000Z"},
    ),
    Refused(
        "a scheme for another method than was chosen",
        without_method(carrying()),
        "scheme.differs-from-method",
        {"scheme": "priceOnly, one_file, unit_price", "method": "-"},
    ),
    Refused(
        "a roster that was heard so long before the announcement",
        heard(PUBLISH, 91),
        "carry.roster-old",
        {
            "frozen": "2026-07-20",
            "days": "91",
            "today": "2026-10-19",
            "most": "90",
        },
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


ALL = (
    "carried_over",
    "budget_set",
    "value_chosen",
    "works_specified",
    "scheme_set",
    "roster_proposed",
    "roster_notified",
    "roster_frozen",
)
ACCEPTED = (
    Accepted("no piece at all", alone(), {"carried_over": {"pieces": []}}),
    Accepted(
        "a direct appointment that was approved",
        without_method(alone(**DIRECT)),
        {"carried_over": {"approval": APPROVAL}},
    ),
    Accepted(
        "the next contract's tender",
        of_regime(
            alone(
                relation="successor",
                predecessor={"ocid": BEFORE, "head": FROM, "ended": "started"},
            ),
            "successor",
        ),
        {"carried_over": {"relation": "successor"}},
    ),
    Accepted(
        "an announcement 90 days after the people were heard",
        heard(PUBLISH, 90),
        {"tender_published": {}},
    ),
)


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_what_is_taken_over_stands_as_it_stood() -> None:
    """Every piece, event by event, and each is named with the entry it comes from."""
    scene = carrying().scene()

    decision = scene.decide()

    assert decision.refusal is None
    assert list(dict.fromkeys(event.tag for event in decision.events)) == [*ALL]
    event = decision.events[0]
    assert isinstance(event, CarriedOver)
    assert {piece.piece for piece in event.pieces} == set(get_args(Piece))
    assert {piece.entry for piece in event.pieces} == {FROM}
    new = with_part(scene.state, "preparation", claims={})
    then = happened(new, *decision.events, at=scene.act.at)
    assert standing(then) == standing(scene.state)


def test_the_hearing_of_a_roster_is_counted_from_where_people_were_heard() -> None:
    """So a roster that is carried over twice grows no younger, and keeps its claims."""
    plan = heard(PUBLISH, 40)
    first = plan.scene()
    act = replace(first.act, command=command(first, {}))
    again = first._replace(act=act)

    (roster,) = (p for p in pieces(act.command) if p.name == "roster")  # type: ignore[arg-type]

    assert roster.fields["frozen_on"] == "2026-09-09"
    assert roster.fields["claims"] == 2 * len(again.state.preparation.claims)


def test_people_who_are_heard_again_are_heard_here() -> None:
    """A roster that is proposed again has nothing of the one before."""
    scene = heard(PUBLISH, 91).scene()
    propose = asked("propose_roster").scene().act.command
    decision = Scene(
        replace(scene.state, stage="preparation"),
        replace(asked("propose_roster").scene().act, command=propose),
        scene.pack,
    ).decide()

    then = happened(scene.state, *decision.events, at=scene.act.at)

    assert scene.state.preparation.heard_before() is not None
    assert then.preparation.heard_before() is None


def test_whoever_waits_for_an_old_roster_is_told_to_propose_it_again() -> None:
    scene = heard(PUBLISH, 91).scene()

    (step,) = due(scene.state, scene.pack, scene.act.at)

    assert (step.command, step.who) == ("propose_roster", "ppk")


def test_of_a_direct_appointment_nobody_is_waited_for() -> None:
    scene = asked("reason_method").after(APPOINTED).scene()

    assert due(scene.state, scene.pack, scene.act.at) == ()


@pytest.mark.parametrize("ground", get_args(FailureGround))
def test_the_tender_again_fits_the_grounds_that_lead_there(ground: str) -> None:
    """As the law has it, and where it has nothing the deciders chose to tender again."""
    plan = alone(predecessor={**FAILED, "ground": ground})

    leads = GROUNDS[ground].follows in ("tender_again", None)

    assert plan.scene().decide().accepted is leads


def test_no_piece_is_among_what_is_always_anew() -> None:
    assert not set(get_args(Piece)) & set(ANEW)
