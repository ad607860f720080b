"""Template: what turns the data of a kind into words, and the digest of all of it.

A template of its name, the style sheets of the kind, the filters, and every module
whose words reach a page. `template_digest` covers them, so that a difference in wording
is known as one of renderers, and not of facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Final, cast

from jinja2 import Environment, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from publication import labels, words
from publication.values import value_label
from templates import environment, reached, source
from tender.canonical import sha256_hex

_STYLE: Final = ("documents/style.css",)
_STYLES: Final[Mapping[str, tuple[str, ...]]] = {
    "clarification_minutes": ("documents/style.css", "documents/minutes.css"),
    "worker_slips": ("documents/slips.css",),
}
"""The style sheets of a kind, where they are not the usual one alone."""

_MODULES: Final = (
    "document_titles",
    "documents",
    "evaluation_labels",
    "findings",
    "formulas",
    "labels",
    "labour_labels",
    "marks",
    "naming",
    "steps",
    "telling",
    "template",
    "tender_labels",
    "values",
    "words",
)
WORDING: Final = (
    *(("publication", f"{name}.py") for name in _MODULES),
    ("rules", "articles.py"),
    ("rules", "clauses.py"),
    ("rules", "faults.py"),
    ("rules", "finding_cases.py"),
    ("rules", "findings.py"),
    ("rules", "handover_faults.py"),
    ("rules", "sentences.py"),
    ("rules", "transfer_clauses.py"),
    ("scoring", "finding_sentences.py"),
    ("scoring", "prose.py"),
    ("scoring", "qualification_sentences.py"),
    ("scoring", "sentences.py"),
    ("scoring.merit", "sentences.py"),
)
"""The modules, by package, whose words and forms reach a page."""

_LIBRARIES: Final = ("jinja2", "markupsafe", "num2words", "segno")


def template_of(kind: str) -> Template:
    """Return the template of a kind of document, with the filters that it may use."""
    return _environment().get_template(_name(kind))


def style_of(kind: str) -> Markup:
    """Return the style sheets of a kind as one."""
    return Markup("\n".join(map(source, _sheets(kind))))  # noqa: S704  # our own


@cache
def template_digest(kind: str) -> str:
    """Return the SHA-256 of all that turns the data of *kind* into words."""
    names = (*reached(_name(kind)), *_sheets(kind))
    parts = [f"{name}\n{source(name)}" for name in names]
    parts += [
        f"{package}/{name}\n{files(package).joinpath(name).read_text(encoding='utf-8')}"
        for package, name in WORDING
    ]
    parts += [f"{library} {version(library)}" for library in _LIBRARIES]
    return sha256_hex("\0".join(parts).encode())


def _name(kind: str) -> str:
    return f"documents/{kind}.html.jinja"


def _sheets(kind: str) -> tuple[str, ...]:
    return _STYLES.get(kind, _STYLE)


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
        "day_plain_text": lambda text: words.plain(date.fromisoformat(text)),
        "cited": words.cited,
        "party": _party,
        "listed": words.listed,
        "short": words.short_digest,
        "label": labels.label,
        "value_label": value_label,
        "value_text": lambda value: words.value_text(value["value"], value["unit"]),
    }
    return made
