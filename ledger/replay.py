"""Replay: a bundle is checked, and then every entry of it is decided again.

    1. the manifest names every member and is signed
    2. the log: leaves without gap or fork, roots as the checkpoints say
    3. the entries: in replay order, each once, each key of a party once
    4. every entry is in the log, signed at each legal moment, and the log has no more
       of this process; the streams: count, links, closings
    5. every signature of a party, by the key that stood then
    6. every opened offer, decrypted again from its ciphertext
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

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ledger import evidence, note
from ledger.bundle import FINGERPRINT, Bundle, paper_name
from ledger.divergence import (
    DivergedError,
    Divergence,
    first_difference,
)
from ledger.entry import SERVER, Entry, stream_name
from ledger.history import act, after, frozen_pack, law_day, round_of
from ledger.manifest import Label, SealError
from ledger.moments import ends_intake
from ledger.proof import ProofError, verify_proof
from ledger.seal import Claim, open_claimed
from ledger.sentence import said
from rules.decisions import decide
from rules.pack import Pack
from rules.rule import Decision
from tender.canonical import Json, parse_time, sha256_hex
from tender.commands.opening import OpenPart
from tender.events.fulfilment import DocumentIssued
from tender.events.opening import PartOpened
from tender.state import NEW, State

Depth = Literal["facts", "whole"]
"""`facts` decides again and no more; `whole` takes every step."""

Trust = Literal["reader", "bundle", "nobody"]
"""By whose key the signature was held: the reader's own, the bundle's own, or none."""

LawOfDay = Callable[[date], Pack | None]
"""The reader's own law: the pack of a day, or nothing where it is not known."""


@dataclass(frozen=True, slots=True)
class LawCompared:
    """How the packs that a bundle was decided under compare with the reader's own law.

    *differences* are days, each with the values that differ.
    """

    verdict: Literal["same", "differs", "unknown"] = "unknown"
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found."""

    process: str
    entries: int
    digest: str
    facts: str
    divergence: Divergence | None = None
    signers: tuple[str, ...] = ()
    trust: Trust = "nobody"
    law: LawCompared = field(default_factory=LawCompared)
    evidence_elsewhere: int = 0  # evidence files that this bundle does not carry
    withheld: int = 0  # entries that are not disclosed in this bundle
    not_compared: tuple[str, ...] = ()  # PDFs, which are drawn from the pages

    @property
    def not_comparable(self) -> tuple[str, ...]:
        """Why not everything could be decided again."""
        if not self.withheld:
            return ()
        count = f"{self.withheld} entries" if self.withheld > 1 else "1 entry"
        be = "are" if self.withheld > 1 else "is"
        return (f"{count} of this process {be} not disclosed in this bundle",)

    @property
    def identical(self) -> bool:
        """Whether everything could be decided again, and is as it was."""
        return self.divergence is None and not self.withheld


@dataclass(slots=True)
class _Found:
    """What has been found so far; a divergence ends the finding."""

    signers: tuple[str, ...] = ()
    withheld: int = 0
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
        found.withheld = evidence.included(bundle)
        if not found.withheld:
            _decided_again(bundle, depth, law, found)
    except DivergedError as error:
        divergence = error.divergence
    own: Trust = "reader" if keys else "bundle"
    return Replay(
        process=bundle.process["process"],
        entries=len(bundle.entries),
        digest=bundle.digest,
        facts=bundle.facts_digest,
        divergence=divergence,
        signers=found.signers,
        trust=own if found.signers else "nobody",
        law=found.law,
        evidence_elsewhere=_evidence_elsewhere(bundle),
        withheld=found.withheld,
        not_compared=tuple(n for n, _ in bundle.under("renditions/", ".pdf")),
    )


def _decided_again(
    bundle: Bundle, depth: Depth, law: LawOfDay | None, found: _Found
) -> None:
    papers = _Papers(bundle)
    compared = _Compared(law)
    state = NEW
    for entry in bundle.entries:
        where = f"{stream_name(entry.stream, entry.round)} {entry.seq}"
        pack = _pack(bundle, state, entry, where)
        try:
            if frozen_pack(state) is None:
                compared.take(law_day(state, parse_time(entry.at)), pack)
            if depth == "whole":
                _proved(state, entry, where)
                _opened_again(bundle, state, entry, where)
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
        state.bidding.bids[bid].offer(part)
        for bid, part in state.opening.offers
        if bid in state.bidding.bids
    )
    return {offer.ciphertext for offer in offers if offer is not None}


class _Compared:
    """Packs, each held to the reader's own law of its day."""

    def __init__(self, law: LawOfDay | None) -> None:
        self._law = law
        self._days: dict[date, str] = {}
        self._unknown = law is None

    def take(self, day: date, pack: Pack) -> None:
        """Compare the pack of *day*."""
        own = None if self._law is None else self._law(day)
        if own is None:
            self._unknown = True
        elif own.digest != pack.digest:
            self._days.setdefault(day, _differing(own, pack))

    def result(self) -> LawCompared:
        """Return what was found: a difference, whatever could not be known besides."""
        said_ = tuple(f"{day}: {ids}" for day, ids in sorted(self._days.items()))
        if said_:
            return LawCompared("differs", said_)
        return LawCompared("unknown" if self._unknown else "same")


