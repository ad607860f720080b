"""Evidence by the name of its file: in acts, `{ file = "teknis.txt", page = 2 }`.

A command points at an attachment by the salted hash that the bid's offer lists, which
nobody can read. In an act the name under which the offer lists it stands for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from api.files import json_file
from api.files.document import Document
from api.files.fault import FileFault, Where, first_of, one_of, shown
from api.files.folder import Folder

Names = Mapping[str, Mapping[str, str]]
"""For each bid the hashes of its attachments by their names."""

FIELD: Final = "evidence"
ANALYSIS: Final = "analysis"

OFFER: Final = (
    "an offer that lists its files: offer.json, or technical.json and price.json"
)

_OFFERS: Final = ("offer.json", "technical.json", "price.json")


def listed(folder: Folder) -> Names:
    """Return what the offers in *folder* list.

    What cannot be read is left out: `api.files.bids` reads the offers again, and says
    what is wrong with them.
    """
    names: dict[str, dict[str, str]] = {}
    for code in folder.names():
        for offer in _OFFERS:
            try:
                data = folder.within(code).read(offer, most=json_file.MOST)
                value = json_file.parse(data, offer).value
            except FileFault:
                continue
            names.setdefault(code, {}).update(_attachments(value))
    return names


def without_offers(
    document: Document, folder: Folder, names: Names, bidders: Collection[str]
) -> Iterator[FileFault]:
    """Yield a fault for each bid of whose files the acts in *document* speak in vain.

    *folder* is that of the package: it has no offer of theirs that lists a file.
    """
    absent = sorted(_named_in(document.value) & set(bidders) - names.keys())
    if absent and "bids" not in folder.names():
        expected = "a folder bids/ with a folder for each bid"
        yield folder.fault("bids", expected=expected, found="none")
        return
    for code in absent:
        there = code in folder.within("bids").names()
        expected = OFFER if there else "a folder with the offers of this bid"
        yield folder.fault(f"bids/{code}", expected=expected, found="none")


def by_hash(
    document: Document,
    where: Where,
    fields: Mapping[str, object],
    names: Names,
    party: str,
) -> dict[str, object]:
    """Return *fields* with each file of the evidence as its hash; raise `FileFault`.

    So are the proofs of an analysis of unit prices, which *party* answers with: files
    of its own bid, and papers of the answer. What is given by its hash stays, and so
    does what no command reads, which the command itself refuses.
    """
    files = names.get(str(fields.get("bid")), {})
    own = {**names.get(party, {}), **dict(_attachments(fields, "papers"))}
    faults: list[FileFault] = []

    def hashed(at: Where, place: object, listed: Mapping[str, str]) -> object:
        if not isinstance(place, dict) or "file" not in place:
            return place
        digest = listed.get(str(place["file"]))
        if digest is None:
            expected = f"{one_of(listed)} of the files that the bid lists"
            found = shown(place["file"])
            faults.append(
                document.fault((*where, *at, "file"), expected=expected, found=found)
            )
            return place
        rest = {key: value for key, value in place.items() if key != "file"}
        return {"attachment": digest, **rest}

    changed: dict[str, object] = {}
    if isinstance(places := fields.get(FIELD), list):
        changed[FIELD] = [
            hashed((FIELD, at), place, files) for at, place in enumerate(places)
        ]
    if isinstance(lines := fields.get(ANALYSIS), list):
        changed[ANALYSIS] = [
            {**line, "proof": hashed((ANALYSIS, at, "proof"), line["proof"], own)}
            if isinstance(line, dict) and "proof" in line
            else line
            for at, line in enumerate(lines)
        ]
    if faults:
        raise first_of(faults)
    return {**fields, **changed}


def _named_in(value: object) -> set[str]:
    """Return the bids of which acts name evidence by its file; *value* is of any shape."""
    acts = value.get("act") if isinstance(value, dict) else None
    return {
        act["bid"]
        for act in (acts if isinstance(acts, list) else ())
        if isinstance(act, dict) and isinstance(act.get("bid"), str)
        for place in (act[FIELD] if isinstance(act.get(FIELD), list) else ())
        if isinstance(place, dict) and "file" in place
    }


def _attachments(
    holder: object, name: str = "attachments"
) -> Iterator[tuple[str, str]]:
    attachments = holder.get(name) if isinstance(holder, Mapping) else None
    for one in attachments if isinstance(attachments, list) else ():
        match one:
            case {"name": str(name), "sha256": str(digest)}:
                yield name, digest
