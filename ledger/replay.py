"""Replay: a bundle is checked, and then every entry of it is decided again.

    1. the manifest names every member and is signed
    2. the log: leaves without gap or fork, roots as the checkpoints say
    3. the entries: in replay order, each once, each key of a party once
    4. every entry is in the log, signed at each legal moment, and the log has no more
       of this process; the streams: count, links, closings
    5. every signature of a party, by the key that stood then
    6. every opened offer, decrypted again from its ciphertext; every one that was found
       unopenable, tried again where the bundle has its ciphertext
    7. every command, decided again in its round under the pack it names, which is the
       frozen one while one is: same outcome, events, refusal
    8. the data of every document, made again, its page, and no document besides
    9. nothing else in the bundle that no entry names

What differs first is named: entry, rule, expected, found. Steps 1 to 4 share with
the writer nothing but the format; 5 to 8 run the same deciders as live use, which
is the point.

A replay shows that a record follows from its law. Whose record it is, the reader's own
key shows; whether the law is the law, the reader's own copy of it. Both are told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ledger import evidence, note
from ledger.bundle import Bundle
from ledger.divergence import (
    DivergedError,
    Divergence,
    first_difference,
)
from ledger.entry import SERVER, Entry, stream_name
from ledger.history import act, after, frozen_pack, law_day, round_of
from ledger.issued import Papers
from ledger.law import Comparison, LawCompared, LawOfDay
from ledger.moments import ends_intake
from ledger.proof import ProofError, verify_proof
from ledger.reopened import hold_to_ciphertext
from ledger.sentence import said
from rules.decisions import decide
from rules.errata import EPOCH
from rules.pack import Pack
from rules.rule import Decision
from tender.canonical import Json
from tender.canonical.times import parse_time
from tender.events.opening import PartOpened
from tender.state import State, unopened

Depth = Literal["facts", "ledger", "whole"]
"""`facts` decides again and no more; `whole` takes every step.

`ledger` is for a process whose ledger is at hand: every step but those that hold a bundle
to a log and to who made it, which `ledger.fsck` does for all processes at once.
"""

Trust = Literal["reader", "bundle", "nobody"]
"""By whose key the signature was held: the reader's own, the bundle's own, or none."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found."""

    process: str
    entries: int
    digest: str  # of the bundle; of a ledger there is none
    facts: str
    divergence: Divergence | None = None
    signers: tuple[str, ...] = ()
    trust: Trust = "nobody"
    law: LawCompared = field(default_factory=LawCompared)
    evidence_elsewhere: int = 0  # evidence files that this bundle does not carry
    withheld: int = 0  # entries that are not disclosed in this bundle
    ahead: int = 0  # the epoch of a later release, in which it goes on
    not_compared: tuple[str, ...] = ()  # PDFs, which are drawn from the pages

    @property
    def not_comparable(self) -> tuple[str, ...]:
        """Why not everything could be decided again."""
        if self.ahead:
            return (f"epoch {self.ahead} of this process: this release knows {EPOCH}",)
        if not self.withheld:
            return ()
        count = f"{self.withheld} entries" if self.withheld > 1 else "1 entry"
        be = "are" if self.withheld > 1 else "is"
        return (f"{count} of this process {be} not disclosed in this bundle",)

    @property
    def identical(self) -> bool:
        """Whether everything could be decided again, and is as it was."""
        return self.divergence is None and not self.not_comparable


@dataclass(slots=True)
class _Found:
    """What has been found so far; a divergence ends the finding."""

    signers: tuple[str, ...] = ()
    withheld: int = 0
    ahead: int = 0
    law: LawCompared = field(default_factory=LawCompared)


def replay(
    bundle: Bundle,
    keys: tuple[note.Key, ...] | None = None,
    depth: Depth = "whole",
    law: LawOfDay | None = None,
) -> Replay:
    """Check *bundle* and decide it again.

    *keys* are the keys that the reader trusts to have signed; without them the
    bundle's own key is taken, which shows that it was not changed since, and not
    by whom it was made. *law* is the reader's own. Raise `BundleError` where a member
    is not of its form; everything else that is wrong is the divergence.
    """
    found, divergence = _Found(), None
    try:
        if depth == "whole":
            trusted = keys or (bundle.key,)
            found.signers = evidence.signed(bundle, trusted)
            evidence.log_holds(bundle, trusted)
            evidence.named_by_content(bundle)
        evidence.in_order(bundle)
        if depth == "ledger":
            evidence.streams_hold(bundle)
        else:
            found.withheld = evidence.included(bundle)
        if not found.withheld:
            _decided_again(bundle, depth, law, found)
    except DivergedError as error:
        divergence = error.divergence
    digest = facts = ""
    if depth != "ledger":  # which is no bundle that anybody could hold to a digest
        digest, facts = bundle.digest, bundle.facts_digest
    own: Trust = "reader" if keys else "bundle"
    return Replay(
        process=bundle.process["process"],
        entries=len(bundle.entries),
        digest=digest,
        facts=facts,
        divergence=divergence,
        signers=found.signers,
        trust=own if found.signers else "nobody",
        law=found.law,
        evidence_elsewhere=_evidence_elsewhere(bundle),
        withheld=found.withheld,
        ahead=found.ahead,
        not_compared=tuple(n for n, _ in bundle.under("renditions/", ".pdf")),
    )


