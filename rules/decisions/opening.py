"""The opening: the shell opens, the chain holds what was inside.

In two files there are two of them. The first opens the technical part of every bid; the
second, after the technical result was announced, the prices of those that passed it. The
prices of all others stay shut for ever: no stage of the process opens them.

Nobody computes here what was inside: the shell hands in key, salt and offer, and
this module holds them to the commitment that the bidder signed. Replay decrypts
the ciphertext again and compares.
"""

from __future__ import annotations

from collections.abc import Iterable

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.gate import gate
from rules.files import before, opens_at, parts, parts_of, to_open
from rules.rule import Decision, accept, rule
from tender.canonical import meets
from tender.codes import Part
from tender.commands import opening as asked
from tender.events import opening as happened
from tender.lifecycle import Stage
from tender.state import State

deciders = Deciders()

_ENGINE = power("docs/lifecycle.md, seals", "chosen", "engine")
_CLOSERS = power(
    "Peraturan LKPP 12/2021 Lampiran I (pembukaan)", "recalled", "committee", "engine"
)

TOO_EARLY = rule(
    "opening.too-early",
    "Peraturan LKPP 12/2021 Lampiran I (pembukaan)",
    "recalled",
    indonesian="Penawaran dibuka sesudah {not_before}; percobaan ini dicatat.",
    english="Bids are opened after {not_before}; the attempt is on record.",
    remedy=("Tunggu batas akhir.", "Wait for the deadline."),
)

NO_SUCH_PART = rule(
    "opening.no-such-part",
    "docs/lifecycle.md, seals",
    "chosen",
    indonesian="Berkas {part} tidak ada pada pembukaan ini; yang dibuka: {parts}.",
    english="There is no part {part} at this opening; opened are: {parts}.",
    remedy=("Sebut berkas yang dibuka.", "Name a part that is opened."),
)


def early(case: Case, part: Part) -> Decision | None:
    """Refuse, on record, what comes before the hour of the opening, or before its stage."""
    two = "price" in parts_of(case.state)
    opening: Stage = "price_opening" if two and part == "price" else "opening"
    not_before = opens_at(case.state, part if two else None)
    if not before(case.state, opening) and case.at >= not_before:
        return None
    evidence = happened.EarlyReleaseRefused(
        trustee=case.actor.party, part=part, not_before=not_before
    )
    return TOO_EARLY.no(evidence, not_before=not_before)


NOTHING_TO_OPEN = rule(
    "opening.nothing-to-open",
    "Perpres 16/2018 art. 51(2)",
    "verified",
    indonesian="Tidak ada berkas {part} yang dibuka: tidak ada penawaran, atau tidak ada yang lulus.",
    english="There is no part {part} to open: nobody has bid, or nobody has passed.",
    remedy=(
        "Pokja menyatakan tender gagal (declare_failure).",
        "The committee declares the failure of the tender (declare_failure).",
    ),
)


def not_opened(case: Case, part: Part) -> Decision | None:
    """Refuse a part that is not opened at this opening, or of which there is none."""
    if part not in parts(case.state):
        return NO_SUCH_PART.no(part=part, parts=", ".join(parts(case.state)) or "-")
    return None if to_open(case.state, part) else NOTHING_TO_OPEN.no(part=part)


NOT_FOR_OPENING = rule(
    "opening.not-for-opening",
    "docs/lifecycle.md, two files; Perpres 16/2018 art. 40",
    "chosen",
    indonesian="Berkas {part} dari {bids} tidak dibuka: penawaran itu tidak lulus evaluasi teknis.",
    english="Part {part} of {bids} is not opened: the bid did not pass the technical part.",
    remedy=(
        "Tidak ada: file harga itu tetap tersegel.",
        "None: that file of prices stays sealed.",
    ),
)


def not_for_opening(case: Case, part: Part, bids: Iterable[str]) -> Decision | None:
    """Refuse what would open a part of a standing bid that is not opened."""
    standing = case.state.bidding.bids.keys()
    shut = sorted({*bids} & standing - {*to_open(case.state, part)})
    return NOT_FOR_OPENING.no(part=part, bids=", ".join(shut)) if shut else None


TOO_FEW = rule(
    "opening.too-few-shares",
    "docs/lifecycle.md, seals",
    "chosen",
    indonesian="Baru {released} dari {threshold} pemegang kunci menyerahkan bagian.",
    english="Only {released} of {threshold} trustees have released their shares.",
    remedy=("Tunggu pemegang kunci lain.", "Wait for another trustee."),
)

NOT_STANDING = rule(
    "opening.no-such-bid",
    "docs/lifecycle.md, seals",
    "chosen",
    indonesian="{bid} tidak punya penawaran yang berlaku; yang ditarik tidak pernah dibuka.",
    english="{bid} has no standing bid; a withdrawn one is never opened.",
    remedy=("Periksa kode penawaran.", "Check the code of the bid."),
)

