"""A company bids over HTTP: ciphertexts, then the signed envelope, and a receipt for ever."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest

from api.clock import SimulatedClock
from api.v1.bids import BidderCommand
from flows import desk
from flows.office import signed
from ledger.asked import Asked
from ledger.limits import CIPHERTEXT_BYTES
from ledger.upload import sign_upload
from rules.decisions import DECIDERS
from tender.canonical import sha256_hex
from tender.commands.bidding import CommitBid, WithdrawBid
from tests.api.http.serving import Server, serving
from tests.journeys import cleaning
from tests.journeys.cleaning import PROCESS, acts_of, package

ONE = f"/v1/tenders/{PROCESS}"
BIDDER = "p-07"


class Bidding(NamedTuple):
    """A server that takes bids in, its clock, what p-07 asks, and its ciphertexts."""

    server: Server
    clock: SimulatedClock
    asked: Asked
    ciphertexts: dict[str, bytes]
    seed: bytes

    def left(self) -> None:
        """Leave every ciphertext."""
        for digest, data in self.ciphertexts.items():
            assert self.put(digest, data).status_code == 204

    def put(self, digest: str, data: bytes, **headers: str) -> Any:  # noqa: ANN401
        proof = sign_upload(PROCESS, BIDDER, digest, self.seed)
        told = {"Saksama-Party": BIDDER, "Saksama-Proof": proof, **headers}
        return self.server.client.put(
            f"{ONE}/ciphertexts/{digest}", content=data, headers=told
        )

    def body(self, **more: object) -> dict[str, object]:
        return {
            "party": BIDDER,
            "proof": self.asked.actor.proof,
            "command": self.asked.command.to_json(),
            **more,
        }

    def send(self, body: object = None, key: str | None = None) -> Any:  # noqa: ANN401
        return self.server.client.post(
            f"{ONE}/commands",
            json=self.body() if body is None else body,
            headers={
                "Idempotency-Key": key or self.asked.key,
                "Accept-Language": "en",
            },
        )


@pytest.fixture
def bidding(tmp_path: Path) -> Iterator[Bidding]:
    (act,) = [a for a in acts_of("bidding", "commit_bid") if a.party == BIDDER]
    folder = tmp_path / "office"
    with cleaning.at_stage("bidding", folder, ()) as way:
        way.take(*acts_of("bidding", "register_party"))
        asked = desk.asked(way.office, way.course.package, act)
        clock = SimulatedClock(act.at)
        blobs = way.office.blobs
        assert isinstance(asked.command, CommitBid)
        names = [item.ciphertext for item in asked.command.objects]
        ciphertexts = {name: blobs.get(name) for name in names if blobs.has(name)}
        for name in ciphertexts:
            (folder / "blobs" / name[:2] / name).unlink(missing_ok=True)
            (folder / "blobs" / name).unlink(missing_ok=True)
        assert not any(blobs.has(name) for name in names)
    secret = package().parties[BIDDER].signing_seed or ""
    asked, seed = (
        signed(replace(asked, key="bid-2027-0001"), secret),
        bytes.fromhex(secret),
    )
    with serving(folder, clock=clock) as server:
        yield Bidding(server, clock, asked, ciphertexts, seed)


def kind(answer: Any) -> str:  # noqa: ANN401
    found: str = answer.json()["type"]
    return found.removeprefix("urn:saksama:")


def test_what_may_be_asked_is_what_the_rules_let_a_bidder_ask() -> None:
    (union, *_) = get_args(BidderCommand)
    by_rules = {c for c, d in DECIDERS.items() if "bidder" in d.power.offices}

    assert set(get_args(union)) == by_rules


class TestBid:
    def test_is_taken_in_and_answered_with_a_receipt(self, bidding: Bidding) -> None:
        bidding.left()
        answer = bidding.send()

        assert answer.status_code == 201
        receipt = answer.json()["receipt"]
        assert (receipt["party"], receipt["process"]) == (BIDDER, PROCESS)
        assert receipt["command_sha256"] == bidding.asked.command.digest()

    def test_the_same_again_is_answered_word_for_word(self, bidding: Bidding) -> None:
        bidding.left()
        first = bidding.send()
        bidding.clock.set(
            bidding.clock() + timedelta(days=30)
        )  # long after the closing

        assert bidding.send().content == first.content

    def test_from_many_at_once_too_and_there_is_one_bid(self, bidding: Bidding) -> None:
        bidding.left()
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: bidding.send(), range(16)))

        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.content for answer in answers}) == 1
        state = bidding.server.app.state.served.home.office.state(PROCESS)
        assert list(state.bidding.bids) == [BIDDER]

    def test_another_command_under_the_key_is_refused(self, bidding: Bidding) -> None:
        bidding.left()
        first = bidding.send()
        withdrawn = WithdrawBid(envelope=bidding.asked.command.digest())
        other = signed(replace(bidding.asked, command=withdrawn), bidding.seed.hex())
        changed = bidding.body(command=other.command.to_json(), proof=other.actor.proof)

        assert kind(bidding.send(changed)) == "problem:key-reused"
        assert bidding.send().content == first.content

    def test_after_the_deadline_it_is_refused_and_that_is_on_record(
        self, bidding: Bidding
    ) -> None:
        bidding.left()
        late = datetime.fromisoformat("2026-10-29T03:00:00+00:00")
        bidding.clock.set(late)
        answer = bidding.send()

        problem = answer.json()
        assert answer.status_code == 409
        assert kind(answer) == "rule:bid.late"
        assert problem["receipt"]["party"] == BIDDER
        assert problem["article"]["text"]
        assert "deadline" in problem["operands"]
        assert bidding.send().json()["at"] == problem["at"]

    def test_one_moment_before_it_is_in_time(self, bidding: Bidding) -> None:
        bidding.left()
        bidding.clock.set(datetime.fromisoformat("2026-10-29T02:59:59.999999+00:00"))

        assert bidding.send().status_code == 201

    def test_without_its_ciphertexts_nothing_is_kept_and_it_may_come_again(
        self, bidding: Bidding
    ) -> None:
        missing = bidding.send()
        bidding.left()

        assert kind(missing) == "problem:ciphertext-missing"
        assert missing.json()["faults"][0]["field"].startswith("ciphertexts/")
        assert bidding.send().status_code == 201

    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            ({"proof": "00" * 64}, "problem:not-proved"),
            ({"party": "p-06"}, "problem:not-proved"),
            ({"party": "p-99"}, "problem:not-proved"),
            ({"round": 2}, "problem:not-proved"),
            ({"proof": "server"}, "problem:invalid-input"),
            ({"more": 1}, "problem:invalid-input"),
            ({"command": {"tag": "publish_tender"}}, "problem:invalid-input"),
            ({"command": {"tag": "close_bidding"}}, "problem:invalid-input"),
            ({"command": None}, "problem:invalid-input"),
        ],
    )
    def test_what_nobody_has_signed_so_is_turned_away(
        self, change: dict[str, object], expected: str, bidding: Bidding
    ) -> None:
        bidding.left()

        assert kind(bidding.send(bidding.body(**change))) == expected
        assert bidding.send().status_code == 201  # and has cost nothing

    @pytest.mark.parametrize("key", ["short", "with space", "x" * 201])
    def test_a_key_is_needed(self, key: str, bidding: Bidding) -> None:
        answer = bidding.send(key=key)

        assert answer.status_code == 422
        assert answer.json()["faults"][0]["field"] == "header.Idempotency-Key"

    def test_of_a_tender_that_there_is_not_nothing_is_told(
        self, bidding: Bidding
    ) -> None:
        answer = bidding.server.client.post(
            "/v1/tenders/nothing/commands",
            json=bidding.body(),
            headers={"Idempotency-Key": "12345678"},
        )

        assert answer.status_code == 404

    @pytest.mark.parametrize(
        "number", ["false", "true", '"1"', "1.5", "1e3", "-1", "null", "[]"]
    )
    def test_a_number_is_a_whole_number_and_nothing_that_looks_like_one(
        self, number: str, bidding: Bidding
    ) -> None:
        text = json.dumps(bidding.body())
        assert '"version": 1' in text
        text = text.replace('"version": 1', f'"version": {number}')
        answer = bidding.server.client.post(
            f"{ONE}/commands",
            content=text,
            headers={
                "Idempotency-Key": "12345678",
                "Content-Type": "application/json",
            },
        )

        assert answer.status_code == 422


class TestCiphertext:
    def test_again_does_nothing(self, bidding: Bidding) -> None:
        bidding.left()
        bidding.left()

    def test_under_another_digest_it_is_not_kept(self, bidding: Bidding) -> None:
        answer = bidding.put("0" * 64, b"bytes")

        assert kind(answer) == "problem:wrong-digest"
        assert sha256_hex(b"bytes") in answer.json()["faults"][0]["expected"]
        assert not bidding.server.app.state.served.home.office.blobs.has("0" * 64)

    def test_nobody_leaves_one_who_has_not_signed_for_it(
        self, bidding: Bidding
    ) -> None:
        digest, data = next(iter(bidding.ciphertexts.items()))
        other = sign_upload(PROCESS, BIDDER, "0" * 64, bidding.seed)

        answers = [
            bidding.put(digest, data, **{"Saksama-Proof": other}),
            bidding.put(digest, data, **{"Saksama-Party": "p-06"}),
            bidding.put(digest, data, **{"Saksama-Party": "p-99"}),
        ]

        assert {kind(answer) for answer in answers} == {"problem:not-proved"}
        assert not bidding.server.app.state.served.home.office.blobs.has(digest)

    def test_one_that_is_too_long_leaves_nothing(
        self, bidding: Bidding, tmp_path: Path
    ) -> None:
        def endless() -> Iterator[bytes]:
            for _ in range(CIPHERTEXT_BYTES // 2**20 + 2):
                yield bytes(2**20)

        proof = sign_upload(PROCESS, BIDDER, "0" * 64, bidding.seed)
        answer = bidding.server.client.put(
            f"{ONE}/ciphertexts/{'0' * 64}",
            content=endless(),
            headers={"Saksama-Party": BIDDER, "Saksama-Proof": proof},
        )

        assert answer.status_code == 413
        assert not list((tmp_path / "office" / "blobs").glob("new-*"))

    def test_after_the_closing_none_is_taken(self, bidding: Bidding) -> None:
        office = bidding.server.app.state.served.home.office
        bidding.clock.set(datetime.fromisoformat("2026-10-29T03:00:01+00:00"))
        bidding.left()  # until somebody has asked, the tender is not closed
        bidding.send()
        assert not office.state(PROCESS).intake_open
        digest, data = next(iter(bidding.ciphertexts.items()))

        assert kind(bidding.put(digest, data)) == "problem:closed"


def test_no_figure_counts_what_companies_hand_in(bidding: Bidding) -> None:
    bidding.left()
    bidding.send()

    figures = bidding.server.client.get("/metrics").text

    assert 'area="bids"' not in figures
    assert PROCESS not in figures


def test_no_line_of_the_log_names_a_company_or_a_tender(bidding: Bidding) -> None:
    bidding.left()
    bidding.send()
    written = bidding.server.log.getvalue()

    assert BIDDER not in written
    assert PROCESS not in written
    assert bidding.asked.key not in written
    assert bidding.asked.actor.proof not in written
