"""Why a request was not done: a problem (RFC 9457), of a kind that stays what it is.

    {"type": "urn:saksama:problem:too-long", "title": …, "status": 413, "detail": …,
     "faults": [{"field": "body.port", "expected": "a whole number"}]}

The kind is for programs, title and detail for people, in Indonesian unless English is
asked for. What somebody sent is never said again: it may be an offer, or a key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from rules.rule import Language

URN: Final = "urn:saksama:problem:"
MEDIA_TYPE: Final = "application/problem+json"


class Kind(NamedTuple):
    """A kind of problem: its name, its status, and its title in both languages."""

    name: str
    status: int
    indonesian: str
    english: str


NOT_FOUND: Final = Kind("not-found", 404, "Tidak ada", "There is no such thing")
NOT_THIS_METHOD: Final = Kind(
    "method-not-allowed",
    405,
    "Cara ini tidak dapat dipakai di sini",
    "This method is not for this place",
)
INVALID: Final = Kind(
    "invalid-input",
    422,
    "Isi permintaan tidak sesuai",
    "What was sent is not in its form",
)
TOO_LONG: Final = Kind(
    "too-long", 413, "Isi permintaan terlalu panjang", "What was sent is too long"
)
WRONG_DIGEST: Final = Kind(
    "wrong-digest",
    422,
    "Isinya bukan sidik itu",
    "The bytes are not those of the digest",
)
KEY_REUSED: Final = Kind(
    "key-reused",
    422,
    "Kunci ini sudah dipakai untuk perintah lain",
    "This key was used for another command",
)
CLOSED: Final = Kind(
    "closed", 409, "Tender ini tidak menerima penawaran", "This tender takes no bids in"
)
REFUSED: Final = Kind(
    "refused", 409, "Ditolak menurut aturan", "Refused by a rule, which is named"
)
CIPHERTEXT_MISSING: Final = Kind(
    "ciphertext-missing",
    409,
    "Berkas tersegel belum diterima utuh",
    "A sealed object has not come, or not whole",
)
WRONG_ROUND: Final = Kind(
    "wrong-round", 409, "Perintah ini untuk putaran lain", "This is for another round"
)
NOT_PROVED: Final = Kind(
    "not-proved",
    403,
    "Tanda tangan itu bukan milik pihak yang disebut",
    "The signature is not that of the party named",
)
NO_KEY: Final = Kind("no-key", 401, "Kunci diperlukan", "A key is needed")
BUSY: Final = Kind("busy", 503, "Terlalu banyak yang menunggu", "Too much is waiting")
CLOCK_BEHIND: Final = Kind(
    "clock-behind", 503, "Jam peladen mundur", "The server's clock is behind"
)
NOT_READY: Final = Kind(
    "not-ready", 503, "Peladen belum siap", "The server is not ready"
)
INTERNAL: Final = Kind("internal", 500, "Kesalahan pada kami", "A fault of ours")


class Fault(BaseModel):
    """A field that is not as it should be, and what would be right."""

    model_config = ConfigDict(frozen=True)

    field: str = Field(examples=["body.port"])
    expected: str = Field(examples=["a whole number"])


class Problem(BaseModel):
    """A problem, as RFC 9457 has it; *type* is for programs and never changes its meaning."""

    model_config = ConfigDict(frozen=True)

    type: str = Field(examples=[f"{URN}not-found"])
    title: str = Field(examples=["Tidak ada"])
    status: int = Field(examples=[404])
    detail: str | None = None
    request: str | None = Field(
        default=None, description="The id of the request, to name it to the office."
    )
    faults: tuple[Fault, ...] = ()


class ProblemError(Exception):
    """A request ends with a problem of a *kind*; *detail* says what and what to do."""

    def __init__(
        self,
        kind: Kind,
        detail: tuple[str, str] | None = None,
        *,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind.english)
        self.kind = kind
        self.detail = detail
        self.faults = tuple(faults)
        self.headers = dict(headers or {})


def spoken(request: Request) -> Language:
    """Return the language that the request asks for first of the two that there are."""
    for part in request.headers.get("accept-language", "").lower().split(","):
        for known in ("id", "en"):
            if part.strip().split(";")[0].split("-")[0] == known:
                return "en" if known == "en" else "id"
    return "id"


def answer(request: Request, error: ProblemError) -> Response:
    """Return what *error* is answered with."""
    kind, language = error.kind, spoken(request)
    detail = None if error.detail is None else error.detail[language == "en"]
    problem = Problem(
        type=URN + kind.name,
        title=kind.english if language == "en" else kind.indonesian,
        status=kind.status,
        detail=detail,
        request=getattr(request.state, "request_id", None),
        faults=error.faults,
    )
    return Response(
        problem.model_dump_json(exclude_none=True, exclude_defaults=True),
        status_code=kind.status,
        media_type=MEDIA_TYPE,
        headers={"Content-Language": language, **error.headers},
    )
