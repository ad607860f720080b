"""A fault that was awarded by, mended as an erratum: both epochs behave as designed.

Nothing is put in the place of anything in memory: the project is copied, the fault is
written into its source, a tender is awarded by it, and then the copy is mended as
`docs/errata.md` says.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ledger.bundle import open_up
from rules.errata import EPOCH, ERRATA
from tests.api.commands import NOT_COMPARABLE, saksama
from tests.ledger.two_epochs import FAULT, MENDED, Tree, copied

BY_TEXT, BY_POINTS = "bujp-06", "bujp-02"
"""Who is first where 80.68 goes before 83.69, and who has the 83.69."""


class Epochs(NamedTuple):
    """The mended copy, what it had said before, and the bundle that was awarded."""

    tree: Tree
    awarded: Any
    bundle: Path
    open: Path


@pytest.fixture(scope="module")
def epochs(tmp_path_factory: pytest.TempPathFactory) -> Epochs:
    folder = tmp_path_factory.mktemp("epochs")
    tree = copied(folder / "tree")
    tree.edit(FAULT)
    awarded = tree.go(folder / "awarded", "standstill", BY_TEXT)
    tree.go(folder / "open", "evaluation", BY_TEXT)
    tree.edit(MENDED)
    return Epochs(tree, awarded, folder / "awarded.zip", folder / "open")


def test_errata_are_numbered_from_one_without_a_gap() -> None:
    assert [one.number for one in ERRATA] == list(range(1, EPOCH + 1))


def test_the_fault_is_awarded_by(epochs: Epochs) -> None:
    assert epochs.awarded == {"epoch": 0, "stopped": None, "first": BY_TEXT}


def test_what_was_awarded_by_the_fault_is_decided_again_as_it_was(
    epochs: Epochs,
) -> None:
    ran = epochs.tree.saksama("replay", epochs.bundle)

    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_a_process_that_is_opened_after_it_has_the_fix(
    epochs: Epochs, tmp_path: Path
) -> None:
    said = epochs.tree.go(tmp_path / "new", "evaluated", BY_POINTS)
    bundle = open_up((tmp_path / "new.zip").read_bytes())
    again = epochs.tree.saksama("replay", tmp_path / "new.zip")

    assert said == {"epoch": 1, "stopped": None, "first": BY_POINTS}
    assert {entry.epoch for entry in bundle.entries} == {1}
    assert again.returncode == 0, again.stdout + again.stderr


def test_one_that_is_open_keeps_the_fault_until_it_adopts_the_erratum(
    epochs: Epochs, tmp_path: Path
) -> None:
    kept, adopted = (_copy(epochs.open, tmp_path / n) for n in ("kept", "adopted"))

    as_opened = epochs.tree.go(kept, "evaluated", BY_TEXT)
    as_adopted = epochs.tree.go(adopted, "evaluated", BY_POINTS, "adopt")

    assert as_opened == {"epoch": 0, "stopped": None, "first": BY_TEXT}
    assert as_adopted == {"epoch": 1, "stopped": None, "first": BY_POINTS}
    entries = open_up(adopted.with_suffix(".zip").read_bytes()).entries
    assert sorted({entry.epoch for entry in entries}) == [0, 1]
    for way in (kept, adopted):
        ran = epochs.tree.saksama("replay", way.with_suffix(".zip"))
        assert ran.returncode == 0, ran.stdout + ran.stderr


def test_what_the_fix_would_change_is_told(epochs: Epochs) -> None:
    ran = epochs.tree.saksama("replay", epochs.bundle, "--erratum", 1)

    assert ran.returncode == 1
    assert f"first: {BY_TEXT} → {BY_POINTS}" in ran.stdout
    assert f"the qualification of {BY_POINTS} has not been proved" in ran.stdout
    assert "with the errata up to number 1 from the start" in ran.stdout


def test_of_a_process_that_has_it_an_erratum_changes_nothing(
    epochs: Epochs, tmp_path: Path
) -> None:
    epochs.tree.go(tmp_path / "new", "evaluated", BY_POINTS)

    ran = epochs.tree.saksama("replay", tmp_path / "new.zip", "--erratum", 1)

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "0 otherwise" in ran.stdout


def test_an_older_release_says_that_it_does_not_know_the_epoch(
    epochs: Epochs, tmp_path: Path
) -> None:
    """Ask this project, which has no erratum, about what the mended copy has made."""
    adopted = _copy(epochs.open, tmp_path / "adopted")
    epochs.tree.go(adopted, "evaluated", BY_POINTS, "adopt")

    ran = saksama("replay", adopted.with_suffix(".zip"))

    assert ran.exit_code == NOT_COMPARABLE
    assert "epoch 1 of this process: this release knows 0" in ran.output


def _copy(office: Path, to: Path) -> Path:
    return Path(shutil.copytree(office, to))
