"""The flows: one per phase that an officer triggers. Prefect is time and order, no more.

A flow holds no state. It asks the office at hand what is due, has it done, and
ends; it may run twice, be killed or be lost, and the next one finds in the ledger
where things stand (`flows.advance`). With a course at hand (a run from files on a
simulated clock) a flow goes on until its phase is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from prefect import flow

from flows.advance import advance
from flows.course import Course
from flows.office import current
from flows.steps import Stopped
from tender.lifecycle import Stage

_COURSE: ContextVar[Course | None] = ContextVar("course", default=None)


@contextmanager
def on_course(course: Course) -> Iterator[Course]:
    """Have *course* at hand inside."""
    token = _COURSE.set(course)
    try:
        yield course
    finally:
        _COURSE.reset(token)


def _until(process: str, stage: Stage) -> Stopped | None:
    course = _COURSE.get()
    if course is not None:
        return course.until(current(), stage)
    advance(current(), process)
    return None


@flow(name="prepare-tender", flow_run_name="{process}")
def prepare_tender(process: str) -> Stopped | None:
    """Bring a tender to its announcement: roster, money, people, schedule."""
    return _until(process, "bidding")


@flow(name="receive-bids", flow_run_name="{process}")
def receive_bids(process: str) -> Stopped | None:
    """See the tender through questions, amendments and sealed bids to its deadline."""
    return _until(process, "opening")


@flow(name="open-bids", flow_run_name="{process}")
def open_bids(process: str) -> Stopped | None:
    """Open what the trustees' shares open."""
    return _until(process, "evaluation")


@flow(name="evaluate-bids", flow_run_name="{process}")
def evaluate_bids(process: str) -> Stopped | None:
    """Have the bids corrected, judged and ranked."""
    return _until(process, "evaluated")


@flow(name="award-tender", flow_run_name="{process}")
def award_tender(process: str) -> Stopped | None:
    """Bring the ranking through approval, announcement and objections to the report."""
    return _until(process, "reported")


@flow(name="conclude-contract", flow_run_name="{process}")
def conclude_contract(process: str) -> Stopped | None:
    """Bring the report to appointment, contract and start of work."""
    course = _COURSE.get()
    if course is not None:
        return course.to_the_end(current())
    advance(current(), process)
    return None


PHASES = (
    prepare_tender,
    receive_bids,
    open_bids,
    evaluate_bids,
    award_tender,
    conclude_contract,
)
"""The flows in the order of a tender's life."""
