"""The one function that writes: load, decide, append, answer.

    Ledger.execute(asked) -> Recorded | Refused

Everything happens inside the sequencer's lock, in this order. Is it who it says? Has
this key been answered? Is it for the round that the process is in? What time is it?
Has a deadline come that nobody has closed yet? Has the state moved under an officer's
hands? What do the rules say? Is what they accept there: the ciphertexts of a bid, the
key of an offer? What they accept, and what they refuse as evidence, is appended; every
answer is kept under its key, and given again word for word. Only an answer to a
command that nobody has proved to be theirs is kept under no key.

Source: docs/format.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple, Protocol

from ledger import limits
from ledger.asked import Asked, Recorded, Refused, answer_from_bytes
from ledger.blobs import Blobs, PrivateBlobs
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
    stream_name,
)
from ledger.history import frozen_pack, is_opened, law_day, round_of
from ledger.holdings import Holdings
from ledger.memory import UNOPENED, Memory, Remembered
from ledger.moments import ENDS_INTAKE, LEGAL_MOMENTS
from ledger.note import Checkpoint, sign
from ledger.proof import verify
from ledger.receipt import Receipt
from ledger.sequencer import Sequencer
from ledger.store import Head, Need, Transaction, UnknownProcessError
from ledger.turned_away import (
    BEHIND,
    ClockBehindError,
    KeyReusedError,
    MovedOnError,
    PracticeKeyError,
    WrongNameError,
    WrongRoundError,
)
from rules.decisions import decide, must_sign
from rules.pack import Pack
from rules.rule import Decision
from tender.act import Act, Actor
from tender.canonical import digest, sha256_hex
from tender.canonical.times import parse_time, time_text
from tender.commands.bidding import CloseBidding, CommitBid, ReplaceBid
from tender.commands.preparation.parties import RegisterParty
from tender.commands.preparation.process import OpenProcess
from tender.state import State

TICK: Final = timedelta(microseconds=1)
ENGINE: Final = Actor("saksama", "engine")
"""The engine's own party: it closes at the deadline and records what rules compute."""

