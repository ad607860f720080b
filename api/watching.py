"""Each request is watched: an id, a line in the log, and a place among the figures.

The figures tell an operator whether the server is well: how many requests of which
*area* ended how, and how long they took. They have no tender, no party and no operation,
and nothing of the area where bids come in: how many have bid is not for operators either.

A fault of ours ends here, as a problem: further out its text would be written down.
"""

from __future__ import annotations

import time
import traceback
from secrets import token_hex
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.logs import log
from api.problems import INTERNAL, ProblemError, answer

UNCOUNTED: Final = "bids"
"""The area whose requests stand in no figure."""


class Figures:
    """The figures of one server, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._seconds = Histogram(
            "saksama_request_seconds",
            "How long requests took, by area and by how they ended.",
            ("area", "ended"),
            registry=self.registry,
        )
        self._faults = Counter(
            "saksama_faults_total",
            "Requests that ended in a fault of ours.",
            registry=self.registry,
        )

    def count(self, area: str, status: int, seconds: float) -> None:
        """Count a request."""
        if status >= 500 and status != 503:  # noqa: PLR2004  # a fault, and not a pause
            self._faults.inc()
        if area != UNCOUNTED:
            self._seconds.labels(area, f"{status // 100}xx").observe(seconds)


class Watching:
    """Watches the requests of an application."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and write down how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        status, begun, started = INTERNAL.status, False, time.perf_counter()

        async def heard(message: Message) -> None:
            nonlocal status, begun
            if message["type"] == "http.response.start":
                status, begun = message["status"], True
                message["headers"] = [
                    *message["headers"],
                    (b"x-request-id", request_id.encode()),
                ]
            await send(message)

        try:
            await self._app(scope, receive, heard)
        except Exception as error:  # noqa: BLE001  # nobody further out may tell what it says
            _written(error, request_id)
            if not begun:
                fault = answer(Request(scope), ProblemError(INTERNAL))
                await fault(scope, receive, heard)
        finally:
            seconds = time.perf_counter() - started
            route = scope.get("route")
            tags = getattr(route, "tags", None) or ["other"]
            self._figures.count(str(tags[0]), status, seconds)
            log().info(
                "request",
                method=scope["method"],
                operation=getattr(route, "name", None),
                status=status,
                seconds=round(seconds, 4),
                request=request_id,
            )


def _written(error: Exception, request_id: str) -> None:
    """Write down a fault of ours: its kind and where it came from, never what it says."""
    last = traceback.extract_tb(error.__traceback__)[-4:]
    log().error(
        "fault",
        error=type(error).__name__,
        where=[f"{frame.filename}:{frame.lineno}" for frame in last],
        request=request_id,
    )
