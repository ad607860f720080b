"""What `saksama prove` answers: as JSON, and as text for eighty columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap

from api.evaluation_text import READ_AT, WIDTH, in_currency
from api.files.evaluation_file import EvaluationFile
from api.words.proving import PARTS, PROPERTIES, PROVING, TESTS
from rules.findings import SENTENCES
from rules.rule import Language
from scoring.merit.evaluation import evaluate
from scoring.merit.outcome import Result
from scoring.merit.terms import BidValues, Terms
from scoring.proof.outcome import Part, Proof, Witness
from scoring.prose import written
from scoring.rounding import round_to
from tender.canonical import Json
from tender.canonical.numbers import number_text
from tender.codes import Bid
from tender.merit.numbers import marks_written

Files = Mapping[str, Sequence[str]]
"""The names of files that hold a counterexample, by property and place among its."""


def as_json(terms: Terms, proofs: Iterable[Proof]) -> dict[str, Json]:
    """Return *proofs* as JSON values; figures are exact strings."""
    languages: tuple[Language, ...] = ("id", "en")
    return {
        "v": 1,
        "properties": [
            {
                "property": one.about,
                "answer": one.answer,
                "proved": [_part(part) for part in one.proved],
                "unknown": [_part(part) for part in one.open],
                "counterexamples": [
                    {
                        **_part(each.part),
                        "bid": each.bid,
                        "says": {
                            name: _says(terms, one, each, name) for name in languages
                        },
                        "before": [bid_json(terms, bid) for bid in each.before],
                        "after": [bid_json(terms, bid) for bid in each.after],
                    }
                    for each in one.witnesses
                ],
            }
            for one in proofs
        ],
    }


def as_files(
    file: EvaluationFile, terms: Terms, proofs: Iterable[Proof]
) -> Iterator[tuple[str, dict[str, Json]]]:
    """Yield each counterexample as files of `saksama evaluate`, by name."""
    scheme = {name: value for name, value in file.to_json().items() if name != "bids"}
    for proof in proofs:
        for at, one in enumerate(proof.witnesses, 1):
            for when, bids in (("before", one.before), ("after", one.after)):
                if bids:
                    listed = [bid_json(terms, bid) for bid in bids]
                    yield f"{proof.about}-{at}-{when}.json", {**scheme, "bids": listed}


def bid_json(terms: Terms, bid: BidValues) -> dict[str, Json]:
    """Return a bid as the file of `saksama evaluate` has it."""
    promises = {e.id for e in terms.merit.elements if e.kind == "commitment"}
    marks = {code: marks_written(given) for code, given in bid.values.items()}
    answer: dict[str, Json] = {
        "id": bid.bid,
        "price": None if bid.price is None else str(bid.price),
        "items": {code: number_text(figure) for code, figure in bid.figures.items()},
        "values": {code: one for code, one in marks.items() if code not in promises},
        "commitments": {code: one for code, one in marks.items() if code in promises},
        "declared": dict(bid.declared),
    }
    return {name: value for name, value in answer.items() if value not in (None, {})}


def as_lines(
    file: EvaluationFile, terms: Terms, proofs: Iterable[Proof], language: Language
) -> Iterator[str]:
    """Yield *proofs* line by line: what is asked, the answer, and what shows it."""
    words = PROVING[language]
    for proof in proofs:
        yield PROPERTIES[language][proof.about]
        yield from _indented(words[proof.answer])
        if proof.proved:
            yield from _indented(
                words["holds"].format(parts=_named(proof.proved, language))
            )
        elif proof.answer == "proved":
            yield from _indented(words["no-floor"])
        if proof.open:
            yield from _indented(
                words["left"].format(parts=_named(proof.open, language))
            )
        for one in proof.witnesses:
            yield from _indented(_says(terms, proof, one, language))
            yield from _table(file, terms, one, language)
        yield ""


def part_named(part: Part, language: Language) -> str:
    """Return what is looked at, in words."""
    code = (
        TESTS[language].get(part.code, part.code) if part.kind == "test" else part.code
    )
    return PARTS[language][part.kind].format(code=code)


def _part(part: Part) -> dict[str, Json]:
    return {"kind": part.kind, **({"code": part.code} if part.code else {})}


def _named(parts: Iterable[Part], language: Language) -> str:
    return "; ".join(part_named(part, language) for part in parts)


def _indented(text: str) -> Iterator[str]:
    yield from wrap(
        text,
        WIDTH,
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _results(terms: Terms, bids: Sequence[BidValues]) -> dict[Bid, Result]:
    return {one.bid: one for one in evaluate(terms, bids).results}


def _says(terms: Terms, proof: Proof, one: Witness, language: Language) -> str:
    """Return a counterexample as a sentence."""
    words = PROVING[language]
    before, after = _results(terms, one.before), _results(terms, one.after)

    def rank(results: Mapping[Bid, Result], bid: Bid) -> str:
        found = results[bid].rank
        return words["none"] if found is None else str(found)

    if proof.about == "worse-promise":
        places = "; ".join(
            words["places"].format(
                bid=bid, before=rank(before, bid), after=rank(after, bid)
            )
            for bid in before
        )
    else:
        ordered = sorted(after, key=lambda bid: after[bid].rank or len(after) + 1)
        places = "; ".join(
            words["rank"].format(bid=bid, rank=rank(after, bid)) for bid in ordered
        )
    return words[f"says-{proof.about}"].format(
        bid=one.bid,
        part=part_named(one.part, language),
        places=places,
        first=one.rivals[0] if one.rivals else "",
        second=one.rivals[1] if len(one.rivals) > 1 else "",
    )


def _table(
    file: EvaluationFile, terms: Terms, one: Witness, language: Language
) -> Iterator[str]:
    """Yield the bids of a counterexample: what they differ in, and what comes of it."""
    words = PROVING[language]
    was = {bid.bid: _figures(bid, language) for bid in one.before}
    columns = {words["bid"]: [bid.bid for bid in one.after]}
    for name in _figures(one.after[0], language):
        cells = []
        for bid in one.after:
            now = _figures(bid, language)[name]
            then = was.get(bid.bid, {}).get(name, now)
            cells.append(now if then == now else f"{then} > {now}")
        if len({*cells}) > 1:
            columns[name] = cells
    fields = {words["before"]: one.before, words["after"]: one.after}
    if not one.before:
        fields = {words["outcome"]: one.after}
    for name, bids in fields.items():
        results = _results(terms, bids)
        columns[name] = [_outcome(results.get(bid.bid), language) for bid in one.after]
    widths = [max(map(len, (name, *cells))) for name, cells in columns.items()]
    for row in zip(*([name, *cells] for name, cells in columns.items()), strict=True):
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield in_currency(f"    {'  '.join(padded).rstrip()}", file.currency)


def _figures(bid: BidValues, language: Language) -> dict[str, str]:
    """Return what a bid has, by name."""
    sentences = SENTENCES[language]
    texts: dict[str, str] = {}
    if bid.price is not None:
        price = PROVING[language]["price"]
        texts[price] = written(str(bid.price), "rupiah", sentences)
    for code, marks in bid.values.items():
        texts[code] = written(" ".join(map(number_text, marks)), "points", sentences)
    for code, figure in bid.figures.items():
        texts[code] = written(number_text(figure), "", sentences)
    for code, answer in bid.declared.items():
        texts[code] = PROVING[language]["yes" if answer else "no"]
    return texts


def _outcome(result: Result | None, language: Language) -> str:
    """Return a bid's rank and the figure that counts."""
    if result is None:
        return "-"
    if result.rank is None:
        return PROVING[language]["none"]
    score, how = (result.total, "") if result.total else (result.compared, "rupiah")
    if score is None:
        return f"#{result.rank}"
    counted = number_text(round_to(score.counted, READ_AT))
    return f"#{result.rank} ({written(counted, how, SENTENCES[language])})"
