"""The handling of seals: key-alive challenges, shares, opened parts.

The ledger keeps hashes of nonces and shares; the things themselves are here, on
the office's disk, between the moment they are needed and the opening.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

import pyrage
from pydantic import ValidationError

from flows.office import Office
from ledger.blobs import BlobError
from ledger.history import round_of
from ledger.limits import SHARE_BYTES
from ledger.manifest import Label, SealError
from ledger.seal import (
    Claim,
    Share,
    TooFewSharesError,
    WrongShareError,
    combine,
    open_claimed,
    release,
)
from tender.canonical import NotCanonicalError, from_bytes
from tender.commands.bidding import SealedObject
from tender.commands.opening import (
    DeclareUnopenable,
    OpenPart,
    ReleasedShare,
    ReleaseShares,
)
from tender.commands.preparation import ChallengeKey, ProveKeyAlive
from tender.offer import Offer
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
    office: Office, state: State, trustee: str, part: str, identity: str
) -> ReleaseShares:
    """Open the trustee's boxes of every standing bid, and keep the shares for the opening.

    A box that does not hold its share is its bidder's doing, and a mark says so: a
    share that is not here without one was lost. The trustee has done its part all the
    same, or one bid made to do harm would hold up all the others.
    """
    released = []
    for bid, standing in sorted(state.bidding.bids.items()):
        for item in standing.objects(part):
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


class LostError(OSError):
    """The office no longer has a ciphertext or a share of a standing bid as it was."""

    def __init__(
        self,
        bid: str,
        part: str,
        ground: Literal["ciphertext", "share"],
        lost: tuple[BlobError, ...],
    ) -> None:
        folder = "blobs" if ground == "ciphertext" else "shares"
        names = ", ".join(error.name for error in lost)
        super().__init__(
            f"{bid}, part {part}: expected each {ground} in {folder}/ as it came, found "
            f"{names} missing or damaged: put it back from a copy, and run the opening "
            "again; without it this bid will be found unopenable"
        )
        self.bid = bid
        self.part = part
        self.ground = ground
        self.lost = lost


@dataclass(frozen=True, slots=True)
class Inside:
    """What a sealed object held, and the key that opened it."""

    key: str
    salt: bytes
    body: bytes


def look_inside(office: Office, state: State, bid: str, item: SealedObject) -> Inside:
    """Open a sealed object with the released shares; raise `SealError` with its ground.

    Raise `BlobError` where what should be on the disk is not, or not as it was.
    """
    key = _key(office, state, item)
    claim = Claim(
        label=Label(
            process=state.process.ocid,
            round=round_of(state),
            party=bid,
            part=item.part,
            name=item.name,
        ),
        recipient=item.recipient,
        sha256=item.ciphertext,
        size=item.size,
        commitment=item.commitment,
    )
    opened = open_claimed(office.blobs.get(item.ciphertext), key, claim)
    return Inside(key=key, salt=opened.salt, body=opened.body)


def _key(office: Office, state: State, item: SealedObject) -> str:
    """Return the key that the released shares give; one that was lost may be spared."""
    made, released = shares(item), dict[str, bytes]()
    lost: list[BlobError] = []
    for share in made:
        if share.trustee not in state.opening.trustees(item.part):
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
    standing = state.bidding.bids[bid]
    try:
        for item in standing.objects(part):
            if item.name != "offer":
                attachment = look_inside(office, state, bid, item)
                office.private.put(attachment.salt, attachment.body)
        sealed = next(i for i in standing.objects(part) if i.name == "offer")
        inside = look_inside(office, state, bid, sealed)
        offer = Offer.from_json(from_bytes(inside.body))
    except BlobError as error:
        raise _lost(office, state, LostError(bid, part, "share", (error,))) from error
    except SealError as error:
        return _unopenable(bid, part, error.ground, str(error))
    except (NotCanonicalError, ValidationError) as error:
        return _unopenable(bid, part, "schema", str(error))
    if offer.part != part or offer.to_bytes() != inside.body:
        expected = f"an offer for {part} in its one spelling"
        return _unopenable(bid, part, "schema", f"expected {expected}, found another")
    return OpenPart.from_json(
        {
            "tag": "open_part",
            "bid": bid,
            "part": part,
            "key": inside.key,
            "salt": inside.salt.hex(),
            "offer": offer,
        }
    )


def _lost(office: Office, state: State, found: LostError) -> LostError:
    """Return all of a part that is not among the blobs as it was committed, or *found*."""
    lost = []
    for item in state.bidding.bids[found.bid].objects(found.part):
        try:
            office.blobs.get(item.ciphertext)
        except BlobError as error:
            lost.append(error)
    if not lost:
        return found
    return LostError(found.bid, found.part, "ciphertext", tuple(lost))


def without(lost: LostError) -> DeclareUnopenable:
    """Return the finding that a part cannot be opened, as something of it is lost."""
    found = "; ".join(str(error) for error in lost.lost)
    return _unopenable(lost.bid, lost.part, lost.ground, found)


def _unopenable(bid: str, part: str, ground: str, finding: str) -> DeclareUnopenable:
    return DeclareUnopenable.from_json(
        {
            "tag": "declare_unopenable",
            "bid": bid,
            "part": part,
            "ground": ground,
            "finding": finding[:2000],
        }
    )
