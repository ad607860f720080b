"""The application: every way in over HTTP, around one office.

    app = create_app(home, settings)

Outermost stand the headers of every answer, then the watch, then the cap on bodies. Whatever
an operation raises becomes a problem here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.answering import Served
from api.home import Home, is_practice
from api.problems import (
    BUSY,
    CLOCK_BEHIND,
    INVALID,
    NOT_FOUND,
    NOT_THIS_METHOD,
    TOO_LONG,
    Fault,
    ProblemError,
    answer,
)
from api.security import BodyCap, BodyTooLongError, SecureHeaders
from api.settings import Settings
from api.v1 import changes, receipts, service, tenders
from api.watching import Figures, Watching
from ledger.sequencer import SequencerBusyError, SequencerStoppedError
from ledger.turned_away import ClockBehindError

DESCRIPTION: Final = (
    "Announcements, results and receipts for everyone; sealed bids for companies. "
    "Every problem is of a kind that stays what it is (`type`), in Indonesian or, with "
    "`Accept-Language: en`, in English."
)

_HTTP: Final = {404: NOT_FOUND, 405: NOT_THIS_METHOD, 413: TOO_LONG}


def create_app(home: Home, settings: Settings) -> FastAPI:
    """Return the application for the office at *home*; its sequencer runs while it does."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with home.office.ledger.sequencer:
            yield

    app = FastAPI(
        title="Saksama",
        version=version("saksama"),
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_operation_id,
    )
    figures = Figures()
    token = settings.metrics_token
    app.state.served = Served(
        home=home,
        version=app.version,
        practice=is_practice(home.folder, otherwise=False),
        figures=figures,
        metrics_token=token.get_secret_value() if token else None,
    )
    for area in (service, tenders, changes, receipts):
        app.include_router(area.router)
    app.add_middleware(BodyCap, most=settings.request_bytes)
    app.add_middleware(Watching, figures=figures)
    app.add_middleware(SecureHeaders)
    for error, handler in _HANDLERS.items():
        app.add_exception_handler(error, handler)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)  # noqa: S101  # as it was registered
    return answer(request, error)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    kind = _HTTP.get(error.status_code, INVALID)
    headers = error.headers or {}
    detail = None
    if isinstance(error, BodyTooLongError):
        detail = (
            f"Paling banyak {error.most} bita.",
            f"At most {error.most} bytes.",
        )
        headers = {**headers, "Connection": "close"}
    return answer(request, ProblemError(kind, detail, headers=headers))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    faults = [
        Fault(field=".".join(map(str, one["loc"])), expected=one["msg"])
        for one in error.errors()
    ]
    return answer(request, ProblemError(INVALID, faults=faults))


async def _busy(request: Request, _: Exception) -> Response:
    return answer(request, ProblemError(BUSY, headers={"Retry-After": "1"}))


async def _clock(request: Request, _: Exception) -> Response:
    return answer(request, ProblemError(CLOCK_BEHIND, headers={"Retry-After": "60"}))


_HANDLERS: Final = {
    ProblemError: _problem,
    HTTPException: _http,
    RequestValidationError: _invalid,
    SequencerBusyError: _busy,
    SequencerStoppedError: _busy,
    ClockBehindError: _clock,
}
