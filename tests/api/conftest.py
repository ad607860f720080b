"""What the tests of the ways in share: the example, run once, and its bundles as files."""

from pathlib import Path

import pytest

from tests.api.evaluations import block
from tests.journeys import cleaning


@pytest.fixture(scope="session")
def journey() -> cleaning.Journey:
    """Give the whole run."""
    return cleaning.journey()


@pytest.fixture(scope="session")
def public(journey: cleaning.Journey, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the public bundle of the run, as a file."""
    path = tmp_path_factory.mktemp("bundles") / "public.zip"
    path.write_bytes(journey.public)
    return path


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Give the folder of an office whose tender has come to the contract."""
    folder = tmp_path / "office"
    with cleaning.at_stage("started", folder, ()):
        pass
    return folder


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Give the file that the page of `saksama evaluate` shows."""
    path = tmp_path / "cleaning.json"
    path.write_text(block("file"), encoding="utf-8")
    return path
