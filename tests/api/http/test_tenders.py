"""What everyone may read of tenders, and nothing that they may not yet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from api.clock import SimulatedClock
from api.v1.tender_records import _PHASES
from flows.advance import advance
from tender.canonical import sha256_hex
from tender.lifecycle import STAGES, Stage
from tests.api.http.serving import Server, serving
from tests.journeys import cleaning
from tests.journeys.cleaning import PROCESS
from tests.rules.scenes import wib

LIST = "/v1/tenders"
ONE = f"{LIST}/{PROCESS}"


@contextmanager
def at(stage: Stage, folder: Path) -> Iterator[Server]:
    """Serve the office of the example as it first stood at *stage*."""
    with cleaning.at_stage(stage, folder, ()) as way:
        advance(way.office, PROCESS)
        now = way.clock()
    with serving(folder, clock=SimulatedClock(now)) as server:
        yield server


@pytest.fixture(scope="module")
def bidding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with at("bidding", tmp_path_factory.mktemp("office")) as server:
        yield server


@pytest.fixture(scope="module")
def opening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the office once the deadline has come, and nine companies have bid."""
    with at("opening", tmp_path_factory.mktemp("office")) as server:
        yield server


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with at("started", tmp_path_factory.mktemp("office")) as server:
        yield server


def everything(server: Server) -> str:
    """Return all that everyone may read, as one text."""
    record = server.client.get(ONE)
    documents = [
        server.client.get(f"{ONE}/documents/{one['position']}?form={form}").text
        for one in record.json()["documents"]
        for form in ("html", "json")
    ]
    lists = [server.client.get(LIST).text, server.client.get("/v1/changes").text]
    return "\n".join([record.text, *documents, *lists])


class TestBeforeTheAnnouncement:
    def test_there_is_no_such_tender(self, tmp_path: Path) -> None:
        with at("preparation", tmp_path) as server:
            assert server.client.get(LIST).json() == {"tenders": [], "next": None}
            assert server.client.get(ONE).status_code == 404
            assert server.client.get(f"{ONE}/documents/1").status_code == 404

    @pytest.mark.parametrize("name", ["nothing", "UPPER", "a" * 90, "..%2Fx", "%00"])
    def test_nor_any_other(self, name: str, bidding: Server) -> None:
        assert bidding.client.get(f"{LIST}/{name}").status_code in (404, 422)


class TestOne:
    def test_has_what_a_bid_is_made_from(self, bidding: Server) -> None:
        record = bidding.client.get(ONE).json()

        assert record["phase"] == "bidding"
        assert record["deadline"] == "2026-10-29T03:00:00.000000Z"
        assert record["version"] == 1
        assert record["threshold"] == 3
        assert all(t["recipient"].startswith("age1") for t in record["trustees"])
        assert record["works"]["posts"][0]["post"] == "cleaner"
        assert record["scheme"]["requirements"]
        assert {slot["stage"] for slot in record["schedule"]} >= {"bidding", "opening"}

    def test_a_document_is_the_page_whose_hash_the_record_names(
        self, bidding: Server
    ) -> None:
        (named, *_) = bidding.client.get(ONE).json()["documents"]
        page = bidding.client.get(f"{ONE}/documents/{named['position']}")
        data = bidding.client.get(f"{ONE}/documents/{named['position']}?form=json")

        assert named["kind"] == "announcement"
        assert sha256_hex(page.content) == named["html_sha256"]
        assert sha256_hex(data.content) == named["data_sha256"]
        assert page.headers["Content-Type"].startswith("text/html")
        assert "style-src 'unsafe-inline'" in page.headers["Content-Security-Policy"]
        assert "script-src" not in page.headers["Content-Security-Policy"]

    def test_its_schedule_is_a_calendar(self, bidding: Server) -> None:
        calendar = bidding.client.get(f"{ONE}/schedule.ics")

        assert calendar.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert calendar.text.startswith("BEGIN:VCALENDAR\r\n")
        assert f"UID:bidding.1.{PROCESS}" in calendar.text.replace("\r\n ", "")

    def test_it_is_not_sent_again_to_who_has_it(self, bidding: Server) -> None:
        first = bidding.client.get(ONE)
        again = bidding.client.get(
            ONE, headers={"If-None-Match": first.headers["ETag"]}
        )
        other = bidding.client.get(ONE, headers={"If-None-Match": '"other"'})

        assert (again.status_code, again.content) == (304, b"")
        assert other.status_code == 200

    def test_no_stage_shows_that_has_no_public_act(self) -> None:
        hidden: set[Stage] = {
            "technical_evaluated",
            "price_evaluation",
            "evaluated",
            "proposed",
            "decided",
        }

        assert set(_PHASES) == set(STAGES)
        assert {_PHASES[stage] for stage in hidden} == {"evaluation"}


