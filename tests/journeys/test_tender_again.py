"""A tender that failed is held again: a new process in the same ledger, to its contract."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from flows import desk
from flows.package import CarriesOver, Package, UnknownSubjectError
from ledger import fsck, note
from ledger.asked import Asked, Recorded
from ledger.bundle import Bundle, open_up
from ledger.divergence import DivergedError
from ledger.predecessor import hold_to, stood
from ledger.replay import replay
from ledger.turned_away import PredecessorError
from rules.carrying import standing
from tender.act import Actor
from tender.commands.preparation.carrying import CarryOver
from tender.state import State
from tests.api.commands import BAD_INPUT, DIFFERS, SAME, saksama
from tests.architecture.test_second_verifier import verified
from tests.journeys.cleaning import PROCESS, Journey, Way
from tests.journeys.tender_again import (
    AGAIN,
    ALL,
    CARRYING,
    again,
    failed,
    on_the_way_again,
)
from tests.ledger.again import go, order


class Both(NamedTuple):
    """Both processes at the end: their bundles, their states, and the check of the store."""

    old: bytes
    new: bytes
    public: bytes
    before: State
    state: State
    stopped: object
    faults: tuple[fsck.Fault, ...]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Have the example fail, and tender again to the start of work."""
    folder = tmp_path_factory.mktemp("tender-again")
    with failed(folder) as way:
        old, before = way.bundle("public"), way.state
    with on_the_way_again(folder) as way:
        stopped = way.course.to_the_end(way.office)
        key = note.Key.from_text(open_up(old).process["key"])
        with way.home.store.read() as snapshot:
            office = way.office
            checked = fsck.check(snapshot, office.blobs, key, office.private)
        yield Both(
            old=old,
            new=way.bundle("auditors"),
            public=way.bundle("public"),
            before=before,
            state=way.state,
            stopped=stopped,
            faults=checked.faults,
        )


def test_the_tender_again_comes_to_its_contract(both: Both) -> None:
    assert both.stopped is None
    assert (both.before.stage, both.state.stage) == ("failed", "started")
    assert both.state.award.decided_at is not None


def test_what_was_carried_over_is_what_stood(both: Both) -> None:
    carried = both.state.preparation.carried
    assert carried is not None
    then, now = standing(both.before), standing(both.state)

    assert {piece.piece for piece in carried.pieces} == set(ALL)
    assert then == now
    assert carried.predecessor.ground == "all_collude"
    assert both.state.preparation.heard_before() is not None
    assert not both.state.preparation.claims


def test_what_has_to_be_anew_is_anew(both: Both) -> None:
    """Nothing of estimate, schedule, declarations, keys or bids comes from the first."""
    then, now = both.before.preparation, both.state.preparation

    assert then.estimate is not None
    assert now.estimate is not None
    assert now.estimate.detail != then.estimate.detail
    assert now.estimate.set_on > then.estimate.set_on
    assert now.slots["bidding"].ends > then.slots["bidding"].ends
    first = min(both.state.bidding.bids[bid].at for bid in both.state.bidding.bids)
    assert all(one.at < first or one.at > first for one in now.conflicts.values())
    assert both.before.award.failed_at is not None
    assert all(d.at > both.before.award.failed_at for d in now.conflicts.values())
    assert all(at > both.before.award.failed_at for at in now.alive.values())


def test_both_bundles_replay_and_the_store_holds(both: Both) -> None:
    for data in (both.old, both.new, both.public):
        found = replay(open_up(data))
        assert found.divergence is None
        assert found.identical
    assert verified(both.public).facts_digest == open_up(both.public).facts_digest
    assert both.faults == ()


def said_in(bundle: Bundle) -> CarryOver:
    entry = next(e for e in bundle.entries if e.command["tag"] == "carry_over")
    return CarryOver.from_json(entry.command)


def test_each_named_entry_is_one_of_the_process_before(both: Both) -> None:
    old, command = open_up(both.old), said_in(open_up(both.new))

    hold_to(command, stood(old.entry_bytes, command.predecessor.head), practice=True)


CHANGED = {
    "head": ({"predecessor": {"head": "0" * 64}}, "carry_over head"),
    "end": ({"predecessor": {"ended": "annulled"}}, "carry_over ended"),
    "ground": ({"predecessor": {"ground": "nobody_passed"}}, "carry_over ground"),
    "relation": (
        {"predecessor": {"relation": "tender_again"}},
        "carry_over relation",
    ),
    "entry": ({"budget": {"entry": "0" * 64}}, "carry_over budget entry"),
    "budget": (
        {"budget": {"budget": {"amount": "3150000001"}}},
        "carry_over budget /budget/amount",
    ),
    "place": (
        {"works": {"works": {"place": "Tempat lain"}}},
        "carry_over works /works/place",
    ),
    "claims": ({"roster": {"claims": 0}}, "carry_over roster /claims"),
    "frozen_on": (
        {"roster": {"frozen_on": "2026-11-01"}},
        "carry_over roster /frozen_on",
    ),
}
"""What a command says otherwise, and where that is found."""


def changed(said: object, by: object) -> object:
    """Return JSON with some fields changed, at any depth."""
    if not isinstance(said, dict) or not isinstance(by, dict):
        return by
    return {**said, **{k: changed(said.get(k), v) for k, v in by.items()}}


@pytest.mark.parametrize(("by", "where"), CHANGED.values(), ids=CHANGED)
def test_whatever_is_not_as_it_was_is_found(
    both: Both, by: dict[str, object], where: str
) -> None:
    old, command = open_up(both.old), said_in(open_up(both.new))
    other = CarryOver.from_json(changed(command.to_json(), by))

    with pytest.raises(DivergedError) as found:
        hold_to(other, stood(old.entry_bytes, other.predecessor.head), practice=True)

    assert found.value.divergence.where == where
    assert found.value.divergence.rule == "predecessor"


