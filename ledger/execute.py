"""The one function that writes: load, decide, append, answer.

    Ledger.execute(asked) -> Recorded | Refused

Everything happens inside the sequencer's lock, in this order. Has this key been
answered? What time is it? Has a deadline come that nobody has closed yet? Has
the state moved under an officer's hands? Is it who it says? What do the rules
say? What they accept, and what they refuse as evidence, is appended; every
answer is kept under its key, and given again word for word.

Source: docs/format.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple, Protocol

from ledger.asked import Asked, Recorded, Refused, answer_from_bytes
from ledger.entropy import Entropy
from ledger.entry import (
    ACCEPTED,
    MAIN,
    REFUSED,
    SEALED,
    SERVER,
    START,
    Closed,
    Entry,
    Position,
    entry_hash,
    stream_name,
    to_bytes,
)
from ledger.memory import Memory, Remembered
from ledger.note import Checkpoint, sign
from ledger.proof import verify
from ledger.receipt import Receipt
from ledger.sequencer import Sequencer
from ledger.store import Head, Transaction
from rules.decisions import decide
from rules.errata import EPOCH
from rules.pack import Pack
from rules.rule import Decision
from tender.act import Act, Actor, legal_day
from tender.canonical import parse_time, sha256_hex, time_text
from tender.commands.bidding import CloseBidding
from tender.commands.preparation import OpenProcess, RegisterParty
from tender.state import State

TICK: Final = timedelta(microseconds=1)
BEHIND: Final = timedelta(seconds=2)
ENGINE: Final = Actor("saksama", "engine")
"""The engine's own party: it closes at the deadline and records what rules compute."""

LEGAL_MOMENTS: Final = frozenset(
    {
        "tender_published",
        "bidding_closed",
        "opening_completed",
        "evaluation_completed",
        "award_decided",
        "contract_concluded",
        "start_ordered",
    }
)
"""Events after which the log is signed as it stands."""

_ENDS_INTAKE: Final = "bidding_closed"
_NOTHING: Final = Head(0, START, "")


class ClockBehindError(Exception):
    """The clock stands too far behind the last entry; nothing is written until mended."""

    def __init__(self, clock: datetime, last: datetime) -> None:
        super().__init__(
            f"expected a clock at most {BEHIND.seconds} s behind the last entry, "
            f"{time_text(last)}, found {time_text(clock)}: set the clock right"
        )


class KeyReusedError(Exception):
    """A key of idempotency came back with another command."""

    def __init__(self, party: str) -> None:
        super().__init__(
            f"expected the command that {party!r} first sent under this key, found "
            "another: use a new key for a new command"
        )


class MovedOnError(Exception):
    """The process moved on since the officer looked."""

    def __init__(self, expected: int, found: int) -> None:
        super().__init__(
            f"expected the main stream at {expected}, found it at {found}: "
            "look at what came between, then ask again"
        )
        self.expected = expected
        self.found = found


class PracticeKeyError(Exception):
    """A key that anybody can use was shown outside practice."""

    def __init__(self, party: str) -> None:
        super().__init__(
            f"expected a key of {party!r}'s own, found a practice key: make a new one"
        )


class Packs(Protocol):
    """Where packs come from: today's, and those that entries have named."""

    def of_day(self, day: date) -> Pack:
        """Return the pack in force on *day*."""
        ...

    def named(self, digest: str) -> Pack:
        """Return the pack with this digest."""
        ...


class _Ruled(NamedTuple):
    """What was decided, under which pack, when."""

    decision: Decision
    pack: Pack
    at: datetime


