"""People who come from another alih daya firm: the list, what is owed, the handover."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rules.due import due
from rules.readiness import missing
from tender.commands.handover import HandOverList, ReceiveHandover, StateArrear
from tender.events.preparation import PartyRegistered
from tests.journeys import drivers
from tests.rules.scenes import (
    SIGNATURE,
    Accepted,
    Plan,
    Refused,
    Scene,
    asked,
    names,
    wib,
)

LIST = drivers.package().outgoing
assert LIST is not None
PEOPLE: list[dict[str, Any]] = [one.to_json() for one in LIST.people]


def of_drivers(command: str, about: str = "", nth: int = 0) -> Plan:
    """Return the plan of an act of the successor example."""
    return Plan(command, about, nth, run=drivers.journey)


HAND_OVER = of_drivers("hand_over_list")
PROPOSE = of_drivers("propose_roster")
STATE = of_drivers("state_arrear", "d-002")
RECEIVE = of_drivers("receive_handover")
PUBLISH = of_drivers("publish_tender")
SCHEME = of_drivers("set_scheme")

FIRST_TENDER = asked("propose_roster")
"""An act of a tender whose people have no alih daya firm yet."""


def listed(worker: str, /, **changes: object) -> list[dict[str, Any]]:
    """Return the list with the line of *worker* changed; `None` takes a field away."""
    return [
        {k: v for k, v in {**one, **changes}.items() if v is not None}
        if one["worker"] == worker
        else one
        for one in PEOPLE
    ]


def roster(worker: str, /, **changes: object) -> list[dict[str, Any]]:
    """Return the roster that is proposed, with the line of *worker* changed."""
    people = [one.to_json() for one in drivers.package().incumbents]
    return [{**p, **changes} if p["worker"] == worker else p for p in people]


def undertaking(*said: str) -> Callable[[Scene], dict[str, object]]:
    """Return the scheme of the example, whose requirement undertakes what is *said*."""

    def scheme(scene: Scene) -> dict[str, object]:
        whole: dict[str, Any] = scene.act.command.to_json()["scheme"]  # type: ignore[assignment]
        lines = [
            {**line, "undertakes": list(said)} if "undertakes" in line else line
            for line in whole["requirements"]
        ]
        return {"scheme": {**whole, "requirements": lines}}

    return scheme


FACT = {
    "kind": "kbli",
    "issuers": ["OSS"],
    "max_age": 30,
    "any_of": ["78200"],
}


def by_a_fact(scene: Scene) -> dict[str, object]:
    """Return the scheme of the example, in which a fact stands for the undertaking."""
    whole: dict[str, Any] = scene.act.command.to_json()["scheme"]  # type: ignore[assignment]
    lines = [
        {**line, "test": "fact", "fact": FACT} if "undertakes" in line else line
        for line in whole["requirements"]
    ]
    return {"scheme": {**whole, "requirements": lines}}


def carried(worker: str, /, **changes: object) -> Callable[[Scene], dict[str, object]]:
    """Return what was received, with one person's line changed."""

    def people(scene: Scene) -> dict[str, object]:
        said: list[dict[str, Any]] = scene.act.command.to_json()["people"]  # type: ignore[assignment]
        return {
            "people": [{**p, **changes} if p["worker"] == worker else p for p in said]
        }

    return people


BARE = drivers.package().scheme.model_copy(
    update={
        "requirements": tuple(
            line.model_copy(update={"undertakes": None})
            for line in drivers.package().scheme.requirements
        )
    }
)
"""The example's scheme, in which nobody undertakes anything."""

SECOND = PartyRegistered(party="p-09", offices=("outgoing",), organ="p-09")
"""A second provider whose contract ends, of other people."""

