"""Documents: document data as HTML, and as the PDF that is drawn of it.

Nothing is computed here: figures come from the data, which come from state. The
same data, number and names give the same HTML, byte for byte. What puts words in is
`publication.template`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from typing import Any, cast

import segno
from markupsafe import Markup

from publication import findings, words
from publication.document_titles import TITLES
from publication.formulas import FORMULAS
from publication.labour_labels import INSURANCE
from publication.marks import Marks
from publication.naming import names_in, names_meta, public_names
from publication.pdf import fingerprint, render_pdf
from publication.steps import groups, promised, reasons_of, worked, worked_from
from publication.telling import literal
from publication.template import style_of, template_digest, template_of
from rules import clauses, transfer_clauses
from rules.articles import article_of
from tender import canonical
from tender.canonical import Json
from tender.codes import MANDATORY

__all__ = [
    "fingerprint",
    "names_in",
    "public_names",
    "render_html",
    "render_pdf",
]

_NAMES = "<!-- names -->"  # nobody can write it: what is put in is escaped


class WrongDigestError(ValueError):
    """A document was to be printed with the digest of other data."""

    def __init__(self, *, expected: str, found: str) -> None:
        super().__init__(f"expected the digest of the data, {expected}, found {found}")


def render_html(
    data: Mapping[str, Json], number: str, digest: str, names: Mapping[str, str]
) -> str:
    """Return the document of *data* as one page of HTML.

    *names* says how parties are called (`publication.naming.public_names`); a code
    without a name stands for itself. The page carries those that it shows. Raise
    `WrongDigestError` where *digest* is not that of the data.
    """
    expected = canonical.digest(data)
    if digest != expected:
        raise WrongDigestError(expected=expected, found=digest)
    known = cast("Mapping[str, Any]", data)
    kind, offset = known["kind"], known["process"]["offset"]
    marks = Marks(known.get("basis") or known.get("terms", {}).get("values") or ())
    titles = findings.titles(known)
    elements = findings.elements(known)
    shown: dict[str, str] = {}

    def called(code: str, otherwise: str | None = None) -> str:
        if code in names:
            shown[code] = names[code]
        return names.get(code, code if otherwise is None else otherwise)

    context: dict[str, Any] = {
        "data": known,
        "kind": kind,
        "number": number,
        "digest": digest,
        "government": known["process"]["government"],
        "title": TITLES["id"][kind],
        "subtitle": TITLES["en"][kind],
        "style": style_of(kind),
        "qr": _qr(f"saksama:{digest}"),
        "template": template_digest(kind),
        "party": called,
        "organ": words.spelled,
        "detail": lambda code, name: called(f"{code}/{name}", ""),
        "minute": partial(_at, words.minute, offset),
        "moment": partial(_at, words.moment_of, offset),
        "second": partial(_at, words.second, offset),
        "clock_minute": partial(_at, words.clock_minute, offset),
        "legal_day": partial(_at, words.local_day, offset),
        "marks": marks,
        "value": marks.shown,
        "source": marks.source,
        "section": count(1).__next__,
        "findings": partial(findings.told, marks=marks, titles=titles),
        "passes": findings.passes,
        "steps": partial(groups, marks=marks, titles=titles),
        "reasons": reasons_of,
        "worked": partial(worked, marks=marks, titles=titles),
        "worked_from": worked_from,
        "promised": promised,
        "formulas": {
            id_: (said, literal(worked_as))
            for id_, (said, worked_as) in FORMULAS.items()
        },
        "article_of": article_of,
        "by_id": elements,
        "kinds": {
            code: one["params"]["promise"]
            for code, one in elements.items()
            if "promise" in one.get("params", {})
        },
        "titles": titles,
        "clauses": clauses,
        "transfer_clauses": transfer_clauses,
        "mandatory": MANDATORY,
        "insurance": INSURANCE,
    }
    return template_of(kind).render(context).replace(_NAMES, str(names_meta(shown)), 1)


def _qr(text: str) -> Markup:
    """Return *text* as a QR code in SVG."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(
        border=0, omitsize=True, svgclass="qr", lineclass=None, title=text
    )
    return Markup(drawn)  # noqa: S704  # drawn by segno, of a digest


def _at(form: Callable[[str, str], Any], offset: str, moment: str) -> Any:  # noqa: ANN401  # what the form returns
    return form(moment, offset)
