"""Evidence by the name of its file: in acts, `{ file = "teknis.txt", page = 2 }`.

A command points at an attachment by the salted hash that the bid's offer lists, which
nobody can read. In an act the name under which the offer lists it stands for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from api.files import json_file
from api.files.document import Document
from api.files.fault import FileFault, Where, first_of, one_of, shown
from api.files.folder import Folder

Names = Mapping[str, Mapping[str, str]]
"""For each bid the hashes of its attachments by their names."""

FIELD: Final = "evidence"

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


def by_hash(
    document: Document, where: Where, fields: Mapping[str, object], names: Names
) -> dict[str, object]:
    """Return *fields* with each file of the evidence as its hash; raise `FileFault`.

    Evidence that is given by its hash stays, and so does what no command reads, which
    the command itself refuses.
    """
    found = fields.get(FIELD)
    if not isinstance(found, list):
        return dict(fields)
    files = names.get(str(fields.get("bid")), {})
    faults: list[FileFault] = []
    places: list[object] = []
    for index, place in enumerate(found):
        if not isinstance(place, dict) or "file" not in place:
            places.append(place)
            continue
        rest = {key: value for key, value in place.items() if key != "file"}
        digest = files.get(str(place["file"]))
        if digest is None:
            faults.append(
                document.fault(
                    (*where, FIELD, index, "file"),
                    expected=f"{one_of(files)} of the files that the bid lists",
                    found=shown(place["file"]),
                )
            )
            continue
        places.append({"attachment": digest, **rest})
    if faults:
        raise first_of(faults)
    return {**fields, FIELD: places}


def _attachments(offer: object) -> Iterator[tuple[str, str]]:
    attachments = offer.get("attachments") if isinstance(offer, dict) else None
    for one in attachments if isinstance(attachments, list) else ():
        match one:
            case {"name": str(name), "sha256": str(digest)}:
                yield name, digest
