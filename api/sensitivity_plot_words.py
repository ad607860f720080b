"""What the plot of `saksama simulate` says in words, in both languages, Indonesian first."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from api.words.sensitivity import SENSITIVITY
from rules.findings import SENTENCES
from rules.rule import Language
from scoring.merit.terms import Terms
from scoring.prose import written
from scoring.sensitivity.criteria import PRICE, Criterion
from scoring.sensitivity.examining import Sensitivity
from scoring.sensitivity.first import First
from scoring.sensitivity.interval import End, Interval
from tender.canonical.numbers import number_text

BOTH: Final[tuple[Language, Language]] = ("id", "en")


def first_line(found: Sensitivity, language: Language) -> str:
    """Return who is first."""
    words = SENSITIVITY[language]
    who, count = ", ".join(found.first.bids), len(found.outcome.results)
    return words[f"first_{found.first.kind}"].format(who=who, count=count)


def notes(found: Sensitivity) -> list[str]:
    """Return why no weight can be moved, in both languages."""
    if found.fixed is None:
        return []
    return [SENSITIVITY["id"][found.fixed], SENSITIVITY["en"][found.fixed]]


def described(terms: Terms, found: Sensitivity) -> Iterator[str]:
    """Yield the plot in words, for who does not see it."""
    if found.fixed is not None:
        yield from notes(found)
        return
    for language in BOTH:
        yield f"{heading(terms, language)}."
    for code, one in found.weights.items():
        yield f"{label(code)}: {read_row(one)}."


def read_row(one: Interval) -> str:
    """Return one row in figures."""
    low = one.below.at if one.below else one.low
    high = one.above.at if one.above else one.high
    parts = [f"{number(one.present)} ({number(low)} … {number(high)})"]
    if one.below is not None:
        parts.append(
            f"{'<' if one.below.included else '≤'} {number(low)}: {then(one.below)}"
        )
    if one.above is not None:
        parts.append(
            f"{'>' if one.above.included else '≥'} {number(high)}: {then(one.above)}"
        )
    return "; ".join(parts)


def then(end: End) -> str:
    """Return who is first beyond, and where others are for that one place, they too."""
    there = _who(end.there)
    if end.included or end.beyond is None or end.beyond == end.there:
        return _who(end.beyond or end.there)
    return f"{there}; {_who(end.beyond)}"


def _who(first: First) -> str:
    if first.kind in ("bid", "tie"):
        return " = ".join(first.bids)
    return f"{SENSITIVITY['id'][first.kind]} / {SENSITIVITY['en'][first.kind]}"


def heading(terms: Terms, language: Language) -> str:
    """Return what the plot shows."""
    how = "plot_weights" if terms.merit.combine == "weighted" else "plot_points"
    return SENSITIVITY[language][how]


def number(value: Fraction) -> str:
    """Return a figure as the plot writes it."""
    return written(number_text(value), "points", SENTENCES["id"])


def label(code: Criterion) -> str:
    """Return what a criterion is called."""
    return "harga / price" if code == PRICE else code
