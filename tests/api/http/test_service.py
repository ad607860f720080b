"""Whether the server runs, whether it takes anything, its clock, and its figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.answering import Served
from api.clock import SimulatedClock
from ledger.store import Store
from tender.canonical.times import parse_time
from tests.api.http.serving import serving

TOKEN = "correct"  # noqa: S105  # of this test
NOON = datetime(2026, 10, 19, 5, tzinfo=UTC)


def test_it_runs_and_says_which_version(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        answer = server.client.get("/health")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "version": "0.1.0", "practice": False}


def test_the_clock_is_the_one_that_holds_deadlines(tmp_path: Path) -> None:
    with serving(tmp_path, clock=SimulatedClock(NOON)) as server:
        answer = server.client.get("/clock")

    assert parse_time(answer.json()["now"]) == NOON


def test_it_is_ready_when_database_clock_and_disk_are(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        assert server.client.get("/ready").status_code == 200


def test_a_clock_behind_the_last_entry_takes_nothing(office: Path) -> None:
    """The office of the example has entries of 2026; a day of 2020 is before them all."""
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    with serving(office, clock=SimulatedClock(long_ago)) as server:
        problem = server.client.get("/ready", headers={"Accept-Language": "en"}).json()

    assert problem["type"] == "urn:saksama:problem:not-ready"
    assert problem["detail"].endswith("set it right.")


def test_without_its_database_it_is_not_ready_and_still_runs(tmp_path: Path) -> None:
    nobody = Store("postgresql://127.0.0.1:1/saksama")
    with serving(tmp_path) as server:
        at: Served = server.app.state.served
        server.app.state.served = replace(at, home=replace(at.home, store=nobody))

        ready, runs = server.client.get("/ready"), server.client.get("/health")

    assert (ready.status_code, runs.status_code) == (503, 200)
    assert "Basis data" in ready.json()["detail"]


class TestFigures:
    def test_who_is_on_this_machine_sees_them(self, tmp_path: Path) -> None:
        with serving(tmp_path) as server:
            server.client.get("/health")
            figures = server.client.get("/metrics").text

        assert (
            'saksama_request_seconds_count{area="service",ended="2xx"} 1.0' in figures
        )

    @pytest.mark.parametrize(
        "headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer "}]
    )
    def test_who_is_elsewhere_needs_the_token(
        self, headers: dict[str, str], tmp_path: Path
    ) -> None:
        there = ("10.0.0.7", 1)
        with serving(tmp_path, client=there, metrics_token=TOKEN) as server:
            refused = server.client.get("/metrics", headers=headers)
            right = {"Authorization": f"Bearer {TOKEN}"}
            given = server.client.get("/metrics", headers=right)

        assert (refused.status_code, given.status_code) == (401, 200)
        assert refused.headers["WWW-Authenticate"] == "Bearer"

    @pytest.mark.parametrize(
        ("client", "headers"),
        [
            (("10.0.0.7", 1), {}),
            (("127.0.0.1", 1), {"X-Forwarded-For": "10.0.0.7"}),
            (("127.0.0.1", 1), {"Forwarded": "for=10.0.0.7"}),
        ],
    )
    def test_without_a_token_nobody_elsewhere_sees_them_through_a_proxy_either(
        self, client: tuple[str, int], headers: dict[str, str], tmp_path: Path
    ) -> None:
        with serving(tmp_path, client=client) as server:
            assert server.client.get("/metrics", headers=headers).status_code == 401


def test_time_goes_on_for_whoever_asks_again(tmp_path: Path) -> None:
    clock = SimulatedClock(NOON)
    with serving(tmp_path, clock=clock) as server:
        before = server.client.get("/clock").json()["now"]
        clock.set(NOON + timedelta(seconds=1))
        assert server.client.get("/clock").json()["now"] > before
