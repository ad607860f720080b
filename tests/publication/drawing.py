"""Documents drawn for tests, each once: drawing takes seconds."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from publication.documents import render_html, render_pdf
from publication.masking import masked
from tender.canonical import digest
from tests.publication import samples

ISSUED = datetime(2026, 11, 24, 2, 57, tzinfo=UTC)


@cache
def html_of(kind: str, *, about: str = "p03", practice: bool = False) -> str:
    """Return a sample as HTML, with masked names."""
    data = samples.data(kind, about=about, practice=practice)
    names = masked(samples.NAMES)
    return render_html(data, samples.NUMBERS[kind], digest(data), names)


@cache
def pdf_of(kind: str, *, about: str = "p03", practice: bool = False) -> bytes:
    """Return a sample as PDF."""
    data = samples.data(kind, about=about, practice=practice)
    html = html_of(kind, about=about, practice=practice)
    return render_pdf(html, data, ISSUED, digest(data).encode())
