"""Telling: what a rule of the evaluation found, typeset from the tables of sentences.

The sentences are `scoring.sentences`', a test's those of `scoring.finding_sentences` by
its case (`rules.findings`); here their fields are written as documents write them, with a mark beside what is not
verified, and references for results of earlier steps. A part of a sentence whose
operand the record does not have is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup, escape

from publication.labels import LABELS, label
from publication.marks import Marks
from publication.words import number, percent, plain_day, points, rupiah, short_digest
from rules.findings import REASON, UNTITLED, Titles, place, template_of
from scoring import prose
from scoring.prose import FIELD
from scoring.sentences import INDONESIAN

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+|/[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGEST = re.compile(r"[0-9a-f]{64}(?=#)")
_HELD = "\N{NO-BREAK SPACE}"
_TIMES, _MINUS = " \N{MULTIPLICATION SIGN} ", " \N{MINUS SIGN} "
_RESULT = ": {result}"
_EQUALS = (
    ", = {result:rupiah}",
    " = {result:rupiah}",
    ", = {result:points}",
    " = {result:points}",
    ": {result:points}",
)

_TEMPLATES: Mapping[str, str] = {
    str(rule): template for rule, template in INDONESIAN.rules.items()
}

SOURCES: Mapping[str, str] = {
    "labour.compensation": "labour.compensation.share",
    "labour.death": "labour.death.share",
    "labour.health": "labour.health.share",
    "labour.health_cap": "labour.health.cap",
    "labour.health_floor": "labour.minimum_wage",
    "labour.old_age": "labour.old_age.share",
    "labour.pension": "labour.pension.share",
    "labour.pension_cap": "labour.pension.cap",
    "labour.thr": "labour.thr.share",
    "price.fee_minimum": "fee.least",
    "price.imbalance_share": "price.imbalanced_above",
    "price.reasonable_share": "price.reasonable_from",
    "ranking.lowest": "evaluation.lowest",
    "tax.base_factor": "tax.vat.base_factor",
    "tax.rate": "tax.vat.rate",
}
"""Where a cell of an explanation was read, and the value that stands there."""

OPERANDS: Mapping[tuple[str, str], str] = {
    ("commitments.pay", "floor"): "labour.minimum_wage",
    ("qualification.shared-holder", "limit"): "qualification.shares_above",
    ("price.imbalance", "share"): "price.imbalanced_above",
    ("price.reasonableness", "share"): "price.reasonable_from",
    ("ranking.not-reached", "lowest"): "evaluation.lowest",
}
"""The same for findings, which are kept without their sources."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence is made from.

    *sources* say where an operand was read, *steps* the number of the step whose
    result it is; *reasons* are people's words, by the place that an operand names.
    """

    rule: str
    operands: Mapping[str, str]
    result: str
    sources: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, int] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    titles: Titles = UNTITLED


def tell(told: Told, marks: Marks) -> Markup:
    """Return the sentence of *told*, without its result, which stands beside it."""
    template = template_of(told.rule, told.result, told.operands, "id")
    template = template or _TEMPLATES.get(told.rule)
    if template is None:
        return _unknown(told)
    body = template.removesuffix(_RESULT)
    for equals in _EQUALS:
        body = body.replace(equals, "")
    segments = [part for part in body.split(", ") if _is_told(part, told)]
    text = Markup(", ").join(_segment(part, told, marks) for part in segments)
    if body.startswith("{"):
        return text
    return text[:1].upper() + text[1:]


def result_of(told: Told) -> str:
    """Return the result of a formula as a document writes it."""
    template = _TEMPLATES.get(told.rule, "")
    forms = (how for how in ("rupiah", "points") if f"{{result:{how}}}" in template)
    return written(told.result, next(forms, ""), told.reasons)


def _unknown(told: Told) -> Markup:
    """Tell a rule that there are no words for: its name and its operands."""
    operands = "; ".join(f"{name} {value}" for name, value in told.operands.items())
    return escape(f"{told.rule}: {operands}")


def _is_told(segment: str, told: Told) -> bool:
    names = [found["name"] for found in FIELD.finditer(segment)]
    known = {
        "parts",
        "weighted",
        "result",
        *(name for name, value in told.operands.items() if _is_there(value, told)),
    }
    return not names or any(name in known for name in names)


def _is_there(value: str, told: Told) -> bool:
    """Whether people's words that an operand refers to came with the document."""
    return value in told.reasons or not REASON.fullmatch(value)


