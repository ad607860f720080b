"""Prefect's surroundings: its own home, no telemetry, no noise, no heartbeat.

Prefect reads these when it is imported, so they are set before that; its server and
the heartbeat are for `flows.server`. The values and their reasons are measured
(`docs/operations.md`). A flow that runs without a server of ours starts one of
Prefect's own, which on a fresh database needs longer than the default to start. Our
flows use no blocks, so none are put into its database.
"""

from __future__ import annotations

import os
from pathlib import Path

SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",  # what a flow raises, its caller says
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    "PREFECT_CLI_COLORS": "false",
}


def surround(home: Path) -> None:
    """Set Prefect's environment, with *home* for its files; call before importing it."""
    home.mkdir(parents=True, exist_ok=True)
    os.environ.update(SETTINGS, PREFECT_HOME=str(home.resolve()))
