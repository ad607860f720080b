"""Seals: an offer that k of n trustees can open together, and no one before.

Every offer and every attachment has an age key of its own. The bidder's client
encrypts to it, splits its secret k-of-n (Shamir over GF(256), in the layout of
HashiCorp Vault), and encrypts each share to one trustee. Nobody deals keys, and no
machine ever holds one that opens two objects. Whoever gets k shares back can decrypt
with any age tool.

What the seal holds is for `ledger.manifest`. k trustees together can open early, and
nothing but their choice prevents it.

Sources: age-encryption.org/v1; Shamir, "How to share a secret", 1979.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import pyrage
import pyshamir
from pyrage.x25519 import Identity, Recipient

from ledger.manifest import CommitmentError, Label, Opened, SealError, unwrap
from tender.canonical import commitment, meets, sha256_hex


class ThresholdError(SealError):
    """These trustees cannot hold shares: one alone must not open, nor all be needed."""

    ground = "share"


class WrongShareError(SealError):
    """The share is not the one that was made for this trustee."""

    ground = "share"

    def __init__(self, trustee: str, *, expected: str, found: str) -> None:
        super().__init__(expected=f"{expected} from {trustee}", found=found)
        self.trustee = trustee


class TooFewSharesError(SealError):
    """The shares do not suffice; ask other trustees for theirs."""

    ground = "share"


class WrongKeyError(SealError):
    """The key is not the one that the envelope names: the bidder split another."""

    ground = "key"


class CiphertextError(SealError):
    """The ciphertext is not the one that was committed, or no key of this kind opens it."""

    ground = "ciphertext"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One trustee's share: the hash of it, and itself in age, in base 64."""

    trustee: str
    sha256: str
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A sealed object as the envelope describes it, and the ciphertext itself."""

    recipient: str
    ciphertext: bytes
    sha256: str
    size: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a signed envelope says of one sealed object."""

    label: Label
    recipient: str
    sha256: str
    size: int
    commitment: str


def seal(plaintext: bytes, trustees: Mapping[str, str], threshold: int) -> Sealed:
    """Seal *plaintext* so that *threshold* of *trustees* (code to age recipient) open it.

    Before it returns, the seal is opened again from the shares (`self_check`): an
    offer that cannot be opened is found by its bidder, not on the day of the opening.
    Raise `ThresholdError` unless 1 < *threshold* < the number of trustees.
    """
    if not 1 < threshold < len(trustees):
        found = f"{threshold} of {len(trustees)}"
        raise ThresholdError(expected="k of n with 1 < k < n", found=found)
    identity = Identity.generate()
    secret = str(identity).encode()
    split = pyshamir.split(secret, len(trustees), threshold)
    shares = {code: bytes(s) for code, s in zip(sorted(trustees), split, strict=True)}
    ciphertext = pyrage.encrypt(plaintext, [identity.to_public()])
    sealed = Sealed(
        recipient=str(identity.to_public()),
        ciphertext=ciphertext,
        sha256=sha256_hex(ciphertext),
        size=len(ciphertext),
        shares=tuple(_box(code, s, trustees[code]) for code, s in shares.items()),
    )
    self_check(sealed, shares, threshold, plaintext)
    return sealed


def self_check(
    sealed: Sealed, shares: Mapping[str, bytes], threshold: int, plaintext: bytes
) -> None:
    """Raise a `SealError` unless *shares* open *sealed* and give *plaintext*.

    Each share is tried at least once. That a trustee can open its box only the
    trustee can try, which is what the key-alive challenge is for.
    """
    codes = sorted(shares)
    for start in range(0, len(codes), threshold):
        some = codes[min(start, len(codes) - threshold) :][:threshold]
        chosen = {code: shares[code] for code in some}
        key = combine(chosen, sealed.shares, threshold, sealed.recipient)
        if open_(sealed.ciphertext, key) != plaintext:
            raise CiphertextError(expected="what was sealed", found="other bytes")