def _segment(segment: str, told: Told, marks: Marks) -> Markup:
    pieces: list[Markup] = []
    end = 0
    for found in FIELD.finditer(segment):
        pieces += [literal(segment[end : found.start()]), _field(found, told, marks)]
        end = found.end()
    return Markup().join([*pieces, literal(segment[end:])])


def literal(text: str) -> Markup:
    """Return words of a table as a document sets them: its signs of times and minus."""
    return escape(text.replace(" x ", _TIMES).replace(" - ", _MINUS))


def _field(found: re.Match[str], told: Told, marks: Marks) -> Markup:
    name, how = found["name"], found["how"] or ""
    if name == "parts":
        return Markup(" + ").join(_part(told, part) for part in told.parts) or Markup(
            "0"
        )
    if name == "weighted":
        weights = told.operands["weights"].split()
        pairs = zip(weights, told.parts, strict=True)
        return Markup(" + ").join(
            escape(points(weight) + _TIMES) + _part(told, part)
            for weight, part in pairs
        )
    if name == "result":
        return escape(written(told.result, how, told.reasons))
    value = told.operands.get(name, "none")
    text = escape(written(value, how, told.reasons, told.titles.of(name)))
    return text + _reference(told, name) + _mark(told, name, marks)


def _part(told: Told, name: str) -> Markup:
    return escape(points(told.operands[name])) + _reference(told, name)


def _reference(told: Told, name: str) -> Markup:
    step = told.steps.get(name)
    return (
        Markup()
        if step is None
        else Markup(' <span class="ref">[{}]</span>').format(step)
    )


def _mark(told: Told, name: str, marks: Marks) -> Markup:
    source = told.sources.get(name, "").replace("[", ".").removesuffix("]")
    value_id = SOURCES.get(source, source) or OPERANDS.get((told.rule, name), "")
    return marks.value(value_id)


def written(
    value: str,
    how: str,
    reasons: Mapping[str, str],
    titles: Mapping[str, str] | None = None,
) -> str:
    """Return an operand as a document writes it.

    >>> written("3651917", "rupiah", {}), written("half_up 0", "", {})
    ('Rp3.651.917', 'dibulatkan ½ ke atas')
    >>> written("2026-10-19", "", {})
    '19 Oktober 2026'
    """
    if value in reasons:
        return f"“{reasons[value]}”"
    if how == "code":
        return "; ".join(_place(part, titles or {}) for part in value.split())
    if how == "bands":
        return _bands(value)
    if how == "points" and all(map(_NUMBER.fullmatch, value.split())):
        return "; ".join(map(points, value.split()))
    if _NUMBER.fullmatch(value):
        return {"rupiah": rupiah, "percent": percent}.get(how, number)(value)
    return _in_words(value)


def _in_words(value: str) -> str:
    """Return a day, a rounding, or codes, in words."""
    if _DAY.fullmatch(value):
        return plain_day(date.fromisoformat(value))
    mode, _, places = value.partition(" ")
    if mode in LABELS["rounding_mode"] and places.lstrip("-").isdecimal():
        rounded = f"dibulatkan {label(mode, 'rounded')}"
        return rounded if places == "0" else f"{rounded}, {places} desimal"
    return " ".join(INDONESIAN.words.get(word, word) for word in value.split())


def _bands(value: str) -> str:
    """Return bands in words, none of them broken at the end of a line."""
    bands = prose.written(value, "bands", INDONESIAN).split("; ")
    return "; ".join(band.replace(" ", _HELD) for band in bands)


def _place(text: str, titles: Mapping[str, str]) -> str:
    """Return a place in words; a paper that the record names by its hash, cut short."""
    return place(_DIGEST.sub(lambda found: short_digest(found[0]), text), "id", titles)
