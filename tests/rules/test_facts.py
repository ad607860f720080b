"""Facts that the committee looks up: what may be recorded, and what a scheme may ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from rules.decisions import decide
from tender.act import Fact
from tender.events.evaluation import FactRecorded
from tender.imported_fact import ImportedFact
from tender.offer import Holder, Offer
from tender.registry import Event
from tender.state import State, evolve
from tests.journeys import cleaning, security
from tests.rules.evaluation_scenes import conflicted
from tests.rules.scenes import (
    Accepted,
    Plan,
    Refused,
    Scene,
    asked,
    happened,
    names,
    waiting_in,
    with_part,
)

RECORD = Plan("record_fact", "bujp-02", 1, run=security.journey)
"""The act by which the second bid's legal form was recorded."""

SCHEME = Plan("set_scheme", "", 0, run=security.journey)


def scheme(*changed: tuple[str, Mapping[str, Any]]) -> Mapping[str, object]:
    """Return the guards' scheme with fields of some requirements changed."""
    said: dict[str, Any] = security.package().scheme.to_json()
    for code, fields in changed:
        for line in said["requirements"]:
            if line["requirement"] == code:
                line.update(fields)
                for name in [n for n, v in fields.items() if v is None]:
                    del line[name]
    return {"scheme": said}


INDEPENDENT = {"test": "fact", "fact": {"kind": "independent"}}
LICENCE = {
    "kind": "operating_licence",
    "service": "guard_supply",
    "province": "jambi",
    "through": "contract_end",
}


def cleaners_with_licence(scene: Scene) -> Mapping[str, object]:
    return last_asks(scene, LICENCE)


def cleaners_with_capacity(scene: Scene) -> Mapping[str, object]:
    return last_asks(scene, {"kind": "capacity", "at_least": 1})


def last_asks(scene: Scene, fact: Mapping[str, object]) -> Mapping[str, object]:
    """Return the scheme of a scene with its last requirement shown by *fact*."""
    said: dict[str, Any] = scene.act.command.to_json()
    *others, last = said["scheme"]["requirements"]
    changed = {**last, "test": "fact", "fact": fact}
    return {"scheme": {**said["scheme"], "requirements": [*others, changed]}}


def open_to_all(scene: Scene) -> Scene:
    method = scene.state.preparation.method
    assert method is not None
    other = method.model_copy(update={"small_business": False})
    return scene._replace(state=with_part(scene.state, "preparation", method=other))


def independence(scene: Scene) -> Scene:
    """Have the scheme ask for independence, and two bids declare a director each."""
    part = scene.state.preparation
    assert part.scheme is not None
    lines = tuple(
        type(line).from_json({**line.to_json(), **INDEPENDENT})
        if line.requirement == "badan-hukum"
        else line
        for line in part.scheme.requirements
    )
    asking = part.scheme.model_copy(update={"requirements": lines})
    state = with_part(scene.state, "preparation", scheme=asking)
    held = (Holder(holder="d-1", role="director"),)
    offers: dict[Any, Offer] = {
        key: offer.model_copy(update={"holders": held})
        if key[0] in ("bujp-02", "bujp-07")
        else offer
        for key, offer in state.opening.offers.items()
    }
    return scene._replace(state=with_part(state, "opening", offers=offers))


def one_person(holder: str = "d-1", bid: str = "bujp-07", other: str = "d-1") -> Plan:
    same = [{"holder": holder, "bid": bid, "other": other}]
    says = {"kind": "holders", "declared": True, "same": same}
    return RECORD.but(says=says).then(independence)


def form(**fields: object) -> FactRecorded:
    said = {
        "tag": "fact_recorded",
        "bid": "bujp-02",
        "issuer": "Ditjen AHU",
        "as_of": "2026-10-25",
        "says": {"kind": "legal_form", "form": "limited_company"},
    }
    return FactRecorded.from_json({**said, **fields})


