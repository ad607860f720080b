"""The ids of the rules of sistem nilai that are no formulas: tests, and the end."""

from __future__ import annotations

from typing import Literal

MeritId = Literal[
    # A step of rounding that the scheme takes.
    "merit.rounded",
    # What a promise costs.
    "merit.promise-cost",
    # What is met or not.
    "gate.undertaking",
    "gate.least",
    "gate.ceiling",
    "gate.share-of-estimate",
    "gate.promise-funded",
    "gate.promise-covered",
    "threshold.element",
    "threshold.total",
    # The order, and the end.
    "merit.bid",
    "merit.order",
    "merit.result",
]
