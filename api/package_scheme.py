"""The scheme of a package as bids are compared by it: points, or the price alone.

The estimate is what the package's own acts come to, as `saksama lint` rehearses them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from api.files.fault import FileFault
from api.files.package import read_package
from api.rehearsing import rehearsed
from flows.package import Package
from rules import points
from scoring.merit.fault import MeritError
from scoring.merit.terms import Terms
from tender.merit import Merit
from tender.merit.gates import CeilingGate
from tender.state import State

_BY_PRICE: Final = Merit.from_json(
    {"combine": "lowest", "price": {"formula": "formula.evaluated.own-price.1"}}
)
"""What a tender by the lowest price comes to, once its requirements are met."""

_CEILING: Final = CeilingGate(id="hps", kind="ceiling")


def terms_of(folder: Path) -> Terms:
    """Return the scheme of the package in *folder*; raise `FileFault`."""
    package = read_package(folder)
    return terms_under(package, rehearsed(package).state)


def terms_under(package: Package, state: State) -> Terms:
    """Return the scheme of *package*, whose acts came to *state*; raise `FileFault`."""
    estimate = state.preparation.estimate
    if estimate is None:
        raise FileFault(
            file="acts.toml",
            line=1,
            field="set_estimate",
            expected="an estimate, up to which prices are drawn",
            found="none",
        )
    try:
        return Terms(
            merit=package.scheme.merit or _BY_PRICE,
            gates=(_CEILING,),
            estimate=estimate.amount,
        )
    except MeritError as error:
        first = error.faults[0]
        where = points.place(package.scheme.merit or _BY_PRICE, first.where)
        raise FileFault(
            file="scheme.toml",
            line=1,
            field=f"merit.{where}",
            expected=first.expected,
            found=first.found,
        ) from error
