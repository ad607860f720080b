"""Sealed bids: taken until the deadline, never looked into, refused after it on record."""

from __future__ import annotations

from collections.abc import Iterable

from rules.decisions.case import Case, Deciders, happen, power
from rules.decisions.extending import outage
from rules.rule import Decision, accept, rule
from tender.commands import bidding as asked
from tender.events import bidding as happened

deciders = Deciders()

_BIDDER = power("Perpres 16/2018 art. 50(1)", "verified", "bidder")
_ENGINE = power("docs/lifecycle.md, deadline", "chosen", "engine", "committee")

_MOST_OBJECTS = 200
"""More papers than any bid needs; each one is opened before the evaluation begins."""

LATE = rule(
    "bid.late",
    "Perpres 16/2018 art. 50(1)",
    "verified",
    indonesian="Diterima {at}, sesudah batas akhir {deadline}.",
    english="It came at {at}, after the deadline {deadline}.",
    remedy=(
        "Tidak ada: batas akhir sama untuk semua.",
        "None: the deadline is one for all.",
    ),
)

WRONG_VERSION = rule(
    "bid.wrong-version",
    "docs/lifecycle.md, versions",
    "chosen",
    indonesian="Penawaran dibuat untuk versi {made_for}; yang berlaku versi {version}: {changes}.",
    english="The bid was made for version {made_for}; version {version} is in force: {changes}.",
    remedy=("Baca adendum dan kirim ulang.", "Read the amendment and send again."),
)

BID_STANDS = rule(
    "bid.stands-already",
    "docs/lifecycle.md, bids",
    "chosen",
    indonesian="Sudah ada penawaran yang berlaku, amplop {envelope}.",
    english="A bid stands already, envelope {envelope}.",
    remedy=("Ganti atau tarik penawaran itu.", "Replace or withdraw it."),
)

NOT_THAT_ENVELOPE = rule(
    "bid.another-envelope",
    "docs/lifecycle.md, bids",
    "chosen",
    indonesian="Amplop yang berlaku {standing}, bukan {named}.",
    english="The standing envelope is {standing}, not {named}.",
    remedy=("Sebut amplop yang berlaku.", "Name the envelope that stands."),
)

BAD_ENVELOPE = rule(
    "bid.envelope",
    "docs/lifecycle.md, seals",
    "chosen",
    indonesian="Amplop tidak dapat dibuka kelak: {fault}.",
    english="The envelope could not be opened later: {fault}.",
    remedy=("Segel ulang dengan klien.", "Seal again with the client."),
)


@deciders.on(asked.CommitBid, _BIDDER)
def commit_bid(case: Case, command: asked.CommitBid) -> Decision:
    """Take a bid in time, for the version in force, once."""
    bid = case.actor.party
    if late := _late(case, command.digest()):
        return late
    standing = case.state.bidding.bids.get(bid)
    if standing is not None:
        return BID_STANDS.no(envelope=standing.digest)
    if refused := _envelope(case, command):
        return refused
    return accept(
        happen(happened.BidCommitted, command, bid=bid, envelope=command.digest())
    )


@deciders.on(asked.ReplaceBid, _BIDDER)
def replace_bid(case: Case, command: asked.ReplaceBid) -> Decision:
    """Put a new envelope in the place of the one that stands."""
    bid = case.actor.party
    if late := _late(case, command.digest()):
        return late
    standing = case.state.bidding.bids.get(bid)
    if standing is None or standing.digest != command.replaces:
        return NOT_THAT_ENVELOPE.no(
            standing=standing.digest if standing else "-", named=command.replaces
        )
    if refused := _envelope(case, command):
        return refused
    return accept(
        happen(happened.BidReplaced, command, bid=bid, envelope=command.digest())
    )


@deciders.on(asked.WithdrawBid, _BIDDER)
def withdraw_bid(case: Case, command: asked.WithdrawBid) -> Decision:
    """Take a bid back; its seals are never opened."""
    bid = case.actor.party
    if late := _late(case, command.envelope):
        return late
    standing = case.state.bidding.bids.get(bid)
    if standing is None or standing.digest != command.envelope:
        return NOT_THAT_ENVELOPE.no(
            standing=standing.digest if standing else "-", named=command.envelope
        )
    return accept(happened.BidWithdrawn(bid=bid, envelope=command.envelope))


def _late(case: Case, envelope: str) -> Decision | None:
    """Refuse what comes after the closing, and keep that it came."""
    deadline = case.state.preparation.slots["bidding"].ends
    if case.state.intake_open and case.at < deadline:
        return None
    evidence = happened.LateBidRefused(
        bid=case.actor.party, envelope=envelope, deadline=deadline
    )
    return LATE.no(evidence, at=case.at, deadline=deadline)


def _envelope(case: Case, envelope: asked.Envelope) -> Decision | None:
    version = case.state.announcement.version
    if envelope.version != version:
        changes = "; ".join(
            a.amendment.summary
            for a in case.state.announcement.amendments
            if a.amendment.version > envelope.version
        )
        return WRONG_VERSION.no(
            made_for=envelope.version, version=version, changes=changes or "-"
        )
    fault = _envelope_fault(case, envelope)
    return BAD_ENVELOPE.no(fault=fault) if fault else None


def _envelope_fault(case: Case, envelope: asked.Envelope) -> str | None:
    """Say what is visibly wrong; what is inside nobody can see yet."""
    part = case.state.preparation
    if envelope.threshold != part.threshold:
        return f"threshold {envelope.threshold} of {part.threshold}"
    two = part.scheme is not None and part.scheme.envelopes == "two_files"
    parts = ("technical", "price") if two else ("all",)
    if len(envelope.objects) > _MOST_OBJECTS:
        return f"objects {len(envelope.objects)} of {_MOST_OBJECTS}"
    names = [(o.part, o.name) for o in envelope.objects]
    if len(set(names)) != len(names):
        return "object_twice"
    for name in parts:
        if (name, "offer") not in names:
            return f"no_offer {name}"
    faults = (_object_fault(o, parts, part.trustees) for o in envelope.objects)
    return next(filter(None, faults), None)


def _object_fault(
    item: asked.SealedObject, parts: tuple[str, ...], trustees: Iterable[str]
) -> str | None:
    if item.part not in parts:
        return f"part {item.part}"
    # Each once: with two shares for one trustee, nobody's release would be the right one.
    if sorted(share.trustee for share in item.shares) != sorted(trustees):
        return f"trustees_of {item.name}"
    return None


NOT_YET = rule(
    "closing.not-yet",
    "Perpres 16/2018 art. 50(1)",
    "verified",
    indonesian="Batas akhir {deadline} belum tiba.",
    english="The deadline {deadline} has not come.",
    remedy=("Tunggu.", "Wait."),
)


@deciders.on(asked.CloseBidding, _ENGINE)
def close_bidding(case: Case, command: asked.CloseBidding) -> Decision:
    """Close when the deadline has come, unless the engine was out at that moment."""
    del command
    deadline = case.state.preparation.slots["bidding"].ends
    if case.at < deadline:
        return NOT_YET.no(deadline=deadline)
    moved = outage(case)
    return accept(moved or happened.BiddingClosed(deadline=deadline))
