"""Whether the server runs, whether it can take anything, and what time it is for it."""

from __future__ import annotations

from ipaddress import ip_address
from secrets import compare_digest
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.answering import Served, problems, served
from api.problems import NO_KEY, NOT_READY, ProblemError
from tender.canonical.times import time_text

router = APIRouter(tags=["service"])
At = Annotated[Served, Depends(served)]


class Health(BaseModel):
    """The server runs."""

    model_config = ConfigDict(frozen=True)

    status: Literal["ok"] = "ok"
    version: str
    practice: bool = Field(description="Whether this office is one of practice.")


class Clock(BaseModel):
    """The moment by which this server decides whether a bid is in time."""

    model_config = ConfigDict(frozen=True)

    now: str = Field(examples=["2026-10-19T01:00:00.000000Z"])


@router.get("/health")
def read_health(at: At) -> Health:
    """Say that the server runs. It asks nothing of database or disk: see `/ready`."""
    return Health(version=at.version, practice=at.practice)


@router.get("/ready", responses=problems(NOT_READY))
def read_readiness(at: At) -> Health:
    """Say whether a command would be taken now: database, clock and disk."""
    lacking = at.lacking()
    if lacking is not None:
        raise ProblemError(NOT_READY, lacking)
    return Health(version=at.version, practice=at.practice)


@router.get("/clock")
def read_clock(at: At) -> Clock:
    """Tell the time by which deadlines are held."""
    return Clock(now=time_text(at.now()))


@router.get(
    "/metrics",
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        **problems(NO_KEY),
    },
    response_class=Response,
)
def read_metrics(request: Request, at: At) -> Response:
    """Give the figures for Prometheus, to this machine or to who has the token."""
    if not _may_see(request, at):
        raise ProblemError(NO_KEY, headers={"WWW-Authenticate": "Bearer"})
    return Response(
        generate_latest(at.figures.registry), media_type=CONTENT_TYPE_LATEST
    )


def _may_see(request: Request, at: Served) -> bool:
    if at.metrics_token is None:
        # A proxy on this machine asks for others: then a token is needed.
        forwarded = (
            "x-forwarded-for" in request.headers or "forwarded" in request.headers
        )
        return not forwarded and _is_here(request.client.host if request.client else "")
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    return compare_digest(given.encode(), at.metrics_token.encode())


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
