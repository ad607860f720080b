"""The one spelling of moments: UTC, RFC 3339, six decimals, `Z`."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from tender.canonical.profile import NotCanonicalError

_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{6}Z"
)


def time_text(moment: datetime) -> str:
    """Return *moment* in UTC to the microsecond: `2026-11-24T02:57:00.000000Z`.

    Raise `NotCanonicalError` for a time without an offset.
    """
    if moment.utcoffset() is None:
        raise NotCanonicalError(
            where="time", expected="a time with its offset", found=repr(moment)
        )
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds") + "Z"


def parse_time(text: str) -> datetime:
    """Read a moment; raise `NotCanonicalError` for any but its one spelling."""
    try:
        if _TIME.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:  # the thirtieth of February
        pass
    raise NotCanonicalError(
        where="time",
        expected="a time such as '2026-11-24T02:57:00.000000Z'",
        found=f"{text[:80]!r}",
    )