def release(share: Share, identity: str) -> bytes:
    """Return the trustee's share out of its box, opened with the age *identity*.

    Raise `WrongShareError` where the box does not open, or holds another share than
    the envelope says; then the trustee reports it, and releases nothing.
    """
    try:
        box = b64decode(share.box, validate=True)
        opened: bytes = pyrage.decrypt(box, [_identity(identity)])
    except (pyrage.DecryptError, WrongKeyError, ValueError) as error:
        raise WrongShareError(
            share.trustee, expected="a box for this identity", found=str(error)
        ) from error
    _check_share(share, opened)
    return opened


def combine(
    shares: Mapping[str, bytes],
    made: Iterable[Share],
    threshold: int,
    recipient: str,
) -> str:
    """Return the age key of *recipient* from *shares* (by trustee) of those *made* for it.

    Raise `WrongShareError` naming the trustee whose share is not the one that was
    made, `TooFewSharesError` below *threshold*, and `WrongKeyError` where no
    *threshold* of the right shares give the key, which is the bidder's doing.
    """
    known = {share.trustee: share for share in made}
    for trustee, share in shares.items():
        if trustee not in known:
            raise WrongShareError(
                trustee, expected="a trustee of this seal", found="one"
            )
        _check_share(known[trustee], share)
    if len(shares) < threshold:
        raise TooFewSharesError(expected=f"{threshold}", found=f"{len(shares)}")
    for some in combinations(sorted(shares), threshold):
        key = _combined([shares[trustee] for trustee in some])
        if key is not None and str(key.to_public()) == recipient:
            return str(key)
    raise WrongKeyError(expected=f"the secret of {recipient}", found="others")


def open_(ciphertext: bytes, key: str) -> bytes:
    """Return what *ciphertext* holds under the age *key*; raise `CiphertextError`."""
    try:
        plaintext: bytes = pyrage.decrypt(ciphertext, [_identity(key)])
    except pyrage.DecryptError as error:
        raise CiphertextError(expected="age for this key", found=str(error)) from error
    return plaintext


def open_claimed(ciphertext: bytes, key: str, claim: Claim) -> Opened:
    """Open an object and hold it to all that its envelope says of it.

    1. The ciphertext is the one that was committed.
    2. The key is that of the envelope's recipient.
    3. The key opens the ciphertext.
    4. The manifest binds the body to this process, round, party, part and name.
    5. The body is the one that the envelope commits to.

    Raise the `SealError` of the first that fails; its *ground* goes on record.
    """
    found = f"{len(ciphertext)} bytes, {sha256_hex(ciphertext)}"
    expected = f"{claim.size} bytes, {claim.sha256}"
    if found != expected:
        raise CiphertextError(expected=expected, found=found)
    hold_key(key, claim.recipient)
    opened = unwrap(open_(ciphertext, key), claim.label)
    if not meets(claim.commitment, opened.salt, opened.body):
        found = commitment(opened.salt, opened.body)
        raise CommitmentError(expected=claim.commitment, found=found)
    return opened


def hold_key(key: str, recipient: str) -> None:
    """Raise `WrongKeyError` unless the age *key* is that of *recipient*."""
    found = str(_identity(key).to_public())
    if found != recipient:
        raise WrongKeyError(expected=recipient, found=found)


def _box(trustee: str, share: bytes, recipient: str) -> Share:
    try:
        box = pyrage.encrypt(share, [Recipient.from_str(recipient)])
    except pyrage.RecipientError as error:
        expected = f"an age recipient of {trustee}"
        found = f"{recipient!r}: {error}"
        raise ThresholdError(expected=expected, found=found) from error
    encoded = b64encode(box).decode()
    return Share(trustee=trustee, sha256=sha256_hex(share), box=encoded)


def _check_share(made: Share, share: bytes) -> None:
    found = sha256_hex(share)
    if found != made.sha256:
        raise WrongShareError(made.trustee, expected=made.sha256, found=found)


def _combined(shares: list[bytes]) -> Identity | None:
    """Return the identity that *shares* give, if they give one."""
    try:
        secret = pyshamir.combine([bytearray(share) for share in shares])
        return Identity.from_str(secret.decode("ascii"))
    except (ValueError, pyrage.IdentityError):
        return None


def _identity(text: str) -> Identity:
    try:
        return Identity.from_str(text)
    except pyrage.IdentityError as error:
        raise WrongKeyError(expected="an age secret key", found=str(error)) from error
