"""The one function that writes: what it answers, what it keeps, and when it keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from api.home import open_home, practice_keys
from flows import seals
from flows.office import signed
from ledger import limits, note
from ledger.asked import Asked, Recorded, Refused
from ledger.entry import SERVER, entry_hash, from_bytes
from ledger.execute import ENGINE, NothingDecidedError
from ledger.fsck import check
from ledger.log import verify_consistency
from ledger.moments import LEGAL_MOMENTS
from ledger.note import Checkpoint
from ledger.proof import ProofError, public_key, sign
from ledger.seal import WrongKeyError
from ledger.store import UnknownProcessError
from ledger.turned_away import (
    ClockBehindError,
    KeyReusedError,
    MissingCiphertextError,
    MovedOnError,
    PracticeKeyError,
    WrongNameError,
    WrongRoundError,
)
from rules.rule import Decision
from tender.act import Actor
from tender.canonical import sha256_hex
from tender.canonical.times import parse_time, time_text
from tender.commands.announcement import AnswerQuestion, AskQuestion
from tender.commands.bidding import CloseBidding, CommitBid, ReplaceBid, WithdrawBid
from tender.commands.opening import DeclareUnopenable, OpenPart
from tender.commands.preparation.choices import ChooseValue
from tender.commands.preparation.parties import RegisterParty
from tender.commands.preparation.process import OpenProcess
from tender.registry import Command
from tests.journeys.cleaning import (
    BIDDERS,
    PROCESS,
    Journey,
    Way,
    acts_of,
    at_stage,
    journey,
    on_the_way,
    package,
)

TICK = timedelta(microseconds=1)
PPK = Actor("ppk", "ppk")
DEADLINE = next(s.ends for s in package().schedule.slots if s.stage == "bidding")


@pytest.fixture
def preparation(tmp_path: Path) -> Iterator[Way]:
    """Give the example with its officers registered, before anything else."""
    with at_stage("preparation", tmp_path, ()) as way:
        way.take(*acts_of("preparation", "register_party"))
        yield way


@pytest.fixture
def bidding(tmp_path: Path) -> Iterator[Way]:
    """Give the example as it was announced, with bidders registered and a question."""
    with at_stage("bidding", tmp_path, ()) as way:
        way.take(*acts_of("bidding", "register_party", "ask_question"))
        way.upload(*BIDDERS)
        yield way


@pytest.fixture
def released(tmp_path: Path) -> Iterator[Way]:
    """Give the example at its opening, with the shares of all trustees released."""
    with at_stage("opening", tmp_path, ()) as way:
        way.take(*acts_of("opening", "release_shares"))
        yield way


def choosing(value: str = "wage", key: str = "a key", **more: object) -> Asked:
    """Return a command that is always accepted before the announcement, and never after."""
    command = ChooseValue(id="fee.base", value=value, unit="components", clause="LDP")
    asked = Asked(process=PROCESS, actor=PPK, command=command, key=key)
    return replace(asked, **more)  # type: ignore[arg-type]


def answering(key: str = "an answer") -> Asked:
    command = AnswerQuestion(question="tanya-1", answer="Ya.")
    return Asked(process=PROCESS, actor=PPK, command=command, key=key)


def by_bidder(bid: str, command: Command, key: str = "a key") -> Asked:
    """Return a command that a bidder has signed."""
    plain = Asked(process=PROCESS, actor=Actor(bid, "bidder"), command=command, key=key)
    return signed(plain, package().parties[bid].signing_seed)


def bid_of(bid: str) -> CommitBid:
    sealed = package().bids[bid].sealed
    assert sealed is not None
    return CommitBid.from_json({**sealed.envelope.to_json(), "tag": "commit_bid"})


def recorded(answer: Recorded | Refused) -> Recorded:
    assert isinstance(answer, Recorded)
    return answer


def refused(answer: Recorded | Refused) -> Refused:
    assert isinstance(answer, Refused)
    return answer


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


class TestDeadline:
    def test_a_bid_a_microsecond_before_the_deadline_is_taken(
        self, bidding: Way
    ) -> None:
        bidding.clock.set(DEADLINE - TICK)

        answer = recorded(
            bidding.office.ledger.execute(by_bidder("p-01", bid_of("p-01")))
        )

        assert parse_time(answer.receipt.at) == DEADLINE - TICK
        assert list(bidding.state.bidding.bids) == ["p-01"]
        assert bidding.state.stage == "bidding"

    def test_a_bid_at_the_deadline_is_late_and_its_coming_is_on_record(
        self, bidding: Way
    ) -> None:
        """The bidding is closed first, in the same transaction, and then it is decided."""
        bidding.clock.set(DEADLINE)

        answer = refused(
            bidding.office.ledger.execute(by_bidder("p-01", bid_of("p-01")))
        )

        closing, late = map(from_bytes, bidding.entries()[-2:])
        assert closing.command == {"tag": "close_bidding"}
        assert parse_time(closing.at) == DEADLINE
        assert late.outcome == "refused"
        assert late.stream == "main"
        assert [event["tag"] for event in late.events] == ["late_bid_refused"]
        assert parse_time(late.at) == DEADLINE + TICK
        assert answer.refusal.rule == "bid.late"
        assert answer.receipt is not None
        assert answer.receipt.entry_sha256 == entry_hash(bidding.entries()[-1])
        assert bidding.state.bidding.bids == {}

    def test_a_bid_pushed_to_the_deadline_by_others_is_late_too(
        self, bidding: Way
    ) -> None:
        """What counts is when the entry is, not what the clock says."""
        ledger = bidding.office.ledger
        bidding.clock.set(DEADLINE - TICK)
        recorded(ledger.execute(by_bidder("p-01", bid_of("p-01"))))

        answer = refused(ledger.execute(by_bidder("p-02", bid_of("p-02"))))

        assert answer.refusal.rule == "bid.late"
        assert list(bidding.state.bidding.bids) == ["p-01"]

    def test_a_bid_that_waited_for_its_turn_across_the_deadline_is_late_too(
        self, bidding: Way
    ) -> None:
        """The clock is read in the sequencer's lock, and not as a bid comes in."""
        ledger = bidding.office.ledger
        bidding.clock.set(DEADLINE - TICK)
        busy = Event()
        with ledger.sequencer, ThreadPoolExecutor(1) as bidder:
            before = ledger.sequencer.submit(lambda _: busy.wait(10))
            bid = bidder.submit(ledger.execute, by_bidder("p-01", bid_of("p-01")))
            bidding.clock.set(DEADLINE)
            busy.set()
            answer = refused(bid.result())

        assert before.result()
        assert answer.refusal.rule == "bid.late"
        assert bidding.state.bidding.bids == {}

    def test_a_withdrawal_at_the_deadline_is_late_too(self, bidding: Way) -> None:
        ledger = bidding.office.ledger
        bidding.clock.set(DEADLINE - timedelta(hours=1))
        recorded(ledger.execute(by_bidder("p-01", bid_of("p-01"))))
        bidding.clock.set(DEADLINE)
        withdrawal = WithdrawBid(envelope=bid_of("p-01").digest())

        answer = refused(ledger.execute(by_bidder("p-01", withdrawal, key="back")))

        assert answer.refusal.rule == "bid.late"
        assert list(bidding.state.bidding.bids) == ["p-01"]

    def test_whatever_is_asked_after_the_deadline_closes_the_bidding(
        self, bidding: Way
    ) -> None:
        bidding.clock.set(DEADLINE + timedelta(minutes=1))

        refused(bidding.office.ledger.execute(answering()))

        assert from_bytes(bidding.entries()[-1]).command == {"tag": "close_bidding"}
        assert bidding.state.stage == "opening"

    def test_a_closing_that_is_asked_for_is_made_once(self, bidding: Way) -> None:
        bidding.clock.set(DEADLINE)
        closing = Asked(process=PROCESS, actor=ENGINE, command=CloseBidding(), key="c")

        recorded(bidding.office.ledger.execute(closing))

        tags = [from_bytes(e).command["tag"] for e in bidding.entries()]
        assert tags.count("close_bidding") == 1
        assert bidding.state.bidding.closed_at == DEADLINE

    def test_the_closing_says_what_it_closes(self, bidding: Way) -> None:
        bidding.clock.set(DEADLINE - timedelta(hours=1))
        for bid in ("p-03", "p-01"):
            recorded(bidding.office.ledger.execute(by_bidder(bid, bid_of(bid))))
        last = bidding.entries()[-1]
        bidding.clock.set(DEADLINE)
        refused(bidding.office.ledger.execute(answering()))

        closed = from_bytes(bidding.entries()[-1]).sealed

        assert closed is not None
        assert (closed.round, closed.size, closed.head) == (1, 2, entry_hash(last))

    def test_after_an_outage_the_schedule_moves_and_the_bid_is_taken(
        self, bidding: Way
    ) -> None:
        """For an hour from the deadline on, nobody could be heard."""
        bidding.clock.set(DEADLINE + timedelta(hours=2))

        answer = recorded(
            bidding.office.ledger.execute(by_bidder("p-01", bid_of("p-01")))
        )

        moved = from_bytes(bidding.entries()[-2])
        assert moved.command == {"tag": "close_bidding"}
        assert [event["tag"] for event in moved.events] == ["schedule_changed"]
        assert moved.events[0]["ground"] == "outage"
        assert moved.sealed is None  # nothing ended
        slots = bidding.state.preparation.slots
        assert slots["bidding"].ends == DEADLINE + timedelta(hours=26)
        assert bidding.state.stage == "bidding"
        assert parse_time(answer.receipt.at) == DEADLINE + timedelta(hours=2) + TICK

    def test_an_officer_who_looked_before_the_closing_is_told_and_nothing_is_written(
        self, bidding: Way
    ) -> None:
        """Not even the closing: whoever asks next makes it."""
        seq = bidding.state.seq
        before = bidding.entries()
        bidding.clock.set(DEADLINE)

        with pytest.raises(MovedOnError) as caught:
            bidding.office.ledger.execute(replace(answering(), if_seq=seq))

        assert (caught.value.expected, caught.value.found) == (seq, seq + 1)
        assert bidding.entries() == before


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


