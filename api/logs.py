"""What is written down of each request: JSON, one line, and only fields that are on a list.

An offer, a key or an identity number could stand anywhere in an address, a body or an
error. So no line has any of these: it has the name of the operation, never the address,
and the kind of a fault, never its text.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, Final, TextIO, TypeAlias

import structlog

Line: TypeAlias = "MutableMapping[str, Any]"

FIELDS: Final = frozenset(
    {
        "address",
        "error",
        "event",
        "level",
        "method",
        "operation",
        "practice",
        "request",
        "seconds",
        "status",
        "timestamp",
        "where",
    }
)
"""What a line may have. `address` is the server's own; `where` are file and line of our code."""


def listed(_: object, __: str, line: Line) -> Line:
    """Leave of *line* what is on the list."""
    return {name: value for name, value in line.items() if name in FIELDS}


def set_up(stream: TextIO | None = None) -> None:
    """Have every line written to *stream*, or to standard error; uvicorn's are left out."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            listed,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(stream or sys.stderr),
        cache_logger_on_first_use=False,
    )


def log() -> Any:  # noqa: ANN401  # structlog's own
    """Return the logger."""
    return structlog.get_logger()
