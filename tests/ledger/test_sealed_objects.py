"""What a bid consists of has come before it is taken; what opens it is its own key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows import seals
from ledger import limits
from ledger.asked import Asked, Recorded
from ledger.execute import ENGINE
from ledger.seal import WrongKeyError
from ledger.turned_away import MissingCiphertextError
from tender.commands.bidding import CommitBid, ReplaceBid
from tender.commands.opening import DeclareUnopenable, OpenPart
from tests.journeys.cleaning import PROCESS, Way, acts_of, at_stage
from tests.ledger.asking import DEADLINE, bid_of, by_bidder, recorded, refused


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
