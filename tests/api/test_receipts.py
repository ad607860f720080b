"""A receipt is held to a key by its holder alone; later the log shows that its promise was kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.clock import SimulatedClock
from flows import desk
from ledger import note
from ledger.asked import Recorded
from ledger.note import Key
from tender.lifecycle import Stage
from tests.api.commands import BAD_INPUT, DIFFERS, NOT_COMPARABLE, SAME, faults, saksama
from tests.api.http.serving import serving
from tests.journeys import cleaning

Told = dict[str, Any]


def answered(stage: Stage, folder: Path, party: str = "p-07") -> tuple[Told, Key, int]:
    """Have a company bid, or ask once more; return its answer, the office's key, and how the log answers.

    At the bidding it bids; later it asks with the same key, and is answered word for word.
    """
    (act,) = [a for a in cleaning.acts_of("bidding", "commit_bid") if a.party == party]
    with cleaning.at_stage(stage, folder, ()) as way:
        if stage == "bidding":
            way.take(*cleaning.acts_of("bidding", "register_party"), act)
        again = desk.asked(way.office, way.course.package, act)
        answer = way.office.ledger.execute(again)
        ledger, now = way.office.ledger, way.clock()
        key = note.key(ledger.origin, ledger.seed)
    assert isinstance(answer, Recorded)
    told: Told = json.loads(answer.to_bytes())
    with serving(folder, clock=SimulatedClock(now)) as server:
        shown = server.client.get(f"/v1/receipts/{answer.receipt.entry_sha256}")
    if shown.status_code == 200:
        told["inclusion"] = shown.json()
    return told, key, shown.status_code


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Told, Key]:
    """Give a receipt with its proof, once bids are closed, and the office's key."""
    told, key, status = answered("opening", tmp_path_factory.mktemp("office"))
    assert status == 200
    return told, key


def verified(folder: Path, told: Told, key: Key) -> tuple[int, str]:
    """Hold a receipt to a key, from its file; return the exit code and what is said."""
    file = folder / "receipt.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    ran = saksama("receipt", "verify", file, "--key", key.to_text())
    return ran.exit_code, ran.stdout


def test_before_the_closing_it_is_a_promise_and_the_log_shows_nothing(
    tmp_path: Path,
) -> None:
    told, key, status = answered("bidding", tmp_path / "office")

    code, said = verified(tmp_path, told, key)

    assert status == 404
    assert code == NOT_COMPARABLE
    assert "GENUINE: saksama.practice/log promises that what p-07 handed in" in said
    assert "No proof of the log yet" in said


def test_an_entry_under_seal_is_not_told_from_one_that_there_is_not(
    tmp_path: Path,
) -> None:
    with cleaning.at_stage("bidding", tmp_path, ()) as way:
        now = way.clock()
    with serving(tmp_path, clock=SimulatedClock(now)) as server:
        answer = server.client.get(f"/v1/receipts/{'0' * 64}")

    assert answer.status_code == 404


def test_after_it_the_log_shows_that_the_promise_was_kept(
    kept: tuple[Told, Key], tmp_path: Path
) -> None:
    code, said = verified(tmp_path, *kept)

    assert code == SAME
    assert "IN THE LOG" in said


def test_the_office_is_not_needed_for_it(
    kept: tuple[Told, Key], tmp_path: Path
) -> None:
    """The file and the key alone: nothing else is in the folder."""
    told, key = kept
    verified(tmp_path, told, key)

    assert [path.name for path in tmp_path.iterdir()] == ["receipt.json"]


@pytest.mark.parametrize(
    ("of", "field", "value"),
    [
        ("receipt", "party", "p-06"),
        ("receipt", "at", "2026-10-29T02:00:00.000000Z"),
        ("receipt", "entry_sha256", "0" * 64),
        ("receipt", "round", 2),
        ("inclusion", "leaf", "00" * 73),
        ("inclusion", "index", 1),
        ("inclusion", "size", 1),
        ("inclusion", "path", ["0" * 64]),
        ("inclusion", "checkpoint", "saksama.practice/log\n1\nAAAA\n"),
    ],
)
def test_nothing_of_it_can_be_changed(
    of: str, field: str, value: object, kept: tuple[Told, Key], tmp_path: Path
) -> None:
    told, key = kept
    changed = {**told, of: {**told[of], field: value}}

    code, said = verified(tmp_path, changed, key)

    assert code == DIFFERS
    assert ("NOT GENUINE" if of == "receipt" else "NOT PROVED") in said


def test_another_company_s_proof_is_none(
    kept: tuple[Told, Key], tmp_path: Path
) -> None:
    told, key = kept
    other, _, _ = answered("opening", tmp_path / "office", "p-06")

    code, said = verified(tmp_path, {**told, "inclusion": other["inclusion"]}, key)

    assert code == DIFFERS
    assert "NOT PROVED" in said


def test_another_key_is_another_s(kept: tuple[Told, Key], tmp_path: Path) -> None:
    told, key = kept

    code, said = verified(tmp_path, told, note.key(key.name, bytes(32)))

    assert code == DIFFERS
    assert "NOT GENUINE" in said


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: {},
        lambda told: {**told, "more": 1},
        lambda told: {**told, "outcome": "refused"},
        lambda told: {"receipt": {**told["receipt"], "signature": ""}},
        lambda told: {"receipt": {**told["receipt"], "round": "1"}},
        lambda told: {**told, "inclusion": {**told["inclusion"], "path": ["x"]}},
    ],
)
def test_what_is_no_receipt_is_named_by_its_field(
    spoil: Callable[[Told], Told], kept: tuple[Told, Key], tmp_path: Path
) -> None:
    told, key = kept
    file = tmp_path / "receipt.json"
    file.write_text(json.dumps(spoil(told)), encoding="utf-8")

    ran = saksama("receipt", "verify", file, "--key", key.to_text())

    assert ran.exit_code == BAD_INPUT
    assert faults(ran)[0].startswith("receipt.json:1: ")


@pytest.mark.parametrize(
    "key", ["", "x", "a+b+c", "saksama.practice/log+00000000+AAAA"]
)
def test_what_is_no_key_is_told(
    key: str, kept: tuple[Told, Key], tmp_path: Path
) -> None:
    file = tmp_path / "receipt.json"
    file.write_text(json.dumps(kept[0]), encoding="utf-8")

    assert saksama("receipt", "verify", file, "--key", key).exit_code == BAD_INPUT