def _differing(own: Pack, other: Pack) -> str:
    """Name the values that differ; days off by the word for them."""
    ids = sorted(own.values.keys() | other.values.keys())
    differ = [i for i in ids if own.values.get(i) != other.values.get(i)]
    if own.file.days_off != other.file.days_off or own.file.years != other.file.years:
        differ.append("days off")
    return ", ".join(differ) or "the order"


class _Papers:
    """Documents of a bundle, each held to the entry that issued it."""

    def __init__(self, bundle: Bundle) -> None:
        self._members = bundle.members
        self._left = {
            *(f"documents/{name}" for name, _ in bundle.under("documents/")),
            *(f"renditions/{name}" for name, _ in bundle.under("renditions/")),
        } - {FINGERPRINT}
        self._count = 0

    def take(self, entry: Entry, where: str) -> None:
        """Hold data, and the page where there is one, to what *entry* issues."""
        for event in entry.events:
            if event["tag"] == "document_issued":
                issued = DocumentIssued.from_json(event)
                self._count += 1
                name = paper_name(self._count, issued.kind, issued.about)
                self._hold(f"documents/{name}.json", issued.data_sha256, where)
                page = f"renditions/{name}.html"
                if page in self._members:
                    self._hold(page, issued.html_sha256, where)
                self._left.discard(f"renditions/{name}.pdf")

    def _hold(self, member: str, expected: str, where: str) -> None:
        rule = "document.data" if member.startswith("documents/") else "document.html"
        data = self._members.get(member)
        if data is None:
            raise DivergedError(
                where=f"{where} {member}",
                rule=rule,
                expected=expected,
                found="no such document",
            )
        found = sha256_hex(data)
        if found != expected:
            raise DivergedError(
                where=f"{where} {member}", rule=rule, expected=expected, found=found
            )
        self._left.discard(member)

    def end(self) -> None:
        """Hold every document that is left to an entry, which there is not."""
        for member in sorted(self._left):
            raise DivergedError(
                where=member,
                rule="document.data"
                if member.startswith("documents/")
                else "document.rendition",
                expected="an entry that issues it",
                found="none",
            )


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


def _opened_again(bundle: Bundle, state: State, entry: Entry, where: str) -> None:
    """Decrypt an opened offer from its ciphertext, and compare it with the record."""
    if entry.command["tag"] != "open_part" or entry.outcome != "accepted":
        return
    command = OpenPart.from_json(entry.command)
    standing = state.bidding.bids.get(command.bid)
    item = standing.offer(command.part) if standing else None
    if item is None:
        raise DivergedError(
            where=where, rule="seal", expected="a standing bid", found=command.bid
        )
    claim = Claim(
        label=Label(
            process=entry.process,
            round=entry.round,
            party=command.bid,
            part=command.part,
            name=item.name,
        ),
        recipient=item.recipient,
        sha256=item.ciphertext,
        size=item.size,
        commitment=item.commitment,
    )
    ciphertext = bundle.members.get(f"ciphertexts/{item.ciphertext}.age", b"")
    try:
        opened = open_claimed(ciphertext, command.key, claim)
    except SealError as error:
        raise DivergedError(
            where=where,
            rule=f"seal.{error.ground}",
            expected=error.expected,
            found=error.found,
        ) from error
    offer = command.offer.to_bytes()
    if opened.body != offer or opened.salt.hex() != command.salt:
        raise DivergedError(
            where=where,
            rule="seal.offer",
            expected=f"{opened.salt.hex()} {sha256_hex(opened.body)}",
            found=f"{command.salt} {sha256_hex(offer)}",
        )


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
