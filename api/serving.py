"""`saksama serve`: the API of an office, over HTTP, until it is told to stop."""

from __future__ import annotations

import signal
import socket
import sys
from contextlib import closing

import uvicorn

from api.app import create_app
from api.clock import system_clock
from api.faults import exits_on_bad_input
from api.files.fault import FileFault
from api.home import is_practice, open_home
from api.logs import log, set_up
from api.settings import Settings, read_settings


@exits_on_bad_input
def serve(port: int | None) -> int:
    """Serve the office that the settings name; return 0 once it was told to stop."""
    settings = read_settings(port=port)
    practice = is_practice(settings.home, otherwise=False)
    set_up()
    with (
        closing(_listening(settings)) as listening,
        closing(
            open_home(
                settings.home,
                system_clock,
                practice=practice,
                database=settings.database,
            )
        ) as home,
    ):
        address = f"http://{settings.host}:{listening.getsockname()[1]}"
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        log().info("serving", address=address, practice=practice)
        config = uvicorn.Config(
            create_app(home, settings),
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=10,
        )
        for told in (signal.SIGINT, signal.SIGTERM):
            signal.signal(told, _heard)
        uvicorn.Server(config).run(sockets=[listening])
    return 0


def _heard(*_: object) -> None:
    """Do nothing: uvicorn has ended by itself, and raises once more what ended it."""


def _listening(settings: Settings) -> socket.socket:
    """Return the socket to be asked at; raise `FileFault` where somebody else has it."""
    try:
        return socket.create_server((settings.host, settings.port))
    except OSError as error:
        raise FileFault(
            file="environment",
            line=1,
            field="SAKSAMA_PORT",
            expected="a port that is free on this machine",
            found=f"{settings.host}:{settings.port}",
        ) from error
