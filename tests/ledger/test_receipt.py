"""A receipt proves what was promised to its holder, and tells nothing of anybody else."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from flows import desk
from ledger.asked import Recorded
from ledger.entry import entry_hash, from_bytes, to_bytes
from ledger.log import leaf_hash, verify_inclusion
from ledger.note import Checkpoint
from ledger.receipt import Receipt, ReceiptError
from tests.journeys.cleaning import PROCESS, Way, acts_of, at_stage, journey

SEED, OTHER_SEED = bytes(range(32)), bytes(32)
KEY = bytes(SigningKey(SEED).verify_key).hex()
OTHER_KEY = bytes(SigningKey(OTHER_SEED).verify_key).hex()

RECEIPT = Receipt(
    process="ocds-mj0001-2027-kebersihan-setda",
    round=1,
    party="p-07",
    command_sha256="ab" * 32,
    at="2026-10-29T01:30:00.000000Z",
    entry_sha256="cd" * 32,
).signed(SEED)


def test_a_receipt_verifies_with_the_server_s_key() -> None:
    RECEIPT.verify(KEY)


def test_with_another_key_it_does_not() -> None:
    with pytest.raises(ReceiptError, match=OTHER_KEY):
        RECEIPT.verify(OTHER_KEY)


@pytest.mark.parametrize(
    "change",
    [
        {"process": "ocds-mj0001-2027-lain"},
        {"round": 2},
        {"party": "p-06"},
        {"command_sha256": "00" * 32},
        {"at": "2026-10-29T01:30:00.000001Z"},
        {"entry_sha256": "00" * 32},
        {"signature": "00" * 64},
        {"signature": ""},
        {"signature": "no hexadecimal"},
    ],
    ids=lambda change: " ".join(f"{k}={str(v)[:12]}" for k, v in change.items()),
)
def test_nothing_of_it_can_be_changed(change: dict[str, object]) -> None:
    with pytest.raises(ReceiptError):
        replace(RECEIPT, **change).verify(KEY)  # type: ignore[arg-type]


def test_a_key_that_is_none_is_told() -> None:
    with pytest.raises(ReceiptError):
        RECEIPT.verify("no key")


def test_it_is_read_from_what_it_was_written_as() -> None:
    assert Receipt.from_json(dict(asdict(RECEIPT))) == RECEIPT
    assert Receipt.from_json({**RECEIPT.to_json()}) == RECEIPT


def test_it_has_no_field_for_a_position() -> None:
    """Neither number, nor index, nor size of the log: they would tell how many have bid."""
    assert {field.name for field in fields(Receipt)} == {
        "process",
        "round",
        "party",
        "command_sha256",
        "at",
        "entry_sha256",
        "signature",
    }


def receipt_of(way: Way, bid: str) -> Receipt:
    """Have a bid committed, and return its receipt."""
    (act,) = [a for a in acts_of("bidding", "commit_bid") if a.party == bid]
    way.take(act)
    again = desk.asked(way.office, way.course.package, act)
    answer = way.office.ledger.execute(again)
    assert isinstance(answer, Recorded)
    return answer.receipt


def test_a_receipt_is_the_same_whoever_has_bid_before(tmp_path: Path) -> None:
    """But for the entry's own hash, which chains to what is hidden and is salted."""
    receipts = []
    for name, before in (("alone", ()), ("third", ("p-01", "p-02"))):
        with at_stage("bidding", tmp_path / name, ()) as way:
            way.take(*acts_of("bidding", "register_party"))
            for bid in before:
                receipt_of(way, bid)
            receipts.append(receipt_of(way, "p-07"))

    alone, third = (
        {**asdict(receipt), "entry_sha256": "", "signature": ""} for receipt in receipts
    )
    assert alone == third


def test_a_receipt_names_the_command_and_the_entry(tmp_path: Path) -> None:
    with at_stage("bidding", tmp_path, ()) as way:
        way.take(*acts_of("bidding", "register_party"))
        receipt = receipt_of(way, "p-07")
        data = way.entries()[-1]
        key = bytes(SigningKey(way.office.ledger.seed).verify_key).hex()

    entry = from_bytes(data)
    receipt.verify(key)
    assert receipt.entry_sha256 == entry_hash(data)
    assert (receipt.process, receipt.party, receipt.at) == (PROCESS, "p-07", entry.at)
    assert entry.command["tag"] == "commit_bid"


def test_after_the_closing_its_holder_finds_the_entry_in_the_log() -> None:
    """With the receipt, a checkpoint and a proof, and nothing else of the server's."""
    way = journey().way
    bids = [m for m in journey().moments if m.act.command.tag == "commit_bid"]
    with way.home.store.read() as snapshot:
        size = snapshot.checkpoints()[-1]
        text = snapshot.checkpoint(size)
        assert text is not None
        checkpoint = Checkpoint.from_text(text.split("\n\n")[0] + "\n")
        for bid in bids:
            promised = entry_hash(to_bytes(bid.entry))
            leaf = snapshot.leaf_of(promised)
            assert leaf is not None
            verify_inclusion(
                leaf=leaf_hash(leaf.leaf),
                index=leaf.index,
                size=size,
                proof=snapshot.inclusion(leaf.index, size),
                root=checkpoint.root,
            )
            assert leaf.leaf[41:].hex() == promised


def test_before_the_closing_the_entry_is_in_no_log(tmp_path: Path) -> None:
    with at_stage("bidding", tmp_path, ()) as way:
        way.take(*acts_of("bidding", "register_party"))
        receipt = receipt_of(way, "p-07")
        with way.home.store.read() as snapshot:
            assert snapshot.leaf_of(receipt.entry_sha256) is None
