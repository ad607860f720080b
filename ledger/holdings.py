"""What entries name by its hash, among the blobs: held to it, kept, and on the list.

Rules see no ciphertext, no file and no other process. So what they accept is held here to what is
there, before it is appended; and what an entry names is put on the list by which
`ledger.fsck` looks for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger import limits
from ledger.blobs import Blobs, NoBlobError, PrivateBlobs
from ledger.divergence import DivergedError
from ledger.entry import Entry
from ledger.named import ciphertexts, papers, private_blobs
from ledger.opening import OFFER
from ledger.predecessor import hold_to, hold_to_the_end, stood
from ledger.seal import hold_key
from ledger.store import Transaction, UnknownProcessError
from ledger.turned_away import MissingCiphertextError, PredecessorError
from rules.pack import Pack
from tender.commands.bidding import CommitBid, ReplaceBid
from tender.commands.opening import DeclareUnopenable, OpenPart
from tender.commands.preparation.carrying import CarryOver
from tender.registry import Command
from tender.state import State


@dataclass(frozen=True, slots=True)
class Holdings:
    """The blobs of an office: those that entries name, and those not for everyone."""

    blobs: Blobs
    private: PrivateBlobs

    def hold(self, tx: Transaction, command: Command, state: State) -> None:
        """Hold a *command* that the rules accept to what they do not see.

        Raise `MissingCiphertextError` for a bid whose ciphertexts are not all here,
        `ledger.seal.WrongKeyError` for a key that is not that of its sealed object, and
        `PredecessorError` for what the process before does not show.
        """
        if isinstance(command, CarryOver):
            _hold_to_predecessor(tx, command, state)
        if isinstance(command, CommitBid | ReplaceBid):
            for item in command.objects:
                self._hold_to_blob(item.ciphertext, item.size)
        if isinstance(command, OpenPart | DeclareUnopenable) and command.key:
            name = command.name if isinstance(command, DeclareUnopenable) else OFFER
            for item in state.bidding.bids[command.bid].objects(command.part):
                if item.name == name:
                    hold_key(command.key, item.recipient)

    def _hold_to_blob(self, name: str, size: int) -> None:
        try:
            found = f"{self.blobs.size(name)} bytes"
        except NoBlobError:
            found = "none"
        if found != (expected := f"{size} bytes"):
            raise MissingCiphertextError(name, expected=expected, found=found)

    def keep_pack(self, tx: Transaction, process: str, pack: Pack) -> None:
        """Have the pack among the blobs before an entry names it."""
        data = pack.to_bytes()
        if not self.blobs.has(pack.digest):
            self.blobs.put([data], limit=limits.PACK_BYTES, expected=pack.digest)
        tx.put_blob(process, pack.digest, len(data), private=False)

    def register(self, tx: Transaction, entry: Entry) -> None:
        """Note which blobs an accepted entry names: `ledger.fsck` looks for them.

        Ciphertexts are there, as was checked. Of what else is named, what is there
        belongs to the process from now on, until it is erased.
        """
        for name, size in ciphertexts(entry.events):
            tx.put_blob(entry.process, name, size, private=False)
        for name in papers(entry.events):
            if self.blobs.has(name):
                size = self.blobs.size(name)
                tx.put_blob(entry.process, name, size, private=False)
        for name in private_blobs(entry.events):
            if self.private.has(name):
                size = self.private.size(name)
                tx.put_blob(entry.process, name, size, private=True)


def _hold_to_predecessor(tx: Transaction, command: CarryOver, state: State) -> None:
    """Hold what is carried over to the process before, where this ledger has it.

    Of one that is elsewhere the command is the only word here: whoever has its bundle
    holds the two to one another (`saksama replay --predecessor`).
    """
    process = command.predecessor.ocid
    try:
        tx.salt(process)
    except UnknownProcessError:
        return
    entries = tx.entries(process)
    now, before = stood(entries), stood(entries, command.predecessor.head)
    try:
        if now is not None and before is not None:
            hold_to_the_end(before, now)
        hold_to(command, before, practice=state.process.practice)
    except DivergedError as error:
        raise PredecessorError(process, error.divergence) from error
