"""The bids of a package: offers, their attachments, and the seals, folder by folder.

```
bids/<code>/offer.json                       one file, or
bids/<code>/technical.json, price.json       two
bids/<code>/attachments/<name>               as the offers list them, no more, no fewer
bids/<code>/sealed/envelope.json             what the bidder signed
bids/<code>/sealed/<sha256>.age              each ciphertext that the envelope names
```

*code* is that of a registered bidder. A bid may be sealed only, or open only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from api.files import json_file
from api.files.acts import Known
from api.files.document import Document
from api.files.fault import FileFault, Where, first_of, one_of, shown
from api.files.folder import Folder
from flows.package import BidFolder, Sealed
from ledger.limits import CIPHERTEXT_BYTES, TooManyObjectsError, hold_objects
from tender.canonical import sha256_hex
from tender.codes import Part
from tender.commands.bidding import Envelope
from tender.offer import Offer

MOST_SEALED: Final = CIPHERTEXT_BYTES
MOST_ATTACHED: Final = MOST_SEALED - 2**20  # age adds 16 bytes to 64 KiB, and a header

_PARTS: Final[dict[str, Part]] = {
    "offer.json": "all",
    "technical.json": "technical",
    "price.json": "price",
}

_TWO: Final = ("technical.json", "price.json")


def read_bids(folder: Folder, known: Known) -> dict[str, BidFolder]:
    """Return the bids by their codes; raise `FileFault`."""
    bidders = known.of("bid") or frozenset()
    bids = {}
    for code in folder.names():
        if code not in bidders:
            expected = f"the code of a registered bidder, {one_of(bidders)}"
            raise folder.fault(code, expected=expected, found=shown(code))
        bids[code] = _bid(code, folder.within(code), known)
    return bids


def half_offers(folder: Folder) -> Iterator[FileFault]:
    """Yield a fault for each bid that has one of its two files and not the other.

    What is no folder, or has a file for all of it, `read_bids` looks at.
    """
    for code in folder.names():
        names = () if (folder.path / code).is_file() else folder.within(code).names()
        if "offer.json" in names:
            continue
        for name, other in (_TWO, _TWO[::-1]):
            if name in names and other not in names:
                expected = f"{other} beside {name}, in a tender of two files"
                yield folder.fault(f"{code}/{other}", expected=expected, found="none")


def _bid(code: str, folder: Folder, known: Known) -> BidFolder:
    names = folder.only(*_PARTS, "attachments", "sealed")
    documents: dict[Part, Document] = {}
    offers: dict[Part, Offer] = {}
    for name in names:
        if part := _PARTS.get(name):
            data = folder.read(name, most=json_file.MOST)
            documents[part] = json_file.parse(data, folder.file(name))
            offers[part] = _offer(documents[part], part, known)
    if "all" in offers and len(offers) > 1:
        expected = "offer.json alone, or technical.json and price.json"
        raise folder.fault(expected=expected, found="both")
    if not offers and "sealed" not in names:
        raise folder.fault(expected="an offer", found="none")
    attached = folder.within("attachments") if "attachments" in names else None
    return BidFolder(
        code=code,
        offers=offers,
        attachments=_attachments(attached, documents, offers),
        sealed=_sealed(folder.within("sealed"), known) if "sealed" in names else None,
    )


def _offer(document: Document, part: Part, known: Known) -> Offer:
    offer = document.read(Offer)
    if offer.part != part:
        raise document.fault(("part",), expected=part, found=offer.part)
    pay = offer.commitments.pay if offer.commitments else ()
    faults: list[FileFault] = []
    for field, under, codes in (
        ("item", ("prices",), [line.item for line in offer.prices or ()]),
        ("post", ("commitments", "pay"), [promise.post for promise in pay]),
        ("requirement", ("responses",), [r.requirement for r in offer.responses]),
    ):
        places = [((*under, i, field), code) for i, code in enumerate(codes)]
        faults += document.known(places, known.of(field) or ())
        faults += document.once(places)
    if faults:
        raise first_of(faults)
    return offer


def _attachments(
    folder: Folder | None, documents: dict[Part, Document], offers: dict[Part, Offer]
) -> dict[str, bytes]:
    """Return the attachments that the offers list, each checked for its size."""
    attachments: dict[str, bytes] = {}
    present = folder.names() if folder else ()
    for part, offer in offers.items():
        faults: list[FileFault] = []
        for index, listed in enumerate(offer.attachments):
            where = ("attachments", index, "name")
            if listed.name in attachments or listed.name == "offer":
                expected = "a name of its own, and not 'offer'"
            elif folder is None or listed.name not in present:
                expected = "a file of this name in attachments/"
            else:
                data = folder.read(listed.name, most=MOST_ATTACHED)
                attachments[listed.name] = data
                if len(data) == listed.size:
                    continue
                where = ("attachments", index, "size")
                expected = f"{len(data)}, the bytes of attachments/{listed.name}"
            found = shown(getattr(listed, where[-1]))
            faults.append(documents[part].fault(where, expected=expected, found=found))
        if faults:
            raise first_of(faults)
    if folder:
        folder.only(*attachments)
    return attachments


def _sealed(folder: Folder, known: Known) -> Sealed:
    """Return a seal whose ciphertexts are those that its envelope names."""
    data = folder.read("envelope.json", most=json_file.MOST)
    document = json_file.parse(data, folder.file("envelope.json"))
    _hold_objects(document)
    envelope = document.read(Envelope)
    ciphertexts: dict[str, bytes] = {}
    for index, sealed in enumerate(envelope.objects):
        where: Where = ("objects", index)
        shares = enumerate(sealed.shares)
        trustees = [((*where, "shares", i, "trustee"), s.trustee) for i, s in shares]
        if faults := document.known(trustees, known.parties):
            raise first_of(faults)
        name = f"{sealed.ciphertext}.age"
        ciphertext = folder.read(name, most=MOST_SEALED)
        digest = sha256_hex(ciphertext)
        if digest != sealed.ciphertext:
            expected = "the bytes whose SHA-256 is its name"
            raise folder.fault(name, expected=expected, found=digest)
        if len(ciphertext) != sealed.size:
            raise document.fault(
                (*where, "size"),
                expected=f"{len(ciphertext)}, the bytes of {name}",
                found=f"{sealed.size}",
            )
        ciphertexts[sealed.ciphertext] = ciphertext
    folder.only("envelope.json", *(f"{name}.age" for name in ciphertexts))
    return Sealed(envelope=envelope, ciphertexts=ciphertexts)


def _hold_objects(document: Document) -> None:
    """Raise `FileFault` for an envelope of more objects than are opened, before more is read."""
    value = document.value
    try:
        hold_objects(value.get("objects") if isinstance(value, dict) else None)
    except TooManyObjectsError as error:
        expected = f"at most {error.expected} sealed objects"
        raise document.fault(
            ("objects",), expected=expected, found=f"{error.found}"
        ) from error