_NOTHING: Final = Head(0, START, "")


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
    are the public keys and recipients of practice. What entries name by its hash is
    among *blobs*, and what is not for everyone among *private* ones.
    """

    sequencer: Sequencer
    packs: Packs
    blobs: Blobs
    private: PrivateBlobs
    clock: Callable[[], datetime]
    entropy: Entropy
    seed: bytes
    origin: str
    practice_keys: frozenset[str] = frozenset()
    memory: Memory = field(default_factory=Memory)

    @property
    def _held(self) -> Holdings:
        return Holdings(self.blobs, self.private)

    def execute(self, asked: Asked) -> Recorded | Refused:
        """Decide *asked* and keep what comes of it.

        Raise `KeyReusedError`, `MovedOnError`, `ClockBehindError`, `WrongRoundError`,
        `WrongNameError`, `MissingCiphertextError`, `PracticeKeyError`,
        `PredecessorError`, `UnknownProcessError`, `ledger.proof.ProofError`, `ledger.seal.WrongKeyError`,
        or what `ledger.limits` raises; then nothing was written.
        """
        if isinstance(asked.command, CommitBid | ReplaceBid):
            limits.hold_objects(asked.command.objects)
        need = Need(asked.process, _party(asked), asked.key_sha256)
        return self.sequencer.run(lambda tx: self._answer(tx, asked), need)

    def state(self, process: str) -> State:
        """Return the state of a process as the last commit left it."""
        return self.sequencer.run(
            lambda tx: self.memory.recall(tx, process).state, Need(process)
        )

    def entries(self, process: str) -> list[bytes]:
        """Return the entries of a process in replay order; raise `UnknownProcessError`."""

        def read(tx: Transaction) -> list[bytes]:
            tx.salt(process)
            return tx.entries(process)

        return self.sequencer.run(read, Need(process))

    def pack(self, state: State, at: datetime) -> Pack:
        """Return the pack to decide on: frozen from announcement to contract, or today's."""
        frozen = frozen_pack(state)
        if frozen is not None:
            return self.packs.named(frozen)
        return self.packs.of_day(law_day(state, at))

    def _answer(self, tx: Transaction, asked: Asked) -> Recorded | Refused:
        known = self._known(tx, asked)
        if not self._is_proved(asked, known.state):
            return self._execute(tx, asked, known)
        party = _party(asked)
        command_sha256 = sha256_hex(asked.message())
        given = tx.answer(party, asked.key_sha256)
        if given is not None:
            if given.command_sha256 != command_sha256:
                raise KeyReusedError(asked.actor.party)
            return answer_from_bytes(given.answer)
        answer = self._execute(tx, asked, known)
        kept = limits.hold_answer(answer.to_bytes())
        tx.put_answer(party, asked.key_sha256, command_sha256, kept)
        return answer

    def _known(self, tx: Transaction, asked: Asked) -> Remembered:
        """Return the process as it stands; one that is to be opened need not be there."""
        command = asked.command
        if isinstance(command, OpenProcess) and command.ocid != asked.process:
            raise WrongNameError(command.ocid, asked.process)
        try:
            tx.salt(asked.process)
        except UnknownProcessError:
            if isinstance(command, OpenProcess):
                return self.memory.forget(asked.process)
            raise
        return self.memory.recall(tx, asked.process)

    def _execute(
        self, tx: Transaction, asked: Asked, known: Remembered
    ) -> Recorded | Refused:
        round_ = round_of(known.state)
        if asked.round != round_:
            raise WrongRoundError(round_, asked.round)
        at = self._tick(tx)
        if self._deadline_came(asked, known.state, at):
            closing = Asked(
                process=asked.process,
                actor=ENGINE,
                command=CloseBidding(),
                key=f"deadline {known.state.seq}",
                round=round_,
            )
            self._decide(tx, closing, known, at)
            known, at = self.memory.recall(tx, asked.process), at + TICK
        if asked.if_seq is not None and asked.if_seq != known.state.seq:
            raise MovedOnError(asked.if_seq, known.state.seq)
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
            and state.orders.suspended is None
            and not isinstance(asked.command, CloseBidding)
            and at >= state.preparation.slots["bidding"].ends
        )

    def _is_proved(self, asked: Asked, state: State) -> bool:
        """Say whether it is proved who asks; raise where what is shown proves nothing.

        A session proves an officer, and nobody who has to sign.
        """
        self._keep_practice_apart(asked, state)
        if asked.actor.proof == SERVER:
            return not must_sign(asked.actor.office, asked.command.tag)
        facts = state.preparation.parties.get(asked.actor.party)
        key = facts.key if facts and facts.key else "none on record"
        verify(asked.message(), asked.actor, key)
        return True

    def _keep_practice_apart(self, asked: Asked, state: State) -> None:
        """Raise `PracticeKeyError` for a key of practice in a process that is none."""
        command = asked.command
        if not isinstance(command, RegisterParty):
            return
        shown = {command.key, command.recipient} & self.practice_keys
        if shown and is_opened(state) and not state.process.practice:
            raise PracticeKeyError(command.party)

    def _decide(
        self, tx: Transaction, asked: Asked, known: Remembered, at: datetime
    ) -> Recorded | Refused:
        state, pack = known.state, self.pack(known.state, at)
        seen = state if asked.stream == SEALED else state.without_sealed()
        decision = decide(seen, Act(asked.command, at, asked.actor), pack)
        receipt = None
        if decision.accepted:
            self._held.hold(tx, asked.command, state)
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
        if known is UNOPENED:
            salt = self.entropy.take("process", asked.process)
            tx.open_process(asked.process, salt.hex())
        if ruled.pack.digest != known.pack:
            self._held.keep_pack(tx, asked.process, ruled.pack)
        hash_ = tx.add(entry)
        self._held.register(tx, entry)
        self.memory.add(tx, entry)
        if any(event.tag in LEGAL_MOMENTS for event in ruled.decision.events):
            self._checkpoint(tx)
        return Receipt(
            process=asked.process,
            round=asked.round,
            party=asked.actor.party,
            command_sha256=digest(asked.command_json),
            at=entry.at,
            entry_sha256=hash_,
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
            epoch=known.state.preparation.epoch,
            command=asked.command_json,
            outcome=ACCEPTED if decision.refusal is None else REFUSED,
            events=tuple(event.to_json() for event in decision.events),
            refusal=None if decision.refusal is None else decision.refusal.to_json(),
            sealed=_closed(asked.round, known, decision),
        )


def _party(asked: Asked) -> str:
    """Return who is answered: a party's keys are its own in each process."""
    return f"{asked.process}/{asked.actor.party}"


def _closed(round_: int, known: Remembered, decision: Decision) -> Closed | None:
    """Return what a main entry that ends intake says of the stream it closes."""
    if not any(event.tag in ENDS_INTAKE for event in decision.events):
        return None
    head = known.heads.get(stream_name(SEALED, round_), _NOTHING)
    return Closed(round=round_, size=head.seq, head=head.hash)


class NothingDecidedError(RuntimeError):
    """A decider accepted a command without saying what happened."""

    def __init__(self, command: str) -> None:
        super().__init__(f"expected an event of {command}, found none")
