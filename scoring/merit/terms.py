"""What a comparison is made from: a scheme, and what each bid has under it.

`evaluate` of the command line fills both from a file; the evaluation of a tender
fills them from its scheme and its state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Final

from scoring.explanation import Node
from scoring.merit.fault import raise_any
from scoring.merit.reading import PriceUse, Rule, price_use_of, rule_of, steps_of
from scoring.merit.scheme_lint import scheme_faults
from tender.codes import Bid, Code
from tender.merit import Merit
from tender.merit.gates import Gate
from tender.scheme import Rounding

EVERY_ERRATUM: Final = 2**53 - 1
"""An epoch that no process reaches, in which whatever was mended is mended."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Terms:
    """A scheme as bids are compared by it; raise `MeritError` where it does not fit.

    *estimate* is in the currency of the prices, as they are with tax or without.
    *people* has how many each group of workers has, and is empty where nobody has said
    so; it is none in a tender, whose posts say what its promises cost. *epoch* is the
    number of errata in force; where there is no process that keeps one, all are.
    """

    merit: Merit
    gates: tuple[Gate, ...] = ()
    estimate: Fraction | None = None
    people: tuple[int, ...] | None = None
    epoch: int = EVERY_ERRATUM

    def __post_init__(self) -> None:
        raise_any(scheme_faults(self.merit, self.gates, self.estimate))

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Return each element with its formula."""
        return tuple(rule_of(element) for element in self.merit.elements)

    @cached_property
    def price(self) -> PriceUse | None:
        """Return how the price counts, if it does."""
        if self.merit.price is None:
            return None
        return price_use_of(self.merit.price, lowest=self.merit.combine == "lowest")

    @cached_property
    def steps(self) -> Mapping[str, Rounding]:
        """Return the steps of rounding by where they are taken."""
        return steps_of(self.merit)


@dataclass(frozen=True, slots=True, kw_only=True)
class BidValues:
    """What is known of a bid.

    *price* is in whole units of the currency, after arithmetic correction; none while
    it is sealed. *values* are by element, one number or several. *figures* stand
    beside the price: costs, shares. *place* is what a person decided among bids that
    nothing tells apart: 1 goes first.

    *tests* and *price_tests* are what was tested of it besides the scheme's own gates;
    *made* has how a value came about that the rules themselves have reckoned.
    """

    bid: Bid
    price: int | None = None
    values: Mapping[Code, tuple[Fraction, ...]] = field(default_factory=dict)
    figures: Mapping[Code, Fraction] = field(default_factory=dict)
    declared: Mapping[Code, bool] = field(default_factory=dict)
    place: int = 0
    tests: tuple[Node, ...] = ()
    price_tests: tuple[Node, ...] = ()
    made: Mapping[Code, Node] = field(default_factory=dict)

    @property
    def is_stopped(self) -> bool:
        """Say whether a test has failed before elements are looked at."""
        return any(test.verdict == "fail" for test in self.tests)

    @property
    def is_priced_out(self) -> bool:
        """Say whether a test of the price has failed."""
        return any(test.verdict == "fail" for test in self.price_tests)
