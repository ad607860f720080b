"""That a promise was kept: the entry of a receipt stands in the log, under a signed checkpoint.

    {leaf, index, size, path, checkpoint}

The leaf names the entry by its hash; the path leads from the leaf to the root of the log
of *size* leaves, and that root stands in the checkpoint. Nothing is asked of the server
to check it. Source: docs/format.md, RFC 6962.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ledger.log import LogProofError, leaf_hash, verify_inclusion
from ledger.note import Checkpoint, Key, verify
from ledger.receipt import Receipt
from tender.canonical import Json


class NotIncludedError(ValueError):
    """What is shown does not prove that the entry stands in the log: its *part* is of another."""

    def __init__(self, part: Literal["leaf", "size", "path"]) -> None:
        super().__init__(f"expected a proof of this entry, found the {part} of another")
        self.part = part


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """The place of a leaf in the log of *size* leaves; hashes in hexadecimal."""

    leaf: str
    index: int
    size: int
    path: Sequence[str]
    checkpoint: str

    def to_json(self) -> dict[str, Json]:
        """Return the proof as plain JSON."""
        return {
            "leaf": self.leaf,
            "index": self.index,
            "size": self.size,
            "path": list(self.path),
            "checkpoint": self.checkpoint,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Inclusion:
        """Read a proof."""
        return cls(**value)

    def proves(self, receipt: Receipt, key: Key) -> None:
        """Raise `NotIncludedError` unless the entry of *receipt* is in the log of *key*.

        Raise what `ledger.note.verify` does where *key* did not sign the checkpoint.
        """
        leaf = bytes.fromhex(self.leaf)
        if leaf[-32:].hex() != receipt.entry_sha256:
            raise NotIncludedError("leaf")  # noqa: EM101  # a code
        signed = Checkpoint.from_text(verify(self.checkpoint, [key]).text)
        if signed.size != self.size:
            raise NotIncludedError("size")  # noqa: EM101
        try:
            verify_inclusion(
                leaf=leaf_hash(leaf),
                index=self.index,
                size=self.size,
                proof=[bytes.fromhex(one) for one in self.path],
                root=signed.root,
            )
        except LogProofError as error:
            raise NotIncludedError("path") from error  # noqa: EM101