class TestProof:
    def test_a_bidder_s_command_without_a_signature_is_refused(
        self, bidding: Way
    ) -> None:
        plain = replace(
            by_bidder("p-01", bid_of("p-01")), actor=Actor("p-01", "bidder")
        )
        before = bidding.entries()

        answer = refused(bidding.office.ledger.execute(plain))

        assert answer.refusal.rule == "proof.unsigned"
        assert bidding.entries() == before

    @pytest.mark.parametrize(
        "change",
        [
            pytest.param(
                {"process": "ocds-mj0001-2027-lain"}, id="for another process"
            ),
            pytest.param({"round": 2}, id="for another round"),
            pytest.param({"key": "another"}, id="under another key"),
            pytest.param({"command": bid_of("p-02")}, id="of another command"),
        ],
    )
    def test_a_signature_holds_for_what_was_signed_and_for_nothing_else(
        self, bidding: Way, change: dict[str, object]
    ) -> None:
        asked = by_bidder("p-01", bid_of("p-01"))
        moved = replace(asked, **change)  # type: ignore[arg-type]
        if "process" in change:
            bidding.office.ledger.execute(
                opening(str(change["process"]), practice=True)
            )
        before = bidding.entries()

        with pytest.raises(ProofError):
            bidding.office.ledger.execute(moved)

        assert bidding.entries() == before

    def test_without_a_signature_nothing_is_kept_under_the_key(
        self, bidding: Way
    ) -> None:
        """A stranger cannot take a bidder's key away by using it first."""
        asked = by_bidder("p-01", bid_of("p-01"))
        unsigned = replace(asked, actor=Actor("p-01", "bidder"))
        refused(bidding.office.ledger.execute(unsigned))

        assert isinstance(bidding.office.ledger.execute(asked), Recorded)
        assert list(bidding.state.bidding.bids) == ["p-01"]

    def test_a_wrong_signature_leaves_the_key_to_the_right_one(
        self, bidding: Way
    ) -> None:
        asked = by_bidder("p-01", bid_of("p-01"))
        other = package().parties["p-02"].signing_seed or ""
        proof = sign(asked.message(), bytes.fromhex(other))
        with pytest.raises(ProofError):
            bidding.office.ledger.execute(
                replace(asked, actor=Actor("p-01", "bidder", proof))
            )

        assert isinstance(bidding.office.ledger.execute(asked), Recorded)

    @pytest.mark.parametrize("proof", [SERVER, "00" * 64], ids=["none", "a wrong one"])
    def test_an_answer_is_given_again_to_whoever_proves_to_be_its_party(
        self, bidding: Way, proof: str
    ) -> None:
        """Else whoever guesses a key learns that a bid stands."""
        ledger = bidding.office.ledger
        asked = by_bidder("p-01", bid_of("p-01"))
        recorded(ledger.execute(asked))
        stranger = replace(asked, actor=Actor("p-01", "bidder", proof))

        try:
            answer = ledger.execute(stranger)
        except ProofError:
            return
        assert refused(answer).refusal.rule == "proof.unsigned"
        assert isinstance(ledger.execute(asked), Recorded)

    def test_the_signature_of_another_party_is_none(self, bidding: Way) -> None:
        asked = by_bidder("p-01", bid_of("p-01"))
        proof = sign(
            asked.message(), bytes.fromhex(package().parties["p-02"].signing_seed or "")
        )

        with pytest.raises(ProofError, match="by 'p-01'"):
            bidding.office.ledger.execute(
                replace(asked, actor=Actor("p-01", "bidder", proof))
            )

    def test_nobody_signs_who_is_not_on_record(self, bidding: Way) -> None:
        asked = by_bidder("p-01", bid_of("p-01"))
        stranger = Actor("p-77", "bidder", asked.actor.proof)

        with pytest.raises(ProofError, match="none on record"):
            bidding.office.ledger.execute(replace(asked, actor=stranger))

    def test_an_officer_who_signs_is_held_to_the_signature(
        self, preparation: Way
    ) -> None:
        """A session would do; a signature that is wrong does not."""
        with pytest.raises(ProofError):
            preparation.office.ledger.execute(
                choosing(actor=Actor("ppk", "ppk", "00" * 64))
            )

    def test_of_an_unknown_process_nothing_is_asked(self, preparation: Way) -> None:
        with pytest.raises(UnknownProcessError, match="ocds-mj0001-2027-lain"):
            preparation.office.ledger.execute(choosing(process="ocds-mj0001-2027-lain"))