REFUSED = (
    Refused(
        "a fact of a bid that was not opened",
        RECORD.but(bid="bujp-08"),
        "evaluation.no-such-bid",
        {"bid": "bujp-08"},
    ),
    Refused(
        "a fact by a member in conflict with the bidder, on record",
        RECORD.after(conflicted("pokja-2", "bujp-02")),
        "committee.conflicted",
        {"member": "pokja-2"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "a fact that nobody asked for",
        RECORD.but(says={"kind": "tax", "confirmed": True, "year": 2025}),
        "fact.not-in-scheme",
        {"kind": "tax"},
    ),
    Refused(
        "a fact from an issuer that the scheme does not name",
        RECORD.but(issuer="Papan nama kantor"),
        "fact.issuer",
        {
            "kind": "legal_form",
            "issuer": "Papan nama kantor",
            "issuers": "Ditjen AHU",
        },
    ),
    Refused(
        "a fact as of tomorrow",
        RECORD.but(as_of="2026-10-27"),
        "fact.day-to-come",
        {"as_of": "2026-10-27", "today": "2026-10-26"},
    ),
    Refused(
        "a fact that is earlier than the one on record",
        RECORD.after(form()).but(as_of="2026-10-24"),
        "fact.earlier",
        {
            "bid": "bujp-02",
            "kind": "legal_form",
            "as_of": "2026-10-24",
            "latest": "2026-10-25",
        },
    ),
    Refused(
        "a holder whom the offer does not declare",
        one_person(holder="d-9"),
        "fact.no-such-holder",
        {"bid": "bujp-02", "holders": "bujp-02 d-9"},
    ),
    Refused(
        "a holder of a bid that declares none",
        one_person(bid="bujp-06"),
        "fact.no-such-holder",
        {"bid": "bujp-02", "holders": "bujp-06 d-1"},
    ),
    Refused(
        "a holder who is the same as one of the same bid",
        one_person(bid="bujp-02"),
        "fact.no-such-holder",
        {"bid": "bujp-02", "holders": "bujp-02 d-1"},
    ),
    Refused(
        "a fact on two bids by a member in conflict with the other one, on record",
        one_person().after(conflicted("pokja-2", "bujp-07")),
        "committee.conflicted",
        {"member": "pokja-2"},
        ("act_by_conflicted_refused",),
    ),
    Refused(
        "a requirement that is tested by no fact that is named",
        SCHEME.but(**scheme(("kbli", {"fact": None}))),
        "scheme.fact-and-test",
        {"codes": "kbli"},
    ),
    Refused(
        "a requirement that names a fact and is declared",
        SCHEME.but(**scheme(("kbli", {"test": "declared"}))),
        "scheme.fact-and-test",
        {"codes": "kbli"},
    ),
    Refused(
        "a guards' licence in a tender of cleaning",
        asked("set_scheme").but_with(cleaners_with_licence),
        "scheme.licence-not-needed",
        {
            "requirement": cleaning.package().scheme.requirements[-1].requirement,
            "service": "guard_supply",
            "job": "cleaning",
        },
    ),
    Refused(
        "a capacity of firms that are not small, without their basic number",
        asked("set_scheme").but_with(cleaners_with_capacity).then(open_to_all),
        "scheme.capacity-of-others",
        {"requirement": cleaning.package().scheme.requirements[-1].requirement},
    ),
)

ACCEPTED = (
    Accepted(
        "a fact that will fail a bid, without a reason",
        RECORD.but(says={"kind": "legal_form", "form": "limited_partnership"}),
        {"fact_recorded": {"bid": "bujp-02", "issuer": "Ditjen AHU"}},
    ),
    Accepted(
        "another fact of the same day, which is a correction",
        RECORD.after(form(as_of="2026-10-23")),
        {"fact_recorded": {"as_of": "2026-10-23"}},
    ),
    Accepted(
        "a person who holds two bidders",
        one_person(),
        {"fact_recorded": {"bid": "bujp-02"}},
    ),
    Accepted(
        "a scheme that asks for capacity of small firms alone",
        asked("set_scheme").but_with(cleaners_with_capacity),
        {"scheme_set": {}},
    ),
)


@pytest.mark.parametrize("row", REFUSED, ids=names(REFUSED))
def test_refused(row: Refused) -> None:
    row.check()


@pytest.mark.parametrize("row", ACCEPTED, ids=names(ACCEPTED))
def test_accepted(row: Accepted) -> None:
    row.check()


def after(state: State, scene: Scene, *events: Event) -> list[tuple[str, str]]:
    """Return what is waited for once more has happened."""
    later = happened(state, *events, at=scene.act.at)
    return waiting_in(scene._replace(state=later))


def recorded(plan: Plan) -> tuple[Scene, State]:
    """Return a scene, and the state once its act is on record."""
    scene = plan.scene()
    decision = decide(scene.state, scene.act, scene.pack)
    (event,) = decision.events
    seq, at = scene.state.seq + 1, scene.act.at - timedelta(microseconds=1)
    return scene, evolve(scene.state, Fact(event, at, seq, scene.act.actor))


def test_a_fact_is_waited_for_until_it_is_recorded() -> None:
    scene, state = recorded(RECORD)
    about = ("record_fact", "bujp-02 legal_form")

    assert about in waiting_in(scene)
    assert about not in waiting_in(scene._replace(state=state))


def test_a_fact_that_is_too_old_is_waited_for_again() -> None:
    """Bids close on 22 October; a fact may be 30 days old."""
    scene, old = recorded(RECORD.but(as_of="2026-09-21"))
    _, on_the_day = recorded(RECORD.but(as_of="2026-09-22"))
    about = ("record_fact", "bujp-02 legal_form")

    assert about in waiting_in(scene._replace(state=old))
    assert about not in waiting_in(scene._replace(state=on_the_day))


@pytest.mark.parametrize(
    ("member", "bidders", "dropped"),
    [
        ("pokja-2", ("bujp-02",), True),
        ("pokja-2", (), True),
        ("pokja-2", ("bujp-06",), False),
        ("pokja-1", ("bujp-02",), False),
    ],
)
def test_what_a_member_recorded_is_dropped_with_a_later_conflict(
    member: str,
    bidders: tuple[str, ...],
    dropped: bool,  # noqa: FBT001  # reads as a row
) -> None:
    scene, state = recorded(RECORD)

    waited = after(state, scene, conflicted(member, *bidders))

    assert (("record_fact", "bujp-02 legal_form") in waited) is dropped


def test_a_fact_on_two_bids_is_dropped_with_a_conflict_with_the_other_one() -> None:
    scene, state = recorded(one_person())
    about = ("record_fact", "bujp-02 holders")

    assert about not in waiting_in(scene._replace(state=state))
    assert about in after(state, scene, conflicted("pokja-2", "bujp-07"))


def test_the_example_names_issuer_and_day_of_every_fact() -> None:
    facts: list[ImportedFact] = [
        found.what for found in security.journey().state.evaluation.facts.values()
    ]

    assert {fact.issuer for fact in facts} == {
        "OSS",
        "Ditjen AHU",
        "Polda Jambi",
        "Daftar Hitam Nasional, LKPP",
    }
    assert len(facts) == 7 * 4
