"""A command that the rules refuse, told as a problem: by which rule and article, and what to do.

The answer that is kept is of codes and operands alone; its sentence is made here, in the
language that the request asks for. Where the attempt is on record, its receipt is there too.
"""

from __future__ import annotations

from typing import Final

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.problems import MEDIA_TYPE, REFUSED, spoken
from ledger.asked import Refused
from rules.catalogue import RULES
from rules.sentences import sentence

URN: Final = "urn:saksama:rule:"


def refused(request: Request, answer: Refused, offset: str) -> Response:
    """Return the problem for a refusal; moments in it stand at *offset*."""
    language, refusal = spoken(request), answer.refusal
    rule = RULES[refusal.rule]
    problem = {
        "type": URN + refusal.rule,
        "title": REFUSED.english if language == "en" else REFUSED.indonesian,
        "status": REFUSED.status,
        "detail": sentence(
            rule.says[language], refusal.operands, language, offset=offset
        ),
        "remedy": rule.remedy[language],
        "request": getattr(request.state, "request_id", None),
        "article": refusal.article.to_json(),
        "operands": dict(refusal.operands),
        "at": answer.at,
    }
    if answer.receipt is not None:
        problem["receipt"] = answer.receipt.to_json()
    return Response(
        orjson.dumps(problem),
        status_code=REFUSED.status,
        media_type=MEDIA_TYPE,
        headers={"Content-Language": language},
    )