SETTLED = rule(
    "opening.settled",
    "docs/lifecycle.md, seals",
    "chosen",
    indonesian="Berkas {part} dari {bid} sudah dibuka atau dinyatakan tidak dapat dibuka.",
    english="Part {part} of {bid} is open already, or was found unopenable.",
    remedy=("Tidak perlu diulang.", "There is nothing to do again."),
)

NOT_THE_OFFER = rule(
    "opening.not-the-offer",
    "docs/lifecycle.md, seals",
    "chosen",
    indonesian="Isi {bid} tidak sesuai dengan yang ditandatangani peserta dalam amplop.",
    english="What was handed in for {bid} is not what its envelope committed to.",
    remedy=("Buka lagi dari berkas tersegel.", "Open it again from the sealed file."),
)


def _openable(case: Case, bid: str, part: Part) -> Decision | None:
    if refused := early(case, part) or not_opened(case, part):
        return refused
    if bid not in case.state.bidding.bids:
        return NOT_STANDING.no(bid=bid)
    if refused := not_for_opening(case, part, (bid,)):
        return refused
    if case.state.opening.settled(bid, part):
        return SETTLED.no(bid=bid, part=part)
    released = len(case.state.opening.releasing(bid, part))
    threshold = case.state.preparation.threshold
    if released < threshold:
        return TOO_FEW.no(released=released, threshold=threshold)
    return None


@deciders.on(asked.OpenPart, _ENGINE)
def open_part(case: Case, command: asked.OpenPart) -> Decision:
    """Hold offer and salt to the commitment in the signed envelope.

    The key is the engine's word, which replay tries on the ciphertext: whoever could
    hand in another would make the record one that nobody can decide again.
    """
    if refused := _openable(case, command.bid, command.part):
        return refused
    sealed = case.state.bidding.bids[command.bid].offer(command.part)
    salt, body = bytes.fromhex(command.salt), command.offer.to_bytes()
    same_part = command.offer.part == command.part
    if sealed is None or not same_part or not meets(sealed.commitment, salt, body):
        return NOT_THE_OFFER.no(bid=command.bid)
    return accept(happen(happened.PartOpened, command))


WRONG_FINDING = rule(
    "opening.wrong-finding",
    "docs/lifecycle.md, seals",
    "chosen",
    indonesian="Temuan {ground} atas {bid} tidak dapat dicatat: {fault}.",
    english="The finding {ground} on {bid} cannot stand: {fault}.",
    remedy=("Sebut berkas tersegel dan kuncinya.", "Name the sealed file and its key."),
)


@deciders.on(asked.DeclareUnopenable, _ENGINE)
def declare_unopenable(case: Case, command: asked.DeclareUnopenable) -> Decision:
    """Find, by the engine alone, that a part cannot be opened.

    No rule sees a ciphertext. With the object's name and the key that the shares gave,
    replay opens the ciphertext again and finds the same fault, or that there is none.
    Trusted remains: where the shares gave no key (ground `share`, or `key` without
    one), that the released shares are what the engine says; the chain has their hashes,
    the trustees have the boxes, and the bidder its own copy, with which it can object.
    """
    if refused := _openable(case, command.bid, command.part):
        return refused
    standing = case.state.bidding.bids[command.bid]
    names = {item.name for item in standing.objects(command.part)}
    if command.name is not None and command.name not in names:
        fault = f"no_object {command.name}"
    elif command.ground == "share" and command.key is not None:
        fault = "shares_gave_a_key"
    else:
        return accept(happen(happened.PartUnopenable, command))
    return WRONG_FINDING.no(ground=command.ground, bid=command.bid, fault=fault)


NOT_ALL_OPEN = rule(
    "opening.not-all-open",
    "Peraturan LKPP 12/2021 Lampiran I (pembukaan)",
    "recalled",
    indonesian="Belum dibuka: {bids}.",
    english="Not opened yet: {bids}.",
    remedy=("Buka semua penawaran.", "Open every bid."),
)


@deciders.on(asked.CompleteOpening, _CLOSERS)
def complete_opening(case: Case, command: asked.CompleteOpening) -> Decision:
    """End the opening when every bid that it opens is open or found unopenable."""
    del command
    state = case.state
    part = (parts(state) or parts_of(state))[0]
    if refused := early(case, part) or not_opened(case, part) or gate(case):
        return refused
    bids = to_open(state, part)
    closed = [bid for bid in bids if not state.opening.settled(bid, part)]
    if closed:
        return NOT_ALL_OPEN.no(bids=", ".join(closed))
    return accept(
        happened.OpeningCompleted(
            bids=tuple(_read_out(state, bid, part) for bid in bids),
            withdrawn=tuple(sorted(state.bidding.withdrawn)),
            part="price" if part == "price" else None,
        )
    )


def _read_out(state: State, bid: str, part: Part) -> happened.OpenedBid:
    """Return a bid as it is read out: a price is read out where prices are opened."""
    offer = state.opening.offers.get((bid, part))
    if offer is None:
        return happened.OpenedBid(bid=bid, state="unopenable")
    total = None if part == "technical" else offer.total
    return happened.OpenedBid(bid=bid, state="opened", total=total)