class TestRound:
    @pytest.mark.parametrize("round_", [2, 7, 2**40])
    def test_a_command_of_another_round_is_turned_away(
        self, bidding: Way, round_: int
    ) -> None:
        plain = replace(
            by_bidder("p-01", bid_of("p-01")), actor=Actor("p-01", "bidder")
        )
        asked = signed(
            replace(plain, round=round_), package().parties["p-01"].signing_seed
        )
        before = bidding.entries()

        with pytest.raises(WrongRoundError, match="round 1") as caught:
            bidding.office.ledger.execute(asked)

        assert (caught.value.expected, caught.value.found) == (1, round_)
        assert bidding.entries() == before

    def test_an_officer_s_command_too(self, preparation: Way) -> None:
        before = preparation.entries()

        with pytest.raises(WrongRoundError):
            preparation.office.ledger.execute(choosing(round=0))

        assert preparation.entries() == before

    def test_the_closing_closes_the_round_of_the_state(self, bidding: Way) -> None:
        """Whoever comes first after the deadline, and whatever round it names."""
        bidding.clock.set(DEADLINE - timedelta(hours=1))
        recorded(bidding.office.ledger.execute(by_bidder("p-01", bid_of("p-01"))))
        bidding.clock.set(DEADLINE)
        with pytest.raises(WrongRoundError):
            bidding.office.ledger.execute(replace(answering(), round=3))
        assert bidding.state.stage == "bidding"

        refused(bidding.office.ledger.execute(answering()))

        closing = from_bytes(bidding.entries()[-1])
        assert (closing.round, closing.sealed and closing.sealed.round) == (1, 1)


