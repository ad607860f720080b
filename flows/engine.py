"""What the engine does by itself when it is due: what rules compute, and nothing else.

Each step states its key; a step that runs twice gets its first answer again,
because key and command are the same, or is refused because it has been done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flows import losses, papers, seals
from flows.office import Office
from ledger.asked import Recorded, Refused
from rules.due import Due
from rules.files import parts
from tender.commands.announcement import MoveDeadline
from tender.commands.bidding import CloseBidding
from tender.commands.evaluation import CompleteEvaluation, CorrectArithmetic
from tender.registry import Command
from tender.state import State


class EngineRefusedError(RuntimeError):
    """The rules refused what `due` had asked the engine for: one of the two is wrong."""

    def __init__(self, step: Due, refused: Refused) -> None:
        refusal = refused.refusal
        super().__init__(
            f"expected {step.command} {step.about} to be accepted, as it is due, "
            f"found {refusal.rule} {dict(refusal.operands)}"
        )
        self.step = step
        self.refused = refused


def take(office: Office, process: str, step: Due) -> Recorded | Refused:
    """Do what is due of the engine; raise `EngineRefusedError` where it stays due.

    A refusal of what is due no more is none: another flow has done it, or its time
    was over before it came to be decided. Raise `flows.seals.LostError` where a bid's
    ciphertexts are lost and nobody has been told of it yet (`flows.losses`).
    """
    state = office.state(process)
    command = _STEPS[step.command](office, process, state, step.about)
    key = f"{step.command} {step.about} {state.seq}"
    answer = office.engine(process, command, key)
    if isinstance(answer, Refused) and step in office.due(process):
        raise EngineRefusedError(step, answer)
    if step.command == "issue_document":
        papers.lay_out(office, process)
    return answer


def _challenge(office: Office, process: str, state: State, about: str) -> Command:
    return seals.challenge(office, process, state, about)


def _close(_: Office, __: str, ___: State, ____: str) -> Command:
    return CloseBidding()


def _move(_: Office, __: str, ___: State, ____: str) -> Command:
    return MoveDeadline()


def _open(office: Office, process: str, state: State, about: str) -> Command:
    """Open a bid; where its ciphertexts are lost, find so once somebody was told."""
    try:
        return seals.open_bid(office, state, about, parts(state)[0])
    except seals.LostError as lost:
        if not losses.was_told(office, process, lost):
            raise
        return seals.without(lost)


def _correct(_: Office, __: str, ___: State, about: str) -> Command:
    return CorrectArithmetic(bid=about)


def _complete(_: Office, __: str, ___: State, ____: str) -> Command:
    return CompleteEvaluation()


def _issue(office: Office, process: str, state: State, about: str) -> Command:
    del process
    kind, _, bid = about.partition(" ")
    return papers.issue(office, state, kind, bid or None)


_STEPS: Mapping[str, Callable[[Office, str, State, str], Command]] = {
    "challenge_key": _challenge,
    "move_deadline": _move,
    "close_bidding": _close,
    "open_part": _open,
    "correct_arithmetic": _correct,
    "complete_evaluation": _complete,
    "issue_document": _issue,
}
"""The engine's steps; `rules.due` asks it for no others."""
