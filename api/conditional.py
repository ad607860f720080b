"""Answers that say which they are (`ETag`), so that who has one need not be sent it again.

The tag is a hash of the answer and of nothing else: it tells no more than the answer does.
"""

from __future__ import annotations

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from tender.canonical import sha256_hex

_NOT_MODIFIED = 304


def unless_known(
    request: Request, answer: BaseModel | bytes, media_type: str = "application/json"
) -> Response:
    """Return *answer*, or 304 where the request names its tag."""
    body = answer if isinstance(answer, bytes) else answer.model_dump_json().encode()
    tag = f'"{sha256_hex(body)[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if tag in _tags(request.headers.get("if-none-match", "")):
        return Response(status_code=_NOT_MODIFIED, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def _tags(header: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}
