"""The handling of seals: key-alive challenges, shares, opened parts.

The ledger keeps hashes of nonces and shares; the things themselves are here, on
the office's disk, between the moment they are needed and the opening.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Literal

import pyrage

from flows.office import Office
from ledger.blobs import BlobError
from ledger.limits import SHARE_BYTES
from ledger.manifest import Opened, SealError
from ledger.opening import OFFER, claim, read_offer
from ledger.seal import (
    Share,
    TooFewSharesError,
    WrongShareError,
    combine,
    open_claimed,
    release,
)
from rules.files import wanted
from tender.codes import Part
from tender.commands.bidding import SealedObject
from tender.commands.opening import (
    DeclareUnopenable,
    OpenPart,
    ReleasedShare,
    ReleaseShares,
)
from tender.commands.preparation.parties import ChallengeKey, ProveKeyAlive
from tender.state import State

_NONCE = 32
_NO_NONCE = "00"


def challenge(office: Office, process: str, state: State, trustee: str) -> ChallengeKey:
    """Seal a nonce to a trustee's recipient and leave it for the trustee."""
    recipient = state.preparation.trustees[trustee].recipient
    nonce = office.ledger.entropy.take(
        "nonce", process, trustee, str(state.seq), size=_NONCE
    )
    box = pyrage.encrypt(nonce, [pyrage.x25519.Recipient.from_str(recipient)])
    folder = office.home / "challenges"
    folder.mkdir(exist_ok=True)
    (folder / f"{process}-{trustee}.age").write_bytes(box)
    return ChallengeKey(trustee=trustee, nonce_sha256=sha256(nonce).hexdigest())


def prove(office: Office, process: str, trustee: str, identity: str) -> ProveKeyAlive:
    """Open the nonce with the trustee's age *identity*.

    Where nobody has asked there is none to open, and the answer is nothing's; that
    it answers no challenge is for the rules to say.
    """
    sealed = office.home / "challenges" / f"{process}-{trustee}.age"
    if not sealed.exists():
        return ProveKeyAlive(trustee=trustee, nonce=_NO_NONCE)
    box = sealed.read_bytes()
    nonce = pyrage.decrypt(box, [pyrage.x25519.Identity.from_str(identity)])
    return ProveKeyAlive(trustee=trustee, nonce=bytes(nonce).hex())


def release_all(
    office: Office, state: State, trustee: str, part: Part, identity: str
) -> ReleaseShares:
    """Open the trustee's boxes of every bid to be opened, and keep the shares for it.

    A box that does not hold its share is its bidder's doing, and a mark says so: a
    share that is not here without one was lost. The trustee has done its part all the
    same, or one bid made to do harm would hold up all the others.
    """
    released = []
    for bid, item in wanted(state, part, trustee):
        made = next(s for s in shares(item) if s.trustee == trustee)
        try:
            share = release(made, identity)
        except WrongShareError:  # the opening finds it lacking, and whose
            _wrong(office, made).touch()
        else:
            office.shares.put([share], limit=SHARE_BYTES)
        released.append(ReleasedShare(bid=bid, name=item.name, sha256=made.sha256))
    return ReleaseShares.from_json(
        {"tag": "release_shares", "trustee": trustee, "part": part, "shares": released}
    )


def _wrong(office: Office, made: Share) -> Path:
    """Return the file that says that a trustee's box did not hold its share."""
    return office.shares.folder / f"{made.sha256}.wrong"


def shares(item: SealedObject) -> tuple[Share, ...]:
    """Return the shares of a sealed object in the seal's own terms."""
    return tuple(
        Share(trustee=s.trustee, sha256=s.sha256, box=s.box) for s in item.shares
    )


@dataclass(frozen=True, slots=True)
class Tried:
    """The object of a part that was tried last; *key* is an offer's, if the shares gave one.

    The key of an attachment stands on no record, whether it opens or not.
    """

    bid: str
    part: str
    name: str = OFFER
    key: str | None = None


