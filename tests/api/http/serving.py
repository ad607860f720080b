"""An office served to a test: the whole application, without a socket."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.clock import system_clock
from api.home import is_practice, open_home
from api.logs import set_up
from api.settings import Settings

HERE = ("127.0.0.1", 50_000)


class Server(NamedTuple):
    """A client of the application, the application, and what it has written down."""

    client: TestClient
    app: FastAPI
    log: StringIO

    def lines(self) -> list[dict[str, Any]]:
        """Return the lines of the log."""
        return [json.loads(line) for line in self.log.getvalue().splitlines()]


@contextmanager
def serving(
    folder: Path,
    *,
    clock: Callable[[], datetime] = system_clock,
    client: tuple[str, int] = HERE,
    more: Callable[[FastAPI], None] = lambda _: None,
    **settings: Any,  # noqa: ANN401  # whatever a setting takes
) -> Iterator[Server]:
    """Serve the office in *folder*, a new one if it is empty."""
    log = StringIO()
    set_up(log)
    kind = is_practice(folder, otherwise=False)
    with closing(open_home(folder, clock, practice=kind)) as home:
        app = create_app(home, Settings(home=folder, **settings))
        more(app)
        with TestClient(app, client=client, raise_server_exceptions=False) as asking:
            yield Server(asking, app, log)
