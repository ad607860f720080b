"""Ended at any step of an execution, a server leaves a ledger that holds, and can go on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.cleaning import acts_of, at_stage

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("act", "steps"),
    [
        ("opening", {"a blob is written", "the process is opened"}),
        ("bidding", {"a blob is registered"}),
        ("closing", {"a checkpoint is signed"}),
    ],
)
def test_at_every_step_the_ledger_holds_and_the_act_can_be_asked_again(
    act: str, steps: set[str], tmp_path: Path
) -> None:
    stop = tmp_path / "stop"
    with at_stage("bidding", stop, ()) as way:
        way.take(*acts_of("bidding", "register_party"))
        way.take(*(a for a in acts_of("bidding", "commit_bid") if a.party == "p-01"))
        way.upload("p-07")

    ran = subprocess.run(
        [
            *(sys.executable, "-m", "tests.ledger.crash_in_execute"),
            *(stop, tmp_path / "office", act),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert ran.returncode == 0, ran.stderr
    found = dict(line.rsplit(": ", 1) for line in ran.stdout.splitlines())
    reached = {where for where, what in found.items() if what != "never comes to it"}
    every = steps | {
        "the entry is added",
        "the state is remembered",
        "the answer is kept",
        "rows are inserted",
        "all is committed",
    }
    assert {
        f"{act}, {when} {step}" for when in ("before", "after") for step in every
    } <= reached
    assert {found[where] for where in reached} == {"holds"}