REFUSED = (
    *(
        Refused(
            f"{command.tag} in the first tender for these people",
            FIRST_TENDER.instead(command).by("ppk", "ppk", SIGNATURE),
            "handover.first-generation",
            {"command": command.tag},
        )
        for command in (
            HandOverList.from_json(LIST.to_json() | {"tag": "hand_over_list"}),
            StateArrear(arrear="hak-1", worker="k-001", kind="wages", state="open"),
        )
    ),
    Refused(
        "receive_handover in the first tender for these people",
        asked("order_start")
        .instead(
            ReceiveHandover.from_json(
                {
                    "tag": "receive_handover",
                    "received_on": "2026-12-10",
                    "file": "0" * 64,
                    "people": [
                        {
                            "worker": "k-001",
                            "since": "2015-06",
                            "leave": 0,
                            "paid_out": "0",
                        }
                    ],
                }
            )
        )
        .by("p-07", "bidder", SIGNATURE),
        "handover.first-generation",
        {"command": "receive_handover"},
    ),
    Refused(
        "the list of a provider by another",
        HAND_OVER.but(provider="p-09"),
        "handover.another-provider",
        {"party": "p-01", "provider": "p-09"},
    ),
    Refused(
        "a list of a day to come",
        HAND_OVER.but(as_of="2026-09-30"),
        "handover.list",
        {"fault": "list_of_the_future"},
    ),
    Refused(
        "a list from after the contract has ended",
        HAND_OVER.but(ends_on="2026-09-24"),
        "handover.list",
        {"fault": "list_of_the_future"},
    ),
    Refused(
        "a handover before the list",
        HAND_OVER.but(handover_on="2026-09-24"),
        "handover.list",
        {"fault": "handover_before_list"},
    ),
    Refused(
        "somebody twice",
        HAND_OVER.but(people=[*PEOPLE, PEOPLE[0]]),
        "handover.list",
        {"fault": "workers_twice d-001"},
    ),
    Refused(
        "somebody on a post that there is not",
        HAND_OVER.but(people=listed("d-001", post="pilot")),
        "handover.list",
        {"fault": "posts_unknown pilot"},
    ),
    Refused(
        "a PKWT that ends on no day",
        HAND_OVER.but(people=listed("d-002", until=None)),
        "handover.list",
        {"fault": "term_missing d-002"},
    ),
    Refused(
        "a PKWTT that ends on a day",
        HAND_OVER.but(people=listed("d-007", until="2026-12-31")),
        "handover.list",
        {"fault": "term_given d-007"},
    ),
    Refused(
        "work that began after the list",
        HAND_OVER.but(people=listed("d-002", since="2026-10")),
        "handover.list",
        {"fault": "since_later d-002"},
    ),
    Refused(
        "a handover 27 days before the contract ends",
        HAND_OVER.but(handover_on="2026-12-04"),
        "handover.late",
        {"found": "2026-12-04", "latest": "2026-12-03"},
    ),
    Refused("a roster without the list", PROPOSE.when(HAND_OVER), "roster.no-list"),
    Refused(
        "a roster on which somebody has less pay than the list",
        PROPOSE.but(incumbents=roster("d-001", pay="3651917")),
        "roster.not-as-handed-over",
        {"workers": "d-001"},
    ),
    Refused(
        "a roster on which somebody began later than the list says",
        PROPOSE.but(incumbents=roster("d-003", since="2020-01")),
        "roster.not-as-handed-over",
        {"workers": "d-003"},
    ),
    Refused(
        "a roster without somebody, and with somebody whom the provider does not have",
        PROPOSE.but(incumbents=roster("d-008", worker="d-009")),
        "roster.not-as-handed-over",
        {"workers": "d-008, d-009"},
    ),
    Refused(
        "a scheme that asks for no recognition of service",
        SCHEME.but_with(undertaking("transfer")),
        "scheme.no-transfer-undertaking",
        {"undertakings": "past_service"},
    ),
    Refused(
        "a scheme that asks for nothing of it",
        SCHEME.but_with(undertaking()),
        "scheme.no-transfer-undertaking",
        {"undertakings": "transfer, past_service"},
    ),
    Refused(
        "a scheme in which somebody else's word stands for it",
        SCHEME.but_with(by_a_fact),
        "scheme.no-transfer-undertaking",
        {"undertakings": "transfer, past_service"},
    ),
    Refused(
        "an announcement under such a scheme",
        PUBLISH.having("preparation", scheme=BARE),
        "scheme.no-transfer-undertaking",
        {"undertakings": "transfer, past_service"},
    ),
    Refused(
        "what is owed before there is a list",
        STATE.when(HAND_OVER),
        "handover.arrear",
        {"arrear": "hak-1", "fault": "list_missing"},
    ),
    Refused(
        "what another provider says to be owed",
        of_drivers("state_arrear", "p-01").after(SECOND).by("p-09", "outgoing"),
        "handover.another-provider",
        {"party": "p-09", "provider": "p-01"},
    ),
    Refused(
        "what is owed to somebody of whom nobody has heard",
        STATE.but(worker="d-099"),
        "handover.arrear",
        {"arrear": "hak-1", "fault": "worker_not_listed"},
    ),
    Refused(
        "what is owed to another worker",
        STATE.but(worker="d-001"),
        "handover.arrear",
        {"arrear": "hak-1", "fault": "not_ones_own"},
    ),
    Refused(
        "another right under a code that is taken",
        of_drivers("state_arrear", "p-01").but(kind="wages"),
        "handover.arrear",
        {"arrear": "hak-1", "fault": "arrear_of_another"},
    ),
    Refused(
        "a worker who says that it was paid",
        STATE.but(state="paid"),
        "handover.arrear",
        {"arrear": "hak-1", "fault": "not_for_a_worker_to_say"},
    ),
    Refused(
        "a payment of no amount",
        of_drivers("state_arrear", "p-01").but(state="paid", amount=None),
        "handover.arrear",
        {"arrear": "hak-1", "fault": "paid_how_much"},
    ),
    Refused(
        "a handover to a firm that has not won",
        RECEIVE.by("p-01"),
        "contract.not-the-supplier",
        {"party": "p-01"},
    ),
    Refused(
        "a handover of a day to come",
        RECEIVE.but(received_on="2026-12-11"),
        "handover.received",
        {"fault": "day_to_come"},
    ),
    Refused(
        "somebody received twice",
        RECEIVE.but_with(carried("d-001", worker="d-002", since="2016-08")),
        "handover.received",
        {"fault": "workers_twice d-002"},
    ),
    Refused(
        "somebody received who is not on the roster",
        RECEIVE.but_with(carried("d-001", worker="d-099")),
        "handover.received",
        {"fault": "not_on_roster d-099"},
    ),
    Refused(
        "service that begins anew",
        RECEIVE.but_with(carried("d-006", since="2027-01")),
        "handover.service-shortened",
        {"workers": "d-006"},
    ),
)

