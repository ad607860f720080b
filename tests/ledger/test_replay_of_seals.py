"""Offers, attachments and words are held to what was sealed and committed to."""

from __future__ import annotations

from typing import Any

from tender.canonical import sha256_hex, to_bytes
from tests.journeys.cleaning import Journey
from tests.ledger.forging import Forgery
from tests.ledger.replaying import cheaper, forging, replayed


def test_an_offer_and_its_commitment_cannot_be_changed_together(run: Journey) -> None:
    """The commitment stands in what the bidder signed."""
    forgery = forging(run)
    number = forgery.find("open_part", "p-07")
    forgery.edit(number, command=cheaper, event=cheaper)
    opened: Any = forgery.entries[number].command
    salted = bytes.fromhex(opened["salt"]) + to_bytes(opened["offer"])

    def committed(part: dict[str, Any]) -> None:
        part["objects"][0]["commitment"] = sha256_hex(salted)

    forgery.edit(forgery.find("commit_bid", "p-07"), command=committed, event=committed)

    found = replayed(forgery.written())

    assert found.divergence is not None
    assert found.divergence.rule == "proof"
    assert found.divergence.where == "sealed-1 9"


def offer_of(forgery: Forgery, bid: str) -> str:
    command: Any = forgery.entries[forgery.find("commit_bid", bid)].command
    (offer,) = [item for item in command["objects"] if item["name"] == "offer"]
    return f"ciphertexts/{offer['ciphertext']}.age"


def test_a_ciphertext_that_is_missing_is_found(run: Journey) -> None:
    forgery = forging(run)
    del forgery.members[offer_of(forgery, "p-07")]

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "seal.ciphertext"
    assert found.divergence.where.startswith("main ")


def test_a_ciphertext_of_another_bid_is_found(run: Journey) -> None:
    forgery = forging(run)
    other = forgery.members[offer_of(forgery, "p-06")]
    forgery.members[offer_of(forgery, "p-07")] = other

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "seal.ciphertext"


def test_the_key_of_another_bid_is_found(run: Journey) -> None:
    forgery = forging(run)
    other: Any = forgery.entries[forgery.find("open_part", "p-06")].command

    def with_other_key(command: dict[str, Any]) -> None:
        command["key"] = other["key"]

    forgery.edit(forgery.find("open_part", "p-07"), command=with_other_key)

    found = replayed(forgery.written())

    assert found.divergence is not None
    assert found.divergence.rule == "seal.key"


def test_evidence_that_is_not_what_was_committed_to_is_found(run: Journey) -> None:
    """An attachment, changed in the auditors' bundle: its name is its commitment."""
    forgery = forging(run, run.auditors)
    name = next(n for n in sorted(forgery.members) if n.startswith("private/"))
    forgery.members[name] += b"!"

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "private.name"
    assert found.divergence.where == name


def test_words_that_are_not_what_was_committed_to_are_found(run: Journey) -> None:
    forgery = forging(run)
    name = next(n for n in sorted(forgery.members) if n.startswith("blobs/"))
    forgery.members[name] += b"!"

    found = replayed(forgery.signed())

    assert found.divergence is not None
    assert found.divergence.rule == "blob.name"
