"""Prose: an explanation as sentences, in the language of a table.

The table gives a template for each rule; its fields are the operands by name, and

    {result}    what the rule comes to
    {parts}     the results that it adds up
    {weighted}  the same, each with its weight

A field may say how it is written, `{wage:rupiah}`: `rupiah`, `percent`, `points`,
`bands`, which says from which value on how many points are had, or `code`, which leaves
it as it stands. Points, one figure or several, are decimals: one
without end is rounded to four, and says so. What a node does not have is told as nothing. Each line
begins with the name of its node, by which later lines refer to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from scoring.explanation import Node
from scoring.rounding import round_to
from scoring.rule_ids import RuleId
from tender.canonical.numbers import number_text, parse_number
from tender.scheme import Rounding

FIELD = re.compile(r"\{(?P<name>\w+)(?::(?P<how>rupiah|percent|points|bands|code))?\}")
"""A field of a template."""

ABOUT: Final = "\N{ALMOST EQUAL TO}"
"""Stands before a figure that is rounded for reading alone."""

_READABLE: Final = Rounding(at="line", places=4)
_NUMBER = re.compile(r"-?\d+(?:\.\d+|/\d+)?")
_BAND = re.compile(rf"(?P<least>{_NUMBER.pattern}):(?P<points>{_NUMBER.pattern})")


@dataclass(frozen=True, slots=True)
class Sentences:
    """A language: its templates, its words for codes, how it writes numbers."""

    rules: Mapping[RuleId, str]
    words: Mapping[str, str]
    group: str  # between thousands
    point: str  # before decimals


def to_text(root: Node, sentences: Sentences) -> str:
    """Return the tree as indented lines; what was told once is referred to."""
    return "\n".join(_lines(root, sentences, 0, set()))


def sentence(node: Node, sentences: Sentences) -> str:
    """Return what one node says, without its children."""

    def told(field: re.Match[str]) -> str:
        name, how = field["name"], field["how"] or ""
        if name == "parts":
            parts = [written(p.result, "points", sentences) for p in node.children]
            return " + ".join(parts) or "0"
        if name == "weighted":
            parts = [written(p.result, "points", sentences) for p in node.children]
            weights = written(node.value("weights"), "points", sentences).split("; ")
            pairs = zip(weights, parts, strict=True)
            return " + ".join(f"{weight} x {part}" for weight, part in pairs)
        if name == "result":
            return written(node.result, how, sentences)
        value = node.value(name) if name in node.operands else "none"
        return written(value, how, sentences)

    return FIELD.sub(told, sentences.rules[node.rule])


def written(value: str, how: str, sentences: Sentences) -> str:
    """Return *value* as a language writes it.

    >>> english = Sentences({}, {"pass": "passes"}, group=",", point=".")
    >>> written("3651917.5", "rupiah", english), written("0.0024", "percent", english)
    ('Rp3,651,917.5', '0.24 %')
    >>> written("pass", "", english), written("2024", "code", english)
    ('passes', '2024')
    >>> written("4609/60", "points", english), written("80 72.5", "points", english)
    ('\N{ALMOST EQUAL TO}76.8167', '80; 72.5')
    """
    if how == "code" and value != "none":
        return value
    if how == "points" and all(map(_NUMBER.fullmatch, value.split())):
        return "; ".join(_points(one, sentences) for one in value.split())
    if how == "bands" and all(map(_BAND.fullmatch, value.split())):
        return "; ".join(_bands(value, sentences))
    if not _NUMBER.fullmatch(value):
        return " ".join(sentences.words.get(word, word) for word in value.split())
    if how == "percent":
        return _number(number_text(parse_number(value) * 100), sentences) + " %"
    return ("Rp" if how == "rupiah" else "") + _number(value, sentences)


def _bands(text: str, sentences: Sentences) -> Iterator[str]:
    for band in _BAND.finditer(text):
        least, points = band["least"], band["points"]
        yield sentences.words["band"].format(
            least=_points(least, sentences), points=_points(points, sentences)
        )


def _points(text: str, sentences: Sentences) -> str:
    exact = parse_number(text)
    nearest = number_text(nearest_points(exact))
    about = "" if "/" not in text else ABOUT
    return about + _number(nearest, sentences)


def nearest_points(exact: Fraction) -> Fraction:
    """Return a figure that people can read: itself, or one without end to four decimals.

    >>> nearest_points(Fraction(4609, 60)), nearest_points(Fraction(1, 8))
    (Fraction(768167, 10000), Fraction(1, 8))
    """
    if "/" not in number_text(exact):
        return exact
    return round_to(exact, _READABLE)


def _number(text: str, sentences: Sentences) -> str:
    if "/" in text:  # a ratio stays one
        return text
    whole, _, decimals = text.removeprefix("-").partition(".")
    grouped = f"{int(whole):,}".replace(",", sentences.group)
    sign = "-" if text.startswith("-") else ""
    return sign + (f"{grouped}{sentences.point}{decimals}" if decimals else grouped)


def _lines(
    node: Node, sentences: Sentences, depth: int, told: set[str]
) -> Iterator[str]:
    start = f"{'  ' * depth}[{node.name}] "
    if node.name in told:
        result = written(node.result, "points", sentences)
        yield f"{start}{result}, {sentences.words['above']}"
        return
    told.add(node.name)
    yield start + sentence(node, sentences)
    for child in node.children:
        yield from _lines(child, sentences, depth + 1, told)
