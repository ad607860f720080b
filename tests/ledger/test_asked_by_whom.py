"""Who asks, and in which round: signatures are held to, and to nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.office import signed
from ledger.asked import Recorded
from ledger.entry import SERVER, from_bytes
from ledger.proof import ProofError, sign
from ledger.store import UnknownProcessError
from ledger.turned_away import WrongRoundError
from tender.act import Actor
from tests.journeys.cleaning import Way, package
from tests.ledger.asking import (
    DEADLINE,
    answering,
    bid_of,
    by_bidder,
    choosing,
    opening,
    recorded,
    refused,
)


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
