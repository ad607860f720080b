"""What the tests of the rules share: the example, run once."""

import pytest

from tests.journeys import cleaning


@pytest.fixture(scope="session")
def journey() -> cleaning.Journey:
    """Give the whole run; the rules are asked at its moments."""
    return cleaning.journey()
