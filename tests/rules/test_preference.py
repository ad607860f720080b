"""A price preference is for large tenders; its domestic content is declared, and may be found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from rules.evaluating import facts
from tender.commands.evaluation import FindValue
from tender.preference import Preference
from tests.rules.evaluation_scenes import JUDGE, with_offer
from tests.rules.scenes import (
    Accepted,
    Plan,
    Refused,
    Scene,
    asked,
    asked_by_points,
    names,
    with_part,
)

QUARTER = {"most": "0.25", "least": "0.25"}


def preferring(**changes: str) -> Callable[[Scene], Mapping[str, object]]:
    """Return the scheme of the example with a preference."""

    def scheme(scene: Scene) -> Mapping[str, object]:
        command: dict[str, Any] = scene.act.command.to_json()
        return {"scheme": {**command["scheme"], "preference": {**QUARTER, **changes}}}

    return scheme


def valued_at(amount: int) -> Callable[[Scene], Scene]:
    """Return a change: the estimate is another, and so is the budget."""

    def change(scene: Scene) -> Scene:
        part = scene.state.preparation
        budget = part.budget.model_copy(update={"amount": amount})  # type: ignore[union-attr]
        estimate = part.estimate and part.estimate.model_copy(
            update={"amount": Fraction(amount)}
        )
        state = with_part(scene.state, "preparation", budget=budget, estimate=estimate)
        return scene._replace(state=state)

    return change


def with_preference(scene: Scene) -> Scene:
    """Return the scene under a scheme with a preference."""
    scheme = scene.state.preparation.scheme
    assert scheme is not None
    quarter = Preference(most=Fraction(1, 4), least=Fraction(1, 4))
    changed = scheme.model_copy(update={"preference": quarter})
    return scene._replace(state=with_part(scene.state, "preparation", scheme=changed))


def preferred(scene: Scene) -> Scene:
    """Return the scene under a scheme with a preference; p-07 declares a share of 0.9."""
    own = scene.state.opening.offers["p-07", "all"]
    declared = own.model_copy(update={"local_content": Fraction(9, 10)})
    return with_offer("p-07", declared)(with_preference(scene))  # type: ignore[no-any-return]


SCHEME = asked("set_scheme")


def found(value: str, **more: str) -> Plan:
    """Return the finding of a share, on the evidence of a judgement of the example."""

    def change(scene: Scene) -> Scene:
        command = FindValue.from_json(
            {
                "bid": "p-07",
                "element": "local-content",
                "value": value,
                "evidence": scene.act.command.to_json()["evidence"],
                **more,
            }
        )
        return preferred(scene._replace(act=replace(scene.act, command=command)))

    return JUDGE.then(change)


REFUSED = (
    Refused(
        "a preference of a tender of no more than a billion",
        SCHEME.then(valued_at(1_000_000_000)).but_with(preferring()),
        "scheme.preference",
        {"fault": "preference_too_small"},
    ),
    Refused(
        "a preference above 25 %",
        SCHEME.but_with(preferring(most="0.2500001")),
        "scheme.preference",
        {"fault": "preference_too_high"},
    ),
    Refused(
        "a preference of nothing",
        SCHEME.but_with(preferring(most="0")),
        "scheme.preference",
        {"fault": "preference_too_high"},
    ),
    Refused(
        "a preference from less than 25 % of domestic content on",
        SCHEME.but_with(preferring(least="0.24")),
        "scheme.preference",
        {"fault": "preference_from_too_little"},
    ),
    Refused(
        "a preference beside points",
        asked_by_points("set_scheme").but_with(preferring()),
        "scheme.preference",
        {"fault": "preference_beside_points"},
    ),
    Refused(
        "an announcement once the estimate is too small for its preference",
        asked("publish_tender").then(with_preference).then(valued_at(1_000_000_000)),
        "scheme.preference",
        {"fault": "preference_too_small"},
    ),
    Refused(
        "a share above one",
        found("1.1", reason="Salah."),
        "marks.out-of-range",
        {"bid": "p-07", "element": "local-content", "fault": "above_most 1.1 1"},
    ),
    Refused(
        "another share than was declared, without a reason",
        found("0.8"),
        "marks.differs-from-offer",
        {
            "bid": "p-07",
            "element": "local-content",
            "declared": "0.9",
            "found": "0.8",
        },
    ),
)

ACCEPTED = (
    Accepted(
        "a preference of a tender of more than a billion",
        SCHEME.then(valued_at(1_000_000_001)).but_with(preferring()),
        {"scheme_set": {}},
    ),
    Accepted(
        "the share that was declared, without a reason",
        found("0.9"),
        {"value_found": {"value": "0.9"}},
    ),
    Accepted(
        "another share, with a reason",
        found("0.8", reason="Menurut sertifikat."),
        {"value_found": {"value": "0.8"}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def share_of(scene: Scene, bid: str) -> Fraction:
    """Return the share that a bid is compared by."""
    reading = scene.state.values.over(scene.pack.values)
    return facts(scene.state, reading, bid).local_content


def test_what_the_committee_found_counts_before_what_was_declared() -> None:
    plan = found("0.8", reason="Menurut sertifikat.")

    assert share_of(plan.scene(), "p-07") == Fraction(9, 10)
    event = plan.scene().decide().events
    assert share_of(JUDGE.after(*event).then(preferred).scene(), "p-07") == (
        Fraction(4, 5)
    )


def test_a_bid_that_declares_nothing_has_nothing() -> None:
    assert share_of(JUDGE.then(preferred).scene(), "p-06") == 0


def test_without_a_preference_a_declared_share_counts_for_nothing() -> None:
    own = JUDGE.scene().state.opening.offers["p-07", "all"]
    declared = own.model_copy(update={"local_content": Fraction(9, 10)})

    assert share_of(JUDGE.then(with_offer("p-07", declared)).scene(), "p-07") == 0
