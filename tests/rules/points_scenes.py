"""Scenes of a tender by points in two files, with something changed."""

from __future__ import annotations

from tender.events.evaluation import TechnicalCompleted
from tender.events.preparation import ConflictDeclared
from tests.rules.scenes import Scene, asked_by_points

VALUE = asked_by_points("find_value", "p-06")
MARK = asked_by_points("record_mark", "pokja-1")
LAST_LOCK = asked_by_points("lock_marks", "pokja-3")
COMPLETE = asked_by_points("complete_evaluation")
ANNOUNCE = asked_by_points("announce_technical_result")
PRICE_SHARES = asked_by_points("release_shares", "price")
SCHEME = asked_by_points("set_scheme")
CONFLICTED = ConflictDeclared(member="pokja-2", conflicted=True)


def technical(scene: Scene) -> TechnicalCompleted:
    """Return the technical result that a scene comes to."""
    decision = scene.decide()
    assert decision.refusal is None
    (event,) = decision.events
    assert isinstance(event, TechnicalCompleted)
    return event
