"""Sistem nilai: how bids are judged by points and price, as a scheme states it.

Elements carry points, a price formula turns a price into points or into the price
that is compared, and a combination makes one figure of them. Formulas are named with
their version; what each is and takes, `scoring.formulas` says. Nothing is computed
here, and no number of the law stands here.

The file of `saksama evaluate` has the same fields (`api.files.evaluation_file`).

Source: weights and thresholds per element and in total, LKPP 12/2021, Lampiran I,
4.2.15 (secondary); the formulas are the tender's own documents'.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from tender.canonical import Json, number_text, parse_number
from tender.codes import Code, Item, Mode, RuleId
from tender.money import LARGEST, Exact
from tender.stored import Each, Flag, Line, Many, Positive, Stored

_FINEST: Final = 10**12
_MOST_OF_A_LIST: Final = 1_000

_WITHIN: Final = "a number up to 10^15 in size with at most 12 decimals"


def _bounded(value: Fraction) -> Fraction:
    """Hold a number to a size at which a thousand bids are still quick to compare."""
    if abs(value.numerator) > LARGEST * value.denominator:
        message = f"expected {_WITHIN}, found a larger one"
        raise ValueError(message)
    if value.denominator > _FINEST:
        message = f"expected {_WITHIN}, found a finer one"
        raise ValueError(message)
    return value


def _number(value: object) -> Fraction:
    if isinstance(value, Fraction):
        return _bounded(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _bounded(Fraction(value))
    if isinstance(value, str):
        return _bounded(parse_number(value))
    message = f"expected a number, found {_said(value)}"
    raise ValueError(message)


def _numbers(value: object) -> tuple[Fraction, ...]:
    if not isinstance(value, list | tuple):
        return (_number(value),)
    if not 0 < len(value) <= _MOST_OF_A_LIST:
        expected = f"a number, or a list of 1 to {_MOST_OF_A_LIST}"
        message = f"expected {expected}, found a list of {len(value)}"
        raise ValueError(message)
    return tuple(_number(one) for one in value)


def _parameter(value: object) -> Parameter:
    if isinstance(value, list | tuple):
        return tuple(_one_parameter(one) for one in value[:_MOST_OF_A_LIST])
    return _one_parameter(value)


def _one_parameter(value: object) -> Fraction | str:
    """Read a number in its one spelling as a number, and any other text as a code."""
    if isinstance(value, str):
        try:
            return _bounded(parse_number(value))
        except ValueError:
            return value[:60]
    return _number(value)


def _said(value: object) -> str:
    """Return what was found as the person who typed it knows it."""
    if value is None or isinstance(value, bool):
        return str(value).lower().replace("none", "null")
    return "a list" if isinstance(value, list) else f"{value!r:.60}"


def parameter_written(value: Parameter) -> Json:
    """Return a parameter in its one spelling."""
    if isinstance(value, tuple):
        return [one if isinstance(one, str) else number_text(one) for one in value]
    return value if isinstance(value, str) else number_text(value)


def marks_written(value: tuple[Fraction, ...]) -> Json:
    """Return one number, or a list of them, in their one spelling."""
    written = [number_text(one) for one in value]
    return written[0] if len(written) == 1 else written


Parameter: TypeAlias = Fraction | str | tuple[Fraction | str, ...]

Number = Annotated[
    Exact, BeforeValidator(_number), PlainSerializer(number_text, return_type=str)
]
"""An exact number of a size that is met: a mark, a figure, a share."""

Points = Annotated[Number, Field(gt=0)]
"""Points, or the top of a scale: more than none."""

Weight = Annotated[Number, Field(gt=0, le=1)]
"""A share of one."""

Marks = Annotated[
    Any, BeforeValidator(_numbers), PlainSerializer(marks_written, return_type=Any)
]
"""A number, or a list of them: what a bid has of one element."""

Params = Annotated[
    dict[
        Code,
        Annotated[
            Any,
            BeforeValidator(_parameter),
            PlainSerializer(parameter_written, return_type=Any),
        ],
    ],
    Field(max_length=20),
]
"""Parameters of a formula by name: a number, a code, or a list of either."""


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

    A mark names a line of *rubric*; where there is none, the element itself.
    """

    scale: Points
    by: Literal["mean", "median"]
    rubric: Many[RubricLine] | None = None


class PanelElement(_Element):
    """Marks of the members of a panel: one figure of them, over the scale."""

    kind: Literal["panel"]
    params: PanelParams


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


class PriceRule(FormulaUse):
    """How the price counts.

    A formula of points has *max*, and *weight* under `weighted`; it may take the
    price that another formula makes (*adjusted*). A formula of the price that is
    compared has none of these.
    """

    max: Points | None = None
    weight: Weight | None = None
    adjusted: FormulaUse | None = None


class Shortlist(Stored):
    """How many go on by quality, and whether those level with the last go too."""

    top: Positive
    ties: Literal["in", "out"]


class TieBreak(Stored):
    """What is looked at next: the higher quality, the lower price, the higher value.

    *of* names the element, or the figure of the bid, that is compared.
    """

    by: Literal["quality", "price", "element", "figure", "committee"]
    of: Code | None = None


class ScoreRounding(Stored):
    """One step of rounding: at what, to how many decimals, and how."""

    at: Literal["element", "evaluated", "price", "total"]
    places: Annotated[int, Field(strict=True, ge=-6, le=6)]
    mode: Mode


class CeilingGate(Stored):
    """The price is not above the estimate."""

    id: Code
    kind: Literal["ceiling"]


class LeastParams(Stored):
    """Of which element or figure, and at least how much."""

    of: Code
    least: Number


class LeastGate(Stored):
    """A value is at least so much; of a list, each of them."""

    id: Code
    kind: Literal["least"]
    params: LeastParams


class UndertakingParams(Stored):
    """What has to be declared."""

    of: Code


class UndertakingGate(Stored):
    """A bid declares that it will."""

    id: Code
    kind: Literal["undertaking"]
    params: UndertakingParams


class ShareParams(Stored):
    """From which share of the estimate on, and what follows below it."""

    share: Annotated[Number, Field(gt=0)]
    below: Literal["fail", "note"]


class ShareGate(Stored):
    """The price is not below a share of the estimate."""

    id: Code
    kind: Literal["share-of-estimate"]
    params: ShareParams


Gate = Annotated[
    CeilingGate | LeastGate | UndertakingGate | ShareGate, Field(discriminator="kind")
]

Combine = Literal[
    "sum",  # of the points of quality and price
    "weighted",  # of scores times their weights, which add up to one
    "lowest",  # the price that is compared; elements are for thresholds and formulas
]


class Merit(Stored):
    """A scheme of points and price. *threshold* is the least quality of all elements."""

    elements: Many[Element] = ()
    price: PriceRule | None = None
    combine: Combine
    threshold: Number | None = None
    shortlist: Shortlist | None = None
    ties: Each[TieBreak] = ()
    rounding: Each[ScoreRounding] = ()


Values: TypeAlias = Mapping[Code, tuple[Fraction, ...]]
"""What a bid has of each element."""