def test_what_was_practice_is_followed_by_practice(both: Both) -> None:
    old, command = open_up(both.old), said_in(open_up(both.new))

    with pytest.raises(DivergedError, match="carry_over practice"):
        hold_to(command, stood(old.entry_bytes), practice=False)


def test_documents_of_the_new_process_name_the_one_before(both: Both) -> None:
    bundle = open_up(both.public)
    documents = dict(bundle.under("documents/"))
    related = f'"identifier":"{PROCESS}","relationship":["unsuccessfulProcess"]'

    assert documents
    for name, data in documents.items():
        assert related in data.decode(), name
    assert AGAIN in documents["0001-announcement.json"].decode()


@pytest.fixture(scope="module")
def bundles(both: Both, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Write the bundles of the new process and of the one before."""
    folder = tmp_path_factory.mktemp("bundles")
    new, old = folder / "new.zip", folder / "old.zip"
    new.write_bytes(both.public)
    old.write_bytes(both.old)
    return new, old


def test_an_auditor_holds_the_one_bundle_to_the_other(
    bundles: tuple[Path, Path],
) -> None:
    new, old = bundles

    alone = saksama("replay", new)
    ran = saksama("replay", new, "--predecessor", old)

    assert alone.exit_code == SAME
    assert f"follows the process {PROCESS}" in alone.output
    assert ran.exit_code == SAME
    assert f"is what stood in the process {PROCESS}" in ran.output
    assert "budget" in ran.output


def test_another_bundle_is_not_the_process_before(
    bundles: tuple[Path, Path], journey: Journey, tmp_path: Path
) -> None:
    """Neither one that went another way, nor anything for a process that follows none."""
    new, old = bundles
    public = tmp_path / "public.zip"
    public.write_bytes(journey.public)

    ran = saksama("replay", new, "--predecessor", public)
    none = saksama("replay", public, "--predecessor", old)

    assert ran.exit_code == DIFFERS
    assert "carry_over head" in ran.output
    assert none.exit_code == BAD_INPUT
    assert "follows no other" in none.output
    assert (
        saksama("replay", new, "--predecessor", old, "--rules", "2027-01-15").exit_code
        == BAD_INPUT
    )


def before_carrying(way: Way) -> None:
    """Have done what comes before the carrying over."""
    acts = again().acts
    way.take(*acts[: acts.index(CARRYING)])
    way.clock.set(CARRYING.at)


def test_a_ledger_that_has_the_process_before_writes_nothing_else(
    tmp_path: Path,
) -> None:
    """A piece that is not as it was is turned away; as it was, it is written."""
    with failed(tmp_path):
        pass
    with on_the_way_again(tmp_path) as way:
        before_carrying(way)
        right = desk.asked(way.office, again(), CARRYING)
        more = {"budget": {"budget": {"amount": "3150000001"}}}
        said = changed(right.command.to_json(), more)
        wrong = replace(right, command=CarryOver.from_json(said))
        entries = way.entries()

        with pytest.raises(PredecessorError, match="expected 3150000000") as found:
            way.office.ask(wrong)

        assert "name it as it is on record" in str(found.value)
        assert way.entries() == entries
        assert isinstance(way.office.ask(right), Recorded)


def test_of_a_process_that_is_elsewhere_the_act_is_the_only_word(
    both: Both, tmp_path: Path
) -> None:
    """The desk has nothing to fill in from; what an officer writes out is recorded."""
    with on_the_way_again(tmp_path) as way:
        before_carrying(way)
        with pytest.raises(UnknownSubjectError, match="this ledger has"):
            desk.asked(way.office, again(), CARRYING)
        none = replace(again(), carries_over=None)
        with pytest.raises(UnknownSubjectError, match="carries_over"):
            desk.asked(way.office, none, CARRYING)

        command = said_in(open_up(both.new))
        actor = Actor("ppk", "ppk")
        asked = Asked(process=AGAIN, actor=actor, command=command, key="by hand")

        assert isinstance(way.office.ask(asked), Recorded)


def test_a_piece_that_the_process_before_does_not_have_is_not_there(
    tmp_path: Path,
) -> None:
    """One that failed before it had a roster, or that was never prepared."""
    annulled = order("annul", "2026-11-03 09:30", "putusan-1")
    with on_the_way_again(tmp_path) as way:
        way.take(*again().acts[:2], annulled)
        way.clock.set(CARRYING.at)

        with pytest.raises(UnknownSubjectError, match="expected budget in"):
            desk.asked(way.office, of_itself(), CARRYING)


def of_itself() -> Package:
    """Return the package as one that follows itself, of which nothing was set."""
    follows = CarriesOver(predecessor=AGAIN, relation="tender_again", pieces=ALL)
    return replace(again(), carries_over=follows)


def test_what_was_reopened_since_is_not_followed(both: Both, tmp_path: Path) -> None:
    """Neither by the desk, which sees that it goes on, nor by an entry at which it had ended."""
    reopened = order("reopen", "2026-11-02 13:00", "putusan-1", stage="evaluation")
    with failed(tmp_path) as way:
        go(way, (reopened,))
    with on_the_way_again(tmp_path) as way:
        before_carrying(way)
        with pytest.raises(UnknownSubjectError, match="that has ended"):
            desk.asked(way.office, again(), CARRYING)

        command = said_in(open_up(both.new))
        asked = Asked(
            process=AGAIN, actor=Actor("ppk", "ppk"), command=command, key="by hand"
        )

        with pytest.raises(PredecessorError, match="at its stage, evaluation"):
            way.office.ask(asked)
