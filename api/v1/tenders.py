"""Tenders, for everyone: a list, one tender, and its documents."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.answering import Served, problems, served
from api.conditional import unless_known
from api.problems import INVALID, NOT_FOUND, Fault, ProblemError
from api.v1.tender_records import (
    Phase,
    Tender,
    TenderLine,
    first_published,
    line_of,
    record_of,
)
from ledger.disclosure import papers_shown
from ledger.store import UnknownProcessError
from publication.calendar import schedule
from tender.state import State
from tender.works import Job

router = APIRouter(prefix="/v1/tenders", tags=["public"])
At = Annotated[Served, Depends(served)]
Ocid = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9.-]{0,79}$")]

MOST: Final = 100

PAGE: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""What the page of a document may do: it has its style in it, and nothing else."""


class Tenders(BaseModel):
    """A page of tenders, the latest announced first."""

    model_config = ConfigDict(frozen=True)

    tenders: tuple[TenderLine, ...]
    next: str | None = Field(
        description="`after` of the next page; none where this is the last."
    )


@router.get("", response_model=Tenders, responses=problems(INVALID))
def list_tenders(  # noqa: PLR0913  # each a filter
    request: Request,
    at: At,
    *,
    search: Annotated[
        str | None, Query(max_length=100, description="Words of title or buyer.")
    ] = None,
    job: Job | None = None,
    phase: Phase | None = None,
    sort: Literal["published", "deadline"] = "published",
    after: Annotated[
        str | None, Query(max_length=100, description="`next` of the page before.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 20,
) -> Response:
    """List the tenders that have been announced."""
    lines = [line_of(state) for state in _announced(at)]
    if search:
        words = search.lower().split()
        lines = [
            one
            for one in lines
            if all(word in f"{one.title} {one.buyer}".lower() for word in words)
        ]
    lines = [
        one for one in lines if job in (None, one.job) and phase in (None, one.phase)
    ]
    answer = _page(lines, sort, after, limit)
    return unless_known(request, answer)


@router.get("/{ocid}", response_model=Tender, responses=problems(NOT_FOUND))
def read_tender(request: Request, at: At, ocid: Ocid) -> Response:
    """Read one tender: what was announced, what changed and why, and its documents."""
    return unless_known(request, record_of(_state(at, ocid)))


@router.get(
    "/{ocid}/schedule.ics",
    responses={
        200: {"content": {"text/calendar": {"schema": {"type": "string"}}}},
        **problems(NOT_FOUND),
    },
    response_class=Response,
)
def read_schedule(request: Request, at: At, ocid: Ocid) -> Response:
    """Read the schedule as a calendar, which moves with it."""
    state = _state(at, ocid)
    since = first_published(state)
    if since is None:
        raise ProblemError(NOT_FOUND)
    calendar = schedule(state, since)
    return unless_known(request, calendar, media_type="text/calendar; charset=utf-8")


@router.get(
    "/{ocid}/documents/{position}",
    responses={
        200: {
            "content": {
                "text/html": {"schema": {"type": "string"}},
                "application/json": {"schema": {"type": "object"}},
            }
        },
        **problems(NOT_FOUND),
    },
    response_class=Response,
)
def read_document(
    request: Request,
    at: At,
    ocid: Ocid,
    position: Annotated[int, Path(ge=1, le=10_000)],
    form: Literal["html", "json"] = "html",
) -> Response:
    """Read a document as it was issued: its page, or the data that the page was made of."""
    shown = dict(papers_shown(_state(at, ocid)))
    if position not in shown:
        raise ProblemError(NOT_FOUND)
    document = shown[position].document
    digest = document.html_sha256 if form == "html" else document.data_sha256
    types = {"html": "text/html; charset=utf-8", "json": "application/json"}
    data = at.home.office.blobs.get(digest)
    answer = unless_known(request, data, media_type=types[form])
    answer.headers["Content-Security-Policy"] = PAGE
    return answer


def _announced(at: Served) -> list[State]:
    """Return the state of each tender that was announced."""
    with at.home.store.read() as snapshot:
        states = [
            at.memory.recall(snapshot, name).state for name in snapshot.processes()
        ]
    return [state for state in states if first_published(state) is not None]


def _state(at: Served, ocid: str) -> State:
    """Return the state of an announced tender; raise a problem where there is none."""
    try:
        with at.home.store.read() as snapshot:
            snapshot.salt(ocid)
            state = at.memory.recall(snapshot, ocid).state
    except UnknownProcessError:
        raise ProblemError(NOT_FOUND) from None
    if first_published(state) is None:
        raise ProblemError(NOT_FOUND)
    return state


def _key(line: TenderLine, sort: str) -> tuple[str, str]:
    """Return what a list is in order of; the ocid tells apart what else is level."""
    moment = line.published_at if sort == "published" else line.deadline
    return moment or "", line.ocid


def _page(lines: list[TenderLine], sort: str, after: str | None, limit: int) -> Tenders:
    """Return up to *limit* lines, the latest first, behind the one whose place is *after*."""
    ordered = sorted(lines, key=lambda one: _key(one, sort), reverse=True)
    if after is not None:
        moment, _, ocid = after.partition(" ")
        if not ocid:
            fault = Fault(field="query.after", expected="the `next` of a page")
            raise ProblemError(INVALID, faults=[fault])
        ordered = [one for one in ordered if _key(one, sort) < (moment, ocid)]
    page = ordered[:limit]
    more = len(ordered) > limit
    return Tenders(
        tenders=tuple(page), next=" ".join(_key(page[-1], sort)) if more else None
    )