@dataclass(slots=True, kw_only=True)
class Ledger:
    """Everything an execution needs, passed in by the shell.

    *clock* reads the time in UTC; *seed* is the server's Ed25519 key, which signs
    receipts and, under the name *origin*, checkpoints of the log; *practice_keys*
    are the public keys and recipients of practice.
    """

    sequencer: Sequencer
    packs: Packs
    clock: Callable[[], datetime]
    entropy: Entropy
    seed: bytes
    origin: str
    practice_keys: frozenset[str] = frozenset()
    memory: Memory = field(default_factory=Memory)

    def execute(self, asked: Asked) -> Recorded | Refused:
        """Decide *asked* and keep what comes of it.

        Raise `KeyReusedError`, `MovedOnError`, `ClockBehindError`,
        `ledger.proof.ProofError`, `PracticeKeyError`, `UnknownProcessError`; then
        nothing was written.
        """
        return self.sequencer.run(lambda tx: self._answer(tx, asked))

    def state(self, process: str) -> State:
        """Return the state of a process as the last commit left it."""
        return self.sequencer.run(lambda tx: self.memory.recall(tx, process).state)

    def pack(self, state: State, at: datetime) -> Pack:
        """Return the pack to decide on: frozen from announcement to contract, or today's."""
        frozen = state.announcement.pack
        if frozen is not None and state.fulfilment.concluded_at is None:
            return self.packs.named(frozen)
        offset = state.process.offset if state.preparation.process else "+00:00"
        return self.packs.of_day(legal_day(at, offset))

    def _answer(self, tx: Transaction, asked: Asked) -> Recorded | Refused:
        party = f"{asked.process}/{asked.actor.party}"
        command_sha256 = sha256_hex(asked.message())
        given = tx.answer(party, asked.key_sha256)
        if given is not None:
            if given.command_sha256 != command_sha256:
                raise KeyReusedError(asked.actor.party)
            return answer_from_bytes(given.answer)
        answer = self._execute(tx, asked)
        tx.put_answer(party, asked.key_sha256, command_sha256, answer.to_bytes())
        return answer

    def _execute(self, tx: Transaction, asked: Asked) -> Recorded | Refused:
        at = self._tick(tx)
        if isinstance(asked.command, OpenProcess):
            salt = self.entropy.take("process", asked.process)
            tx.open_process(asked.process, salt.hex())
        tx.salt(asked.process)
        known = self.memory.recall(tx, asked.process)
        if self._deadline_came(asked, known.state, at):
            closing = Asked(
                process=asked.process,
                actor=ENGINE,
                command=CloseBidding(),
                key=f"deadline {known.state.seq}",
                round=asked.round,
            )
            self._decide(tx, closing, known, at)
            known, at = self.memory.recall(tx, asked.process), at + TICK
        if asked.if_seq is not None and asked.if_seq != known.state.seq:
            raise MovedOnError(asked.if_seq, known.state.seq)
        self._prove(asked, known.state)
        return self._decide(tx, asked, known, at)

    def _tick(self, tx: Transaction) -> datetime:
        """Read the clock once: later than every entry, or not at all."""
        now, last = self.clock(), tx.last_at()
        if last is None:
            return now
        latest = parse_time(last)
        if latest - now > BEHIND:
            raise ClockBehindError(now, latest)
        return max(now, latest + TICK)

    def _deadline_came(self, asked: Asked, state: State, at: datetime) -> bool:
        """Whether the bidding has to be closed before *asked* may be decided."""
        return (
            state.intake_open
            and not isinstance(asked.command, CloseBidding)
            and at >= state.preparation.slots["bidding"].ends
        )

    def _prove(self, asked: Asked, state: State) -> None:
        """Hold a signature to the party's key, and keep practice keys in practice."""
        if asked.actor.proof != SERVER:
            facts = state.preparation.parties.get(asked.actor.party)
            key = facts.key if facts and facts.key else "none on record"
            verify(asked.message(), asked.actor, key)
        command = asked.command
        if isinstance(command, RegisterParty) and not state.process.practice:
            shown = {command.key, command.recipient} & self.practice_keys
            if shown:
                raise PracticeKeyError(command.party)

    def _decide(
        self, tx: Transaction, asked: Asked, known: Remembered, at: datetime
    ) -> Recorded | Refused:
        state, pack = known.state, self.pack(known.state, at)
        seen = state if asked.stream == SEALED else state.without_sealed()
        decision = decide(seen, Act(asked.command, at, asked.actor), pack)
        receipt = None
        if decision.events:
            receipt = self._append(tx, asked, known, _Ruled(decision, pack, at))
        if decision.refusal is not None:
            return Refused(refusal=decision.refusal, at=time_text(at), receipt=receipt)
        if receipt is None:
            raise NothingDecidedError(asked.command.tag)
        return Recorded(receipt=receipt)

    def _append(
        self, tx: Transaction, asked: Asked, known: Remembered, ruled: _Ruled
    ) -> Receipt:
        entry = self._entry(asked, known, ruled)
        data = to_bytes(entry)
        tx.append(data)
        pack = ruled.pack
        if pack.digest != known.pack:
            size = len(pack.to_bytes())
            tx.put_blob(asked.process, pack.digest, size, private=False)
        self.memory.add(tx, entry)
        if any(event.tag in LEGAL_MOMENTS for event in ruled.decision.events):
            self._checkpoint(tx)
        return Receipt(
            process=asked.process,
            round=asked.round,
            party=asked.actor.party,
            command_sha256=asked.command.digest(),
            at=entry.at,
            entry_sha256=entry_hash(data),
        ).signed(self.seed)

    def _checkpoint(self, tx: Transaction) -> None:
        """Sign the log as it stands, with what this entry has made public."""
        size = tx.size()
        text = Checkpoint(self.origin, size, tx.root(size)).to_text()
        tx.put_checkpoint(size, sign(text, self.origin, self.seed))

    def _entry(self, asked: Asked, known: Remembered, ruled: _Ruled) -> Entry:
        decision, heads = ruled.decision, known.heads
        sealed = asked.stream == SEALED and known.state.intake_open
        stream = SEALED if sealed else MAIN
        name = stream_name(stream, asked.round)
        head, main = heads.get(name, _NOTHING), heads.get(MAIN, _NOTHING)
        salt = self.entropy.take("entry", asked.process, name, str(head.seq + 1))
        return Entry(
            process=asked.process,
            round=asked.round,
            stream=stream,
            seq=head.seq + 1,
            prev=head.hash,
            after=Position(seq=main.seq, hash=main.hash) if sealed else None,
            at=time_text(ruled.at),
            salt=salt.hex(),
            actor=asked.actor,
            key_sha256=asked.key_sha256,
            pack=ruled.pack.digest,
            epoch=known.state.preparation.epoch if known.state.seq else EPOCH,
            command=asked.command.to_json(),
            outcome=ACCEPTED if decision.refusal is None else REFUSED,
            events=tuple(event.to_json() for event in decision.events),
            refusal=None if decision.refusal is None else decision.refusal.to_json(),
            sealed=_closed(asked.round, known, decision),
        )


def _closed(round_: int, known: Remembered, decision: Decision) -> Closed | None:
    """Return what a main entry that ends intake says of the stream it closes."""
    if not any(event.tag == _ENDS_INTAKE for event in decision.events):
        return None
    head = known.heads.get(stream_name(SEALED, round_), _NOTHING)
    return Closed(round=round_, size=head.seq, head=head.hash)


class NothingDecidedError(RuntimeError):
    """A decider accepted a command without saying what happened."""

    def __init__(self, command: str) -> None:
        super().__init__(f"expected an event of {command}, found none")