def _decided_again(
    bundle: Bundle, depth: Depth, law: LawOfDay | None, found: _Found
) -> None:
    papers = Papers(bundle)
    compared = Comparison(law)
    state = unopened(bundle.entries[0].epoch)
    for entry in bundle.entries:
        found.ahead = _ahead(state, entry)
        if found.ahead:
            return
        where = f"{stream_name(entry.stream, entry.round)} {entry.seq}"
        pack = _pack(bundle, state, entry, where)
        try:
            if frozen_pack(state) is None:
                compared.take(law_day(state, parse_time(entry.at)), pack)
            if depth != "facts":
                _proved(state, entry, where)
                hold_to_ciphertext(bundle, state, entry, where)
            _in_round(state, entry, where)
            _compare(state, entry, pack, where)
            papers.take(entry, where)
            state = after(state, entry)
        except (ValueError, LookupError, RuntimeError) as error:
            halves = said(error, "an act that can be decided on")
            raise DivergedError(
                where=where,
                rule=f"decide {entry.command['tag']}",
                expected=halves.expected,
                found=halves.found,
            ) from error
    papers.end()
    evidence.no_strangers(bundle, _opened(state))
    found.law = compared.result()


def _ahead(state: State, entry: Entry) -> int:
    """Return the epoch that *entry* is decided in or leads to, if only a later release has it."""
    adopted = (e["epoch"] for e in entry.events if e["tag"] == "epoch_adopted")
    epoch = max(state.preparation.epoch, *map(int, map(str, adopted)), 0)
    return epoch if epoch > EPOCH else 0


def _pack(bundle: Bundle, state: State, entry: Entry, where: str) -> Pack:
    """Return the pack that an entry names: the frozen one, while one is frozen."""
    frozen = frozen_pack(state)
    if frozen is not None and entry.pack != frozen:
        raise DivergedError(
            where=where, rule="pack.frozen", expected=frozen, found=entry.pack
        )
    pack = bundle.packs.get(entry.pack)
    if pack is None:
        raise DivergedError(
            where=where,
            rule="pack",
            expected=entry.pack,
            found="no such pack in the bundle",
        )
    return pack


def _in_round(state: State, entry: Entry, where: str) -> None:
    """Hold an entry to the round of the state, and what it closes to what it ends."""
    round_ = round_of(state)
    if entry.round != round_:
        raise DivergedError(
            where=where, rule="round", expected=round_, found=entry.round
        )
    closes = entry.sealed.round if entry.sealed else None
    expected = round_ if ends_intake(entry.events) else None
    if closes != expected:
        raise DivergedError(
            where=where,
            rule="closing",
            expected=_closing(expected),
            found=_closing(closes),
        )


def _closing(round_: int | None) -> str:
    return "no sealed stream closed" if round_ is None else f"sealed-{round_} closed"


def _opened(state: State) -> set[str]:
    """Return the ciphertexts of the offers that were opened."""
    offers = (
        one.bidding.bids[bid].offer(part)
        for one in state.rounds
        for bid, part in one.opening.offers
        if bid in one.bidding.bids
    )
    return {offer.ciphertext for offer in offers if offer is not None}


def _compare(state: State, entry: Entry, pack: Pack, where: str) -> None:
    asked = act(entry)
    seen = state if entry.stream != "main" else state.without_sealed()
    decision = decide(seen, asked, pack)
    found: Json = {
        "outcome": "accepted" if decision.refusal is None else "refused",
        "epoch": state.preparation.epoch,
        "events": [event.to_json() for event in decision.events],
        "refusal": None if decision.refusal is None else decision.refusal.to_json(),
    }
    expected: Json = {
        "outcome": entry.outcome,
        "epoch": entry.epoch,
        "events": list(entry.events),
        "refusal": entry.refusal,
    }
    difference = first_difference(expected, found)
    if difference is not None:
        at = f"{where} {asked.command.tag} {difference.path}"
        raise DivergedError(
            where=at,
            rule=_rule(entry, decision),
            expected=difference.expected,
            found=difference.found,
        )


def _rule(entry: Entry, decision: Decision) -> str:
    """Name the rule that refused then or refuses now, or the decision as a whole."""
    refused = decision.refusal.rule if decision.refusal else None
    recorded = entry.refusal["rule"] if entry.refusal else None
    return str(refused or recorded or f"decide {entry.command['tag']}")


def _proved(state: State, entry: Entry, where: str) -> None:
    if entry.actor.proof == SERVER:
        return
    facts = state.preparation.parties.get(entry.actor.party)
    try:
        verify_proof(entry, facts.key if facts and facts.key else "none")
    except (ProofError, ValueError) as error:
        raise DivergedError(
            where=where,
            rule="proof",
            expected=f"a signature by {entry.actor.party}",
            found=said(error, "").found,
        ) from error


def _evidence_elsewhere(bundle: Bundle) -> int:
    listed = {
        attachment.sha256
        for entry in bundle.entries
        for event in entry.events
        if event["tag"] == "part_opened"
        for attachment in PartOpened.from_json(event).offer.attachments
    }
    held = {name.removesuffix(".bin") for name, _ in bundle.under("private/", ".bin")}
    return len(listed - held)
