"""A copy of this project with a fault in it, and the same mended as an erratum.

What a maintainer does (`docs/errata.md`) is done here to a copy of the source tree: the
fault, old line kept, goes behind a branch; `rules/errata.py` gets its first erratum.
Run as a program within such a copy, this module takes the second example some way.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from flows.package import PlannedAct
from tests.journeys.cleaning import on_the_way
from tests.journeys.security import package

ROOT = Path(__file__).parents[2]
_ROOMS: Final = "api flows ledger publication rules scoring tender templates examples"
_TESTS: Final = "journeys ledger"


class Edit(NamedTuple):
    """What stands in a file, once, and what is to stand there."""

    file: str
    old: str
    new: str


RANKING, PRICING = "scoring/merit/ranking.py", "scoring/merit/pricing.py"
RIGHT = "    ordered = sorted(standings, key=lambda one: (one.figures, one.place, one.bid))\n"
WRONG = (
    "    ordered = sorted(standings, key=lambda one: (str(one.figures), one.place))\n"
)

FAULT: Final = (Edit(RANKING, RIGHT, WRONG),)
"""Totals are put in order as text: 80.68, as it is written exactly, is before 83.69."""

MENDED: Final = (
    Edit(RANKING, WRONG, f"    if epoch >= 1:\n    {RIGHT}    else:\n    {WRONG}"),
    Edit(
        RANKING,
        "def order(standings: Iterable[Standing]) -> Order:",
        "def order(standings: Iterable[Standing], epoch: int) -> Order:",
    ),
    Edit(
        PRICING,
        "            for bid in going\n        ),\n    )",
        "            for bid in going),\n            terms.epoch,\n        ),\n    )",
    ),
    Edit(
        PRICING,
        "order=order(\n            Standing(",
        "order=order(\n            (Standing(",
    ),
    Edit(
        "scoring/merit/technical.py",
        "        Standing(bid=bid, figures=(-points,)) for bid, points in meeting.items()\n",
        "        (Standing(bid=bid, figures=(-points,)) for bid, points in meeting.items()),\n"
        "        terms.epoch,\n",
    ),
    Edit(
        "rules/errata.py",
        "ERRATA: tuple[Erratum, ...] = ()",
        "ERRATA: tuple[Erratum, ...] = (\n    Erratum(1, date(2026, 12, 1), 'points-and-ties', "
        "{'id': 'Nilai diurutkan sebagai teks.', 'en': 'Totals were put in order as text.'}),\n)",
    ),
)


class Tree(NamedTuple):
    """A copy of the source tree in *root*."""

    root: Path

    def edit(self, edits: Sequence[Edit]) -> None:
        """Make *edits*, each of which finds what it replaces, once."""
        for file, old, new in edits:
            path = self.root / file
            text = path.read_text("utf-8")
            assert text.count(old) == 1, (file, old, text.count(old))
            path.write_text(text.replace(old, new), "utf-8")

    def go(self, *arguments: object) -> Any:  # noqa: ANN401  # JSON
        """Take the example some way in a program of this tree; return what it says."""
        ran = self._run("-m", "tests.ledger.two_epochs", *arguments)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return json.loads(ran.stdout)

    def saksama(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run a command of this tree, in English."""
        return self._run("-c", "from api.cli import main; main()", *arguments)

    def _run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=self.root,
            env={"SAKSAMA_LANG": "en", "COLUMNS": "200", "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )


def copied(root: Path) -> Tree:
    """Copy the source tree to *root*."""
    skipped = shutil.ignore_patterns("__pycache__", "golden", "assets")
    for room in _ROOMS.split():
        shutil.copytree(ROOT / room, root / room, ignore=skipped)
    for room in _TESTS.split():
        shutil.copytree(ROOT / "tests" / room, root / "tests" / room, ignore=skipped)
    return Tree(root)


def main(folder: str, stage: str, first: str, adopting: str = "") -> None:
    """Take the office in *folder* on to *stage*, where *first* is put to the proof.

    With *adopting* the committee adopts erratum 1 before it finds any value.
    """
    office, what = Path(folder), package()
    acts = tuple(_acts(what.acts, first, is_adopted=bool(adopting)))
    at = acts[0].at
    if office.exists():
        with on_the_way(office, what, since=acts[-1].at) as way:
            at = way.state.at or at
    left = tuple(act for act in acts if act.at > at or not office.exists())
    with on_the_way(office, replace(what, acts=left), since=at) as way:
        stopped = way.course.until(way.office, stage)  # type: ignore[arg-type]
        office.with_suffix(".zip").write_bytes(way.bundle("auditors"))
        result = way.state.evaluation.result
        ranks = {} if result is None else {r.bid: r.rank for r in result.results}
        said = {
            "epoch": way.state.preparation.epoch,
            "stopped": None if stopped is None else [d.about for d in stopped.waited],
            "first": next((bid for bid, rank in ranks.items() if rank == 1), None),
        }
    sys.stdout.write(json.dumps(said))


def _acts(
    acts: Sequence[PlannedAct], first: str, *, is_adopted: bool
) -> Iterator[PlannedAct]:
    for act in acts:
        if is_adopted and act.command == "find_value":
            is_adopted = False
            yield replace(
                act,
                at=act.at - timedelta(seconds=1),
                command="adopt_epoch",
                fields={"epoch": 1, "reason": "Nilai diurutkan sebagai teks."},
                number=1 + max(one.number for one in acts),
            )
        if act.command == "prove_qualification":
            yield replace(act, fields={**act.fields, "bid": first})
        else:
            yield act


if __name__ == "__main__":
    main(*sys.argv[1:])
