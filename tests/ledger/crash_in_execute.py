"""A server that ends in the middle of `Ledger.execute`, at one step after the other.

Run as a program: `crash_in_execute.py STOP FOLDER ACT`, for an office in the folder STOP
and one of `ACTS`. For each step of the execution a child has the act decided on a copy of
the office and is gone at that step, without a word. Then the ledger is checked, the act
is asked again, and it is checked again. A line says what was found of each step.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

from api.home import Home, open_home
from flows import desk
from ledger import note
from ledger.asked import Asked, Recorded
from ledger.blobs import Blobs
from ledger.execute import ENGINE
from ledger.fsck import check
from ledger.memory import Memory
from ledger.sequencer import Sequencer
from ledger.store import Transaction
from tender.act import Actor
from tender.commands.bidding import CloseBidding
from tender.commands.preparation.process import OpenProcess
from tests.journeys.cleaning import PROCESS, package

GONE = 9
OTHER = "ocds-mj0001-2027-lain"

STEPS: Mapping[str, tuple[type[Any], str]] = {
    "a blob is written": (Blobs, "put"),
    "the process is opened": (Transaction, "open_process"),
    "a blob is registered": (Transaction, "put_blob"),
    "the entry is added": (Transaction, "add"),
    "the state is remembered": (Memory, "add"),
    "a checkpoint is signed": (Transaction, "put_checkpoint"),
    "the answer is kept": (Transaction, "put_answer"),
    "rows are inserted": (Transaction, "settle"),
    "all is committed": (Sequencer, "run"),
}
"""What an execution does, by the method that does it: a child ends before and after."""


def clock() -> datetime:
    """Return a moment at which each of the acts may be asked for."""
    return MOMENTS[sys.argv[3]]


def opening(home: Home) -> Asked:
    """Open another process: its pack becomes a blob, it gets a row and a salt."""
    del home
    said = {**package().process.to_json(), "ocid": OTHER, "tag": "open_process"}
    asked = OpenProcess.from_json(said)
    return Asked(process=OTHER, actor=Actor("ukpbj", "unit"), command=asked, key="open")


def bidding(home: Home) -> Asked:
    """Commit a bid, whose ciphertexts are there."""
    act = next(
        a for a in package().acts if (a.party, a.command) == ("p-07", "commit_bid")
    )
    return desk.asked(home.office, package(), act)


def closing(home: Home) -> Asked:
    """Close the bidding: the sealed stream joins the log, which is signed."""
    del home
    return Asked(process=PROCESS, actor=ENGINE, command=CloseBidding(), key="close")


ACTS: Mapping[str, Callable[[Home], Asked]] = {
    "opening": opening,
    "bidding": bidding,
    "closing": closing,
}
DEADLINE = next(s.ends for s in package().schedule.slots if s.stage == "bidding")
MOMENTS: Mapping[str, datetime] = {
    "opening": DEADLINE - timedelta(hours=1),
    "bidding": DEADLINE - timedelta(hours=1),
    "closing": DEADLINE,
}


def main(stop: Path, folder: Path, act: str) -> None:
    """Try the act with an end at each step."""
    for step, (owner, method) in STEPS.items():
        for after in (False, True):
            shutil.rmtree(folder, ignore_errors=True)
            if act != "opening":  # of an office's first process, whose pack is new too
                shutil.copytree(stop, folder)
            ended = _ended_at(folder, act, owner, method, after=after)
            said = _found(folder, act) if ended else "never comes to it"
            print(f"{act}, {'after' if after else 'before'} {step}: {said}")  # noqa: T201


def _ended_at(
    folder: Path, act: str, owner: type[Any], method: str, *, after: bool
) -> bool:
    """Have a child ask, and be gone at a step; say whether it came to it."""
    child = os.fork()
    if not child:
        _ask_until(folder, act, owner, method, after=after)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, GONE), f"a child ended with {code}"
    return code == GONE


def _ask_until(
    folder: Path, act: str, owner: type[Any], method: str, *, after: bool
) -> NoReturn:
    """Be the child."""
    code = 1
    try:
        home = open_home(folder, clock, practice=True)
        asked = ACTS[act](home)
        real = getattr(owner, method)

        def ending(*args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # as the method's
            if after:
                real(*args, **kwargs)
            os._exit(GONE)

        setattr(owner, method, ending)
        home.office.ask(asked)
        code = 0
    finally:
        os._exit(code)


def _found(folder: Path, act: str) -> str:
    """Check the ledger, ask again, and check again; say what is wrong, or that it holds."""
    home = open_home(folder, clock, practice=True)
    try:
        faults = [*_faults(home)]
        answer = home.office.ask(ACTS[act](home))
        faults += [*_faults(home)]
        if not isinstance(answer, Recorded):
            faults.append(str(answer))
        return "; ".join(faults) or "holds"
    finally:
        home.close()


def _faults(home: Home) -> list[str]:
    ledger = home.office.ledger
    with home.store.read() as snapshot:
        key = note.key(ledger.origin, ledger.seed)
        found = check(snapshot, home.office.blobs, key, home.office.private)
    return [str(fault) for fault in found.faults]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
