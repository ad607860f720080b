"""What the tests of the ledger share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.cleaning import BIDDERS, Journey, Way, acts_of, at_stage, journey


@pytest.fixture(scope="class")
def sqlite_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the address of a database file that is not there yet, one a class."""
    return f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'ledger.sqlite3'}"


@pytest.fixture
def preparation(tmp_path: Path) -> Iterator[Way]:
    """Give the example with its officers registered, before anything else."""
    with at_stage("preparation", tmp_path, ()) as way:
        way.take(*acts_of("preparation", "register_party"))
        yield way


@pytest.fixture
def bidding(tmp_path: Path) -> Iterator[Way]:
    """Give the example as it was announced, with bidders registered and a question."""
    with at_stage("bidding", tmp_path, ()) as way:
        way.take(*acts_of("bidding", "register_party", "ask_question"))
        way.upload(*BIDDERS)
        yield way


@pytest.fixture
def released(tmp_path: Path) -> Iterator[Way]:
    """Give the example at its opening, with the shares of all trustees released."""
    with at_stage("opening", tmp_path, ()) as way:
        way.take(*acts_of("opening", "release_shares"))
        yield way


@pytest.fixture(scope="session")
def run() -> Journey:
    """Give the whole run of the example."""
    return journey()
