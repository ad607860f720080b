"""The opening: k trustees release, the shell opens, the chain holds what was inside.

Nobody computes here what was inside: the shell hands in key, salt and offer, and
this module holds them to the commitment that the bidder signed. Replay decrypts
the ciphertext again and compares.
"""

from __future__ import annotations

from datetime import datetime

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.committee import NOT_ONES_OWN
from rules.rule import Decision, accept, rule
from tender.canonical import meets
from tender.codes import Part
from tender.commands import opening as asked
from tender.events import opening as happened
from tender.state import State

deciders = Deciders()

_TRUSTEE = power("docs/format.md, seals", "chosen", "trustee")
_OPENERS = power("Perpres 16/2018 art. 50(1)", "verified", "committee", "engine")

TOO_EARLY = rule(
    "opening.too-early",
    "Perpres 16/2018 art. 50(1)",
    "verified",
    indonesian="Penawaran dibuka sesudah {not_before}; percobaan ini dicatat.",
    english="Bids are opened after {not_before}; the attempt is on record.",
    remedy=("Tunggu batas akhir.", "Wait for the deadline."),
)

NOT_A_TRUSTEE = rule(
    "opening.not-a-trustee",
    "docs/format.md, seals",
    "chosen",
    indonesian="{trustee} bukan pemegang kunci tender ini.",
    english="{trustee} is no trustee of this tender.",
    remedy=(
        "Pemegang kunci yang ditetapkan yang menyerahkan.",
        "The named trustees release.",
    ),
)

WRONG_SHARES = rule(
    "opening.wrong-shares",
    "docs/format.md, seals",
    "chosen",
    indonesian="Bagian kunci {trustee} tidak sesuai dengan amplop: {objects}.",
    english="The shares of {trustee} are not those of the envelopes: {objects}.",
    remedy=("Serahkan bagian untuk setiap penawaran.", "Release a share for each bid."),
)

PARTS_OF_FILES: dict[str, tuple[Part, ...]] = {
    "one_file": ("all",),
    "two_files": ("technical", "price"),
}


def parts(state: State) -> tuple[Part, ...]:
    """Return the parts that are opened at the opening."""
    scheme = state.preparation.scheme
    files = scheme.envelopes if scheme is not None else "one_file"
    return PARTS_OF_FILES[files][:1]


def opens_at(state: State) -> datetime:
    """Return the moment before which nothing may be opened."""
    slots = state.preparation.slots
    return max(slots["bidding"].ends, slots["opening"].starts)


def _early(case: Case, part: Part) -> Decision | None:
    not_before = opens_at(case.state)
    if not case.state.intake_open and case.at >= not_before:
        return None
    evidence = happened.EarlyReleaseRefused(
        trustee=case.actor.party, part=part, not_before=not_before
    )
    return TOO_EARLY.no(evidence, not_before=not_before)


@deciders.on(asked.ReleaseShares, _TRUSTEE)
def release_shares(case: Case, command: asked.ReleaseShares) -> Decision:
    """Take one trustee's shares for all standing bids, by their hashes."""
    if early := _early(case, command.part):
        return early
    if command.trustee != case.actor.party:
        return NOT_ONES_OWN.no(actor=case.actor.party, member=command.trustee)
    if command.trustee not in case.state.preparation.trustees:
        return NOT_A_TRUSTEE.no(trustee=command.trustee)
    given = {(s.bid, s.name, s.sha256) for s in command.shares}
    wanted = {
        (bid, item.name, share.sha256)
        for bid, standing in case.state.bidding.bids.items()
        for item in standing.objects(command.part)
        for share in item.shares
        if share.trustee == command.trustee
    }
    if given != wanted:
        wrong = sorted({f"{bid}/{name}" for bid, name, _ in given ^ wanted})
        return WRONG_SHARES.no(trustee=command.trustee, objects=", ".join(wrong))
    return accept(happen(happened.SharesReleased, command))


TOO_FEW = rule(
    "opening.too-few-shares",
    "docs/format.md, seals",
    "chosen",
    indonesian="Baru {released} dari {threshold} pemegang kunci menyerahkan bagian.",
    english="Only {released} of {threshold} trustees have released their shares.",
    remedy=("Tunggu pemegang kunci lain.", "Wait for another trustee."),
)

