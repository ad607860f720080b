"""What every answer carries, what no body may be, and what is never written down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI, Request

from api.logs import FIELDS
from api.security import HEADERS
from tests.api.http.serving import Server, serving

SECRET = "3171234567890123"  # noqa: S105  # nobody's
"""An identity number, as somebody might send one."""


def with_trouble(app: FastAPI) -> None:
    """Give the application operations that end badly, as an operation of ours might."""

    @app.get("/trouble/{name}")
    def trouble(name: str) -> None:
        raise ZeroDivisionError(name)

    @app.post("/echo")
    async def echo(request: Request) -> int:
        return len(await request.body())

    @app.post("/number")
    def number(number: int) -> int:
        return number


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path, more=with_trouble, request_bytes=1024) as one:
        yield one


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/health", 200),
        ("GET", "/nothing", 404),
        ("DELETE", "/health", 405),
        ("GET", f"/trouble/{SECRET}", 500),
        ("POST", "/number?number=banana", 422),
    ],
)
def test_every_answer_has_the_headers_and_the_id_of_its_request(
    method: str, path: str, status: int, server: Server
) -> None:
    answer = server.client.request(method, path)

    assert answer.status_code == status
    assert {n: answer.headers[n] for n in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == "no-store"
    if status != 200:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["request"] == answer.headers["X-Request-Id"]
        assert answer.json()["status"] == status


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "There is no such thing"),
        ("en-GB,id;q=0.5", "There is no such thing"),
        ("id", "Tidak ada"),
        ("fr", "Tidak ada"),
        ("fr, en;q=0.8", "There is no such thing"),
        ("", "Tidak ada"),
    ],
)
def test_a_problem_is_told_in_the_language_that_was_asked_for(
    language: str, title: str, server: Server
) -> None:
    answer = server.client.get("/nothing", headers={"Accept-Language": language})

    assert answer.json()["title"] == title
    assert answer.headers["Content-Language"] == ("en" if "There" in title else "id")


def test_what_was_sent_is_not_said_again(server: Server) -> None:
    answer = server.client.post("/number", params={"number": SECRET + "x"})

    assert answer.json()["faults"][0]["field"] == "query.number"
    assert SECRET not in answer.text


class TestBodies:
    def test_one_at_the_cap_is_taken(self, server: Server) -> None:
        assert server.client.post("/echo", content=b"x" * 1024).json() == 1024

    def test_one_that_says_it_is_longer_is_turned_away(self, server: Server) -> None:
        answer = server.client.post("/echo", content=b"x" * 1025)

        assert answer.status_code == 413
        assert answer.json()["type"] == "urn:saksama:problem:too-long"
        assert "1024" in answer.json()["detail"]

    def test_one_that_goes_on_and_on_is_cut_off(self, server: Server) -> None:
        came = 0

        def endless() -> Iterator[bytes]:
            nonlocal came
            while came < 100 * 1024:
                came += 512
                yield b"x" * 512

        assert server.client.post("/echo", content=endless()).status_code == 413

    @pytest.mark.parametrize("said", ["-1", "banana", "9" * 40, "1_0", "٣"])
    def test_one_whose_length_is_no_number_is_turned_away(
        self, said: str, server: Server
    ) -> None:
        headers = {"Content-Length": said.encode()}
        answer = server.client.post("/echo", content=b"x", headers=headers)  # type: ignore[arg-type]

        assert answer.status_code == 413


class TestLog:
    def test_a_line_has_nothing_that_is_not_on_the_list(self, server: Server) -> None:
        server.client.get("/health")
        server.client.get(f"/trouble/{SECRET}")

        assert all(set(line) <= FIELDS for line in server.lines())

    def test_a_fault_of_ours_says_where_and_never_what(self, server: Server) -> None:
        answer = server.client.get(f"/trouble/{SECRET}")
        (fault,) = (line for line in server.lines() if line["event"] == "fault")

        assert fault["error"] == "ZeroDivisionError"
        assert fault["request"] == answer.headers["X-Request-Id"]
        assert "test_safety.py" in fault["where"][-1]
        assert SECRET not in server.log.getvalue()
        assert SECRET not in answer.text

    def test_no_address_no_query_and_no_body_is_written_down(
        self, server: Server
    ) -> None:
        server.client.post(f"/number?number={SECRET}", content=SECRET.encode())
        server.client.get(f"/{SECRET}", headers={"Authorization": SECRET})

        assert len(server.lines()) == 2
        assert SECRET not in server.log.getvalue()
