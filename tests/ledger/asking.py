"""Commands of the example, asked of a ledger, and what it answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flows.office import signed
from ledger.asked import Asked, Recorded, Refused
from tender.act import Actor
from tender.commands.announcement import AnswerQuestion
from tender.commands.bidding import CommitBid
from tender.commands.preparation.choices import ChooseValue
from tender.commands.preparation.process import OpenProcess
from tender.registry import Command
from tests.journeys.cleaning import PROCESS, package

TICK = timedelta(microseconds=1)
PPK = Actor("ppk", "ppk")
DEADLINE = next(s.ends for s in package().schedule.slots if s.stage == "bidding")


def choosing(value: str = "wage", key: str = "a key", **more: object) -> Asked:
    """Return a command that is always accepted before the announcement, and never after."""
    command = ChooseValue(id="fee.base", value=value, unit="components", clause="LDP")
    asked = Asked(process=PROCESS, actor=PPK, command=command, key=key)
    return replace(asked, **more)  # type: ignore[arg-type]


def answering(key: str = "an answer") -> Asked:
    """Return an answer to the question of the example, by its officer."""
    command = AnswerQuestion(question="tanya-1", answer="Ya.")
    return Asked(process=PROCESS, actor=PPK, command=command, key=key)


def by_bidder(bid: str, command: Command, key: str = "a key") -> Asked:
    """Return a command that a bidder has signed."""
    plain = Asked(process=PROCESS, actor=Actor(bid, "bidder"), command=command, key=key)
    return signed(plain, package().parties[bid].signing_seed)


def bid_of(bid: str) -> CommitBid:
    """Return the commitment of a bid of the example."""
    sealed = package().bids[bid].sealed
    assert sealed is not None
    return CommitBid.from_json({**sealed.envelope.to_json(), "tag": "commit_bid"})


def recorded(answer: Recorded | Refused) -> Recorded:
    """Return an answer that is of something recorded."""
    assert isinstance(answer, Recorded)
    return answer


def refused(answer: Recorded | Refused) -> Refused:
    """Return an answer that is a refusal."""
    assert isinstance(answer, Refused)
    return answer


def opening(process: str, *, practice: bool) -> Asked:
    """Return the opening of another process, as the example was opened."""
    said = {**package().process.to_json(), "ocid": process, "practice": practice}
    command = OpenProcess.from_json({**said, "tag": "open_process"})
    return Asked(
        process=process, actor=Actor("ukpbj", "unit"), command=command, key="open"
    )
