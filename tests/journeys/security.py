"""The second example: guards, by points, in two files. Run once without a stop."""

from __future__ import annotations

import atexit
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from api.files.package import read_package
from flows.package import Package
from tests.journeys.cleaning import Journey, on_the_way, scratch

EXAMPLE = Path(__file__).parents[2] / "examples" / "security-2027"


@cache
def package() -> Package:
    """Return the example, read from its files."""
    return read_package(EXAMPLE)


@cache
def journey() -> Journey:
    """Run the example to its end and keep its office open."""
    kept = ExitStack()
    atexit.register(kept.close)
    way = kept.enter_context(on_the_way(scratch() / "security", package()))
    stopped = way.course.to_the_end(way.office)
    return Journey(way, stopped, way.bundle("public"), way.bundle("auditors"))
