"""The ranking as the terminal shows it: every bid's result, its price, why it failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from rich import box
from rich.markup import escape
from rich.table import Table

from api.words.phrases import PHRASES
from rules.findings import reasons_of, said, titles_of
from rules.rule import Language
from rules.sentences import points, rupiah
from tender.canonical.numbers import number_text
from tender.events.evaluation import BidResult
from tender.state import State

Row: TypeAlias = tuple[str, str, str, str, str]
"""Rank, bid, price, verdict and why, in words; why is escaped for rich."""


def rows(
    results: Iterable[BidResult], state: State, language: Language
) -> Iterator[Row]:
    """Yield a row for each of *results*, in their order."""
    words, titles, reasons = PHRASES[language], titles_of(state), reasons_of(state)
    for line in results:
        price = "-" if line.price is None else rupiah(str(line.price), language)
        rank = "" if line.rank is None else str(line.rank)
        why = next((f for f in line.findings if f.verdict == "fail"), None)
        told = _ranked_by(line, language)
        if why is not None:
            told = said(why, language, titles, reasons)
        yield rank, line.bid, price, words[line.verdict], escape(told)


def plain(row: Row) -> str:
    """Return a row as a line for a pipe."""
    rank, bid, price, verdict, why = row
    return f"{rank:>2} {bid:<6} {price:>17}  {verdict:<8} {why}".rstrip()


def table(rows: Iterable[Row], language: Language) -> Table:
    """Return rows as a table for a terminal."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("rank", "bid", "price", "verdict", "why"):
        right = name in ("rank", "price")
        table.add_column(
            PHRASES[language][name],
            justify="right" if right else "left",
            no_wrap=name != "why",
        )
    for row in rows:
        table.add_row(*row)
    return table


def _ranked_by(line: BidResult, language: Language) -> str:
    """Return what a bid is ranked by as its documents say it, where it is not its price."""
    if line.evaluated is not None:
        price = rupiah(number_text(line.evaluated), language)
        return PHRASES[language]["evaluated"].format(price=price)
    if None in (line.technical, line.price_score, line.total):
        return ""
    figures = {
        name: points(value, language)
        for name, value in (
            ("technical", line.technical),
            ("price", line.price_score),
            ("total", line.total),
        )
        if value is not None
    }
    return PHRASES[language]["points"].format(**figures)
