"""Replay says the same of what was not changed, whom it trusted, and under whose law."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from api.files.law import pack_of
from ledger import note
from ledger.bundle import PROCESS, open_up
from ledger.divergence import Difference, first_difference
from ledger.entry import from_bytes
from ledger.law import LawCompared
from ledger.replay import Depth, replay
from rules.pack import Pack
from tender.canonical import to_bytes
from tests.journeys.cleaning import Journey
from tests.ledger.forging import Forgery
from tests.ledger.replaying import forging, frozen, replayed


def test_a_history_that_is_written_again_without_a_change_is_the_same(
    run: Journey,
) -> None:
    """The forger makes bundles as the server does: byte for byte this one."""
    assert forging(run).written() == run.public


@pytest.mark.parametrize("depth", ["whole", "facts"])
def test_what_was_not_changed_is_identical(run: Journey, depth: Depth) -> None:
    found = replayed(run.public, depth)

    assert found.identical
    assert found.divergence is None
    assert found.entries == len(run.moments)
    assert found.process == run.way.course.process


def test_a_signature_by_a_key_that_is_not_trusted_is_found(run: Journey) -> None:
    mine = note.key("auditor.example/log", bytes(32))

    found = replay(run.opened, (mine,))

    assert found.divergence is not None
    assert found.divergence.rule == "bundle.signature"


def test_the_key_that_one_knows_is_the_key_that_signed(run: Journey) -> None:
    ledger = run.way.office.ledger
    known = note.key(ledger.origin, ledger.seed)

    found = replay(run.opened, (known,))

    assert found.divergence is None
    assert found.signers == (ledger.origin,)
    assert found.trust == "reader"


def test_with_the_bundle_s_own_key_that_is_said(run: Journey) -> None:
    assert replayed(run.public).trust == "bundle"
    assert replayed(run.public, "facts").trust == "nobody"
    assert replay(run.opened, ()).trust == "bundle"


def test_the_law_that_it_was_decided_under_is_held_to_the_reader_s_own(
    run: Journey,
) -> None:
    """Days of which the reader has no law cannot be compared."""
    assert replay(run.opened, law=pack_of).law == LawCompared("same")
    assert replay(run.opened).law == LawCompared("unknown")
    assert replay(run.opened, law=lambda _: None).law == LawCompared("unknown")


def test_a_law_of_one_s_own_making_is_told_with_the_values_that_differ(
    run: Journey,
) -> None:
    """It decides the same; it is not the law."""

    def lower(day: date) -> Pack:
        pack = pack_of(day)
        values = tuple(
            v.model_copy(update={"value": "1"}) if v.id == "labour.minimum_wage" else v
            for v in pack.file.values
        )
        return Pack.of(pack.file.model_copy(update={"values": values}))

    found = replay(run.opened, law=lower)

    assert found.identical
    assert found.law.verdict == "differs"
    assert found.law.differences[0] == "2026-09-28: labour.minimum_wage"


def test_a_calendar_that_differs_is_told_too(run: Journey) -> None:
    def without_days_off(day: date) -> Pack:
        return Pack.of(pack_of(day).file.model_copy(update={"days_off": ()}))

    found = replay(run.opened, law=without_days_off)

    assert found.law.differences[0] == "2026-09-28: days off"


def test_a_bundle_signed_with_another_key_needs_the_reader_s_own_key(
    run: Journey,
) -> None:
    """Its own key says so of itself: that it was not changed since, and no more."""
    ledger = run.way.office.ledger
    forgery = Forgery(run.public, bytes(32))
    forgery.process = {
        **forgery.process,
        "key": note.key(ledger.origin, bytes(32)).to_text(),
    }
    forgery.members[PROCESS] = to_bytes(dict(forgery.process))
    forged = open_up(forgery.written())

    assert replay(forged).divergence is None
    found = replay(forged, (note.key(ledger.origin, ledger.seed),))
    assert found.divergence is not None
    assert found.divergence.rule == "bundle.signature"


def test_a_law_without_a_value_that_is_asked_for_is_a_divergence(run: Journey) -> None:
    """The rules cannot decide under it: the entry is named, and nothing falls over."""
    forgery = forging(run)
    name = frozen(forgery)
    pack = Pack.from_bytes(forgery.members[f"packs/{name}.json"])
    values = tuple(v for v in pack.file.values if v.id != "account.cleaning")
    poorer = Pack.of(pack.file.model_copy(update={"values": values}))
    forgery.members[f"packs/{poorer.digest}.json"] = poorer.to_bytes()
    forgery.change(forgery.find("set_budget"), pack=poorer.digest)

    found = replayed(forgery.written())

    assert found.divergence is not None
    assert found.divergence.rule == "decide set_budget"
    assert "account.cleaning" in found.divergence.expected


def test_lines_are_held_to_their_one_spelling(run: Journey) -> None:
    assert [from_bytes(line) for line in run.opened.entry_bytes] == list(
        run.opened.entries
    )


@pytest.mark.parametrize(
    ("one", "other", "path"),
    [
        ({"a": [1, {"b": "x"}]}, {"a": [1, {"b": "y"}]}, "/a/1/b"),
        ({"a": 1}, {"a": 1, "b": None}, "/b"),
        ({"a": [1, 2]}, {"a": [1]}, "/a/length"),
        ("x", ["x"], ""),
    ],
)
def test_the_first_difference_is_named_by_its_path(
    one: Any,  # noqa: ANN401  # plain JSON
    other: Any,  # noqa: ANN401
    path: str,
) -> None:
    found = first_difference(one, other)

    assert isinstance(found, Difference)
    assert found.path == path
    assert first_difference(one, one) is None
