"""Documents: document data as HTML, and as the PDF that is drawn of it.

Nothing is computed here: figures come from the data, which come from state. The
same data, number and names give the same HTML, byte for byte. `template_digest`
covers everything that puts words in, so that a difference in wording is known as
one of renderers, and not of facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib.metadata import version
from importlib.resources import files
from itertools import count
from typing import Any, cast

import segno
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from publication import findings, labels, words
from publication.formulas import FORMULAS
from publication.marks import Marks
from publication.naming import names_in, names_meta, public_names
from publication.pdf import fingerprint, render_pdf
from publication.steps import groups, promised, reasons_of, worked, worked_from
from publication.telling import literal
from publication.values import value_label
from rules import clauses
from templates import environment, reached, source
from tender import canonical
from tender.canonical import Json, sha256_hex
from tender.codes import MANDATORY

__all__ = [
    "fingerprint",
    "names_in",
    "public_names",
    "render_html",
    "render_pdf",
    "template_digest",
]

_MODULES = (
    "documents",
    "findings",
    "formulas",
    "labels",
    "marks",
    "naming",
    "steps",
    "telling",
    "values",
    "words",
)
WORDING = (
    *(("publication", f"{name}.py") for name in _MODULES),
    ("rules", "articles.py"),
    ("rules", "clauses.py"),
    ("rules", "faults.py"),
    ("rules", "findings.py"),
    ("rules", "sentences.py"),
    ("scoring", "finding_sentences.py"),
    ("scoring", "prose.py"),
    ("scoring", "sentences.py"),
    ("scoring.merit", "sentences.py"),
)
"""The modules, by package, whose words and forms reach a page."""
_LIBRARIES = ("jinja2", "markupsafe", "num2words", "segno")
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
        "title": labels.label(kind, "document"),
        "subtitle": labels.ENGLISH[kind],
        "style": Markup(source("documents/style.css")),  # noqa: S704  # our own
        "qr": qr(f"saksama:{digest}"),
        "template": template_digest(kind),
        "party": called,
        "organ": lambda code: called(code, words.spelled(code)),
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
        "by_id": elements,
        "kinds": {
            code: one["params"]["promise"]
            for code, one in elements.items()
            if "promise" in one.get("params", {})
        },
        "titles": titles,
        "clauses": clauses,
        "mandatory": MANDATORY,
    }
    template = _environment().get_template(f"documents/{kind}.html.jinja")
    return template.render(context).replace(_NAMES, str(names_meta(shown)), 1)


@cache
def template_digest(kind: str) -> str:
    """Return the SHA-256 of all that turns the data of *kind* into words."""
    names = (*reached(f"documents/{kind}.html.jinja"), "documents/style.css")
    parts = [f"{name}\n{source(name)}" for name in names]
    parts += [
        f"{package}/{name}\n{files(package).joinpath(name).read_text(encoding='utf-8')}"
        for package, name in WORDING
    ]
    parts += [f"{library} {version(library)}" for library in _LIBRARIES]
    return sha256_hex("\0".join(parts).encode())


def qr(text: str) -> Markup:
    """Return *text* as a QR code in SVG."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(
        border=0, omitsize=True, svgclass="qr", lineclass=None, title=text
    )
    return Markup(drawn)  # noqa: S704  # drawn by segno, of a digest


def _at(form: Callable[[str, str], Any], offset: str, moment: str) -> Any:  # noqa: ANN401  # what the form returns
    return form(moment, offset)


@pass_context
def _party(context: Context, code: str) -> str:
    """Call a party by its name, where a template maps over many."""
    return cast("str", context["party"](code))


@cache
def _environment() -> Environment:
    made = environment()
    made.filters |= {
        "rp": words.rupiah,
        "num": words.number,
        "pct": words.percent,
        "pts": words.points,
        "sentence": words.sentence,
        "in_words": words.in_words,
        "amount_in_words": words.amount_in_words,
        "day": words.day_of,
        "day_in_words": words.day_in_words,
        "month": words.month,
        "day_plain": words.plain,
        "cited": words.cited,
        "party": _party,
        "listed": words.listed,
        "short": words.short_digest,
        "label": labels.label,
        "value_label": value_label,
        "value_text": lambda value: words.value_text(value["value"], value["unit"]),
    }
    return made
