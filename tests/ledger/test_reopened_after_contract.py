"""Annulled after the contract and reopened at the evaluation: two histories, both whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from flows.package import PlannedAct
from ledger import fsck, note
from ledger.bundle import Bundle, open_up
from ledger.replay import replay
from tender.canonical import Json
from tender.state import State
from tests.architecture.test_second_verifier import verified
from tests.journeys.cleaning import Way, at_stage, package
from tests.ledger.again import (
    EVALUATED_AGAIN,
    FROM_THE_EVALUATION,
    STARTED,
    act,
    go,
    later,
    order,
)


def signed(party: str, office: str, at: str) -> PlannedAct:
    return act("sign_contract", at, party, office, number="0/SP/2026")


FIRST_CONTRACT = (
    *later(timedelta(0), 130),
    signed("p-07", "bidder", "2026-12-01 09:00"),
    signed("ppk", "ppk", "2026-12-01 10:00"),
)
ANNULLED = order("annul", "2026-12-01 11:00", "putusan-1")
REOPENED = order("reopen", "2026-12-01 13:00", "putusan-2", stage="evaluation")


def later_slots() -> list[Json]:
    """Return the schedule with what the second round does again; nothing begins anew."""
    slots: list[Json] = []
    for slot in package().schedule.slots:
        starts, ends = FROM_THE_EVALUATION.get(slot.stage, (None, None))
        told = slot.to_json()
        if slot.stage != "evaluation" and starts:
            told["starts"] = f"{starts}:00.000000Z"
        if ends:
            told["ends"] = f"{ends}:00.000000Z"
        slots.append(told)
    return slots


AGAIN = (
    replace(STARTED[0], fields={**STARTED[0].fields, "slots": later_slots()}),
    *sorted(
        (*later(EVALUATED_AGAIN, *range(93, 103)), *STARTED[1:]),
        key=lambda one: one.at,
    ),
)


class Run:
    """The bundles as the first contract stood, and at the end; what the store's check found."""

    def __init__(self, way: Way) -> None:
        go(way, FIRST_CONTRACT)
        self.first = open_up(way.bundle("auditors"))
        self.first_state = way.state
        go(way, (ANNULLED, REOPENED, *AGAIN))
        self.public, self.auditors = way.bundle("public"), way.bundle("auditors")
        self.state = way.state
        key = note.Key.from_text(self.first.process["key"])
        with way.home.store.read() as snapshot:
            self.faults = fsck.check(
                snapshot, way.office.blobs, key, way.office.private
            ).faults


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Sign, have it annulled and reopened, evaluate again and sign again."""
    with at_stage("accepted", tmp_path_factory.mktemp("annulled"), ()) as way:
        yield Run(way)


def contracts(state: State) -> list[tuple[str, bool]]:
    """Return the contracts that were issued: their data, and whether each stands."""
    return [
        (one.document.data_sha256, one.stands)
        for one in state.fulfilment.documents
        if one.document.kind == "contract"
    ]


def test_both_rounds_reached_a_contract(run: Run) -> None:
    first, second = run.state.rounds

    assert (first.round, first.stage) == (1, "annulled")
    assert (second.round, second.stage) == (2, "started")
    assert first.fulfilment.concluded_at is not None
    assert second.fulfilment.concluded_at is not None
    assert first.fulfilment.concluded_at < second.fulfilment.concluded_at


def test_both_histories_are_decided_again_the_same(run: Run) -> None:
    public, auditors = open_up(run.public), open_up(run.auditors)

    for bundle in (run.first, auditors, public):
        found = replay(bundle)
        assert found.divergence is None
        assert found.identical
    assert public.facts_digest == auditors.facts_digest
    assert verified(run.public).facts_digest == public.facts_digest
    assert run.faults == ()


def test_the_history_up_to_the_first_contract_stays_byte_for_byte(run: Run) -> None:
    whole, before = open_up(run.auditors), run.first

    assert whole.entry_bytes[: len(before.entry_bytes)] == before.entry_bytes
    assert papers(before).items() <= papers(whole).items()


def papers(bundle: Bundle) -> dict[str, bytes]:
    return {
        f"{folder}{name}": data
        for folder in ("documents/", "renditions/")
        for name, data in bundle.under(folder)
    }


def test_the_first_contract_is_on_record_and_the_second_stands(run: Run) -> None:
    ((first, _),) = contracts(run.first_state)

    assert [stands for _, stands in contracts(run.state)] == [False, True]
    assert contracts(run.state)[0][0] == first
    assert contracts(run.state)[1][0] != first
    held = [name for name in papers(open_up(run.public)) if "contract.json" in name]
    assert len(held) == 2
