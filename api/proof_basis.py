"""What is proved, of the file of `saksama evaluate` or of a tender's package.

A package is read as the file that compares bids as its tender does: the scheme of its
points, or under lowest price the price alone; the estimate as a ceiling; the floor of
labour cost, where it is a gate, as the least price; its posts as the groups of people
that a promise is paid for. What the tender tests of each bid besides is
named, and so is how many of the lowest prices it evaluates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from api.files.evaluation_bids import compared
from api.files.evaluation_file import EvaluationFile, read
from api.files.fault import FileFault
from api.files.law import pack_of
from api.files.package import read_package
from api.package_scheme import terms_under
from api.rehearsing import rehearsed
from flows.package import Package
from rules.lint.finding import UNASKABLE
from rules.terms import evaluation_terms
from scoring.merit.terms import Terms
from scoring.price import least_total
from scoring.terms import Terms as TenderTerms
from scoring.terms import TermsError
from tender.act import legal_day
from tender.canonical import Json
from tender.canonical.numbers import number_text
from tender.codes import Code
from tender.state import State

_FINEST: Final = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A scheme as *file* and as *terms*, the *tests* besides, how many of the *lowest*."""

    file: EvaluationFile
    terms: Terms
    tests: tuple[Code, ...] = ()
    lowest: int | None = None


def basis_of(path: Path) -> Basis:
    """Return what is to be proved of a file or a folder; raise `FileFault`."""
    if path.is_dir():
        package = read_package(path)
        return of_package(package, rehearsed(package).state)
    file, document = read(path)
    terms, _ = compared(file, document)
    return Basis(file=file, terms=terms)


def of_package(package: Package, state: State) -> Basis:
    """Return what is to be proved of a package, rehearsed to *state*; raise `FileFault`."""
    scheme, tender = terms_under(package, state), _tender(package, state)
    gates: list[Json] = [gate.to_json() for gate in scheme.gates]
    people: list[Json] = [post.count for post in tender.posts]
    file = EvaluationFile.from_json(
        {
            **scheme.merit.to_json(),
            "v": 1,
            "currency": "IDR",
            "contract_type": package.scheme.contract_type,
            "estimate": number_text(tender.estimate),
            "gates": [*gates, *_least(tender)],
            "people": people,
            "bids": [],
        }
    )
    return Basis(
        file=file,
        terms=Terms(
            merit=file,
            gates=file.gates,
            estimate=file.estimate,
            people=file.people or (),
        ),
        tests=tuple(_tests(tender)),
        lowest=tender.lowest if package.scheme.merit is None else None,
    )


def _tender(package: Package, state: State) -> TenderTerms:
    """Return the tender as its bids are held against it; raise `FileFault`."""
    days = [slot.starts for slot in package.schedule.slots]
    offset = package.process.offset
    day = legal_day(min(days), offset) if days else package.method.catalogue.checked_on
    try:
        tender = evaluation_terms(state, state.values.over(pack_of(day).values))
        _ = tender.schedule  # its steps of rounding may not fit
    except (*UNASKABLE, TermsError) as error:
        raise FileFault(
            file="scheme.toml",
            line=1,
            field="file",
            expected="a tender without breaches of scheme, works and estimate",
            found="others",
        ) from error
    return tender


def _least(tender: TenderTerms) -> Iterator[Json]:
    """Yield the floor of labour cost as a gate of the price, where the tender has it.

    A price below it cannot pay for labour, whatever its lines are; the tender holds the
    lines to it too, which is a test of its own.
    """
    if tender.price.labour_floor:
        share = least_total(tender.costing, tender.schedule) / tender.estimate
        written = Fraction(int(share * _FINEST), _FINEST)  # never more than the floor
        params: dict[str, Json] = {"share": number_text(written), "below": "fail"}
        yield {"id": "labour-floor", "kind": "share-of-estimate", "params": params}


def _tests(tender: TenderTerms) -> Iterator[Code]:
    """Yield what the tender tests of each bid besides the gates of its scheme."""
    yield from ("requirements", "commitments", "funding")
    if tender.price.fixed:
        yield "fixed-lines"
    if tender.price.labour_floor:
        yield "labour-floor"
    if tender.price.fee_minimum is not None:
        yield "fee-minimum"
