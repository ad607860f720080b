"""PDF: a document's HTML drawn as PDF/A-3u, the same bytes wherever it is drawn.

Nothing is fetched: fonts come from their package by a scheme of their own, and any
other address stops the drawing. No clock is read: the moment comes from the record.
The document's data go along as an attachment. WeasyPrint is loaded when it is asked
for, since it needs libraries of the system.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from typing import Any
from warnings import catch_warnings, simplefilter

from tender.canonical import Json, to_bytes

_SANS = ("Source Sans Pro", "font_source_sans_pro", "SourceSansPro")
_SERIF = ("Source Serif Pro", "font_source_serif_pro", "SourceSerifPro")
_STYLES = (
    ("Regular", "normal", 400),
    ("It", "italic", 400),
    ("Semibold", "normal", 600),
)
FACES: Mapping[str, tuple[str, str, str, int]] = {
    f"{stem}-{style}.ttf": (package, family, slant, weight)
    for family, package, stem in (_SANS, _SERIF)
    for style, slant, weight in _STYLES
}
"""Every font file that is drawn with: its package, family, slant and weight."""

# What every face has a glyph for. Anything else would be drawn with whatever font the
# machine has, and no two machines have the same.
_FOREIGN = re.compile(
    r"[^\t\r\n\x20-\x7e\xa0-\xac\xae-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e"
    r"\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2212\u2248\u2264\u2265]"
)


class NotFetchedError(ValueError):
    """A document asked for something that does not come with it."""

    def __init__(self, url: str) -> None:
        super().__init__(f"expected a font of the package, found {url!r}")


def render_pdf(
    html: str, data: Mapping[str, Json], created: datetime, identifier: bytes
) -> bytes:
    """Return *html* as PDF/A-3u, tagged, with *data* attached as canonical JSON.

    *created* is when the document was issued, *identifier* what tells the file from
    others, in printable ASCII: both come from the record. Raise `NotFetchedError`.
    """
    from weasyprint import Attachment  # noqa: PLC0415  # needs Pango

    at = created.astimezone(UTC)
    document = _laid_out(drawable(html))
    document.metadata.created = document.metadata.modified = at.isoformat()
    document.metadata.attachments = [
        Attachment(
            string=to_bytes(data).decode(),
            name=f"{data['kind']}.json",
            description="Data dokumen, dari catatan proses",
            relationship="Source",
            created=at,
            modified=at,
        )
    ]
    with catch_warnings():
        # WeasyPrint 70 leaves the file of its colour profile to be closed by chance.
        simplefilter("ignore", ResourceWarning)
        drawn: bytes = document.write_pdf(
            pdf_variant="pdf/a-3u", pdf_tags=True, pdf_identifier=identifier
        )
    return drawn


def fingerprint() -> dict[str, Json]:
    """Return what the bytes of a PDF depend on besides its HTML and data."""
    from weasyprint.text.ffi import harfbuzz, pango  # noqa: PLC0415  # needs Pango

    return {
        "weasyprint": version("weasyprint"),
        "pydyf": version("pydyf"),
        "pango": _pango_version(pango.pango_version()),
        "harfbuzz": _harfbuzz_version(harfbuzz.hb_version_atleast),
        "fonts": {name: sha256(_font(name)).hexdigest() for name in sorted(FACES)},
    }


def drawable(html: str) -> str:
    """Return *html* with what the fonts have no glyph for named by its number.

    >>> drawable("naïf 你")
    'naïf [U+4F60]'
    """
    return _FOREIGN.sub(lambda found: f"[U+{ord(found[0]):04X}]", html)


def _laid_out(html: str) -> Any:  # noqa: ANN401  # WeasyPrint says nothing of its types
    from weasyprint import CSS, HTML  # noqa: PLC0415  # needs Pango
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    fetcher, fonts = _fetcher(), FontConfiguration()
    faces = CSS(string=_font_faces(), font_config=fonts, url_fetcher=fetcher)
    page = HTML(string=html, url_fetcher=fetcher)
    try:
        return page.render(stylesheets=[faces], font_config=fonts)
    except FatalURLFetchingError as stopped:  # no `Exception`, so that it stops all
        raise NotFetchedError(str(stopped)) from None


def _font(name: str) -> bytes:
    return files(FACES[name][0]).joinpath("files", name).read_bytes()


def _font_faces() -> str:
    return "\n".join(
        f"@font-face {{ font-family: '{family}'; font-style: {slant};"
        f" font-weight: {weight}; src: url(font:{name}) }}"
        for name, (_, family, slant, weight) in FACES.items()
    )


def _fetcher() -> Any:  # noqa: ANN401  # WeasyPrint says nothing of its types
    from weasyprint.urls import (  # noqa: PLC0415  # needs Pango
        FatalURLFetchingError,
        URLFetcher,
        URLFetcherResponse,
    )

    class Package(URLFetcher):  # type: ignore[misc]  # untyped
        """Fetch the fonts of the package, and nothing else."""

        def fetch(self, url: str, headers: object = None) -> object:
            del headers
            scheme, _, name = url.partition(":")
            if scheme != "font" or name not in FACES:
                # Other errors are a missing picture to WeasyPrint; this one stops it.
                raise FatalURLFetchingError(url)
            return URLFetcherResponse(url, body=BytesIO(_font(name)))

    return Package()


def _pango_version(number: int) -> str:
    """Return 15014 as 1.50.14."""
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"


def _harfbuzz_version(at_least: Any) -> str:  # noqa: ANN401  # a foreign function
    """Return HarfBuzz's version, which it tells only by comparison."""
    found: list[int] = []
    for place in range(3):
        number = 0
        while at_least(*[*found, number + 1, 0, 0][:3]):
            number += 1
        del place
        found.append(number)
    return ".".join(map(str, found))
