"""What a comparison comes to: a result for each bid, the order, whom nothing tells apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from scoring.explanation import Finding
from tender.codes import Bid, Code

Verdict = Literal["passed", "failed", "not_shortlisted", "pending"]
"""How a bid ends. `pending`: it waits for prices, its own or another's."""


@dataclass(frozen=True, slots=True)
class Score:
    """A figure before the scheme rounds it, and as it counts."""

    exact: Fraction
    counted: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A bid's end. *findings* are those of gates, and of thresholds that it misses.

    *quality* is of all elements together; *quality_rank* is among the bids that pass
    what is technical. *compared* is the price after its formula, *points* those of
    the price. What a bid has not come to is none.
    """

    bid: Bid
    verdict: Verdict
    scores: Mapping[Code, Score] = field(default_factory=dict)
    quality: Fraction | None = None
    quality_rank: int | None = None
    compared: Score | None = None
    points: Score | None = None
    total: Score | None = None
    rank: int | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Results, the ranked first; who went on; whom the committee has to tell apart.

    *field* are the bids whose elements were compared, *priced* those whose prices
    were. *winner* is none while a tie for the first place, or a price, is waited for.
    """

    results: tuple[Result, ...]
    shortlist: tuple[Bid, ...] | None
    tied: tuple[tuple[Bid, ...], ...]
    winner: Bid | None
    field: tuple[Bid, ...]
    priced: tuple[Bid, ...]

    @property
    def waits(self) -> bool:
        """Say whether prices are waited for."""
        return any(one.verdict == "pending" for one in self.results)
