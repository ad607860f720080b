"""The change feed: every leaf of the log, in one order, without a gap, for ever."""

from __future__ import annotations

from typing import Annotated, Final

import orjson
from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field, JsonValue
from starlette.responses import Response

from api.answering import Served, problems, served
from api.conditional import unless_known
from api.problems import INVALID
from ledger import feed
from ledger.entry import to_bytes

router = APIRouter(prefix="/v1/changes", tags=["public"])
At = Annotated[Served, Depends(served)]

MOST: Final = 500


class Change(BaseModel):
    """A leaf of the log. *entry* is none while it may not be read: ask again later."""

    model_config = ConfigDict(frozen=True)

    index: int = Field(description="The place in the log: the cursor.")
    leaf: str = Field(description="The leaf, 73 bytes in hexadecimal.")
    entry: dict[str, JsonValue] | None


class Changes(BaseModel):
    """A page of the feed. *next* is where to go on, now or later."""

    model_config = ConfigDict(frozen=True)

    changes: tuple[Change, ...]
    next: int
    checkpoint: str | None = Field(description="The log's last signed checkpoint.")


@router.get("", response_model=Changes, responses=problems(INVALID))
def read_changes(
    request: Request,
    at: At,
    start: Annotated[
        int, Query(ge=0, lt=2**53, description="`next` of the page before.")
    ] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
) -> Response:
    """Read what changed, from any place of the log on.

    Bids stand in it from the closing on, all at once; before it there is no sign of any.
    """
    with at.home.store.read() as snapshot:
        items = feed.page(snapshot, at.memory, start, limit)
        note = snapshot.checkpoint()
    changes = b",".join(_written(item) for item in items)
    following = items[-1].index + 1 if items else start
    body = b'{"changes":[%b],"next":%d,"checkpoint":%b}' % (
        changes,
        following,
        orjson.dumps(note),
    )
    return unless_known(request, body)


def _written(item: feed.Item) -> bytes:
    """Return a change; its entry in the very bytes that its hash is of."""
    entry = b"null" if item.entry is None else to_bytes(item.entry)
    return b'{"index":%d,"leaf":"%b","entry":%b}' % (
        item.index,
        item.leaf.encode(),
        entry,
    )
