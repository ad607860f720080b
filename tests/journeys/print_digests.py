"""Run a package in a folder, and print the two digests of what came of it."""

from __future__ import annotations

import sys
from pathlib import Path

from api.files.package import read_package
from ledger.bundle import open_up
from tests.journeys.cleaning import on_the_way


def main(package: Path, folder: Path) -> None:
    with on_the_way(folder, read_package(package)) as way:
        way.course.to_the_end(way.office)
        bundle = open_up(way.bundle("public"))
        sys.stdout.write(f"{bundle.digest} {bundle.facts_digest} {way.state.stage}\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
