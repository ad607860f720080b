"""What carries points: elements, each of a kind with parameters of its own.

Source: weights and thresholds per element, LKPP 12/2021, Lampiran I, 4.2.7
(secondary); the formulas are the tender's own documents'.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from tender.codes import Code, Item, RuleId
from tender.merit.numbers import Number, Params, Points, Weight
from tender.stored import Flag, Line, Many, Stored


class FormulaUse(Stored):
    """A formula by its id, which ends in its version, and its parameters."""

    formula: RuleId
    params: Params = Field(default_factory=dict)


class _Element(Stored):
    """What an element of any kind has. Its score runs up to *max*."""

    id: Code
    max: Points
    weight: Weight | None = None  # under `weighted`, of one
    threshold: Number | None = None  # the least score of a bid that stands
    title: Line | None = None
    basis: Line | None = None  # the clause that sets it


class GivenElement(_Element):
    """Points as they were given; of a list, their sum."""

    kind: Literal["given"]


class Band(Stored):
    """From which value on how many points are had."""

    at_least: Number
    points: Annotated[Number, Field(ge=0)]


def _rising(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    starts = [band.at_least for band in bands]
    if not starts or starts != sorted(set(starts)):
        message = "expected bands that begin one above the other, found others"
        raise ValueError(message)
    return bands


class BandsParams(Stored):
    """Bands from the lowest up; below the first there are no points."""

    bands: Annotated[Many[Band], AfterValidator(_rising)]


class BandsElement(_Element):
    """Points of the band in which a value lies."""

    kind: Literal["bands"]
    params: BandsParams


class FormulaElement(_Element, FormulaUse):
    """Points by a named formula."""

    kind: Literal["formula"]


class RubricLine(Stored):
    """What a mark is given by: a line that was announced."""

    line: Code
    says: Line


class PanelParams(Stored):
    """The top of the scale that marks are given on, and what is made of several.

    A mark names a line of *rubric*; where there is none, the element itself. Marks that
    lie further apart than *spread*, on the scale, are moderated before they count; for a
    *consensus* any two that differ are.
    """

    scale: Points
    by: Literal["mean", "median", "consensus"]
    rubric: Many[RubricLine] | None = None
    spread: Annotated[Number, Field(ge=0)] | None = None

    @property
    def limit(self) -> Fraction | None:
        """How far marks may lie apart before they are moderated, if there is a limit."""
        return Fraction(0) if self.by == "consensus" else self.spread


def _one_limit(params: PanelParams) -> PanelParams:
    if params.by == "consensus" and params.spread is not None:
        message = "expected no spread beside consensus, found one"
        raise ValueError(message)
    return params


class PanelElement(_Element):
    """Marks of the members of a panel: one figure of them, over the scale."""

    kind: Literal["panel"]
    params: Annotated[PanelParams, AfterValidator(_one_limit)]


Promise = Literal[
    "pay_above",  # percent above the least pay, from the promises of pay
    "tenure_recognised",  # months of earlier service that count beyond duty
    "contract_length",  # months
    "start_without_gap",  # days between two contracts; the fewer the better
    "training",  # hours a worker a year
]
"""What can be promised to workers beyond what is owed."""


class CommitmentParams(Stored):
    """Up to where a promise counts, and what pays for it: a line, or nothing need.

    A tender says which *promise* it is, a file of `evaluate` need not. *unit_cost* is
    what one unit of it costs for one worker, in rupiah for the whole contract.
    """

    cap: Points
    funded_by: Item | None = None
    free_of_cost: Flag | None = None
    promise: Promise | None = None
    unit_cost: Annotated[Number, Field(gt=0)] | None = None


def _funded(params: CommitmentParams) -> CommitmentParams:
    if (params.funded_by is None) == (params.free_of_cost is not True):
        message = "expected either funded_by or free_of_cost true, found both or none"
        raise ValueError(message)
    if params.unit_cost is not None and params.funded_by is None:
        message = "expected funded_by beside unit_cost, found none"
        raise ValueError(message)
    return params


class CommitmentElement(_Element):
    """A graded promise; of one per group of workers the worst-treated counts."""

    kind: Literal["commitment"]
    params: Annotated[CommitmentParams, AfterValidator(_funded)]


Element = Annotated[
    GivenElement | BandsElement | FormulaElement | PanelElement | CommitmentElement,
    Field(discriminator="kind"),
]
