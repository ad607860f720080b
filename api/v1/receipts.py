"""Whether what a receipt promised was kept: the proof that its entry stands in the log."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.answering import Served, problems, served
from api.conditional import unless_known
from api.problems import NOT_FOUND, ProblemError
from ledger import feed

router = APIRouter(prefix="/v1/receipts", tags=["public"])
At = Annotated[Served, Depends(served)]


class Inclusion(BaseModel):
    """The place of an entry in the log, under a checkpoint that the log has signed."""

    model_config = ConfigDict(frozen=True)

    leaf: str = Field(
        description="73 bytes in hexadecimal; the last 32 are the entry's hash."
    )
    index: int
    size: int = Field(description="Of the log at the checkpoint.")
    path: tuple[str, ...] = Field(description="Hashes from the leaf to the root.")
    checkpoint: str = Field(description="A signed note (C2SP).")


@router.get("/{entry_sha256}", response_model=Inclusion, responses=problems(NOT_FOUND))
def read_inclusion(
    request: Request,
    at: At,
    entry_sha256: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")],
) -> Response:
    """Prove that the entry of a receipt stands in the log.

    There is none before the closing of a tender that takes bids in, whether there is such
    an entry or not.
    """
    with at.home.store.read() as snapshot:
        found = feed.included(snapshot, entry_sha256)
    if found is None:
        raise ProblemError(NOT_FOUND)
    return unless_known(request, Inclusion.model_validate(found.to_json()))
