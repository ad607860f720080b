"""The same inputs give the same outcome: elsewhere, interrupted, and sealed afresh."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api.files.package import read_package
from api.sealing import seal_package
from ledger.bundle import open_up
from tests.journeys.cleaning import EXAMPLE, Journey, on_the_way

SCRIPT = Path(__file__).with_name("print_digests.py")

PLACES = [
    pytest.param(
        {"TZ": "Pacific/Auckland", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "1"},
        id="New Zealand, in Turkish",
    ),
    pytest.param(
        {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "4242"},
        id="Newfoundland, in no language",
    ),
]


def ran_elsewhere(package: Path, folder: Path, place: dict[str, str]) -> list[str]:
    """Return what the script printed: bundle digest, facts digest, stage."""
    ran = subprocess.run(
        [sys.executable, SCRIPT, package, folder],
        env={**os.environ, **place},
        cwd=folder.parent,
        check=True,
        capture_output=True,
        text=True,
    )
    return ran.stdout.split()


@pytest.mark.parametrize("place", PLACES)
def test_a_run_gives_the_same_bundle_anywhere(
    journey: Journey, tmp_path: Path, place: dict[str, str]
) -> None:
    """There without a stop; here the office was closed and opened again at every stage."""
    found = ran_elsewhere(EXAMPLE, tmp_path / "office", place)

    assert found == [journey.opened.digest, journey.opened.facts_digest, "started"]


@pytest.fixture(scope="module")
def sealed_afresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("afresh") / EXAMPLE.name
    shutil.copytree(EXAMPLE, folder)
    assert seal_package(folder) == 0
    return folder


def test_seals_made_afresh_give_the_same_facts_and_another_bundle(
    journey: Journey, sealed_afresh: Path, tmp_path: Path
) -> None:
    with on_the_way(tmp_path, read_package(sealed_afresh)) as way:
        stopped = way.course.to_the_end(way.office)
        bundle = open_up(way.bundle("public"))

    assert stopped is None
    assert bundle.facts_digest == journey.opened.facts_digest
    assert bundle.digest != journey.opened.digest


def test_what_the_facts_leave_out_is_chance_alone(
    journey: Journey, sealed_afresh: Path
) -> None:
    """The seals of both packages differ in every ciphertext."""
    first, again = read_package(EXAMPLE), read_package(sealed_afresh)
    ciphertexts = {
        name
        for folder in first.bids.values()
        if folder.sealed
        for name in folder.sealed.ciphertexts
    }
    others = {
        name
        for folder in again.bids.values()
        if folder.sealed
        for name in folder.sealed.ciphertexts
    }

    assert len(ciphertexts) == len(others) == 36
    assert ciphertexts.isdisjoint(others)
    assert all(
        first.bids[bid].offers == again.bids[bid].offers
        for bid in journey.state.bidding.bids
    )
