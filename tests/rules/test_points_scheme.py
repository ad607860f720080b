"""A scheme of points is held to the method, to the works and to itself, and its schedule to both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tender.commands.preparation.schedule import ChangeSchedule
from tests.journeys import points
from tests.journeys.points import MERIT
from tests.rules.points_scenes import SCHEME
from tests.rules.scenes import Refused, Scene, asked, asked_by_points, names


def merit(**changes: object) -> Mapping[str, object]:
    """Return the scheme with points changed."""
    scheme: dict[str, Any] = points.package().scheme.to_json()
    return {"scheme": {**scheme, "merit": {**MERIT.to_json(), **changes}}}


def element(at: int, **changes: object) -> Mapping[str, object]:
    """Return the scheme with parameters of one element changed."""
    elements: list[Any] = MERIT.to_json()["elements"]  # type: ignore[assignment]
    params = {**elements[at]["params"], **changes}
    kept = {k: v for k, v in params.items() if v is not None}
    elements[at] = {**elements[at], "params": kept}
    return merit(elements=elements)


def without_merit(_: Scene) -> Mapping[str, object]:
    scheme: dict[str, Any] = points.package().scheme.to_json()
    del scheme["merit"]
    return {"scheme": scheme}


def with_merit(scene: Scene) -> Mapping[str, object]:
    command: dict[str, Any] = scene.act.command.to_json()
    return {"scheme": {**command["scheme"], "merit": MERIT.to_json()}}


ELEMENTS: list[Any] = MERIT.to_json()["elements"]  # type: ignore[assignment]

REFUSED = (
    Refused(
        "a scheme of points without elements and weights",
        SCHEME.but_with(without_merit),
        "scheme.points-and-method",
        {"criteria": "ratedCriteria", "fault": "points_missing"},
    ),
    Refused(
        "points beside the lowest price",
        asked("set_scheme").but_with(with_merit),
        "scheme.points-and-method",
        {"criteria": "priceOnly", "fault": "points_beside"},
    ),
    Refused(
        "a threshold that nobody can reach",
        SCHEME.but(**merit(threshold=71)),
        "scheme.points",
        {
            "where": "threshold",
            "expected": "a number from 0 to 70",
            "found": "71",
        },
    ),
    Refused(
        "a promise that an item which is not there pays for",
        SCHEME.but(**element(3, funded_by="parking")),
        "scheme.points",
        {
            "where": "elements[pelatihan].params.funded_by",
            "expected": "an item of the works",
            "found": "parking",
        },
    ),
    Refused(
        "a promise that a line pays for which is owed by law",
        SCHEME.but(**element(3, funded_by="wage-cleaner")),
        "scheme.points",
        {
            "where": "elements[pelatihan].params.funded_by",
            "expected": "a line that pays nothing else that is owed",
            "found": "wage",
        },
    ),
    Refused(
        "pay above the least that no line of wages pays for",
        SCHEME.but(**element(3, promise="pay_above", unit_cost=None)),
        "scheme.points",
        {
            "where": "elements[pelatihan].params.funded_by",
            "expected": "a line of wages",
            "found": "training",
        },
    ),
    Refused(
        "two promises that one line pays for",
        SCHEME.but(**merit(elements=[*ELEMENTS, {**ELEMENTS[3], "id": "lagi"}])),
        "scheme.points",
        {
            "where": "elements[lagi].params.funded_by",
            "expected": "a line that does not pay for pelatihan",
            "found": "training",
        },
    ),
    Refused(
        "a funded promise without what one unit costs",
        SCHEME.but(**element(3, unit_cost=None)),
        "scheme.points",
        {
            "where": "elements[pelatihan].params.unit_cost",
            "expected": "unit_cost beside funded_by",
            "found": "none",
        },
    ),
    Refused(
        "points of nothing in particular",
        SCHEME.but(**element(3, promise=None)),
        "scheme.points",
        {
            "where": "elements[pelatihan].params.promise",
            "expected": "what is promised",
            "found": "none",
        },
    ),
    Refused(
        "a price that figures are compared by which no offer has",
        SCHEME.but(
            **merit(
                price={
                    **MERIT.price.to_json(),  # type: ignore[union-attr]
                    "adjusted": {
                        "formula": "formula.evaluated.life-cycle.1",
                        "params": {"costs": ["power"]},
                    },
                }
            )
        ),
        "scheme.points",
        {
            "where": "price.adjusted.params.costs",
            "expected": "a formula of price and elements alone",
            "found": "costs",
        },
    ),
    Refused(
        "a tie that a figure breaks which no offer has",
        SCHEME.but(**merit(ties=[{"by": "figure", "of": "tkdn"}])),
        "scheme.points",
        {
            "where": "ties[1].by",
            "expected": "quality, price, element, committee",
            "found": "figure",
        },
    ),
    Refused(
        "points without a price",
        SCHEME.but(**merit(price=None, ties=[], rounding=[])),
        "scheme.points",
        {"where": "price", "expected": "how the price counts", "found": "none"},
    ),
    Refused(
        "a rubric of which two lines have one code",
        SCHEME.but(
            **element(1, rubric=[{"line": "satu", "says": "Satu"}] * 2),
        ),
        "scheme.points",
        {
            "where": "elements[metode].params.rubric",
            "expected": "lines, each with a code of its own",
            "found": "others",
        },
    ),
    Refused(
        "a schedule without the stages of prices",
        asked_by_points("set_schedule").but_with(
            lambda scene: {
                "slots": [
                    slot
                    for slot in scene.act.command.to_json()["slots"]  # type: ignore[union-attr]
                    if slot["stage"] not in {"technical_result", "price_opening"}  # type: ignore[index, call-overload, operator]
                ]
            }
        ),
        "schedule.incomplete",
        {"stages": "price_opening, technical_result"},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


def test_an_estimate_that_is_not_set_yet_holds_up_no_scheme() -> None:
    scene = SCHEME.scene()
    assert scene.state.preparation.estimate is None
    assert scene.decide().accepted


LATE_SCHEDULE = {
    "evaluation": "11-06 09:00",
    "technical_result": "11-06 16:00",
    "price_opening": "11-09 12:00",
}


@pytest.mark.parametrize("command", ["find_value", "announce_technical_result"])
def test_a_late_technical_part_puts_off_what_it_holds_up(command: str) -> None:
    """The announcement is a matter of hours: it has passed before anybody can say so."""
    slots = [
        slot.model_copy(update={"ends": points.at(LATE_SCHEDULE[slot.stage])})
        if slot.stage in LATE_SCHEDULE
        and not (slot.stage == "evaluation" and command != "find_value")
        else slot
        for slot in points.schedule().slots
    ]
    change = ChangeSchedule(slots=tuple(slots), reason="Evaluasi teknis terlambat.")
    plan = asked_by_points(command).instead(change).on("2026-11-05 09:00")
    decision = plan.by("pokja-1").scene().decide()

    assert decision.refusal is None