ACCEPTED = (
    Accepted(
        "a list that the PPK records, where the provider does not",
        HAND_OVER.by("ppk", "ppk", "server"),
        {"list_handed_over": {"by": "ppk", "provider": "p-01"}},
    ),
    Accepted(
        "a handover 28 days before the contract ends",
        HAND_OVER,
        {"list_handed_over": {"by": "outgoing", "handover_on": "2026-12-03"}},
    ),
    Accepted(
        "a first month that the provider does not know, as the office proposes it",
        PROPOSE.but(incumbents=roster("d-006", since="2019-11")),
        {"roster_proposed": {}},
    ),
    Accepted(
        "what is owed, in a worker's own word",
        STATE,
        {"arrear_stated": {"by": "worker", "state": "open", "amount": "1200000"}},
    ),
    Accepted(
        "what is owed, without an amount",
        STATE.but(amount=None),
        {"arrear_stated": {"amount": None}},
    ),
    Accepted(
        "a worker who says again that it is open, when the provider said that it was paid",
        STATE.when(of_drivers("order_start")),
        {"arrear_stated": {"state": "open"}},
    ),
    Accepted(
        "longer service than the roster has",
        RECEIVE.but_with(carried("d-006", since="2016-01")),
        {"handover_received": {"received_on": "2026-12-09"}},
    ),
    Accepted(
        "a first tender whose scheme undertakes nothing",
        asked("set_scheme"),
        {"scheme_set": {}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def test_the_list_is_waited_for_before_the_roster_and_of_the_provider() -> None:
    scene = HAND_OVER.scene()

    waited = [(m.command, m.who) for m in missing(scene.state, scene.pack.values)]
    now = [one.command for one in due(scene.state, scene.pack)]

    assert ("hand_over_list", "outgoing") in waited
    assert "hand_over_list" in now
    assert "propose_roster" not in now


def test_without_a_provider_on_record_the_list_is_waited_for_of_the_ppk() -> None:
    parties = {
        code: facts
        for code, facts in HAND_OVER.scene().state.preparation.parties.items()
        if code != "p-01"
    }
    scene = HAND_OVER.having("preparation", parties=parties).scene()

    waited = [(m.command, m.who) for m in missing(scene.state, scene.pack.values)]

    assert ("hand_over_list", "ppk") in waited


def test_a_list_handed_over_again_has_people_heard_again() -> None:
    again = HAND_OVER.scene().decide().events
    scene = PUBLISH.after(*again).scene()

    refusal = scene.decide().refusal

    assert scene.state.preparation.roster is None
    assert refusal is not None
    assert "propose_roster" in refusal.operands["missing"]


def test_the_handover_is_waited_for_from_its_day_and_the_start_does_not_wait() -> None:
    before = RECEIVE.scene()
    early = wib("2026-12-02 09:00")
    (step,) = [d for d in due(before.state, before.pack) if d.who == "bidder"]
    (coming,) = [d for d in due(before.state, before.pack, early) if d.who == "bidder"]

    start = of_drivers("order_start").having("handover", received=None).scene()

    assert (step.command, step.about) == ("receive_handover", "p-02")
    assert (coming.at, step.at) == (wib("2026-12-03 00:00"), None)
    assert step.by == wib("2026-12-31 23:59:59.999999")
    assert start.decide().accepted


def test_a_round_that_opens_again_has_received_nothing() -> None:
    received = of_drivers("order_start").scene().state.handover

    assert received.received is not None
    assert received.again().received is None
    assert received.again().listed == received.listed


def test_nothing_is_asked_of_a_person_in_words() -> None:
    """No field of the list takes free text but the place of work."""
    said = PEOPLE[0]

    assert set(said) == {
        *("worker", "post", "site", "since", "contract", "until", "hours", "shift"),
        *("pay", "allowances", "leave", "insurance", "licences"),
    }
