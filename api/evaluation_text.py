"""What `saksama evaluate` answers: as JSON, and as text for eighty columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from textwrap import wrap
from typing import Any, Final

from api.words.evaluation import EVALUATION
from rules.findings import SENTENCES, said
from rules.rule import Language
from scoring.explanation import Finding
from scoring.merit.outcome import Outcome, Result, Score
from scoring.prose import written
from scoring.rounding import round_to
from tender.canonical.numbers import number_text
from tender.merit import Merit
from tender.scheme import Rounding

READ_AT: Final = Rounding(at="line", places=2)
"""How a figure is rounded for reading where the scheme does not round it."""

WIDTH: Final = 80
"""How wide sentences are at most; a table is as wide as its figures."""

_RUPIAH: Final = "IDR"


def as_json(merit: Merit, currency: str, outcome: Outcome) -> dict[str, Any]:
    """Return *outcome* as JSON values; figures are exact strings, absent ones left out."""
    steps: set[str] = {step.at for step in merit.rounding}
    answer = {
        "v": 1,
        "currency": currency,
        "ranked_on": ranked_on(merit),
        "results": [_result(one, steps) for one in outcome.results],
        "shortlist": outcome.shortlist,
        "tied": outcome.tied,
        "winner": outcome.winner,
    }
    return {name: value for name, value in answer.items() if value is not None}


def ranked_on(merit: Merit) -> str:
    """Return `rounded` where the figure that bids are ordered by is rounded, or `exact`."""
    last = "evaluated" if merit.combine == "lowest" else "total"
    return "rounded" if last in {step.at for step in merit.rounding} else "exact"


def as_lines(
    merit: Merit, currency: str, outcome: Outcome, language: Language
) -> Iterator[str]:
    """Yield *outcome* line by line: the ranked as a table, then why others are not."""
    ranked = [one for one in outcome.results if one.rank is not None]
    if ranked:
        yield from _table(merit, currency, ranked, language)
    for sentence in _sentences(merit, currency, outcome, language):
        yield from wrap(
            sentence,
            WIDTH,
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )


def in_currency(text: str, currency: str) -> str:
    """Return a sentence with amounts in *currency*; sentences are written for rupiah."""
    return text if currency == _RUPIAH else text.replace("Rp", f"{currency} ")


def _sentences(
    merit: Merit, currency: str, outcome: Outcome, language: Language
) -> Iterator[str]:
    """Yield what stands under the table."""
    words = EVALUATION[language]
    ranked = [one for one in outcome.results if one.rank is not None]
    others = [one for one in outcome.results if one.rank is None]
    notes = [(one, note) for one in ranked for note in one.findings]
    for one, note in notes:
        if note.verdict == "note":
            yield f"{one.bid}: {_told(note, currency, language)}"
    for one in others:
        yield f"{one.bid}: {words[one.verdict]}{_why(one, currency, language)}"
    if outcome.shortlist is not None:
        yield f"{words['shortlist']}: {', '.join(outcome.shortlist) or words['nobody']}"
    for group in outcome.tied:
        yield f"{words['tied']}: {', '.join(group)}"
    if outcome.winner is not None:
        yield f"{words['winner']}: {outcome.winner}"
    elif not ranked and not outcome.waits:
        yield words["none"]
    if ranked:
        yield words[ranked_on(merit)]


def _result(one: Result, steps: set[str]) -> dict[str, Any]:
    result = {
        "bid": one.bid,
        "verdict": one.verdict,
        "rank": one.rank,
        "quality_rank": one.quality_rank,
        "quality": None if one.quality is None else number_text(one.quality),
        "elements": {
            code: _score(score, "element" in steps)
            for code, score in one.scores.items()
        },
        "compared": _score(one.compared, "evaluated" in steps),
        "points": _score(one.points, "price" in steps),
        "total": _score(one.total, "total" in steps),
        "findings": [
            {"rule": f.rule, "verdict": f.verdict, "operands": dict(f.operands)}
            for f in one.findings
        ],
    }
    return {name: value for name, value in result.items() if value is not None}


def _score(score: Score | None, counts: bool) -> dict[str, str] | None:  # noqa: FBT001
    if score is None:
        return None
    rounded = score.counted if counts else round_to(score.exact, READ_AT)
    return {"exact": number_text(score.exact), "rounded": number_text(rounded)}


def _table(
    merit: Merit, currency: str, ranked: list[Result], language: Language
) -> Iterator[str]:
    """Yield the head and the rows; a column that no bid has is left out."""
    words, steps = EVALUATION[language], {step.at for step in merit.rounding}
    columns: dict[str, list[str]] = {
        "rank": [str(one.rank) for one in ranked],
        "bid": [one.bid for one in ranked],
    }
    if merit.elements:
        columns["quality"] = [_figure(one.quality, language) for one in ranked]
    for name, step in (
        ("compared", "evaluated"),
        ("points", "price"),
        ("total", "total"),
    ):
        scores = [getattr(one, name) for one in ranked]
        if any(score is not None for score in scores):
            how = "rupiah" if name == "compared" else ""
            columns[name] = [
                in_currency(_shown(score, step in steps, how, language), currency)
                for score in scores
            ]
    widths = {
        name: max(len(words[name]), *map(len, cells)) for name, cells in columns.items()
    }
    yield _row({name: words[name] for name in columns}, widths)
    for at in range(len(ranked)):
        yield _row({name: cells[at] for name, cells in columns.items()}, widths)


def _row(cells: Mapping[str, str], widths: Mapping[str, int]) -> str:
    return "  ".join(
        cell.ljust(widths[name]) if name == "bid" else cell.rjust(widths[name])
        for name, cell in cells.items()
    ).rstrip()


def _figure(value: Fraction | None, language: Language) -> str:
    rounded = Fraction(0) if value is None else round_to(value, READ_AT)
    return written(number_text(rounded), "", SENTENCES[language])


def _shown(score: Score | None, counts: bool, how: str, language: Language) -> str:  # noqa: FBT001
    if score is None:
        return "-"
    rounded = score.counted if counts else round_to(score.exact, READ_AT)
    return written(number_text(rounded), how, SENTENCES[language])


def _why(one: Result, currency: str, language: Language) -> str:
    fails = [note for note in one.findings if note.verdict == "fail"]
    told = "; ".join(_told(note, currency, language) for note in fails)
    return f", {told}" if told else ""


def _told(note: Finding, currency: str, language: Language) -> str:
    return in_currency(said(_readable(note), language), currency)


def _readable(note: Finding) -> Finding:
    """Return a finding with its figures as they are read: ratios as decimals."""
    operands = {
        name: number_text(round_to(Fraction(value), READ_AT)) if "/" in value else value
        for name, value in note.operands.items()
    }
    return Finding(note.rule, note.verdict, operands)