class TestCiphertexts:
    def test_a_bid_whose_ciphertext_never_came_is_not_taken(self, bidding: Way) -> None:
        """Else it would stop the opening of all others."""
        bid = bid_of("p-01")
        gone = bid.objects[1].ciphertext
        (bidding.home.folder / "blobs" / gone).unlink()
        before = bidding.entries()

        with pytest.raises(MissingCiphertextError, match=gone) as caught:
            bidding.office.ledger.execute(by_bidder("p-01", bid))

        assert caught.value.name == gone
        assert bidding.entries() == before
        bidding.upload("p-01")  # and under the same key, once it has come
        assert isinstance(
            bidding.office.ledger.execute(by_bidder("p-01", bid)), Recorded
        )

    def test_nor_one_whose_ciphertext_has_another_size(self, bidding: Way) -> None:
        envelope = bid_of("p-01").to_json()
        envelope["objects"][0]["size"] += 1  # type: ignore[index,call-overload,operator]
        bid = CommitBid.from_json(envelope)

        with pytest.raises(MissingCiphertextError, match="bytes") as caught:
            bidding.office.ledger.execute(by_bidder("p-01", bid))

        assert caught.value.name == bid.objects[0].ciphertext

    def test_a_replacement_neither(self, bidding: Way) -> None:
        ledger = bidding.office.ledger
        recorded(ledger.execute(by_bidder("p-01", bid_of("p-01"))))
        said = {
            **bid_of("p-02").to_json(),
            "tag": "replace_bid",
            "replaces": bid_of("p-01").digest(),
        }
        replacing = ReplaceBid.from_json(said)
        (bidding.home.folder / "blobs" / replacing.objects[0].ciphertext).unlink()

        with pytest.raises(MissingCiphertextError):
            ledger.execute(by_bidder("p-01", replacing, key="again"))

        assert bidding.state.bidding.bids["p-01"].digest == bid_of("p-01").digest()

    def test_a_late_bid_is_on_record_whether_its_ciphertexts_came_or_not(
        self, bidding: Way
    ) -> None:
        for item in bid_of("p-01").objects:
            (bidding.home.folder / "blobs" / item.ciphertext).unlink()
        bidding.clock.set(DEADLINE)

        answer = refused(
            bidding.office.ledger.execute(by_bidder("p-01", bid_of("p-01")))
        )

        assert answer.refusal.rule == "bid.late"
        assert answer.receipt is not None

    def test_what_a_bid_names_is_registered_with_its_process(
        self, bidding: Way
    ) -> None:
        recorded(bidding.office.ledger.execute(by_bidder("p-01", bid_of("p-01"))))

        with bidding.home.store.read() as snapshot:
            rows = {r.sha256: r for r in snapshot.blobs(PROCESS) if not r.private}

        for item in bid_of("p-01").objects:
            assert rows[item.ciphertext].size == item.size

    def test_an_envelope_of_more_objects_than_are_opened_is_not_looked_at(
        self, bidding: Way
    ) -> None:
        """Before its signature, and before anything of it is written again."""
        envelope: Any = bid_of("p-01").to_json()
        first = envelope["objects"][0]
        envelope["objects"] = [
            {**first, "name": f"x-{n}"} for n in range(limits.OBJECTS + 1)
        ]
        asked = replace(
            by_bidder("p-01", bid_of("p-01")), command=CommitBid.from_json(envelope)
        )

        with pytest.raises(limits.TooManyObjectsError, match="at most 200") as caught:
            bidding.office.ledger.execute(asked)

        assert caught.value.found == 201


