"""The application: every way in over HTTP, around one office.

    app = create_app(home, settings)

Outermost stand the headers of every answer, then the watch, then the cap on bodies. Whatever
an operation raises becomes a problem here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Final, TypeAlias

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.answering import Served
from api.home import Home, is_practice
from api.problems import (
    BUSY,
    CIPHERTEXT_MISSING,
    CLOCK_BEHIND,
    INVALID,
    KEY_REUSED,
    NOT_FOUND,
    NOT_PROVED,
    NOT_THIS_METHOD,
    TOO_LONG,
    WRONG_ROUND,
    Fault,
    Kind,
    ProblemError,
    answer,
)
from api.security import BodyCap, BodyTooLongError, SecureHeaders
from api.settings import Settings
from api.v1 import bids, changes, receipts, service, tenders
from api.watching import Figures, Watching
from ledger.limits import CIPHERTEXT_BYTES, TooManyObjectsError
from ledger.proof import ProofError
from ledger.sequencer import SequencerBusyError, SequencerStoppedError
from ledger.store import UnknownProcessError
from ledger.turned_away import (
    ClockBehindError,
    KeyReusedError,
    MissingCiphertextError,
    WrongRoundError,
)

DESCRIPTION: Final = (
    "Announcements, results and receipts for everyone; sealed bids for companies. "
    "Every problem is of a kind that stays what it is (`type`), in Indonesian or, with "
    "`Accept-Language: en`, in English."
)

STREAMED: Final = {r"/v1/tenders/[^/]+/ciphertexts/[^/]+": CIPHERTEXT_BYTES + 1}
"""Bodies that go to the disk as they come; the ledger's own cap tells of one that is longer."""

_HTTP: Final = {404: NOT_FOUND, 405: NOT_THIS_METHOD}

Handler: TypeAlias = "Callable[[Request, Exception], Awaitable[Response]]"


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
    for area in (service, tenders, changes, receipts, bids):
        app.include_router(area.router)
    app.add_middleware(BodyCap, most=settings.request_bytes, streamed=STREAMED)
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
    return answer(request, ProblemError(kind, headers=error.headers))


async def _too_long(request: Request, error: Exception) -> Response:
    assert isinstance(error, BodyTooLongError)  # noqa: S101
    detail = (f"Paling banyak {error.most} bita.", f"At most {error.most} bytes.")
    headers = {"Connection": "close"}
    return answer(request, ProblemError(TOO_LONG, detail, headers=headers))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    faults = [
        Fault(field=".".join(map(str, one["loc"])), expected=one["msg"])
        for one in error.errors()
    ]
    return answer(request, ProblemError(INVALID, faults=faults))


async def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, MissingCiphertextError)  # noqa: S101
    fault = Fault(field=f"ciphertexts/{error.name}", expected=error.expected)
    return answer(request, ProblemError(CIPHERTEXT_MISSING, faults=[fault]))


async def _too_many(request: Request, error: Exception) -> Response:
    assert isinstance(error, TooManyObjectsError)  # noqa: S101
    fault = Fault(field="body.command.objects", expected=f"at most {error.expected}")
    return answer(request, ProblemError(INVALID, faults=[fault]))


async def _wrong_round(request: Request, error: Exception) -> Response:
    assert isinstance(error, WrongRoundError)  # noqa: S101
    fault = Fault(field="body.round", expected=str(error.expected))
    return answer(request, ProblemError(WRONG_ROUND, faults=[fault]))


def _plain(kind: Kind, **headers: str) -> Handler:
    async def handler(request: Request, _: Exception) -> Response:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return answer(request, ProblemError(kind, headers=told))

    return handler


_HANDLERS: Final[Mapping[type[Exception], Handler]] = {
    BodyTooLongError: _too_long,
    ClockBehindError: _plain(CLOCK_BEHIND, Retry_After="60"),
    HTTPException: _http,
    KeyReusedError: _plain(KEY_REUSED),
    MissingCiphertextError: _missing,
    ProblemError: _problem,
    ProofError: _plain(NOT_PROVED),
    RequestValidationError: _invalid,
    SequencerBusyError: _plain(BUSY, Retry_After="1"),
    SequencerStoppedError: _plain(BUSY, Retry_After="1"),
    TooManyObjectsError: _too_many,
    UnknownProcessError: _plain(NOT_FOUND),
    WrongRoundError: _wrong_round,
}
