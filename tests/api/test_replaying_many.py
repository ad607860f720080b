"""`saksama replay FOLDER`: every bundle in it, or every process of an office's ledger."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.api.commands import BAD_INPUT, DIFFERS, SAME, saksama
from tests.api.test_otherwise import changed
from tests.journeys import cleaning
from tests.journeys.cleaning import PROCESS
from tests.ledger.forging import Forgery
from tests.ledger.test_golden_bundles import BUNDLES

NAMES = ("cleaning-2027", "next-in-line-2027", "security-2027")


@pytest.fixture
def bundles(tmp_path: Path) -> Path:
    folder = tmp_path / "bundles"
    folder.mkdir()
    for name in NAMES:
        (folder / f"{name}.zip").symlink_to(BUNDLES / f"{name}.zip")
    return folder


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return the office of a tender that is evaluated; nobody has it open."""
    stop = cleaning.reached("evaluated")
    return Path(shutil.copytree(stop.folder, tmp_path / "office"))


def test_bundles_that_are_as_they_were_are_counted_and_no_more(bundles: Path) -> None:
    ran = saksama("replay", bundles)

    assert ran.exit_code == SAME
    assert ran.output == (
        "3 processes decided again: 3 the same, 0 different, 0 not comparable, "
        "0 not readable\n"
    )


def test_each_that_differs_has_a_line_in_the_order_of_names(bundles: Path) -> None:
    (bundles / "a.zip").write_bytes(_forged())
    (bundles / "z.zip").write_bytes(_forged())
    (bundles / "b.zip").write_bytes(b"no bundle")

    several, one = (saksama("replay", bundles, "--facts", "--jobs", n) for n in (2, 1))

    assert several.exit_code == one.exit_code == DIFFERS
    assert several.output == one.output
    first, second, last, total = several.output.splitlines()
    assert first.startswith("a.zip: DIFFERS: main ")
    assert "propose_award" in first
    assert second.startswith("b.zip: ")
    assert last.startswith("z.zip: DIFFERS: main ")
    assert total.endswith("3 the same, 2 different, 0 not comparable, 1 not readable")


def test_one_that_cannot_be_read_is_bad_input(bundles: Path) -> None:
    (bundles / "b.zip").write_bytes(b"no bundle")

    assert saksama("replay", bundles).exit_code == BAD_INPUT


def test_another_law_is_told_process_by_process(bundles: Path, tmp_path: Path) -> None:
    (bundles / "security-2027.zip").unlink()
    pack = changed(tmp_path, labour_minimum_wage="3690000")

    ran = saksama("replay", bundles, "--rules", pack)

    assert ran.exit_code == DIFFERS
    cleaners, next_in_line, total = ran.output.splitlines()
    assert cleaners.startswith("cleaning-2027.zip: 5 acts otherwise; first: p-07 → ")
    assert next_in_line.startswith("next-in-line-2027.zip: ")
    assert "2 processes decided under other rules: 0 the same, 2 different" in total


def test_an_office_is_decided_again_from_its_ledger(office: Path) -> None:
    ran = saksama("replay", office)

    assert ran.exit_code == SAME
    assert "1 processes decided again: 1 the same" in ran.output


@pytest.mark.parametrize("tag", ["judgement_recorded", "bid_committed"])
def test_an_act_that_was_changed_in_the_ledger_is_found(office: Path, tag: str) -> None:
    with closing(sqlite3.connect(office / "ledger.db")) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
        for (name,) in names.fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        rows = database.execute("SELECT at, bytes FROM entry ORDER BY at DESC")
        at, data = next(row for row in rows if f'"tag":"{tag}"'.encode() in row[1])
        other = re.sub(rb'"salt":"..', b'"salt":"00', data)
        assert other != data
        database.execute("UPDATE entry SET bytes = ? WHERE at = ?", (other, at))
        database.commit()

    ran = saksama("replay", office)

    assert ran.exit_code == DIFFERS
    assert f"{PROCESS}: DIFFERS: " in ran.output


def test_a_folder_of_neither_is_bad_input(tmp_path: Path) -> None:
    ran = saksama("replay", tmp_path)

    assert ran.exit_code == BAD_INPUT


def test_pages_are_not_drawn_for_many(bundles: Path) -> None:
    assert saksama("replay", bundles, "--documents").exit_code == BAD_INPUT


def _forged() -> bytes:
    forgery = Forgery((BUNDLES / "cleaning-2027.zip").read_bytes(), bytes(32))
    forgery.edit(forgery.find("propose_award"), event=_other_winner)
    return forgery.written()


def _other_winner(event: dict[str, Any]) -> None:
    event["winner"], event["reserves"] = "p-06", ["p-07"]
