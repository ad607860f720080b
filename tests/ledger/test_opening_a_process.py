"""A process is opened once, under its own name and law; practice keys stay in practice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.home import practice_keys
from ledger.asked import Asked, Recorded
from ledger.proof import public_key
from ledger.store import UnknownProcessError
from ledger.turned_away import PracticeKeyError, WrongNameError
from tender.act import Actor
from tender.commands.preparation.parties import RegisterParty
from tests.journeys.cleaning import PROCESS, Way, package
from tests.ledger.asking import opening, refused


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
