"""The registry: every formula by its id, and how a scheme's naming of one is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from scoring.formulas import elements, evaluated_price, price_points, totals
from scoring.formulas.formula import Formula, Kind
from scoring.formulas.ids import FORMULA_IDS, FormulaId

_EVERY: Final = {
    formula.id: formula
    for formula in (
        *elements.FORMULAS,
        *price_points.FORMULAS,
        *evaluated_price.FORMULAS,
        *totals.FORMULAS,
    )
}

FORMULAS: Final[Mapping[FormulaId, Formula]] = {id_: _EVERY[id_] for id_ in FORMULA_IDS}
"""Every formula, in the order of `scoring.formulas.ids`."""


class UnknownFormulaError(ValueError):
    """A scheme names a formula that there is not, or not at this place."""

    def __init__(self, known: Iterable[FormulaId], found: str) -> None:
        self.expected = f"one of {_grouped(known)}"
        self.found = repr(found)
        super().__init__(f"formula: expected {self.expected}, found {self.found}")


def named(formula: str, kind: Kind) -> Formula:
    """Return the formula of this id; raise `UnknownFormulaError`, telling the known."""
    known = [one.id for one in FORMULAS.values() if one.named and one.kind == kind]
    if formula not in known:
        raise UnknownFormulaError(known, formula)
    return FORMULAS[formula]


def _grouped(ids: Iterable[FormulaId]) -> str:
    """Return ids of one family on one line: what they share is said once."""
    names = [id_.rpartition(".")[0].rpartition(".") for id_ in ids]
    versions = [id_.rpartition(".")[2] for id_ in ids]
    family = names[0][0]
    own = (f"{name}.{v}" for (_, _, name), v in zip(names, versions, strict=True))
    return f"{family}. with {', '.join(own)}"
