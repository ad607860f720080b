"""One bid alone has passed: its price may fall, by what no worker is owed, and never rises."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.due import due
from rules.supplier import alone, price_schedule
from tender.commands.award import ConcludeNegotiation, ProposeAward, RevisePrice
from tender.events.award import NegotiationConcluded, PriceRevised
from tender.events.evaluation import EvaluationCompleted
from tender.events.preparation import ConflictDeclared
from tests.rules.scenes import (
    SIGNATURE,
    Accepted,
    Plan,
    Refused,
    Scene,
    asked,
    names,
    with_part,
)


def only(*bids: str) -> Plan:
    """Return the proposal where of the example's bids these alone have passed, in order."""

    def change(scene: Scene) -> Scene:
        result = scene.state.evaluation.result
        assert isinstance(result, EvaluationCompleted)
        lines = tuple(
            line.model_copy(
                update={"rank": bids.index(line.bid) + 1 if line.bid in bids else None}
            )
            for line in result.results
        )
        other = result.model_copy(update={"results": lines})
        return scene._replace(state=with_part(scene.state, "evaluation", result=other))

    return asked("propose_award").then(change)


ALONE = only("p-07")


def revising(**prices: str) -> Plan:
    """Return what p-07 asks for: `uniform="70000"`, and `_` for `-`."""
    lines: list[Any] = [
        {"item": item.replace("_", "-"), "unit_price": price}
        for item, price in prices.items()
    ]
    command = RevisePrice.from_json({"tag": "revise_price", "lines": lines})
    return ALONE.instead(command).by("p-07", "bidder", SIGNATURE)


def concluding(verdict: str = "agreed") -> Plan:
    command = ConcludeNegotiation.from_json(
        {"tag": "conclude_negotiation", "verdict": verdict, "reason": "Harga wajar."}
    )
    return ALONE.instead(command).by("pokja-1", "committee", "server")


def concluded(verdict: str) -> NegotiationConcluded:
    (event,) = concluding(verdict).scene().decide().events
    assert isinstance(event, NegotiationConcluded)
    return event


def revised(**prices: str) -> PriceRevised:
    (event,) = revising(**prices).scene().decide().events
    assert isinstance(event, PriceRevised)
    return event


def unit_price(item: str) -> str:
    """Return what p-07 asks for a unit of *item* in its bid."""
    lines = price_schedule(ALONE.scene().state, "p-07").lines
    (line,) = (one for one in lines if one.item == item)
    return str(line.unit_price)


REFUSED = (
    Refused(
        "an award before the talk",
        ALONE,
        "award.not-negotiated",
        {"bid": "p-07", "found": "not_concluded"},
    ),
    Refused(
        "an award without an agreement",
        ALONE.after(concluded("no_agreement")),
        "award.not-negotiated",
        {"bid": "p-07", "found": "no_agreement"},
    ),
    Refused(
        "a talk where two have passed",
        only("p-07", "p-06")
        .instead(concluding().scene().act.command)
        .by("pokja-1", "committee", "server"),
        "negotiation.not-alone",
        {"passed": "p-07, p-06", "found": "not_concluded"},
    ),
    Refused(
        "a second end of the talk",
        concluding().after(concluded("agreed")),
        "negotiation.not-alone",
        {"passed": "p-07", "found": "agreed"},
    ),
    Refused(
        "a lower price after the talk",
        revising(uniform="1").after(concluded("agreed")),
        "negotiation.not-alone",
        {"passed": "p-07", "found": "agreed"},
    ),
    Refused(
        "a lower price of somebody else",
        revising(uniform="1").by("p-06", "bidder", SIGNATURE),
        "negotiation.not-alone",
        {"passed": "p-07", "found": "not_concluded"},
    ),
    Refused(
        "a price that rises",
        revising(uniform="99999999"),
        "negotiation.not-lower",
        lambda _: {
            "item": "uniform",
            "before": unit_price("uniform"),
            "found": "99999999",
        },
    ),
    Refused(
        "a price of what the tender does not buy",
        revising(sopir="1"),
        "negotiation.not-lower",
        {"item": "sopir", "before": "-", "found": "1"},
    ),
    Refused(
        "pay that falls under what is owed",
        revising(wage_cleaner="3000000"),
        "negotiation.fails-a-test",
        {"bid": "p-07", "price": "2665937323", "rules": "price.labour-floor"},
    ),
    Refused(
        "a fee under the least that the tender asks",
        revising(uniform="0", equipment="0", materials="0", fee="0"),
        "negotiation.fails-a-test",
        {"bid": "p-07", "price": "2622520277", "rules": "price.fee-minimum"},
    ),
    Refused(
        "an end of the talk by a member in conflict, on record",
        concluding().after(ConflictDeclared(member="pokja-1", conflicted=True)),
        "committee.conflicted",
        {"member": "pokja-1"},
        ("act_by_conflicted_refused",),
    ),
)

