"""Sealing, releasing shares and opening a bid, beside age and SHA-256 over the same bytes.

    python -m benchmarks.seals

A bid is an offer and one attachment, sealed 3 of 5 as in the example. Its client seals
each by itself and opens its own seal again, twice, so that every share is tried; a
trustee opens a box an object; the opening puts three shares together and holds what
comes out to its envelope. The floor is what is left without any of that: one call of
age, over the same plaintexts, boxes or ciphertexts. SHA-256 of the same bytes is beside
it, since nothing that names bytes by their hash can be faster, and so is the splitting
and combining of the keys by itself. No aim is set.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import pyrage
import pyshamir
from pyrage.x25519 import Identity

from benchmarks.machine import machine
from benchmarks.measuring import in_turns, say, table
from ledger.envelope import Bid, close
from ledger.manifest import Label, wrap
from ledger.seal import Claim, Share, combine, open_claimed, release
from tender.canonical import commitment
from tender.commands.bidding import Envelope, SealedObject
from tender.offer import Offer

SIZES: Final = {"4 KiB": 4 * 2**10, "1 MiB": 2**20, "32 MiB": 32 * 2**20}
_ROUNDS: Final = {"4 KiB": 31, "1 MiB": 15, "32 MiB": 5}
_PROCESS: Final = "ocds-bench1-2027-000001"
_PARTY: Final = "p-01"
_PAPER: Final = "proposal"
_SALT: Final = bytes(16)
_TRUSTEES: Final = 5
_THRESHOLD: Final = 3


def main() -> None:
    """Print a table."""
    table(
        f"A bid sealed {_THRESHOLD} of {_TRUSTEES}, ms of one core",
        (
            "attachment, step",
            "ms a bid",
            "age alone",
            "ratio",
            "Shamir alone",
            "SHA-256 alone",
        ),
        (
            row
            for name, size in SIZES.items()
            for row in steps(name, size, _ROUNDS[name])
        ),
    )


def steps(name: str, size: int, rounds: int) -> list[tuple[object, ...]]:
    """Return what each step takes of a bid whose attachment is of *size* bytes."""
    bid, keys = _bid(bytes(size)), _keys()
    trustees = {code: str(key.to_public()) for code, key in keys.items()}
    envelope, ciphertexts = close(bid, trustees, _THRESHOLD)
    sealed = [_Sealed.of(o, ciphertexts[o.ciphertext]) for o in envelope.objects]
    code, key = next(iter(keys.items()))
    boxes = [next(s for s in one.shares if s.trustee == code) for one in sealed]
    released = [
        {s.trustee: release(s, str(keys[s.trustee])) for s in one.shares[:_THRESHOLD]}
        for one in sealed
    ]
    secrets = [_combined(o, s) for o, s in zip(sealed, released, strict=True)]
    plain = _plaintexts(bid, envelope)
    whole = list(ciphertexts.values())
    shamir = [list(map(bytearray, shares.values())) for shares in released]
    works: dict[str, Callable[[], object]] = {
        "seal": lambda: close(bid, trustees, _THRESHOLD),
        "seal, age": lambda: _encrypt(plain, key),
        "seal, shares": lambda: _split_and_tried(secrets, shamir),
        "seal, hash": lambda: _hash([*plain, *whole]),
        "release a share of each": lambda: [release(b, str(key)) for b in boxes],
        "release a share of each, age": lambda: _unbox(boxes, key),
        "release a share of each, hash": lambda: _hash([b.box.encode() for b in boxes]),
        "open": lambda: _open(sealed, released),
        "open, age": lambda: _decrypt(whole, secrets),
        "open, shares": lambda: _combine(shamir),
        "open, hash": lambda: _hash([*plain, *whole]),
    }
    took = {work: seconds * 1e3 for work, seconds in in_turns(works, rounds).items()}
    return [
        (
            f"{name}, {step}",
            f"{took[step]:.2f}",
            f"{took[f'{step}, age']:.2f}",
            f"{took[step] / took[f'{step}, age']:.1f}",
            f"{took.get(f'{step}, shares', 0):.2f}",
            f"{took[f'{step}, hash']:.2f}",
        )
        for step in ("seal", "release a share of each", "open")
    ]


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A sealed object: what its envelope claims, its shares, its ciphertext."""

    claim: Claim
    shares: tuple[Share, ...]
    ciphertext: bytes

    @classmethod
    def of(cls, item: SealedObject, ciphertext: bytes) -> _Sealed:
        label = Label(
            process=_PROCESS, round=1, party=_PARTY, part=item.part, name=item.name
        )
        claim = Claim(
            label=label,
            recipient=item.recipient,
            sha256=item.ciphertext,
            size=item.size,
            commitment=item.commitment,
        )
        shares = tuple(
            Share(trustee=s.trustee, sha256=s.sha256, box=s.box) for s in item.shares
        )
        return cls(claim, shares, ciphertext)


def _bid(paper: bytes) -> Bid:
    offer = Offer.from_json(
        {
            "v": 1,
            "part": "all",
            "attachments": [
                {
                    "name": _PAPER,
                    "media_type": "application/pdf",
                    "size": len(paper),
                    "sha256": commitment(_SALT, paper),
                }
            ],
        }
    )
    return Bid(
        process=_PROCESS,
        round=1,
        party=_PARTY,
        version=1,
        offers={"all": offer},
        attachments={_PAPER: paper},
        salts={"offer/all": _SALT, _PAPER: _SALT},
    )


def _keys() -> dict[str, Identity]:
    return {f"trustee-{number}": Identity.generate() for number in range(_TRUSTEES)}


def _plaintexts(bid: Bid, envelope: Envelope) -> list[bytes]:
    bodies = {"offer": bid.offers["all"].to_bytes(), **bid.attachments}
    return [
        wrap(_Sealed.of(item, b"").claim.label, _SALT, bodies[item.name])
        for item in envelope.objects
    ]


def _combined(one: _Sealed, shares: dict[str, bytes]) -> str:
    return combine(shares, one.shares, _THRESHOLD, one.claim.recipient)


def _open(sealed: list[_Sealed], released: list[dict[str, bytes]]) -> None:
    for one, shares in zip(sealed, released, strict=True):
        open_claimed(one.ciphertext, _combined(one, shares), one.claim)


def _encrypt(plaintexts: list[bytes], key: Identity) -> None:
    for plaintext in plaintexts:
        pyrage.encrypt(plaintext, [key.to_public()])


def _unbox(boxes: list[Share], key: Identity) -> None:
    for one in boxes:
        pyrage.decrypt(b64decode(one.box), [key])


def _decrypt(ciphertexts: list[bytes], keys: list[str]) -> None:
    for ciphertext, key in zip(ciphertexts, keys, strict=True):
        pyrage.decrypt(ciphertext, [Identity.from_str(key)])


def _split_and_tried(secrets: list[str], shares: list[list[bytearray]]) -> None:
    for secret in secrets:
        pyshamir.split(secret.encode(), _TRUSTEES, _THRESHOLD)
    for _ in range(-(-_TRUSTEES // _THRESHOLD)):  # so often each share is tried
        _combine(shares)


def _combine(shares: list[list[bytearray]]) -> None:
    for some in shares:
        pyshamir.combine(some)


def _hash(texts: Sequence[bytes]) -> None:
    for text in texts:
        sha256(text).digest()


if __name__ == "__main__":
    say(machine())
    main()