NOT_STANDING = rule(
    "opening.no-such-bid",
    "docs/format.md, seals",
    "chosen",
    indonesian="{bid} tidak punya penawaran yang berlaku; yang ditarik tidak pernah dibuka.",
    english="{bid} has no standing bid; a withdrawn one is never opened.",
    remedy=("Periksa kode penawaran.", "Check the code of the bid."),
)

SETTLED = rule(
    "opening.settled",
    "docs/format.md, seals",
    "chosen",
    indonesian="Berkas {part} dari {bid} sudah dibuka atau dinyatakan tidak dapat dibuka.",
    english="Part {part} of {bid} is open already, or was found unopenable.",
    remedy=("Tidak perlu diulang.", "There is nothing to do again."),
)

NOT_THE_OFFER = rule(
    "opening.not-the-offer",
    "docs/format.md, seals",
    "chosen",
    indonesian="Isi {bid} tidak sesuai dengan yang ditandatangani peserta dalam amplop.",
    english="What was handed in for {bid} is not what its envelope committed to.",
    remedy=("Buka lagi dari berkas tersegel.", "Open it again from the sealed file."),
)


def _openable(case: Case, bid: str, part: Part) -> Decision | None:
    if early := _early(case, part):
        return early
    if bid not in case.state.bidding.bids:
        return NOT_STANDING.no(bid=bid)
    if case.state.opening.settled(bid, part):
        return SETTLED.no(bid=bid, part=part)
    released = len(case.state.opening.trustees(part))
    threshold = case.state.preparation.threshold
    if released < threshold:
        return TOO_FEW.no(released=released, threshold=threshold)
    return None


@deciders.on(asked.OpenPart, _OPENERS)
def open_part(case: Case, command: asked.OpenPart) -> Decision:
    """Hold offer and salt to the commitment in the signed envelope."""
    if refused := _openable(case, command.bid, command.part):
        return refused
    sealed = case.state.bidding.bids[command.bid].offer(command.part)
    salt, body = bytes.fromhex(command.salt), command.offer.to_bytes()
    same_part = command.offer.part == command.part
    if sealed is None or not same_part or not meets(sealed.commitment, salt, body):
        return NOT_THE_OFFER.no(bid=command.bid)
    return accept(happen(happened.PartOpened, command))


@deciders.on(asked.DeclareUnopenable, _OPENERS)
def declare_unopenable(case: Case, command: asked.DeclareUnopenable) -> Decision:
    """Find, with the evidence, that a part cannot be opened."""
    return _openable(case, command.bid, command.part) or accept(
        happen(happened.PartUnopenable, command)
    )


NOT_ALL_OPEN = rule(
    "opening.not-all-open",
    "Perpres 16/2018 art. 50(1)",
    "verified",
    indonesian="Belum dibuka: {bids}.",
    english="Not opened yet: {bids}.",
    remedy=("Buka semua penawaran.", "Open every bid."),
)


@deciders.on(asked.CompleteOpening, _OPENERS)
def complete_opening(case: Case, command: asked.CompleteOpening) -> Decision:
    """End the opening when every standing bid is open or found unopenable."""
    del command
    state = case.state
    if early := _early(case, parts(state)[0]):
        return early
    closed = [
        bid
        for bid in sorted(state.bidding.bids)
        for part in parts(state)
        if not state.opening.settled(bid, part)
    ]
    if closed:
        return NOT_ALL_OPEN.no(bids=", ".join(closed))
    return accept(
        happened.OpeningCompleted(
            bids=tuple(_read_out(state, bid) for bid in sorted(state.bidding.bids)),
            withdrawn=tuple(sorted(state.bidding.withdrawn)),
        )
    )


def _read_out(state: State, bid: str) -> happened.OpenedBid:
    offer = state.opening.offers.get((bid, parts(state)[0]))
    if offer is None:
        return happened.OpenedBid(bid=bid, state="unopenable")
    return happened.OpenedBid(bid=bid, state="opened", total=offer.total)
