"""The file of a receipt: what a bidder was answered, with the proof of the log beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from api.files import json_file
from ledger.inclusion import Inclusion
from ledger.receipt import Receipt
from tender.codes import Ocid, Party
from tender.stored import Count, Hex, Many, Moment, Positive, Sha256, Stored


class ReceiptRecord(Stored):
    """A receipt, as the ledger signs it."""

    process: Ocid
    round: Positive
    party: Party
    command_sha256: Sha256
    at: Moment
    entry_sha256: Sha256
    signature: Hex


class InclusionRecord(Stored):
    """A proof that the log has an entry, as `/v1/receipts/` gives it."""

    leaf: Hex
    index: Count
    size: Positive
    path: Many[Sha256]
    checkpoint: str


class ReceiptFile(Stored):
    """What was answered, and what the log shows."""

    outcome: Literal["recorded"] = "recorded"
    receipt: ReceiptRecord
    inclusion: InclusionRecord | None = None


def read(path: Path) -> tuple[Receipt, Inclusion | None]:
    """Return the receipt in the file at *path*, and its proof; raise `FileFault`."""
    file = json_file.read(path).read(ReceiptFile)
    proof = file.inclusion
    return (
        Receipt.from_json(file.receipt.to_json()),
        None if proof is None else Inclusion.from_json(proof.to_json()),
    )
