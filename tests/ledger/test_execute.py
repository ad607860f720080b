"""The one function that writes: what it answers, what it keeps, and when it keeps nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from api.home import open_home
from ledger import limits, note
from ledger.asked import Asked, Recorded
from ledger.entry import SERVER, entry_hash, from_bytes
from ledger.execute import NothingDecidedError
from ledger.fsck import check
from ledger.turned_away import ClockBehindError, KeyReusedError, MovedOnError
from rules.rule import Decision
from tender.act import Actor
from tender.canonical import sha256_hex
from tender.canonical.times import parse_time, time_text
from tender.commands.announcement import AskQuestion
from tender.commands.preparation.parties import RegisterParty
from tests.journeys.cleaning import PROCESS, Journey, Way, on_the_way, package
from tests.ledger.asking import (
    TICK,
    answering,
    bid_of,
    by_bidder,
    choosing,
    recorded,
    refused,
)


class TestIdempotency:
    def test_the_same_again_gets_the_same_answer_word_for_word(
        self, preparation: Way
    ) -> None:
        ledger = preparation.office.ledger
        first = ledger.execute(choosing())
        preparation.clock.set(preparation.clock() + timedelta(hours=1))
        before = preparation.entries()

        again = ledger.execute(choosing())

        assert again.to_bytes() == first.to_bytes()
        assert preparation.entries() == before

    def test_a_refusal_is_given_again_word_for_word(self, bidding: Way) -> None:
        """Also where the command would be accepted by now, or refused otherwise."""
        ledger = bidding.office.ledger
        first = refused(ledger.execute(choosing()))
        bidding.clock.set(bidding.clock() + timedelta(hours=1))

        again = ledger.execute(choosing())

        assert first.refusal.rule == "stage.not-now"
        assert again.to_bytes() == first.to_bytes()

    def test_a_refusal_without_evidence_is_kept_as_an_answer_and_not_as_an_entry(
        self, bidding: Way
    ) -> None:
        before = bidding.entries()

        answer = refused(bidding.office.ledger.execute(choosing()))

        assert answer.receipt is None
        assert bidding.entries() == before

    def test_another_command_under_a_key_is_turned_away(self, preparation: Way) -> None:
        ledger = preparation.office.ledger
        ledger.execute(choosing())
        before = preparation.entries()

        with pytest.raises(KeyReusedError, match="'ppk' first sent"):
            ledger.execute(choosing("thr"))

        assert preparation.entries() == before

    def test_a_key_is_one_party_s_own(self, preparation: Way) -> None:
        """Nobody takes a key away from somebody else by using it first."""
        ledger = preparation.office.ledger
        ledger.execute(choosing())
        command = RegisterParty.from_json(
            {
                "tag": "register_party",
                "party": "tamu",
                "offices": ["worker"],
                "organ": "tamu",
            }
        )
        other = Asked(
            process=PROCESS, actor=Actor("ukpbj", "unit"), command=command, key="a key"
        )

        assert isinstance(ledger.execute(other), Recorded)

    def test_the_key_itself_is_stored_nowhere(self, preparation: Way) -> None:
        preparation.office.ledger.execute(choosing(key="a key that says something"))

        entry = from_bytes(preparation.entries()[-1])

        assert entry.key_sha256 == sha256_hex(b"a key that says something")
        assert b"says something" not in b"".join(preparation.entries())


class TestTime:
    def test_an_entry_is_at_the_clock(self, preparation: Way) -> None:
        at = preparation.clock() + timedelta(minutes=5)
        preparation.clock.set(at)

        answer = recorded(preparation.office.ledger.execute(choosing()))

        assert answer.receipt.at == time_text(at)

    def test_of_two_at_one_moment_the_second_is_a_microsecond_later(
        self, preparation: Way
    ) -> None:
        ledger = preparation.office.ledger
        preparation.clock.set(preparation.clock() + timedelta(minutes=5))

        first = recorded(ledger.execute(choosing(key="1"))).receipt.at
        second = recorded(ledger.execute(choosing(key="2"))).receipt.at

        assert parse_time(second) - parse_time(first) == TICK

    @pytest.mark.parametrize("behind", [timedelta(seconds=1), timedelta(seconds=2)])
    def test_a_clock_a_little_behind_is_passed_over(
        self, preparation: Way, behind: timedelta
    ) -> None:
        ledger = preparation.office.ledger
        last = parse_time(recorded(ledger.execute(choosing(key="1"))).receipt.at)
        ledger.clock = lambda: last - behind

        answer = recorded(ledger.execute(choosing(key="2")))

        assert parse_time(answer.receipt.at) == last + TICK

    def test_a_clock_set_back_more_than_two_seconds_stops_writing(
        self, preparation: Way
    ) -> None:
        ledger = preparation.office.ledger
        last = parse_time(recorded(ledger.execute(choosing(key="1"))).receipt.at)
        before = preparation.entries()
        ledger.clock = lambda: last - timedelta(seconds=2) - TICK

        with pytest.raises(ClockBehindError, match="set the clock right"):
            ledger.execute(choosing(key="2"))

        assert preparation.entries() == before
        ledger.clock = lambda: last  # and goes on once it is mended, under the same key
        assert isinstance(ledger.execute(choosing(key="2")), Recorded)

    def test_what_was_answered_is_answered_by_any_clock(self, preparation: Way) -> None:
        ledger = preparation.office.ledger
        first = ledger.execute(choosing())
        ledger.clock = lambda: datetime.fromisoformat("2001-01-01T00:00:00+00:00")

        assert ledger.execute(choosing()) == first


class TestPosition:
    def test_an_officer_decides_on_what_was_seen(self, preparation: Way) -> None:
        ledger = preparation.office.ledger
        seq = preparation.state.seq

        assert isinstance(ledger.execute(choosing(if_seq=seq)), Recorded)

    def test_an_officer_who_looked_earlier_is_told(self, preparation: Way) -> None:
        ledger = preparation.office.ledger
        seq = preparation.state.seq
        ledger.execute(choosing("wage", key="1"))
        before = preparation.entries()

        with pytest.raises(MovedOnError, match="what came between") as caught:
            ledger.execute(choosing("thr", key="2", if_seq=seq))

        assert (caught.value.expected, caught.value.found) == (seq, seq + 1)
        assert preparation.entries() == before

    def test_a_sealed_bid_does_not_move_what_an_officer_looked_at(
        self, bidding: Way
    ) -> None:
        """Else a conflict would tell that somebody has bid."""
        seq = bidding.state.seq
        recorded(bidding.office.ledger.execute(by_bidder("p-01", bid_of("p-01"))))

        answer = bidding.office.ledger.execute(replace(answering(), if_seq=seq))

        assert isinstance(answer, Recorded)


class TestLimits:
    def test_an_answer_has_a_cap(
        self, preparation: Way, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "ANSWER_BYTES", 100)
        before = preparation.entries()

        with pytest.raises(limits.TooLongAnswerError, match="at most 100 bytes"):
            preparation.office.ledger.execute(choosing())

        assert preparation.entries() == before


class TestRollback:
    def test_after_a_failure_the_state_is_what_was_committed(
        self, preparation: Way, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The entry was appended and remembered, and then the answer could not be kept."""
        ledger = preparation.office.ledger
        before = preparation.state, preparation.entries()
        monkeypatch.setattr("ledger.store.Transaction.put_answer", lambda *_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            ledger.execute(choosing())

        monkeypatch.undo()
        assert (preparation.state, preparation.entries()) == before
        assert isinstance(ledger.execute(choosing()), Recorded)
        assert preparation.state.seq == before[0].seq + 1

    def test_a_decider_that_decides_nothing_is_a_fault_and_writes_nothing(
        self, preparation: Way, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = preparation.entries()
        monkeypatch.setattr("ledger.execute.decide", lambda *_: Decision())

        with pytest.raises(NothingDecidedError, match="choose_value"):
            preparation.office.ledger.execute(choosing())

        assert preparation.entries() == before


class TestTwoServers:
    """Two servers on one database, each with a sequencer and a memory of its own."""

    @pytest.mark.parametrize("where", ["sqlite_url", "postgres_url"])
    def test_what_either_answered_is_there_once_and_in_one_line(
        self, where: str, request: pytest.FixtureRequest, tmp_path: Path
    ) -> None:
        address: str = request.getfixturevalue(where)
        with on_the_way(tmp_path, database=address) as way:
            way.take(*package().acts[:12])
            other = open_home(tmp_path, way.clock, practice=True, database=address)
            ledgers = (way.office.ledger, other.office.ledger)
            before = len(way.entries())

            def ask(number: int) -> str:
                asked = choosing(key=f"key {number}")
                answer = recorded(ledgers[number % 2].execute(asked))
                again = ledgers[number // 2 % 2].execute(asked)
                assert again == answer
                return answer.receipt.entry_sha256

            with ExitStack() as running:
                for ledger in ledgers:
                    running.enter_context(ledger.sequencer)
                with ThreadPoolExecutor(8) as clerks:
                    promised = list(clerks.map(ask, range(80)))

            entries = way.entries()
            assert len(entries) == before + 80
            assert {entry_hash(data) for data in entries[before:]} == set(promised)
            with other.store.read() as snapshot:
                key = note.key(ledgers[0].origin, ledgers[0].seed)
                assert check(snapshot, way.office.blobs, key).faults == ()
            other.close()


def test_the_state_is_the_fold_of_what_is_stored(run: Journey) -> None:
    """Of the live store, and of the bundle that left it: one fold."""
    assert run.folded == run.state


def test_an_officer_s_entry_says_that_a_session_proved_it(run: Journey) -> None:
    for moment in run.moments:
        office, proof = moment.entry.actor.office, moment.entry.actor.proof
        if office in ("bidder", "trustee"):
            assert len(proof) == 128
        elif moment.act.command.tag not in ("approve_award", "sign_contract"):
            assert proof == SERVER


def test_a_question_says_nothing_of_who_asks_until_the_closing(bidding: Way) -> None:
    """The entry is stored under its party; its disclosure is for the export."""
    command = AskQuestion(question="tanya-2", words="0" * 64)
    bidding.clock.set(
        next(s.ends for s in package().schedule.slots if s.stage == "clarification")
    )

    recorded(bidding.office.ledger.execute(by_bidder("p-02", command, key="ask")))

    assert from_bytes(bidding.entries()[-1]).actor.party == "p-02"
