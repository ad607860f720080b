"""What the tests of the flows share: the example, run once."""

import pytest

from tests.journeys import cleaning


@pytest.fixture(scope="session")
def journey() -> cleaning.Journey:
    """Give the whole run."""
    return cleaning.journey()
