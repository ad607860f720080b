"""A budget above the committee's ceiling: the committee proposes, the authority sets the winner."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flows import desk
from flows.package import Package, PlannedAct
from ledger.asked import Refused
from ledger.bundle import open_up
from ledger.replay import replay
from publication.documents import public_names, render_html
from rules.documents import document_data
from tender.canonical import digest
from tests.journeys.cleaning import PROCESS, Way, on_the_way, package
from tests.ledger.again import act, go

ABOVE = 100_000_000_001


def large() -> Package:
    """Return the example with a budget of which the authority sets the winner."""
    what = package()
    acts = tuple(a for a in what.acts if a.command != "announce_result")
    return replace(
        what,
        budget=what.budget.model_copy(update={"amount": ABOVE}),
        method=what.method.model_copy(update={"small_business": False}),
        acts=acts,
    )


def deciding(at: str) -> PlannedAct:
    return act("decide_award", at, "pa", "authority")


def waited(way: Way) -> set[tuple[str, str]]:
    return {(d.command, d.who) for d in way.office.due(PROCESS)}


def test_the_committee_proposes_and_the_authority_sets_the_winner(
    tmp_path: Path,
) -> None:
    acts = {a.number: a for a in package().acts}
    announce = next(a for a in acts.values() if a.command == "announce_result")
    with on_the_way(tmp_path, large()) as way:
        assert way.course.until(way.office, "proposed") is None
        left = tuple(a for a in acts.values() if a.command == "approve_award")
        go(way, left[:1])
        assert ("decide_award", "authority") not in waited(way)
        go(way, left[1:])

        assert way.state.stage == "proposed"
        assert waited(way) == {("decide_award", "authority")}
        too_early = act("announce_result", "2026-11-09 15:00", "pokja-1", "committee")
        way.clock.set(too_early.at)
        early = way.office.ask(desk.asked(way.office, package(), too_early))
        assert isinstance(early, Refused)
        assert early.refusal.rule == "stage.not-now"

        go(way, (deciding("2026-11-10 08:00"), announce))

        assert way.state.fulfilment.issued("award_decision") is not None
        data = document_data(way.state, way.office.reading(way.state), "award_decision")
        assert data["decided_by"] == "authority"
        names = public_names(way.state, way.office.private)
        page = render_html(data, "1", digest(data), names)
        assert "Perpres 16/2018 Pasal 9 ayat (1)" in page
        assert "Rp100.000.000.000" in page
        assert replay(open_up(way.bundle("auditors"))).identical
        assert way.state.stage == "standstill"  # type: ignore[comparison-overlap]