ACCEPTED = (
    Accepted(
        "the end of a talk in which nothing fell",
        concluding(),
        {"negotiation_concluded": {"bid": "p-07", "verdict": "agreed"}},
    ),
    Accepted(
        "an award of several without a talk",
        only("p-07", "p-06"),
        {"award_proposed": {"winner": "p-07", "reserves": ["p-06"]}},
    ),
    Accepted(
        "a lower price of uniforms",
        revising(uniform="1000"),
        {"price_revised": {"bid": "p-07"}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_a_lower_price_is_reckoned_again_from_its_lines() -> None:
    was = price_schedule(ALONE.scene().state, "p-07")

    event = revised(uniform="1000")

    (before,) = (line for line in was.lines if line.item == "uniform")
    (after,) = (line for line in event.lines if line.item == "uniform")
    assert after.corrected == after.quantity * 1000
    assert event.subtotal == was.subtotal - before.corrected + after.corrected
    assert event.offered == was.corrected
    assert event.corrected == event.subtotal + event.vat
    assert event.vat < was.vat
    others = {line.item: line.corrected for line in event.lines if line != after}
    assert others == {
        line.item: line.corrected for line in was.lines if line.item != "uniform"
    }


def test_a_price_falls_step_by_step_and_never_back() -> None:
    lower = revising(uniform="900").after(revised(uniform="1000"))

    assert lower.scene().decide().accepted
    back = revising(uniform="1001").after(revised(uniform="1000")).scene().decide()
    assert back.refusal is not None
    assert back.refusal.operands["before"] == "1000"


def test_what_was_agreed_is_what_is_awarded_and_contracted() -> None:
    lower = revised(uniform="1000")
    agreed = concluding().after(lower).scene().decide().events
    scene = ALONE.after(lower, *agreed).scene()

    (proposed,) = scene.decide().events

    assert proposed.price == lower.corrected  # type: ignore[attr-defined]
    assert agreed[0].price == lower.corrected  # type: ignore[attr-defined]
    assert price_schedule(scene.state, "p-07") == lower


@pytest.mark.parametrize(
    ("plan", "waits"),
    [
        (ALONE, ("conclude_negotiation", "committee", "p-07")),
        (
            ALONE.after(concluded("no_agreement")),
            ("declare_failure", "committee", "no_agreement"),
        ),
        (ALONE.after(concluded("agreed")), ("propose_award", "committee", "")),
        (only("p-07", "p-06"), ("propose_award", "committee", "")),
    ],
    ids=["talk", "failure", "agreed", "several"],
)
def test_what_is_waited_for(plan: Plan, waits: tuple[str, str, str]) -> None:
    scene = plan.scene()
    state = replace(
        scene.state, fulfilment=asked("approve_award").scene().state.fulfilment
    )

    steps = [(s.command, s.who, s.about) for s in due(state, scene.pack)]

    assert waits in steps
    assert [s for s in steps if s[0] == "propose_award"] == (
        [waits] if waits[0] == "propose_award" else []
    )


def test_of_nobody_and_of_several_none_is_alone() -> None:
    assert alone(only().scene().state) is None
    assert alone(only("p-07", "p-06").scene().state) is None
    assert only("p-07").scene().act.command == ProposeAward()