class TestList:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", 1),
            ("?search=kebersihan", 1),
            ("?search=KEBERSIHAN%20setda%20sekretariat", 0),
            ("?search=kebersihan%20sekretariat", 1),
            ("?job=cleaning", 1),
            ("?job=security", 0),
            ("?phase=bidding", 1),
            ("?phase=failed", 0),
            ("?sort=deadline", 1),
        ],
    )
    def test_is_searched_and_filtered(
        self, query: str, found: int, bidding: Server
    ) -> None:
        assert len(bidding.client.get(f"{LIST}{query}").json()["tenders"]) == found

    @pytest.mark.parametrize(
        "query", ["?job=banana", "?limit=0", "?limit=101", "?after=x", "?sort=price"]
    )
    def test_asks_for_nothing_that_there_is_not(
        self, query: str, bidding: Server
    ) -> None:
        answer = bidding.client.get(f"{LIST}{query}")

        assert answer.status_code == 422
        assert answer.json()["faults"][0]["field"].startswith("query.")


class TestChanges:
    def test_every_place_of_the_log_is_there_once_and_in_order(
        self, started: Server
    ) -> None:
        whole: list[dict[str, Any]] = []
        following = 0
        while True:
            page = started.client.get(f"/v1/changes?start={following}&limit=50").json()
            if not page["changes"]:
                break
            whole += page["changes"]
            following = page["next"]

        assert [one["index"] for one in whole] == list(range(len(whole)))
        assert following == len(whole)
        assert all(one["entry"] for one in whole)  # all may be read by then
        assert page["next"] == following

    def test_from_any_place_the_rest_is_the_same(self, started: Server) -> None:
        whole = started.client.get("/v1/changes?limit=500").json()["changes"]
        rest = started.client.get("/v1/changes?start=77&limit=500").json()["changes"]

        assert rest == whole[77:]

    def test_an_entry_is_in_the_bytes_that_were_hashed(self, started: Server) -> None:
        page = started.client.get("/v1/changes?limit=1")
        (one,) = page.json()["changes"]
        entry = json.dumps(one["entry"], separators=(",", ":"), ensure_ascii=False)

        assert entry in page.text
        hashed = sha256_hex(b"saksama/entry/v1\n" + entry.encode())
        assert one["leaf"].endswith(hashed)

    def test_what_is_not_disclosed_shows_its_leaf_alone(self, bidding: Server) -> None:
        page = bidding.client.get("/v1/changes?limit=500").json()
        hidden = [one for one in page["changes"] if one["entry"] is None]
        tags = [
            event["tag"]
            for one in page["changes"]
            for event in (one["entry"] or {"events": ()})["events"]
        ]

        assert hidden
        assert all(len(bytes.fromhex(one["leaf"])) == 73 for one in hidden)
        assert "tender_published" in tags
        assert "party_registered" not in tags

    @pytest.mark.parametrize("query", ["start=-1", "start=x", "limit=501", "limit=0"])
    def test_there_is_no_other_place(self, query: str, started: Server) -> None:
        assert started.client.get(f"/v1/changes?{query}").status_code == 422


class TestHidden:
    def test_before_the_closing_nobody_reads_who_has_bid(self, tmp_path: Path) -> None:
        acts = cleaning.acts_of("bidding", "register_party", "commit_bid")
        names = {act.party for act in acts if act.command == "commit_bid"}
        with cleaning.at_stage("bidding", tmp_path, acts) as way:
            way.course.to_the_end(way.office)
            assert len(way.state.bidding.bids) > 3
            now = way.clock()
        with serving(tmp_path, clock=SimulatedClock(now)) as server:
            seen = everything(server)

        assert not [name for name in names if f'"{name}"' in seen]
        assert "commit_bid" not in seen
        assert "bid_committed" not in seen

    def test_what_everyone_reads_is_the_same_whether_five_have_bid_or_nobody(
        self, tmp_path: Path
    ) -> None:
        seen = []
        for bids in (0, 5):
            registered = cleaning.acts_of("bidding", "register_party")
            acts = (*registered, *cleaning.acts_of("bidding", "commit_bid")[:bids])
            folder = tmp_path / str(bids)
            with cleaning.at_stage("bidding", folder, acts) as way:
                way.course.to_the_end(way.office)
                assert len(way.state.bidding.bids) == bids
            last = SimulatedClock(wib("2026-10-28 12:00"))
            with serving(folder, clock=last) as server:
                seen.append(everything(server))

        assert seen[0] == seen[1]

    def test_at_the_closing_all_of_it_is_there(self, opening: Server) -> None:
        seen = everything(opening)

        assert seen.count('"tag":"bid_committed"') >= 8
        assert opening.client.get(ONE).json()["phase"] == "opening"
