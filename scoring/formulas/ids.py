"""The ids of the formulas. An id ends in a version and stands for ever.

A formula that is mended gets a new version beside the old one, since published
schemes name the old one.
"""

from __future__ import annotations

from typing import Literal, get_args

FormulaId = Literal[
    # An element: from values to points.
    "formula.element.points.1",
    "formula.element.bands.1",
    "formula.element.mean-of-parts.1",
    "formula.element.mark-over-scale.1",
    "formula.element.weighted-parts.1",
    "formula.element.min-max.1",
    "formula.element.panel-mean.1",
    "formula.element.panel-median.1",
    "formula.element.worst-treated.1",
    # A price: from rupiah to points.
    "formula.price.lowest-over-own.1",
    "formula.price.linear-distance.1",
    "formula.price.min-max.1",
    "formula.price.reference-distance.1",
    # A price: from rupiah to the rupiah that are compared.
    "formula.evaluated.own-price.1",
    "formula.evaluated.quality-value.1",
    "formula.evaluated.features-coefficient.1",
    "formula.evaluated.life-cycle.1",
    "formula.evaluated.preference-divided.1",
    "formula.evaluated.preference-reduced.1",
    "formula.evaluated.adjusted-margin.1",
    # What these take on the way.
    "formula.coefficient.features.1",
    "formula.coefficient.local-content.1",
    "formula.reference.mean.1",
    "formula.reference.median.1",
    # All of them together.
    "formula.total.sum.1",
    "formula.total.weighted.1",
    "formula.total.weighted-average.1",
    "formula.shortlist.top.1",
]

FORMULA_IDS: tuple[FormulaId, ...] = get_args(FormulaId)
"""Every id, in the order in which an evaluation comes to them."""
