"""Who asked: a signature over the command, that cannot be used for another."""

from dataclasses import replace
from typing import Any

import pytest

from ledger.entry import Entry
from ledger.proof import ProofError, proof_message, public_key, sign, verify_proof
from tender.act import Actor
from tests.ledger.entries import Process

SEED = bytes(range(32))
KEY = public_key(SEED)


def signed_bid() -> Entry:
    """Return an entry whose command its party has signed."""
    entry = Process().next_entry("ask_question")
    bidder = Actor(party="cv-sinar", office="bidder", proof="")
    message = proof_message(
        process=entry.process,
        round_=entry.round,
        actor=bidder,
        key_sha256=entry.key_sha256,
        command=entry.command,
    )
    return replace(entry, actor=replace(bidder, proof=sign(message, SEED)))


def test_message_and_signature_are_pinned() -> None:
    actor = Actor(party="cv-sinar", office="bidder", proof="")
    message = proof_message(
        process="ocds-s4k54m-1",
        round_=1,
        actor=actor,
        key_sha256="00" * 32,
        command={"tag": "withdraw_bid"},
    )

    assert message == (
        b"saksama/command/v1\n"
        b'{"command":{"tag":"withdraw_bid"},"key_sha256":"' + b"00" * 32 + b'",'
        b'"office":"bidder","party":"cv-sinar","process":"ocds-s4k54m-1","round":1}'
    )
    assert KEY == "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
    assert sign(message, SEED) == (
        "7cd9a5c8552fba18ee98e5a89411a521ed9203138d23c4b11ad76575819afec7"
        "d9eca70aa590e3fadcfe97e66c16467c7786f59cd031546add6acf65a246f60a"
    )


def test_the_party_s_own_signature_proves_that_it_asked() -> None:
    verify_proof(signed_bid(), KEY)


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"process": "ocds-s4k54m-other"},
        {"round": 2},
        {"key_sha256": "ab" * 32},
        {"command": {"tag": "withdraw_bid"}},
    ],
    ids=["process", "round", "key", "command"],
)
def test_a_signature_cannot_be_moved(elsewhere: dict[str, Any]) -> None:
    with pytest.raises(ProofError, match="'cv-sinar'"):
        verify_proof(replace(signed_bid(), **elsewhere), KEY)


@pytest.mark.parametrize(
    "actor",
    [
        {"party": "pt-bulan"},
        {"office": "trustee"},
        {"proof": "server"},
        {"proof": "00" * 64},
        {"proof": "no hexadecimal"},
    ],
)
def test_nobody_else_can_use_it(actor: dict[str, Any]) -> None:
    entry = signed_bid()

    with pytest.raises(ProofError):
        verify_proof(replace(entry, actor=replace(entry.actor, **actor)), KEY)


@pytest.mark.parametrize("key", [public_key(bytes(32)), "00" * 32, "00", "key"])
def test_another_key_does_not_prove_it(key: str) -> None:
    with pytest.raises(ProofError):
        verify_proof(signed_bid(), key)
