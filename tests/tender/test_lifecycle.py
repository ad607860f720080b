"""The table of transitions: closed, connected, and the same as its picture."""

from pathlib import Path

import pytest

from rules.decisions import DECIDERS
from tender import lifecycle
from tender.commands import COMMANDS
from tender.events import EVENTS
from tender.registry import tag_of

DOCS = Path(__file__).parents[2] / "docs"


def test_the_picture_in_the_docs_is_drawn_from_the_table() -> None:
    page = (DOCS / "lifecycle.md").read_text()

    assert f"```mermaid\n{lifecycle.diagram()}\n```" in page


def test_every_event_can_happen_somewhere_and_none_is_unknown() -> None:
    in_table = {event for events in lifecycle.TABLE.values() for event in events}

    assert in_table == set(EVENTS)


def test_every_command_makes_known_events_and_has_a_decider() -> None:
    made = {event for events in lifecycle.MAKES.values() for event in events}

    assert set(lifecycle.MAKES) == set(COMMANDS) == {tag_of(c) for c in DECIDERS}
    assert made == set(EVENTS)


def test_every_stage_is_reached_from_the_first() -> None:
    reached: set[lifecycle.Stage] = {"new"}
    for _ in lifecycle.STAGES:
        events = [(s, event) for s in reached for event in lifecycle.TABLE[s]]
        reached |= {lifecycle.TABLE[s][event] for s, event in events}
        reached |= {to for _, event in events for to in lifecycle.LEADS.get(event, ())}

    assert reached == set(lifecycle.STAGES)


@pytest.mark.parametrize("stage", lifecycle.STAGES)
def test_a_stage_is_never_entered_again(stage: lifecycle.Stage) -> None:
    """Time goes one way but where the next in line is appointed; rounds lead back by name."""
    order = lifecycle.STAGES.index(stage)

    back = {
        event
        for event, following in lifecycle.TABLE[stage].items()
        if lifecycle.STAGES.index(following) < order
    }

    assert back <= {"appointment_declined", "supplier_passed_over"}


def test_an_event_leads_where_it_says_and_nowhere_else() -> None:
    assert lifecycle.after("standstill", "round_opened", "evaluation") == "evaluation"
    assert lifecycle.after("standstill", "round_opened", "contracted") is None
    assert lifecycle.after("failed", "order_recorded", "annulled") == "annulled"
    assert lifecycle.after("new", "round_opened", "evaluation") is None


def test_bids_are_taken_in_one_stage_only() -> None:
    taken = {s for s, events in lifecycle.TABLE.items() if "bid_committed" in events}

    assert taken == {"bidding"}


def test_what_is_not_in_the_table_is_forbidden() -> None:
    assert lifecycle.after("new", "tender_published") is None
    assert not lifecycle.allows("preparation", "commit_bid")
    assert lifecycle.allows("evaluation", "commit_bid")  # refused there, on record
