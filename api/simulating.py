"""`saksama simulate`: what a result rests on, of a file's bids or of bids that are drawn.

FILE is that of `saksama evaluate`; a folder is the package of a tender, of which the
scheme and the estimate are taken. The bids of a package are sealed until they are opened
in its run, and their marks are acts of a committee: it is simulated with drawn bids.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson

from api.drawn_bids import MOST, drawn_bids
from api.faults import exits_on_bad_input
from api.files.evaluation_bids import compared, faults_of, held_to_ties
from api.files.evaluation_file import EvaluatedBid, read
from api.files.fault import FileFault
from api.sensitivity_json import as_json
from api.sensitivity_plot import plot
from api.sensitivity_text import as_lines
from api.words.language import language
from scoring.merit.evaluation import evaluate
from scoring.merit.fault import MeritError
from scoring.merit.terms import BidValues, Terms
from scoring.sensitivity.examining import examine
from tender.canonical import Json

_OF_A_PACKAGE: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """A scheme and its bids; *seed* is what they are drawn from, if they are."""

    name: str
    currency: str
    terms: Terms
    bids: tuple[BidValues, ...]
    seed: str | None


@exits_on_bad_input
def simulate_path(  # noqa: PLR0913  # its options
    path: Path,
    *,
    count: int | None,
    seed: str,
    svg: Path | None,
    json: bool,
    wanted: str | None,
) -> int:
    """Simulate what is at *path* and print what it rests on; return 0, or 2 if it is bad."""
    if count is not None and not 1 <= count <= MOST:
        expected = f"a number from 1 to {MOST}"
        raise FileFault(
            file="simulate", line=1, field="--bids", expected=expected, found=str(count)
        )
    given = (
        _of_package(path, count, seed) if path.is_dir() else _of_file(path, count, seed)
    )
    found = examine(given.terms, given.bids)
    if svg is not None:
        svg.write_bytes(plot(given.terms, found, given.name))
    if json:
        answer = as_json(given.terms, given.currency, found)
        if given.seed is not None:
            answer |= {"seed": given.seed, "bids": _as_written(given.terms, given.bids)}
        sys.stdout.buffer.write(
            orjson.dumps(answer, option=orjson.OPT_INDENT_2) + b"\n"
        )
        sys.stdout.buffer.flush()
    else:
        spoken = language(wanted)
        lines = as_lines(given.terms, given.currency, found, spoken, given.seed)
        sys.stdout.write("\n".join([*lines, ""]))
        sys.stdout.flush()
    return 0


def _of_file(path: Path, count: int | None, seed: str) -> Simulated:
    """Return what a file has, or its scheme and bids drawn under it."""
    file, document = read(path)
    terms, bids = compared(file, document)
    if count is not None:
        if terms.price is not None and terms.estimate is None:
            expected = "an estimate, up to which prices are drawn"
            raise document.fault(("estimate",), expected=expected, found="none")
        bids = drawn_bids(terms, count, seed)
    try:
        if count is None:
            held_to_ties(terms, bids, document)
        outcome = evaluate(terms, bids)
    except MeritError as error:
        raise faults_of(error.faults, document) from error
    if outcome.waits:
        at = next(i for i, bid in enumerate(bids) if bid.price is None)
        expected = "a price, since the order is asked for"
        raise document.fault(("bids", at, "price"), expected=expected, found="none")
    return Simulated(
        name=path.stem,
        currency=file.currency,
        terms=terms,
        bids=bids,
        seed=None if count is None else seed,
    )


def _of_package(folder: Path, count: int | None, seed: str) -> Simulated:
    """Return the scheme of a tender and bids drawn under its estimate."""
    from api.package_scheme import terms_of  # noqa: PLC0415  # a file does without the law

    terms = terms_of(folder)
    return Simulated(
        name=folder.resolve().name,
        currency="IDR",
        terms=terms,
        bids=drawn_bids(terms, _OF_A_PACKAGE if count is None else count, seed),
        seed=seed,
    )


def _as_written(terms: Terms, bids: Iterable[BidValues]) -> list[dict[str, Json]]:
    """Return bids as the file of `saksama evaluate` has them."""
    promises = {e.id for e in terms.merit.elements if e.kind == "commitment"}
    return [
        EvaluatedBid(
            id=bid.bid,
            price=bid.price,
            items=dict(bid.figures),
            values={c: v for c, v in bid.values.items() if c not in promises},
            commitments={c: v for c, v in bid.values.items() if c in promises},
            declared=dict(bid.declared),
        ).to_json()
        for bid in bids
    ]
