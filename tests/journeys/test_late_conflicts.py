"""Conflicts that come late, and terms that pass: whatever is waited for can be done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from flows import desk
from flows.advance import advance
from flows.package import Package, PlannedAct
from ledger.asked import Refused
from ledger.bundle import open_up
from ledger.replay import replay
from rules.due import due
from tests.journeys import points
from tests.journeys.cleaning import (
    PROCESS,
    acts_of,
    at_stage,
    on_the_way,
    package,
)
from tests.journeys.points import act as by_points
from tests.journeys.points import evidence, mark
from tests.journeys.test_what_goes_wrong import conflict, waited
from tests.ledger.again import act, go

UNIT = ("ukpbj", "unit")


def with_members(package_: Package, *members: str) -> Package:
    """Return the package with more people who may sit on a committee, with keys of their own."""
    one = package_.parties["pokja-1"]
    more = {
        member: replace(one, party=member, signing_seed=f"0{member[-1]}" * 32)
        for member in members
    }
    return replace(package_, parties={**package_.parties, **more})


def registered(member: str, at: str) -> PlannedAct:
    return replace(act("register_party", at, *UNIT), about=member)


def formed(at: str, *numbers: int) -> PlannedAct:
    members = [f"pokja-{n}" for n in numbers]
    return act("form_committee", at, *UNIT, members=members, decree="SK 2")


def test_a_smaller_committee_approves_again(tmp_path: Path) -> None:
    """Two of five had approved: of three they would be more than half, and nobody decided."""
    first, second = acts_of("proposed", "approve_award")
    more = with_members(package(), "pokja-4", "pokja-5")
    with at_stage("proposed", tmp_path, (), more) as way:
        go(
            way,
            (
                registered("pokja-4", "2026-11-09 09:01"),
                registered("pokja-5", "2026-11-09 09:02"),
                formed("2026-11-09 09:30", 1, 2, 3, 4, 5),
                first,
                second,
                formed("2026-11-09 10:45", 1, 2, 3),
                conflict("2026-11-09 11:00", "pokja-3"),
            ),
        )

        assert way.state.award.approvals == ()
        assert waited(way) == [
            ("approve_award", "committee", "pokja-1"),
            ("approve_award", "committee", "pokja-2"),
        ]


def test_where_all_members_are_in_conflict_another_committee_declares_the_failure(
    tmp_path: Path,
) -> None:
    """The bidder has signed, the officer lets the term pass: nobody is left but the unit."""
    more = with_members(package(), "pokja-4", "pokja-5", "pokja-6")
    acts = acts_of("agreed", "issue_appointment") + acts_of(
        "appointed", "accept_appointment"
    )
    signing = acts_of("accepted", "lodge_bond", "sign_contract")
    bidder = tuple(one for one in signing if one.office == "bidder")
    day = f"{acts[0].at:%Y-%m-%d}"
    with at_stage("agreed", tmp_path, (), more) as way:
        go(way, tuple(conflict(f"{day} 08:0{n}", f"pokja-{n}") for n in (1, 2, 3)))
        go(way, (*acts, *bidder))
        way.clock.set(act("sign_contract", "2027-01-10 09:00", "ppk", "ppk").at)

        assert waited(way) == [("form_committee", "unit", "")]
        others = ("pokja-4", "pokja-5", "pokja-6")
        go(way, tuple(registered(one, f"2027-01-10 09:1{one[-1]}") for one in others))
        go(way, (formed("2027-01-10 10:00", 4, 5, 6),))
        assert ("declare_failure", "committee", "") in waited(way)


def test_after_the_term_the_bidder_is_waited_for_no_more(tmp_path: Path) -> None:
    """Time alone changes who is waited for, and the office asks at its own hour."""
    with at_stage("accepted", tmp_path, ()) as way:
        (bond,) = acts_of("accepted", "lodge_bond")
        way.clock.set(bond.at)
        assert waited(way) == [("lodge_bond", "bidder", "p-07")]
        way.clock.set(act("lodge_bond", "2026-12-15 00:00", "p-07", "bidder").at)

        assert waited(way) == [("pass_over_supplier", "ppk", "p-07")]
        state, at = way.state, way.clock()
        (step,) = due(state, way.office.pack(state), at)
        assert (step.command, step.about) == ("pass_over_supplier", "p-07")


def test_a_bid_that_comes_back_after_a_lock_is_marked_by_all(tmp_path: Path) -> None:
    """The no that failed it was of a member in conflict; whoever has locked marks it too."""
    whole = with_members(points.package(), "pokja-4")
    acts = tuple(
        _failing(one)
        for one in whole.acts
        if one.at <= points.at("11-03 10:35")
        and not (
            one.command in {"find_value", "record_mark"} and one.fields["bid"] == "p-07"
        )
    )
    with on_the_way(tmp_path, replace(whole, acts=acts)) as way:
        way.course.to_the_end(way.office)
        assert sorted(way.state.evaluation.locked) == ["pokja-1"]
        go(way, _coming_back())
        steps = [(d.command, d.about) for d in advance(way.office, PROCESS)]
        assert ("record_mark", "p-07 metode pokja-1") in steps
        way.clock.set(points.at("11-03 14:30"))
        given = mark("11-03 14:30", "pokja-1", "p-07", ("metode", "peralihan", 60))
        asked = desk.asked(way.office, whole, replace(given, number=9900))

        assert not isinstance(way.office.ask(asked), Refused)
        assert replay(open_up(way.bundle("auditors"))).identical


def _failing(one: PlannedAct) -> PlannedAct:
    about = (one.fields.get("bid"), one.fields.get("requirement"))
    if one.command != "record_judgement" or about != ("p-07", "sertifikat-pengawas"):
        return one
    said = {"verdict": "not_met", "reason": "Tidak ada."}
    return replace(one, fields={**one.fields, **said})


def _coming_back() -> tuple[PlannedAct, ...]:
    """Return the conflict, the judgement made again, and a committee without the member."""
    found: dict[str, Any] = {"bid": "p-07", "evidence": evidence("p-07")}
    acts = (
        by_points(
            "11-03 14:00",
            "pokja-3",
            "declare_conflict",
            member="pokja-3",
            conflicted=True,
            with_bidders=["p-07"],
        ),
        *(
            by_points(
                f"11-03 14:0{n}",
                "pokja-2",
                "record_judgement",
                requirement=requirement,
                verdict="met",
                **found,
            )
            for n, requirement in ((1, "nib-kbli"), (2, "sertifikat-pengawas"))
        ),
        replace(
            by_points("11-03 14:04", "ukpbj", "register_party", "unit"),
            about="pokja-4",
        ),
        by_points(
            "11-03 14:05",
            "ukpbj",
            "form_committee",
            "unit",
            members=["pokja-1", "pokja-2", "pokja-4"],
            decree="SK 2",
        ),
        by_points(
            "11-03 14:06",
            "pokja-4",
            "declare_conflict",
            member="pokja-4",
            conflicted=False,
        ),
        by_points(
            "11-03 14:07",
            "pokja-2",
            "find_value",
            bid="p-07",
            element="pengalaman",
            value="2",
            evidence=evidence("p-07", "kualifikasi.txt"),
        ),
    )
    return tuple(replace(one, number=9000 + n) for n, one in enumerate(acts))
