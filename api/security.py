"""What every answer carries, and what no request may be: headers, and a cap on bodies.

Both stand around the application, so that nothing in it can forget them. A body is
counted as it comes: one that says it is too long is turned away before it is read, and
one that is longer than it says as soon as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_TOO_LONG: Final = 413

HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Of every answer, a fault of ours too; an operation may say otherwise of its own."""


class SecureHeaders:
    """Puts `HEADERS` on every answer, and keeps out of caches what says nothing of them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, secured)


class BodyTooLongError(HTTPException):
    """A body is longer than is taken; what came of it was thrown away."""

    def __init__(self, most: int) -> None:
        super().__init__(CONTENT_TOO_LONG, f"expected at most {most} bytes")
        self.most = most


class BodyCap:
    """Takes no body of more than *most* bytes; of paths that are *streamed*, each its own."""

    def __init__(self, app: ASGIApp, most: int, streamed: Mapping[str, int]) -> None:
        self._app = app
        self._most = most
        self._streamed = [(re.compile(path), cap) for path, cap in streamed.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, its body counted."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._cap_of(scope["path"])
        said = Headers(scope=scope).get("content-length", "0")
        came = int(said) if said.isdecimal() and len(said) < 20 else most + 1  # noqa: PLR2004  # digits of a length
        too_long, came = came > most, 0

        async def counted() -> Message:
            nonlocal came
            if too_long:
                raise BodyTooLongError(most)
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise BodyTooLongError(most)
            return message

        await self._app(scope, counted, send)

    def _cap_of(self, path: str) -> int:
        caps = (cap for pattern, cap in self._streamed if pattern.fullmatch(path))
        return next(caps, self._most)
