"""Rendering: which module puts a kind of document into words."""

from __future__ import annotations

from collections.abc import Mapping

from publication import documents, on_request
from publication.titles import TITLES
from tender.canonical import Json


def render_html(
    data: Mapping[str, Json], number: str, digest: str, names: Mapping[str, str]
) -> str:
    """Return the document of *data* as one page of HTML; raise `WrongDigestError`."""
    if data["kind"] in TITLES["id"]:
        return on_request.render_html(data, number, digest, names)
    return documents.render_html(data, number, digest, names)


def template_digest(kind: str) -> str:
    """Return the SHA-256 of all that turns the data of *kind* into words."""
    if kind in TITLES["id"]:
        return on_request.template_digest(kind)
    return documents.template_digest(kind)