class TestOpenedKeys:
    """An offer's key stands on record: it has to be the one that opens the offer."""

    JUNK = "AGE-SECRET-KEY-1" + "A" * 58

    def opened(self, way: Way, **changes: object) -> Asked:
        command = seals.open_bid(way.office, way.state, "p-07", "all")
        said = {**command.to_json(), **changes}
        return Asked(
            process=PROCESS,
            actor=ENGINE,
            command=OpenPart.from_json(said),
            key=f"open {changes}",
        )

    @pytest.mark.parametrize("key", ["junk", "another's"])
    def test_a_wrong_key_is_turned_away(self, released: Way, key: str) -> None:
        other = seals.open_bid(released.office, released.state, "p-06", "all")
        assert isinstance(other, OpenPart)
        wrong = self.JUNK if key == "junk" else other.key
        before = released.entries()

        with pytest.raises(WrongKeyError):
            released.office.ledger.execute(self.opened(released, key=wrong))

        assert released.entries() == before
        assert isinstance(
            released.office.ledger.execute(self.opened(released)), Recorded
        )

    def test_so_is_one_that_is_said_not_to_open_an_offer(self, released: Way) -> None:
        """With it anybody can try: it has to be the key of that offer."""
        other = seals.open_bid(released.office, released.state, "p-06", "all")
        assert isinstance(other, OpenPart)
        finding = DeclareUnopenable(
            bid="p-07",
            part="all",
            ground="schema",
            finding="Bukan penawaran.",
            name="offer",
            key=other.key,
        )
        asked = Asked(process=PROCESS, actor=ENGINE, command=finding, key="wrong")

        with pytest.raises(WrongKeyError):
            released.office.ledger.execute(asked)

    def test_what_the_rules_refuse_is_refused_by_them(self, tmp_path: Path) -> None:
        """Of a bid that nobody may know of, a wrong key tells nothing."""
        with at_stage("opening", tmp_path / "later", ()) as way:
            way.take(*acts_of("opening", "release_shares"))
            asked = self.opened(way, key=self.JUNK)
        with at_stage("opening", tmp_path / "now", ()) as way:
            answer = refused(way.office.ledger.execute(asked))

        assert answer.refusal.rule in ("opening.too-few-shares", "opening.too-early")


