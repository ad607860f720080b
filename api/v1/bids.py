"""What companies hand in: ciphertexts by their digest, and commands that they have signed.

Nothing here asks who is logged in. A company signs what it hands in with the key on record,
so that neither an administrator nor a stolen session can hand in anything in its place.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from anyio import from_thread, to_thread
from fastapi import APIRouter, Depends, Header, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.answering import Served, problems, served
from api.problems import (
    CIPHERTEXT_MISSING,
    CLOSED,
    INVALID,
    KEY_REUSED,
    NOT_FOUND,
    NOT_PROVED,
    REFUSED,
    TOO_LONG,
    WRONG_DIGEST,
    WRONG_ROUND,
    Fault,
    ProblemError,
)
from api.refusals import refused
from ledger.asked import Asked, Refused
from ledger.blobs import DamagedBlobError, TooLargeError
from ledger.limits import CIPHERTEXT_BYTES
from ledger.store import UnknownProcessError
from ledger.upload import UploadProofError, hold_upload
from tender.act import Actor
from tender.codes import Party
from tender.commands.announcement import AskQuestion
from tender.commands.award import (
    AcceptAppointment,
    DeclineAppointment,
    LodgeObjection,
    RevisePrice,
)
from tender.commands.bidding import CommitBid, ReplaceBid, WithdrawBid
from tender.commands.evaluation import AnswerClarification
from tender.commands.fulfilment import AcceptAddendum, LodgeBond, SignContract
from tender.commands.handover import ReceiveHandover
from tender.stored import Positive, Sha256

router = APIRouter(prefix="/v1/tenders/{ocid}", tags=["bids"])
At = Annotated[Served, Depends(served)]
Ocid = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9.-]{0,79}$")]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[\x21-\x7e]{8,200}$",
        description="Yours, new for each command; the same again is answered the same.",
    ),
]
Proof = Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]

BidderCommand = Annotated[
    AcceptAddendum
    | AcceptAppointment
    | AnswerClarification
    | AskQuestion
    | CommitBid
    | DeclineAppointment
    | LodgeBond
    | LodgeObjection
    | ReceiveHandover
    | ReplaceBid
    | RevisePrice
    | SignContract
    | WithdrawBid,
    Field(discriminator="tag"),
]
"""What a company may ask for."""


class Signed(BaseModel):
    """A command, and the company's signature of it (docs/format.md, `actor.proof`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    round: Positive = 1
    party: Party
    proof: Proof
    command: BidderCommand


@router.put(
    "/ciphertexts/{sha256}",
    status_code=204,
    responses={
        **problems(NOT_FOUND, CLOSED, NOT_PROVED, TOO_LONG, WRONG_DIGEST, INVALID),
    },
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string"}}},
        }
    },
)
async def put_ciphertext(  # noqa: PLR0913  # its headers
    request: Request,
    at: At,
    *,
    ocid: Ocid,
    sha256: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")],
    party: Annotated[Party, Header(alias="Saksama-Party")],
    proof: Annotated[Proof, Header(alias="Saksama-Proof")],
) -> Response:
    """Leave a sealed object under its SHA-256; a bid that names it is committed after.

    Leaving the same again does nothing. *Saksama-Proof* is the company's signature over
    `saksama/upload/v1` and a line feed, and the canonical bytes of `{party, process, sha256}`.
    """
    await to_thread.run_sync(_hold_upload, at, ocid, party, sha256, proof)
    pieces = request.stream()

    def kept() -> str:
        return at.home.office.blobs.put(
            _pulled(pieces), limit=CIPHERTEXT_BYTES, expected=sha256
        )

    try:
        await to_thread.run_sync(kept)
    except TooLargeError:
        raise ProblemError(TOO_LONG) from None
    except DamagedBlobError as error:
        fault = Fault(field="path.sha256", expected=f"{error.found}, that of the body")
        raise ProblemError(WRONG_DIGEST, faults=[fault]) from None
    return Response(status_code=204)


def _pulled(pieces: AsyncIterator[bytes]) -> Iterator[bytes]:
    """Yield *pieces* in a thread, each as it comes."""
    iterator = aiter(pieces)

    async def following() -> bytes | None:
        return await anext(iterator, None)

    while (piece := from_thread.run(following)) is not None:
        yield piece


def _hold_upload(at: Served, ocid: str, party: str, sha256: str, proof: str) -> None:
    try:
        state = at.home.office.state(ocid)
    except UnknownProcessError:
        raise ProblemError(NOT_FOUND) from None
    if not state.intake_open:
        raise ProblemError(CLOSED)
    facts = state.preparation.parties.get(party)
    try:
        hold_upload(ocid, party, sha256, proof, (facts and facts.key) or "")
    except UploadProofError:
        raise ProblemError(NOT_PROVED) from None


class Receipt(BaseModel):
    """What was taken in, from whom and when, signed by the office."""

    model_config = ConfigDict(frozen=True)

    process: str
    round: int
    party: str
    command_sha256: Sha256
    at: str
    entry_sha256: Sha256
    signature: str


class Answer(BaseModel):
    """The command stands; keep this: it is your receipt."""

    model_config = ConfigDict(frozen=True)

    outcome: str = Field(examples=["recorded"])
    receipt: Receipt


@router.post(
    "/commands",
    status_code=201,
    response_model=Answer,
    responses=problems(
        NOT_FOUND,
        REFUSED,
        CIPHERTEXT_MISSING,
        WRONG_ROUND,
        NOT_PROVED,
        KEY_REUSED,
        INVALID,
    ),
)
def send_command(
    request: Request, at: At, *, ocid: Ocid, key: Key, signed: Signed
) -> Response:
    """Hand in a command: a bid, a question, an objection, a signature.

    The answer to a key is the same for ever, word for word; another command under it is
    refused. What the rules refuse is told with rule, article and what to do.
    """
    asked = Asked(
        process=ocid,
        actor=Actor(signed.party, "bidder", signed.proof),
        command=signed.command,
        key=key,
        round=signed.round,
    )
    answer = at.home.office.ask(asked)
    if isinstance(answer, Refused):
        offset = at.home.office.state(ocid).process.offset
        return refused(request, answer, offset)
    return Response(answer.to_bytes(), status_code=201, media_type="application/json")
