"""The file of `saksama evaluate`: a scheme, and what bids have under it.

Its shape is that of `tender.merit`, with the bids beside it; `docs/evaluate.md` has it
with an example. Numbers are JSON numbers, or strings in their one spelling; both are
read exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Final, Literal, get_args

from pydantic import BeforeValidator, Field, StringConstraints

from api.files import exact_json
from api.files.document import Document
from api.files.fault import FileFault, Where, first_of, one_of, shown
from scoring.formulas.formula import Parameter
from scoring.formulas.registry import FORMULAS
from tender.codes import Bid, Code, ContractType
from tender.merit import Merit
from tender.merit.elements import Element, FormulaUse
from tender.merit.gates import Gate
from tender.merit.numbers import Marks, Number
from tender.money import Rate, Rupiah, said
from tender.stored import Flag, Many, Positive, Some, Stored

_VERSION: Final = 1


def _version(value: object) -> object:
    """Hold the version to the one that there is; true only equals it."""
    if type(value) is not int or value != _VERSION:
        message = f"expected {_VERSION}, found {said(value)}"
        raise ValueError(message)
    return value


Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""A currency by its three letters; amounts are in whole units of it."""


class EvaluatedBid(Stored):
    """What is known of a bid.

    *items* are figures beside the price that a formula or a gate names: costs,
    shares. *values* are by element, those of promises apart under *commitments*.
    """

    id: Bid
    price: Rupiah | None = None  # none while it is sealed
    items: dict[Code, Number] = Field(default_factory=dict)
    values: dict[Code, Marks] = Field(default_factory=dict)
    commitments: dict[Code, Marks] = Field(default_factory=dict)
    declared: dict[Code, Flag] = Field(default_factory=dict)
    place: Positive | None = None  # of bids that nothing tells apart, by the committee


class EvaluationFile(Merit):
    """A scheme of points and price, and bids to compare by it."""

    v: Annotated[Literal[1], BeforeValidator(_version)]
    currency: Currency
    estimate: Annotated[Rate, Field(gt=0)] | None = None
    contract_type: ContractType
    people: Some[Positive] | None = None  # in each group of workers
    gates: Many[Gate] = ()
    bids: Many[EvaluatedBid]


def read(path: Path) -> tuple[EvaluationFile, Document]:
    """Return the file at *path*, and its lines; raise `FileFault`."""
    document = exact_json.read(path)
    return parsed(document), document


def parsed(document: Document) -> EvaluationFile:
    """Return what *document* says; raise `FileFault` with every bad field."""
    unknown = list(_unknown_kinds(document))
    if unknown:
        raise first_of(unknown)
    file = document.read(EvaluationFile)
    if found := [*_nulls(document, document.value, ()), *_unquoted(document, file)]:
        raise first_of(found)
    return file


def _nulls(document: Document, value: object, where: Where) -> Iterator[FileFault]:
    """Yield a fault for each null, by which nobody can tell what is meant."""
    if value is None:
        expected = "a value, or the field left out"
        yield document.fault(where, expected=expected, found=shown(value))
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _nulls(document, inner, (*where, key))
    if isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _nulls(document, inner, (*where, at))


_TAKEN: Final[Mapping[str, tuple[Parameter, ...]]] = {
    id_: formula.parameters for id_, formula in FORMULAS.items()
}


def _unquoted(document: Document, file: EvaluationFile) -> Iterator[FileFault]:
    """Yield a fault for each number that stands where a formula takes a code."""
    price = file.price
    uses: list[tuple[Where, object]] = [
        (("price",), price),
        (("price", "adjusted"), price and price.adjusted),
        *((("elements", at), one) for at, one in enumerate(file.elements)),
    ]
    for where, use in uses:
        if not isinstance(use, FormulaUse):
            continue
        for parameter in _TAKEN.get(use.formula, ()):
            place = (*where, "params", parameter.name)
            given = document.at(place)
            several = given if isinstance(given, list) else [given]
            if parameter.type in ("code", "codes") and not all(
                one is None or isinstance(one, str) for one in several
            ):
                found = shown(given)
                yield document.fault(place, expected=parameter.expected, found=found)


def _kinds(union: object) -> frozenset[str]:
    members = get_args(get_args(union)[0])
    return frozenset(
        str(get_args(one.model_fields["kind"].annotation)[0]) for one in members
    )


_KINDS: Final = {"elements": _kinds(Element), "gates": _kinds(Gate)}


def _unknown_kinds(document: Document) -> Iterator[FileFault]:
    """Yield a fault for each element and gate of a kind that there is not."""
    if not isinstance(document.value, dict):
        return
    for field, kinds in _KINDS.items():
        listed = document.value.get(field)
        for at, one in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(one, dict) and not _is_one_of(one.get("kind"), kinds):
                yield document.fault(
                    (field, at, "kind"),
                    expected=one_of(kinds),
                    found=shown(one["kind"]) if "kind" in one else "none",
                )


def _is_one_of(value: object, codes: frozenset[str]) -> bool:
    """Say whether *value*, which may be anything, is one of *codes*."""
    return isinstance(value, str) and value in codes