def opening(process: str, *, practice: bool) -> Asked:
    said = {**package().process.to_json(), "ocid": process, "practice": practice}
    command = OpenProcess.from_json({**said, "tag": "open_process"})
    return Asked(
        process=process, actor=Actor("ukpbj", "unit"), command=command, key="open"
    )


class TestOpeningAProcess:
    OTHER = "ocds-mj0001-2027-lain"

    def test_a_refused_opening_leaves_no_process(self, preparation: Way) -> None:
        asked = replace(
            opening(self.OTHER, practice=True), actor=Actor("ppk", "ppk"), key="x"
        )

        answer = refused(preparation.office.ledger.execute(asked))

        assert answer.refusal.rule == "office.not-competent"
        with preparation.home.store.read() as snapshot:
            assert self.OTHER not in snapshot.processes()

    def test_whatever_is_asked_of_it_then_is_asked_of_an_unknown_process(
        self, preparation: Way
    ) -> None:
        ledger = preparation.office.ledger
        bad = replace(opening(self.OTHER, practice=True), actor=Actor("ppk", "ppk"))
        refused(ledger.execute(bad))

        with pytest.raises(UnknownProcessError):
            ledger.execute(TestPracticeKeys.registering(self.OTHER, "key"))
        assert isinstance(ledger.execute(opening(self.OTHER, practice=True)), Recorded)

    def test_a_failed_opening_leaves_no_process(
        self, preparation: Way, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ledger.execute.decide", lambda *_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            preparation.office.ledger.execute(opening(self.OTHER, practice=True))

        with preparation.home.store.read() as snapshot:
            assert self.OTHER not in snapshot.processes()

    def test_a_process_is_opened_under_its_own_name(self, preparation: Way) -> None:
        asked = replace(opening(self.OTHER, practice=True), process="ocds-mj0001-2027")

        with pytest.raises(WrongNameError, match=self.OTHER):
            preparation.office.ledger.execute(asked)

        with preparation.home.store.read() as snapshot:
            assert snapshot.processes() == [PROCESS]

    def test_a_row_without_an_entry_is_no_trap(self, preparation: Way) -> None:
        """One that an older version left behind: what is asked of it is refused."""
        with preparation.home.store.write() as transaction:
            transaction.open_process(self.OTHER, "5a" * 16)

        answer = refused(
            preparation.office.ledger.execute(
                TestPracticeKeys.registering(self.OTHER, "key")
            )
        )

        assert answer.refusal.rule == "stage.not-now"


class TestPacks:
    def test_the_pack_is_among_the_blobs_before_an_entry_names_it(
        self, preparation: Way, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A crash between the two leaves a pack too many, and no entry without its law."""
        ledger = preparation.office.ledger
        name = ledger.pack(preparation.state, preparation.clock()).digest
        (preparation.home.folder / "blobs" / name).unlink()
        monkeypatch.setattr("ledger.store.Transaction.add", lambda *_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            ledger.execute(opening("ocds-mj0001-2027-lain", practice=True))

        assert preparation.office.blobs.has(name)


class TestLimits:
    def test_an_answer_has_a_cap(
        self, preparation: Way, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "ANSWER_BYTES", 100)
        before = preparation.entries()

        with pytest.raises(limits.TooLongAnswerError, match="at most 100 bytes"):
            preparation.office.ledger.execute(choosing())

        assert preparation.entries() == before


class TestPracticeKeys:
    @pytest.mark.parametrize("field", ["key", "recipient"])
    def test_a_key_that_anybody_can_use_stays_in_practice(
        self, preparation: Way, field: str
    ) -> None:
        ledger = preparation.office.ledger
        real = "ocds-mj0001-2027-sungguh"
        ledger.execute(opening(real, practice=False))
        asked = self.registering(real, field)

        with pytest.raises(PracticeKeyError, match="make a new one"):
            ledger.execute(asked)

        with preparation.home.store.read() as snapshot:
            assert len(snapshot.entries(real)) == 1

    @pytest.mark.parametrize("field", ["key", "recipient"])
    def test_in_practice_it_is_taken(self, preparation: Way, field: str) -> None:
        ledger = preparation.office.ledger
        other = "ocds-mj0001-2027-latihan"
        ledger.execute(opening(other, practice=True))

        assert isinstance(ledger.execute(self.registering(other, field)), Recorded)

    @staticmethod
    def registering(process: str, field: str) -> Asked:
        known = practice_keys()
        chosen = {
            "key": next(k for k in sorted(known) if not k.startswith("age1")),
            "recipient": next(k for k in sorted(known) if k.startswith("age1")),
        }[field]
        command = RegisterParty.from_json(
            {
                "tag": "register_party",
                "party": "ukpbj",
                "offices": ["unit"],
                "organ": "ukpbj",
                field: chosen,
            }
        )
        return Asked(
            process=process,
            actor=Actor("ukpbj", "unit"),
            command=command,
            key="register",
        )

    def test_every_key_of_the_example_is_known_as_one_of_practice(self) -> None:
        known = practice_keys()
        parties = package().parties.values()
        used = {
            public_key(bytes.fromhex(p.signing_seed)) for p in parties if p.signing_seed
        }
        used |= {p.recipient for p in parties if p.recipient}

        assert used <= known


@pytest.fixture(scope="module")
def run() -> Journey:
    return journey()


NOT_IN_THE_EXAMPLE = {
    "technical_result_announced",
    "bidding_stopped",
    "order_recorded",
}
"""Legal moments of two files, and of a tender that an order reaches (`test_rounds`)."""


class TestCheckpoints:
    def test_the_log_is_signed_at_every_legal_moment_and_at_no_other(
        self, run: Journey
    ) -> None:
        signed_at = [
            number
            for number, moment in enumerate(run.moments, start=1)
            if LEGAL_MOMENTS & {str(event["tag"]) for event in moment.entry.events}
        ]

        with run.way.home.store.read() as snapshot:
            sizes = snapshot.checkpoints()

        # No bid stands before the first of them, and at the second all have joined.
        assert sizes == signed_at
        assert len(sizes) == len(LEGAL_MOMENTS - NOT_IN_THE_EXAMPLE) == 7

    def test_each_checkpoint_is_signed_and_grows_out_of_the_one_before(
        self, run: Journey
    ) -> None:
        ledger = run.way.office.ledger
        key = note.key(ledger.origin, ledger.seed)
        with run.way.home.store.read() as snapshot:
            texts = [snapshot.checkpoint(size) or "" for size in snapshot.checkpoints()]
            points = [
                Checkpoint.from_text(note.verify(text, [key]).text) for text in texts
            ]
            for old, new in pairwise(points):
                verify_consistency(
                    first=old.size,
                    second=new.size,
                    proof=snapshot.consistency(old.size, new.size),
                    root=old.root,
                    later_root=new.root,
                )

        assert len({point.root for point in points}) == 7
        assert {point.origin for point in points} == {"saksama.practice/log"}


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
