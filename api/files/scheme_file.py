"""`scheme.toml`: how bids are compared, in a package or by itself."""

from __future__ import annotations

from api.files.document import Document
from api.files.fault import first_of
from tender.scheme import Scheme


def scheme_in(document: Document) -> Scheme:
    """Return the scheme, in which each requirement stands once; raise `FileFault`."""
    scheme = document.read(Scheme)
    places = (
        (("requirements", index, "requirement"), line.requirement)
        for index, line in enumerate(scheme.requirements)
    )
    if faults := document.once(places):
        raise first_of(faults)
    return scheme
