"""Documents that a package asks for: minutes of the clarification, SPMK, workers' slips.

They stand beside `publication.documents` and not in it: the digest of a template covers
every module whose words it may show, so that words for a new kind in the old modules
would make every page that was ever issued one that cannot be compared. What these pages
show is covered by what the old ones are and by this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from importlib.metadata import version
from importlib.resources import files
from itertools import count
from typing import Any, Final, cast

from jinja2 import Environment
from markupsafe import Markup

from publication import documents, labels, words
from publication.marks import Marks
from publication.naming import names_meta
from publication.titles import TITLES
from publication.values import value_label
from templates import environment, reached, source
from tender import canonical
from tender.canonical import Json, sha256_hex

INSURANCE: Final[Mapping[str, tuple[str, str]]] = {
    "work_accident": ("kecelakaan kerja", "work accident"),
    "death": ("kematian", "death"),
    "old_age": ("hari tua", "old age"),
    "pension": ("pensiun", "pension"),
    "health": ("kesehatan", "health"),
}
"""Programmes of social security as a worker knows them, in Indonesian and in English."""

_STYLES: Final[Mapping[str, tuple[str, ...]]] = {
    "clarification_minutes": ("documents/style.css", "documents/minutes.css"),
    "start_order": ("documents/style.css",),
    "worker_slips": ("documents/slips.css",),
}
_OWN = (("publication", "on_request.py"), ("publication", "titles.py"))
_NAMES = "<!-- names -->"


def render_html(
    data: Mapping[str, Json], number: str, digest: str, names: Mapping[str, str]
) -> str:
    """Return the document of *data* as one page of HTML, as `documents.render_html` does.

    Raise `documents.WrongDigestError` where *digest* is not that of the data.
    """
    expected = canonical.digest(data)
    if digest != expected:
        raise documents.WrongDigestError(expected=expected, found=digest)
    known = cast("Mapping[str, Any]", data)
    kind, offset = known["kind"], known["process"]["offset"]
    shown: dict[str, str] = {}

    def called(code: str, otherwise: str | None = None) -> str:
        if code in names:
            shown[code] = names[code]
        return names.get(code, code if otherwise is None else otherwise)

    marks = Marks(known.get("basis", ()))
    context: dict[str, Any] = {
        "data": known,
        "number": number,
        "digest": digest,
        "government": known["process"]["government"],
        "title": TITLES["id"][kind],
        "subtitle": TITLES["en"][kind],
        "style": Markup("\n".join(map(source, _STYLES[kind]))),  # noqa: S704  # our own
        "qr": documents.qr(f"saksama:{digest}"),
        "template": template_digest(kind),
        "party": called,
        "organ": lambda code: called(code, words.spelled(code)),
        "detail": lambda code, name: called(f"{code}/{name}", ""),
        "minute": partial(_at, words.minute, offset),
        "moment": partial(_at, words.moment_of, offset),
        "clock_minute": partial(_at, words.clock_minute, offset),
        "legal_day": partial(_at, words.local_day, offset),
        "marks": marks,
        "value": marks.shown,
        "section": count(1).__next__,
        "insurance": INSURANCE,
    }
    template = _environment().get_template(f"documents/{kind}.html.jinja")
    return template.render(context).replace(_NAMES, str(names_meta(shown)), 1)


@cache
def template_digest(kind: str) -> str:
    """Return the SHA-256 of all that turns the data of *kind* into words."""
    names = (*reached(f"documents/{kind}.html.jinja"), *_STYLES[kind])
    modules = (*documents.WORDING, *_OWN)
    parts = [f"{name}\n{source(name)}" for name in names]
    parts += [
        f"{package}/{name}\n{files(package).joinpath(name).read_text(encoding='utf-8')}"
        for package, name in modules
    ]
    libraries = ("jinja2", "markupsafe", "num2words", "segno")
    parts += [f"{library} {version(library)}" for library in libraries]
    return sha256_hex("\0".join(parts).encode())


def _at(form: Any, offset: str, moment: str) -> Any:  # noqa: ANN401  # a form of words
    return form(moment, offset)


@cache
def _environment() -> Environment:
    made = environment()
    made.filters |= {
        "rp": words.rupiah,
        "num": words.number,
        "in_words": words.in_words,
        "amount_in_words": words.amount_in_words,
        "day": words.day_of,
        "day_in_words": words.day_in_words,
        "day_plain": words.plain,
        "day_plain_text": lambda text: words.plain(date.fromisoformat(text)),
        "month": words.month,
        "cited": words.cited,
        "listed": words.listed,
        "short": words.short_digest,
        "label": labels.label,
        "value_label": value_label,
        "value_text": lambda value: words.value_text(value["value"], value["unit"]),
    }
    return made
