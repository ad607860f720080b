"""The handling of seals: challenges, shares, and what k trustees open together."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pyrage
import pytest

from flows import seals
from ledger.seal import TooFewSharesError
from tender.canonical import commitment, meets, sha256_hex
from tender.commands.opening import OpenPart
from tests.journeys.cleaning import PROCESS, acts_of, at_stage, package

TRUSTEES = package().trustees.trustees


def identity(trustee: str) -> str:
    return package().parties[trustee].age_identity or ""


def test_a_challenge_is_opened_by_its_trustee_and_answers_its_hash(
    tmp_path: Path,
) -> None:
    with at_stage("bidding", tmp_path, ()) as way:
        asked = seals.challenge(way.office, PROCESS, way.state, "kunci-unja")
        answered = seals.prove(
            way.office, PROCESS, "kunci-unja", identity("kunci-unja")
        )

    assert sha256(bytes.fromhex(answered.nonce)).hexdigest() == asked.nonce_sha256
    assert answered.trustee == asked.trustee == "kunci-unja"


def test_nobody_else_opens_a_challenge(tmp_path: Path) -> None:
    with at_stage("bidding", tmp_path, ()) as way:
        seals.challenge(way.office, PROCESS, way.state, "kunci-unja")

        with pytest.raises(pyrage.DecryptError):
            seals.prove(way.office, PROCESS, "kunci-unja", identity("kunci-hukum"))


def test_each_challenge_has_a_nonce_of_its_own(tmp_path: Path) -> None:
    """A trustee is challenged before the announcement and again before the deadline."""
    with at_stage("bidding", tmp_path, ()) as way:
        first = seals.challenge(way.office, PROCESS, way.state, "kunci-unja")
        other = seals.challenge(way.office, PROCESS, way.state, "kunci-hukum")
        way.take(*acts_of("bidding", "register_party")[:1])
        later = seals.challenge(way.office, PROCESS, way.state, "kunci-unja")

    assert len({c.nonce_sha256 for c in (first, other, later)}) == 3


def test_a_release_names_a_share_of_each_object_of_each_standing_bid(
    tmp_path: Path,
) -> None:
    with at_stage("opening", tmp_path, ()) as way:
        state = way.state
        release = seals.release_all(
            way.office, state, "kunci-unja", "all", identity("kunci-unja")
        )

        named = {(s.bid, s.name) for s in release.shares}
        assert named == {
            (bid, item.name)
            for bid, standing in state.bidding.bids.items()
            for item in standing.envelope.objects
        }
        assert not any(bid == "p-09" for bid, _ in named)
        for share in release.shares:
            assert sha256_hex(way.office.shares.get(share.sha256)) == share.sha256


def test_a_release_puts_no_share_on_record(tmp_path: Path) -> None:
    with at_stage("opening", tmp_path, ()) as way:
        release = seals.release_all(
            way.office, way.state, "kunci-unja", "all", identity("kunci-unja")
        )
        shares = [way.office.shares.get(s.sha256) for s in release.shares]

    text = str(release.to_json())
    assert not any(share.hex() in text for share in shares)


def test_two_trustees_of_three_open_nothing(tmp_path: Path) -> None:
    with at_stage("opening", tmp_path, ()) as way:
        way.take(*acts_of("opening", "release_shares")[:2])
        (offer,) = [
            item
            for item in way.state.bidding.bids["p-07"].envelope.objects
            if item.name == "offer"
        ]

        with pytest.raises(TooFewSharesError, match="Expected 3, found 2"):
            seals.look_inside(way.office, way.state, "p-07", offer)


def test_three_open_an_offer_and_its_attachments(tmp_path: Path) -> None:
    with at_stage("opening", tmp_path, ()) as way:
        way.take(*acts_of("opening", "release_shares"))
        bid = way.state.bidding.bids["p-07"]

        command = seals.open_bid(way.office, way.state, "p-07", "all")

        assert isinstance(command, OpenPart)
        sealed = bid.offer("all")
        assert sealed is not None
        salt, body = bytes.fromhex(command.salt), command.offer.to_bytes()
        assert meets(sealed.commitment, salt, body)
        recipient = pyrage.x25519.Identity.from_str(command.key).to_public()
        assert str(recipient) == sealed.recipient
        for listed in command.offer.attachments:
            kept_salt, paper = way.office.private.get(listed.sha256)
            assert commitment(kept_salt, paper) == listed.sha256
            assert paper == package().bids["p-07"].attachments[listed.name]


def test_the_attachments_key_is_handed_to_nobody(tmp_path: Path) -> None:
    """Of each bid one key goes on record: that of its offer."""
    with at_stage("opening", tmp_path, ()) as way:
        way.take(*acts_of("opening", "release_shares"))
        command = seals.open_bid(way.office, way.state, "p-07", "all")

    assert str(command.to_json()).count("AGE-SECRET-KEY-") == 1


def test_every_trustee_of_the_example_has_a_key_to_open_with() -> None:
    for trustee in TRUSTEES:
        known = package().parties[trustee]
        secret = pyrage.x25519.Identity.from_str(identity(trustee))
        assert str(secret.to_public()) == known.recipient