class LostError(OSError):
    """The office no longer has a ciphertext or a share of a standing bid as it was."""

    def __init__(
        self,
        tried: Tried,
        ground: Literal["ciphertext", "share"],
        lost: tuple[BlobError, ...],
    ) -> None:
        folder = "blobs" if ground == "ciphertext" else "shares"
        names = ", ".join(error.name for error in lost)
        super().__init__(
            f"{tried.bid}, part {tried.part}: expected each {ground} in {folder}/ as it "
            f"came, found {names} missing or damaged: put it back from a copy, and run "
            "the opening again; without it this bid will be found unopenable"
        )
        self.bid = tried.bid
        self.part = tried.part
        self.tried = tried
        self.ground = ground
        self.lost = lost


def look_inside(office: Office, state: State, bid: str, item: SealedObject) -> Opened:
    """Open a sealed object with the released shares; raise `SealError` with its ground.

    Raise `BlobError` where what should be on the disk is not, or not as it was.
    """
    return _opened(office, state, bid, item, _key(office, state, bid, item))


def _opened(
    office: Office, state: State, bid: str, item: SealedObject, key: str
) -> Opened:
    claimed = claim(state.process.ocid, state.bidding.round, bid, item)
    return open_claimed(office.blobs.get(item.ciphertext), key, claimed)


def _key(office: Office, state: State, bid: str, item: SealedObject) -> str:
    """Return the key that the released shares give; one that was lost may be spared."""
    made, released = shares(item), dict[str, bytes]()
    lost: list[BlobError] = []
    for share in made:
        if share.trustee not in state.opening.releasing(bid, item.part):
            continue
        try:
            released[share.trustee] = office.shares.get(share.sha256)
        except BlobError as error:
            if not _wrong(office, share).exists():
                lost.append(error)
    try:
        return combine(released, made, state.preparation.threshold, item.recipient)
    except TooFewSharesError:
        if lost:
            raise lost[0] from None
        raise


def open_bid(
    office: Office, state: State, bid: str, part: str
) -> OpenPart | DeclareUnopenable:
    """Open a part with all its attachments, or say why it cannot be opened.

    Attachments go to the office's private blobs, under the salted hash by which
    the offer lists them. Raise `LostError` where the office no longer has what the
    bidder sent: that is nothing a bidder has done.
    """
    items = state.bidding.bids[bid].objects(part)
    tried = Tried(bid, part)
    try:
        for item in items:
            if item.name != OFFER:
                tried = Tried(bid, part, item.name)
                opened = look_inside(office, state, bid, item)
                office.private.put(opened.salt, opened.body)
        tried = Tried(bid, part)
        sealed = next(i for i in items if i.name == OFFER)
        key = _key(office, state, bid, sealed)
        tried = replace(tried, key=key)
        opened = _opened(office, state, bid, sealed, key)
        offer = read_offer(opened, part)
    except BlobError as error:
        raise _lost(office, state, tried, error) from error
    except SealError as error:
        return _unopenable(tried, error.ground, str(error))
    return OpenPart.from_json(
        {
            "tag": "open_part",
            "bid": bid,
            "part": part,
            "key": key,
            "salt": opened.salt.hex(),
            "offer": offer,
        }
    )


def _lost(office: Office, state: State, tried: Tried, found: BlobError) -> LostError:
    """Return all of a part that is not among the blobs as it was committed, or *found*."""
    lost = []
    for item in state.bidding.bids[tried.bid].objects(tried.part):
        try:
            office.blobs.get(item.ciphertext)
        except BlobError as error:
            lost.append(error)
    if lost:
        return LostError(tried, "ciphertext", tuple(lost))
    return LostError(tried, "share", (found,))


def without(lost: LostError) -> DeclareUnopenable:
    """Return the finding that a part cannot be opened, as something of it is lost."""
    found = "; ".join(str(error) for error in lost.lost)
    return _unopenable(lost.tried, lost.ground, found)


def _unopenable(tried: Tried, ground: str, finding: str) -> DeclareUnopenable:
    return DeclareUnopenable.from_json(
        {
            "tag": "declare_unopenable",
            "bid": tried.bid,
            "part": tried.part,
            "ground": ground,
            "finding": finding[:2000],
            "name": tried.name,
            "key": tried.key,
        }
    )
