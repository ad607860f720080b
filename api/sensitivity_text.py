"""What `saksama simulate` answers as text for eighty columns: tables, and sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from textwrap import wrap

from api.evaluation_text import WIDTH, in_currency
from api.words.sensitivity import SENSITIVITY
from rules.findings import SENTENCES
from rules.rule import Language
from scoring.merit.terms import Terms
from scoring.prose import written
from scoring.sensitivity.criteria import PRICE, Criterion, weights_of
from scoring.sensitivity.examining import Pair, Sensitivity
from scoring.sensitivity.first import First
from scoring.sensitivity.interval import End
from tender.canonical.numbers import number_text


def as_lines(
    terms: Terms,
    currency: str,
    found: Sensitivity,
    language: Language,
    seed: str | None,
) -> Iterator[str]:
    """Yield what was *found*: who is first, weights, what could be given away, pairs."""
    said = _Said(terms, currency, found, SENSITIVITY[language], language)
    yield from said.head(seed)
    yield from said.weights()
    yield from said.room()
    yield from said.pairs()
    yield ""
    yield from _wrapped(SENSITIVITY[language]["exact"])


class _Said:
    """What was found, in the words of one language."""

    def __init__(
        self,
        terms: Terms,
        currency: str,
        found: Sensitivity,
        words: Mapping[str, str],
        language: Language,
    ) -> None:
        self._terms = terms
        self._currency = currency
        self._found = found
        self._words = words
        self._sentences = SENTENCES[language]

    def head(self, seed: str | None) -> Iterator[str]:
        first, count = self._found.first, len(self._found.outcome.results)
        sentence = self._words[f"first_{first.kind}"]
        yield from _wrapped(sentence.format(who=", ".join(first.bids), count=count))
        if seed is not None:
            yield from _wrapped(self._words["drawn"].format(seed=seed))

    def weights(self) -> Iterator[str]:
        yield ""
        if self._found.fixed is not None:
            yield from _wrapped(self._words[self._found.fixed])
            return
        how = "weights" if self._terms.merit.combine == "weighted" else "points"
        yield from _wrapped(self._words[how])
        rows = [
            (
                self._named(code),
                self._number(one.present),
                self._bound(one.below, one.low, ">", "≥"),
                self._bound(one.above, one.high, "<", "≤"),
                self._then(one.below, one.first),
                self._then(one.above, one.first),
            )
            for code, one in self._found.weights.items()
        ]
        yield from self._table(
            ("criterion", "now", "from", "to", "below", "above"), rows, 3
        )
        if not any(one.below or one.above for one in self._found.weights.values()):
            yield from _wrapped(self._words["firm"])

    def room(self) -> Iterator[str]:
        rows = [*self._price_room(), *self._score_rooms()]
        if not rows:
            return
        yield ""
        who = ", ".join(self._found.first.bids)
        yield from _wrapped(self._words["room"].format(who=who))
        yield from self._table(("criterion", "now", "limit", "could", "then"), rows, 3)

    def pairs(self) -> Iterator[str]:
        if self._found.fixed is not None:
            return
        yield ""
        yield from _wrapped(self._worth())
        rows = [
            (
                self._named(give),
                self._named(take),
                self._number(moved),
                self._then(end, first),
            )
            for give, take, moved, end, first in sorted(
                _moves(self._found.pairs), key=lambda one: one[2]
            )
        ]
        if not rows:
            yield from _wrapped(self._words["no_pair"])
            return
        yield ""
        yield from _wrapped(self._words["pairs"])
        yield from self._table(("give", "take", "moved", "then"), rows, 1, lead=2)
        others = 2 * len(self._found.pairs) - len(rows)
        if others:
            yield from _wrapped(self._words["others"].format(count=others))

    def _worth(self) -> str:
        weights = weights_of(self._terms)
        heaviest = max(weights, key=lambda code: weights[code])
        weighted = self._terms.merit.combine == "weighted"
        others = [
            self._words["worth_one"].format(
                points=self._number(
                    weights[heaviest] / weight if weighted else Fraction(1)
                ),
                other=self._named(code),
            )
            for code, weight in weights.items()
            if code != heaviest
        ]
        named = self._named(heaviest)
        return self._words["worth"].format(one=named, others=" = ".join(others))

    def _price_room(self) -> Iterator[tuple[str, ...]]:
        room = self._found.price
        if room is None:
            return
        named, price = self._named(PRICE), self._amount(room.price)
        if room.end is None:
            why = "no_limit" if room.kind == "none" else "moving"
            yield named, price, "-", "-", self._words[why]
            return
        then = "-" if room.then is None else self._who(room.then)
        yield (
            named,
            price,
            f"≤ {self._amount(room.end)}",
            self._amount(room.end - room.price),
            then,
        )

    def _score_rooms(self) -> Iterator[tuple[str, ...]]:
        for code, room in self._found.scores.items():
            score = self._number(room.score)
            if room.end is None or room.points is None:
                yield code, score, "-", "-", self._words["no_limit"]
                continue
            limit = self._bound(room.end, Fraction(0), ">", "≥")
            points = self._number(room.points)
            yield code, score, limit, points, self._then(room.end, self._found.first)

    def _bound(self, end: End | None, bound: Fraction, out: str, within: str) -> str:
        """Return where it ends: the end of the axis itself is never within."""
        if end is None:
            return f"{out} {self._number(bound)}"
        return f"{within if end.included else out} {self._number(end.at)}"

    def _then(self, end: End | None, first: First) -> str:
        if end is None:
            return "-"
        there = self._who(end.there)
        if end.beyond is None or end.beyond == end.there:
            return there
        beyond = self._who(end.beyond)
        return (
            beyond
            if end.there == first
            else self._words["at_it"].format(there=there, beyond=beyond)
        )

    def _who(self, first: First) -> str:
        if first.kind in ("bid", "tie"):
            return " = ".join(first.bids)
        return self._words[first.kind]

    def _named(self, code: Criterion) -> str:
        return self._words["price"] if code == PRICE else code

    def _number(self, value: Fraction) -> str:
        return written(number_text(value), "points", self._sentences)

    def _amount(self, value: int) -> str:
        told = written(str(value), "rupiah", self._sentences)
        return in_currency(told, self._currency)

    def _table(
        self,
        head: Sequence[str],
        rows: Sequence[tuple[str, ...]],
        figures: int,
        lead: int = 1,
    ) -> Iterator[str]:
        """Yield a table; *figures* columns behind the first *lead* are to the right."""
        lines = [tuple(self._words[name] for name in head), *rows]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        for line in lines:
            cells = (
                cell.rjust(width) if lead <= at < lead + figures else cell.ljust(width)
                for at, (cell, width) in enumerate(zip(line, widths, strict=True))
            )
            yield "  ".join(cells).rstrip()


def _moves(
    pairs: Sequence[Pair],
) -> Iterator[tuple[Criterion, Criterion, Fraction, End, First]]:
    """Yield who gives, who takes, how much, and what it leads to."""
    for pair in pairs:
        one = pair.interval
        if one.above is not None:
            yield pair.other, pair.one, one.above.at - one.present, one.above, one.first
        if one.below is not None:
            yield pair.one, pair.other, one.present - one.below.at, one.below, one.first


def _wrapped(text: str) -> Iterator[str]:
    yield from wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
