"""Sistem nilai: how bids are judged by points and price, as a scheme states it.

Elements carry points, a price formula turns a price into points or into the price
that is compared, and a combination makes one figure of them. Formulas are named with
their version; what each is and takes, `scoring.formulas` says. Nothing is computed
here, and no number of the law stands here.

The file of `saksama evaluate` has the same fields (`api.files.evaluation_file`).

Source: weights and thresholds per element and in total, LKPP 12/2021, Lampiran I,
4.2.7 (secondary); the formulas are the tender's own documents'.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tender.codes import Code, Mode
from tender.merit.elements import Element, FormulaUse
from tender.merit.numbers import Number, Points, Weight
from tender.stored import Each, Many, Positive, Stored


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
