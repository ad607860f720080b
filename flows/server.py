"""Prefect's server for one run: a child of ours, started first and waited for last.

`prefect server start` takes seconds of a core, most of them for its database. Started
before anything else it takes them while we read and open; the flows wait for the rest.
As a child of its own it also keeps Prefect's server out of our process, which else
imports it whole only to start it.

The child holds one end of a pipe. It ends when ours closes, and so however we end.
Nobody else on this machine can use it: it answers on the loopback, to a password
that only this run knows. Where an address is set (`PREFECT_API_URL`), that server is
taken and none is started.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from secrets import token_hex
from threading import Thread
from typing import IO, Final, cast

HOST: Final = "127.0.0.1"
WAIT_SECONDS: Final = 90  # for the first answer; on a fresh database it needs ten
_END_SECONDS: Final = 5  # for the server to end by itself
_LOOK_SECONDS: Final = 0.05


class NoServerError(RuntimeError):
    """Prefect's server ended, or did not answer in time."""

    def __init__(self, ended: int | None, log: Path) -> None:
        found = "no answer" if ended is None else f"its end with code {ended}"
        super().__init__(
            f"expected Prefect's server to answer within {WAIT_SECONDS} s, found "
            f"{found}: what it said is in {log}"
        )


@dataclass(frozen=True, slots=True)
class Server:
    """A server that was started: its process, where it answers, and to whom."""

    process: subprocess.Popen[bytes]
    port: int
    password: str
    log: Path

    def wait(self) -> None:
        """Wait until it answers; raise `NoServerError`."""
        until = time.monotonic() + WAIT_SECONDS
        while not _answers(self.port):
            ended = self.process.poll()
            if ended is not None or time.monotonic() > until:
                raise NoServerError(ended, self.log)
            time.sleep(_LOOK_SECONDS)

    def end(self) -> None:
        """End it, by itself or by force."""
        cast("IO[bytes]", self.process.stdin).close()
        try:
            self.process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def beside(home: Path) -> Iterator[Server | None]:
    """Have a server start beside what is done inside, with *home* for its log.

    None is started where one is set already. Prefect's surroundings
    (`flows.quiet.surround`) are set before.
    """
    if _is_set():
        yield None
        return
    server = _started(home)
    try:
        yield server
    finally:
        server.end()


@contextmanager
def answering(server: Server | None) -> Iterator[None]:
    """Have flows called inside run against *server*, once it answers.

    Without the heartbeat: a synchronous flow joins the thread that sends it, which
    wakes once a second.
    """
    from prefect.settings import (  # noqa: PLC0415  # only once its surroundings are set
        PREFECT_API_AUTH_STRING,
        PREFECT_API_URL,
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
        temporary_settings,
    )

    settings: dict[object, object] = {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
    if server is not None:
        server.wait()
        settings[PREFECT_API_URL] = f"http://{HOST}:{server.port}/api"
        settings[PREFECT_API_AUTH_STRING] = server.password
    with temporary_settings(settings):
        yield


def _is_set() -> bool:
    """Say whether a server is named in the environment, or to Prefect itself."""
    settings = sys.modules.get("prefect.settings")
    named = settings is not None and settings.PREFECT_API_URL.value() is not None
    return named or "PREFECT_API_URL" in os.environ


def _started(home: Path) -> Server:
    port, password, log = _free_port(), f"saksama:{token_hex(16)}", home / "server.log"
    arguments = ("--host", HOST, "--port", str(port), "--no-services", "--no-ui")
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603  # this very module
            (sys.executable, "-m", __name__, *arguments),
            env={**os.environ, "PREFECT_SERVER_API_AUTH_STRING": password},
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=said,
            start_new_session=True,  # Ctrl-C is ours; the child ends with us
        )
    return Server(process, port, password, log)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
    return port


def _answers(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=WAIT_SECONDS)
    try:
        connection.request("GET", "/api/health")
        return connection.getresponse().status == 200  # noqa: PLR2004  # OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _serve() -> None:
    """Be the child: Prefect's own command, until the parent closes the pipe."""
    Thread(target=_end_with_parent, daemon=True).start()
    sys.argv = ["prefect", "server", "start", *sys.argv[1:]]
    from prefect.cli import app  # noqa: PLC0415  # the child's alone

    app()


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_END_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    _serve()
