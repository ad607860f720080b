"""The third example: drivers whose alih daya firm changes. Kept at each stage, as `cleaning` is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from api.files.package import read_package
from flows.package import Package
from tests.journeys.cleaning import STAGES, Journey, Stages

EXAMPLE = Path(__file__).parents[2] / "examples" / "drivers-2027"


@cache
def package() -> Package:
    """Return the example, read from its files."""
    return read_package(EXAMPLE)


KEPT = Stages(package, STAGES, "drivers")


@cache
def journey() -> Journey:
    """Run the example to its end and keep its office open."""
    return KEPT.to_the_end()
